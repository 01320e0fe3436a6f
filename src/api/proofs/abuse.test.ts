// What has been done to record systems in this field, tried here over HTTP. Beside these scenes stand the walks over every route
// (who-may-do-what, ids-of-others, bad-input, bounded); `checks/abuse-cases.ts` names for each case what must be noticed.
import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { blockStaff } from '#actions/people/staff-blocks.ts';
import type { Staff } from '#actions/pipeline/test-world.ts';
import { addDays } from '#domain/basics/day.ts';
import { addMinutes } from '#domain/basics/instant.ts';
import { createJobRun } from '#store/job-runs.ts';
import { createApp } from '../app.ts';
import { cookieOf, propertiesOf, servedBy } from './test-served.ts';
import { aWorldOfStandings, type World } from './test-standings.ts';

let world: World;
let app: FastifyInstance;
let lead: Staff;
let manager: Staff;

beforeAll(async () => {
  world = await aWorldOfStandings();
  lead = world.people['team-lead'];
  manager = world.people['case-manager'];
  const { database } = world.agency;
  app = await createApp({ database, clock: () => world.agency.now, log: (line) => console.error(line) }, '0.0.0');
});
afterAll(async () => {
  await app.close();
  await world.close();
});

const ask = (who: Staff, method: InjectOptions['method'], url: string, payload?: object, headers: object = {}) =>
  app.inject({
    method,
    url,
    headers: { cookie: cookieOf(who), ...headers },
    ...(payload && { payload }),
  } as InjectOptions);

const aContact = (more: object = {}) => ({
  start: addMinutes(world.agency.now, -60),
  minutes: 20,
  outcome: 'reached',
  mode: 'phone',
  place: 'office',
  ...more,
});

describe('an order of rows that is no order', () => {
  const hostile = [
    'name; drop table clients',
    'due,(select pg_sleep(9))',
    'family_name',
    '--',
    'name desc',
    "name'",
    '*',
  ];

  test('is refused by name on every list that can be ordered', async () => {
    const lists = servedBy(app).filter(({ method, action }) => method === 'GET' && 'sort' in propertiesOf(action));
    const statuses = await Promise.all(
      lists.flatMap(({ path }) =>
        hostile.map(async (sort) => {
          const answer = await ask(lead, 'GET', `${path}?${new URLSearchParams({ sort })}`);
          return `${answer.statusCode} ${answer.json().errors?.[0]?.pointer}`;
        }),
      ),
    );
    expect(new Set(statuses)).toEqual(new Set(['422 /sort']));
    expect(lists.length).toBeGreaterThan(3);
  });
});

describe('an id in a body', () => {
  test('never turns a change towards another record: the address says which', async () => {
    const { own, team } = world.subjects;
    const [mine, other] = await Promise.all(
      [own, team].map(async ({ clientId }) =>
        (await ask(lead, 'POST', `/api/clients/${clientId}/notes`, { text: 'As it was' })).json(),
      ),
    );
    const changed = await ask(
      lead,
      'PUT',
      `/api/notes/${mine.id}`,
      { noteId: other.id, text: 'Changed' },
      { 'if-match': `"${mine.version}"` },
    );
    expect([changed.statusCode, changed.json().id]).toEqual([200, mine.id]);
    const { items } = (await ask(lead, 'GET', `/api/clients/${team.clientId}/notes`)).json();
    expect(items.find(({ id }: { id: string }) => id === other.id).text).toBe('As it was');
  });

  test.each(['id', 'agencyId', 'recordedBy', 'recordedAt', 'signedBy', 'signedAt', 'staffId', 'author', 'state'])(
    'and %s, which is never the caller’s to say, is refused',
    async (field) => {
      const { clientId } = world.subjects.own;
      const answer = await ask(lead, 'POST', `/api/clients/${clientId}/notes`, {
        text: 'x',
        [field]: world.outsider.id,
      });
      expect([answer.statusCode, answer.json().errors[0].rule]).toEqual([422, 'field.unrecognized-keys']);
    },
  );
});

describe('side doors', () => {
  test('a count counts what the list shows, and nothing that it hides', async () => {
    const faults: string[] = [];
    let counted = 0;
    for (const { method, path, action } of servedBy(app)) {
      if (method !== 'GET' || path.includes('{') || !('limit' in propertiesOf(action))) continue;
      for (const who of [lead, manager, world.people.supervisor]) {
        const whole = await ask(who, 'GET', `${path}?limit=200`);
        if (whole.statusCode !== 200) continue;
        const { items, total, next } = whole.json();
        counted++;
        if (total !== items.length || (next ?? null) !== null) faults.push(`${path}: ${total} of ${items.length}`);
      }
    }
    expect(faults).toEqual([]);
    expect(counted).toBeGreaterThan(12);
  });

  test.each(['stranger', 'blocked', 'elsewhere'] as const)(
    'whoever looks for somebody they may not know (%s) finds as little as for nobody',
    async (standing) => {
      const { mark } = world.subjects[standing];
      const found = await Promise.all(
        [mark, mark.slice(0, 5), mark.toLowerCase(), `${mark} county`].flatMap((q) => [
          ask(manager, 'POST', '/api/clients/search', { q }),
          ask(manager, 'GET', `/api/clients?${new URLSearchParams({ q })}`),
        ]),
      );
      for (const answer of found) {
        expect(answer.statusCode).toBe(200);
        expect(answer.payload).not.toContain(mark);
        expect(answer.payload).not.toContain(world.subjects[standing].clientId);
      }
    },
  );

  test('what somebody else has begun to write is theirs alone, even under the same name', async () => {
    const key = `note:${world.subjects.own.clientId}`;
    const put = (who: Staff, text: string) => ask(who, 'PUT', `/api/drafts/${key}`, { body: { text } });
    await put(lead, 'Words of the lead');
    await put(manager, 'Words of the manager');
    const read = async (who: Staff) => (await ask(who, 'GET', '/api/drafts')).payload;
    expect(await read(lead)).toContain('Words of the lead');
    expect(await read(lead)).not.toContain('Words of the manager');
    await ask(manager, 'PUT', `/api/drafts/${key}`, { body: null });
    expect(await read(lead)).toContain('Words of the lead');
  });

  test('what came of somebody else’s long work is not there', async () => {
    const id = world.agency.newId();
    await world.agency.write((tx, { recorded_at: at }) =>
      createJobRun(tx, {
        ...{ agencyId: world.agency.agencyId, id, kind: 'import-file', by: lead.id, at },
        params: { name: 'Fridolinmeier.csv' },
      }),
    );
    expect((await ask(lead, 'GET', `/api/jobs/${id}`)).statusCode).toBe(200);
    for (const method of ['GET', 'DELETE'] as const) {
      const answer = await ask(manager, method, `/api/jobs/${id}`);
      expect([answer.statusCode, answer.json().errors[0].rule]).toEqual([404, 'not-found']);
    }
  });

  test('an answer kept for a repeated request is given to nobody else, and to nobody who may no longer know', async () => {
    const { own } = world.subjects;
    const url = `/api/clients/${own.clientId}/contacts`;
    const headers = { 'idempotency-key': 'the same for both' };
    const first = await ask(lead, 'POST', url, aContact(), headers);
    const again = await ask(lead, 'POST', url, aContact(), headers);
    const other = await ask(manager, 'POST', url, aContact(), headers);
    expect([first.statusCode, again.json(), other.statusCode]).toEqual([201, first.json(), 201]);
    expect(other.json().id).not.toBe(first.json().id);
    await world.agency.as(world.people.supervisor, blockStaff, {
      clientId: own.clientId,
      staffId: manager.id,
      reason: 'A cousin',
    });
    const kept = await ask(manager, 'POST', url, aContact(), headers);
    expect([kept.statusCode, kept.json().errors[0].rule]).toEqual([404, 'not-found']);
  });
});

describe('work that is made to look better', () => {
  test('a contact of last month is kept with the moment it was written down', async () => {
    const { team } = world.subjects;
    const start = addMinutes(world.agency.now, -30 * 24 * 60);
    const made = await ask(lead, 'POST', `/api/clients/${team.clientId}/contacts`, aContact({ start }));
    expect(made.statusCode).toBe(201);
    const { items } = (await ask(lead, 'GET', `/api/clients/${team.clientId}/contacts?limit=200`)).json();
    const kept = items.find(({ id }: { id: string }) => id === made.json().id);
    expect([Date.parse(kept.start), Date.parse(kept.recordedAt)]).toEqual([
      Date.parse(start),
      Date.parse(world.agency.now),
    ]);
    const ahead = aContact({ start: addMinutes(world.agency.now, 24 * 60) });
    expect((await ask(lead, 'POST', `/api/clients/${team.clientId}/contacts`, ahead)).statusCode).toBe(422);
  });

  test('eight requests at once give nobody more than full time', async () => {
    const { administrator } = world.people;
    const { id: staffId } = await world.agency.aStaffMember(['case-manager']);
    const teams = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        world.agency.aTeam(world.house.programmeId ?? '', { name: `Team ${index}` }),
      ),
    );
    const from = addDays(world.agency.today(), -1);
    const answers = await Promise.all(
      teams.map((teamId) =>
        ask(administrator, 'POST', '/api/agency/positions', { staffId, teamId, role: 'peer', fte: 0.4, from }),
      ),
    );
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 200, 422, 422, 422, 422, 422, 422]);
  });
});
