// The same thing sent again, and two people changing the same thing, on every route the server has.
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Staff } from '#actions/pipeline/test-world.ts';
import { createApp } from '../app.ts';
import { askedOf, injectionOf, named, type Served, servedBy } from './test-served.ts';
import { aWorldOfStandings, type World } from './test-standings.ts';
import { traced, undoing } from './test-undone.ts';

let world: World;
let app: FastifyInstance;
/** The same server on the same world, where nothing lasts. */
let trial: FastifyInstance;
let owner: pg.Client;

beforeAll(async () => {
  world = await aWorldOfStandings();
  const { database } = world.agency;
  const services = { database, clock: () => world.agency.now, log: (line: unknown) => console.error(line) };
  app = await createApp(services, '0.0.0');
  trial = await createApp({ ...services, database: undoing(database) }, '0.0.0');
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await Promise.all([app.close(), trial.close(), owner.end()]);
  await world.close();
});

const whoFor = (served: Served): Staff =>
  /^\/api\/(agency|imports|staff\/)/.test(served.path) ? world.people.administrator : world.people['team-lead'];

const askedFor = (served: Served) => askedOf(served, world, whoFor(served), world.subjects.own);

const writes = () => servedBy(app).filter(({ action }) => action?.effect === 'write');

/** An answer whatever the order of its fields: one that is repeated comes out of the database. */
const plain = ({ statusCode, payload }: { statusCode: number; payload: string }): string => {
  const sorted = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(sorted)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(
            Object.entries(value)
              .toSorted(([a], [b]) => (a < b ? -1 : 1))
              .map(([name, inner]) => [name, sorted(inner)]),
          )
        : value;
  const isFile = payload.startsWith('%PDF');
  return `${statusCode} ${isFile ? payload : JSON.stringify(sorted(payload ? JSON.parse(payload) : null))}`;
};

const entriesIn = async (): Promise<number> =>
  (await owner.query("select count(*)::int as entries from audit where effect = 'write'")).rows[0].entries;

describe('sent twice', { timeout: 120_000 }, () => {
  test('forty times at once with one key: one effect and one answer', async () => {
    const served = writes().find(({ action }) => action?.name === 'log-contact');
    if (!served) throw new Error('contacts are not logged here');
    const asked = askedFor(served);
    const before = await entriesIn();
    const answers = await Promise.all(
      Array.from({ length: 40 }, () =>
        app.inject(injectionOf(served, asked, whoFor(served), { 'idempotency-key': 'a thumb that slipped' })),
      ),
    );
    expect(new Set(answers.map(plain)).size).toBe(1);
    expect(answers[0]?.statusCode).toBe(201);
    expect((await entriesIn()) - before).toBe(1);
  });

  test('on every route that makes something: the second is answered like the first and makes nothing', async () => {
    const wrong: string[] = [];
    let tried = 0;
    // What is secret is kept for no repeat.
    for (const served of writes().filter(({ method, action }) => method === 'POST' && !action?.isSecret)) {
      const asked = askedFor(served);
      const who = whoFor(served);
      // What ends sessions or is refused by the state of things has no second sending to compare.
      const { value: alone } = await traced(() => trial.inject(injectionOf(served, asked, who)));
      if (alone.statusCode >= 300 || served.path.startsWith('/api/account')) continue;
      // It is done for good only where it takes nothing away from the routes after it.
      if (/\/(close|stop|hand-over|sign|discard|withdraw|end|lift)$|entered-in-error/.test(served.path)) continue;
      const headers = { 'idempotency-key': named(served) };
      const before = await entriesIn();
      const sent = await Promise.all([0, 1, 2, 3].map(() => app.inject(injectionOf(served, asked, who, headers))));
      tried++;
      const answers = new Set(sent.map(plain));
      const made = (await entriesIn()) - before;
      if (answers.size !== 1 || made !== 1)
        wrong.push(`${named(served)}: ${made} effects, ${[...answers].join(' | ')}`);
      const other = await app.inject(
        injectionOf(served, { ...asked, payload: { ...asked.payload, note: 'another' } }, who, headers),
      );
      if (other.statusCode !== 422)
        wrong.push(`${named(served)}: another request took the answer, ${other.statusCode}`);
    }
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(22);
  });

  test('two changes of one version, on every route that keeps versions: one is made, the other sees both sides', async () => {
    const wrong: string[] = [];
    const versioned: string[] = [];
    for (const served of writes()) {
      const who = whoFor(served);
      const asked = askedFor(served);
      const { value: asking } = await traced(() => trial.inject(injectionOf(served, asked, who)));
      if (asking.statusCode !== 412) continue;
      const { version } = asking.json();
      const headers = { 'if-match': `"${version}"` };
      const { value: alone } = await traced(() => trial.inject(injectionOf(served, asked, who, headers)));
      // Signing needs more than a version here; the lock is the same.
      if (alone.statusCode >= 300) continue;
      versioned.push(named(served));
      const texts = ['Plain words', 'Other words'];
      const sent = await Promise.all(
        texts.map((text) =>
          app.inject(
            injectionOf(
              served,
              { ...asked, payload: JSON.parse(JSON.stringify(asked.payload).replaceAll('Plain words', text)) },
              who,
              headers,
            ),
          ),
        ),
      );
      const [made, turned] = sent.toSorted((a, b) => a.statusCode - b.statusCode);
      if (made?.statusCode !== 200 || turned?.statusCode !== 412) {
        wrong.push(
          `${named(served)}: ${sent.map(({ statusCode, payload }) => `${statusCode} ${payload.slice(0, 200)}`)}`,
        );
        continue;
      }
      const { current, yours, errors } = turned.json();
      if (errors[0].rule !== 'version-stale' || !current || !yours)
        wrong.push(`${named(served)}: shows ${turned.payload}`);
    }
    expect(wrong).toEqual([]);
    expect(versioned.length).toBeGreaterThan(8);
  });
});
