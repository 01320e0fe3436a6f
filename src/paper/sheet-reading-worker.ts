// Runs in a thread of its own: unpacks and reads one page at a time. Whoever waits ends it when it takes too long.
import { parentPort, workerData } from 'node:worker_threads';
import sharp from 'sharp';
import type { Refusal, Result } from '#domain/basics/result.ts';
import { type PageReading, readPage } from '#domain/sheets/read-page.ts';
import type { SheetLayout } from '#domain/sheets/shape.ts';
import { openScan, type Scan } from './decode.ts';
import { decodeCode } from './sheet-code.ts';

export type Task = { readonly path: string; readonly index: number };
/** `page` is what is sent of a reading: no layouts, which the other side has. */
export type ReadPage = Pick<PageReading, 'result' | 'reason'> & {
  readonly code: Extract<PageReading, { code: unknown }>['code'] | null;
  readonly items: Extract<PageReading, { items: unknown }>['items'];
};
export type Answer =
  | { readonly pages: number; readonly reading: ReadPage }
  | { readonly pages: number | null; readonly refusals: readonly Refusal[] };

sharp.cache(false);
// Pages are read side by side by threads like this one, not each by many.
sharp.concurrency(1);

const { layouts } = workerData as { layouts: readonly SheetLayout[] };

/** The file that was read last: the next page is likely to be one of its. */
let held: { readonly path: string; readonly scan: Result<Scan> } | undefined;

const scanAt = async (path: string): Promise<Result<Scan>> => {
  if (held?.path === path) return held.scan;
  if (held?.scan.ok) held.scan.value.close();
  held = { path, scan: await openScan(path) };
  return held.scan;
};

const answer = async ({ path, index }: Task): Promise<Answer> => {
  const scan = await scanAt(path);
  if (!scan.ok) return { pages: null, refusals: scan.refusals };
  const { pages } = scan.value;
  const page = await scan.value.page(index);
  if (!page.ok) return { pages, refusals: page.refusals };
  const reading = readPage(page.value, layouts, decodeCode);
  const [code, items] = ['code' in reading ? reading.code : null, 'items' in reading ? reading.items : []];
  return { pages, reading: { result: reading.result, reason: reading.reason, code, items } };
};

parentPort?.on('message', async (task: Task) => parentPort?.postMessage(await answer(task)));
