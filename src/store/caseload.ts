// The caseload: summaries of the clients someone may see, with their due items beside them.
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '#domain/access/actor.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { DueItem, DueKind } from '#domain/due/item.ts';
import type { QueryKeys } from '#domain/people/search-keys.ts';
import { seesSegment, visible } from './access/visible.ts';
import type { Tx } from './postgres/transaction.ts';

/** What a row shows of a due item, and what orders it. */
export type CaseloadItem = Omit<DueItem, 'owner' | 'cycleId' | 'segment'>;

type ItemValues = readonly [DueKind, string, Day, Day, number, number, Id | null, Id | null];

export type CaseloadRecord = {
  readonly id: Id;
  readonly client_id: Id;
  readonly enrolment_id: Id | null;
  readonly name: string;
  readonly pronouns: string | null;
  readonly birth_date: Day | null;
  readonly birth_precision: string;
  readonly programme_id: Id | null;
  readonly programme_name: string | null;
  readonly model_key: string | null;
  readonly state: string;
  readonly staff_id: Id | null;
  readonly team_id: Id | null;
  readonly owner_name: string | null;
  readonly cycle_id: Id | null;
  readonly cycle_number: number | null;
  readonly stage: string | null;
  readonly priority: string | null;
  readonly referred_on: Day | null;
  readonly enrolled_on: Day | null;
  readonly ended_on: Day | null;
  readonly last_contact_on: Day | null;
  readonly last_reached_on: Day | null;
  readonly review_due_by: Day | null;
  readonly stay_setting: string | null;
  readonly stay_from: Day | null;
  readonly last_discharge_on: Day | null;
  readonly alerts: number;
  readonly unsigned_notes: number;
  readonly items: readonly CaseloadItem[];
};

/** A condition on a due item of alias `d`: bounds that domain/due gave, kinds. */
export type ItemCondition = RawBuilder<boolean>;

export type CaseloadFilter = {
  /** On alias `u`. */
  readonly ownedBy: RawBuilder<boolean>;
  readonly text: QueryKeys['near'] | null;
  readonly programmeId: Id | null;
  readonly teamId: Id | null;
  readonly staffId: Id | null;
  readonly modelKey: string | null;
  readonly states: readonly string[];
  readonly stages: readonly string[] | null;
  /** At least one item meets each of these … */
  readonly some: readonly ItemCondition[];
  /** … and none meets any of these. */
  readonly none: readonly ItemCondition[];
  readonly stay: 'now' | { readonly dischargedSince: Day } | null;
  readonly hasAlerts: boolean | null;
  readonly hasUnsignedNotes: boolean | null;
};

// An order of text in a list is the order of the process, not of the alphabet.
const inOrder = (column: string, values: readonly string[]) =>
  sql`array_position(${values}::text[], u.${sql.ref(column)})`;

const sortKeys = {
  name: null,
  'next-due': sql`u.first_due_by`,
  'last-contact': sql`u.last_contact_on`,
  'last-reached': sql`u.last_reached_on`,
  review: sql`u.review_due_by`,
  enrolled: sql`u.enrolled_on`,
  referred: sql`u.referred_on`,
  stage: inOrder('stage', ['outreach', 'assessment', 'planning', 'implementation', 'monitoring', 'review', 'closed']),
  priority: inOrder('priority', ['urgent', 'high', 'routine']),
} as const;
export type CaseloadSortKey = keyof typeof sortKeys;

const itemsOf = (items: RawBuilder<unknown>, actor: Actor, today: Day) => sql`
  ${items} d where d.agency_id = (select app.agency()) and d.client_id = u.client_id
    and (d.enrolment_id is null or u.enrolment_id is null or d.enrolment_id = u.enrolment_id)
    and ${seesSegment(actor, 'd', today)}`;

const named = ({ exact, ranges }: QueryKeys['near'], actor: Actor, today: Day) => {
  const ways = [
    ...(exact.length > 0 ? [sql`k.key = any (${exact}::text[])`] : []),
    ...ranges.map(({ from, to }) => sql`(k.key >= ${from} and k.key < ${to})`),
  ];
  return ways.length === 0
    ? sql`false`
    : sql`u.client_id in (select k.client_id from client_keys k where k.agency_id = (select app.agency())
        and ${seesSegment(actor, 'k', today)} and (${sql.join(ways, sql` or `)}))`;
};

const filtered = (
  summaries: RawBuilder<unknown>,
  items: RawBuilder<unknown>,
  filter: CaseloadFilter,
  actor: Actor,
  realDay: Day,
) => {
  const conditions = [
    sql`u.agency_id = (select app.agency())`,
    filter.ownedBy,
    visible(actor, 'list-caseload', 'u', realDay),
    sql`u.state = any (${filter.states}::text[])`,
    ...(filter.text ? [named(filter.text, actor, realDay)] : []),
    ...(filter.programmeId ? [sql`u.programme_id = ${filter.programmeId}::uuid`] : []),
    ...(filter.teamId ? [sql`u.team_id = ${filter.teamId}::uuid`] : []),
    ...(filter.staffId ? [sql`u.staff_id = ${filter.staffId}::uuid`] : []),
    ...(filter.modelKey ? [sql`u.model_key = ${filter.modelKey}`] : []),
    ...(filter.stages ? [sql`u.stage = any (${filter.stages}::text[])`] : []),
    ...filter.some.map((condition) => sql`exists (select from ${itemsOf(items, actor, realDay)} and ${condition})`),
    ...filter.none.map((condition) => sql`not exists (select from ${itemsOf(items, actor, realDay)} and ${condition})`),
    ...(filter.stay === 'now' ? [sql`u.stay_setting is not null`] : []),
    ...(filter.stay !== null && filter.stay !== 'now'
      ? [sql`u.stay_setting is null and u.last_discharge_on >= ${filter.stay.dischargedSince}::date`]
      : []),
    ...(filter.hasAlerts === null ? [] : [sql`(u.alerts > 0) = ${filter.hasAlerts}`]),
    ...(filter.hasUnsignedNotes === null ? [] : [sql`(u.unsigned_notes > 0) = ${filter.hasUnsignedNotes}`]),
  ];
  return sql`from ${summaries} u where ${sql.join(conditions, sql` and `)}`;
};

export type CaseloadPage = {
  readonly sort: CaseloadSortKey;
  readonly descending: boolean;
  readonly limit: number;
  /** The id of the last row shown: the cursor carries no name into an address. */
  readonly after: Id | null;
};

const place = (summaries: RawBuilder<unknown>, after: Id, value: RawBuilder<unknown>) =>
  sql`(select ${value} from ${summaries} u where u.agency_id = (select app.agency()) and u.id = ${after}::uuid)`;

/** What comes after a row in the order asked for; rows without a value are last either way. */
const following = (summaries: RawBuilder<unknown>, { sort, descending, after }: CaseloadPage) => {
  if (after === null) return sql``;
  const key = sortKeys[sort];
  const direction = descending ? sql`<` : sql`>`;
  const name = place(summaries, after, sql`u.sort_name`);
  if (key === null) return sql`where (o.sort_name, o.id) ${direction} (${name}, ${after}::uuid)`;
  const value = place(summaries, after, key);
  return sql`where (o.sort_key ${direction} ${value} or (o.sort_key is null and ${value} is not null)
    or (o.sort_key is not distinct from ${value} and (o.sort_name, o.id) > (${name}, ${after}::uuid)))`;
};

const ordered = ({ sort, descending }: CaseloadPage) => {
  const direction = descending ? sql`desc` : sql`asc`;
  if (sortKeys[sort] === null) return sql`o.sort_name ${direction}, o.id ${direction}`;
  return sql`o.sort_key ${direction} nulls last, o.sort_name, o.id`;
};

type ReadRecord = Omit<CaseloadRecord, 'items'> & {
  readonly items: readonly ItemValues[] | null;
  readonly total: number;
};

export type Caseload = { readonly rows: readonly CaseloadRecord[]; readonly total: number };

/** One page, and how many there are in all: counted and ordered by narrow rows, shown by whole ones. */
export const listCaseload = async (
  tx: Tx,
  sources: { readonly summaries: RawBuilder<unknown>; readonly items: RawBuilder<unknown> },
  filter: CaseloadFilter,
  actor: Actor,
  realDay: Day,
  page: CaseloadPage,
): Promise<Caseload> => {
  const { summaries, items } = sources;
  const rows = await tx.rows(sql<ReadRecord>`
    with matching as materialized (
      select u.agency_id, u.id, u.sort_name, ${sortKeys[page.sort] ?? sql`null::date`} as sort_key
      ${filtered(summaries, items, filter, actor, realDay)}),
    o as materialized (
      select * from matching o ${following(summaries, page)} order by ${ordered(page)} limit ${page.limit})
    select n.total, u.id, u.client_id, u.enrolment_id, u.name, u.pronouns, u.birth_date, u.birth_precision, u.programme_id,
      p.name as programme_name, u.model_key, u.state, u.staff_id, u.team_id, coalesce(t.name, s.name) as owner_name,
      u.cycle_id, u.cycle_number, u.stage, u.priority, u.referred_on, u.enrolled_on, u.ended_on, u.last_contact_on, u.last_reached_on,
      u.review_due_by, u.stay_setting, u.stay_from, u.last_discharge_on, u.alerts, u.unsigned_notes,
      (select json_agg(json_build_array(d.kind, d.rule, d.due_from, d.due_by, d.needed, d.done, d.enrolment_id, d.subject_id)) from ${itemsOf(items, actor, realDay)}) as items
    from (select count(*) as total from matching) n
    left join (o join ${summaries} u on u.agency_id = o.agency_id and u.id = o.id) on true
    left join lateral (select p.name from programmes p where p.agency_id = u.agency_id and p.id = u.programme_id offset 0) p on true
    left join lateral (select t.name from teams t where t.agency_id = u.agency_id and t.id = u.team_id offset 0) t on true
    left join lateral (
      select s.given_name || ' ' || s.family_name as name from staff s where s.agency_id = u.agency_id and s.id = u.staff_id offset 0) s on true
    order by ${ordered(page)}`);
  return {
    rows: rows
      .filter(({ id }) => id !== null)
      .map((row) => ({
        ...row,
        items: (row.items ?? []).map(([kind, rule, dueFrom, dueBy, needed, done, enrolmentId, subjectId]) => ({
          kind,
          rule,
          dueFrom,
          dueBy,
          needed,
          done,
          enrolmentId,
          subjectId,
        })),
      })),
    total: rows[0]?.total ?? 0,
  };
};
