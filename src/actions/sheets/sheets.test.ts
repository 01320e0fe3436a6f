import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { sheetsAsPdf } from '#paper/sheet-pdf.ts';
import { textOf } from '#paper/test-text.ts';
import { anEnrolledClient } from '../pipeline/test-cycle.ts';
import { anAgency, type Staff, type TestAgency } from '../pipeline/test-world.ts';
import { listSheets, voidSheet } from './keep-sheets.ts';
import { printSheets } from './print-sheets.ts';

let agency: TestAgency;
let rosa: Staff;
let somebodyElse: Staff;

const aClient = async (by = rosa) => (await anEnrolledClient(agency, by, await agency.aProgramme())).clientId;
const print = (clientIds: readonly Id[], more: object = {}) =>
  agency.as(rosa, printSheets, { clientIds, instrument: 'phq9', language: 'en', ...more });
const refusedPrint = (clientIds: readonly Id[], more: object = {}) =>
  agency.refusalOf(rosa, printSheets, { clientIds, instrument: 'phq9', language: 'en', ...more });
const sheetsOf = async (clientId: Id) => (await agency.as(rosa, listSheets, { clientId })).items;
const count = (table: 'sheets' | 'sheet_layouts') =>
  agency.write(
    async (tx) => (await tx.first(sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`))?.n,
  );

beforeAll(async () => {
  agency = await anAgency();
  rosa = await agency.aStaffMember(['case-manager']);
  somebodyElse = await agency.aStaffMember(['case-manager']);
});
afterAll(() => agency.database.close());

describe('printing sheets', () => {
  test('issues one for each person, with initials and a code of its own, and keeps the layout once', async () => {
    const [one, two] = [await aClient(), await aClient()];
    const { layout, sheets, key } = await print([one, two, one], { dueOn: addDays(agency.today(), 7) });
    expect(sheets.map(({ code }) => code)).toEqual([
      expect.stringMatching(/^[0-9A-Z]{12}$/),
      expect.stringMatching(/^[0-9A-Z]{12}$/),
    ]);
    expect(sheets[0]?.code).not.toBe(sheets[1]?.code);
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(await sheetsOf(one)).toMatchObject([
      { state: 'issued', instrument: 'phq9', dueOn: addDays(agency.today(), 7), pages: layout.pages.length },
    ]);
    await print([one]);
    expect(await sheetsOf(one)).toHaveLength(2);
    expect(await count('sheet_layouts')).toBe(1);
  });

  test('puts the initials on the paper, and neither name nor number', async () => {
    const clientId = await agency.aClient({ given: 'Marisol', family: 'Quintero' });
    const { layout, sheets, key } = await agency.as('system', printSheets, {
      ...{ clientIds: [clientId], instrument: 'gad7', language: 'en', paper: 'letter', isLarge: true },
    });
    const text = await textOf(await sheetsAsPdf(layout, sheets, key));
    expect(text).toContain('MQ');
    expect(text).not.toMatch(/Marisol|Quintero/);
  });

  test('prints for nobody where one of them is not one’s own', async () => {
    const [mine, hers] = [await aClient(), await aClient(somebodyElse)];
    const before = await count('sheets');
    expect(await refusedPrint([mine, hers])).toEqual({ status: 404, codes: ['not-found'] });
    expect(await count('sheets')).toBe(before);
  });

  test('is refused for a day that is over, a language that does not exist, and what nobody offers', async () => {
    const clientId = await aClient();
    expect(await refusedPrint([clientId], { dueOn: addDays(agency.today(), -1) })).toMatchObject({
      codes: ['sheet-due-in-the-past'],
    });
    expect(await refusedPrint([clientId], { instrument: 'gad7', language: 'es' })).toMatchObject({
      codes: ['sitting-language'],
    });
    expect(await refusedPrint([clientId], { instrument: 'nothing' })).toMatchObject({
      codes: ['instrument-not-known'],
    });
    expect(await sheetsOf(clientId)).toEqual([]);
  });

  test('gives each agency a key of its own, which no answer tells', async () => {
    const other = await anAgency(agency.database);
    const clientId = await other.aClient();
    const { key } = await other.as('system', printSheets, {
      clientIds: [clientId],
      instrument: 'phq9',
      language: 'en',
    });
    expect(key).not.toBe((await print([await aClient()])).key);
  });
});

describe('a sheet that is out', () => {
  test('is voided once, with a reason', async () => {
    const clientId = await aClient();
    await print([clientId]);
    const [sheet] = await sheetsOf(clientId);
    const sheetId = sheet?.id;
    expect(await agency.as(rosa, voidSheet, { sheetId, reason: 'Coffee on it' })).toMatchObject({ state: 'voided' });
    expect(await sheetsOf(clientId)).toMatchObject([{ state: 'voided', voidReason: 'Coffee on it' }]);
    expect(await agency.refusalOf(rosa, voidSheet, { sheetId, reason: 'Again' })).toEqual({
      status: 409,
      codes: ['sheet-voided-already'],
    });
  });

  test('is nobody else’s to see or to void', async () => {
    const clientId = await aClient();
    await print([clientId]);
    const [sheet] = await sheetsOf(clientId);
    expect(await agency.refusalOf(somebodyElse, listSheets, { clientId })).toMatchObject({ status: 404 });
    expect(await agency.refusalOf(somebodyElse, voidSheet, { sheetId: sheet?.id, reason: 'x' })).toMatchObject({
      status: 404,
    });
  });
});
