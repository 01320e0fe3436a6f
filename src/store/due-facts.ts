// Everything that due items and summaries are worked out from, for any number of clients in one statement, and what is kept of
// them now, so that only what differs is written.
import { sql } from 'kysely';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import type { Cycle, EnrolmentState } from '#domain/cycle/enrolment.ts';
import type { ContactFact, NoteFact, ReferralState, StayFact } from '#domain/due/facts.ts';
import type { ContactPlan } from '#domain/models/contact-plan.ts';
import type { PhaseMove } from '#domain/models/versions.ts';
import { coursesOn, recordOn } from './past/record.ts';
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
  | 'openedOn'
  | 'reachedOn'
  | 'assessmentSignedOn'
  | 'reassessedOn'
  | 'planSignedOn'
  | 'planRevisedOn'
  | 'firstContactAfterPlanOn'
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
  /** Those since `contactsFrom` or, where that is earlier, since the client was last reached; none once the enrolment has ended. */
  readonly contacts: readonly ContactFact[];
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

export type AlertRow = { readonly expiresOn: Day | null; readonly endedOn: Day | null };

export type SittingRow = { readonly key: string; readonly on: Day };

/** What is kept, by id: what was written then, so that what is the same is not written again. */
export type Kept = ReadonlyMap<Id, string>;

export type DueFactsRow = {
  readonly agencyId: Id;
  readonly clientId: Id;
  /** The day the facts are read for. */
  readonly today: Day;
  /**
   * The first day of the year before: windows of a year are covered, and the bound moves only with the year, so that a day more
   * never changes what an old window is judged by.
   */
  readonly contactsFrom: Day;
  readonly givenName: string;
  readonly familyName: string;
  readonly chosenName: string | null;
  readonly pronouns: string | null;
  readonly birthDate: Day | null;
  readonly birthPrecision: string;
  readonly segment: string;
  /** Of a client without any enrolment. */
  readonly lastContactOn: Day | null;
  readonly lastReachedOn: Day | null;
  /** Key and number of every version that the agency has published. */
  readonly versions: readonly (readonly [key: string, version: number])[];
  readonly enrolments: readonly EnrolmentRow[];
  readonly stays: readonly StayFact[];
  /** Open tasks, and escalations in any state. */
  readonly tasks: readonly TaskRow[];
  readonly referrals: readonly ReferralRow[];
  readonly notes: readonly NoteFact[];
  readonly alerts: readonly AlertRow[];
  /** Instruments answered and signed, with the day of each. */
  readonly sittings: readonly SittingRow[];
  readonly keptItems: Kept;
  readonly keptSummaries: Kept;
};

/** Contacts of one kind with their days: a person seen twice a week has hundreds of contacts and a handful of kinds. */
type ContactsOfAKind = readonly [
  ContactFact['outcome'],
  ContactFact['mode'],
  ContactFact['place'],
  ContactFact['withWhom'],
  days: readonly Day[],
];

type Fact =
  | readonly ['version', key: string, version: number]
  | readonly ['cycle', enrolmentId: Id, CycleRow]
  | readonly ['stay', StayFact]
  | readonly ['task', TaskRow]
  | readonly ['referral', ReferralRow]
  | readonly ['note', NoteFact]
  | readonly ['alert', AlertRow]
  | readonly ['sitting', key: string, on: Day]
  | readonly ['item', Id, string]
  | readonly ['summary', Id, string];

type Read = Pick<
  DueFactsRow,
  | 'agencyId'
  | 'clientId'
  | 'today'
  | 'contactsFrom'
  | 'givenName'
  | 'familyName'
  | 'chosenName'
  | 'pronouns'
  | 'birthDate'
  | 'birthPrecision'
  | 'segment'
> & {
  readonly enrolments:
    | readonly (Omit<EnrolmentRow, 'cycles' | 'contacts'> & { readonly contacts: readonly ContactsOfAKind[] | null })[]
    | null;
  readonly facts: readonly Fact[] | null;
};

const contactFacts = ([outcome, mode, place, withWhom, days]: ContactsOfAKind): ContactFact[] =>
  days.map((day) => ({ day, outcome, mode, place, withWhom }));

const sorted = ({ enrolments, facts, ...client }: Read): DueFactsRow => {
  const row = {
    ...client,
    lastContactOn: null,
    lastReachedOn: null,
    versions: [] as (readonly [string, number])[],
    stays: [] as StayFact[],
    tasks: [] as TaskRow[],
    referrals: [] as ReferralRow[],
    notes: [] as NoteFact[],
    alerts: [] as AlertRow[],
    sittings: [] as SittingRow[],
    keptItems: new Map<Id, string>(),
    keptSummaries: new Map<Id, string>(),
  };
  const cycles = new Map<Id, CycleRow[]>((enrolments ?? []).map(({ id }) => [id, []]));
  for (const fact of facts ?? []) {
    if (fact[0] === 'version') row.versions.push([fact[1], fact[2]]);
    else if (fact[0] === 'cycle') cycles.get(fact[1])?.push(fact[2]);
    else if (fact[0] === 'stay') row.stays.push(fact[1]);
    else if (fact[0] === 'task') row.tasks.push(fact[1]);
    else if (fact[0] === 'referral') row.referrals.push(fact[1]);
    else if (fact[0] === 'note') row.notes.push(fact[1]);
    else if (fact[0] === 'alert') row.alerts.push(fact[1]);
    else if (fact[0] === 'sitting') row.sittings.push({ key: fact[1], on: fact[2] });
    else if (fact[0] === 'item') row.keptItems.set(fact[1], fact[2]);
    else row.keptSummaries.set(fact[1], fact[2]);
  }
  row.stays.sort((a, b) => (a.from < b.from ? -1 : 1));
  return {
    ...row,
    enrolments: (enrolments ?? []).map((enrolment) => ({
      ...enrolment,
      cycles: (cycles.get(enrolment.id) ?? []).sort((a, b) => a.number - b.number),
      contacts: (enrolment.contacts ?? []).flatMap(contactFacts),
    })),
  };
};

type LastContacts = { readonly client_id: Id } & Pick<DueFactsRow, 'lastContactOn' | 'lastReachedOn'>;

/** Few clients have no enrolment; only for them is it read when they were seen. */
const withLastContacts = async (tx: Tx, rows: readonly DueFactsRow[]): Promise<DueFactsRow[]> => {
  const alone = rows.filter(({ enrolments }) => enrolments.length === 0).map(({ clientId }) => clientId);
  const [first] = rows;
  if (!first || alone.length === 0) return [...rows];
  const last = await tx.rows(sql<LastContacts>`
    select o.client_id, max(o.day) as "lastContactOn", max(o.day) filter (where o.outcome = 'reached' and o.with_whom = 'client') as "lastReachedOn"
    from contacts o where o.agency_id = (select app.agency()) and o.client_id = any (${alone}::uuid[])
      and o.superseded_at is null and o.day <= ${first.today}::date
    group by o.client_id`);
  const lastOf = new Map(last.map(({ client_id, ...days }) => [client_id, days]));
  return rows.map((row) => ({ ...row, ...lastOf.get(row.clientId) }));
};

/**
 * The facts of these clients as of `today`; null: the agency's day at the moment `now`. Send it after the writes it must see; it
 * need not wait for their answers.
 */
export const readDueFacts = async (
  tx: Tx,
  clientIds: readonly Id[],
  today: Day | null,
  now: Instant | null = null,
): Promise<DueFactsRow[]> => withLastContacts(tx, (await tx.rows(dueFacts(clientIds, today, now))).map(sorted));

/** The same facts as they were at the end of a day before today. */
export const readDueFactsOf = async (tx: Tx, clientIds: readonly Id[], pastDay: Day): Promise<DueFactsRow[]> => {
  const courses = await coursesOn(tx, 'client_id', clientIds, pastDay);
  const asItWas = recordOn(pastDay, pastTables, { courses, clientIds });
  return withLastContacts(tx, (await tx.rows(sql<Read>`${asItWas}${selection(clientIds, pastDay, null)}`)).map(sorted));
};

const pastTables = [
  ...(['clients', 'assignments', 'teams', 'tasks', 'referrals', 'notes', 'alerts', 'sittings'] as const),
  ...(['due_items', 'client_summaries'] as const),
];

// One aggregate over everything that has one shape costs a fraction of an aggregate each.
const selection = (clientIds: readonly Id[], today: Day | null, now: Instant | null) => sql<Read>`
    select c.agency_id as "agencyId", c.id as "clientId", t.today, t."contactsFrom", c.given_name as "givenName",
      c.family_name as "familyName", c.chosen_name as "chosenName", c.pronouns, c.birth_date as "birthDate",
      c.birth_precision as "birthPrecision", c.segment,
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
          'lastContactOn', l.last_contact, 'lastReachedOn', l.last_reached,
          'contacts', (select json_agg(k.kind) from (
              select json_build_array(o.outcome, o.mode, o.place, o.with_whom, array_agg(o.day)) as kind from contacts o
              where e.state <> 'ended' and o.agency_id = e.agency_id and o.client_id = e.client_id and o.enrolment_id = e.id
                and o.superseded_at is null and o.day >= least(t."contactsFrom", l.last_reached)
              group by o.outcome, o.mode, o.place, o.with_whom) k)
        ) order by e.referred_on, e.id)
        from enrolments e join programmes p on p.agency_id = e.agency_id and p.id = e.programme_id
        cross join lateral (select
            (select o.day from contacts o where o.agency_id = e.agency_id and o.client_id = e.client_id and o.enrolment_id = e.id
              and o.superseded_at is null and o.day <= t.today order by o.day desc limit 1) as last_contact,
            (select o.day from contacts o where o.agency_id = e.agency_id and o.client_id = e.client_id and o.enrolment_id = e.id
              and o.superseded_at is null and o.day <= t.today and o.outcome = 'reached' and o.with_whom = 'client'
              order by o.day desc limit 1) as last_reached) l
        where e.agency_id = c.agency_id and e.client_id = c.id) as enrolments,
      (select json_agg(f.fact) from (
        select json_build_array('version', m.key, m.version) as fact from service_models m
          where m.agency_id = c.agency_id and m.superseded_at is null
        union all
        select json_build_array('cycle', y.enrolment_id, json_build_object(
            'id', y.id, 'number', y.number, 'stage', y.stage, 'from', y.from_day, 'to', y.to_day, 'openedBy', y.opened_by,
            'reachedOn', y.reached_on, 'assessmentSignedOn', y.assessment_signed_on, 'reassessedOn', y.reassessed_on,
            'planSignedOn', y.plan_signed_on, 'planRevisedOn', y.plan_revised_on, 'openedOn', y.opened_on,
            'firstContactAfterPlanOn', y.first_contact_after_plan_on, 'reviewStartedOn', y.review_started_on, 'lastReviewSignedOn', y.last_review_signed_on))
          from cycles y where y.agency_id = c.agency_id and y.client_id = c.id and not y.withdrawn
        union all
        select json_build_array('stay', json_build_object('setting', s.setting, 'from', s.from_day, 'to', s.to_day))
          from stays s where s.agency_id = c.agency_id and s.client_id = c.id and s.superseded_at is null and not s.cancelled
        union all
        select json_build_array('task', json_build_object('id', w.id, 'kind', w.kind, 'state', w.state, 'dueBy', w.due_by, 'doneOn', w.done_on,
            'staffId', w.staff_id, 'teamId', w.team_id, 'subjectKind', w.subject_kind, 'subjectId', w.subject_id, 'segment', w.segment))
          from tasks w where w.agency_id = c.agency_id and w.client_id = c.id and (w.state = 'open' or w.kind = 'escalation')
        union all
        select json_build_array('referral', json_build_object('id', r.id, 'state', r.state, 'sentOn', r.sent_on, 'nextOn', r.next_on,
            'staffId', r.staff_id, 'teamId', r.team_id, 'cycleId', r.cycle_id, 'segment', r.segment))
          from referrals r where r.agency_id = c.agency_id and r.client_id = c.id
            and r.state in ('draft', 'sent', 'acknowledged', 'waitlisted', 'accepted', 'started', 'no-answer')
        union all
        select json_build_array('note', json_build_object('id', n.id, 'day', n.day, 'authorId', n.staff_id, 'segment', n.segment,
            'enrolmentId', o.enrolment_id))
          from notes n left join contacts o on o.agency_id = n.agency_id and o.id = n.contact_id
          where n.agency_id = c.agency_id and n.client_id = c.id and n.state = 'draft'
        union all
        select json_build_array('alert', json_build_object('expiresOn', a.expires_on, 'endedOn', a.ended_on))
          from alerts a where a.agency_id = c.agency_id and a.client_id = c.id
        union all
        select json_build_array('sitting', i.instrument, i.day) from sittings i
          where i.agency_id = c.agency_id and i.client_id = c.id and i.state = 'signed'
        union all
        select json_build_array('item', d.id, d.fingerprint) from due_items d where d.agency_id = c.agency_id and d.client_id = c.id
        union all
        select json_build_array('summary', u.id, u.fingerprint) from client_summaries u where u.agency_id = c.agency_id and u.client_id = c.id
      ) f) as facts
    from clients c join agencies g on g.agency_id = c.agency_id
    cross join lateral (select coalesce(${today}::date, (${now}::timestamptz at time zone g.time_zone)::date) as today) d
    cross join lateral (select d.today, make_date(extract(year from d.today)::int - 1, 1, 1) as "contactsFrom") t
    where c.agency_id = (select app.agency()) and c.id = any (${clientIds}::uuid[])
    order by c.id`;

const dueFacts = prepared(selection);

/** Holds the rows of these clients until the transaction ends, always in one order. */
export const lockClients = (tx: Tx, clientIds: readonly Id[]): Promise<unknown> =>
  tx.rows(sql`
    select c.id from clients c where c.agency_id = (select app.agency()) and c.id = any (${clientIds}::uuid[])
    order by c.id for no key update of c`);
