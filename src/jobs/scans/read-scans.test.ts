import { PDFDocument, rgb } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSittings } from '#actions/instruments/read-sittings.ts';
import { readJob } from '#actions/jobs/read-job.ts';
import { perform } from '#actions/pipeline/perform.ts';
import { anEnrolledClient } from '#actions/pipeline/test-cycle.ts';
import { anAgency, type Staff, type TestAgency } from '#actions/pipeline/test-world.ts';
import { readSafetyEpisodes } from '#actions/safety/episodes.ts';
import { decideScanPage, listScanPages, putScanPageAside, readScanPage } from '#actions/sheets/check-pages.ts';
import { listSheets, voidSheet } from '#actions/sheets/keep-sheets.ts';
import { printSheets, type SheetsToPrint } from '#actions/sheets/print-sheets.ts';
import { uploadScans } from '#actions/sheets/upload-scans.ts';
import type { ScanBatchResult } from '#contract/scans.ts';
import type { Id } from '#domain/basics/id.ts';
import { sheetsAsPdf } from '#paper/sheet-pdf.ts';
import type { Database } from '#store/postgres/transaction.ts';
import { readScansTask } from './read-scans.ts';

let agency: TestAgency;
let rosa: Staff;
let stranger: Staff;

beforeAll(async () => {
  agency = await anAgency();
  rosa = await agency.aStaffMember(['case-manager']);
  stranger = await agency.aStaffMember(['case-manager']);
});
afterAll(() => agency.database.close());

const aClient = async () => (await anEnrolledClient(agency, rosa, await agency.aProgramme())).clientId;
const printed = (clientId: Id): Promise<SheetsToPrint> =>
  agency.as(rosa, printSheets, { clientIds: [clientId], instrument: 'phq9', language: 'en' });

const points = 72 / 25.4;

/** The sheets with these answers filled in, item by item; `undefined` leaves one blank. */
const filledIn = async ({ layout, sheets, key }: SheetsToPrint, answers: readonly (number | undefined)[]) => {
  const document = await PDFDocument.load(await sheetsAsPdf(layout, sheets, key));
  for (const [at, page] of document.getPages().entries()) {
    const place = layout.pages[at % layout.pages.length];
    for (const [index, item] of (place?.items ?? []).entries())
      for (const { value, x, y, radius } of item.bubbles)
        if (value === answers[index])
          page.drawCircle({
            ...{ x: x * points, y: page.getHeight() - y * points, size: radius * points * 0.95 },
            color: rgb(0.1, 0.1, 0.15),
          });
  }
  return document.save();
};

/** Several files' pages as one, as a feeder brings them. */
const together = async (...files: readonly Uint8Array[]): Promise<Uint8Array> => {
  const all = await PDFDocument.create();
  for (const file of files) {
    const from = await PDFDocument.load(file);
    for (const page of await all.copyPages(from, from.getPageIndices())) all.addPage(page);
  }
  return all.save();
};

const handedIn = async (bytes: Uint8Array, by = rosa) => {
  const { id } = await agency.as(by, uploadScans, { content: Buffer.from(bytes).toString('base64') });
  await readScansTask(
    { agencyId: agency.agencyId, id },
    { database: agency.database, clock: () => agency.now, log: () => undefined },
  );
  const job = await agency.as(by, readJob, { id });
  return { job, pages: (job.result as ScanBatchResult | null)?.pages.map(({ result, reason }) => [result, reason]) };
};

const sittingsOf = async (clientId: Id) => (await agency.as(rosa, readSittings, { clientId })).items;
const waiting = async (clientId: Id, who = rosa) =>
  (await agency.as(who, listScanPages, {})).items.filter(({ client }) => client.id === clientId);
const clear = [1, 2, 0, 3, 1, 1, 0, 2, 0] as const;

describe('a file of scans', { timeout: 60_000 }, () => {
  test('is filed where every answer is sure, once, with the score in the chart', async () => {
    const clientId = await aClient();
    const scan = await filledIn(await printed(clientId), clear);
    expect((await handedIn(scan)).pages).toEqual([['filed', null]]);
    const [sitting] = await sittingsOf(clientId);
    expect(sitting).toMatchObject({ state: 'signed', means: 'paper', complete: true });
    expect(sitting?.scores.find(({ score }) => score === 'total')?.value).toBe(10);
    expect((await agency.as(rosa, listSheets, { clientId })).items).toMatchObject([
      { state: 'filed', sittingId: sitting?.id },
    ]);
    expect((await handedIn(scan)).pages).toEqual([['already-used', 'filed']]);
    expect(await sittingsOf(clientId)).toHaveLength(1);
  });

  test('goes on past a page that is no sheet, one twice, one voided and one of another agency', async () => {
    const [good, gone] = [await aClient(), await aClient()];
    const other = await anAgency(agency.database);
    const theirs = await other.as('system', printSheets, {
      ...{ clientIds: [await other.aClient()], instrument: 'phq9', language: 'en' },
    });
    const [first, voided] = [await printed(good), await printed(gone)];
    const [sheet] = (await agency.as(rosa, listSheets, { clientId: gone })).items;
    await agency.as(rosa, voidSheet, { sheetId: sheet?.id, reason: 'Lost' });
    const empty = await PDFDocument.create();
    empty.addPage([595, 842]);
    const once = await filledIn(first, clear);
    const scan = await together(
      await empty.save(),
      once,
      once,
      await filledIn(voided, clear),
      await filledIn(theirs, clear),
    );
    expect((await handedIn(scan)).pages).toEqual([
      ['not-readable', 'targets'],
      ['filed', null],
      ['already-used', 'filed'],
      ['already-used', 'voided'],
      ['wrong-sheet', 'signature'],
    ]);
    expect(await sittingsOf(gone)).toEqual([]);
  });

  test('that is none is refused by name, and let go of', async () => {
    const { job } = await handedIn(Buffer.from('no scan at all'));
    expect(job).toMatchObject({ state: 'failed', problem: { errors: [{ code: 'scan-wrong-type' }] } });
  });
});

describe('a page that is not sure', { timeout: 60_000 }, () => {
  test('waits for who may ask the person, shows each doubtful mark, and is filed once all are decided', async () => {
    const clientId = await aClient();
    const blank = [...clear.slice(0, 3), undefined, ...clear.slice(4)];
    expect((await handedIn(await filledIn(await printed(clientId), blank), stranger)).pages).toEqual([
      ['to-check', null],
    ]);
    expect(await sittingsOf(clientId)).toEqual([]);
    expect(await waiting(clientId, stranger)).toEqual([]);
    const [page] = await waiting(clientId);
    expect(page).toMatchObject({ doubtful: 1, page: 1, pages: 1, state: 'open' });
    const pageId = page?.id;
    const view = await agency.as(rosa, readScanPage, { pageId });
    expect(view.items.filter(({ status }) => status === 'check')).toMatchObject([{ id: 'q4', read: null }]);
    expect(Buffer.from(view.image.base64, 'base64').subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
    expect(await agency.refusalOf(stranger, readScanPage, { pageId })).toMatchObject({ status: 404 });
    expect(await agency.refusalOf(rosa, decideScanPage, { pageId, answers: {} })).toMatchObject({
      codes: ['scan-mark-undecided'],
    });
    expect(await agency.refusalOf(rosa, decideScanPage, { pageId, answers: { q4: 9 } })).toMatchObject({ status: 422 });
    const decided = await agency.as(rosa, decideScanPage, { pageId, answers: { q4: 3 } });
    expect(decided).toMatchObject({ state: 'filed' });
    const [sitting] = await sittingsOf(clientId);
    expect(sitting).toMatchObject({ id: decided.sittingId, complete: true });
    expect(sitting?.scores.find(({ score }) => score === 'total')?.value).toBe(10);
    expect(await waiting(clientId)).toEqual([]);
  });

  test('tells at once of an answer that may mean danger, and once, whatever is decided later', async () => {
    const clientId = await aClient();
    await handedIn(await filledIn(await printed(clientId), [...clear.slice(0, 8), 1]));
    const episodes = async () => (await agency.as(rosa, readSafetyEpisodes, { clientId })).items;
    expect(await episodes()).toHaveLength(1);
    expect(await sittingsOf(clientId)).toEqual([]);
    const [page] = await waiting(clientId);
    await agency.as(rosa, decideScanPage, { pageId: page?.id, answers: { q9: 1 } });
    expect(await sittingsOf(clientId)).toMatchObject([{ state: 'signed' }]);
    expect(await episodes()).toHaveLength(1);
  });

  test('is looked at, decided and filed in at most five round trips each', async () => {
    const clientId = await aClient();
    await handedIn(await filledIn(await printed(clientId), [undefined, ...clear.slice(1)]));
    const [page] = await waiting(clientId);
    const trips: number[] = [];
    const database: Database = {
      ...agency.database,
      transaction: (work, options) =>
        agency.database.transaction(async (tx) => {
          const value = await work(tx);
          trips.push(tx.roundTrips);
          return value;
        }, options),
    };
    const request = { caller: rosa.caller, now: agency.now };
    await perform(database, readScanPage, { ...request, input: { pageId: page?.id } });
    const { value } = await perform(database, decideScanPage, {
      ...request,
      input: { pageId: page?.id, answers: { q1: 2 } },
    });
    expect(value.state).toBe('filed');
    expect(trips.filter((count) => count > 5)).toEqual([]);
    expect(trips).toHaveLength(2);
  });

  test('is put aside with a reason, and its sheet may be scanned again', async () => {
    const clientId = await aClient();
    const sheet = await printed(clientId);
    await handedIn(await filledIn(sheet, [undefined, ...clear.slice(1)]));
    const [page] = await waiting(clientId);
    await agency.as(rosa, putScanPageAside, { pageId: page?.id, reason: 'Folded' });
    expect(await waiting(clientId)).toEqual([]);
    expect((await handedIn(await filledIn(sheet, clear))).pages).toEqual([['filed', null]]);
  });
});
