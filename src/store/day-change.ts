// What the change of the day needs: each agency's clock, who leads whom, and what may be thrown away.
import { sql } from 'kysely';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant, ZoneName } from '#domain/basics/instant.ts';
import type { DueOwner } from '#domain/due/item.ts';
import type { Tx } from './postgres/transaction.ts';

export type AgencyClock = { readonly agency_id: Id; readonly time_zone: ZoneName; readonly current_day: Day };

/** The clocks of all agencies, without anything else of them. */
export const agencyClocks = (tx: Tx): Promise<AgencyClock[]> =>
  tx.rows(sql<AgencyClock>`select agency_id, time_zone, current_day from app.agency_clocks() order by agency_id`);

/** The clock of this transaction's agency, and its system actor. */
export const ownClock = (tx: Tx): Promise<(AgencyClock & { readonly actor_id: Id }) | undefined> =>
  tx.first(sql<AgencyClock & { actor_id: Id }>`
    select agency_id, time_zone, current_day, app.actor() as actor_id from agencies where agency_id = (select app.agency())`);

/** The day has been reached; it never goes back. */
export const reachDay = (tx: Tx, day: Day): Promise<unknown> =>
  Promise.all([
    tx.rows(sql`select app.ensure_audit_months(${day}::date)`),
    tx.run(sql`
      update agencies set current_day = ${day}::date where agency_id = (select app.agency()) and current_day < ${day}::date`),
  ]);

/** Who hears of what an owner could not do: the team's leader, else a supervisor; an owner with neither is left out. */
export const leadsOf = async (
  tx: Tx,
  owners: readonly DueOwner[],
  day: Day,
): Promise<(DueOwner & { readonly lead: Id })[]> =>
  tx.rows(sql<DueOwner & { lead: Id }>`
    select * from (
      select o.kind, o.id, coalesce(
        (select p.staff_id from positions p join staff s on s.agency_id = p.agency_id and s.id = p.staff_id
          where p.agency_id = (select app.agency()) and p.team_id = any (t.teams) and p.role = 'leader' and p.staff_id <> o.id
            and p.during @> ${day}::date and (s.left_on is null or s.left_on >= ${day}::date)
          order by p.staff_id limit 1),
        (select l.supervisor_id from supervision_lines l join staff s on s.agency_id = l.agency_id and s.id = l.supervisor_id
          where l.agency_id = (select app.agency()) and (l.staff_id = o.id or l.team_id = any (t.teams))
            and l.during @> ${day}::date and (s.left_on is null or s.left_on >= ${day}::date)
          order by l.staff_id is null, l.supervisor_id limit 1)) as lead
      from jsonb_to_recordset(${JSON.stringify(owners)}::jsonb) as o(kind text, id uuid)
      cross join lateral (select case when o.kind = 'team' then array[o.id] else array(
        select p.team_id from positions p
        where p.agency_id = (select app.agency()) and p.staff_id = o.id and p.during @> ${day}::date) end as teams) t) f
    where f.lead is not null`);

/** Answers are kept for repeats long enough for any queue of a phone; drafts for half a year. */
const answersKept = '7 days';
const draftsKept = '180 days';

export const throwAwayOld = (tx: Tx, now: Instant): Promise<unknown> =>
  Promise.all([
    tx.run(sql`
      delete from idempotency_keys
      where agency_id = (select app.agency()) and recorded_at < ${now}::timestamptz - ${answersKept}::interval`),
    tx.run(sql`
      delete from drafts
      where agency_id = (select app.agency()) and updated_at < ${now}::timestamptz - ${draftsKept}::interval`),
  ]);
