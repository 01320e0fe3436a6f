// The instruments an agency has: those that ship with Footbridge, and its own. A version never changes, so a process keeps what it has
// read of it; one that ships is written down the first time the agency uses it, and is what was asked then for good.
import { readdir, readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import type { Id } from '#domain/basics/id.ts';
import { checkDefinition } from '#domain/instruments/checking.ts';
import type { InstrumentDefinition } from '#domain/instruments/definition.ts';
import { agency, db, json } from './postgres/query.ts';
import type { Stamp } from './postgres/stamps.ts';
import type { Tx } from './postgres/transaction.ts';

const folder = new URL('../../content/instruments/', import.meta.url);

const readShipped = async (): Promise<ReadonlyMap<string, InstrumentDefinition>> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  const definitions = await Promise.all(
    names.map(async (name) => {
      const checked = checkDefinition(JSON.parse(await readFile(new URL(name, folder), 'utf8')));
      if (checked.ok) return checked.value;
      throw new Error(`${name}: ${checked.refusals.map(({ code, pointer }) => `${code} at ${pointer}`).join(', ')}`);
    }),
  );
  return new Map(definitions.map((definition) => [definition.id, definition]));
};

let shipped: ReturnType<typeof readShipped> | undefined;

/** The definitions that ship with Footbridge, each checked, by id. */
export const shippedInstruments = (): ReturnType<typeof readShipped> => {
  shipped ??= readShipped();
  return shipped;
};

export type Instrument = {
  readonly definition: InstrumentDefinition;
  readonly source: 'shipped' | 'own';
  /** What the agency decided; null where it did not. */
  readonly chosen: boolean | null;
};

type VersionRow = {
  readonly key: string;
  readonly version: number;
  readonly source: Instrument['source'];
  readonly definition: InstrumentDefinition | null;
};

export type AgencyInstruments = {
  /** The version that is answered now, of each; an agency's own before the one that ships under its id. */
  readonly now: ReadonlyMap<string, Instrument>;
  /** The version that was answered; undefined where there never was one. */
  versionOf(key: string, version: number): InstrumentDefinition | undefined;
  /** Whether the version is written down already. */
  isKept(key: string, version: number): boolean;
};

const known = new Map<Id, Map<string, InstrumentDefinition>>();

/** Everything an agency can ask and has asked; one round trip. */
export const readInstruments = async (tx: Tx, agencyId: Id): Promise<AgencyInstruments> => {
  const versions = known.get(agencyId) ?? new Map<string, InstrumentDefinition>();
  known.set(agencyId, versions);
  const [rows, choices, ships] = await Promise.all([
    tx.rows(sql<VersionRow>`
      select v.key, v.version, v.source, case when v.key || '/' || v.version = any (${[...versions.keys()]}::text[]) then null else v.definition end as definition
      from instrument_versions v where v.agency_id = ${agency} order by v.key, v.version`),
    tx.rows(sql<{ key: string; is_on: boolean }>`
      select c.key, c.is_on from instrument_choices c where c.agency_id = ${agency}`),
    shippedInstruments(),
  ]);
  for (const { key, version, definition } of rows) if (definition) versions.set(`${key}/${version}`, definition);
  const chosen = new Map(choices.map(({ key, is_on }) => [key, is_on]));
  const now = new Map<string, Instrument>();
  for (const [key, definition] of ships)
    now.set(key, { definition, source: 'shipped', chosen: chosen.get(key) ?? null });
  for (const { key, version, source } of rows) {
    const definition = versions.get(`${key}/${version}`);
    if (definition && source === 'own') now.set(key, { definition, source, chosen: chosen.get(key) ?? null });
  }
  return {
    now,
    versionOf: (key, version) =>
      versions.get(`${key}/${version}`) ??
      [now.get(key)?.definition, ships.get(key)].find((each) => each?.version === version),
    isKept: (key, version) => rows.some((row) => row.key === key && row.version === version),
  };
};

type Written = Stamp & { readonly agencyId: Id };

/** Writes a version down; another transaction may have been first with the same one that ships. */
export const keepVersion = (
  tx: Tx,
  { agencyId, by, at }: Written,
  { id, definition, source }: { readonly id: Id } & Pick<Instrument, 'definition' | 'source'>,
): Promise<number> =>
  tx.run(
    sql`insert into instrument_versions (agency_id, id, key, version, source, definition, recorded_at, recorded_by)
      values (${agencyId}::uuid, ${id}::uuid, ${definition.id}, ${definition.version}, ${source}, ${json(definition)}::jsonb, ${at}::timestamptz, ${by}::uuid)
      on conflict (agency_id, key, version) do nothing`,
  );

export const chooseInstrument = (
  tx: Tx,
  { agencyId, by, at }: Written,
  { id, key, isOn }: { readonly id: Id; readonly key: string; readonly isOn: boolean },
): Promise<number> =>
  tx.run(
    db
      .insertInto('instrument_choices')
      .values({ agency_id: agencyId, id, key, is_on: isOn, recorded_at: at, recorded_by: by })
      .onConflict((conflict) =>
        conflict.columns(['agency_id', 'key']).doUpdateSet({ is_on: isOn, recorded_at: at, recorded_by: by }),
      ),
  );
