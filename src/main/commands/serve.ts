// Real work: no demonstration, and the link with which the first administrator founds the agency is shown only here.
import type { Command } from 'commander';
import type { Database } from '../database.ts';
import { print, refuse, say } from '../terminal.ts';

const setUpDays = 7;

const asOwner = async <T>(
  { ownerUrl }: Database,
  work: (tx: import('#store/postgres/transaction.ts').Tx) => Promise<T>,
): Promise<T> => {
  const { openDatabase } = await import('#store/postgres/transaction.ts');
  const database = openDatabase(ownerUrl, { connections: 1 });
  try {
    return await database.transaction(work);
  } finally {
    await database.close();
  }
};

const refuseDemonstration = async (database: Database): Promise<void> => {
  const { whatIsThere } = await import('#store/first-start.ts');
  if ((await asOwner(database, whatIsThere)).demo) throw refuse('demonstration-in-database', {}, { status: 409 });
};

const showSetUpLink = async (database: Database, address: string): Promise<void> => {
  const { randomBytes } = await import('node:crypto');
  const { linkHash } = await import('#actions/pipeline/links.ts');
  const { systemClock } = await import('#api/http/server.ts');
  const { createSetUpLink, whatIsThere } = await import('#store/first-start.ts');
  const token = randomBytes(24).toString('base64url');
  const made = await asOwner(database, async (tx) => {
    if (!(await whatIsThere(tx)).empty) return false;
    await createSetUpLink(tx, linkHash(token), systemClock(), setUpDays);
    return true;
  });
  if (made) print(say('cli.set-up-link', { link: `${address}/set-up/${token}`, days: setUpDays }));
};

export const addServe = (program: Command): void => {
  program
    .command('serve')
    .description(say('cli.serve'))
    .action(async () => {
      const { runProduct } = await import('../running.ts');
      await runProduct({ prepare: refuseDemonstration, announce: showSetUpLink });
    });
};
