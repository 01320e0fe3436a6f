// Numbered, forward-only migrations, each in its own transaction, run by the owner.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { runMigrations as installWorker } from 'graphile-worker';
import pg from 'pg';
import { databaseUrls, ensureRoles } from './roles.ts';

const folder = new URL('../migrations/', import.meta.url);
const lockKey = 7_120_031;

type Migration = { readonly name: string; readonly sql: string; readonly hash: string };

const readMigrations = async (): Promise<Migration[]> => {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_[a-z-]+\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(new URL(name, folder), 'utf8');
      return { name, sql, hash: createHash('sha256').update(sql).digest('hex') };
    }),
  );
};

/** The names of all migrations of this version, in order. */
export const knownMigrations = async (): Promise<string[]> => (await readMigrations()).map(({ name }) => name);

/**
 * On another server than before transactions are counted anew, and the audit must know; `anew` where the rows come from elsewhere,
 * whatever the server. Nothing to do in a database that was not sealed yet.
 */
export const beginAuditEra = async (owner: pg.Client, anew: boolean): Promise<void> => {
  const { rows } = await owner.query("select to_regprocedure('app.begin_audit_era(boolean)') is not null as known");
  if (rows[0]?.known) await owner.query(`call app.begin_audit_era(${anew})`);
};

/**
 * Brings the database up to date, or only as far as `upTo` names, and returns the names of the migrations it ran. Throws when an
 * applied migration was changed since.
 */
export const migrate = async (ownerUrl: string, upTo?: readonly string[]): Promise<string[]> => {
  await ensureRoles(ownerUrl);
  const migrations = (await readMigrations()).filter(({ name }) => upTo?.includes(name) ?? true);
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const ran: string[] = [];
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    await client.query(
      'create table if not exists schema_migrations (name text primary key, hash text not null, at timestamptz not null default now())',
    );
    await client.query('create schema if not exists graphile_worker authorization footbridge_jobs');
    const { rows } = await client.query<{ name: string; hash: string }>('select name, hash from schema_migrations');
    const applied = new Map(rows.map((row) => [row.name, row.hash]));
    for (const { name, sql, hash } of migrations) {
      if (applied.has(name)) {
        if (applied.get(name) !== hash) throw new Error(`migration ${name} was changed after it had been applied`);
        continue;
      }
      await client.query('begin');
      try {
        await client.query(sql);
        await client.query('insert into schema_migrations (name, hash) values ($1, $2)', [name, hash]);
        await client.query('commit');
      } catch (error) {
        await client.query('rollback');
        throw new Error(`migration ${name}: ${(error as Error).message}`, { cause: error });
      }
      ran.push(name);
    }
    if (ran.length > 0) await client.query('grant select on schema_migrations to footbridge_app');
    await beginAuditEra(client, false);
    // The worker makes its schema "if not exists", for which PostgreSQL asks the right to create schemas even where it exists.
    const { rows: here } = await client.query<{ name: string }>('select current_database() as name');
    const database = client.escapeIdentifier(here[0]?.name ?? '');
    await client.query(`grant create on database ${database} to footbridge_jobs`);
    await installWorker({ connectionString: databaseUrls(ownerUrl).jobs, schema: 'graphile_worker' });
    await client.query(`revoke create on database ${database} from footbridge_jobs`);
  } finally {
    await client.end();
  }
  return ran;
};

let known: Promise<string[]> | undefined;

/** Whether every migration of this version has been applied; readable by the app role. */
export const isCurrent = async (query: (sql: string) => Promise<{ rows: { name: string }[] }>): Promise<boolean> => {
  known ??= knownMigrations();
  const names = new Set((await query('select name from schema_migrations')).rows.map((row) => row.name));
  return (await known).every((name) => names.has(name));
};
