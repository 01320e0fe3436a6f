// Somebody hands in a file of scans; the worker reads it page by page and says what came of each.
import { ScansUploaded, UploadScansRequest } from '#contract/scans.ts';
import { createJobRun, enqueue } from '#store/job-runs.ts';
import { defineAction } from '../pipeline/define.ts';

export const uploadScans = defineAction({
  name: 'upload-scans',
  effect: 'write',
  input: UploadScansRequest,
  output: ScansUploaded,
  run: async ({ tx, input, actor, agency, now, newId, note }) => {
    const id = newId();
    note({ job: id });
    await Promise.all([
      createJobRun(tx, { agencyId: agency.id, id, kind: 'read-scans', params: input, by: actor.id, at: now }),
      enqueue(tx, 'read-scans', { agencyId: agency.id, id }, `read-scans:${id}`),
    ]);
    return { id };
  },
});
