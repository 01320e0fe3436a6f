// Scans of sheets: handed in, checked where the reader was not sure, filed.
import { z } from 'zod';
import { dayField, id, line } from './fields.ts';

export const UploadScansRequest = z.strictObject({
  /** The bytes of one file, in base64: PDF, TIFF, PNG or JPEG. */
  content: z
    .string()
    .min(1, 'field.blank')
    .regex(/^[A-Za-z0-9+/]*={0,2}$/, 'field.invalid-format'),
});
export const ScansUploaded = z.object({ id });
export type ScansUploaded = z.infer<typeof ScansUploaded>;

/** What came of each page of a file, for whoever handed it in: of a page that is kept, no more than that it is. */
export const ScanBatchResult = z.object({
  pages: z.array(
    z.object({
      page: z.number().int(),
      result: z.enum(['filed', 'waiting', 'to-check', 'wrong-sheet', 'already-used', 'not-readable']),
      reason: z.string().nullable(),
    }),
  ),
});
export type ScanBatchResult = z.infer<typeof ScanBatchResult>;

export const WaitingScanPage = z.object({
  id,
  client: z.object({ id, name: z.string() }),
  shortId: z.string(),
  abbreviation: z.string(),
  page: z.number().int(),
  pages: z.number().int(),
  doubtful: z.number().int(),
  state: z.enum(['open', 'clear']),
  readAt: z.string(),
});
export type WaitingScanPage = z.infer<typeof WaitingScanPage>;
export const WaitingScanPages = z.object({ items: z.array(WaitingScanPage) });
export type WaitingScanPages = z.infer<typeof WaitingScanPages>;

const value = z.union([z.string().max(200), z.number()]);
const answer = z.union([value, z.array(value).max(100)]).nullable();
const said = z.object({ en: z.string(), es: z.string().optional() });
const box = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });

export const ScanPageView = z.object({
  id,
  clientId: id,
  shortId: z.string(),
  abbreviation: z.string(),
  page: z.number().int(),
  pages: z.number().int(),
  state: z.enum(['open', 'clear', 'filed', 'put-aside']),
  readAt: z.string(),
  /** The earliest the sheet is likely to have been filled in: the day it was to be, where that is over. */
  day: z.string(),
  /** The sheet laid straight, and its size in the layout's millimetres. */
  image: z.object({ mediaType: z.string(), base64: z.string(), width: z.number(), height: z.number() }),
  /** Where people wrote. */
  text: z.array(box.extend({ id: z.string() })),
  items: z.array(
    z.object({
      id: z.string(),
      text: said.nullable(),
      isMany: z.boolean(),
      options: z.array(z.object({ value, label: said.nullable() })),
      read: answer,
      status: z.enum(['accepted', 'check']),
      reason: z.string().nullable(),
      /** What the row looks like on the page. */
      box,
    }),
  ),
  version: z.string(),
});
export type ScanPageView = z.infer<typeof ScanPageView>;

export const DecideScanPageRequest = z.strictObject({
  pageId: id,
  /** For every answer that was to be checked: what it is, or null where it was left blank. */
  answers: z.record(z.string().max(60), answer),
  /** The day it was filled in, as it stands on the sheet. */
  day: dayField.optional(),
});
export const ScanPageDecided = z.object({ state: z.enum(['clear', 'filed']), sittingId: id.nullable() });
export type ScanPageDecided = z.infer<typeof ScanPageDecided>;

export const PutScanPageAsideRequest = z.strictObject({ pageId: id, reason: line(300) });
export const ScanPagePutAside = z.object({ id });
