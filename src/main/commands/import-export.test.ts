import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anAgency, type TestAgency } from '#actions/pipeline/test-world.ts';
import { type CaseloadKind, caseloadKinds } from '#contract/caseload-files.ts';
import { csvLine } from '#contract/csv-cells.ts';
import { exportCaseload } from '#jobs/exports/export.ts';
import { importCaseload } from '#jobs/imports/imports.ts';

const bin = fileURLToPath(new URL('../../../bin/footbridge.mjs', import.meta.url));
const sample = fileURLToPath(new URL('../../../content/samples/synthea/angela-guzman.json', import.meta.url));

let agency: TestAgency;
let folder: string;

const footbridge = (...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> => {
  const named = args.includes('--template') || args.includes('everything') ? [] : ['--agency', 'Harbour House'];
  const child = spawn(process.execPath, [bin, ...args, ...named], {
    env: { ...process.env, DATABASE_URL: agency.database.ownerUrl, LANG: 'C', LC_ALL: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })));
};
const fileOf = async (name: string, text: string): Promise<string> => {
  await writeFile(join(folder, name), text);
  return join(folder, name);
};
const jsonLines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

const anOffice = async (of: TestAgency) => {
  const teamId = await of.aTeam(await of.aProgramme({ name: 'Harbour' }));
  await of.aStaffMember(['case-manager'], { teamId, email: `ana@${of.agencyId}.example` });
};
const take = (of: TestAgency, kind: CaseloadKind, text: string) =>
  importCaseload({ database: of.database, agencyId: of.agencyId, now: of.now, source: 'csv' }, kind, {
    name: `${kind}.csv`,
    bytes: new TextEncoder().encode(text.replaceAll(/@[\w-]+\.example/g, `@${of.agencyId}.example`)),
  });
const give = async (of: TestAgency, kind: CaseloadKind): Promise<string> => {
  let text = '';
  await exportCaseload({ database: of.database, agencyId: of.agencyId, now: of.now }, kind, 'csv', async (line) => {
    text += line;
  });
  return text.replaceAll(of.agencyId, 'agency');
};
const sorted = (text: string) => text.split('\r\n').toSorted();

beforeAll(async () => {
  agency = await anAgency(undefined, { name: 'Harbour House' });
  await anOffice(agency);
  folder = await mkdtemp(join(tmpdir(), 'footbridge-import-'));
});
afterAll(async () => {
  await agency.database.close();
  await rm(folder, { recursive: true, force: true });
});

describe('a caseload that goes out comes in again exactly', () => {
  test('with cells that begin like formulas, quotes, line breaks and apostrophes', async () => {
    const here = await anAgency(agency.database);
    const there = await anAgency(agency.database);
    await anOffice(here);
    await anOffice(there);
    const nasty = fc.sample(fc.stringMatching(/^['=+\-@][A-Za-z'"=+,;@ é\u{1f642}-]{0,12}[A-Za-z]$/u), {
      numRuns: 40,
      seed: 7,
    });
    const header = (kind: CaseloadKind) =>
      ({
        clients: 'external_id,given_name,family_name,chosen_name,birth_date,language\r\n',
        enrolments: 'client_external_id,programme,from,to,close_reason\r\n',
        contacts: 'external_id,client_external_id,staff_email,start,minutes,outcome,mode,place,note\r\n',
      })[kind];
    const files: Record<CaseloadKind, string> = {
      clients: nasty.map((name, index) => csvLine([`C-${index}`, name, `Family${index}`, name, '1980', 'es'])).join(''),
      enrolments: nasty
        .map((_, index) =>
          csvLine([`C-${index}`, 'Harbour', '2025-02-01', ...(index % 3 ? ['', ''] : ['2026-01-31', 'graduated'])]),
        )
        .join(''),
      contacts: nasty
        .map((text, index) =>
          csvLine([
            `=K-${index}`,
            `C-${index}`,
            'ana@a.example',
            '2025-03-02T09:00:00.000Z',
            '20',
            'reached',
            'phone',
            'office',
            `${text}\n"x"\t`,
          ]),
        )
        .join(''),
    };
    for (const kind of caseloadKinds)
      expect(await take(here, kind, header(kind) + files[kind])).toMatchObject({ status: 'imported', errors: [] });
    for (const kind of caseloadKinds) {
      const out = await give(here, kind);
      expect(await take(there, kind, out), kind).toMatchObject({ status: 'imported', errors: [] });
      expect(sorted(await give(there, kind))).toEqual(sorted(out));
      // What an export says of its own agency is nothing new there.
      expect(await take(here, kind, out), kind).toMatchObject({ status: 'unchanged', created: {}, updated: {} });
    }
    expect(await give(here, 'clients')).toMatch(/(^|,)"?''?[=+\-@]/m);
  });
});

describe('from the command line', { timeout: 60_000 }, () => {
  test('a bundle is taken, a faulty and an absent file are refused, and the second time nothing changes', async () => {
    const broken = await fileOf('broken.json', '{"resourceType":"Patient"}');
    const first = await footbridge('import', 'fhir', sample, broken, join(folder, 'absent.json'), '--json');
    expect(first.code).toBe(1);
    const { kind, dryRun, files } = JSON.parse(first.stdout);
    expect({ kind, dryRun }).toEqual({ kind: 'fhir', dryRun: false });
    expect(files).toMatchObject([
      { file: sample, status: 'imported', read: { Patient: 1 }, created: { clients: 1 }, errors: [] },
      { status: 'refused', errors: [{ rule: 'not-a-bundle', message: expect.stringContaining('Bundle') }] },
      { status: 'refused', errors: [{ rule: 'file-not-readable' }] },
    ]);
    const again = await footbridge('import', 'fhir', sample, '--json');
    expect(again.code).toBe(0);
    expect(JSON.parse(again.stdout).files).toMatchObject([{ status: 'unchanged', created: {}, updated: {} }]);
  });

  test('a table is refused by row, and its template shows how it is written', async () => {
    const template = await footbridge('import', 'csv', 'enrolments', '--template');
    expect(template.stdout).toMatch(/^client_external_id,programme,from,to,close_reason,owner_email\r\nC-1042,/);
    const file = await fileOf('clients.csv', 'external_id;given_name;family_name\n1;Ana;Ruiz\n');
    const refused = await footbridge('import', 'csv', 'clients', file, '--json');
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.stdout)).toMatchObject({
      kind: 'clients',
      files: [
        {
          status: 'refused',
          errors: [{ file, row: 1, rule: 'delimiter', message: expect.stringContaining('semicolons') }],
        },
      ],
    });
    const told = await footbridge('import', 'csv', 'clients', file);
    expect(told).toMatchObject({ code: 1, stderr: expect.stringContaining('semicolons') });
  });

  test('a dry run takes nothing, and what was taken is exported as lines and as a table', async () => {
    const file = await fileOf('c.csv', 'external_id,given_name,family_name\nZ-1,=1+1,Ruiz\n');
    const dry = await footbridge('import', 'csv', 'clients', file, '--dry-run', '--json');
    expect(JSON.parse(dry.stdout)).toMatchObject({ dryRun: true, files: [{ created: { clients: 1 } }] });
    expect((await footbridge('export', 'clients', '--json')).stdout).not.toContain('=1+1');
    await footbridge('import', 'csv', 'clients', file);
    const rows = jsonLines((await footbridge('export', 'clients', '--json')).stdout);
    expect(rows).toEqual(expect.arrayContaining([expect.objectContaining({ givenName: '=1+1', familyName: 'Ruiz' })]));
    expect((await footbridge('export', 'clients', '--csv')).stdout).toContain("Z-1,'=1+1,Ruiz");
  });

  test('wrong usage ends with 2 and says how', async () => {
    const period = await footbridge('export', 'contacts', '--period', '2026-01', '--json');
    expect(period).toMatchObject({ code: 2, stderr: expect.stringContaining('FROM/TO') });
    const past = await footbridge('export', 'clients', '--csv', '--as-of', '2026-01-01');
    expect(past).toMatchObject({ code: 2, stderr: expect.stringContaining('--as-of') });
    expect((await footbridge('export', 'everything')).code).toBe(2);
    expect((await footbridge('import', 'csv', 'people', 'x.csv')).code).toBe(2);
    const nobody = await footbridge('export', 'contacts', '--client', agency.newId(), '--json');
    expect(nobody.code).toBe(1);
    expect(JSON.parse(nobody.stdout)).toMatchObject({ status: 404 });
  });
});
