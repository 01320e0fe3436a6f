// How far long work is. Whoever asked for it sees it, and the agency's administrators.
import { JobRequest, JobView } from '#contract/job.ts';
import { type Actor, hasRole } from '#domain/access/actor.ts';
import { type JobRun, readJobRun } from '#store/job-runs.ts';
import { defineAction } from '../pipeline/define.ts';
import { found, notFound } from '../pipeline/refused.ts';

/** The run, or 404 where it is none of the actor's business. */
export const ownRun = (actor: Actor, run: JobRun | undefined): JobRun => {
  const known = found(run);
  if (actor.kind === 'system' || known.requested_by === actor.id || hasRole(actor, 'administrator')) return known;
  throw notFound();
};

export const jobView = ({ id, kind, state, done, total, result, problem }: JobRun): JobView => ({
  id,
  kind,
  state,
  done,
  total,
  result: result ?? null,
  problem: problem ?? null,
});

export const readJob = defineAction({
  name: 'read-job',
  effect: 'read',
  input: JobRequest,
  output: JobView,
  run: async ({ tx, input, actor }): Promise<JobView> => jobView(ownRun(actor, await readJobRun(tx, input.id))),
});
