import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anAgency, type TestAgency } from '#actions/pipeline/test-world.ts';
import { addDays } from '#domain/basics/day.ts';
import { instantAt } from '#domain/basics/instant.ts';
import { askToCancel, createJobRun, enqueue, readJobRun } from '#store/job-runs.ts';
import { db } from '#store/postgres/query.ts';
import { databaseUrls } from '#store/postgres/roles.ts';
import { advanceDayTask, keepDays } from '../advance-day.ts';
import { carryOut } from './carry-out.ts';
import { type JobServices, startWorker, type Task } from './worker.ts';

let agency: TestAgency;
const lines: unknown[] = [];
const services = (): JobServices => ({
  database: agency.database,
  clock: () => agency.now,
  log: (line) => lines.push(line),
});
const until = async (holds: () => Promise<boolean>) => {
  for (let tries = 0; tries < 600; tries++) {
    if (await holds()) return;
    await new Promise((wake) => setTimeout(wake, 25));
  }
  throw new Error('it did not come to that');
};
const worker = (tasks: Record<string, Task>) =>
  startWorker(databaseUrls(agency.database.ownerUrl).jobs, services(), tasks);
const withOwner = async (work: (owner: pg.Client) => Promise<unknown>) => {
  const owner = new pg.Client(agency.database.ownerUrl);
  await owner.connect();
  try {
    await work(owner);
  } finally {
    await owner.end();
  }
};
const run = (id: string) => agency.write((tx) => readJobRun(tx, id));
const aRun = async (enqueued: boolean) => {
  const id = agency.newId();
  await agency.write(async (tx, { recorded_by }) => {
    await createJobRun(tx, { agencyId: agency.agencyId, id, kind: 'count', total: 3, by: recorded_by, at: agency.now });
    if (enqueued) await enqueue(tx, 'count', { agencyId: agency.agencyId, id });
  });
  return id;
};

beforeAll(async () => {
  agency = await anAgency(undefined, { timeZone: 'Pacific/Auckland' });
});
afterAll(() => agency.database.close());

describe('the worker', () => {
  test('carries out what was asked for within a transaction, once it is committed, and stops when told', async () => {
    const count: Task = (payload, own) =>
      carryOut(own, payload as { agencyId: string; id: string }, async (progress) => {
        for (let step = 1; step <= 3; step++) await progress(step);
        return { counted: 3 };
      });
    const running = await worker({ count });
    const id = await aRun(true);
    await until(async () => (await run(id))?.state === 'done');
    expect(await run(id)).toMatchObject({ done: 3, total: 3, result: { counted: 3 }, problem: null });
    await running.stop();
  });

  test('changes the day of every agency when it starts, in that agency’s own zone', async () => {
    const tomorrow = addDays(agency.today(), 1);
    agency.now = instantAt('Pacific/Auckland', tomorrow, '00:01');
    const running = await worker({ 'advance-day': advanceDayTask });
    const days = keepDays(running, services());
    const day = async () =>
      (await agency.write((tx) => tx.rows(db.selectFrom('agencies').select('current_day'))))[0]?.current_day;
    await until(async () => (await day()) === tomorrow);
    await days.stop();
    await running.stop();
    expect(lines).toEqual([]);
  });
});

test('a look at the days that is under way when everything stops comes to its end, and nothing is logged', async () => {
  lines.length = 0;
  const running = await worker({ 'advance-day': async () => undefined });
  let goOn = () => {};
  const held = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  let look: Promise<unknown> | undefined;
  const own: JobServices = {
    ...services(),
    database: {
      ...agency.database,
      transaction: (...asked) => {
        const answer = held.then(() => agency.database.transaction(...asked));
        look = answer;
        return answer;
      },
    },
  };
  const days = keepDays(running, own);
  const stopped = (async () => {
    await days.stop();
    await running.stop();
  })();
  await Promise.race([stopped, new Promise((wake) => setTimeout(wake, 500))]);
  goOn();
  await Promise.all([stopped, look]);
  await new Promise((wake) => setTimeout(wake, 50));
  expect(lines).toEqual([]);
});

describe('when the database restarts', () => {
  test('the worker finds its way back and carries out what was asked for meanwhile', async () => {
    const done: unknown[] = [];
    const running = await worker({ note: async (payload) => void done.push(payload) });
    await agency.write((tx) => enqueue(tx, 'note', { said: 'good evening' }));
    await until(async () => done.length === 1);
    await withOwner((owner) =>
      owner.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'footbridge_jobs'",
      ),
    );
    await agency.write((tx) => enqueue(tx, 'note', { said: 'good morning' }));
    await until(async () => done.length === 2);
    expect(done).toEqual([{ said: 'good evening' }, { said: 'good morning' }]);
    await running.stop();
  });
});

describe('work that is carried out', () => {
  test('called off, it stops at its next step and does no more', async () => {
    const id = await aRun(false);
    const steps: number[] = [];
    await carryOut(services(), { agencyId: agency.agencyId, id }, async (progress) => {
      for (let step = 1; step <= 3; step++) {
        await progress(step);
        steps.push(step);
        if (step === 2) await agency.write((tx) => askToCancel(tx, id, agency.now));
      }
    });
    expect(steps).toEqual([1, 2]);
    expect(await run(id)).toMatchObject({ state: 'cancelled', done: 2 });
  });

  test('when it fails it says so without saying what was in it, and the worker hears of it', async () => {
    const id = await aRun(false);
    const work = carryOut(services(), { agencyId: agency.agencyId, id }, async () => {
      throw new Error('Lou Stone could not be read');
    });
    await expect(work).rejects.toThrow();
    expect(await run(id)).toMatchObject({ state: 'failed', problem: { errors: [{ code: 'internal' }] } });
  });
});
