// The sheets that are out for a client, and taking one back that was lost, spoilt or printed for the wrong day.
import { z } from 'zod';
import { id } from '#contract/fields.ts';
import { SheetList, SheetView, VoidSheetRequest } from '#contract/sheets.ts';
import { shortSheetId } from '#domain/sheets/code.ts';
import { visible } from '#store/access/visible.ts';
import { type AgencyInstruments, readInstruments } from '#store/instruments.ts';
import { type RecordedSheet, readSheets, voidSheet as voidRow } from '#store/sheets.ts';
import { defineAction } from '../pipeline/define.ts';
import { realDay } from '../pipeline/list-sources.ts';
import { conflict, found } from '../pipeline/refused.ts';

const sheetView = (sheet: RecordedSheet, { versionOf }: AgencyInstruments): SheetView => ({
  id: sheet.id,
  shortId: shortSheetId(sheet.code),
  instrument: sheet.instrument,
  instrumentVersion: sheet.version,
  abbreviation: versionOf(sheet.instrument, sheet.version)?.abbreviation ?? sheet.instrument,
  language: sheet.language,
  pages: sheet.pages,
  dueOn: sheet.dueOn,
  printedAt: sheet.printedAt,
  printedBy: sheet.printedBy,
  state: sheet.state,
  sittingId: sheet.sittingId,
  voidReason: sheet.voidReason,
});

export const listSheets = defineAction({
  name: 'list-sheets',
  effect: 'read',
  input: z.strictObject({ clientId: id }),
  output: SheetList,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async (context): Promise<SheetList> => {
    const { tx, input, actor, agency } = context;
    const [rows, instruments] = await Promise.all([
      readSheets(tx, input.clientId, visible(actor, 'list-sheets', 'h', realDay(context))),
      readInstruments(tx, agency.id),
    ]);
    return { items: rows.map((row) => sheetView(row, instruments)) };
  },
});

export const voidSheet = defineAction({
  name: 'void-sheet',
  effect: 'write',
  input: VoidSheetRequest,
  output: SheetView,
  subject: ({ sheetId }) => ({ table: 'sheets', id: sheetId }),
  run: async (context): Promise<SheetView> => {
    const { tx, input, actor, agency, now } = context;
    const [rows, instruments] = await Promise.all([
      readSheets(tx, found(context.client).clientId),
      readInstruments(tx, agency.id),
    ]);
    const sheet = found(rows.find(({ id: each }) => each === input.sheetId));
    if (sheet.state === 'filed') throw conflict('sheet-filed-already');
    if (sheet.state === 'voided') throw conflict('sheet-voided-already');
    await voidRow(tx, sheet.id, input.reason, { by: actor.id, at: now });
    return sheetView({ ...sheet, state: 'voided', voidReason: input.reason }, instruments);
  },
});
