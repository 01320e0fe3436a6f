// The record as it was at the end of a past day. Each table has a stand-in, put before a statement under the table's own name, so that
// one and the same statement answers for today and for any day before. What a day is known by decides how (docs/adr/0010): acts are
// replayed, facts and periods go by their own days, and things without a day of their own by the version that stood that night.
import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Enrolment } from '#domain/cycle/enrolment.ts';
import { replay } from '#domain/cycle/history.ts';
import type { Act } from '#domain/cycle/transitions.ts';
import { agency } from '../postgres/query.ts';
import type { Tx } from '../postgres/transaction.ts';
import { cycleColumns, enrolmentColumns } from './course-rows.ts';

/** The first moment after a day, where the agency is. */
const after = (on: Day): RawBuilder<unknown> =>
  sql`(select (${on}::date + 1)::timestamp at time zone g.time_zone from agencies g where g.agency_id = ${agency})`;

const things = ['alerts', 'assessments', 'goals', 'notes', 'plans', 'referrals', 'steps', 'tasks'] as const;

type Thing = (typeof things)[number];

/** Found by what has changed since: only that has an earlier version to look for. */
const asRecorded = (table: Thing, on: Day, clientIds: readonly Id[] | null): RawBuilder<unknown> => {
  const [now, past] = [sql.table(table), sql.table(`${table}_past`)];
  const own = sql`n.agency_id = ${agency} and ${clientIds === null ? sql`true` : sql`n.client_id = any (${clientIds}::uuid[])`}`;
  return sql`
    select n.* from ${now} n where ${own} and n.recorded_at < ${after(on)}
    union all
    select v.* from ${now} n
    join ${past} p on p.agency_id = n.agency_id and p.id = n.id and p.recorded_at < ${after(on)} and p.superseded_at >= ${after(on)}
    cross join lateral jsonb_populate_record(null::${now}, to_jsonb(p)) v
    where ${own} and n.recorded_at >= ${after(on)}`;
};

const byTheirDays = {
  /** Whoever was registered by then, or has been in a programme since then, as the imported have. Who they are is said as it is now. */
  clients: (on: Day) => sql`
    select c.* from clients c where c.agency_id = ${agency} and (
      coalesce((select min(p.recorded_at) from clients_past p where p.agency_id = c.agency_id and p.id = c.id), c.recorded_at) < ${after(on)}
      or exists (select from enrolments e where e.agency_id = c.agency_id and e.client_id = c.id and e.referred_on <= ${on}::date))`,
  /** One who stands in has a last day from the first, so only the others can have been there without one. */
  assignments: (on: Day) => sql`
    select a.agency_id, a.id, a.client_id, a.enrolment_id, a.staff_id, a.team_id, a.role, a.from_day, null::date as to_day
    from assignments a
    where a.agency_id = ${agency} and a.from_day <= ${on}::date and (a.to_day is null or a.to_day > ${on}::date) and a.role <> 'temporary'`,
  teams: (on: Day) => sql`
    select t.agency_id, t.id, t.programme_id, t.name, t.shares_caseload, t.opened_on,
      case when t.closed_on <= ${on}::date then t.closed_on end as closed_on
    from teams t where t.agency_id = ${agency} and t.opened_on <= ${on}::date`,
  contacts: (on: Day) => sql`select k.* from contacts k where k.agency_id = ${agency} and k.day <= ${on}::date`,
  stays: (on: Day) => sql`
    select s.agency_id, s.id, s.client_id, s.setting, s.place, s.from_day, case when s.to_day <= ${on}::date then s.to_day end as to_day,
      s.certainty, s.source, s.cancelled, s.segment, s.superseded_at
    from stays s where s.agency_id = ${agency} and s.from_day <= ${on}::date`,
  goal_ratings: (on: Day) => sql`select r.* from goal_ratings r where r.agency_id = ${agency} and r.day <= ${on}::date`,
  /** A rating gives way to a later one on the day of the later; one entered in error never held. */
  needs: (on: Day) => sql`
    select n.agency_id, n.id, n.thread, n.client_id, n.cycle_id, n.domain, n.label, n.level, n.priority, n.origin, n.upkeep, n.words,
      n.day, n.segment, null::timestamptz as superseded_at
    from needs n where n.agency_id = ${agency} and n.day <= ${on}::date and n.error_reason is null
      and (n.superseded_at is null or n.superseded_at >= ${after(on)})
      and not exists (select from needs l where l.agency_id = n.agency_id and l.client_id = n.client_id and l.thread = n.thread
        and l.day <= ${on}::date and l.error_reason is null and (l.day, l.recorded_at, l.id) > (n.day, n.recorded_at, n.id))`,
  sittings: (on: Day) => sql`select i.* from sittings i where i.agency_id = ${agency} and i.day <= ${on}::date`,
  /** Kept for today alone. */
  due_items: () => sql`select * from due_items where false`,
  client_summaries: () => sql`select * from client_summaries where false`,
} as const;
export type StandIn = Thing | keyof typeof byTheirDays;

const isThing = (table: StandIn): table is Thing => things.some((each) => each === table);

/** Enrolments with their cycles as the acts up to a day add up, and both as rows of their tables. */
type CourseRow = { readonly id: Id } & Readonly<Record<string, unknown>>;
export type PastCourses = {
  readonly courses: readonly Enrolment[];
  readonly enrolments: readonly CourseRow[];
  readonly cycles: readonly CourseRow[];
};

type StandingRow = { readonly row: CourseRow; readonly acts: readonly Act[] | null };

/**
 * The courses of these clients, or these enrolments, on a past day. An act entered in error never was; one entered late counts on its
 * day. A client's agreements carry the days they hold from, and stay.
 */
export const coursesOn = async (tx: Tx, of: 'client_id' | 'id', ids: readonly Id[], on: Day): Promise<PastCourses> => {
  const standing = await tx.rows(sql<StandingRow>`
    select to_jsonb(e) as row, (
      select json_agg(json_build_object('id', a.id, 'name', a.act, 'on', a.day, 'params', a.params) order by a.day, a.entry)
      from cycle_acts a where a.agency_id = e.agency_id and a.enrolment_id = e.id and a.superseded_at is null and a.day <= ${on}::date) as acts
    from enrolments e where e.agency_id = ${agency} and ${sql.ref(`e.${of}`)} = any (${ids}::uuid[])
    order by e.referred_on, e.id`);
  const courses: Enrolment[] = [];
  const [enrolments, cycles]: [CourseRow[], CourseRow[]] = [[], []];
  for (const { row, acts } of standing) {
    const course = replay((acts ?? []).map((act) => ({ act, withdrawn: null })));
    if (!course.ok || course.value === null) continue;
    const { agency_id, client_id, recorded_at, recorded_by, segment } = row;
    const stamp = { at: recorded_at as never, by: recorded_by as Id };
    const enrolment = course.value;
    courses.push(enrolment);
    enrolments.push({
      ...row,
      id: enrolment.id,
      ...enrolmentColumns(enrolment, stamp),
      eligibility: enrolment.eligibility,
      close_note: enrolment.state === 'ended' ? row.close_note : null,
    });
    for (const cycle of enrolment.cycles)
      cycles.push({
        ...{ agency_id, client_id, segment, id: cycle.id, enrolment_id: enrolment.id, withdrawn: false },
        ...cycleColumns(cycle, stamp),
      });
  }
  return { courses, enrolments, cycles };
};

const given = (table: 'enrolments' | 'cycles' | 'due_items', rows: readonly object[]): RawBuilder<unknown> =>
  sql`select * from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)`;

/**
 * What stands before a statement so that it reads these tables as they were; nothing where `on` is null. Never name `assignments` or
 * `clients` for a statement that asks who may see what: access is decided by the real day. `clientIds`: whom alone it is about.
 */
export const recordOn = (
  on: Day | null,
  tables: readonly StandIn[],
  more: {
    readonly courses?: PastCourses;
    readonly dueItems?: readonly object[];
    readonly clientIds?: readonly Id[];
  } = {},
): RawBuilder<unknown> => {
  if (on === null) return sql``;
  const { courses, dueItems, clientIds = null } = more;
  // Read once for all clients, where a plain selection is better looked up client by client.
  const once = (table: string, rows: RawBuilder<unknown>) => sql`${sql.table(table)} as materialized (${rows})`;
  return sql`with ${sql.join([
    ...tables.map((table) =>
      isThing(table)
        ? once(table, asRecorded(table, on, clientIds))
        : sql`${sql.table(table)} as not materialized (${byTheirDays[table](on)})`,
    ),
    ...(courses
      ? [once('enrolments', given('enrolments', courses.enrolments)), once('cycles', given('cycles', courses.cycles))]
      : []),
    ...(dueItems ? [once('due_items', given('due_items', dueItems))] : []),
  ])} `;
};
