// Restoring: the whole archive is read and added up first; only then is anything written, and only into an empty database.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { beginAuditEra, knownMigrations, migrate } from '../postgres/migrate.ts';
import { opening } from './archive.ts';
import type { Manifest, TableSum } from './backup.ts';
import { backupTables, copyIn, copyOut } from './tables.ts';

export class RestoreRefused extends Error {
  readonly code: 'database-not-empty' | 'archive-newer' | 'archive-does-not-add-up' | 'restored-otherwise';
  readonly params: Readonly<Record<string, string>>;
  constructor(code: RestoreRefused['code'], params: Readonly<Record<string, string>> = {}) {
    super(code);
    this.code = code;
    this.params = params;
  }
}

type Reader = {
  readonly onTable?: (name: string, columns: readonly string[]) => Promise<void> | void;
  readonly onRows?: (bytes: Buffer) => Promise<void> | void;
  readonly onTableEnd?: (name: string) => Promise<void> | void;
};

/** Reads an archive from beginning to end and returns its manifest, having checked that every table adds up to it. */
const readArchive = async (file: string, secret: Buffer, reader: Reader, signal?: AbortSignal): Promise<Manifest> => {
  const sums: Record<string, TableSum> = {};
  let manifest: Manifest | undefined;
  let table: { name: string; hash: ReturnType<typeof createHash>; rows: number } | undefined;
  const takeLine = async (line: string) => {
    const head = JSON.parse(line) as { table: string; columns: string[] } | { manifest: Manifest };
    if ('manifest' in head) {
      manifest = head.manifest;
      return;
    }
    table = { name: head.table, hash: createHash('sha256'), rows: 0 };
    await reader.onTable?.(head.table, head.columns);
  };
  const takeRows = async (bytes: Buffer) => {
    if (!table || bytes.length === 0) return;
    table.hash.update(bytes);
    for (let index = bytes.indexOf(10); index !== -1; index = bytes.indexOf(10, index + 1)) table.rows++;
    await reader.onRows?.(bytes);
  };
  await pipeline(
    createReadStream(file, { highWaterMark: 1 << 18 }),
    opening(secret),
    createGunzip(),
    async (source) => {
      let rest = Buffer.alloc(0);
      for await (const chunk of source) {
        let bytes = rest.length > 0 ? Buffer.concat([rest, chunk as Buffer]) : (chunk as Buffer);
        // Whole lines only: COPY text has no line break inside a row.
        const end = bytes.lastIndexOf(10) + 1;
        rest = Buffer.from(bytes.subarray(end));
        bytes = bytes.subarray(0, end);
        while (bytes.length > 0) {
          if (!table) {
            const stop = bytes.indexOf(10) + 1;
            await takeLine(bytes.subarray(0, stop).toString());
            bytes = bytes.subarray(stop);
            continue;
          }
          const stop = endOfRows(bytes);
          await takeRows(bytes.subarray(0, stop ?? bytes.length));
          if (stop === null) break;
          sums[table.name] = { rows: table.rows, sha256: table.hash.digest('hex') };
          await reader.onTableEnd?.(table.name);
          table = undefined;
          bytes = bytes.subarray(stop + 3);
        }
      }
    },
    { ...(signal && { signal }) },
  );
  if (!manifest || JSON.stringify(sums) !== JSON.stringify(manifest.tables))
    throw new RestoreRefused('archive-does-not-add-up');
  return manifest;
};

/** Where the line `\.` begins, or null. */
const endOfRows = (bytes: Buffer): number | null => {
  if (bytes[0] === 92 && bytes[1] === 46 && bytes[2] === 10) return 0;
  const at = bytes.indexOf('\n\\.\n');
  return at === -1 ? null : at + 1;
};

/** Reads the whole archive; throws when it was altered, cut, or the key is another. */
export const checkArchive = (file: string, secret: Buffer, signal?: AbortSignal): Promise<Manifest> =>
  readArchive(file, secret, {}, signal);

const withClient = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url, application_name: 'footbridge restore' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
};

const isEmpty = (ownerUrl: string): Promise<boolean> =>
  withClient(ownerUrl, async (client) => {
    const { rows } = await client.query<{ used: boolean }>(
      `select exists (select from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm'))
           or exists (select from pg_namespace where nspname in ('app', 'graphile_worker')) as used`,
    );
    return rows[0]?.used === false;
  });

const emptyAgain = (ownerUrl: string): Promise<unknown> =>
  withClient(ownerUrl, (client) =>
    client.query(
      'drop schema if exists app cascade; drop schema if exists graphile_worker cascade; drop schema public cascade; create schema public; grant usage on schema public to public',
    ),
  );

/** What the database holds now, in the form of a manifest's tables. */
export const sumsOf = (ownerUrl: string): Promise<Record<string, TableSum>> =>
  withClient(ownerUrl, async (client) => {
    const sums: Record<string, TableSum> = {};
    for (const table of await backupTables(client)) {
      const hash = createHash('sha256');
      let rows = 0;
      for await (const chunk of client.query(copyTo(copyOut(table)))) {
        const bytes = chunk as Buffer;
        hash.update(bytes);
        for (let index = bytes.indexOf(10); index !== -1; index = bytes.indexOf(10, index + 1)) rows++;
      }
      sums[table.name] = { rows, sha256: hash.digest('hex') };
    }
    return sums;
  });

const load = (ownerUrl: string, file: string, secret: Buffer, onTable: (name: string) => void, signal?: AbortSignal) =>
  withClient(ownerUrl, async (client) => {
    await client.query('begin');
    // A snapshot is consistent in itself: triggers and foreign keys would only re-do what the first database did.
    await client.query('set local session_replication_role = replica');
    let target: Writable | undefined;
    const manifest = await readArchive(
      file,
      secret,
      {
        onTable: (name, columns) => {
          onTable(name);
          target = client.query(copyFrom(copyIn(name, columns)));
        },
        onRows: async (bytes) => {
          if (target && !target.write(bytes)) await once(target, 'drain');
        },
        onTableEnd: async () => {
          const copying = target as Writable;
          target = undefined;
          copying.end();
          await once(copying, 'finish');
        },
      },
      signal,
    );
    await beginAuditEra(client, true);
    await client.query('commit');
    return manifest;
  });

/** Restores an archive into an empty database and checks that it holds what the archive holds. Nothing is left behind on failure. */
export const restore = async (
  ownerUrl: string,
  file: string,
  secret: Buffer,
  onTable: (name: string) => void = () => undefined,
  signal?: AbortSignal,
): Promise<Manifest> => {
  const manifest = await checkArchive(file, secret, signal);
  const known = await knownMigrations();
  const newer = manifest.migrations.find((name) => !known.includes(name));
  if (newer !== undefined) throw new RestoreRefused('archive-newer', { migration: newer });
  if (!(await isEmpty(ownerUrl))) throw new RestoreRefused('database-not-empty');
  try {
    await migrate(ownerUrl, manifest.migrations);
    await load(ownerUrl, file, secret, onTable, signal);
    const sums = await sumsOf(ownerUrl);
    const other = Object.keys(manifest.tables).find(
      (name) => JSON.stringify(sums[name]) !== JSON.stringify(manifest.tables[name]),
    );
    if (other !== undefined) throw new RestoreRefused('restored-otherwise', { table: other });
    await migrate(ownerUrl);
    return manifest;
  } catch (error) {
    await emptyAgain(ownerUrl);
    throw error;
  }
};
