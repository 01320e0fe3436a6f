// A backup is one REPEATABLE READ snapshot of everything, taken while people work, sealed with the operator's key.
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { sealing } from './archive.ts';
import { backupTables, copyOut } from './tables.ts';

export type TableSum = { readonly rows: number; readonly sha256: string };

/** The last line of the archive: what everything before it must add up to. */
export type Manifest = {
  readonly format: 1;
  readonly snapshotAt: string;
  readonly migrations: readonly string[];
  readonly tables: Readonly<Record<string, TableSum>>;
  /** The newest heads of the sealed audit, as `footbridge audit head` gives them. */
  readonly auditHead: unknown;
};

export type BackupReport = {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly snapshotAt: string;
  readonly tables: Readonly<Record<string, TableSum>>;
  readonly auditHead: unknown;
};

/** Reads the heads of the audit in the backup's own snapshot. */
type ReadAuditHead = (client: pg.Client) => Promise<unknown>;

/** `{"table":…}` line, the rows, `\.`; after the last table the manifest. */
async function* archiveText(
  client: pg.Client,
  onTable: (name: string) => void,
  readAuditHead: ReadAuditHead,
  onManifest: (manifest: Manifest) => void,
): AsyncGenerator<Buffer> {
  const { rows: at } = await client.query<{ at: Date }>('select transaction_timestamp() as at');
  const { rows: migrations } = await client.query<{ name: string }>('select name from schema_migrations order by name');
  const tables: Record<string, TableSum> = {};
  for (const table of await backupTables(client)) {
    onTable(table.name);
    yield Buffer.from(`${JSON.stringify({ table: table.name, columns: table.columns })}\n`);
    const hash = createHash('sha256');
    let rows = 0;
    for await (const chunk of client.query(copyTo(copyOut(table)))) {
      const bytes = chunk as Buffer;
      hash.update(bytes);
      for (let index = bytes.indexOf(10); index !== -1; index = bytes.indexOf(10, index + 1)) rows++;
      yield bytes;
    }
    tables[table.name] = { rows, sha256: hash.digest('hex') };
    yield Buffer.from('\\.\n');
  }
  const manifest: Manifest = {
    format: 1,
    snapshotAt: at[0]?.at.toISOString() ?? '',
    migrations: migrations.map(({ name }) => name),
    tables,
    auditHead: await readAuditHead(client),
  };
  onManifest(manifest);
  yield Buffer.from(`${JSON.stringify({ manifest })}\n`);
}

const sha256Of = async (file: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
};

/** Flushes a file and its folder, so that a finished backup survives the machine. */
const flush = async (path: string): Promise<void> => {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Writes the archive beside its place and moves it there when it is whole. */
export const backup = async (
  ownerUrl: string,
  file: string,
  secret: Buffer,
  onTable: (name: string) => void = () => undefined,
  signal?: AbortSignal,
  readAuditHead: ReadAuditHead = async () => null,
): Promise<BackupReport> => {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'footbridge backup' });
  await client.connect();
  const partial = `${file}.partial`;
  let manifest: Manifest | undefined;
  try {
    await client.query('begin transaction isolation level repeatable read read only');
    await pipeline(
      Readable.from(
        archiveText(client, onTable, readAuditHead, (made) => {
          manifest = made;
        }),
      ),
      createGzip({ level: 6 }),
      sealing(secret),
      createWriteStream(partial, { mode: 0o600 }),
      { ...(signal && { signal }) },
    );
    await client.query('commit');
    await flush(partial);
    await rename(partial, file);
    await flush(dirname(file)).catch(() => undefined);
    if (!manifest) throw new Error('the archive has no manifest');
    const { snapshotAt, tables, auditHead } = manifest as Manifest;
    return {
      file,
      bytes: (await stat(file)).size,
      sha256: await sha256Of(file),
      snapshotAt,
      tables,
      auditHead,
    };
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
};
