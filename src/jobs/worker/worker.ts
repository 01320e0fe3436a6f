// The worker: tasks wait inside PostgreSQL and are carried out one transaction after another. It signs in as `footbridge_jobs`, who
// owns the queue and nothing else; what a task does to the record it does through the app's own connections and actions.
import { Logger, makeWorkerUtils, run } from 'graphile-worker';
import pg from 'pg';
import type { Instant } from '#domain/basics/instant.ts';
import type { Database } from '#store/postgres/transaction.ts';

export type JobServices = {
  readonly database: Database;
  readonly clock: () => Instant;
  /** Told of failures; carries no clinical text. */
  readonly log: (line: Record<string, unknown>) => void;
};

export type Task = (payload: unknown, services: JobServices) => Promise<void>;

export type Worker = {
  /** Adds a task; one with the same key that still waits is replaced. */
  add(task: string, payload: unknown, uniqueKey?: string): Promise<void>;
  /** Lets what runs come to its end, then leaves the queue. */
  stop(): Promise<void>;
};

export const startWorker = async (
  jobsUrl: string,
  services: JobServices,
  tasks: Readonly<Record<string, Task>>,
): Promise<Worker> => {
  const logger = new Logger(() => (level, message) => {
    // Which task failed, without the error's own words: they can hold a person's.
    if (level === 'error') services.log({ level, worker: (message.split(/ with error |\n/)[0] ?? '').slice(0, 300) });
  });
  // A pool of our own: the library's is not closed yet when `stop` returns, and a connection that broke then would end the process.
  // An answer that never comes, because the database went away, counts as a failure and is asked for again.
  const pgPool = new pg.Pool({
    connectionString: jobsUrl,
    max: 4,
    application_name: 'footbridge-jobs',
    query_timeout: 30_000,
    connectionTimeoutMillis: 10_000,
  });
  pgPool.on('error', () => undefined);
  pgPool.on('connect', (client) => client.on('error', () => undefined));
  const shared = { pgPool, schema: 'graphile_worker', logger };
  const started = async () => {
    const utils = await makeWorkerUtils(shared);
    const runner = await run({
      ...shared,
      concurrency: 2,
      noHandleSignals: true,
      pollInterval: 2000,
      taskList: Object.fromEntries(
        Object.entries(tasks).map(([name, task]) => [name, (payload: unknown) => task(payload, services)]),
      ),
    });
    return { utils, runner };
  };
  // A start that fails leaves no connection behind: an open one would keep the process from ending.
  const { utils, runner } = await started().catch(async (error: unknown) => {
    await pgPool.end();
    throw error;
  });
  // A failure while stopping has been logged; nobody awaits this promise otherwise.
  runner.promise.catch(() => undefined);
  return {
    add: async (task, payload, uniqueKey) => {
      await utils.addJob(task, payload, uniqueKey === undefined ? {} : { jobKey: uniqueKey });
    },
    stop: async () => {
      await runner.stop();
      await runner.promise.catch(() => undefined);
      await utils.release();
      await pgPool.end();
    },
  };
};
