// Service-model versions never change once published, so a process keeps what it has read of them. Which versions there are is asked
// anew each time (`due-facts.ts`): a version published by another process is missed by none.
import { readdir, readFile } from 'node:fs/promises';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import { parseDefinition } from '#domain/models/checking.ts';
import type { ServiceModelDefinition } from '#domain/models/definition.ts';
import type { ModelVersion } from '#domain/models/versions.ts';
import { agency, db, json } from './postgres/query.ts';
import type { Tx } from './postgres/transaction.ts';

const known = new Map<Id, Map<string, ModelVersion>>();

export const readServiceModels = (tx: Tx) =>
  tx.rows(
    db
      .selectFrom('service_models')
      .select(['key', 'version', 'effective_from', 'definition'])
      .where('agency_id', '=', agency)
      .where('superseded_at', 'is', null),
  );

/** The versions named, of the agency of this transaction. Reads only where one of them was never read by this process. */
export const modelVersions = async (
  tx: Tx,
  agencyId: Id,
  names: readonly (readonly [key: string, version: number])[],
): Promise<ModelVersion[]> => {
  let versions = known.get(agencyId);
  if (!versions || names.some(([key, version]) => !versions?.has(`${key}/${version}`))) {
    versions = new Map(
      (await readServiceModels(tx)).map((row) => [
        `${row.key}/${row.version}`,
        {
          key: row.key,
          version: row.version,
          effectiveFrom: row.effective_from,
          definition: row.definition as unknown as ServiceModelDefinition,
        },
      ]),
    );
    known.set(agencyId, versions);
  }
  return names.flatMap(([key, version]) => versions.get(`${key}/${version}`) ?? []);
};

const folder = new URL('../../content/models/', import.meta.url);

/** The definitions that ship with Footbridge, each checked. */
export const shippedModels = async (): Promise<ServiceModelDefinition[]> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    names.map(async (name) => {
      const parsed = parseDefinition(JSON.parse(await readFile(new URL(name, folder), 'utf8')));
      if (parsed.ok) return parsed.value;
      throw new Error(`${name}: ${parsed.refusals.map(({ code, pointer }) => `${code} at ${pointer}`).join(', ')}`);
    }),
  );
};

/** Publishes version 1 of each definition for an agency that has none of that key, in force from `effectiveFrom`. */
export const seedServiceModels = (
  tx: Tx,
  definitions: readonly ServiceModelDefinition[],
  effectiveFrom: Day,
  stamp: { readonly agencyId: Id; readonly by: Id; readonly at: Instant; newId(): Id },
): Promise<number> =>
  tx.run(
    db
      .insertInto('service_models')
      .values(
        definitions.map((definition) => ({
          agency_id: stamp.agencyId,
          id: stamp.newId(),
          key: definition.key,
          version: 1,
          effective_from: effectiveFrom,
          definition: json(definition),
          recorded_at: stamp.at,
          recorded_by: stamp.by,
        })),
      )
      .onConflict((conflict) => conflict.columns(['agency_id', 'key', 'version']).doNothing()),
  );
