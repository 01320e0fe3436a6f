// A database of its own for each test file, cloned from a migrated template in a few dozen milliseconds.
import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';
import { testServerUrl } from '../embedded/test-server.ts';
import { migrate } from './migrate.ts';
import { databaseUrls } from './roles.ts';
import { type Database, openDatabase } from './transaction.ts';

const withOwner = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

const onDatabase = (serverUrl: string, name: string): string => {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.toString();
};

const migrationsHash = async (): Promise<string> => {
  const folder = new URL('../migrations/', import.meta.url);
  const hash = createHash('sha256');
  for (const name of (await readdir(folder)).sort()) hash.update(name).update(await readFile(new URL(name, folder)));
  return hash.digest('hex').slice(0, 12);
};

/**
 * The URL of a template database, made once by `fill` and then kept; its name carries `key`. Parallel test processes wait for
 * the one that makes it.
 */
export const templateDatabase = async (key: string, fill: (ownerUrl: string) => Promise<void>): Promise<string> => {
  const serverUrl = await testServerUrl();
  const name = `template_${key}`;
  return withOwner(serverUrl, async (client) => {
    await client.query('select pg_advisory_lock(hashtext($1))', [name]);
    const known = await client.query('select 1 from pg_database where datname = $1 and datistemplate', [name]);
    if (known.rowCount === 0) {
      await client.query(`drop database if exists ${name} with (force)`);
      await client.query(`create database ${name}`);
      await fill(onDatabase(serverUrl, name));
      await client.query(`alter database ${name} with is_template true allow_connections false`);
    }
    return name;
  });
};

export type TestDatabase = Database & { readonly ownerUrl: string; readonly appUrl: string };

/** A fresh database cloned from `template` (by default: migrated and empty), with the app role's connections; dropped on close. */
export const testDatabase = async (template?: string): Promise<TestDatabase> => {
  const serverUrl = await testServerUrl();
  const source =
    template ?? (await templateDatabase(`empty_${await migrationsHash()}`, async (url) => void (await migrate(url))));
  const name = `test_${randomBytes(6).toString('hex')}`;
  await withOwner(serverUrl, (client) => client.query(`create database ${name} template ${source}`));
  const ownerUrl = onDatabase(serverUrl, name);
  const appUrl = databaseUrls(ownerUrl).app;
  const database = openDatabase(appUrl, { connections: 20 });
  return {
    ...database,
    ownerUrl,
    appUrl,
    close: async () => {
      await database.close();
      await withOwner(serverUrl, (client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
};

/** A database with nothing in it at all, not even tables. */
export const emptyDatabase = async (): Promise<{ readonly url: string; drop(): Promise<void> }> => {
  const serverUrl = await testServerUrl();
  const name = `test_${randomBytes(6).toString('hex')}`;
  await withOwner(serverUrl, (client) => client.query(`create database ${name}`));
  return {
    url: onDatabase(serverUrl, name),
    drop: () =>
      withOwner(serverUrl, async (client) => void (await client.query(`drop database if exists ${name} with (force)`))),
  };
};
