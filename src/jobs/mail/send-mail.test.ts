import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anAgency, type TestAgency } from '#actions/pipeline/test-world.ts';
import { addMinutes } from '#domain/basics/instant.ts';
import { headsFrom } from '#store/audit-seal/heads.ts';
import { type MailProgram, sendWaiting } from './send-mail.ts';

let agency: TestAgency;
let folder: string;
const logged: unknown[] = [];

const services = () => ({
  database: agency.database,
  clock: () => agency.now,
  log: (line: unknown) => void logged.push(line),
});
/** A mail program of this test: keeps what it is given, or takes nothing. */
const program = async (body: string): Promise<MailProgram> => {
  const file = join(folder, 'mail-program.mjs');
  await writeFile(file, `import { readFileSync, writeFileSync } from 'node:fs';\n${body}`);
  return { command: [process.execPath, file, join(folder, 'letter')], from: 'footbridge@riverside.example' };
};
const keeping = () => program("writeFileSync(process.argv[2], readFileSync(0), { flag: 'a' });");
const wait = (template: string, params: object = {}, recipient = 'olga@riverside.example') =>
  agency.write((tx, stamp) =>
    tx.run(sql`
      insert into outbox (agency_id, id, channel, recipient, template, params, send_after, recorded_at, recorded_by)
      values (${stamp.agency_id}, ${agency.newId()}, 'e-mail', ${recipient}, ${template}, ${JSON.stringify(params)}::jsonb,
        ${stamp.recorded_at}, ${stamp.recorded_at}, ${stamp.recorded_by})`),
  );
const waiting = () =>
  agency.write((tx) =>
    tx.rows(sql<{ attempts: number; last_error: string | null; send_after: string }>`
      select attempts, last_error, send_after from outbox where sent_at is null order by id`),
  );
const bodyOf = (letter: string) => Buffer.from(letter.split('\r\n\r\n')[1] ?? '', 'base64').toString('utf8');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footbridge-mail-'));
  await chmod(folder, 0o700);
  agency = await anAgency(undefined, { name: 'Ribera · Riverside' });
});
afterAll(async () => {
  await agency.database.close();
  await rm(folder, { recursive: true });
});

test('a notice that waits is handed over once, in the agency’s name', async () => {
  await wait('glass-broken', { subjectId: agency.newId() });
  expect(await sendWaiting(services(), await keeping())).toBe(1);
  expect(await sendWaiting(services(), await keeping())).toBe(0);
  const letter = await readFile(join(folder, 'letter'), 'utf8');
  await rm(join(folder, 'letter'));
  expect(letter).toMatch(
    /^From: =\?UTF-8\?B\?\S+\?=\r\n =\?UTF-8\?B\?\S+ <footbridge@riverside\.example>\r\nTo: olga@riverside\.example\r\n/,
  );
  expect(bodyOf(letter)).toContain('In Ribera · Riverside somebody opened a record');
  expect(letter.split('\r\n').every((line) => line.length <= 78)).toBe(true);
});

test('a head comes so that it can be saved and compared', async () => {
  const head = {
    ...{ agency: agency.agencyId, size: 5, root: 'ab'.repeat(32), at: '2026-12-01T05:05:00.000Z', previous: '' },
    ...{ era: 1, reached: '797', signature: 'c2lnbmVk' },
  };
  await wait('audit-heads', { month: '2026-11', ...head });
  expect(await sendWaiting(services(), await keeping())).toBe(1);
  const body = bodyOf(await readFile(join(folder, 'letter'), 'utf8'));
  await rm(join(folder, 'letter'));
  expect(headsFrom(body.slice(body.indexOf('{'), body.lastIndexOf('}') + 1))).toEqual([head]);
});

test('what is not taken waits, longer each time, and is taken when it can be', async () => {
  await wait('glass-reviewed');
  const refusing = await program('process.exit(75);');
  const before = agency.now;
  expect(await sendWaiting(services(), refusing)).toBe(0);
  agency.now = addMinutes(before, 1);
  expect(await sendWaiting(services(), refusing)).toBe(0);
  expect(await waiting()).toMatchObject([{ attempts: 2, last_error: 'exit-75', send_after: addMinutes(before, 3) }]);
  expect(logged).toContainEqual({ level: 'error', job: 'mail', mail: expect.any(String), error: 'exit-75' });
  expect(JSON.stringify(logged)).not.toContain('olga');
  agency.now = addMinutes(before, 3);
  expect(await sendWaiting(services(), { ...refusing, command: [join(folder, 'nowhere')] })).toBe(0);
  expect(await waiting()).toMatchObject([{ attempts: 3, last_error: 'ENOENT' }]);
  agency.now = addMinutes(before, 10);
  expect(await sendWaiting(services(), await keeping())).toBe(1);
});

test.each(['olga@riverside.example\r\nBcc: all@elsewhere.example', 'olga@riverside.example, all@elsewhere.example'])(
  'an address that names somebody else too gets nothing: %j',
  async (recipient) => {
    await wait('glass-broken', {}, recipient);
    expect(await sendWaiting(services(), await keeping())).toBe(0);
    expect((await waiting()).at(-1)).toMatchObject({ attempts: 1, last_error: 'no-letter' });
  },
);
