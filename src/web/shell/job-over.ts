import type { JobView } from '#contract/job.ts';

/** Nothing more will come of it: whoever waits need not ask again. */
export const isJobOver = ({ state }: JobView): boolean =>
  state === 'done' || state === 'failed' || state === 'cancelled';
