// Calling off long work: what has not begun is over, what runs stops at its next step with nothing half done.
import { JobRequest, JobView } from '#contract/job.ts';
import { askToCancel, readJobRun } from '#store/job-runs.ts';
import { defineAction } from '../pipeline/define.ts';
import { conflict } from '../pipeline/refused.ts';
import { jobView, ownRun } from './read-job.ts';

export const cancelJob = defineAction({
  name: 'cancel-job',
  effect: 'write',
  input: JobRequest,
  output: JobView,
  run: async ({ tx, input, actor, now }): Promise<JobView> => {
    const run = ownRun(actor, await readJobRun(tx, input.id));
    if (run.state !== 'queued' && run.state !== 'running') throw conflict('job-over-already', { state: run.state });
    // The day change is nobody's to stop: everything that is due rests on it.
    if (run.kind === 'advance-day') throw conflict('job-not-cancellable');
    await askToCancel(tx, input.id, now);
    return jobView(ownRun(actor, await readJobRun(tx, input.id)));
  },
});
