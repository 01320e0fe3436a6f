// Starts the product, says that it is ready, and stops it and its database when the process is told to end.
import { setTimeout as pause } from 'node:timers/promises';
import { ownAuditKey } from './audit-key.ts';
import { type Database, findDatabase } from './database.ts';
import { listeningPort, portTaken } from './listening-port.ts';
import { cancellation, mindingCancellation, note, orCancelled, print, say, untilCancelled } from './terminal.ts';
import { buildWebIfStale, builtWeb } from './web-build.ts';

export type Preparation = {
  /** Between the migrations and the first request. */
  readonly prepare: (database: Database) => Promise<void>;
  /** After the address has been printed. */
  readonly announce: (database: Database, address: string) => Promise<void>;
};

const patienceWithRequests = 5_000;

const bringUpToDate = async (database: Database, { prepare }: Preparation): Promise<void> => {
  const { migrate } = await import('#store/postgres/migrate.ts');
  await migrate(database.ownerUrl);
  await prepare(database);
};

const serve = async (database: Database, port: number, { announce }: Preparation): Promise<void> => {
  const { startServer } = await import('./server.ts');
  const server = await startServer({
    ownerUrl: database.ownerUrl,
    port,
    webFolder: builtWeb,
    auditKey: await ownAuditKey(database.ownerUrl),
    ...(process.env.HOST && { host: process.env.HOST }),
  }).catch(async (error: NodeJS.ErrnoException) => {
    // Someone took the port while the database was starting.
    throw error.code === 'EADDRINUSE' ? await portTaken(port) : error;
  });
  try {
    // Scripts wait for this line, whatever the language.
    print(`Footbridge is ready at ${server.url}`);
    await announce(database, server.url);
    await untilCancelled();
  } finally {
    note(say('cli.stopping'));
    await Promise.race([server.stop(), pause(patienceWithRequests)]);
  }
};

/** Waits for both, also when one fails: the database must not be left while the other still works in it. */
const both = async (...work: readonly Promise<void>[]): Promise<void> => {
  for (const outcome of await Promise.allSettled(work)) if (outcome.status === 'rejected') throw outcome.reason;
};

/** Runs until SIGINT or SIGTERM, which is an orderly end and no failure. */
export const runProduct = (preparation: Preparation): Promise<void> =>
  mindingCancellation(async () => {
    const port = await listeningPort();
    const database = await findDatabase();
    try {
      await orCancelled(both(buildWebIfStale(), bringUpToDate(database, preparation)));
      await serve(database, port, preparation);
    } catch (error) {
      if (!cancellation.aborted) throw error;
    } finally {
      await database.leave();
    }
  });
