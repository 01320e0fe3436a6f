// Each agency's day changes at its own midnight. The clock is looked at then, at start, and once an hour: a server that was off
// catches up, and an agency founded meanwhile is not forgotten.
import { advanceDay } from '#actions/jobs/advance-day.ts';
import { addMinutes, millisOf, nextMidnight } from '#domain/basics/instant.ts';
import { agencyClocks } from '#store/day-change.ts';
import type { JobServices, Task, Worker } from './worker/worker.ts';

export const advanceDayTask: Task = async (payload, { database, clock }) => {
  await advanceDay(database, (payload as { agencyId: string }).agencyId, clock());
};

const longestWaitMinutes = 60;
/** So that the clock has surely passed midnight when it is looked at. */
const afterMidnightMillis = 500;

/** Asks for the day change of every agency whenever one may be due; `stop` ends the waiting, and lets a look under way come to its end. */
export const keepDays = (worker: Worker, { database, clock, log }: JobServices): { stop(): Promise<void> } => {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const look = async (): Promise<void> => {
    let next = addMinutes(clock(), longestWaitMinutes);
    try {
      for (const { agency_id, time_zone } of await database.transaction(agencyClocks, { durable: false })) {
        // What a new day may bring along; each looks for itself whether there is anything to do.
        for (const task of ['advance-day', 'audit-report'])
          await worker.add(task, { agencyId: agency_id }, `${task}:${agency_id}`);
        const midnight = nextMidnight(time_zone, clock());
        if (midnight < next) next = midnight;
      }
    } catch (error) {
      // While everything is taken down a look may fail; the next start looks first of all.
      if (!stopped) log({ level: 'error', job: 'advance-day', error: (error as Error).name });
      next = addMinutes(clock(), 1);
    }
    if (stopped) return;
    timer = setTimeout(lookAgain, Math.max(0, millisOf(next) - millisOf(clock())) + afterMidnightMillis);
    timer.unref();
  };
  let looking: Promise<void> | undefined;
  const lookAgain = () => {
    looking = look();
  };
  lookAgain();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await looking;
    },
  };
};
