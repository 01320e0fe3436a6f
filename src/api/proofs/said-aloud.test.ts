// No name, number or word of a client's record leaves by a side door: log lines, addresses, audit details, what waits to be sent,
// what the database writes into its own log. Every route is walked, granted and refused, stumbling and broken.
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '#domain/access/actor.ts';
import { createApp } from '../app.ts';
import { askedOf, injectionOf, named, type Served, servedBy } from './test-served.ts';
import { aWorldOfStandings, standings, type World } from './test-standings.ts';

let world: World;
let app: FastifyInstance;
let broken: FastifyInstance;
const logged: Record<string, unknown>[] = [];
const printed: string[] = [];
const kept = { out: process.stdout.write, err: process.stderr.write };

beforeAll(async () => {
  world = await aWorldOfStandings();
  const { database } = world.agency;
  const services = { clock: () => world.agency.now, log: (line: Record<string, unknown>) => logged.push(line) };
  app = await createApp({ ...services, database }, '0.0.0');
  // The database fails in the middle with the words of the statement in its error, as PostgreSQL's errors do.
  broken = await createApp(
    {
      ...services,
      database: {
        ...database,
        transaction: (work, options) =>
          database.transaction(async (tx) => {
            const value = await work(tx);
            const { mark } = world.subjects.own;
            await tx.plain(`select '${mark}'::integer`).catch((error: Error) => {
              throw Object.assign(error, { code: 'XX000' });
            });
            return value;
          }, options),
      },
    },
    '0.0.0',
  );
});
afterAll(async () => {
  Object.assign(process.stdout, { write: kept.out });
  Object.assign(process.stderr, { write: kept.err });
  await Promise.all([app.close(), broken.close()]);
  await world.close();
});

const listening = async (work: () => Promise<void>): Promise<void> => {
  for (const [stream, write] of [
    [process.stdout, kept.out],
    [process.stderr, kept.err],
  ] as const)
    Object.assign(stream, {
      write: (chunk: string | Uint8Array, ...rest: unknown[]) => {
        printed.push(String(chunk));
        return (write as (...args: unknown[]) => boolean).call(stream, chunk, ...rest);
      },
    });
  try {
    await work();
  } finally {
    Object.assign(process.stdout, { write: kept.out });
    Object.assign(process.stderr, { write: kept.err });
  }
};

/** The marks that stand somewhere in `text`. */
const marksIn = (text: string): string[] =>
  standings.map((each) => world.subjects[each].mark).filter((mark) => text.toLowerCase().includes(mark.toLowerCase()));

const walk = async (
  server: FastifyInstance,
  who: readonly Role[],
): Promise<{ statuses: Map<number, number>; addresses: string[] }> => {
  const statuses = new Map<number, number>();
  const addresses: string[] = [];
  const isLast = ({ method, path }: Served) => method === 'DELETE' && path.includes('session');
  // Whoever has signed out sees nothing more.
  for (const served of servedBy(server).toSorted((a, b) => Number(isLast(a)) - Number(isLast(b))))
    for (const role of who)
      for (const standing of ['own', 'stranger'] as const) {
        const asked = served.action
          ? askedOf(served, world, world.people[role], world.subjects[standing])
          : { url: served.path, payload: {}, ids: {} };
        // What is written about a client says so.
        const { mark } = world.subjects[standing];
        const payload = JSON.parse(JSON.stringify(asked.payload).replaceAll('Plain words', `${mark} said`));
        const answer = await server.inject(
          injectionOf(served, { ...asked, payload }, served.path === '/api/session' ? null : world.people[role]),
        );
        statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1);
        addresses.push(`${named(served)} ${JSON.stringify(answer.headers)}`);
      }
  return { statuses, addresses };
};

describe('what is said aloud', { timeout: 120_000 }, () => {
  test('names no client, whether a request is granted, refused or fails', async () => {
    await listening(async () => {
      const { statuses, addresses } = await walk(app, ['case-manager', 'evaluator']);
      expect(statuses.get(200)).toBeGreaterThan(30);
      expect(statuses.get(201)).toBeGreaterThan(10);
      expect(statuses.get(404)).toBeGreaterThan(50);
      expect(addresses.filter((each) => marksIn(each).length > 0)).toEqual([]);
      const failing = await walk(broken, ['team-lead']);
      expect(failing.statuses.get(500)).toBeGreaterThan(50);
    });
    expect(logged.length).toBeGreaterThan(50);
    expect(logged.filter((line) => marksIn(JSON.stringify(line)).length > 0)).toEqual([]);
    expect(printed.filter((line) => marksIn(line).length > 0)).toEqual([]);
  });

  test('not in the audit’s details, nor in what waits to be sent or worked on', async () => {
    const owner = new pg.Client({ connectionString: world.agency.database.ownerUrl });
    await owner.connect();
    const entries = await owner.query('select to_jsonb(a)::text as line from audit a');
    const waiting = await owner.query('select to_jsonb(o)::text as line from outbox o');
    const jobs = await owner.query(
      "select to_jsonb(j)::text || coalesce((select string_agg(payload::text, ' ') from graphile_worker._private_jobs), '') as line from job_runs j",
    );
    await owner.end();
    expect(entries.rows.length).toBeGreaterThan(250);
    for (const { line } of [...entries.rows, ...waiting.rows]) expect(marksIn(line)).toEqual([]);
    expect(jobs.rows.length).toBeGreaterThan(0);
    expect(jobs.rows.filter(({ line }) => marksIn(line).length > 0)).toEqual([]);
  });
});
