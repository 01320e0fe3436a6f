// Every route the running server has × every role alone × every way of standing to a client, against the policy's table. The table
// is read here a third time, in the plainest way there is.
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { defineAction } from '#actions/pipeline/define.ts';
import { actions } from '#actions/registry.ts';
import { id } from '#contract/fields.ts';
import { careRoles, type Role, roles } from '#domain/access/actor.ts';
import { type Permission, type PolicyRow, policy, type Relation } from '#domain/access/policy.ts';
import { instant } from '#domain/basics/instant.ts';
import { plainRoutes, routes } from '../app.ts';
import { type PlainRoute, type Route, route } from '../http/route.ts';
import { createServer } from '../http/server.ts';
import { askedOf, concernsClient, injectionOf, named, propertiesOf, type Served, servedBy } from './test-served.ts';
import { aWorldOfStandings, type Standing, standings, type World } from './test-standings.ts';
import { type Entry, traced, undoing } from './test-undone.ts';

let world: World;
const logged: unknown[] = [];
const apps: FastifyInstance[] = [];

const serve = async (more: { routes?: readonly Route[]; plain?: readonly PlainRoute[] } = {}) => {
  const services = {
    database: undoing(world.agency.database),
    clock: () => world.agency.now,
    log: (line: unknown) => logged.push(line),
  };
  const app = await createServer(
    services,
    [...routes, ...(more.routes ?? [])],
    [...plainRoutes(services, '0.0.0'), ...(more.plain ?? [])],
  );
  await app.ready();
  apps.push(app);
  return app;
};

beforeAll(async () => {
  world = await aWorldOfStandings();
});
afterAll(async () => {
  await Promise.all(apps.map((app) => app.close()));
  await world.close();
});

const relationOf = {
  own: 'care',
  team: 'care',
  supervised: 'care',
  'after-care': 'care',
  unclaimed: 'unclaimed',
  stranger: 'nobody',
  former: 'former',
  glass: 'glass',
  'on-call': 'on-call',
  blocked: 'kept away',
  elsewhere: 'not here',
} as const satisfies Record<Standing, Relation | 'nobody' | 'kept away' | 'not here'>;

/** As the table stood when the test began. */
const rules: Readonly<Record<string, PolicyRow>> = structuredClone(policy) as never;

const allows = (row: PolicyRow, role: Role, standing: Standing): boolean => {
  const stands = relationOf[standing];
  if (stands === 'kept away' || stands === 'not here') return false;
  return row.some(
    ({ roles: those, relation }) => those.includes(role) && (relation === 'agency' || relation === stands),
  );
};

/** Actions that find their client by themselves ask by the rule of another act, and say nothing of what one may not see. */
const asksBy: Readonly<Record<string, Permission>> = { 'change-task': 'make-task', 'decide-approval': 'ask-merge' };

type Expected = 'done' | 403 | 404;

const expectedOf = (served: Served, role: Role, standing: Standing): Expected => {
  const name = served.action?.name as Permission;
  if (!concernsClient(served)) return rules[name]?.some(({ roles: those }) => those.includes(role)) ? 'done' : 403;
  const by = asksBy[name];
  if (by && !allows(rules[by] ?? [], role, 'own')) return 403;
  if (allows(rules[by ?? name] ?? [], role, standing)) return 'done';
  return !by && allows(rules['read-client'] ?? [], role, standing) ? 403 : 404;
};

/** What a person may learn of: the clients they may open, and those this very act is about. */
const hiddenFrom = (served: Served, role: Role): Standing[] =>
  standings.filter(
    (standing) =>
      !allows(rules['read-client'] ?? [], role, standing) &&
      !(served.action && allows(rules[served.action.name] ?? [], role, standing)),
  );

const speaksOfOne = (served: Served) => concernsClient(served) || 'clientId' in propertiesOf(served.action);

/** Who never works with clients is tried with fewer of them, unless there is time. */
const triedBy = (role: Role): readonly Standing[] =>
  process.env.FOOTBRIDGE_LONG || (careRoles as readonly Role[]).includes(role)
    ? standings
    : ['own', 'stranger', 'blocked', 'elsewhere'];

type Finding = string;

/** Whether what the audit would keep of a request is right: once, by whom, about whom, why, and in which request. */
const auditFault = (
  audit: readonly Entry[],
  served: Served,
  about: {
    readonly status: number;
    readonly requestId: unknown;
    readonly actorId: string;
    readonly clientId: string | null;
    readonly shown: readonly string[];
  },
): string | null => {
  const refused = about.status === 403 || about.status === 404;
  const expected = refused || about.status < 300 ? 1 : 0;
  if (audit.length !== expected) return `${audit.length} audit entries, not ${expected}`;
  const [entry] = audit;
  if (!entry) return null;
  const effect = refused ? 'refused' : served.action?.effect;
  if (entry.effect !== effect || entry.action !== served.action?.name)
    return `audit says ${entry.effect} ${entry.action}`;
  if (entry.actor_id !== about.actorId || entry.request_id !== about.requestId || !entry.decision)
    return 'audit does not say who, why and in which request';
  if (served.action?.subject && entry.client_id !== about.clientId) return 'audit does not name the client';
  return null;
};

const walk = async (
  app: FastifyInstance,
  whom: {
    readonly paths?: RegExp;
    readonly roles?: readonly Role[];
    /** Only requests that speak of a client to whom they stand so. */
    readonly standing?: Standing;
    readonly more?: readonly Route[];
  } = {},
): Promise<{ findings: Finding[]; asked: number; done: Map<string, number> }> => {
  const findings: Finding[] = [];
  const done = new Map<string, number>();
  const open = new Set([
    'POST /api/session',
    'GET /api/session',
    'DELETE /api/session',
    'POST /api/session/step-up',
    'POST /api/session/passkey',
    'POST /api/session/passkey/question',
    'POST /api/set-up',
    'POST /api/invitation',
    'GET /api/health',
    'GET /api/openapi.json',
  ]);
  const tries = servedBy(app, whom.more)
    .filter((served) => !open.has(named(served)) && (whom.paths?.test(served.path) ?? true))
    .filter((served) => whom.standing === undefined || speaksOfOne(served))
    .flatMap((served) => [
      { served, role: null, standing: 'own' as Standing },
      ...(whom.roles ?? roles).flatMap((role) =>
        (whom.standing ? [whom.standing] : speaksOfOne(served) ? triedBy(role) : (['own'] as const)).map(
          (standing) => ({ served, role, standing }),
        ),
      ),
    ]);
  const attempt = async ({ served, role, standing }: (typeof tries)[number]): Promise<void> => {
    const what = `${named(served)} as ${role ?? 'nobody'}, ${standing}`;
    const who = role && world.people[role];
    const subject = world.subjects[standing];
    const asked = askedOf(served, world, who ?? world.people['case-manager'], subject);
    let { value: answer, audit } = await traced(() => app.inject(injectionOf(served, asked, who)));
    if (role && answer.statusCode === 412)
      ({ value: answer, audit } = await traced(() =>
        app.inject(injectionOf(served, asked, who, { 'if-match': `"${answer.json().version}"` })),
      ));
    const status = answer.statusCode;
    if (role === null) {
      if (status !== 401) findings.push(`${what}: ${status}, not 401`);
      return;
    }
    if (!served.action) {
      findings.push(`${what}: ${status}, though no rule speaks of it`);
      return;
    }
    const expected = expectedOf(served, role, standing);
    // A draft note is its author's alone, whoever else may read the record.
    const authors = status === 403 && answer.json().errors[0].rule === 'not-the-author';
    const isDone = status < 300 || [409, 412, 422].includes(status) || authors;
    if (expected === 'done' ? !isDone : status !== expected) findings.push(`${what}: ${status}, not ${expected}`);
    if (status < 300) done.set(named(served), (done.get(named(served)) ?? 0) + 1);
    for (const hidden of hiddenFrom(served, role)) {
      const { mark, clientId } = world.subjects[hidden];
      const learned = answer.payload.includes(mark) || (hidden !== standing && answer.payload.includes(clientId));
      if (learned) findings.push(`${what}: the answer tells of ${hidden}`);
    }
    const fault = auditFault(audit, served, {
      status,
      requestId: answer.headers['x-request-id'],
      actorId: who?.id ?? '',
      clientId: standing === 'elsewhere' ? null : subject.clientId,
      shown:
        status < 300
          ? standings.map((each) => world.subjects[each].clientId).filter((id) => answer.payload.includes(id))
          : [],
    });
    if (fault) findings.push(`${what}: ${fault}`);
  };
  const queue = [...tries];
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let next = queue.pop(); next; next = queue.pop()) await attempt(next);
    }),
  );
  return { findings: findings.toSorted(), asked: tries.length, done };
};

describe('who may do what', { timeout: 180_000 }, () => {
  // Said first and by name: a relation that came into the policy unseen here made 156 findings that read like chance.
  test('every way of standing to a client that the policy speaks of is tried', () => {
    const spokenOf = new Set(Object.values(rules).flatMap((row) => row.map(({ relation }) => relation)));
    const ofAClient = [...spokenOf].filter((relation) => relation !== 'agency' && relation !== 'none');
    expect(Object.values(relationOf)).toEqual(expect.arrayContaining(ofAClient));
  });

  test('is what the policy says, on every route, for every role, however they stand to the client; and it is audited once', async () => {
    const app = await serve();
    const { findings, asked, done } = await walk(app);
    expect(logged).toEqual([]);
    expect(findings).toEqual([]);
    // Most requests were really carried out for somebody; the others were turned away by a rule of the cycle.
    expect(asked).toBeGreaterThan(3_000);
    expect(done.size).toBeGreaterThan(routes.length * 0.75);
  });

  test('an administrator reads nothing of anybody’s record, on every route that speaks of a client', async () => {
    const app = await serve();
    const { administrator } = world.people;
    const told: string[] = [];
    const opened: string[] = [];
    let reads = 0;
    for (const served of servedBy(app).filter((each) => each.action && concernsClient(each)))
      for (const standing of ['own', 'unclaimed'] as const) {
        const subject = world.subjects[standing];
        const asked = askedOf(served, world, administrator, subject);
        const answer = await app.inject(injectionOf(served, asked, administrator));
        if (answer.payload.includes(subject.mark)) told.push(`${named(served)}, ${standing}`);
        if (served.action?.effect !== 'read') continue;
        reads += 1;
        if (answer.statusCode !== 404) opened.push(`${named(served)}, ${standing}: ${answer.statusCode}`);
      }
    expect(told).toEqual([]);
    expect(opened).toEqual([]);
    expect(reads).toBeGreaterThan(24);
  });

  test('after-care ends at midnight where the agency is, to the second and on every route', async () => {
    const app = await serve();
    const asItWas = { ...world };
    const { now } = world.agency;
    const at = async (moment: string, standing: Standing) => {
      world.agency.now = instant(moment);
      const people = { ...asItWas.people };
      for (const role of careRoles) people[role] = await world.agency.signInAgain(people[role]);
      world = { ...asItWas, people, subjects: { ...asItWas.subjects, [standing]: asItWas.subjects['after-care'] } };
      return walk(app, { roles: careRoles, standing });
    };
    try {
      // In New York 23:59:59 on the last day, and the first second of the next; in UTC both are of one day.
      const [last, first] = [
        await at('2026-11-26T04:59:59Z', 'after-care'),
        await at('2026-11-26T05:00:00Z', 'former'),
      ];
      expect(last.findings).toEqual([]);
      expect(first.findings).toEqual([]);
      expect(last.done.size).toBeGreaterThan(first.done.size);
    } finally {
      world = asItWas;
      world.agency.now = now;
    }
  });

  test('covers every action there is: each has its route', () => {
    expect(routes.map(({ action }) => action.name).toSorted()).toEqual(actions.map(({ name }) => name).toSorted());
  });

  test('a route that nobody guards is named', async () => {
    const openDoor: PlainRoute = {
      method: 'GET',
      path: '/api/clients/{clientId}/card',
      operationId: 'read-card',
      summary: 'Forgets to ask who is there.',
      open: false,
      handle: async () => ({ name: world.subjects.stranger.mark }),
    };
    // Asks by the rule of an act that concerns nobody, then reads somebody.
    const sideDoor = route(
      'GET',
      '/api/cards/{clientId}',
      defineAction({
        name: 'read-agency',
        effect: 'read',
        input: z.strictObject({ clientId: id }),
        run: ({ tx, input }) =>
          tx.rows(sql<{ name: string }>`select given_name as name from clients where id = ${input.clientId}::uuid`),
      }),
    );
    const app = await serve({ plain: [openDoor], routes: [sideDoor] });
    const { findings } = await walk(app, { paths: /\/cards?\b/, roles: ['case-manager'], more: [sideDoor] });
    expect(findings).toContain('GET /api/clients/{clientId}/card as nobody, own: 200, not 401');
    expect(findings).toContain('GET /api/cards/{clientId} as case-manager, stranger: 200, not 404');
    expect(findings).toContain('GET /api/cards/{clientId} as case-manager, stranger: the answer tells of stranger');
  });

  test('a rule that says more than it should is named', async () => {
    const app = await serve();
    const kept = policy['read-notes'];
    try {
      // The server reads this table, the walk its own copy of what it ought to be.
      Object.assign(policy, { 'read-notes': [{ roles: ['case-manager'], relation: 'agency' }] });
      const { findings } = await walk(app, { paths: /\/notes$/, roles: ['case-manager'] });
      expect(findings).toContain('GET /api/clients/{clientId}/notes as case-manager, stranger: 200, not 404');
    } finally {
      Object.assign(policy, { 'read-notes': kept });
    }
  });
});
