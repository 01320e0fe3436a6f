import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { referClient } from '#actions/cycle/refer-client.ts';
import { readChart } from '#actions/people/read-chart.ts';
import { anAgency, type Staff, type TestAgency } from '#actions/pipeline/test-world.ts';
import { makeAuditReport } from '#actions/privacy/audit-report.ts';
import { readPrivacy } from '#actions/privacy/findings.ts';
import { breakGlass } from '#actions/privacy/glass.ts';
import { instant } from '#domain/basics/instant.ts';
import { textOf } from '#paper/test-text.ts';
import { ensureAuditKey } from '#store/audit-seal/audit-key.ts';
import { makeMonthlyReport } from './audit-report.ts';
import { sealAudit } from './audit-seal.ts';

let agency: TestAgency;
let [officer, worker, night]: Staff[] = [];
let folder: string;

const services = () => ({ database: agency.database, clock: () => agency.now, log: () => undefined });
const make = () => makeMonthlyReport(services(), agency.agencyId);
const mails = () =>
  agency.write((tx) =>
    tx.rows(sql<{ recipient: string; params: Record<string, unknown> }>`
      select recipient, params from outbox where template = 'audit-heads' order by recorded_at, id`),
  );
const taken = async (month: string, language = 'en') =>
  textOf((await agency.as(officer as Staff, makeAuditReport, { month, language })).bytes);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footbridge-report-'));
  agency = await anAgency(undefined, { name: 'Harbour Services' });
  await agency.publishModels();
  const programmeId = await agency.aProgramme();
  worker = await agency.aStaffMember(['case-manager'], { teamId: await agency.aTeam(programmeId) });
  night = await agency.aStaffMember(['case-manager']);
  officer = await agency.aStaffMember(['privacy-officer']);
  const clientId = await agency.aClient({ given: 'Amina', family: 'Okafor' });
  await agency.as(worker, referClient, { clientId, programmeId, owner: { kind: 'staff', id: worker.id } });
  await agency.as(worker, readChart, { clientId });
  const why = { reason: 'safety-check', explanation: 'Nobody answers the door' };
  await agency.as(night, breakGlass, { clientId, ...why });
  const key = await ensureAuditKey(join(folder, 'audit-key.pem'), () => undefined);
  for (let sealed = 0; sealed === 0; ) sealed = await sealAudit(services(), key, { inBackground: false });
});
afterAll(async () => {
  await agency.database.close();
  await rm(folder, { recursive: true });
});

describe('the audit report of a month', () => {
  test('is made on demand of the month so far, says what wants explaining, and names no client', async () => {
    const text = await taken('2026-11');
    expect(text).toContain('Audit report, November 1, 2026 to November 30, 2026');
    expect(text).toContain('Harbour Services');
    expect(text).toContain('1 broken glass waits for a review.');
    expect(text).toMatch(/: once; 1 not reviewed, 0 not justified/);
    expect(text).toMatch(/Root: [0-9a-f ]{64}/);
    expect(text).not.toContain('Okafor');
    const refused = await agency.refusalOf(officer as Staff, makeAuditReport, { month: '2026-12' });
    expect(refused).toEqual({ status: 422, codes: ['in-the-future'] });
  });

  test('is made and kept once when the month is over and sealed, and its head goes to the officer by mail', async () => {
    // In New York December begins at five in UTC; the last entries are sealed by then.
    agency.now = instant('2026-12-01T05:04:59Z');
    expect(await make()).toBeNull();
    agency.now = instant('2026-12-01T05:05:00Z');
    expect((await Promise.all([make(), make()])).toSorted()).toEqual(['2026-11', null]);
    expect(await make()).toBeNull();
    const sent = await mails();
    expect(sent).toHaveLength(1);
    expect(sent[0]?.params).toMatchObject({
      ...{ month: '2026-11', agency: agency.agencyId, root: expect.stringMatching(/^[0-9a-f]{64}$/) },
      ...{ signature: expect.any(String), size: expect.any(Number) },
    });
    expect(JSON.stringify(sent)).not.toContain('Okafor');
    officer = await agency.signInAgain(officer as Staff);
    const { reports } = await agency.as(officer, readPrivacy, {});
    expect(reports).toEqual([{ month: '2026-11', madeAt: '2026-12-01T05:05:00.000Z' }]);
  });

  test('is given later as it was kept, in both languages, whatever has happened since', async () => {
    const before = await taken('2026-11');
    agency.now = instant('2026-12-20T15:00:00Z');
    officer = await agency.signInAgain(officer as Staff);
    expect(await taken('2026-11')).toBe(before);
    expect(before).toContain('Made on December 1, 2026');
    expect(await taken('2026-11', 'es')).toContain('Informe de auditoría, 1 de noviembre de 2026');
  });

  test('is not made of a month in which nothing was written', async () => {
    const empty = await anAgency(agency.database, { name: 'New House' });
    empty.now = instant('2026-11-02T15:00:00Z');
    expect(await makeMonthlyReport({ ...services(), clock: () => empty.now }, empty.agencyId)).toBeNull();
  });
});
