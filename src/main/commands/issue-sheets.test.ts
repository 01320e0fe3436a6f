import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anEnrolledClient } from '#actions/pipeline/test-cycle.ts';
import { anAgency, type Staff, type TestAgency } from '#actions/pipeline/test-world.ts';
import { listSheets } from '#actions/sheets/keep-sheets.ts';
import type { Id } from '#domain/basics/id.ts';
import { shortSheetId } from '#domain/sheets/code.ts';
import { textOf } from '#paper/test-text.ts';

let agency: TestAgency;
let rosa: Staff;
let clientId: Id;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footbridge-issued-'));
  agency = await anAgency();
  rosa = await agency.aStaffMember(['case-manager'], { email: 'rosa@example.org' });
  ({ clientId } = await anEnrolledClient(agency, rosa, await agency.aProgramme()));
});
afterAll(async () => {
  await agency.database.close();
  await rm(folder, { recursive: true });
});

const print = async (...args: readonly string[]) => {
  const out = join(folder, 'sheets.pdf');
  const flags = ['sheet', 'print', '--instrument', 'phq9', '--out', out, '--json', ...args];
  const child = spawn(process.execPath, ['bin/footbridge.mjs', ...flags], {
    env: { ...process.env, DATABASE_URL: agency.database.ownerUrl, LANG: 'C', LC_ALL: '' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const code = new Promise((resolve) => child.once('close', resolve));
  return { answer: JSON.parse(await text(child.stdout)), code: await code, out };
};
const sheetsOf = async () => (await agency.as(rosa, listSheets, { clientId })).items;

describe('footbridge sheet print', () => {
  test('issues sheets to the caseload of a worker and to clients by their ids, and prints what it issued', async () => {
    const byCaseload = await print('--caseload', 'Rosa@example.org');
    expect(byCaseload).toMatchObject({ code: 0, answer: { pages: 1, signed: true } });
    const [code] = byCaseload.answer.sheets;
    expect(await sheetsOf()).toMatchObject([{ state: 'issued', printedBy: null, shortId: shortSheetId(code) }]);
    expect(await textOf(await readFile(byCaseload.out))).toContain(shortSheetId(code));
    expect(await print('--clients', `${clientId},${clientId}`)).toMatchObject({ code: 0, answer: { pages: 1 } });
    expect(await sheetsOf()).toHaveLength(2);
  });

  test('issues nothing to a stranger, or for nobody on the staff', async () => {
    const stranger = '00000000-0000-7000-8000-000000000000';
    const refused = await print('--clients', `${clientId},${stranger}`);
    expect(refused.code).toBe(1);
    expect(refused.answer.type).toBe('urn:footbridge:problem/not-found');
    expect((await print('--caseload', 'nobody@example.org')).answer.type).toBe(
      'urn:footbridge:problem/staff-not-known',
    );
    expect(await sheetsOf()).toHaveLength(2);
  });
});
