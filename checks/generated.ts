// Files that are written by a program and kept in the repository: what stands there is what the program writes today.
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { leaveTestServer, testServerUrl } from '#store/embedded/test-server.ts';
import { drawArchitecture } from './architecture-drawing.ts';
import type { Check, Finding } from './findings.ts';

export type Generated = { readonly file: string; readonly make: (root: string) => Promise<string> };

const onServer = async (url: string, sql: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
};

/** The row types of a database that the project's migrations have just made. */
const drawRowTypes = async (root: string): Promise<string> => {
  const at = (path: string) => import(pathToFileURL(join(root, path)).href);
  const { migrate } = (await at('src/store/postgres/migrate.ts')) as typeof import('#store/postgres/migrate.ts');
  const { drawTables } = (await at(
    'src/store/postgres/draw-tables.ts',
  )) as typeof import('#store/postgres/draw-tables.ts');
  const server = await testServerUrl();
  const name = `drawn_${randomUUID().replaceAll('-', '')}`;
  await onServer(server, `create database ${name}`);
  try {
    const url = new URL(server);
    url.pathname = name;
    await migrate(url.toString());
    return await drawTables(url.toString());
  } finally {
    await onServer(server, `drop database ${name} with (force)`);
    await leaveTestServer();
  }
};

export const generated: readonly Generated[] = [
  { file: 'src/store/postgres/tables.ts', make: drawRowTypes },
  { file: 'docs/architecture.svg', make: drawArchitecture },
];

export const checkGenerated: Check = async (root) => {
  const findings: Finding[] = [];
  for (const { file, make } of generated)
    if ((await readFile(join(root, file), 'utf8').catch(() => '')) !== (await make(root)))
      findings.push({ rule: 'generated-is-fresh', file, message: 'out of date: run npm run draw' });
  return findings;
};
