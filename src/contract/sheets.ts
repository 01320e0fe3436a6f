// Sheets: printed for clients, out until they come back or are voided.
import { z } from 'zod';
import { papers } from '#domain/sheets/layout.ts';
import { mostSheets } from '#domain/sheets/most.ts';
import { dayField, domainCode, id, line } from './fields.ts';

export const PrintSheetsRequest = z.strictObject({
  clientIds: z.array(id).min(1).max(mostSheets),
  instrument: domainCode,
  paper: z.enum(Object.keys(papers) as (keyof typeof papers)[]).default('a4'),
  isLarge: z.boolean().default(false),
  language: z.enum(['en', 'es']),
  /** When it is to be filled in; today where nothing is said. */
  dueOn: dayField.optional(),
});
export type PrintSheetsRequest = z.infer<typeof PrintSheetsRequest>;

export const VoidSheetRequest = z.strictObject({ sheetId: id, reason: line(300) });

export const SheetView = z.object({
  id,
  /** As it is printed for people to read. */
  shortId: z.string(),
  instrument: z.string(),
  instrumentVersion: z.number().int(),
  abbreviation: z.string(),
  language: z.enum(['en', 'es']),
  pages: z.number().int(),
  dueOn: z.string(),
  printedAt: z.string(),
  printedBy: z.string().nullable(),
  state: z.enum(['issued', 'filed', 'voided']),
  sittingId: id.nullable(),
  voidReason: z.string().nullable(),
});
export type SheetView = z.infer<typeof SheetView>;

export const SheetList = z.object({ items: z.array(SheetView) });
export type SheetList = z.infer<typeof SheetList>;
