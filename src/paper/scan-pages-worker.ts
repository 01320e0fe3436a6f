// Runs in a thread of its own: unpacks a file page by page, reads each, and lays it straight so that it can be kept and looked at. Asked
// for one page at a time; whoever waits ends it when it takes too long.
import { parentPort, workerData } from 'node:worker_threads';
import sharp from 'sharp';
import type { Refusal } from '#domain/basics/result.ts';
import type { SheetCode } from '#domain/sheets/code.ts';
import type { Grey } from '#domain/sheets/grey.ts';
import { type Homography, mapped } from '#domain/sheets/homography.ts';
import type { ItemReading } from '#domain/sheets/marks.ts';
import { readPage } from '#domain/sheets/read-page.ts';
import type { SheetLayout } from '#domain/sheets/shape.ts';
import { scanOf } from './decode.ts';
import { decodeCode } from './sheet-code.ts';
import { dotsPerMillimetre } from './straight.ts';

export type TakenPage =
  | { readonly result: 'not-readable' | 'wrong-sheet'; readonly reason: string }
  | {
      readonly result: 'read' | 'check';
      readonly reason: string | null;
      readonly code: SheetCode;
      readonly items: readonly ItemReading[];
      readonly jpeg: Uint8Array;
    };

export type PageAnswer =
  | { readonly pages: number; readonly taken: TakenPage }
  | { readonly pages: number | null; readonly refusals: readonly Refusal[] };

sharp.cache(false);
sharp.concurrency(1);

const { name, bytes, layouts } = workerData as { name: string; bytes: Uint8Array; layouts: readonly SheetLayout[] };
const opened = scanOf(name, bytes);

/** The sheet as it was printed: upright, flat, and each millimetre as many dots. */
const straightened = (
  { data, width, height }: Grey,
  map: Homography,
  page: { width: number; height: number },
): Grey => {
  const [across, down] = [Math.round(page.width * dotsPerMillimetre), Math.round(page.height * dotsPerMillimetre)];
  const out = new Uint8Array(across * down).fill(255);
  for (let y = 0, to = 0; y < down; y++)
    for (let x = 0; x < across; x++, to++) {
      const at = mapped(map, (x + 0.5) / dotsPerMillimetre, (y + 0.5) / dotsPerMillimetre);
      const [column, row] = [Math.floor(at.x), Math.floor(at.y)];
      if (column >= 0 && row >= 0 && column < width && row < height) out[to] = data[row * width + column] as number;
    }
  return { data: out, width: across, height: down };
};

const asJpeg = async ({ data, width, height }: Grey): Promise<Uint8Array> =>
  sharp(data, { raw: { width, height, channels: 1 } })
    .jpeg({ quality: 70 })
    .toBuffer();

const take = async (index: number): Promise<PageAnswer> => {
  const scan = await opened;
  if (!scan.ok) return { pages: null, refusals: scan.refusals };
  const { pages } = scan.value;
  const page = await scan.value.page(index);
  if (!page.ok) return { pages, refusals: page.refusals };
  const reading = readPage(page.value, layouts, decodeCode);
  if (!('items' in reading)) return { pages, taken: { result: reading.result, reason: reading.reason } };
  const { result, reason, code, items } = reading;
  const jpeg = await asJpeg(straightened(page.value, reading.map, reading.page));
  return { pages, taken: { result, reason, code, items, jpeg } };
};

parentPort?.on('message', async (index: number) => parentPort?.postMessage(await take(index)));
