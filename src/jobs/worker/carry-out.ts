// Long work that somebody asked for: it says how far it is, stops when it is called off, and keeps what came of it or why it failed.
import { asSystem } from '#actions/pipeline/perform.ts';
import { Refused } from '#actions/pipeline/refused.ts';
import type { Id } from '#domain/basics/id.ts';
import { finishJobRun, reportProgress } from '#store/job-runs.ts';
import type { JobServices } from './worker.ts';

class CalledOff extends Error {}

/** Called between steps that are whole in themselves; throws when the work was called off. */
export type Progress = (done: number, total?: number) => Promise<void>;

/**
 * Carries out the run `id` of an agency. What `work` throws ends it as failed: refusals are kept for whoever asked, anything else
 * is thrown on, so that the worker tries again.
 */
export const carryOut = async (
  { database, clock }: JobServices,
  run: { readonly agencyId: Id; readonly id: Id },
  work: (progress: Progress) => Promise<unknown>,
): Promise<void> => {
  const within = <T>(step: Parameters<typeof asSystem<T>>[3]) => asSystem<T>(database, run.agencyId, clock(), step);
  const progress: Progress = async (done, total) => {
    if (!(await within((tx) => reportProgress(tx, run.id, done, total ?? null)))) throw new CalledOff();
  };
  try {
    await progress(0);
    const result = await work(progress);
    await within((tx) => finishJobRun(tx, run.id, { state: 'done', result: result ?? null }, clock()));
  } catch (error) {
    if (error instanceof CalledOff) {
      await within((tx) => finishJobRun(tx, run.id, { state: 'cancelled' }, clock()));
      return;
    }
    const refusals = error instanceof Refused ? error.refusals : [{ code: 'internal' }];
    await within((tx) => finishJobRun(tx, run.id, { state: 'failed', problem: { errors: refusals } }, clock()));
    if (!(error instanceof Refused)) throw error;
  }
};
