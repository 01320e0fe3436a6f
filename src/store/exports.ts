// The record as lines for others: one query for each kind, in the order of ids, a page at a time. Keys are those of the interface.
import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { ContactFact, StayFact } from '#domain/due/facts.ts';
import type { ContactPlan } from '#domain/models/contact-plan.ts';
import type { PhaseMove } from '#domain/models/versions.ts';
import { coursesOn, recordOn, type StandIn } from './past/record.ts';
import { agency } from './postgres/query.ts';
import type { Tx } from './postgres/transaction.ts';

export type ExportScope = {
  readonly clientId: Id | null;
  /** Clients for whom the team or one of its members answered on a day of `period`, or on `asOf` without one. */
  readonly teamId: Id | null;
  readonly period: { readonly from: Day; readonly to: Day } | null;
  readonly asOf: Day;
  /** `asOf` where it is a day before today: the record is then read as it was. */
  readonly pastDay: Day | null;
  readonly segments: readonly string[];
};

export type ExportPage = { readonly after: Id | null; readonly limit: number };
export type ExportRow = { readonly id: string; readonly client: Id | null } & Readonly<Record<string, unknown>>;

const owner = (alias: string) => {
  const [team, staff] = [sql.ref(`${alias}.team_id`), sql.ref(`${alias}.staff_id`)];
  return sql`case when ${team} is not null then json_build_object('kind', 'team', 'id', ${team})
    when ${staff} is not null then json_build_object('kind', 'staff', 'id', ${staff}) end`;
};

const ofTeam = (client: RawBuilder<unknown>, scope: ExportScope): RawBuilder<unknown> => {
  if (scope.teamId === null) return sql`true`;
  const { from, to } = scope.period ?? { from: scope.asOf, to: scope.asOf };
  return sql`${client} in (
    select a.client_id from assignments a
    where a.agency_id = ${agency} and a.from_day <= ${to}::date and (a.to_day is null or a.to_day >= ${from}::date)
      and (a.team_id = ${scope.teamId}::uuid or a.staff_id in (
        select p.staff_id from positions p
        where p.agency_id = ${agency} and p.team_id = ${scope.teamId}::uuid and p.during && daterange(${from}::date, ${to}::date, '[]'))))`;
};

/** Rows of `alias` within the scope, after the last one of the page before. `first` and `last` are the days it counts to. */
const within = (
  alias: string,
  scope: ExportScope,
  { after, limit }: ExportPage,
  first: RawBuilder<unknown>,
  last: RawBuilder<unknown> = first,
): RawBuilder<unknown> => {
  const client = sql.ref(alias === 'c' ? 'c.id' : `${alias}.client_id`);
  const { clientId, period, segments } = scope;
  return sql`${sql.ref(`${alias}.agency_id`)} = ${agency} and ${sql.ref(`${alias}.segment`)} = any (${segments}::text[])
    and ${clientId === null ? sql`true` : sql`${client} = ${clientId}::uuid`} and ${ofTeam(client, scope)}
    and ${period === null ? sql`true` : sql`(${first} <= ${period.to}::date and coalesce(${last}, 'infinity') >= ${period.from}::date)`}
    and ${after === null ? sql`true` : sql`${sql.ref(`${alias}.id`)} > ${after}::uuid`}
    order by ${sql.ref(`${alias}.id`)} limit ${limit}`;
};

/** `next`: the id after which the next page begins; null after the last. */
export type ExportedPage = { readonly rows: readonly ExportRow[]; readonly next: Id | null };
type Read = (tx: Tx, scope: ExportScope, page: ExportPage) => Promise<ExportedPage>;
type Selection = (scope: ExportScope, page: ExportPage) => RawBuilder<ExportRow>;

/** `tables`: what the selection reads that was otherwise on a past day. */
const lines =
  (tables: readonly StandIn[], selection: Selection): Read =>
  async (tx, scope, page) => {
    const rows = await tx.rows(sql<ExportRow>`${recordOn(scope.pastDay, tables)}${selection(scope, page)}`);
    return { rows, next: rows.length < page.limit ? null : (rows.at(-1)?.id ?? null) };
  };

/** Enrolments and cycles of a past day come out of their acts: a page of them is chosen first, then each is played up to that day. */
const courseLines = (table: 'enrolments' | 'cycles', selection: Selection): Read => {
  const now = lines([], selection);
  return async (tx, scope, page) => {
    if (scope.pastDay === null) return now(tx, scope, page);
    const enrolment = sql.ref(table === 'cycles' ? 'r.enrolment_id' : 'r.id');
    const chosen = await tx.rows(sql<{ id: Id; enrolment: Id }>`
      select r.id, ${enrolment} as enrolment from ${sql.table(table)} r where ${within('r', { ...scope, period: null }, page, sql`null::date`)}`);
    const next = chosen.length < page.limit ? null : (chosen.at(-1)?.id ?? null);
    const courses = await coursesOn(tx, 'id', [...new Set(chosen.map((each) => each.enrolment))], scope.pastDay);
    const here = new Set(chosen.map(({ id }) => id));
    const ofPage = { ...courses, [table]: courses[table].filter(({ id }) => here.has(id)) };
    const rows = await tx.rows(
      sql<ExportRow>`${recordOn(scope.pastDay, [], { courses: ofPage })}${selection(scope, page)}`,
    );
    return { rows, next };
  };
};

/** A client counts to every day on which they were in a programme, or on which they became known. */
const clientDays = (edge: 'min' | 'max') =>
  edge === 'min'
    ? sql`coalesce((select min(e.referred_on) from enrolments e where e.agency_id = c.agency_id and e.client_id = c.id), '-infinity')`
    : sql`(select max(coalesce(e.ended_on, 'infinity')) from enrolments e where e.agency_id = c.agency_id and e.client_id = c.id)`;

export const recordLines = {
  clients: lines(
    ['clients'],
    (scope, page) => sql<ExportRow>`
    select c.id, c.id as client, c.number, c.given_name as "givenName", c.middle_name as "middleName", c.family_name as "familyName",
      c.chosen_name as "chosenName", c.former_names as "formerNames", c.pronouns, c.birth_date as "birthDate", c.birth_precision as "birthPrecision",
      c.died_on as "diedOn", c.language, c.other_languages as "otherLanguages", c.needs_interpreter as "needsInterpreter",
      coalesce((select json_agg(json_build_object('system', i.system, 'value', i.value) order by i.recorded_at, i.id) from client_identifiers i
        where i.agency_id = c.agency_id and i.client_id = c.id and i.superseded_at is null), '[]') as identifiers
    from clients c where ${within('c', scope, page, clientDays('min'), clientDays('max'))}`,
  ),
  enrolments: courseLines(
    'enrolments',
    (scope, page) => sql<ExportRow>`
    select e.id, e.client_id as client, p.name as programme, e.programme_id as "programmeId", e.state, e.referred_on as "from", e.ended_on as "to",
      e.enrolled_on as "enrolledOn", e.first_reached_on as "firstReachedOn", e.close_reason as "closeReason", e.priority, ${owner('e')} as owner
    from enrolments e join programmes p on p.agency_id = e.agency_id and p.id = e.programme_id
    where ${within('e', scope, page, sql`e.referred_on`, sql`coalesce(e.ended_on, 'infinity')`)}`,
  ),
  cycles: courseLines(
    'cycles',
    (scope, page) => sql<ExportRow>`
    select y.id, y.client_id as client, y.enrolment_id as enrolment, y.number, y.stage, ${owner('y')} as owner, y.from_day as "from", y.to_day as "to",
      y.opened_by as "openedBy", y.result, y.result_reason as "resultReason"
    from cycles y where not y.withdrawn and ${within('y', scope, page, sql`y.from_day`, sql`coalesce(y.to_day, 'infinity')`)}`,
  ),
  contacts: lines(
    ['contacts'],
    (scope, page) => sql<ExportRow>`
    select k.id, k.client_id as client, array[k.staff_id] || k.with_staff as staff, k.start_at as start, k.minutes, k.mode, k.place,
      k.with_whom as "with", k.purpose as activity, 'team' as provider, k.is_group as "group",
      case k.outcome when 'reached' then 'kept' else 'no-show' end as outcome, k.recorded_at as "recordedAt",
      k.enrolment_id as enrolment, k.cycle_id as cycle, k.day, k.zone
    from contacts k where k.superseded_at is null and ${within('k', scope, page, sql`k.day`)}`,
  ),
  needs: lines(
    ['needs'],
    (scope, page) => sql<ExportRow>`
    select n.id, n.client_id as client, n.cycle_id as cycle, n.thread, n.domain, n.label, n.level, n.priority, n.day, n.origin, n.upkeep, n.words
    from needs n where n.superseded_at is null and ${within('n', scope, page, sql`n.day`)}`,
  ),
  goals: lines(
    ['goals', 'plans', 'goal_ratings'],
    (scope, page) => sql<ExportRow>`
    select g.id, g.client_id as client, p.cycle_id as cycle, g.plan_id as plan, p.version as "planVersion", p.state as "planState", g.thread, g.domain, g.words,
      g.measure, g.importance, g.difficulty, g.baseline_level as "baselineLevel", g.dropped, (
        select r.level from goal_ratings r where r.agency_id = g.agency_id and r.client_id = g.client_id and r.thread = g.thread and r.superseded_at is null
        order by r.day desc, r.recorded_at desc, r.id desc limit 1) as level
    from goals g join plans p on p.agency_id = g.agency_id and p.id = g.plan_id where ${within('g', scope, page, sql`p.day`)}`,
  ),
  referrals: lines(
    ['referrals'],
    (scope, page) => sql<ExportRow>`
    select f.id, f.client_id as client, f.cycle_id as cycle, f.organization, f.service, f.state, ${owner('f')} as owner, f.sent_on as "sentOn",
      f.next_on as "nextOn", f.answered_on as "answeredOn", f.received_on as "receivedOn", f.need_met as "needMet"
    from referrals f where ${within('f', scope, page, sql`coalesce(f.sent_on, '-infinity')`, sql`coalesce(f.received_on, 'infinity')`)}`,
  ),
  /** Comprehensive ones, and each time an instrument was answered with what it came to; never an estimate. */
  assessments: lines(
    ['assessments', 'sittings'],
    (scope, page) => sql<ExportRow>`
    select * from (
      (select s.id, s.client_id as client, s.cycle_id as cycle, s.kind, s.day, s.staff_id as staff, s.state, s.version, s.signed_at as "signedAt", s.summary,
        null as instrument, null as means, null::jsonb as scores
      from assessments s where ${within('s', scope, page, sql`s.day`)})
      union all
      (select i.id, i.client_id, i.cycle_id, 'instrument', i.day, i.staff_id, i.state, i.version, i.signed_at, null,
        i.instrument, i.means, coalesce((
          select jsonb_object_agg(c.score, jsonb_build_object('band', c.band, 'cutoffMet', c.cutoff_met, 'value',
            case when c.value is not null then to_jsonb(c.value) when c.said in ('true', 'false') then to_jsonb(c.said::boolean) else to_jsonb(c.said) end))
          from scores c where c.agency_id = i.agency_id and c.sitting_id = i.id), '{}')
      from sittings i where i.state <> 'discarded' and ${within('i', scope, page, sql`i.day`)})
    ) a order by a.id limit ${page.limit}`,
  ),
  tasks: lines(
    ['tasks'],
    (scope, page) => sql<ExportRow>`
    select t.id, t.client_id as client, t.kind, t.title, t.state, t.due_by as "dueBy", t.done_on as "doneOn", ${owner('t')} as owner
    from tasks t where ${within('t', scope, page, sql`coalesce(t.due_by, '-infinity')`, sql`coalesce(t.done_on, 'infinity')`)}`,
  ),
  stays: lines(
    ['stays'],
    (scope, page) => sql<ExportRow>`
    select s.id, s.client_id as client, s.from_day as "from", s.to_day as "to", s.setting, s.certainty, s.source, s.cancelled, s.place
    from stays s where s.superseded_at is null and ${within('s', scope, page, sql`s.from_day`, sql`coalesce(s.to_day, 'infinity')`)}`,
  ),
} as const satisfies Record<string, Read>;

export type TransitionRow = {
  readonly id: Id;
  readonly agencyId: Id;
  readonly client: Id;
  readonly setting: StayFact['setting'];
  readonly admitted: Day;
  readonly discharged: Day | null;
  readonly versions: readonly (readonly [key: string, version: number])[] | null;
  readonly stays: readonly StayFact[];
  readonly enrolments: readonly {
    readonly id: Id;
    readonly modelKey: string;
    readonly enrolledOn: Day | null;
    readonly phaseMoves: readonly PhaseMove[];
    readonly contactPlans: readonly ContactPlan[];
    readonly cycles: readonly { readonly from: Day; readonly to: Day | null; readonly planSignedOn: Day | null }[];
    readonly reviewedOn: readonly Day[];
  }[];
  /** From the day of admission to thirty days after the discharge: no clock counts one that is later. */
  readonly contacts: readonly (readonly [
    Id | null,
    Day,
    ContactFact['outcome'],
    ContactFact['mode'],
    ContactFact['place'],
    ContactFact['withWhom'],
  ])[];
};

/** Prospects and what was withdrawn have no standards. */
export const readTransitions = (tx: Tx, scope: ExportScope, page: ExportPage): Promise<TransitionRow[]> =>
  tx.rows(sql<TransitionRow>`
    ${recordOn(scope.pastDay, ['stays', 'contacts'])}
    select s.id, s.agency_id as "agencyId", s.client_id as client, s.setting, s.from_day as admitted, s.to_day as discharged,
      (select json_agg(json_build_array(m.key, m.version)) from service_models m
        where m.agency_id = ${agency} and m.superseded_at is null) as versions,
      (select json_agg(json_build_object('setting', o.setting, 'from', o.from_day, 'to', o.to_day) order by o.from_day, o.id)
        from stays o where o.agency_id = s.agency_id and o.client_id = s.client_id and o.superseded_at is null and not o.cancelled) as stays,
      coalesce((select json_agg(json_build_object('id', e.id, 'modelKey', p.model_key, 'enrolledOn', e.enrolled_on, 'phaseMoves', e.phase_moves,
          'contactPlans', e.contact_plans,
          'cycles', (select coalesce(json_agg(json_build_object('from', y.from_day, 'to', y.to_day, 'planSignedOn', y.plan_signed_on) order by y.number), '[]')
            from cycles y where y.agency_id = e.agency_id and y.enrolment_id = e.id and not y.withdrawn),
          'reviewedOn', (select coalesce(json_agg(a.day order by a.day), '[]') from cycle_acts a
            where a.agency_id = e.agency_id and a.enrolment_id = e.id and a.superseded_at is null and a.act like 'decide-%')
        ) order by e.referred_on, e.id)
        from enrolments e join programmes p on p.agency_id = e.agency_id and p.id = e.programme_id
        where e.agency_id = s.agency_id and e.client_id = s.client_id and e.enrolled_on is not null), '[]') as enrolments,
      coalesce((select json_agg(json_build_array(k.enrolment_id, k.day, k.outcome, k.mode, k.place, k.with_whom) order by k.day, k.id)
        from contacts k where k.agency_id = s.agency_id and k.client_id = s.client_id and k.superseded_at is null
          and k.day between s.from_day and coalesce(s.to_day + 30, 'infinity')), '[]') as contacts
    from stays s
    where s.superseded_at is null and not s.cancelled
      and ${within('s', scope, page, sql`s.from_day`, sql`coalesce(s.to_day, 'infinity')`)}`);

/** The ids of clients within the scope, a page at a time. A period does not bind: the items of each are asked for theirs. */
export const clientIdsWithin = async (tx: Tx, scope: ExportScope, page: ExportPage): Promise<Id[]> => {
  const rows = await tx.rows(
    sql<{ id: Id }>`
      ${recordOn(scope.pastDay, ['clients'])}select c.id from clients c where ${within('c', { ...scope, period: null }, page, sql`null::date`)}`,
  );
  return rows.map(({ id }) => id);
};

/** The audit in the order of time, of a past day up to its end; `after` is the moment and id of the last entry. A team has no audit of its own. */
export const auditLines = (
  tx: Tx,
  { clientId, period, pastDay }: ExportScope,
  zone: string,
  after: { readonly at: string; readonly id: string } | null,
  limit: number,
): Promise<ExportRow[]> =>
  tx.rows(sql<ExportRow>`
    select a.id, a.client_id as client, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, a.actor_id as actor,
      a.actor_kind as "actorKind", a.on_behalf_of as "onBehalfOf", a.action, a.effect, a.client_ids as clients, a.subject_kind as "subjectKind",
      a.subject_id as subject, a.purpose, a.decision, a.request_id as "requestId", a.details
    from audit a
    where a.agency_id = ${agency}
      and ${clientId === null ? sql`true` : sql`(a.client_id = ${clientId}::uuid or ${clientId}::uuid = any (a.client_ids))`}
      and ${period === null ? sql`true` : sql`(a.at at time zone ${zone})::date between ${period.from}::date and ${period.to}::date`}
      and ${pastDay === null ? sql`true` : sql`(a.at at time zone ${zone})::date <= ${pastDay}::date`}
      and ${after === null ? sql`true` : sql`(a.at, a.id) > (${after.at}::timestamptz, ${after.id}::uuid)`}
    order by a.at, a.id limit ${limit}`);

/** Whether the client or team that was asked for is there. */
export const isThere = async (tx: Tx, table: 'clients' | 'teams', id: Id): Promise<boolean> =>
  (await tx.first(sql`select 1 from ${sql.table(table)} t where t.agency_id = ${agency} and t.id = ${id}::uuid`)) !==
  undefined;
