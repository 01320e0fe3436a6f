// Whom the rows of a file mean: many clients looked up at once, by our own id or by search key.
import { sql } from 'kysely';
import type { Id } from '#domain/basics/id.ts';
import type { KeyRange } from '#domain/people/search-keys.ts';
import { agency } from '../postgres/query.ts';
import type { Tx } from '../postgres/transaction.ts';
import { type ClientRecord, clientColumns, identifiersOf } from './records.ts';

/** The clients with these ids, locked until the transaction ends; who is not here is left out. */
export const readClientsLocked = async (tx: Tx, ids: readonly Id[]): Promise<Map<Id, ClientRecord>> => {
  if (ids.length === 0) return new Map();
  const rows = await tx.rows(sql<ClientRecord>`
    select ${clientColumns}, ${identifiersOf('c')} as identifiers
    from clients c where c.agency_id = ${agency} and c.id = any (${ids}::uuid[]) order by c.id for no key update of c`);
  return new Map(rows.map((row) => [row.id, row]));
};

export type Probe = { readonly exact: readonly string[]; readonly ranges: readonly KeyRange[] };

/** For each of many people about to be entered, the clients under any of their keys. */
export const clientsUnderKeys = async (
  tx: Tx,
  probes: readonly Probe[],
): Promise<readonly (readonly ClientRecord[])[]> => {
  const exact = probes.flatMap((probe, position) => probe.exact.map((key) => ({ position, key })));
  const ranges = probes.flatMap((probe, position) => probe.ranges.map((range) => ({ position, ...range })));
  const hits = await tx.rows(sql<{ position: number; id: Id }>`
    select distinct h.position, h.client_id as id from (
      select p.position, k.client_id
      from unnest(${exact.map(({ position }) => position)}::int[], ${exact.map(({ key }) => key)}::text[]) as p (position, key)
      join client_keys k on k.agency_id = ${agency} and k.key = p.key
      union all
      select r.position, k.client_id
      from unnest(${ranges.map(({ position }) => position)}::int[], ${ranges.map(({ from }) => from)}::text[], ${ranges.map(({ to }) => to)}::text[]) as r (position, low, high)
      join client_keys k on k.agency_id = ${agency} and k.key >= r.low collate "C" and k.key < r.high collate "C") h
    order by h.position, h.client_id`);
  const records = await tx.rows(sql<ClientRecord>`
    select ${clientColumns}, ${identifiersOf('c')} as identifiers
    from clients c where c.agency_id = ${agency} and c.id = any (${[...new Set(hits.map(({ id }) => id))]}::uuid[])`);
  const byId = new Map(records.map((record) => [record.id, record]));
  const found: ClientRecord[][] = probes.map(() => []);
  for (const { position, id } of hits) {
    const record = byId.get(id);
    if (record) found[position]?.push(record);
  }
  return found;
};
