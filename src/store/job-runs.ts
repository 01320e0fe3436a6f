// Long work as the person who waits for it sees it: how far it is, what came of it, and whether it was called off.
import { sql } from 'kysely';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import { agency, db, json } from './postgres/query.ts';
import type { Tx } from './postgres/transaction.ts';

export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

export type JobRun = {
  readonly id: Id;
  readonly kind: string;
  readonly state: JobState;
  readonly done: number;
  readonly total: number | null;
  readonly params: unknown;
  readonly result: unknown;
  readonly problem: unknown;
  readonly cancel_asked: boolean;
  readonly requested_by: Id;
};

export const createJobRun = (
  tx: Tx,
  run: { agencyId: Id; id: Id; kind: string; params?: unknown; total?: number; by: Id; at: Instant },
): Promise<number> =>
  tx.run(
    db.insertInto('job_runs').values({
      agency_id: run.agencyId,
      id: run.id,
      kind: run.kind,
      params: json(run.params ?? {}),
      total: run.total ?? null,
      requested_by: run.by,
      created_at: run.at,
    }),
  );

/** Hands the task to the worker when this transaction commits; a key asked for twice runs once. */
export const enqueue = (tx: Tx, task: string, payload: unknown, uniqueKey: string | null = null): Promise<unknown> =>
  tx.rows(sql`select app.enqueue(${task}, ${json(payload)}::json, ${uniqueKey})`);

export const readJobRun = (tx: Tx, id: Id): Promise<JobRun | undefined> =>
  tx.first(sql<JobRun>`
    select id, kind, state, done, total, params, result, problem, cancel_asked, requested_by
    from job_runs where agency_id = (select app.agency()) and id = ${id}::uuid`);

/** Says how far it is; false once it was called off or is over, so that the work stops. */
export const reportProgress = async (tx: Tx, id: Id, done: number, total: number | null): Promise<boolean> =>
  (await tx.run(sql`
    update job_runs set state = 'running', done = ${done}, total = coalesce(${total}::bigint, total)
    where agency_id = (select app.agency()) and id = ${id}::uuid and state in ('queued', 'running') and not cancel_asked`)) >
  0;

export const finishJobRun = (
  tx: Tx,
  id: Id,
  end: { readonly state: 'done' | 'failed' | 'cancelled'; readonly result?: unknown; readonly problem?: unknown },
  now: Instant,
): Promise<number> =>
  tx.run(
    db
      .updateTable('job_runs')
      .set({
        state: end.state,
        // What is finished is done as a whole, whether or not its last word on the way was still written down.
        ...(end.state === 'done' && { done: sql<number>`coalesce(total, done)` }),
        result: end.result === undefined ? null : json(end.result),
        problem: end.problem === undefined ? null : json(end.problem),
        finished_at: now,
      })
      .where('agency_id', '=', agency)
      .where('id', '=', id)
      .where('state', 'in', ['queued', 'running']),
  );

/** One that waits is over at once; one that runs stops at its next step and leaves nothing half done. */
export const askToCancel = (tx: Tx, id: Id, now: Instant): Promise<number> =>
  tx.run(sql`
    update job_runs set cancel_asked = true,
      state = case when state = 'queued' then 'cancelled' else state end,
      finished_at = case when state = 'queued' then ${now}::timestamptz else finished_at end
    where agency_id = (select app.agency()) and id = ${id}::uuid and state in ('queued', 'running')`);

/** Lets go of the bytes that were handed in with the work, once they have been taken or refused. */
export const forgetContent = (tx: Tx, id: Id): Promise<number> =>
  tx.run(sql`
    update job_runs set params = params - 'content' where agency_id = (select app.agency()) and id = ${id}::uuid`);
