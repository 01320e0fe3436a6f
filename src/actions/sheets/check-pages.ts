// Pages that came back and are not sure: who may ask the person may say what stands there. Whatever is decided is in the audit with who
// decided it; once a sheet's pages are all sure it is filed.
import { z } from 'zod';
import { id } from '#contract/fields.ts';
import {
  DecideScanPageRequest,
  PutScanPageAsideRequest,
  ScanPageDecided,
  ScanPagePutAside,
  ScanPageView,
  type WaitingScanPage,
  WaitingScanPages,
} from '#contract/scans.ts';
import { type Day, earlierOf } from '#domain/basics/day.ts';
import { optionsOf } from '#domain/instruments/asked.ts';
import type { InstrumentDefinition } from '#domain/instruments/definition.ts';
import { answersFrom } from '#domain/instruments/score.ts';
import { shortSheetId } from '#domain/sheets/code.ts';
import type { SheetPage } from '#domain/sheets/shape.ts';
import { visible } from '#store/access/visible.ts';
import { readScan } from '#store/consents.ts';
import { readInstruments } from '#store/instruments.ts';
import {
  readWaiting,
  type ScannedPage,
  type SheetOfPage,
  sheetOfPage,
  siblingsOf,
  updateScanPage,
} from '#store/scans.ts';
import { type Context, defineAction } from '../pipeline/define.ts';
import { realDay } from '../pipeline/list-sources.ts';
import { conflict, found, invalid, Refused } from '../pipeline/refused.ts';
import { readSafety } from '../pipeline/safety-episodes.ts';
import { fileSheet, isWhole } from './file-sheet.ts';

const mostWaiting = 500;

export const listScanPages = defineAction({
  name: 'list-scan-pages',
  effect: 'read',
  input: z.strictObject({}),
  output: WaitingScanPages,
  run: async (context): Promise<WaitingScanPages> => {
    const { tx, actor, agency } = context;
    const [rows, instruments] = await Promise.all([
      readWaiting(tx, visible(actor, 'read-scan-page', 'p', realDay(context)), mostWaiting),
      readInstruments(tx, agency.id),
    ]);
    context.show([...new Set(rows.map(({ clientId }) => clientId))]);
    return {
      items: rows.map(
        ({ id: pageId, clientId, name, code, instrument, version, ...row }): WaitingScanPage => ({
          ...{ id: pageId, client: { id: clientId, name }, shortId: shortSheetId(code) },
          abbreviation: instruments.versionOf(instrument, version)?.abbreviation ?? instrument,
          ...{ page: row.page, pages: row.pages, doubtful: row.doubtful, state: row.state, readAt: row.readAt },
        }),
      ),
    };
  },
});

/** The row of an item on the page, with some of its wording. */
const boxOf = ({ items, width }: SheetPage, itemId: string) => {
  const bubbles = items.find((item) => item.id === itemId)?.bubbles ?? [];
  const [top, bottom] = [Math.min(...bubbles.map(({ y }) => y)), Math.max(...bubbles.map(({ y }) => y))];
  return { x: 12, y: top - 7, width: width - 24, height: bottom - top + 14 };
};

const pageView = (
  page: ScannedPage,
  sheet: SheetOfPage,
  definition: InstrumentDefinition,
  bytes: Buffer,
  today: Day,
): ScanPageView => {
  const place = found(sheet.layout.pages.find((each) => each.page === page.page));
  return {
    ...{ id: page.id, clientId: page.clientId, shortId: shortSheetId(sheet.code) },
    ...{ abbreviation: definition.abbreviation, page: page.page, pages: sheet.layout.pages.length },
    ...{ state: page.state, readAt: page.readAt, day: earlierOf(sheet.dueOn, today) },
    image: {
      ...{ mediaType: 'image/jpeg', base64: bytes.toString('base64') },
      ...{ width: place.width, height: place.height },
    },
    text: place.text.map((each) => ({ ...each })),
    items: page.readings.flatMap((reading) => {
      const item = definition.items.find((each) => each.id === reading.id);
      if (!item) return [];
      return [
        {
          ...{ id: item.id, text: item.text && { ...item.text }, isMany: item.many === true },
          options: optionsOf(definition, item).map(({ value, label }) => ({ value, label: label && { ...label } })),
          read: Array.isArray(reading.value) ? [...reading.value] : (reading.value as string | number | null),
          ...{ status: reading.status, reason: reading.reason, box: boxOf(place, item.id) },
        },
      ];
    }),
    version: page.version,
  };
};

/** The page, its sheet and what was asked on it. */
const pageOf = async ({ tx, agency }: Context<unknown>, pageId: string) => {
  const [pages, sheetFound, instruments] = await Promise.all([
    siblingsOf(tx, pageId),
    sheetOfPage(tx, pageId),
    readInstruments(tx, agency.id),
  ]);
  const page = pages.find((each) => each.id === pageId);
  if (!page) throw conflict('scan-page-put-aside');
  const sheet = found(sheetFound);
  const definition = found(instruments.versionOf(sheet.instrument, sheet.version));
  return { page, pages, sheet, definition };
};

export const readScanPage = defineAction({
  name: 'read-scan-page',
  effect: 'read',
  input: z.strictObject({ pageId: id }),
  output: ScanPageView,
  subject: ({ pageId }) => ({ table: 'scan_pages', id: pageId }),
  run: async (context): Promise<ScanPageView> => {
    const { page, sheet, definition } = await pageOf(context, context.input.pageId);
    const scan = found(await readScan(context.tx, page.clientId, page.image));
    return pageView(page, sheet, definition, scan.bytes, context.today);
  },
});

export const decideScanPage = defineAction({
  name: 'decide-scan-page',
  effect: 'write',
  input: DecideScanPageRequest,
  output: ScanPageDecided,
  subject: ({ pageId }) => ({ table: 'scan_pages', id: pageId }),
  run: async (context): Promise<ScanPageDecided> => {
    const { tx, input, actor, now, today } = context;
    const [{ page, pages, sheet, definition }, safety] = await Promise.all([
      pageOf(context, input.pageId),
      readSafety(context, found(context.client).clientId),
    ]);
    if (page.state === 'filed') throw conflict('sheet-filed-already');
    if (sheet.state === 'voided') throw conflict('sheet-voided-already');
    const day = input.day ?? earlierOf(sheet.dueOn, today);
    if (day > today) throw invalid('act-in-future', { today }, '/day');
    const doubtful = page.readings.filter(({ status }) => status === 'check').map((each) => each.id);
    const undecided = doubtful.find((each) => !Object.hasOwn(input.answers, each));
    if (undecided !== undefined) throw invalid('scan-mark-undecided', {}, `/answers/${undecided}`);
    const stranger = Object.keys(input.answers).find((each) => !page.readings.some((one) => one.id === each));
    if (stranger !== undefined) throw invalid('scan-mark-unknown', {}, '/answers');
    const given = Object.fromEntries(Object.entries(input.answers).filter(([, value]) => value !== null));
    const read = answersFrom(definition, given);
    if (!read.ok)
      throw new Refused(
        422,
        read.refusals.map((each) => ({ ...each, pointer: `/answers${each.pointer ?? ''}` })),
      );
    const decided = { ...page, decided: input.answers, state: 'clear' as const };
    const deciding = updateScanPage(tx, page.id, decided, { by: actor.id, at: now });
    context.note({ sheetId: sheet.id, page: page.page, decided: Object.keys(input.answers).join(' ') });
    const all = pages.map((each) => (each.id === page.id ? decided : each));
    if (!isWhole(sheet, all)) {
      await deciding;
      return { state: 'clear', sittingId: null };
    }
    const filing = fileSheet(context, sheet, definition, all, {
      ...{ staffId: actor.id, day, segments: context.segments, safety },
    });
    const [sittingId] = await Promise.all([filing, deciding]);
    return { state: 'filed', sittingId };
  },
});

export const putScanPageAside = defineAction({
  name: 'put-scan-page-aside',
  effect: 'write',
  input: PutScanPageAsideRequest,
  output: ScanPagePutAside,
  subject: ({ pageId }) => ({ table: 'scan_pages', id: pageId }),
  run: async (context) => {
    const { tx, input, actor, now } = context;
    const { page } = await pageOf(context, input.pageId);
    if (page.state === 'filed') throw conflict('sheet-filed-already');
    await updateScanPage(tx, page.id, { state: 'put-aside', reason: input.reason }, { by: actor.id, at: now });
    return { id: page.id };
  },
});
