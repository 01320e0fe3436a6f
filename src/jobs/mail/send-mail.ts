// Mail is handed to the machine's own mail program, which knows the way and keeps trying. Once a minute it is looked whether any
// waits; one that is not taken is offered again, later each time.
import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { asSystem } from '#actions/pipeline/perform.ts';
import type { Id } from '#domain/basics/id.ts';
import { addMinutes } from '#domain/basics/instant.ts';
import { agencyClocks } from '#store/day-change.ts';
import { markSent, nextMail, putOff } from '#store/outbox.ts';
import type { JobServices } from '../worker/worker.ts';
import { letterOf } from './letter.ts';

export type MailProgram = {
  /** Called without a shell, with the mail on its standard input; it finds the recipient there. */
  readonly command: readonly [string, ...string[]];
  readonly from: string;
};

const betweenLooksMillis = 60_000;
const mostMillis = 30_000;
const longestWaitMinutes = 12 * 60;

/** Null when the mail was taken, else why not, as a code. */
const handOver = ([program, ...given]: MailProgram['command'], letter: string): Promise<string | null> =>
  new Promise((resolve) => {
    const child = spawn(program, given, { stdio: ['pipe', 'ignore', 'ignore'], timeout: mostMillis });
    child.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'not-started'));
    child.once('close', (code, signal) => resolve(code === 0 ? null : (signal ?? `exit-${code}`)));
    // A program that ends before it has read says so by its code.
    child.stdin.on('error', () => undefined).end(letter);
  });

/** Hands over what waits; returns how many were taken. */
export const sendWaiting = async (
  { database, clock, log }: JobServices,
  { command, from }: MailProgram,
): Promise<number> => {
  const sendOne = (agencyId: Id) =>
    asSystem(database, agencyId, clock(), async (tx): Promise<'none' | 'taken' | 'not taken'> => {
      const now = clock();
      const mail = await nextMail(tx, now);
      if (!mail) return 'none';
      const letter = letterOf(mail, from, now);
      const why = letter === null ? 'no-letter' : await handOver(command, letter);
      if (why === null) {
        await markSent(tx, mail.id, now);
        return 'taken';
      }
      log({ level: 'error', job: 'mail', mail: mail.id, error: why });
      await putOff(tx, mail.id, addMinutes(now, Math.min(2 ** mail.attempts, longestWaitMinutes)), why);
      return 'not taken';
    });
  let taken = 0;
  for (const { agency_id } of await database.transaction(agencyClocks, { durable: false }))
    for (let outcome = await sendOne(agency_id); outcome !== 'none'; outcome = await sendOne(agency_id))
      if (outcome === 'taken') taken += 1;
  return taken;
};

/** Looks at start and then once a minute; `stop` lets a look under way come to its end. */
export const keepMailing = (services: JobServices, program: MailProgram): { stop(): Promise<void> } => {
  const stopping = new AbortController();
  const rounds = async () => {
    while (!stopping.signal.aborted) {
      await sendWaiting(services, program).catch((error: Error) =>
        services.log({ level: 'error', job: 'mail', error: error.name }),
      );
      await pause(betweenLooksMillis, undefined, { ref: false, signal: stopping.signal }).catch(() => undefined);
    }
  };
  const running = rounds();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};
