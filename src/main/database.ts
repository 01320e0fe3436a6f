// Where the database is: DATABASE_URL, else the embedded PostgreSQL of FOOTBRIDGE_DATA (default ./data): joined if it runs, else
// started for the one who asks and stopped after.
import { resolve } from 'node:path';
import { mindingCancellation, orCancelled, refuse } from './terminal.ts';

export type Database = {
  /** Connection string of the owner, who migrates, backs up and may pass row-level security. */
  readonly ownerUrl: string;
  readonly where: 'embedded' | 'external';
  /** Ends this process's use of it. */
  readonly leave: () => Promise<void>;
};

const oldestServer = 180_000;

export const dataFolder = (): string => resolve(process.env.FOOTBRIDGE_DATA || 'data');

const checkExternal = async (url: string): Promise<void> => {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url))
    throw refuse('database-url-not-readable', {}, { exitCode: 2 });
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ number: number; name: string }>(
      "select current_setting('server_version_num')::int as number, current_setting('server_version') as name",
    );
    const [server] = rows;
    if (server && server.number < oldestServer) throw refuse('database-too-old', { version: server.name });
  } catch (error) {
    if (error instanceof Error && 'problem' in error) throw error;
    const { host } = new URL(url);
    throw refuse('database-not-reached', { host, reason: (error as Error).message || String(error) }, { status: 503 });
  } finally {
    await client.end().catch(() => undefined);
  }
};

export const findDatabase = async (): Promise<Database> => {
  const external = process.env.DATABASE_URL;
  if (external) {
    await checkExternal(external);
    return { ownerUrl: external, where: 'external', leave: async () => undefined };
  }
  const { startEmbedded } = await import('#store/embedded/embedded-server.ts');
  const folder = dataFolder();
  try {
    const { url, stop } = await startEmbedded({ dataFolder: folder });
    return { ownerUrl: url, where: 'embedded', leave: stop };
  } catch (error) {
    throw refuse('database-not-started', { folder, reason: (error as Error).message }, { status: 503 });
  }
};

/**
 * Runs `work` with the database and leaves it after, whatever happened. When the process is told to end the work is left standing:
 * its connections end with the process, and PostgreSQL undoes what was not committed.
 */
export const withDatabase = <T>(work: (database: Database) => Promise<T>): Promise<T> =>
  mindingCancellation(async () => {
    const database = await findDatabase();
    try {
      return await orCancelled(work(database));
    } finally {
      await database.leave();
    }
  });
