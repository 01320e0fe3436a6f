// Two records of one person: what stands in the way, the merge itself, and where an old record's id leads.
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '#domain/access/actor.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import { type NamedRecord, namedRecord } from '../access/named-record.ts';
import { visible } from '../access/visible.ts';
import { agency } from '../postgres/query.ts';
import type { Tx } from '../postgres/transaction.ts';
import { type ClientRecord, clientColumns, identifiersOf } from './records.ts';

export type MergeConflicts = {
  readonly isLinked: boolean;
  readonly openInBoth: string[];
  readonly residencesOverlapFrom: Day | null;
};

export const readMergeConflicts = async (
  tx: Tx,
  stays: RawBuilder<unknown>,
  goes: RawBuilder<unknown>,
): Promise<MergeConflicts> => {
  const row = await tx.first(sql<MergeConflicts>`
    with pair as materialized (select ${stays} as stays, ${goes} as goes)
    select exists (
        select from client_links l where l.agency_id = ${agency} and l.kind = 'same-person' and l.superseded_at is null
          and (l.client_id, l.other_client_id) in ((p.stays, p.goes), (p.goes, p.stays))) as "isLinked",
      array(
        select g.name from enrolments a join enrolments b on b.agency_id = a.agency_id and b.programme_id = a.programme_id
        join programmes g on g.agency_id = a.agency_id and g.id = a.programme_id
        where a.agency_id = ${agency} and a.client_id = p.stays and b.client_id = p.goes and a.state <> 'ended' and b.state <> 'ended'
        order by g.name) as "openInBoth",
      (select min(greatest(lower(a.during), lower(b.during))) from residences a join residences b on b.agency_id = a.agency_id and b.during && a.during
        where a.agency_id = ${agency} and a.client_id = p.stays and b.client_id = p.goes) as "residencesOverlapFrom"
    from pair p`);
  return row ?? { isLinked: false, openInBoth: [], residencesOverlapFrom: null };
};

/** A record whole, whatever its segment: what is merged or purged is merged or purged altogether. */
export const readWholeRecord = (tx: Tx, id: RawBuilder<unknown>): Promise<ClientRecord | undefined> =>
  tx.first(sql<ClientRecord>`
    select ${clientColumns}, ${identifiersOf('c')} as identifiers from clients c where c.agency_id = ${agency} and c.id = ${id}`);

/** Moves everything; gives how many rows, by table. The database asks for the two people once more. */
export const mergeClients = async (
  tx: Tx,
  approvalId: Id,
  now: Instant,
  today: Day,
): Promise<Readonly<Record<string, number>>> => {
  const row = await tx.first(sql<{ moved: Record<string, number> }>`
    select app.merge_clients(${approvalId}::uuid, ${now}::timestamptz, ${today}::date) as moved`);
  return row?.moved ?? {};
};

export type DoubledRecord = NamedRecord & { readonly registeredOn: Day; readonly contacts: number };
export type DoubledPair = {
  readonly id: Id;
  readonly linkedOn: Day;
  readonly one: DoubledRecord;
  readonly two: DoubledRecord;
};

const doubled = (alias: string) => sql`${namedRecord(alias)} || jsonb_build_object(
  'registeredOn', (coalesce((select min(v.recorded_at) from clients_past v where v.agency_id = ${agency} and v.id = ${sql.ref(`${alias}.id`)}),
    ${sql.ref(`${alias}.recorded_at`)}) at time zone g.time_zone)::date,
  'contacts', (select count(*) from contacts k where k.agency_id = ${agency} and k.client_id = ${sql.ref(`${alias}.id`)} and k.superseded_at is null))`;

/** Records that somebody has linked as one person's, both of them the actor's to know of. */
export const readDoubledRecords = (
  tx: Tx,
  actor: Actor,
  today: Day,
  page: { readonly limit: number; readonly offset: number },
): Promise<(DoubledPair & { readonly total: number })[]> =>
  tx.rows(sql<DoubledPair & { total: number }>`
    with seen as materialized (
      select c.* from clients c where c.agency_id = ${agency} and ${visible(actor, 'list-doubled-records', 'c', today)}
        and exists (select from client_links l where l.agency_id = c.agency_id and c.id in (l.client_id, l.other_client_id)
          and l.kind = 'same-person' and l.superseded_at is null))
    select l.id, (l.recorded_at at time zone g.time_zone)::date as "linkedOn", ${doubled('a')} as one, ${doubled('b')} as two, count(*) over () as total
    from client_links l
    join agencies g on g.agency_id = l.agency_id
    join seen a on a.id = l.client_id join seen b on b.id = l.other_client_id
    where l.agency_id = ${agency} and l.kind = 'same-person' and l.superseded_at is null
    order by l.recorded_at desc, l.id limit ${page.limit} offset ${page.offset}`);

export type FormerRecord = {
  readonly clientId: Id;
  readonly number: number;
  readonly mergedOn: Day;
  readonly current: NamedRecord;
};

/** Where the id of a record that was merged leads. */
export const whereFormerRecordIs = (tx: Tx, id: Id): Promise<FormerRecord | undefined> =>
  tx.first(sql<FormerRecord>`
    select m.client_id as "clientId", m.number, (m.recorded_at at time zone g.time_zone)::date as "mergedOn", ${namedRecord('c')} as current
    from merged_clients m join agencies g on g.agency_id = m.agency_id join clients c on c.agency_id = m.agency_id and c.id = m.client_id
    where m.agency_id = ${agency} and m.id = ${id}::uuid`);
