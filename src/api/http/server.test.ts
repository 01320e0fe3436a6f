import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anAgency, type Staff, type TestAgency } from '#actions/pipeline/test-world.ts';
import { hashPassword } from '#actions/session/sign-in.ts';
import { largestImportBody } from '#contract/import-size.ts';
import { changeAccount } from '#store/accounts.ts';
import { createApp, routes } from '../app.ts';

let agency: TestAgency;
let admin: Staff;
let rosa: Staff;
let app: FastifyInstance;
const logged: Record<string, unknown>[] = [];

beforeAll(async () => {
  agency = await anAgency();
  admin = await agency.aStaffMember(['administrator']);
  rosa = await agency.aStaffMember(['case-manager'], { email: 'rosa@example.org' });
  const hash = await hashPassword('kitchen-table-river');
  await agency.write((tx) => changeAccount(tx, rosa.id, { change: 'password', hash }));
  app = await createApp(
    { database: agency.database, clock: () => agency.now, log: (line) => logged.push(line) },
    '0.0.0',
  );
});
afterAll(async () => {
  await app.close();
  await agency.database.close();
});

const as = (who: Staff) => ({ cookie: `__Host-footbridge=${who.token}` });

describe('signing in', () => {
  const signIn = (body: object) => app.inject({ method: 'POST', url: '/api/session', payload: body });

  test('the right password opens a session whose cookie scripts cannot read', async () => {
    const answer = await signIn({ email: 'Rosa@Example.org', password: 'kitchen-table-river' });
    expect(answer.statusCode).toBe(201);
    expect(answer.json().staff).toMatchObject({ id: rosa.id, roles: ['case-manager'] });
    expect(answer.headers['set-cookie']).toMatch(/^__Host-footbridge=\S+; Path=\/; Secure; HttpOnly; SameSite=Lax/);
  });

  test('each person gets one key for their drafts, the same in every session, and nobody else’s', async () => {
    const keyOf = async (who: Staff) =>
      (await app.inject({ method: 'GET', url: '/api/session', headers: as(who) })).json().draftKey;
    const answer = await signIn({ email: 'rosa@example.org', password: 'kitchen-table-river' });
    const { draftKey } = answer.json();
    expect(Buffer.from(draftKey, 'base64')).toHaveLength(32);
    expect(await keyOf(rosa)).toBe(draftKey);
    expect(await keyOf(admin)).not.toBe(draftKey);
  });

  test('a draft is kept as the screens send it, and dropped', async () => {
    const url = `/api/drafts/${encodeURIComponent(`contact:${agency.newId()}`)}`;
    const put = (body: object | null) => app.inject({ method: 'PUT', url, headers: as(rosa), payload: { body } });
    const kept = { value: { text: 'Called his sister' }, savedAt: agency.now };
    const items = async () => (await app.inject({ method: 'GET', url: '/api/drafts', headers: as(rosa) })).json().items;
    expect((await put(kept)).statusCode).toBe(200);
    expect(await items()).toMatchObject([{ body: kept }]);
    expect((await put(null)).statusCode).toBe(200);
    expect(await items()).toEqual([]);
  });

  test('an unknown address and a wrong password get one and the same answer', async () => {
    const [unknown, wrong] = await Promise.all([
      signIn({ email: 'nobody@example.org', password: 'x' }),
      signIn({ email: 'rosa@example.org', password: 'x' }),
    ]);
    const plain = (answer: typeof unknown) => ({ ...answer.json(), requestId: null });
    expect(unknown.statusCode).toBe(401);
    expect(plain(unknown)).toEqual(plain(wrong));
  });

  test('after eight failures the account waits, and says how long', async () => {
    for (let count = 0; count < 8; count++) await signIn({ email: 'guess@example.org', password: 'x' });
    const answer = await signIn({ email: 'guess@example.org', password: 'x' });
    expect(answer.statusCode).toBe(429);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  });
});

describe('every answer', () => {
  test('a refusal is a problem document that names field and rule, in the language asked for', async () => {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/agency/sites',
      headers: { ...as(admin), 'accept-language': 'es' },
      payload: { name: '' },
    });
    expect(answer.statusCode).toBe(422);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json().errors).toEqual([
      { pointer: '/name', rule: 'field.blank', message: 'El campo «name» está vacío.' },
    ]);
  });

  test.each([
    ['nothing at all', '', 422],
    ['a broken body', '{"name":', 400],
    ['a list', '[]', 422],
    ['a word', '"x"', 422],
    ['a hundred levels', `${'['.repeat(100)}${']'.repeat(100)}`, 400],
    ['a way to the prototype', '{"__proto__":{"roles":["administrator"]}}', 400],
    ['a million entries', JSON.stringify({ name: 'x', address: 'y'.repeat(2_100_000) }), 413],
  ])('%s as the body is refused, never a failure of ours', async (_, payload, status) => {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/agency/sites',
      headers: { ...as(admin), 'content-type': 'application/json' },
      payload,
    });
    expect(answer.statusCode).toBe(status);
    expect(logged).toEqual([]);
  });

  test.each([
    ['a file larger than any taken, from an administrator', () => admin, largestImportBody + 1, 413],
    ['a file of a size that is taken, but of no kind there is', () => admin, 3_000_000, 422],
    ['a large file from somebody who may not', () => rosa, 3_000_000, 403],
    ['a large file from somebody whose session is over', () => ({ ...rosa, token: 'over' }), 3_000_000, 401],
  ])('%s is refused', async (_, who, bytes, status) => {
    const empty = JSON.stringify({ kind: 'none', name: 'x', content: '' });
    const answer = await app.inject({
      method: 'POST',
      url: '/api/imports',
      headers: { ...as(who()), 'content-type': 'application/json' },
      payload: empty.replace('""', `"${'A'.repeat(bytes - empty.length)}"`),
    });
    expect(answer.statusCode).toBe(status);
    if (status === 413)
      expect(answer.json().detail).toBe(
        `The body is larger than the ${largestImportBody.toLocaleString('en')} bytes allowed.`,
      );
  });

  test('another site’s form cannot act here', async () => {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/agency/sites',
      headers: { ...as(admin), origin: 'https://evil.example' },
      payload: { name: 'x' },
    });
    expect(answer.statusCode).toBe(403);
    const form = await app.inject({
      method: 'POST',
      url: '/api/agency/sites',
      headers: { ...as(admin), 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'name=x',
    });
    expect(form.statusCode).toBe(415);
  });

  test('headers leave a page no room for foreign scripts or frames', async () => {
    const { headers } = await app.inject({ method: 'GET', url: '/api/health' });
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe-inline');
    expect(headers['cache-control']).toBe('no-store');
  });

  test('what is not there is a problem document too', async () => {
    const answer = await app.inject({ method: 'GET', url: '/api/nothing' });
    expect(answer.statusCode).toBe(404);
    expect(answer.json().errors[0].rule).toBe('unknown-route');
  });
});

describe('the house', () => {
  test('an administrator adds a site; a stale change shows both sides', async () => {
    const made = await app.inject({
      method: 'POST',
      url: '/api/agency/sites',
      headers: as(admin),
      payload: { name: 'River House' },
    });
    expect(made.statusCode).toBe(200);
    const { id, version } = made.json();
    const change = (name: string) =>
      app.inject({
        method: 'POST',
        url: '/api/agency/sites',
        headers: { ...as(admin), 'if-match': `"${version}"` },
        payload: { siteId: id, name },
      });
    expect((await change('River House North')).statusCode).toBe(200);
    const stale = await change('River House South');
    expect(stale.statusCode).toBe(412);
    expect(stale.json()).toMatchObject({
      current: { name: 'River House North', closedOn: null, version: expect.any(String) },
      yours: { name: 'River House South' },
    });
  });

  test('a case manager may not, and is told which role may', async () => {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/agency/sites',
      headers: as(rosa),
      payload: { name: 'x' },
    });
    expect(answer.statusCode).toBe(403);
    expect(answer.json().detail).toContain('administrator');
  });

  test('nobody works more than full time', async () => {
    const programmeId = await agency.aProgramme();
    const teamId = await agency.aTeam(programmeId);
    const place = (fte: number, role: string) =>
      app.inject({
        method: 'POST',
        url: '/api/agency/positions',
        headers: as(admin),
        payload: { staffId: rosa.id, teamId, role, fte, from: '2026-01-01' },
      });
    expect((await place(0.6, 'case-manager')).statusCode).toBe(200);
    const more = await place(0.5, 'peer');
    expect(more.statusCode).toBe(422);
    expect(more.json().errors[0]).toMatchObject({ rule: 'more-than-full-time', pointer: '/fte' });
  });

  test('an invitation sets a password once', async () => {
    const made = await app.inject({
      method: 'POST',
      url: '/api/agency/staff',
      headers: as(admin),
      payload: { givenName: 'Ana', familyName: 'Ruiz', email: 'ana@example.org', roles: ['case-manager'] },
    });
    const invited = await app.inject({
      method: 'POST',
      url: `/api/staff/${made.json().id}/account`,
      headers: as(admin),
      payload: { change: 'invite' },
    });
    const token = invited.json().link.split('/').pop();
    const accept = (password: string) =>
      app.inject({ method: 'POST', url: '/api/invitation', payload: { token, password } });
    expect((await accept('short')).statusCode).toBe(422);
    expect((await accept('seven herons by the dock')).statusCode).toBe(204);
    expect((await accept('another one that is fine')).statusCode).toBe(404);
    const signedIn = await app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { email: 'ana@example.org', password: 'seven herons by the dock' },
    });
    expect(signedIn.statusCode).toBe(201);
  });

  test('someone whose roles change is signed out at once', async () => {
    const eve = await agency.aStaffMember(['case-manager']);
    const read = () => app.inject({ method: 'GET', url: '/api/agency', headers: as(eve) });
    expect((await read()).statusCode).toBe(200);
    const { staff } = (await app.inject({ method: 'GET', url: '/api/staff', headers: as(admin) })).json();
    const row = staff.find((each: { id: string }) => each.id === eve.id);
    await app.inject({
      method: 'POST',
      url: '/api/agency/staff',
      headers: { ...as(admin), 'if-match': `"${row.version}"` },
      payload: { staffId: eve.id, givenName: 'Eve', familyName: 'X', email: row.email, roles: ['evaluator'] },
    });
    expect((await read()).statusCode).toBe(401);
  });
});

describe('the OpenAPI document', () => {
  test('names every route the server has, and no other', async () => {
    const { paths } = (await app.inject({ method: 'GET', url: '/api/openapi.json' })).json();
    const documented = Object.entries(paths as Record<string, object>)
      .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`))
      .sort();
    // The server prints its routes as a tree: each four columns of indent are one part further along the address.
    const served = new Set<string>();
    const parts: string[] = [];
    for (const text of app.printRoutes({ commonPrefix: false }).split('\n')) {
      const [, indent = '', part = '', methods] = /^([│ ]*)[└├]── (\S+)(?: \(([A-Z, ]+)\))?/.exec(text) ?? [];
      parts.length = indent.length / 4;
      parts.push(part);
      for (const method of methods?.split(', ') ?? [])
        if (method !== 'HEAD') served.add(`${method} ${parts.join('').replace(/:(\w+)/g, '{$1}')}`);
    }
    expect(documented).toEqual([...served].sort());
    expect(documented.length).toBeGreaterThan(routes.length);
  });

  test('asks of every body for its fields; where there are several shapes, for those of each', async () => {
    type Shape = { properties?: object; required?: string[]; oneOf?: Shape[]; maxLength?: number };
    const document = (await app.inject({ method: 'GET', url: '/api/openapi.json' })).json();
    const bodyOf = (path: string): Shape => document.paths[path].post.requestBody.content['application/json'].schema;
    const fields = (shape: Shape) => [Object.keys(shape.properties ?? {}), shape.required];
    expect(bodyOf('/api/tasks/{taskId}').oneOf?.map(fields)).toEqual([
      [['change', 'on', 'outcome'], ['change']],
      [
        ['change', 'reason', 'takenBackByClient'],
        ['change', 'reason'],
      ],
      [['change'], ['change']],
      [
        ['change', 'owner'],
        ['change', 'owner'],
      ],
      [
        ['change', 'dueBy'],
        ['change', 'dueBy'],
      ],
      [
        ['change', 'reason'],
        ['change', 'reason'],
      ],
    ]);
    expect(bodyOf('/api/enrolments/{enrolmentId}/care-team').oneOf?.map(fields)).toEqual([
      [
        ['owner', 'role', 'from', 'to', 'reason'],
        ['owner', 'role'],
      ],
      [['endAssignmentId', 'on'], ['endAssignmentId']],
    ]);
    const { post } = document.paths['/api/imports'];
    expect(post.requestBody.description).toContain(String(largestImportBody));
    expect(post.responses['413'].description).toContain(String(largestImportBody));
  });

  test('each action has one route, and each operation its own name', () => {
    const names = routes.map(({ action }) => action.name);
    expect(new Set(names).size).toBe(names.length);
  });
});
