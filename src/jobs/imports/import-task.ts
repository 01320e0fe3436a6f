// A file that was handed in over HTTP is taken by the worker. Called off under way, nothing of it stays; when it is over, the bytes
// are let go of and only what came of them is kept.
import { asSystem } from '#actions/pipeline/perform.ts';
import type { ImportFileRequest } from '#contract/import.ts';
import type { Id } from '#domain/basics/id.ts';
import { forgetContent, readJobRun } from '#store/job-runs.ts';
import type { Language } from '#words/catalogue.ts';
import { carryOut } from '../worker/carry-out.ts';
import type { JobServices, Task } from '../worker/worker.ts';
import { importDocument } from './file-report.ts';
import { importCaseload, importFhir } from './imports.ts';

type Asked = ImportFileRequest & { readonly language: Language };

export const importFileTask: Task = async (payload, services: JobServices) => {
  const run = payload as { readonly agencyId: Id; readonly id: Id };
  const { database, clock } = services;
  const within = <T>(work: Parameters<typeof asSystem<T>>[3]) => asSystem<T>(database, run.agencyId, clock(), work);
  const asked = (await within((tx) => readJobRun(tx, run.id)))?.params as Asked | undefined;
  if (asked?.content === undefined) return;
  await carryOut(services, run, async (progress) => {
    const cancelled = new AbortController();
    let calledOff: unknown;
    let telling: Promise<void> | undefined;
    // One word at a time: the import does not wait for its own progress to be written down.
    const tell = (done: number, total: number) => {
      telling ??= progress(done, total)
        .catch((error: unknown) => {
          calledOff = error;
          cancelled.abort();
        })
        .finally(() => {
          telling = undefined;
        });
    };
    const { kind, name, content, dryRun, language } = asked;
    const source = asked.source ?? (kind === 'fhir' ? 'fhir' : 'csv');
    const taking = {
      ...{ database, agencyId: run.agencyId, now: clock(), source, dryRun },
      ...{ signal: cancelled.signal, progress: tell },
    };
    const file = { name, bytes: Buffer.from(content, 'base64') };
    try {
      const report = kind === 'fhir' ? await importFhir(taking, file) : await importCaseload(taking, kind, file);
      await telling;
      return importDocument(language, kind, dryRun, [report]);
    } catch (error) {
      await telling;
      throw calledOff ?? error;
    }
  });
  await within((tx) => forgetContent(tx, run.id));
};
