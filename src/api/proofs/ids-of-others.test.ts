// An id is no key. On every route each id that a request carries, in its address, its questions or its body, is in turn that of
// somebody one may not know: the answer is the one for an id that nobody has, and shows nothing of them.
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Staff } from '#actions/pipeline/test-world.ts';
import { createApp } from '../app.ts';
import type { Json } from './test-plausible.ts';
import { type Asked, askedOf, injectionOf, named, parametersOf, type Served, servedBy } from './test-served.ts';
import { aWorldOfStandings, type World } from './test-standings.ts';
import { traced, undoing } from './test-undone.ts';

let world: World;
let app: FastifyInstance;
const logged: unknown[] = [];

beforeAll(async () => {
  world = await aWorldOfStandings();
  const database = undoing(world.agency.database);
  app = await createApp({ database, clock: () => world.agency.now, log: (line) => logged.push(line) }, '0.0.0');
});
afterAll(async () => {
  await app.close();
  await world.close();
});

const isId = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);

type Place = { readonly name: string; readonly value: string; put(id: string): Asked };

const placesInBody = (asked: Asked): Place[] => {
  const found: Place[] = [];
  const look = (value: Json, path: readonly (string | number)[]): void => {
    if (isId(value))
      found.push({
        name: path.filter((part) => typeof part === 'string').join('.'),
        value,
        put: (id) => {
          const payload = structuredClone(asked.payload);
          let at = payload as Record<string | number, Json>;
          for (const part of path.slice(0, -1)) at = at[part] as Record<string | number, Json>;
          at[path.at(-1) ?? ''] = id;
          return { ...asked, payload };
        },
      });
    else if (typeof value === 'object' && value !== null)
      for (const [name, inner] of Object.entries(value))
        look(inner, [...path, Array.isArray(value) ? Number(name) : name]);
  };
  look(asked.payload, []);
  return found;
};

const placesInAddress = (served: Served, asked: Asked): Place[] => {
  const [path = '', query = ''] = asked.url.split('?');
  const parts = path.split('/');
  const shape = served.path.split('/');
  const inPath = parametersOf(served.path).map((name): Place => {
    const position = shape.indexOf(`{${name}}`);
    const put = (id: string) => ({
      ...asked,
      url: [...parts.slice(0, position), id, ...parts.slice(position + 1)].join('/') + (query && `?${query}`),
    });
    return { name, value: parts[position] ?? '', put };
  });
  const inQuery = [...new URLSearchParams(query)].map(([name, value]): Place => {
    const put = (id: string) => {
      const changed = new URLSearchParams(query);
      changed.set(name, id);
      return { ...asked, url: `${path}?${changed}` };
    };
    return { name, value, put };
  });
  return [...inPath, ...inQuery].filter(({ value }) => isId(value));
};

const whoFor = (served: Served): Staff =>
  /^\/api\/(agency|imports|staff\/)/.test(served.path) ? world.people.administrator : world.people['team-lead'];

/** Ids of the same kind that belong to somebody one may not know: found by where ours came from. */
const othersIds = ({ value }: Place): string[] => {
  const { own, stranger, blocked, elsewhere } = world.subjects;
  const key = Object.entries({ ...own.ids, clientId: own.clientId }).find(([, id]) => id === value)?.[0];
  if (key !== undefined)
    return [stranger, blocked, elsewhere]
      .map((subject) => ({ ...subject.ids, clientId: subject.clientId })[key] ?? '')
      .filter(isId);
  // Of the house only another agency's is unknown.
  const house = Object.entries(world.house).find(([, id]) => id === value)?.[0] ?? '';
  if (house === 'otherClientId') return [stranger.clientId, elsewhere.clientId];
  return /staff|supervisor/i.test(house) ? [world.outsider.id] : [];
};

type Said = { readonly status: number; readonly rules: string; readonly payload: string };

const said = async (served: Served, asked: Asked): Promise<Said> => {
  const who = whoFor(served);
  const send = (headers = {}) => traced(() => app.inject(injectionOf(served, asked, who, headers)));
  let { value: answer } = await send();
  if (answer.statusCode === 412) ({ value: answer } = await send({ 'if-match': `"${answer.json().version}"` }));
  const problem =
    answer.statusCode >= 400 ? (answer.json() as { errors: { rule: string; pointer?: string }[] }) : { errors: [] };
  return {
    status: answer.statusCode,
    rules: problem.errors.map(({ rule, pointer = '' }) => `${rule}${pointer}`).join(' '),
    payload: answer.payload,
  };
};

describe('an id of somebody one may not know', { timeout: 180_000 }, () => {
  test('is answered like one that nobody has, wherever it stands', async () => {
    const faults = new Set<string>();
    const tried = new Set<string>();
    const tries = servedBy(app)
      .filter(({ action }) => action)
      .flatMap((served) =>
        [true, false].flatMap((all) => {
          const asked = askedOf(served, world, whoFor(served), world.subjects.own, { all });
          return [...placesInAddress(served, asked), ...placesInBody(asked)].map((place) => ({ served, place }));
        }),
      );
    const attempt = async ({ served, place }: (typeof tries)[number]) => {
      // The glass is broken for whom one may not know otherwise; behind it too nobody finds whom they are kept away from.
      const isForStrangers = served.action?.name === 'break-glass';
      const others = othersIds(place).filter((id) => !isForStrangers || id !== world.subjects.stranger.clientId);
      if (others.length === 0) return;
      const nobodys = await said(served, place.put(world.agency.newId()));
      for (const id of others) {
        const what = `${named(served)} ${place.name}`;
        tried.add(what);
        const theirs = await said(served, place.put(id));
        if (theirs.status !== nobodys.status || theirs.rules !== nobodys.rules)
          faults.add(`${what}: ${theirs.status} ${theirs.rules}, for nobody’s ${nobodys.status} ${nobodys.rules}`);
        for (const standing of ['stranger', 'blocked', 'elsewhere'] as const)
          if (theirs.payload.includes(world.subjects[standing].mark))
            faults.add(`${what}: the answer tells of ${standing}`);
      }
    };
    await Promise.all(
      Array.from({ length: 6 }, async () => {
        for (let next = tries.pop(); next; next = tries.pop()) await attempt(next);
      }),
    );
    expect([...faults].toSorted()).toEqual([]);
    expect(logged).toEqual([]);
    expect(tried.size).toBeGreaterThan(100);
  });
});
