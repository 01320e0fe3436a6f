// What nobody should send, sent to every route: each answer is a sentence that names field and rule, none is a failure of ours, and
// what was refused has left nothing behind.
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asSystem, refusalsFrom } from '#actions/pipeline/perform.ts';
import { Refused } from '#actions/pipeline/refused.ts';
import type { Staff } from '#actions/pipeline/test-world.ts';
import { refusal } from '#domain/basics/result.ts';
import { createApp } from '../app.ts';
import type { PlainRoute } from '../http/route.ts';
import { createServer, type Services } from '../http/server.ts';
import type { Json } from './test-plausible.ts';
import { type Asked, askedOf, cookieOf, named, parametersOf, type Served, servedBy } from './test-served.ts';
import { aWorldOfStandings, type World } from './test-standings.ts';
import { traced, undoing } from './test-undone.ts';

let world: World;
let app: FastifyInstance;
let services: Services;
const logged: Record<string, unknown>[] = [];

const recordTables = async (ownerUrl: string): Promise<string[]> => {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const { rows } = await owner.query<{ name: string }>(
    `select relname as name from pg_class c where relnamespace = 'public'::regnamespace and relkind = 'r' and not relispartition
      and has_table_privilege('footbridge_app', c.oid, 'select') order by 1`,
  );
  await owner.end();
  return rows.map(({ name }) => name);
};

beforeAll(async () => {
  world = await aWorldOfStandings();
  const { database } = world.agency;
  services = {
    database: undoing(database, await recordTables(database.ownerUrl)),
    clock: () => world.agency.now,
    log: (line) => logged.push(line),
  };
  app = await createApp(services, '0.0.0');
});
afterAll(async () => {
  await app.close();
  await world.close();
});

const hostileTexts: readonly string[] = [
  '',
  '   ',
  '<script>alert(1)</script>',
  "'); drop table clients; --",
  '{count, plural, one {#} other {#}} {',
  'a\u0000b',
  'bell\u0007',
  'half \ud800 a pair',
  'right \u202eto left',
  '\u{1F9D1}\u200d\u{1F9B2}'.repeat(20),
  'NaN',
  '1e308',
  '-0',
  '../../../etc/passwd',
  '=cmd|calc!A1',
  'x'.repeat(60_000),
  '00000000-0000-0000-0000-000000000000',
  '01a21338-8180-7f79-92cb-a244d2f971dz',
  '2026-02-30',
  '2999-12-31',
  '9999-12-31',
  '0001-01-01',
  '+275760-09-13T00:00:00.000Z',
  '2999-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  '2026-11-25T25:61:00Z',
  '9'.repeat(300),
  '-1',
  'name; drop table clients',
  '__proto__',
  'constructor',
];
const deep = (levels: number): Json => (levels === 0 ? 'down here' : { down: deep(levels - 1) });
const otherValues: readonly Json[] = [
  null,
  true,
  -1,
  1.5,
  1e308,
  -0,
  2_147_483_648,
  Number.MAX_SAFE_INTEGER,
  [],
  {},
  [[]],
  deep(30),
  ['\u0000'],
  { 'a\u0000': '\ud800' },
];
/** All of them everywhere takes minutes; each in many places, and every place with some, takes seconds. */
const perField = process.env.FOOTBRIDGE_LONG ? hostileTexts.length + otherValues.length : 3;
const allValues = [...hostileTexts, ...otherValues];
let turn = 0;
const someValues = (): Json[] => Array.from({ length: perField }, () => allValues[turn++ % allValues.length] ?? null);

type Place = readonly (string | number)[];
const placesIn = (value: Json, at: Place = []): Place[] =>
  typeof value !== 'object' || value === null
    ? [at]
    : [
        ...(at.length > 0 ? [at] : []),
        ...Object.entries(value).flatMap(([name, inner]) =>
          placesIn(inner, [...at, Array.isArray(value) ? Number(name) : name]),
        ),
      ];

const without = Symbol('left out');
const changedAt = (whole: Json, place: Place, to: Json | typeof without): Json => {
  const copy = structuredClone(whole);
  let at = copy as Record<string | number, Json>;
  for (const part of place.slice(0, -1)) at = at[part] as Record<string | number, Json>;
  const last = place.at(-1) ?? '';
  if (to !== without) at[last] = to;
  else if (Array.isArray(at)) at.splice(Number(last), 1);
  else delete at[last];
  return copy;
};

type Sent = {
  readonly what: string;
  readonly url: string;
  readonly body?: string;
};

/** Each field of the body in turn left out, of another type, hostile, and fields nobody asked for. */
const bodiesFor = ({ url, payload }: Asked): Sent[] => [
  ...placesIn(payload).flatMap((place) =>
    [without, ...someValues()].map((value) => ({
      what: `${place.join('.')} = ${value === without ? 'nothing' : JSON.stringify(value).slice(0, 40)}`,
      url,
      body: JSON.stringify(changedAt(payload, place, value as Json)),
    })),
  ),
  ...['agencyId', 'recordedBy', 'signedAt', 'signedBy', 'isAdmin'].map((name) => ({
    what: `${name} besides`,
    url,
    body: JSON.stringify({ ...payload, [name]: world.subjects.stranger.clientId }),
  })),
  ...['__proto__', 'constructor'].map((name) => ({
    what: `a way to the prototype, ${name}`,
    url,
    body: `{"${name}":{"roles":["administrator"]},${JSON.stringify(payload).slice(1)}`.replace(',}', '}'),
  })),
  ...['null', '[]', '"text"', '7', '{', '\ufeff{}', `${'['.repeat(5_000)}${']'.repeat(5_000)}`].map((body) => ({
    what: `the body ${body.slice(0, 10)}`,
    url,
    body,
  })),
];

/** Each part of the address, and each of its questions, likewise. */
const addressesFor = (served: Served, { url, payload }: Asked): Sent[] => {
  const [path = '', query = ''] = url.split('?');
  const parts = path.split('/');
  const shape = served.path.split('/');
  const body = served.method === 'GET' || served.method === 'DELETE' ? {} : { body: JSON.stringify(payload) };
  const inPath = shape.flatMap((part, position) =>
    part.startsWith('{')
      ? [...someValues(), world.agency.newId()].map((value) => ({
          what: `${part} = ${JSON.stringify(value).slice(0, 40)}`,
          url:
            [
              ...parts.slice(0, position),
              encodeURIComponent(String(value).toWellFormed().slice(0, 190)),
              ...parts.slice(position + 1),
            ].join('/') + (query && `?${query}`),
          ...body,
        }))
      : [],
  );
  const asked = [...new URLSearchParams(query).keys(), ...(served.method === 'GET' ? ['nonsense'] : []), 'as-of'];
  const inQuery = asked.flatMap((name) =>
    [
      ...someValues().map((value) =>
        (typeof value === 'string' ? value : JSON.stringify(value)).toWellFormed().slice(0, 3_000),
      ),
      '%',
    ].map((value) => {
      const changed = new URLSearchParams(query);
      changed.set(name, value);
      return { what: `?${name}=${value.slice(0, 40)}`, url: `${path}?${changed}`, ...body };
    }),
  );
  const twice = asked.map((name) => ({ what: `?${name} twice`, url: `${path}?${query}&${name}=1&${name}=2`, ...body }));
  return [...inPath, ...inQuery, ...twice];
};

type Problem = {
  readonly errors?: { readonly rule?: string; readonly message?: string; readonly pointer?: string }[];
  readonly title?: string;
};

/** What is wrong with an answer, or null. */
const faultOf = (served: Served, sent: Sent, answer: Awaited<ReturnType<FastifyInstance['inject']>>): string | null => {
  if (answer.statusCode >= 500) return `${answer.statusCode}`;
  if (answer.statusCode < 400) return null;
  if (!String(answer.headers['content-type']).startsWith('application/problem+json')) return 'no problem document';
  const { errors = [], title } = answer.json() as Problem;
  if (!title || errors.length === 0) return 'no word of what is wrong';
  for (const { rule, message } of errors)
    if (
      !rule ||
      !message ||
      /refusal\.[a-z]|undefined|\bnull\b|\[object/.test(message) ||
      message.includes('__proto__":')
    )
      return `says “${message}” (${rule})`;
  if (/at \w+.*\.ts:\d+|node_modules|select .* from/i.test(answer.payload)) return 'shows its insides';
  // Where the schema refuses the body, the answer names the same fields.
  if (served.action && sent.body && answer.statusCode === 422 && !sent.url.includes('as-of')) {
    let body: unknown;
    try {
      body = JSON.parse(sent.body);
    } catch {
      return null;
    }
    const inPath = parametersOf(served.path);
    const parts = (sent.url.split('?')[0] ?? '').split('/');
    const params = Object.fromEntries(
      inPath.map((name) => [name, decodeURIComponent(parts[served.path.split('/').indexOf(`{${name}}`)] ?? '')]),
    );
    const parsed =
      typeof body === 'object' && body !== null && !Array.isArray(body)
        ? served.action.input.safeParse({ ...body, ...params })
        : null;
    if (parsed && !parsed.success) {
      const expected = refusalsFrom(parsed.error).map(({ pointer }) => pointer);
      const got = new Set(errors.map(({ pointer }) => pointer));
      if (!expected.every((pointer) => got.has(pointer))) return `names ${[...got]}, not ${expected}`;
    }
  }
  return null;
};

const whoFor = (served: Served): Staff =>
  /^\/api\/(agency|imports|staff\/)/.test(served.path) ? world.people.administrator : world.people['team-lead'];

describe('bad input', { timeout: 900_000 }, () => {
  test('on every route is refused with field and rule, leaves nothing behind, and never fails us', async () => {
    const faults: string[] = [];
    let [asked, refused] = [0, 0];
    const sendings = servedBy(app).flatMap((served) => {
      const who = whoFor(served);
      const requests = served.action
        ? [true, false].map((all) => askedOf(served, world, who, world.subjects.own, { all }))
        : [{ url: served.path, payload: { email: 'a@example.org', password: 'x', token: 'y'.repeat(30) }, ids: {} }];
      return requests.flatMap((request) =>
        [
          ...addressesFor(served, request),
          ...(served.method === 'GET' || served.method === 'DELETE' ? [] : bodiesFor(request)),
        ].map((sent) => ({ served, who, sent })),
      );
    });
    const attempt = async ({ served, who, sent }: (typeof sendings)[number]): Promise<void> => {
      const send = (headers: Record<string, string> = {}) =>
        traced(() =>
          app.inject({
            method: served.method,
            url: sent.url,
            headers: {
              cookie: cookieOf(who),
              ...(sent.body !== undefined && { 'content-type': 'application/json' }),
              ...headers,
            },
            ...(sent.body !== undefined && { payload: sent.body }),
          }),
        );
      let { value: answer, written } = await send();
      // With the version it asks for, the request goes on to where it is stored.
      if (answer.statusCode === 412)
        ({ value: answer, written } = await send({ 'if-match': `"${answer.json().version}"` }));
      asked++;
      const fault = faultOf(served, sent, answer);
      if (fault) faults.push(`${named(served)} ${sent.what}: ${fault}`);
      if (answer.statusCode >= 400) {
        refused++;
        if (written.size > 0)
          faults.push(`${named(served)} ${sent.what}: ${answer.statusCode}, yet wrote ${[...written]}`);
      }
    };
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for (let next = sendings.pop(); next; next = sendings.pop()) await attempt(next);
      }),
    );
    expect(faults.toSorted()).toEqual([]);
    expect(logged).toEqual([]);
    expect(refused).toBeGreaterThan(asked * 0.7);
    expect(asked).toBeGreaterThan(5_000);
  });

  test('a refusal that has left something behind is noticed', async () => {
    const half: PlainRoute = {
      method: 'POST',
      path: '/api/half-done',
      operationId: 'half-done',
      summary: 'Writes first and asks later.',
      open: false,
      handle: async () => {
        await asSystem(services.database, world.agency.agencyId, world.agency.now, (tx) =>
          tx.run(
            sql`insert into actors (agency_id, id, kind) values ((select app.agency()), ${world.agency.newId()}::uuid, 'partner')`,
          ),
        );
        throw new Refused(409, [refusal('not-found')]);
      },
    };
    const careless = await createServer(services, [], [half]);
    const { value: answer, written } = await traced(() => careless.inject({ method: 'POST', url: half.path }));
    await careless.close();
    expect(answer.statusCode).toBe(409);
    expect([...written]).toEqual(['actors']);
  });
});
