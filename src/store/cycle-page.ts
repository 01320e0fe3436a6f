// What the page of an enrolment shows beside the enrolment itself: its programme, its acts with who did them, and the counts that
// stand in other records.
import { sql } from 'kysely';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import type { CycleFacts } from '#domain/cycle/six-functions.ts';
import { agency } from './postgres/query.ts';
import type { Tx } from './postgres/transaction.ts';

export type EnrolmentDetails = {
  readonly programmeName: string;
  readonly modelKey: string;
  readonly criteria: readonly {
    readonly code: string;
    readonly label?: Readonly<Record<string, string>>;
    readonly required?: boolean;
  }[];
  readonly referralSource: string | null;
  readonly referralReason: string | null;
};

export const readEnrolmentDetails = (tx: Tx, enrolmentId: Id): Promise<EnrolmentDetails | undefined> =>
  tx.first(sql<EnrolmentDetails>`
    select p.name as "programmeName", p.model_key as "modelKey", p.eligibility as criteria, e.referral_source as "referralSource",
      e.referral_reason as "referralReason"
    from enrolments e join programmes p on p.agency_id = e.agency_id and p.id = e.programme_id
    where e.agency_id = ${agency} and e.id = ${enrolmentId}`);

export type ActRow = {
  readonly id: Id;
  readonly act: string;
  readonly on: Day;
  readonly cycleId: Id | null;
  readonly by: string | null;
  readonly recordedAt: Instant;
  readonly params: Readonly<Record<string, unknown>>;
  readonly withdrawnAt: Instant | null;
  readonly errorReason: string | null;
};

export const readActRows = (tx: Tx, enrolmentId: Id): Promise<ActRow[]> =>
  tx.rows(sql<ActRow>`
    select a.id, a.act, a.day as "on", a.cycle_id as "cycleId", s.given_name || ' ' || s.family_name as by,
      a.recorded_at as "recordedAt", a.params, a.superseded_at as "withdrawnAt", a.error_reason as "errorReason"
    from cycle_acts a left join staff s on s.agency_id = a.agency_id and s.id = a.recorded_by
    where a.agency_id = ${agency} and a.enrolment_id = ${enrolmentId}
    order by a.day, a.entry`);

export type CycleCounts = CycleFacts & { readonly cycleId: Id; readonly ownerName: string | null };

/** For each cycle of an enrolment, what stands in other records. */
export const readCycleCounts = (tx: Tx, enrolmentId: Id, clientId: Id): Promise<CycleCounts[]> =>
  tx.rows(sql<CycleCounts>`
    select y.id as "cycleId", coalesce(s.given_name || ' ' || s.family_name, t.name) as "ownerName",
      exists (select from assessments a where a.agency_id = y.agency_id and a.client_id = y.client_id and a.cycle_id = y.id and a.state <> 'in-error') as "assessmentStarted",
      exists (select from plans p where p.agency_id = y.agency_id and p.cycle_id = y.id and p.state <> 'in-error') as "planStarted",
      coalesce((select count(*) from plans p join goals g on g.agency_id = p.agency_id and g.plan_id = p.id
        where p.agency_id = y.agency_id and p.cycle_id = y.id and p.state = 'signed' and not g.dropped), 0) as goals,
      (select count(*) from referrals r where r.agency_id = y.agency_id and r.client_id = y.client_id and r.cycle_id = y.id
        and r.state in ('draft', 'sent', 'acknowledged', 'waitlisted', 'accepted', 'no-answer')) as "openReferrals",
      (select count(*) from contacts o where o.agency_id = y.agency_id and o.client_id = y.client_id and o.cycle_id = y.id
        and o.superseded_at is null and o.outcome = 'reached' and o.day >= y.plan_signed_on) as "contactsSincePlan",
      (select min(d.due_by) from due_items d where d.agency_id = y.agency_id and d.client_id = y.client_id and d.cycle_id = y.id
        and d.kind = 'review') as "reviewDueBy"
    from cycles y
    left join staff s on s.agency_id = y.agency_id and s.id = y.staff_id
    left join teams t on t.agency_id = y.agency_id and t.id = y.team_id
    where y.agency_id = ${agency} and y.client_id = ${clientId} and y.enrolment_id = ${enrolmentId} and not y.withdrawn`);
