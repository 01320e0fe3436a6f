// Who looked: the audit of one client, as that client would ask for it. List reads name many clients at once and are found through
// a function that checks the agency itself, because a search for one among many is no index read under row-level security.
import { sql } from 'kysely';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import { agency } from '../postgres/query.ts';
import type { Tx } from '../postgres/transaction.ts';

export type LookRow = {
  readonly id: Id;
  readonly at: Instant;
  readonly actorId: Id;
  readonly actorKind: string;
  readonly name: string | null;
  readonly roles: string[] | null;
  readonly action: string;
  readonly effect: 'read' | 'write' | 'refused';
  readonly inList: boolean;
  readonly decision: string;
};

/** Where the page before ended. */
export type LookCursor = { readonly at: Instant; readonly id: Id };

/** The record, and those that were merged into it. */
const records = (clientId: Id) =>
  sql`select ${clientId}::uuid as id union all select m.id from merged_clients m where m.agency_id = ${agency} and m.client_id = ${clientId}::uuid`;

const source = (clientId: Id, since: Instant, before: LookCursor | null, until: Instant, most: number) => sql`(
  select a.id, a.at, a.actor_id, a.actor_kind, a.action, a.effect, false as in_list, a.decision from audit a
  where a.agency_id = ${agency} and a.client_id = any (array(${records(clientId)})) and a.at >= ${since}::timestamptz and ${earlier('a', before)}
  order by a.at desc, a.id desc limit ${most}
) union all (
  select l.id, l.at, l.actor_id, l.actor_kind, l.action, l.effect, true, l.decision
  from (${records(clientId)}) r
  cross join lateral app.list_reads_of(r.id, ${since}::timestamptz, ${before?.at ?? until}::timestamptz, ${most + 1000}) l
  where ${earlier('l', before)} order by l.at desc, l.id desc limit ${most}
)`;

const earlier = (alias: string, before: LookCursor | null) =>
  before === null
    ? sql`true`
    : sql`(${sql.ref(`${alias}.at`)}, ${sql.ref(`${alias}.id`)}) < (${before.at}::timestamptz, ${before.id}::uuid)`;

/** The looks of a client since a moment, the latest first. */
export const readLooks = (
  tx: Tx,
  clientId: Id,
  since: Instant,
  before: LookCursor | null,
  until: Instant,
  most: number,
): Promise<LookRow[]> =>
  tx.rows(sql<LookRow>`
    select e.id, e.at, e.actor_id as "actorId", e.actor_kind as "actorKind", e.action, e.effect, e.in_list as "inList", e.decision,
      s.given_name || ' ' || s.family_name as name, s.roles
    from (${source(clientId, since, before, until, most)}) e
    left join staff s on s.agency_id = ${agency} and s.id = e.actor_id
    order by e.at desc, e.id desc limit ${most}`);

export const countLooks = async (tx: Tx, clientId: Id, since: Instant, until: Instant): Promise<number> => {
  const row = await tx.first(sql<{ total: number }>`
    select (select count(*) from audit a where a.agency_id = ${agency} and a.client_id = any (array(${records(clientId)})) and a.at >= ${since}::timestamptz)
      + (select count(*) from (${records(clientId)}) r cross join lateral app.list_reads_of(r.id, ${since}::timestamptz, ${until}::timestamptz, 1000000)) as total`);
  return row?.total ?? 0;
};
