// How long records are kept: what the rule must know of each, the agency's schedule, and legal holds.
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '#domain/access/actor.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import type { Birth } from '#domain/people/birth-and-age.ts';
import type { RetentionFacts, RetentionSchedule } from '#domain/people/retention.ts';
import { type NamedRecord, namedRecord } from './access/named-record.ts';
import { visible } from './access/visible.ts';
import { agency, db, json } from './postgres/query.ts';
import type { Tx } from './postgres/transaction.ts';

export const readSchedule = async (tx: Tx): Promise<Partial<RetentionSchedule> | undefined> =>
  (
    await tx.first(sql<{ said: Partial<RetentionSchedule> | null }>`
      select settings -> 'retention' as said from agencies where agency_id = ${agency}`)
  )?.said ?? undefined;

export const writeSchedule = (tx: Tx, schedule: RetentionSchedule): Promise<number> =>
  tx.run(sql`
    update agencies set settings = settings || jsonb_build_object('retention', ${json(schedule)}::jsonb) where agency_id = ${agency}`);

type Read = Omit<RetentionFacts, 'birth'> & {
  readonly birthDate: Day | null;
  readonly birthPrecision: Birth['precision'];
};

const factsOf = ({ birthDate, birthPrecision, ...facts }: Read): RetentionFacts => ({
  ...facts,
  birth: { date: birthDate, precision: birthPrecision },
});

/** The agency's day, for a statement that leaves before anybody knows it. */
export const dayHere = (now: Instant): RawBuilder<unknown> =>
  sql`(${now}::timestamptz at time zone (select g.time_zone from agencies g where g.agency_id = ${agency}))::date`;

const onHold = (today: RawBuilder<unknown>) => sql`exists (
  select from legal_holds h where h.agency_id = c.agency_id and h.client_id = c.id and (h.to_day is null or h.to_day >= ${today}))`;

/** Without any trace of care, the day the record was made. */
const lastOn = sql`coalesce(greatest(
  (select max(coalesce(e.ended_on, e.last_act_on)) from enrolments e where e.agency_id = c.agency_id and e.client_id = c.id),
  (select max(k.day) from contacts k where k.agency_id = c.agency_id and k.client_id = c.id and k.superseded_at is null),
  (select max(n.day) from notes n where n.agency_id = c.agency_id and n.client_id = c.id and n.state <> 'discarded')),
  (coalesce((select min(v.recorded_at) from clients_past v where v.agency_id = c.agency_id and v.id = c.id), c.recorded_at)
    at time zone (select g.time_zone from agencies g where g.agency_id = c.agency_id))::date)`;

const facts = (
  today: RawBuilder<unknown>,
) => sql`${lastOn} as "lastOn", c.birth_date as "birthDate", c.birth_precision as "birthPrecision",
  exists (select from enrolments e where e.agency_id = c.agency_id and e.client_id = c.id and e.enrolled_on is not null) as "wasEnrolled",
  (select count(*) from enrolments e where e.agency_id = c.agency_id and e.client_id = c.id and e.state <> 'ended') as "openEnrolments",
  (select count(*) from tasks t where t.agency_id = c.agency_id and t.client_id = c.id and t.state = 'open') as "openTasks",
  ${onHold(today)} as "isOnHold"`;

export const readRetentionFacts = async (
  tx: Tx,
  clientId: RawBuilder<unknown>,
  today: RawBuilder<unknown>,
): Promise<RetentionFacts | undefined> => {
  const row = await tx.first(sql<Read>`
    select ${facts(today)} from clients c where c.agency_id = ${agency} and c.id = ${clientId}`);
  return row && factsOf(row);
};

export type RetainedRecord = { readonly client: NamedRecord; readonly facts: RetentionFacts };

/** Records nobody works with and with nothing since `before`: the rule says which of them may go. */
export const readQuietRecords = async (tx: Tx, actor: Actor, before: Day, today: Day): Promise<RetainedRecord[]> => {
  const rows = await tx.rows(sql<Read & { client: NamedRecord }>`
    select * from (
      select ${namedRecord('c')} as client, ${facts(sql`${today}::date`)} from clients c
      where c.agency_id = ${agency} and ${visible(actor, 'list-records-to-purge', 'c', today)}
        and not exists (select from enrolments e where e.agency_id = c.agency_id and e.client_id = c.id and (e.state <> 'ended' or e.ended_on > ${before}::date))
    ) r where r."lastOn" <= ${before}::date order by r."lastOn", r.client ->> 'id'`);
  return rows.map(({ client, ...read }) => ({ client, facts: factsOf(read) }));
};

/** The record with exactly this number, where the actor may know of it. */
export const findByNumber = (tx: Tx, actor: Actor, number: number, today: Day): Promise<{ client: NamedRecord }[]> =>
  tx.rows(sql<{ client: NamedRecord }>`
    select ${namedRecord('c')} as client from clients c
    where c.agency_id = ${agency} and c.number = ${number}::bigint and ${visible(actor, 'find-record', 'c', today)}`);

export type HoldRow = {
  readonly id: Id;
  readonly client: NamedRecord;
  readonly reason: string;
  readonly from: Day;
  readonly to: Day | null;
  readonly placedBy: { readonly id: Id; readonly name: string };
  readonly version: Instant;
};

export const readHolds = (tx: Tx, actor: Actor, today: Day): Promise<HoldRow[]> =>
  tx.rows(sql<HoldRow>`
    select h.id, ${namedRecord('c')} as client, h.reason, h.from_day as "from", h.to_day as "to", h.recorded_at as version,
      jsonb_build_object('id', h.placed_by, 'name', coalesce((
        select s.given_name || ' ' || s.family_name from staff s where s.agency_id = h.agency_id and s.id = h.placed_by), '')) as "placedBy"
    from legal_holds h join clients c on c.agency_id = h.agency_id and c.id = h.client_id and ${visible(actor, 'read-retention', 'c', today)}
    where h.agency_id = ${agency} and (h.to_day is null or h.to_day >= ${today}::date)
    order by h.from_day desc, h.id desc`);

export const insertHold = (
  tx: Tx,
  stamp: { readonly agencyId: Id; readonly by: Id; readonly at: Instant },
  hold: {
    readonly id: Id;
    readonly clientId: Id;
    readonly reason: string;
    readonly from: Day;
    readonly to: Day | null;
  },
): Promise<number> =>
  tx.run(
    db.insertInto('legal_holds').values({
      agency_id: stamp.agencyId,
      id: hold.id,
      client_id: hold.clientId,
      reason: hold.reason,
      from_day: hold.from,
      to_day: hold.to,
      placed_by: stamp.by,
      recorded_at: stamp.at,
      recorded_by: stamp.by,
    }),
  );

/** Ends a hold that still holds on `lastDay`; gives how many, one or none. */
export const endHold = (
  tx: Tx,
  stamp: { readonly by: Id; readonly at: Instant },
  id: Id,
  lastDay: Day,
  reason: string,
): Promise<number> =>
  tx.run(sql`
    update legal_holds set to_day = greatest(from_day, ${lastDay}::date), end_reason = ${reason},
      recorded_at = ${stamp.at}::timestamptz, recorded_by = ${stamp.by}::uuid
    where agency_id = ${agency} and id = ${id}::uuid and (to_day is null or to_day > ${lastDay}::date)`);
