import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { logContact } from '#actions/contacts/log-contact.ts';
import { referClient } from '#actions/cycle/refer-client.ts';
import { beginSitting } from '#actions/instruments/answer.ts';
import { anAgency, type Staff, type TestAgency } from '#actions/pipeline/test-world.ts';
import act from '#content/models/act.json' with { type: 'json' };
import { addDays, day } from '#domain/basics/day.ts';
import { db, json } from '#store/postgres/query.ts';
import { type ExportKind, exportKinds, exportLines } from './export.ts';

let agency: TestAgency;
let rosa: Staff;
let tom: Staff;
let teamId: string;
let amina: string;
let kwame: string;

type Asked = Partial<Parameters<typeof exportLines>[0]>;
const lines = async (kind: ExportKind, asked: Asked = {}, of = agency) => {
  const rows: Record<string, unknown>[] = [];
  const run = { database: of.database, agencyId: of.agencyId, now: of.now, ...asked };
  await exportLines(run, kind, async (row) => void rows.push(row));
  return rows;
};
const auditOfExports = () =>
  agency.write((tx) => tx.rows(db.selectFrom('audit').selectAll().where('action', '=', 'export-clients')));

beforeAll(async () => {
  agency = await anAgency();
  await agency.write((tx, stamp) =>
    tx.run(
      db.insertInto('service_models').values({
        ...stamp,
        id: agency.newId(),
        key: 'act',
        version: 1,
        effective_from: day('2020-01-01'),
        definition: json(act),
      }),
    ),
  );
  const programmeId = await agency.aProgramme({ model: 'act', name: 'Harbour ACT' });
  teamId = await agency.aTeam(programmeId);
  const otherTeam = await agency.aTeam(await agency.aProgramme({ model: 'act' }));
  rosa = await agency.aStaffMember(['case-manager'], { teamId });
  tom = await agency.aStaffMember(['case-manager'], { teamId: otherTeam });
  amina = await agency.aClient({ given: 'Amina', family: 'Okafor' });
  kwame = await agency.aClient();
  for (const [clientId, who] of [
    [amina, rosa],
    [kwame, tom],
  ] as const) {
    await agency.as(who, referClient, {
      clientId,
      programmeId,
      owner: { kind: 'staff', id: who.id },
      on: addDays(agency.today(), -20),
    });
    await agency.as(who, logContact, {
      clientId,
      start: '2026-11-10T15:00:00-05:00',
      minutes: 25,
      outcome: 'reached',
      mode: 'face-to-face',
      place: 'community',
      note: 'Said they would come.',
    });
  }
});
afterAll(() => agency.database.close());

describe('the record leaves as lines', () => {
  test('assessments: each instrument that was answered comes with its scores, and an unfinished one without the one it has not', async () => {
    const sheet = { clientId: amina, instrument: 'phq9', means: 'paper', language: 'en', sign: true };
    const whole = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`q${at + 1}`, at === 8 ? 0 : 2]));
    const { q3: _, ...eight } = whole;
    for (const answers of [whole, eight]) await agency.as(rosa, beginSitting, { ...sheet, answers });
    const [first, second] = await lines('assessments', { clientId: amina });
    expect(first).toMatchObject({
      kind: 'instrument',
      instrument: 'phq9',
      version: 1,
      means: 'paper',
      state: 'signed',
    });
    expect(first?.scores).toMatchObject({
      total: { value: 16, band: 'moderately severe', cutoffMet: true },
      mds: { value: true },
    });
    expect(Object.keys((second?.scores ?? {}) as object)).toEqual(['phq2']);
  });

  test.each(exportKinds)(
    '%s: every line has an id and its client, and the same question gives the same bytes',
    async (kind) => {
      const rows = await lines(kind);
      for (const row of rows) expect(row).toMatchObject({ id: expect.any(String), client: row.client ?? null });
      if (kind !== 'audit') expect(JSON.stringify(await lines(kind))).toBe(JSON.stringify(rows));
      expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    },
  );

  test('contacts are team rows', async () => {
    const [row] = await lines('contacts', { clientId: amina });
    expect(row).toMatchObject({
      client: amina,
      staff: [rosa.id],
      start: '2026-11-10T20:00:00.000Z',
      minutes: 25,
      mode: 'face-to-face',
      place: 'community',
      with: 'client',
      activity: 'case-management',
      provider: 'team',
      group: false,
      outcome: 'kept',
      recordedAt: agency.now,
    });
  });

  test('cycles name stage, owner and what opened them', async () => {
    expect(await lines('cycles', { clientId: amina })).toMatchObject([
      {
        number: 1,
        stage: 'outreach',
        owner: { kind: 'staff', id: rosa.id },
        to: null,
        openedBy: 'referral',
        result: null,
      },
    ]);
  });

  test('what is due is worked out for the day that is asked for', async () => {
    const now = await lines('due');
    expect(now.length).toBeGreaterThan(0);
    const overdue = (rows: typeof now) => rows.filter((row) => row.overdue).length;
    expect(overdue(await lines('due', { asOf: addDays(agency.today(), -19) }))).toBe(0);
    expect(overdue(await lines('due', { asOf: addDays(agency.today(), 60) }))).toBeGreaterThan(0);
    for (const row of now)
      expect(Object.keys(row)).toEqual(expect.arrayContaining(['kind', 'dueFrom', 'dueBy', 'overdue', 'rule']));
  });

  test('one client, one team, one period', async () => {
    expect(await lines('clients', { clientId: kwame })).toMatchObject([{ client: kwame, givenName: 'Kwame' }]);
    expect((await lines('enrolments', { teamId })).map(({ client }) => client)).toEqual([amina]);
    const november = { from: day('2026-11-01'), to: day('2026-11-30') };
    expect(await lines('contacts', { period: november })).toHaveLength(2);
    expect(await lines('contacts', { period: { from: day('2026-10-01'), to: day('2026-10-31') } })).toEqual([]);
    expect(await lines('clients', { period: { from: day('2026-10-01'), to: day('2026-10-31') } })).toEqual([]);
  });

  test('a client or team that is not here is refused', async () => {
    await expect(lines('contacts', { clientId: agency.newId() })).rejects.toMatchObject({ status: 404 });
    await expect(lines('contacts', { teamId: agency.newId() })).rejects.toMatchObject({ status: 404 });
  });

  test('another agency’s lines are never among them', async () => {
    const other = await anAgency(agency.database);
    await other.aClient({ given: 'Stranger' });
    expect(await lines('clients', {}, other)).toMatchObject([{ givenName: 'Stranger' }]);
    expect((await lines('clients')).map(({ givenName }) => givenName)).not.toContain('Stranger');
  });

  test('the audit names whose records left before the first line is out', async () => {
    const before = (await auditOfExports()).length;
    const run = { database: agency.database, agencyId: agency.agencyId, now: agency.now };
    await expect(
      exportLines(run, 'clients', async () => {
        throw new Error('the reader went away');
      }),
    ).rejects.toThrow('went away');
    const after = await auditOfExports();
    expect(after).toHaveLength(before + 1);
    expect(after.at(-1)).toMatchObject({ effect: 'read', details: { kind: 'clients' } });
    expect(after.some(({ client_ids }) => client_ids?.includes(amina) && client_ids.includes(kwame))).toBe(true);
  });

  test('more rows than a page holds come once each, in order', async () => {
    await agency.write((tx, stamp) =>
      tx.run(
        db.insertInto('contacts').values(
          Array.from({ length: 2_300 }, (_, index) => ({
            ...stamp,
            id: agency.newId(),
            client_id: kwame,
            staff_id: rosa.id,
            start_at: agency.now,
            day: addDays(agency.today(), -(index % 300)),
            zone: 'America/New_York',
            minutes: 5,
            outcome: 'attempted',
            mode: 'phone',
            place: 'office',
          })),
        ),
      ),
    );
    const ids = (await lines('contacts')).map(({ id }) => id as string);
    expect(ids).toHaveLength(2_302);
    expect(ids).toEqual([...new Set(ids)].toSorted());
  });

  test('transitions say of each stay what its clocks came to, by the calendar of the agency', async () => {
    const [admitted, discharged] = [addDays(agency.today(), -14), addDays(agency.today(), -3)];
    const stayId = await agency.aStay(kwame, admitted, discharged);
    await agency.aStay(kwame, addDays(agency.today(), -200), addDays(agency.today(), -190), 'jail');
    const seenAt = async (start: string) => {
      const seen = { outcome: 'reached', mode: 'face-to-face', place: 'community', minutes: 20, clientId: kwame };
      await agency.as(tom, logContact, { ...seen, start });
    };
    const followUps = async (asked: Asked = {}) => {
      const row = (await lines('transitions', { clientId: kwame, ...asked })).find(({ id }) => id === stayId);
      const clocks = (row?.clocks ?? []) as { rule: string; from: string; by: string; metOn: string | null }[];
      return { ...row, clocks: clocks.filter(({ rule }) => rule.includes('follow-up')) };
    };
    // 23:59 in New York on the day of discharge, the next day already in UTC.
    await seenAt(`${discharged}T23:59:00-05:00`);
    expect(await followUps()).toMatchObject({
      client: kwame,
      admitted,
      discharged,
      clocks: [
        { from: addDays(discharged, 1), by: addDays(discharged, 7), metOn: null },
        { from: addDays(discharged, 1), by: addDays(discharged, 30), metOn: null },
      ],
    });
    const next = addDays(discharged, 1);
    await seenAt(`${next}T00:01:00-05:00`);
    expect((await followUps()).clocks.map(({ metOn }) => metOn)).toEqual([next, next]);
    // Asked about the day of discharge, that had not happened; about the day before, neither had the discharge.
    expect((await followUps({ asOf: discharged })).clocks.map(({ metOn }) => metOn)).toEqual([null, null]);
    expect(await followUps({ asOf: addDays(discharged, -1) })).toMatchObject({
      admitted,
      discharged: null,
      clocks: [],
    });
    expect(await lines('transitions', { period: { from: day('2026-01-01'), to: day('2026-04-30') } })).toEqual([]);
  });
});
