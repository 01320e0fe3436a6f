// Everything that due items and summaries are worked out from, for any number of clients in one statement, and what is kept of
// them now, so that only what differs is written.
import { sql } from 'kysely';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Cycle, EnrolmentState } from '#domain/cycle/enrolment.ts';
import type { ContactFact, NoteFact, ReferralState, StayFact } from '#domain/due/facts.ts';
import type { ContactPlan } from '#domain/models/contact-plan.ts';
import type { PhaseMove } from '#domain/models/versions.ts';
import { prepared } from './postgres/query.ts';
import type { Tx } from './postgres/transaction.ts';

type OwnerIds = { readonly staffId: Id | null; readonly teamId: Id | null };

export type CycleRow = Pick<
  Cycle,
  | 'id'
  | 'number'
  | 'stage'
  | 'from'
  | 'to'
  | 'reachedOn'
  | 'assessmentSignedOn'
  | 'reassessedOn'
  | 'planSignedOn'
  | 'reviewStartedOn'
  | 'lastReviewSignedOn'
> & { readonly openedBy: Cycle['openedBy']['kind'] };

export type EnrolmentRow = OwnerIds & {
  readonly id: Id;
  readonly programmeId: Id;
  readonly modelKey: string;
  readonly state: EnrolmentState;
  readonly referredOn: Day;
  readonly firstReachedOn: Day | null;
  readonly eligibilityCheckedOn: Day | null;
  readonly waitlistedOn: Day | null;
  readonly enrolledOn: Day | null;
  readonly endedOn: Day | null;
  readonly priority: string | null;
  readonly phaseMoves: readonly PhaseMove[];
  readonly contactPlans: readonly ContactPlan[];
  /** The team whose caseload this is, also where one of its members is named as the client's own worker. */
  readonly sharedTeamId: Id | null;
  readonly segment: string;
  readonly cycles: readonly CycleRow[];
  readonly lastContactOn: Day | null;
  readonly lastReachedOn: Day | null;
  readonly contacts: readonly (readonly [
    Day,
    ContactFact['outcome'],
    ContactFact['mode'],
    ContactFact['place'],
    ContactFact['withWhom'],
  ])[];
};

export type TaskRow = OwnerIds & {
  readonly id: Id;
  readonly kind: string;
  readonly state: 'open' | 'done' | 'cancelled';
  readonly dueBy: Day | null;
  readonly doneOn: Day | null;
  readonly subjectKind: string | null;
  readonly subjectId: Id | null;
  readonly segment: string;
};

export type ReferralRow = OwnerIds & {
  readonly id: Id;
  readonly state: ReferralState;
  readonly sentOn: Day | null;
  readonly nextOn: Day | null;
  readonly cycleId: Id | null;
  readonly segment: string;
};

export type DueFactsRow = {
  readonly agencyId: Id;
  readonly clientId: Id;
  readonly givenName: string;
  readonly familyName: string;
  readonly chosenName: string | null;
  readonly pronouns: string | null;
  readonly birthDate: Day | null;
  readonly birthPrecision: string;
  readonly segment: string;
  readonly lastContactOn: Day | null;
  readonly lastReachedOn: Day | null;
  /** Key and number of every version that the agency has published. */
  readonly versions: readonly (readonly [key: string, version: number])[] | null;
  readonly enrolments: readonly EnrolmentRow[] | null;
  readonly stays: readonly StayFact[] | null;
  /** Open tasks, and escalations in any state. */
  readonly tasks: readonly TaskRow[] | null;
  readonly referrals: readonly ReferralRow[] | null;
  readonly notes: readonly NoteFact[] | null;
  readonly alerts: readonly { readonly expiresOn: Day | null; readonly endedOn: Day | null }[] | null;
  readonly keptItems: readonly Readonly<Record<string, unknown>>[] | null;
  readonly keptSummaries: readonly Readonly<Record<string, unknown>>[] | null;
};

/**
 * Contacts are read from the day `contactsFrom` or, where that is earlier, from the last day the client was reached. Send it after
 * the writes it must see; it need not wait for their answers.
 */
export const readDueFacts = (tx: Tx, clientIds: readonly Id[], today: Day, contactsFrom: Day): Promise<DueFactsRow[]> =>
  tx.rows(dueFacts(clientIds, today, contactsFrom));

const dueFacts = prepared(
  (clientIds: readonly Id[], today: Day, contactsFrom: Day) => sql<DueFactsRow>`
    select c.agency_id as "agencyId", c.id as "clientId", c.given_name as "givenName", c.family_name as "familyName",
      c.chosen_name as "chosenName", c.pronouns, c.birth_date as "birthDate", c.birth_precision as "birthPrecision", c.segment,
      k.last_contact as "lastContactOn", k.last_reached as "lastReachedOn",
      (select json_agg(json_build_array(m.key, m.version)) from service_models m
        where m.agency_id = (select app.agency()) and m.superseded_at is null) as versions,
      (select json_agg(json_build_object(
          'id', e.id, 'programmeId', e.programme_id, 'modelKey', p.model_key, 'state', e.state, 'referredOn', e.referred_on,
          'firstReachedOn', e.first_reached_on, 'eligibilityCheckedOn', e.eligibility_checked_on, 'waitlistedOn', e.waitlisted_on,
          'enrolledOn', e.enrolled_on, 'endedOn', e.ended_on, 'priority', e.priority, 'phaseMoves', e.phase_moves, 'contactPlans', e.contact_plans,
          'staffId', e.staff_id, 'teamId', e.team_id, 'segment', e.segment,
          'sharedTeamId', coalesce(e.team_id,
            (select a.team_id from assignments a where a.agency_id = e.agency_id and a.client_id = e.client_id and a.enrolment_id = e.id
              and a.team_id is not null and a.to_day is null order by a.from_day, a.id limit 1),
            (select case when count(*) = 1 then (array_agg(t.id))[1] end from teams t
              where t.agency_id = e.agency_id and t.programme_id = e.programme_id and t.shares_caseload and t.closed_on is null)),
          'cycles', coalesce((select json_agg(json_build_object(
              'id', y.id, 'number', y.number, 'stage', y.stage, 'from', y.from_day, 'to', y.to_day, 'openedBy', y.opened_by,
              'reachedOn', y.reached_on, 'assessmentSignedOn', y.assessment_signed_on, 'reassessedOn', y.reassessed_on,
              'planSignedOn', y.plan_signed_on, 'reviewStartedOn', y.review_started_on, 'lastReviewSignedOn', y.last_review_signed_on
            ) order by y.number) from cycles y where y.agency_id = e.agency_id and y.client_id = e.client_id
              and y.enrolment_id = e.id and not y.withdrawn), '[]'),
          'lastContactOn', r.last_contact, 'lastReachedOn', r.last_reached,
          'contacts', coalesce((select json_agg(json_build_array(o.day, o.outcome, o.mode, o.place, o.with_whom)) from contacts o
            where e.state <> 'ended' and o.agency_id = e.agency_id and o.client_id = e.client_id and o.enrolment_id = e.id
              and o.superseded_at is null and o.day >= least(${contactsFrom}::date, r.last_reached)), '[]')
        ) order by e.referred_on, e.id)
        from enrolments e join programmes p on p.agency_id = e.agency_id and p.id = e.programme_id
        cross join lateral (
          select max(o.day) as last_contact, max(o.day) filter (where o.outcome = 'reached' and o.with_whom = 'client') as last_reached
          from contacts o where o.agency_id = e.agency_id and o.client_id = e.client_id and o.enrolment_id = e.id
            and o.superseded_at is null and o.day <= ${today}::date) r
        where e.agency_id = c.agency_id and e.client_id = c.id) as enrolments,
      (select json_agg(json_build_object('setting', s.setting, 'from', s.from_day, 'to', s.to_day) order by s.from_day, s.id)
        from stays s where s.agency_id = c.agency_id and s.client_id = c.id and s.superseded_at is null and not s.cancelled) as stays,
      (select json_agg(json_build_object('id', t.id, 'kind', t.kind, 'state', t.state, 'dueBy', t.due_by, 'doneOn', t.done_on,
          'staffId', t.staff_id, 'teamId', t.team_id, 'subjectKind', t.subject_kind, 'subjectId', t.subject_id, 'segment', t.segment) order by t.id)
        from tasks t where t.agency_id = c.agency_id and t.client_id = c.id and (t.state = 'open' or t.kind = 'escalation')) as tasks,
      (select json_agg(json_build_object('id', f.id, 'state', f.state, 'sentOn', f.sent_on, 'nextOn', f.next_on,
          'staffId', f.staff_id, 'teamId', f.team_id, 'cycleId', f.cycle_id, 'segment', f.segment) order by f.id)
        from referrals f where f.agency_id = c.agency_id and f.client_id = c.id
          and f.state in ('draft', 'sent', 'acknowledged', 'waitlisted', 'accepted', 'started', 'no-answer')) as referrals,
      (select json_agg(json_build_object('id', n.id, 'day', n.day, 'authorId', n.staff_id, 'segment', n.segment,
          'enrolmentId', (select o.enrolment_id from contacts o where o.agency_id = n.agency_id and o.id = n.contact_id)) order by n.day, n.id)
        from notes n where n.agency_id = c.agency_id and n.client_id = c.id and n.state = 'draft') as notes,
      (select json_agg(json_build_object('expiresOn', l.expires_on, 'endedOn', l.ended_on))
        from alerts l where l.agency_id = c.agency_id and l.client_id = c.id) as alerts,
      (select json_agg(d) from due_items d where d.agency_id = c.agency_id and d.client_id = c.id) as "keptItems",
      (select json_agg(u) from client_summaries u where u.agency_id = c.agency_id and u.client_id = c.id) as "keptSummaries"
    from clients c
    cross join lateral (
      select max(o.day) as last_contact, max(o.day) filter (where o.outcome = 'reached' and o.with_whom = 'client') as last_reached
      from contacts o where o.agency_id = c.agency_id and o.client_id = c.id and o.superseded_at is null and o.day <= ${today}::date) k
    where c.agency_id = (select app.agency()) and c.id = any (${clientIds}::uuid[])
    order by c.id`,
);

/** Holds the rows of these clients until the transaction ends, always in one order. */
export const lockClients = (tx: Tx, clientIds: readonly Id[]): Promise<unknown> =>
  tx.rows(sql`
    select c.id from clients c where c.agency_id = (select app.agency()) and c.id = any (${clientIds}::uuid[])
    order by c.id for no key update of c`);
