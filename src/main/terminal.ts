// What every command does at the terminal: with --json stdout holds JSON only; everything a person reads while waiting goes to
// stderr, without control codes when that is no terminal. Exit codes: 0 done, 1 refused, 2 wrong usage, 130 cancelled.
import type { Refusal } from '#domain/basics/result.ts';
import { type Language, sentence } from '#words/catalogue.ts';

export type ExitCode = 0 | 1 | 2 | 130;

const languageOfMachine = (): Language =>
  (process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '').startsWith('es') ? 'es' : 'en';

export const language = languageOfMachine();

export const say = (key: string, params?: Readonly<Record<string, string | number | boolean>>): string =>
  sentence(language, key, params);

/** What went wrong, with the file, row, field and rule where there are such. */
export type Fault = {
  readonly file?: string;
  readonly row?: number;
  readonly pointer?: string;
  readonly rule: string;
  readonly message: string;
};

export type ProblemDocument = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly errors?: readonly Fault[];
};

/** A command that will not or cannot go on: exit 1, or 2 when it was called wrongly. */
export class CommandRefused extends Error {
  readonly exitCode: 1 | 2;
  readonly problem: ProblemDocument;

  constructor(rule: string, detail: string, { exitCode = 1, status = 422, errors }: Omissible = {}) {
    super(detail);
    this.exitCode = exitCode;
    this.problem = {
      type: `urn:footbridge:problem/${rule}`,
      title: say(`problem.${status}`),
      status,
      detail,
      ...(errors && { errors }),
    };
  }
}

type Omissible = { readonly exitCode?: 1 | 2; readonly status?: number; readonly errors?: readonly Fault[] };

export const refuse = (code: string, params?: Refusal['params'], more?: Omissible): CommandRefused =>
  new CommandRefused(code, say(`refusal.${code}`, params), more);

/** One JSON document (or one line of JSON Lines) on stdout. Waits when the reader is slow. */
export const printJson = async (value: unknown): Promise<void> => {
  if (process.stdout.write(`${JSON.stringify(value)}\n`)) return;
  await new Promise((resume) => process.stdout.once('drain', resume));
};

export const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

export const note = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

export type Progress = { readonly to: (done: number, total: number) => void; readonly end: () => void };

/** A bar on a terminal; elsewhere a plain line now and then. */
export const startProgress = async (label: string): Promise<Progress> => {
  if (process.stderr.isTTY) {
    const { SingleBar, Presets } = await import('cli-progress');
    const format = `${label} {bar} {percentage} % · {value} / {total}`;
    const bar = new SingleBar({ stream: process.stderr, format, hideCursor: true }, Presets.shades_grey);
    bar.start(1, 0);
    return {
      to: (done, total) => {
        bar.setTotal(total);
        bar.update(done);
      },
      end: () => bar.stop(),
    };
  }
  let said = Date.now();
  return {
    to: (done, total) => {
      if (Date.now() - said < 5_000) return;
      said = Date.now();
      note(`${label}: ${done} / ${total}`);
    },
    end: () => undefined,
  };
};

const cancelled = new AbortController();
let cleaningUp = 0;

/** Aborted by Ctrl-C and by SIGTERM. */
export const cancellation: AbortSignal = cancelled.signal;

/** Called when the process is told to end: who has something to put in order does so, otherwise it ends here. */
export const cancel = (): void => {
  if (cleaningUp === 0) process.exit(130);
  cancelled.abort();
};

/** While `work` runs a signal to end only aborts `cancellation`, and `work` ends by itself. */
export const mindingCancellation = async <T>(work: () => Promise<T>): Promise<T> => {
  cleaningUp++;
  try {
    return await work();
  } finally {
    cleaningUp--;
  }
};

/** Rejects when the process is told to end. */
export const untilCancelled = (): Promise<never> =>
  new Promise((_, reject) => {
    const end = () => reject(new Error('cancelled'));
    if (cancellation.aborted) end();
    else cancellation.addEventListener('abort', end, { once: true });
  });

/** The outcome of `work`, unless the process is told to end first: then `work` is left standing and this rejects. */
export const orCancelled = <T>(work: Promise<T>): Promise<T> => {
  work.catch(() => undefined);
  return Promise.race([work, untilCancelled()]);
};
