// An administrator hands in a file; the worker takes it, and says how far it is and what came of it.
import { ImportAsked, ImportFileRequest } from '#contract/import.ts';
import { createJobRun, enqueue } from '#store/job-runs.ts';
import { defineAction } from '../pipeline/define.ts';

export const importClients = defineAction({
  name: 'import-clients',
  effect: 'write',
  input: ImportFileRequest,
  output: ImportAsked,
  run: async ({ tx, input, actor, agency, now, newId, note }) => {
    const id = newId();
    const params = { ...input, language: agency.language };
    note({ job: id, kind: input.kind, dryRun: input.dryRun });
    await Promise.all([
      createJobRun(tx, { agencyId: agency.id, id, kind: 'import-file', params, by: actor.id, at: now }),
      enqueue(tx, 'import-file', { agencyId: agency.id, id }, `import-file:${id}`),
    ]);
    return { id };
  },
});
