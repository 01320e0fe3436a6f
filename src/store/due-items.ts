// Due items as they are kept: dates and counts, never a state. Whoever asks which are overdue brings bounds from domain/due.
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '#domain/access/actor.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { DueBounds, DueItem, DueKind } from '#domain/due/item.ts';
import { visible } from './access/visible.ts';
import { prepared } from './postgres/query.ts';
import type { Tx } from './postgres/transaction.ts';

export type DueItemRow = {
  readonly agency_id: Id;
  readonly id: Id;
  readonly client_id: Id;
  readonly enrolment_id: Id | null;
  readonly cycle_id: Id | null;
  readonly subject_id: Id | null;
  readonly kind: DueKind;
  readonly rule: string;
  readonly due_from: Day;
  readonly due_by: Day;
  readonly needed: number;
  readonly done: number;
  readonly staff_id: Id | null;
  readonly team_id: Id | null;
  readonly segment: string;
  /** Of everything else in the row. */
  readonly fingerprint: string;
};

export const dueItemFrom = (row: DueItemRow): DueItem => ({
  kind: row.kind,
  rule: row.rule,
  dueFrom: row.due_from,
  dueBy: row.due_by,
  needed: row.needed,
  done: row.done,
  owner: row.team_id !== null ? { kind: 'team', id: row.team_id } : { kind: 'staff', id: row.staff_id ?? '' },
  enrolmentId: row.enrolment_id,
  cycleId: row.cycle_id,
  subjectId: row.subject_id,
  segment: row.segment,
});

const changing = [
  ...['enrolment_id', 'cycle_id', 'subject_id', 'kind', 'rule', 'due_from', 'due_by', 'needed', 'done'],
  ...['staff_id', 'team_id', 'segment', 'fingerprint'],
];
const asWritten = sql.join(changing.map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`));

const written = prepared(
  (rows: string) => sql`
    insert into due_items select * from jsonb_populate_recordset(null::due_items, ${rows}::jsonb)
    on conflict (agency_id, id) do update set ${asWritten}`,
);

/** Sends what has changed: rows to write, and ids of those that are no longer due. */
export const writeDueItems = (tx: Tx, rows: readonly DueItemRow[], gone: readonly Id[]): Promise<unknown>[] => {
  const sent: Promise<unknown>[] = [];
  if (gone.length > 0)
    sent.push(
      tx.run(sql`delete from due_items where agency_id = (select app.agency()) and id = any (${gone}::uuid[])`),
    );
  if (rows.length > 0) sent.push(tx.run(written(JSON.stringify(rows))));
  return sent;
};

/** Where lists read due items from: the rows kept for today, or rows worked out for another day. */
export const keptDueItems: RawBuilder<DueItemRow> = sql<DueItemRow>`due_items`;
export const dueItemsGiven = (rows: readonly DueItemRow[]): RawBuilder<DueItemRow> =>
  sql<DueItemRow>`jsonb_populate_recordset(null::due_items, ${JSON.stringify(rows)}::jsonb)`;

/** Whether the dates of an item of `alias` lie within bounds that domain/due gave. */
export const within = (alias: string, bounds: DueBounds): RawBuilder<boolean> => {
  const [dueFrom, dueBy] = [sql.ref(`${alias}.due_from`), sql.ref(`${alias}.due_by`)];
  const bound: RawBuilder<boolean>[] = [];
  if (bounds.dueFromAtLeast) bound.push(sql`${dueFrom} >= ${bounds.dueFromAtLeast}::date`);
  if (bounds.dueFromAtMost) bound.push(sql`${dueFrom} <= ${bounds.dueFromAtMost}::date`);
  if (bounds.dueByAtLeast) bound.push(sql`${dueBy} >= ${bounds.dueByAtLeast}::date`);
  if (bounds.dueByAtMost) bound.push(sql`${dueBy} <= ${bounds.dueByAtMost}::date`);
  return bound.length === 0 ? sql<boolean>`true` : sql<boolean>`(${sql.join(bound, sql` and `)})`;
};

/** Whose work: one's own and one's teams', or everybody's within reach; null for all that is visible. */
export type Answering = { readonly staff: readonly Id[]; readonly teams: readonly Id[] } | null;

export const answers = (alias: string, who: Answering): RawBuilder<boolean> =>
  who === null
    ? sql<boolean>`true`
    : sql<boolean>`(${sql.ref(`${alias}.staff_id`)} = any (${who.staff}::uuid[]) or ${sql.ref(`${alias}.team_id`)} = any (${who.teams}::uuid[]))`;

export type DueFilter = {
  readonly who: Answering;
  readonly bounds: DueBounds;
  readonly kinds: readonly DueKind[] | null;
  readonly clientId: Id | null;
  readonly programmeId: Id | null;
  readonly staffId: Id | null;
  readonly teamId: Id | null;
};

export const allDue = { kinds: null, clientId: null, programmeId: null, staffId: null, teamId: null } as const;

/** A due item with the names that a list shows beside it. */
export type ListedDueItem = DueItemRow & {
  readonly given_name: string;
  readonly family_name: string;
  readonly chosen_name: string | null;
  readonly pronouns: string | null;
  readonly programme_id: Id | null;
  readonly programme_name: string | null;
  readonly model_key: string | null;
  readonly owner_name: string | null;
  /** The title of the task, the organization of the referral. */
  readonly about: string | null;
};

// Whose it is and when it is due leave few rows, so they are asked first (`offset 0`): who may see them is worked out for those alone.
const filtered = (source: RawBuilder<unknown>, filter: DueFilter, actor: Actor, today: Day) => sql`
  from ${
    filter.who === null
      ? source
      : sql`(select d.* from ${source} d
          where d.agency_id = (select app.agency()) and ${answers('d', filter.who)} and ${within('d', filter.bounds)} offset 0)`
  } d
  where d.agency_id = (select app.agency()) ${filter.who === null ? sql`and ${within('d', filter.bounds)}` : sql``}
    and ${visible(actor, 'read-client', 'd', today)}
    and ${filter.kinds ? sql`d.kind = any (${filter.kinds}::text[])` : sql`true`}
    and ${filter.clientId ? sql`d.client_id = ${filter.clientId}::uuid` : sql`true`}
    and ${filter.staffId ? sql`d.staff_id = ${filter.staffId}::uuid` : sql`true`}
    and ${filter.teamId ? sql`d.team_id = ${filter.teamId}::uuid` : sql`true`}
    and ${
      filter.programmeId
        ? sql`d.enrolment_id in (select e.id from enrolments e where e.agency_id = (select app.agency()) and e.programme_id = ${filter.programmeId}::uuid)`
        : sql`true`
    }`;

/**
 * In order of their last day. `page` null: all of them. The names are looked up row by row (`offset 0` keeps the planner from joining
 * whole tables), each once: few items are shown, of many clients, and most have one owner.
 */
export const listDueItems = (
  tx: Tx,
  source: RawBuilder<unknown>,
  filter: DueFilter,
  actor: Actor,
  today: Day,
  page: { readonly limit: number; readonly after: { readonly day: Day; readonly id: Id } | null } | null,
): Promise<ListedDueItem[]> => {
  const after = page?.after ? sql`and (d.due_by, d.id) > (${page.after.day}::date, ${page.after.id}::uuid)` : sql``;
  return tx.rows(sql<ListedDueItem>`
    with d as materialized (
      select d.* ${filtered(source, filter, actor, today)} ${after}
      ${page ? sql`order by d.due_by, d.id limit ${page.limit}` : sql``})
    select d.*, c.*, e.*, coalesce(t.name, s.name) as owner_name,
      case d.kind
        when 'task' then (select k.title from tasks k where k.agency_id = d.agency_id and k.id = d.subject_id)
        when 'referral' then (select f.organization from referrals f where f.agency_id = d.agency_id and f.id = d.subject_id) end as about
    from d
    cross join lateral (
      select c.given_name, c.family_name, c.chosen_name, c.pronouns
      from clients c where c.agency_id = d.agency_id and c.id = d.client_id offset 0) c
    left join lateral (
      select p.id as programme_id, p.name as programme_name, p.model_key
      from enrolments e join programmes p on p.agency_id = e.agency_id and p.id = e.programme_id
      where e.agency_id = d.agency_id and e.id = d.enrolment_id offset 0) e on true
    left join lateral (select t.name from teams t where t.agency_id = d.agency_id and t.id = d.team_id offset 0) t on true
    left join lateral (
      select s.given_name || ' ' || s.family_name as name from staff s where s.agency_id = d.agency_id and s.id = d.staff_id offset 0) s on true
    order by d.due_by, d.id`);
};

export const countDueItems = async (
  tx: Tx,
  source: RawBuilder<unknown>,
  filter: DueFilter,
  actor: Actor,
  today: Day,
): Promise<number> =>
  (await tx.first(sql<{ total: number }>`select count(*) as total ${filtered(source, filter, actor, today)}`))?.total ??
  0;
