// Scans read in threads of their own, in the order in which they were given. What a stranger's file does to its reader ends with that
// thread: it is waited for a bounded time, and the next page has a new one.
import { basename } from 'node:path';
import { Worker } from 'node:worker_threads';
import { refusal } from '#domain/basics/result.ts';
import type { SheetLayout } from '#domain/sheets/shape.ts';
import type { Answer, Task } from './sheet-reading-worker.ts';

const mostMillis = 60_000;
/** Pages begun before those ahead of them are told, for each thread: enough to keep it busy, few enough to hold. */
const ahead = 3;

/** Pages are large and soon done with: little room for what is young lets go of them early. */
const resourceLimits = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 160 };

type Waiting = { readonly task: Task; readonly tell: (answer: Answer) => void };

const threads = (layouts: readonly SheetLayout[], count: number, millis: number) => {
  const idle: { readonly worker: Worker; path: string }[] = [];
  const all = new Set<Worker>();
  const queue: Waiting[] = [];
  const start = () => {
    const worker = new Worker(new URL('./sheet-reading-worker.ts', import.meta.url), {
      workerData: { layouts },
      resourceLimits,
    });
    all.add(worker);
    return { worker, path: '' };
  };
  const next = () => {
    const [waiting] = queue;
    if (!waiting || (idle.length === 0 && all.size >= count)) return;
    queue.shift();
    const { task, tell } = waiting;
    // Who has the file open already need not open it again.
    const own = idle.findIndex(({ path }) => path === task.path);
    const thread = (own >= 0 ? idle.splice(own, 1)[0] : idle.pop()) ?? start();
    const { worker } = thread;
    const where = { file: basename(task.path), page: task.index + 1 };
    const end = (answer: Answer, isWell: boolean) => {
      clearTimeout(timer);
      worker.off('message', hear).off('error', fail).off('exit', fail);
      if (isWell) {
        thread.path = task.path;
        idle.push(thread);
      } else {
        all.delete(worker);
        worker.on('error', () => undefined);
        worker.terminate();
      }
      tell(answer);
      next();
    };
    const hear = (answer: Answer) => end(answer, true);
    const giveUp = (code: string) => end({ pages: null, refusals: [refusal(code, where)] }, false);
    const fail = () => giveUp('scan-page-damaged');
    const timer = setTimeout(() => giveUp('scan-too-slow'), millis);
    worker.on('message', hear).on('error', fail).on('exit', fail);
    worker.postMessage(task);
  };
  return {
    read: (task: Task): Promise<Answer> =>
      new Promise((tell) => {
        queue.push({ task, tell });
        next();
      }),
    stop: () => Promise.all([...all].map((worker) => worker.terminate())),
  };
};

export type ScannedPage = { readonly file: string; readonly pageInFile: number; readonly answer: Answer };

/** Every page of the files, in their order; a file that cannot be read is told once. */
export async function* readScans(
  paths: readonly string[],
  layouts: readonly SheetLayout[],
  { workers, millis = mostMillis }: { readonly workers: number; readonly millis?: number },
): AsyncGenerator<ScannedPage> {
  const { read, stop } = threads(layouts, workers, millis);
  try {
    const begun: Promise<Answer>[] = [];
    for (const [at, path] of paths.entries()) {
      while (begun.length < Math.min(paths.length, at + 1 + ahead * workers))
        begun.push(read({ path: paths[begun.length] as string, index: 0 }));
      const first = await (begun[at] as Promise<Answer>);
      yield { file: path, pageInFile: 1, answer: first };
      const pages = first.pages ?? 1;
      const rest: Promise<Answer>[] = [];
      for (let index = 1; index < pages; index++) {
        while (rest.length < ahead * workers && index + rest.length < pages)
          rest.push(read({ path, index: index + rest.length }));
        yield { file: path, pageInFile: index + 1, answer: await (rest.shift() as Promise<Answer>) };
      }
    }
  } finally {
    await stop();
  }
}
