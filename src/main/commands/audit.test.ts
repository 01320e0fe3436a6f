import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { anAgency, type TestAgency } from '#actions/pipeline/test-world.ts';

// Each test calls the command line several times, and each call starts Node.
vi.setConfig({ testTimeout: 120_000 });

const bin = fileURLToPath(new URL('../../../bin/footbridge.mjs', import.meta.url));

let agency: TestAgency;
let owner: pg.Client;
let folder: string;
let ids: string[];

const called = (args: readonly string[], env: NodeJS.ProcessEnv = {}) => {
  const child = spawn(process.execPath, [bin, ...args], {
    env: {
      ...{ ...process.env, DATABASE_URL: agency.database.ownerUrl, LANG: 'C', LC_ALL: '' },
      ...{ FOOTBRIDGE_AUDIT_KEY: join(folder, 'keys', 'audit.pem'), ...env },
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, stdout, stderr })),
  );
  return { child, ended };
};
const footbridge = (...args: string[]) => called(args).ended;
const inFolder = (name: string) => join(folder, name);

const write = async (count: number): Promise<string[]> => {
  const { rows } = await owner.query<{ id: string }>(
    `insert into audit (agency_id, id, at, actor_id, actor_kind, action, effect, decision)
     select $1, uuidv7(), $2, $1, 'staff', 'read-chart', 'read', 'care' from generate_series(1, $3::int) returning id`,
    [agency.agencyId, agency.now, count],
  );
  return rows.map(({ id }) => id);
};
/** Whoever writes anywhere on the tests' server holds the sealing back for a moment. */
const headOf = async (size: number, ...flags: string[]) => {
  for (let tries = 0; tries < 50; tries++) {
    const { stdout } = await footbridge('audit', 'head', '--json');
    if (JSON.parse(stdout).heads[0]?.size === size) break;
  }
  return footbridge('audit', 'head', ...flags);
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footbridge-audit-'));
  agency = await anAgency();
  owner = new pg.Client({ connectionString: agency.database.ownerUrl });
  await owner.connect();
  ids = await write(5);
});
afterAll(async () => {
  await owner.end();
  await agency.database.close();
  await rm(folder, { recursive: true, force: true });
});

test('the audit is sealed and its head kept in a file, with a key that is made once', async () => {
  const { stderr } = await footbridge('audit', 'head');
  expect(stderr).toMatch(/key that seals the audit was made in .*audit\.pem[\s\S]*BEGIN PUBLIC KEY/);
  const made = await headOf(5, '--out', inFolder('head.json'));
  expect(made).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(await readFile(inFolder('head.json'), 'utf8'))).toEqual({
    format: 'footbridge-audit-head/1',
    publicKey: expect.stringContaining('BEGIN PUBLIC KEY'),
    heads: [
      expect.objectContaining({ agency: agency.agencyId, size: 5, root: expect.stringMatching(/^[0-9a-f]{64}$/) }),
    ],
  });
  const again = await footbridge('audit', 'head', '--out', inFolder('head.json'));
  expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('exists already') });
});

describe('verifying', () => {
  test('says that all stands as it was sealed, and how much waits', async () => {
    await write(2);
    const { code, stdout } = await footbridge('audit', 'verify', '--head', inFolder('head.json'), '--json');
    expect({ code, ...JSON.parse(stdout) }).toMatchObject({
      ...{ code: 0, ok: true, entries: 5, unsealed: 2, firstBad: null },
      head: { heads: [{ size: 5 }] },
    });
    expect(await footbridge('audit', 'verify')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^5 sealed/) });
  });

  test('names a byte that was changed in the database, and exits with 1', async () => {
    await owner.query("set session_replication_role = 'replica'");
    await owner.query("update audit set decision = 'Care' where id = $1", [ids[2]]);
    const { code, stdout } = await footbridge('audit', 'verify', '--json');
    expect({ code, ...JSON.parse(stdout) }).toMatchObject({
      ...{ code: 1, ok: false },
      firstBad: {
        id: expect.any(String),
        reason: 'entry-changed',
        message: expect.stringContaining(`Entry ${ids[2]}`),
      },
    });
    expect(await footbridge('audit', 'verify')).toMatchObject({ code: 1, stdout: expect.stringContaining('changed') });
    await owner.query("update audit set decision = 'care' where id = $1", [ids[2]]);
    await owner.query('reset session_replication_role');
  });

  test('ends at once when it is told to', async () => {
    const other = new pg.Client({ connectionString: agency.database.ownerUrl });
    await other.connect();
    await other.query('begin; lock table audit_leaves in access exclusive mode');
    const { child, ended } = called(['audit', 'verify', '--json']);
    for (let waiting = 0; waiting === 0 && child.exitCode === null; ) {
      const { rows } = await owner.query(
        "select count(*)::int as count from pg_stat_activity where application_name = 'footbridge audit verify' and wait_event_type = 'Lock' and datname = current_database()",
      );
      waiting = rows[0].count;
    }
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 130, stdout: '' });
    await other.end();
  });

  test('refuses what is no head, a key that is none, and a key that is missing', async () => {
    await writeFile(inFolder('note.txt'), '{"heads": []}');
    const verify = ['audit', 'verify', '--json'];
    const refused = async (args: readonly string[], env?: NodeJS.ProcessEnv) => {
      const { code, stdout } = await called(args, env).ended;
      return [code, JSON.parse(stdout).type.split('/').at(-1)];
    };
    expect(await refused([...verify, '--head', inFolder('note.txt')])).toEqual([1, 'not-an-audit-head']);
    expect(await refused([...verify, '--head', inFolder('absent')])).toEqual([1, 'file-absent']);
    const key = (name: string) => ({ FOOTBRIDGE_AUDIT_KEY: inFolder(name) });
    expect(await refused(verify, key('note.txt'))).toEqual([1, 'audit-key-not-readable']);
    expect(await refused(verify, key('absent'))).toEqual([1, 'audit-key-absent']);
    expect(await refused([...verify, '--heads'])).toEqual([2, 'wrong-usage']);
    // Nor is another key made where the right one is missing.
    const { stderr } = await called(['audit', 'head'], key('absent')).ended;
    expect(stderr).toContain('is not in');
    await expect(readFile(inFolder('absent'))).rejects.toThrow();
  });
});

test('a backup carries the newest head, and its report serves as a kept one', async () => {
  await writeFile(inFolder('backup.key'), 'a key that is long enough for a test');
  await headOf(7);
  const made = await footbridge(
    'backup',
    '--out',
    inFolder('night.fbk'),
    '--key-file',
    inFolder('backup.key'),
    '--json',
  );
  const report = JSON.parse(made.stdout);
  expect(report.auditHead.heads).toMatchObject([{ agency: agency.agencyId, size: 7 }]);
  await writeFile(inFolder('report.json'), made.stdout);
  const { code } = await footbridge('audit', 'verify', '--head', inFolder('report.json'));
  expect(code).toBe(0);
});
