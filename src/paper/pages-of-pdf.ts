// The pages of a scanned PDF as images, to be looked at. What a stranger's file holds is read apart from everything else and for a
// bounded time; no browser ever opens it.
import { Worker } from 'node:worker_threads';

export type PagesOfPdf = {
  /** JPEG, the first ones of the file. */
  readonly pages: readonly Uint8Array[];
  /** Of the whole file. */
  readonly count: number;
};

export const mostPages = 10;
const mostMillis = 10_000;

/** Null where the file cannot be read, or not in time. */
export const pagesOfPdf = (bytes: Uint8Array, millis = mostMillis): Promise<PagesOfPdf | null> =>
  new Promise((resolve) => {
    const worker = new Worker(new URL('./pages-of-pdf-worker.ts', import.meta.url), {
      workerData: { bytes, mostPages },
      resourceLimits: { maxOldGenerationSizeMb: 128 },
    });
    const end = (read: PagesOfPdf | null) => {
      clearTimeout(timer);
      resolve(read);
      worker.terminate();
    };
    const timer = setTimeout(() => end(null), millis);
    worker
      .once('message', end)
      .once('error', () => end(null))
      .once('exit', () => end(null));
  });
