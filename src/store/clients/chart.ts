// What a chart shows at once: one statement for each part, sent together, so that a chart is opened in one round trip.
import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import type { CycleFacts } from '#domain/cycle/six-functions.ts';
import { agency, prepared, type Query } from '../postgres/query.ts';
import type { Tx } from '../postgres/transaction.ts';

/** A statement that is asked about today again and again, and now and then about a past day: then that day's record stands before it. */
const dated = <Args extends readonly unknown[], Row>(selection: (...args: Args) => RawBuilder<Row>) => {
  const now = prepared(selection);
  return (past: RawBuilder<unknown> | null, ...args: Args): Query<Row> =>
    past === null ? now(...args) : sql<Row>`${past}${selection(...args)}`;
};

/** What the parts of a chart read that was otherwise on a past day. */
export const chartTables = [
  ...(['assessments', 'contacts', 'goal_ratings', 'goals', 'notes', 'plans', 'referrals', 'steps', 'tasks'] as const),
] as const;

type Past = RawBuilder<unknown> | null;

type Named = { readonly id: Id; readonly name: string };
type OwnerNamed = Named & { readonly kind: 'staff' | 'team' };

/** The owner in `staff_id` or `team_id` of a row under `alias`, by name. */
const ownerOf = (alias: string) => sql`(
  case when ${sql.ref(`${alias}.team_id`)} is not null then (
    select jsonb_build_object('kind', 'team', 'id', owning_team.id, 'name', owning_team.name) from teams owning_team
    where owning_team.agency_id = ${sql.ref(`${alias}.agency_id`)} and owning_team.id = ${sql.ref(`${alias}.team_id`)})
  when ${sql.ref(`${alias}.staff_id`)} is not null then (
    select jsonb_build_object('kind', 'staff', 'id', owning_person.id, 'name', owning_person.given_name || ' ' || owning_person.family_name) from staff owning_person
    where owning_person.agency_id = ${sql.ref(`${alias}.agency_id`)} and owning_person.id = ${sql.ref(`${alias}.staff_id`)}) end)`;

export type CareTeamMember = {
  readonly id: Id;
  readonly role: string;
  readonly enrolmentId: Id | null;
  readonly who: OwnerNamed;
  readonly phone: string | null;
  readonly from: Day;
};

const careTeam = prepared(
  (clientId: Id, today: Day) => sql<CareTeamMember>`
    select a.id, a.role, a.enrolment_id as "enrolmentId", ${ownerOf('a')} as who, a.from_day as "from",
      (select s.phone from staff s where s.agency_id = a.agency_id and s.id = a.staff_id) as phone
    from assignments a
    where a.agency_id = ${agency} and a.client_id = ${clientId}::uuid and a.from_day <= ${today}::date and (a.to_day is null or a.to_day >= ${today}::date)
      -- Whoever was taken off the team on the day is off it.
      and (a.to_day is distinct from ${today}::date or a.visible_until is not null)
    order by array_position(array['primary', 'backup', 'temporary', 'intake'], a.role), a.from_day, a.id`,
);

/** Primary first, then backup, then the others; by the day they began. */
export const readCareTeam = (tx: Tx, clientId: Id, today: Day): Promise<CareTeamMember[]> =>
  tx.rows(careTeam(clientId, today));

export type StayNow = {
  readonly stay: {
    readonly id: Id;
    readonly setting: string;
    readonly place: string | null;
    readonly from: Day;
    readonly certainty: string;
  } | null;
  readonly lastDischargeOn: Day | null;
};

const stayNow = prepared(
  (clientId: Id, today: Day, segments: readonly string[]) => sql<StayNow>`
    with own as (
      select * from stays where agency_id = ${agency} and client_id = ${clientId}::uuid and superseded_at is null and not cancelled
        and from_day <= ${today}::date and segment = any (${segments}::text[])
    )
    select (select jsonb_build_object('id', id, 'setting', setting, 'place', place, 'from', from_day, 'certainty', certainty)
        from own where to_day is null or to_day > ${today}::date order by from_day desc, id desc limit 1) as stay,
      (select max(to_day) from own where to_day <= ${today}::date) as "lastDischargeOn"`,
);

export const readStayNow = async (tx: Tx, clientId: Id, today: Day, segments: readonly string[]): Promise<StayNow> => {
  const row = await tx.first(stayNow(clientId, today, segments));
  return row ?? { stay: null, lastDischargeOn: null };
};

export type ProgrammeLine = Named & { readonly model: string; readonly enrolmentIds: readonly Id[] };

const programmesOf = prepared(
  (clientId: Id, segments: readonly string[]) => sql<ProgrammeLine>`
    select p.id, p.name, p.model_key as model, array_agg(e.id) as "enrolmentIds"
    from enrolments e join programmes p on p.agency_id = e.agency_id and p.id = e.programme_id
    where e.agency_id = ${agency} and e.client_id = ${clientId}::uuid and e.segment = any (${segments}::text[])
    group by p.id, p.name, p.model_key`,
);

/** The programmes a client is or was in, with the enrolments that the segments let be seen: a chart knows of no others. */
export const readProgrammesOf = (tx: Tx, clientId: Id, segments: readonly string[]): Promise<ProgrammeLine[]> =>
  tx.rows(programmesOf(clientId, segments));

const cycleFacts = dated(
  (clientId: Id) => sql<CycleFacts & { cycleId: Id }>`
    select y.id as "cycleId",
      exists (select from assessments a where a.agency_id = y.agency_id and a.client_id = y.client_id and a.cycle_id = y.id and a.state <> 'in-error') as "assessmentStarted",
      exists (select from plans p where p.agency_id = y.agency_id and p.client_id = y.client_id and p.cycle_id = y.id and p.state in ('draft', 'signed')) as "planStarted",
      (select count(*) from goals g join plans p on p.agency_id = g.agency_id and p.id = g.plan_id
        where p.agency_id = y.agency_id and p.client_id = y.client_id and p.cycle_id = y.id and p.state = 'signed' and not g.dropped) as goals,
      (select count(*) from referrals r where r.agency_id = y.agency_id and r.client_id = y.client_id and r.cycle_id = y.id
        and r.state in ('sent', 'acknowledged', 'waitlisted', 'accepted', 'no-answer')) as "openReferrals",
      (select count(*) from contacts c where c.agency_id = y.agency_id and c.client_id = y.client_id and c.cycle_id = y.id and c.superseded_at is null
        and c.outcome = 'reached' and c.day >= y.plan_signed_on) as "contactsSincePlan",
      (select min(d.due_by) from due_items d where d.agency_id = y.agency_id and d.client_id = y.client_id and d.cycle_id = y.id and d.kind = 'review') as "reviewDueBy"
    from cycles y where y.agency_id = ${agency} and y.client_id = ${clientId}::uuid`,
);

/** For each cycle of a client the counts that stand in other records. */
export const readCycleFacts = (tx: Tx, past: Past, clientId: Id): Promise<(CycleFacts & { readonly cycleId: Id })[]> =>
  tx.rows(cycleFacts(past, clientId));

export type GoalLine = {
  readonly id: Id;
  readonly thread: Id;
  readonly planId: Id;
  readonly cycleId: Id;
  readonly domain: string;
  readonly words: string;
  readonly baselineLevel: number | null;
  readonly level: number | null;
  readonly ratedOn: Day | null;
  readonly steps: readonly {
    readonly id: Id;
    readonly text: string;
    readonly owner: string;
    readonly ownerName: string | null;
    readonly dueOn: Day | null;
    readonly state: string;
    readonly doneOn: Day | null;
  }[];
};

const currentGoals = dated(
  (clientId: Id, segments: readonly string[]) => sql<GoalLine>`
    select g.id, g.thread, g.plan_id as "planId", p.cycle_id as "cycleId", g.domain, g.words, g.baseline_level as "baselineLevel", r.level, r.day as "ratedOn",
      coalesce((
        select jsonb_agg(jsonb_build_object('id', s.id, 'text', s.text, 'owner', s.owner, 'ownerName', s.owner_name, 'dueOn', s.due_on,
          'state', s.state, 'doneOn', s.done_on) order by s.position, s.id)
        from steps s where s.agency_id = g.agency_id and s.goal_id = g.id and s.segment = any (${segments}::text[])), '[]') as steps
    from plans p
    join cycles y on y.agency_id = p.agency_id and y.id = p.cycle_id and y.stage <> 'closed'
    join goals g on g.agency_id = p.agency_id and g.plan_id = p.id and not g.dropped and g.segment = any (${segments}::text[])
    left join lateral (
      select r.level, r.day from goal_ratings r
      where r.agency_id = g.agency_id and r.client_id = g.client_id and r.thread = g.thread and r.superseded_at is null
      order by r.day desc, r.recorded_at desc, r.id desc limit 1) r on true
    where p.agency_id = ${agency} and p.client_id = ${clientId}::uuid and p.state = 'signed' and p.segment = any (${segments}::text[])
    order by p.signed_at desc, g.position, g.id`,
);

/** The goals of the signed plans of open cycles, with their steps and latest rating. */
export const readCurrentGoals = (tx: Tx, past: Past, clientId: Id, segments: readonly string[]): Promise<GoalLine[]> =>
  tx.rows(currentGoals(past, clientId, segments));

export type DueLine = {
  readonly id: Id;
  readonly kind: string;
  readonly rule: string;
  readonly dueFrom: Day;
  readonly dueBy: Day;
  readonly needed: number;
  readonly done: number;
  readonly enrolmentId: Id | null;
  readonly cycleId: Id | null;
  readonly subjectId: Id | null;
  readonly segment: string;
  readonly owner: OwnerNamed | null;
};

const dueOf = dated(
  (clientId: Id, segments: readonly string[]) => sql<DueLine>`
    select d.id, d.kind, d.rule, d.due_from as "dueFrom", d.due_by as "dueBy", d.needed, d.done, d.enrolment_id as "enrolmentId",
      d.cycle_id as "cycleId", d.subject_id as "subjectId", d.segment, ${ownerOf('d')} as owner
    from due_items d where d.agency_id = ${agency} and d.client_id = ${clientId}::uuid and d.segment = any (${segments}::text[])
    order by d.due_by, d.id`,
);

export const readDueOf = (tx: Tx, past: Past, clientId: Id, segments: readonly string[]): Promise<DueLine[]> =>
  tx.rows(dueOf(past, clientId, segments));

export type ContactLine = {
  readonly id: Id;
  readonly day: Day;
  readonly start: Instant;
  readonly minutes: number;
  readonly outcome: string;
  readonly mode: string;
  readonly place: string;
  readonly withWhom: string;
  readonly staff: Named;
  readonly note: { readonly id: Id; readonly state: string } | null;
};

const lastContacts = dated(
  (clientId: Id, most: number, segments: readonly string[]) => sql<ContactLine>`
    select c.id, c.day, c.start_at as start, c.minutes, c.outcome, c.mode, c.place, c.with_whom as "withWhom",
      jsonb_build_object('id', s.id, 'name', s.given_name || ' ' || s.family_name) as staff,
      (select jsonb_build_object('id', n.id, 'state', n.state) from notes n
        where n.agency_id = c.agency_id and n.contact_id = c.id and n.state in ('draft', 'signed') and n.segment = any (${segments}::text[])
        order by n.id limit 1) as note
    from contacts c join staff s on s.agency_id = c.agency_id and s.id = c.staff_id
    where c.agency_id = ${agency} and c.client_id = ${clientId}::uuid and c.superseded_at is null and c.segment = any (${segments}::text[])
    order by c.day desc, c.start_at desc limit ${most}`,
);

/** The latest contacts, without the text of their notes. */
export const readLastContacts = (
  tx: Tx,
  past: Past,
  clientId: Id,
  most: number,
  segments: readonly string[],
): Promise<ContactLine[]> => tx.rows(lastContacts(past, clientId, most, segments));

const unsignedNotes = dated(
  (clientId: Id, staffId: Id, segments: readonly string[]) => sql<{ mine: number; all: number }>`
    select count(*) filter (where n.staff_id = ${staffId}::uuid) as mine, count(*) as "all"
    from notes n where n.agency_id = ${agency} and n.client_id = ${clientId}::uuid and n.state = 'draft' and n.segment = any (${segments}::text[])`,
);

export const countUnsignedNotes = async (
  tx: Tx,
  past: Past,
  clientId: Id,
  staffId: Id,
  segments: readonly string[],
): Promise<{ mine: number; all: number }> => {
  const row = await tx.first(unsignedNotes(past, clientId, staffId, segments));
  return row ?? { mine: 0, all: 0 };
};

export type TaskLine = {
  readonly id: Id;
  readonly kind: string;
  readonly title: string;
  readonly dueBy: Day | null;
  readonly owner: OwnerNamed;
};

const openTasksOf = dated(
  (clientId: Id, segments: readonly string[]) => sql<TaskLine>`
    select t.id, t.kind, t.title, t.due_by as "dueBy", ${ownerOf('t')} as owner
    from tasks t where t.agency_id = ${agency} and t.client_id = ${clientId}::uuid and t.state = 'open' and t.segment = any (${segments}::text[])
    order by t.due_by nulls last, t.id`,
);

export const readOpenTasksOf = (tx: Tx, past: Past, clientId: Id, segments: readonly string[]): Promise<TaskLine[]> =>
  tx.rows(openTasksOf(past, clientId, segments));

export type ReferralLine = {
  readonly id: Id;
  readonly organization: string;
  readonly service: string | null;
  readonly state: string;
  readonly sentOn: Day | null;
  readonly nextOn: Day | null;
};

const openReferralsOf = dated(
  (clientId: Id, segments: readonly string[]) => sql<ReferralLine>`
    select r.id, r.organization, r.service, r.state, r.sent_on as "sentOn", r.next_on as "nextOn"
    from referrals r
    where r.agency_id = ${agency} and r.client_id = ${clientId}::uuid and r.segment = any (${segments}::text[])
      and r.state in ('draft', 'sent', 'acknowledged', 'waitlisted', 'accepted', 'no-answer')
    order by r.sent_on nulls first, r.id`,
);

export const readOpenReferralsOf = (
  tx: Tx,
  past: Past,
  clientId: Id,
  segments: readonly string[],
): Promise<ReferralLine[]> => tx.rows(openReferralsOf(past, clientId, segments));
