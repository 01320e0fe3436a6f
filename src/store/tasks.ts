// Tasks, and the client's legal requests among them.
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '#domain/access/actor.ts';
import type { Permission } from '#domain/access/policy.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import type { Owner } from '#domain/people/owner.ts';
import type { Extension } from '#domain/work/legal-clocks.ts';
import type { Task, TaskKind } from '#domain/work/tasks.ts';
import { visible } from './access/visible.ts';
import { agency, db } from './postgres/query.ts';
import { ownerColumns, ownerFrom, type Stamp } from './postgres/stamps.ts';
import type { Tx } from './postgres/transaction.ts';

type TaskRow = {
  readonly id: Id;
  readonly client_id: Id | null;
  readonly client_name: string | null;
  readonly kind: TaskKind;
  readonly title: string;
  readonly note: string | null;
  readonly due_by: Day | null;
  readonly requested_on: Day | null;
  readonly extended_on: Day | null;
  readonly extension_reason: string | null;
  readonly subject_kind: string | null;
  readonly subject_id: Id | null;
  readonly staff_id: Id | null;
  readonly team_id: Id | null;
  readonly owner_name: string | null;
  readonly state: Task['state'];
  readonly done_on: Day | null;
  readonly outcome: string | null;
  readonly recorded_at: Instant;
};

export type RecordedTask = Task & {
  readonly id: Id;
  readonly clientId: Id | null;
  readonly clientName: string | null;
  readonly note: string | null;
  readonly requestedOn: Day | null;
  readonly extension: Extension | null;
  readonly subject: { readonly kind: string; readonly id: Id } | null;
  readonly ownerName: string | null;
  readonly recordedAt: Instant;
};

const taskFrom = (row: TaskRow): RecordedTask => ({
  id: row.id,
  clientId: row.client_id,
  clientName: row.client_name,
  kind: row.kind,
  title: row.title,
  note: row.note,
  dueBy: row.due_by,
  requestedOn: row.requested_on,
  extension: row.extended_on && { on: row.extended_on, reason: row.extension_reason ?? '' },
  subject: row.subject_kind && row.subject_id ? { kind: row.subject_kind, id: row.subject_id } : null,
  owner: ownerFrom(row),
  ownerName: row.owner_name,
  state: row.state,
  doneOn: row.done_on,
  outcome: row.outcome,
  recordedAt: row.recorded_at,
});

const columns = sql`
  k.id, k.client_id, coalesce(c.chosen_name, c.given_name) || ' ' || c.family_name as client_name, k.kind, k.title, k.note, k.due_by,
  k.requested_on, k.extended_on, k.extension_reason, k.subject_kind, k.subject_id, k.staff_id, k.team_id,
  coalesce(s.given_name || ' ' || s.family_name, t.name) as owner_name, k.state, k.done_on, k.outcome, k.recorded_at`;

const joined = sql`
  from tasks k
  left join clients c on c.agency_id = k.agency_id and c.id = k.client_id
  left join staff s on s.agency_id = k.agency_id and s.id = k.staff_id
  left join teams t on t.agency_id = k.agency_id and t.id = k.team_id`;

/** Tasks about clients one may see, and one's own or one's teams' that are about nobody. */
export const tasksSeenBy = (actor: Actor, permission: Permission, today: Day): RawBuilder<boolean> =>
  actor.kind === 'system'
    ? sql<boolean>`true`
    : sql<boolean>`(${visible(actor, permission, 'k', today)} or k.client_id is null
        and (k.staff_id = any (${[actor.id, ...actor.reachStaff]}::uuid[]) or k.team_id = any (${[...actor.reachTeams, ...actor.memberTeams]}::uuid[])))`;

/** One task, if it may be seen; its client's row is held until the transaction ends. */
export const readTask = async (tx: Tx, id: Id, seen: RawBuilder<boolean>): Promise<RecordedTask | undefined> => {
  const [, row] = await Promise.all([
    tx.run(sql`
      select id from clients where agency_id = ${agency}
        and id = (select client_id from tasks where agency_id = ${agency} and id = ${id}) for no key update`),
    tx.first(sql<TaskRow>`select ${columns} ${joined} where k.agency_id = ${agency} and k.id = ${id} and ${seen}`),
  ]);
  return row && taskFrom(row);
};

/** The open tasks about a client, whoever's. */
export const readOpenTasks = async (tx: Tx, clientId: Id): Promise<RecordedTask[]> =>
  (
    await tx.rows(sql<TaskRow>`
      select ${columns} ${joined} where k.agency_id = ${agency} and k.client_id = ${clientId} and k.state = 'open' order by k.due_by`)
  ).map(taskFrom);

const orders = {
  due: sql`k.due_by nulls last, k.id`,
  title: sql`k.title collate "C", k.id`,
  client: sql`client_name collate "C" nulls last, k.id`,
  recorded: sql`k.id desc`,
} as const;
export type TaskOrder = keyof typeof orders;

export type TaskFilter = {
  readonly state: Task['state'] | 'all';
  readonly clientId: Id | null;
  readonly staff: readonly Id[] | null;
  readonly teams: readonly Id[] | null;
};

/** `past` stands before the statements where a past day is asked about (`recordOn`). */
export const listTasks = async (
  tx: Tx,
  past: RawBuilder<unknown>,
  { state, clientId, staff, teams }: TaskFilter,
  seen: RawBuilder<boolean>,
  order: TaskOrder,
  limit: number,
  offset: number,
): Promise<{ rows: RecordedTask[]; total: number }> => {
  const where = sql`
    where k.agency_id = ${agency} and (${state} = 'all' or k.state = ${state}) and ${seen}
      and (${clientId}::uuid is null or k.client_id = ${clientId})
      and (${staff}::uuid[] is null and ${teams}::uuid[] is null
        or k.staff_id = any (${staff ?? []}::uuid[]) or k.team_id = any (${teams ?? []}::uuid[]))`;
  const [rows, counted] = await Promise.all([
    tx.rows(
      sql<TaskRow>`${past}select ${columns} ${joined} ${where} order by ${orders[order]} limit ${limit} offset ${offset}`,
    ),
    tx.first(sql<{ total: number }>`${past}select count(*) as total from tasks k ${where}`),
  ]);
  return { rows: rows.map(taskFrom), total: counted?.total ?? 0 };
};

export const insertTask = (
  tx: Tx,
  agencyId: Id,
  task: {
    readonly id: Id;
    readonly clientId: Id | null;
    readonly kind: TaskKind;
    readonly title: string;
    readonly note: string | null;
    readonly dueBy: Day | null;
    readonly requestedOn: Day | null;
    readonly subject: { readonly kind: string; readonly id: Id } | null;
    readonly owner: Owner;
    /** General where left out. */
    readonly segment?: string;
  },
  { by, at }: Stamp,
): Promise<number> =>
  tx.run(
    db.insertInto('tasks').values({
      agency_id: agencyId,
      id: task.id,
      client_id: task.clientId,
      kind: task.kind,
      title: task.title,
      note: task.note,
      due_by: task.dueBy,
      requested_on: task.requestedOn,
      subject_kind: task.subject?.kind ?? null,
      subject_id: task.subject?.id ?? null,
      ...ownerColumns(task.owner),
      segment: task.segment ?? 'general',
      recorded_at: at,
      recorded_by: by,
    }),
  );

export const updateTask = async (
  tx: Tx,
  id: Id,
  task: Pick<RecordedTask, 'owner' | 'state' | 'doneOn' | 'outcome' | 'dueBy' | 'extension'>,
  { by, at }: Stamp,
): Promise<Instant | undefined> => {
  const row = await tx.first(
    db
      .updateTable('tasks')
      .set({
        ...ownerColumns(task.owner),
        state: task.state,
        done_on: task.doneOn,
        outcome: task.outcome,
        due_by: task.dueBy,
        extended_on: task.extension?.on ?? null,
        extension_reason: task.extension?.reason ?? null,
        recorded_at: at,
        recorded_by: by,
      })
      .where('agency_id', '=', agency)
      .where('id', '=', id)
      .returning('recorded_at'),
  );
  return row?.recorded_at;
};

/** Calls off, or hands over, open tasks. */
export const settleTasks = (
  tx: Tx,
  ids: readonly Id[],
  how: { readonly cancelledFor: string; readonly on: Day } | { readonly handTo: Owner },
  { by, at }: Stamp,
): Promise<number> =>
  tx.run(
    db
      .updateTable('tasks')
      .set({
        ...('handTo' in how
          ? ownerColumns(how.handTo)
          : { state: 'cancelled', done_on: how.on, outcome: how.cancelledFor }),
        recorded_at: at,
        recorded_by: by,
      })
      .where('agency_id', '=', agency)
      .where('id', 'in', ids),
  );

/** Open tasks about a client follow whoever takes over from `from`. */
export const handTasks = (tx: Tx, clientId: Id, from: Owner, to: Owner, { by, at }: Stamp): Promise<number> =>
  tx.run(
    db
      .updateTable('tasks')
      .set({ ...ownerColumns(to), recorded_at: at, recorded_by: by })
      .where('agency_id', '=', agency)
      .where('client_id', '=', clientId)
      .where('state', '=', 'open')
      .where(from.kind === 'staff' ? 'staff_id' : 'team_id', '=', from.id),
  );

export const readOwnerName = async (tx: Tx, { kind, id }: Owner): Promise<string | undefined> =>
  (
    await tx.first(
      kind === 'staff'
        ? sql<{
            name: string;
          }>`select given_name || ' ' || family_name as name from staff where agency_id = ${agency} and id = ${id}`
        : sql<{ name: string }>`select name from teams where agency_id = ${agency} and id = ${id}`,
    )
  )?.name;
