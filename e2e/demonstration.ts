// Before the stories: the demonstration is loaded once into a template database, of which each app under test gets a copy.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { buildWebIfStale } from '#main/web-build.ts';
import { leaveTestServer, testServerUrl } from '#store/embedded/test-server.ts';
import { type People, peopleOf } from './people.ts';

export type SignIn = {
  readonly role: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly totpSecret: string | null;
};
export type Demonstration = {
  readonly server: string;
  readonly template: string;
  readonly agencies: readonly { readonly name: string; readonly signIns: readonly SignIn[] }[];
  readonly people: People;
};

export const root = fileURLToPath(new URL('..', import.meta.url));
export const bin = join(root, 'bin', 'footbridge.mjs');

const onServer = async <Row extends pg.QueryResultRow>(
  server: string,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> => {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
};

export const databaseOn = (server: string, name: string): string => {
  const url = new URL(server);
  url.pathname = name;
  return url.toString();
};

/** Everything the demonstration is made of, and the day it is told from. */
const version = async (): Promise<string> => {
  const hash = createHash('sha256').update(new Date().toISOString().slice(0, 10));
  for (const folder of ['src', 'content']) {
    const entries = await readdir(join(root, folder), { withFileTypes: true, recursive: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    for (const file of files.sort())
      if (!/\/src\/web\/|\.test\.tsx?$/.test(file)) hash.update(file.slice(root.length)).update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 16);
};

const removeUnused = async (server: string): Promise<void> => {
  const unused = await onServer<{ name: string }>(
    server,
    "select datname as name from pg_database d where datname like 'e2e\\_%' and not exists (select from pg_stat_activity a where a.datname = d.datname)",
  );
  for (const { name } of unused) await onServer(server, `drop database if exists ${name}`).catch(() => undefined);
};

const load = async (server: string, template: string): Promise<void> => {
  await onServer(server, `create database ${template}`);
  const env = { ...process.env, DATABASE_URL: databaseOn(server, template) };
  const { stdout } = await promisify(execFile)(process.execPath, [bin, 'demo', '--json'], {
    cwd: root,
    env,
    maxBuffer: 1e8,
  });
  // The sign-ins are kept with the template, so that a later run of the same version finds both.
  await onServer(server, `comment on database ${template} is ${pg.escapeLiteral(stdout)}`);
};

const signInsOf = async (server: string, template: string): Promise<string | undefined> =>
  (
    await onServer<{ text: string | null }>(
      server,
      "select shobj_description(oid, 'pg_database') as text from pg_database where datname = $1",
      [template],
    )
  )[0]?.text ?? undefined;

/** A database of its own with the demonstration in it. */
export const copyOfDemonstration = async ({ server, template }: Demonstration, name: string): Promise<string> => {
  await onServer(server, `create database ${name} template ${template}`);
  return databaseOn(server, name);
};

/** A database with nothing in it. */
export const emptyDatabase = async ({ server }: Demonstration, name: string): Promise<string> => {
  await onServer(server, `create database ${name}`);
  return databaseOn(server, name);
};

export const dropDatabase = async ({ server }: Demonstration, name: string): Promise<void> => {
  await onServer(server, `drop database if exists ${name} with (force)`);
};

export const currentDemonstration = (): Demonstration => JSON.parse(process.env.FOOTBRIDGE_E2E ?? '') as Demonstration;

export default async (): Promise<() => Promise<void>> => {
  process.env.FOOTBRIDGE_TEST_RUN = String(process.pid);
  await buildWebIfStale();
  const server = await testServerUrl();
  const template = `e2e_${await version()}`;
  let signIns = await signInsOf(server, template);
  if (!signIns) {
    await removeUnused(server);
    await load(server, template);
    signIns = await signInsOf(server, template);
  }
  const { agencies } = JSON.parse(signIns ?? '') as Pick<Demonstration, 'agencies'>;
  // Read once, before anyone copies the template: a database one is connected to cannot be copied.
  const people = await peopleOf(databaseOn(server, template), agencies[0]?.signIns[0]?.email ?? '');
  process.env.FOOTBRIDGE_E2E = JSON.stringify({ server, template, agencies, people } satisfies Demonstration);
  return leaveTestServer;
};
