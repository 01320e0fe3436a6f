// What runs without a person waiting, put together: the tasks of every kind, and the clocks that ask for them.
import { advanceDayTask, keepDays } from '#jobs/advance-day.ts';
import { auditReportTask } from '#jobs/audit-report.ts';
import { keepSealing } from '#jobs/audit-seal.ts';
import { importFileTask } from '#jobs/imports/import-task.ts';
import { keepMailing } from '#jobs/mail/send-mail.ts';
import { makePackageTask } from '#jobs/packages/make-package.ts';
import { keepWatch } from '#jobs/safety-watch.ts';
import { readScansTask } from '#jobs/scans/read-scans.ts';
import { type JobServices, startWorker, type Task } from '#jobs/worker/worker.ts';
import type { AuditKey } from '#store/audit-seal/audit-key.ts';
import { databaseUrls } from '#store/postgres/roles.ts';
import { mailProgram } from './mail-program.ts';

export const tasks: Readonly<Record<string, Task>> = {
  'advance-day': advanceDayTask,
  'audit-report': auditReportTask,
  'import-file': importFileTask,
  'make-package': makePackageTask,
  'read-scans': readScansTask,
};

/** Starts the worker and the day change; `stop` before the database is closed. */
export const startBackground = async (
  ownerUrl: string,
  services: JobServices,
  auditKey: AuditKey | null,
): Promise<{ stop(): Promise<void> }> => {
  const worker = await startWorker(databaseUrls(ownerUrl).jobs, services, tasks);
  const days = keepDays(worker, services);
  const watch = keepWatch(services);
  const sealing = auditKey && keepSealing(services, auditKey);
  const program = mailProgram(process.env);
  const mailing = program && keepMailing(services, program);
  return {
    stop: async () => {
      await days.stop();
      await watch.stop();
      await mailing?.stop();
      await worker.stop();
      await sealing?.stop();
    },
  };
};
