// A file of scans taken page by page, each read and laid straight in a thread of its own. What a page does to its reader ends with that
// thread: it is waited for a bounded time, and the next page has a new one.
import { Worker } from 'node:worker_threads';
import { refusal } from '#domain/basics/result.ts';
import type { SheetLayout } from '#domain/sheets/shape.ts';
import type { PageAnswer } from './scan-pages-worker.ts';

const mostMillis = 60_000;

const asked = (worker: Worker, index: number, where: { file: string; page: number }, millis: number) =>
  new Promise<{ answer: PageAnswer; isWell: boolean }>((tell) => {
    const end = (answer: PageAnswer, isWell: boolean) => {
      clearTimeout(timer);
      worker.off('message', hear).off('error', fail).off('exit', fail);
      if (!isWell) worker.on('error', () => undefined);
      tell({ answer, isWell });
    };
    const giveUp = (code: string) => end({ pages: null, refusals: [refusal(code, where)] }, false);
    const timer = setTimeout(() => giveUp('scan-too-slow'), millis);
    const hear = (answer: PageAnswer) => end(answer, true);
    const fail = () => giveUp('scan-page-damaged');
    worker.on('message', hear).on('error', fail).on('exit', fail);
    worker.postMessage(index);
  });

/** Every page in its order, the next only once the last was dealt with; a file that cannot be opened is told once. */
export async function* takeScanPages(
  file: { readonly name: string; readonly bytes: Uint8Array },
  layouts: readonly SheetLayout[],
  millis = mostMillis,
): AsyncGenerator<PageAnswer> {
  const start = () =>
    new Worker(new URL('./scan-pages-worker.ts', import.meta.url), { workerData: { ...file, layouts } });
  let worker = start();
  let pages = 1;
  try {
    for (let index = 0; index < pages; index++) {
      const { answer, isWell } = await asked(worker, index, { file: file.name, page: index + 1 }, millis);
      pages = answer.pages ?? pages;
      if (!isWell) {
        await worker.terminate();
        worker = start();
      }
      yield answer;
    }
  } finally {
    await worker.terminate();
  }
}
