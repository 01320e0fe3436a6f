// How long somebody stays signed in, and what ends it; and how often one may try.
import type { FastifyInstance } from 'fastify';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { aNow, anAgency, type Staff, type TestAgency } from '#actions/pipeline/test-world.ts';
import { hashPassword } from '#actions/session/sign-in.ts';
import { addMinutes, type Instant, instantFromMillis, millisOf } from '#domain/basics/instant.ts';
import { changeAccount } from '#store/accounts.ts';
import { db } from '#store/postgres/query.ts';
import { createApp } from '../app.ts';

const password = 'kitchen-table-river';
const secret = new Secret({ buffer: new Uint8Array(20).fill(7).buffer });

let agency: TestAgency;
let admin: Staff;
let app: FastifyInstance;
/** Each test has a day of its own. */
let today = 0;

beforeAll(async () => {
  agency = await anAgency();
  app = await createApp(
    { database: agency.database, clock: () => agency.now, log: (line) => console.error(line) },
    '0.0.0',
  );
});
beforeEach(async () => {
  agency.now = addMinutes(aNow, ++today * 1440);
  admin = await agency.aStaffMember(['administrator']);
});
afterAll(async () => {
  await app.close();
  await agency.database.close();
});

const aPerson = async (name: string, more: { secondFactor?: boolean } = {}): Promise<{ id: string; email: string }> => {
  const email = `${name}@example.org`;
  const { id } = await agency.aStaffMember(['case-manager'], { email });
  const hash = await hashPassword(password);
  await agency.write((tx) => changeAccount(tx, id, { change: 'password', hash }));
  if (more.secondFactor)
    await agency.write((tx) => changeAccount(tx, id, { change: 'second-factor', secret: secret.base32 }));
  return { id, email };
};

const signIn = (email: string, more: { password?: string; code?: string } = {}, from = '10.0.0.1') =>
  app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { email, password, ...more },
    remoteAddress: from,
  });

const tokenOf = (answer: { headers: Record<string, unknown> }): string =>
  /__Host-footbridge=([^;]+)/.exec(String(answer.headers['set-cookie']))?.[1] ?? '';

const statusWith = async (token: string): Promise<number> =>
  (await app.inject({ method: 'GET', url: '/api/agency', headers: { cookie: `__Host-footbridge=${token}` } }))
    .statusCode;

const pass = (seconds: number): Instant => {
  agency.now = instantFromMillis(millisOf(agency.now) + seconds * 1000);
  return agency.now;
};

describe('a session', () => {
  test('ends after fifteen minutes without use, and no earlier', async () => {
    const { email } = await aPerson('idle');
    const token = tokenOf(await signIn(email));
    pass(14 * 60 + 59);
    expect(await statusWith(token)).toBe(200);
    pass(14 * 60 + 59);
    expect(await statusWith(token)).toBe(200);
    pass(15 * 60);
    expect(await statusWith(token)).toBe(401);
  });

  test('ends after twelve hours however busy', async () => {
    const { email } = await aPerson('busy');
    const token = tokenOf(await signIn(email));
    for (let minutes = 10; minutes < 12 * 60; minutes += 10) {
      pass(600);
      expect(await statusWith(token)).toBe(200);
    }
    pass(600);
    expect(await statusWith(token)).toBe(401);
  });

  test('is a new one at each sign-in, and over once signed out', async () => {
    const { email } = await aPerson('twice');
    const [first, second] = [tokenOf(await signIn(email)), tokenOf(await signIn(email))];
    expect(first).not.toBe(second);
    expect(first.length).toBeGreaterThanOrEqual(43);
    await app.inject({ method: 'DELETE', url: '/api/session', headers: { cookie: `__Host-footbridge=${first}` } });
    expect([await statusWith(first), await statusWith(second)]).toEqual([401, 200]);
  });

  test.each([
    { what: 'the account is closed', change: { account: { change: 'disable' } } },
    { what: 'the person has left', change: { staff: { leftOn: 'yesterday' } } },
    { what: 'the roles change', change: { staff: { roles: ['evaluator'] } } },
    { what: 'a new password is set by link', change: { account: { change: 'invite' } } },
  ])('ends at once when $what', async ({ what, change }) => {
    const { id, email } = await aPerson(what.replaceAll(' ', '-'));
    const token = tokenOf(await signIn(email));
    expect(await statusWith(token)).toBe(200);
    const headers = { cookie: `__Host-footbridge=${admin.token}` };
    if (change.account) {
      const url = `/api/staff/${id}/account`;
      const changed = await app.inject({ method: 'POST', url, headers, payload: change.account });
      expect(changed.statusCode).toBe(200);
      const link = String(changed.json().link ?? '')
        .split('/')
        .pop();
      if (link) {
        const payload = { token: link, password: 'seven herons by the dock' };
        expect((await app.inject({ method: 'POST', url: '/api/invitation', payload })).statusCode).toBe(204);
      }
    } else {
      const { staff } = (await app.inject({ method: 'GET', url: '/api/staff', headers })).json();
      const { version, givenName, familyName, roles } = staff.find((each: { id: string }) => each.id === id);
      const leftOn = new Date(millisOf(agency.now) - 86_400_000).toISOString().slice(0, 10);
      const changed = await app.inject({
        method: 'POST',
        url: '/api/agency/staff',
        headers: { ...headers, 'if-match': `"${version}"` },
        payload: {
          staffId: id,
          givenName,
          familyName,
          email,
          roles,
          ...change.staff,
          ...(change.staff?.leftOn && { leftOn }),
        },
      });
      expect([changed.statusCode, changed.payload]).toEqual([200, expect.anything()]);
    }
    expect(await statusWith(token)).toBe(401);
  });
});

test('the link of an invitation lies nowhere among the answers that are kept for a repeat', async () => {
  const { id } = await aPerson('invited-anew');
  const sent = () =>
    app.inject({
      method: 'POST',
      url: `/api/staff/${id}/account`,
      headers: { cookie: `__Host-footbridge=${admin.token}`, 'idempotency-key': 'an invitation' },
      payload: { change: 'invite' },
    });
  const [first, second] = [(await sent()).json(), (await sent()).json()];
  expect(first.link).toMatch(/^\/invitation\/.{20}/);
  expect(second.link).not.toBe(first.link);
  const kept = await agency.write((tx) => tx.rows(db.selectFrom('idempotency_keys').select('body')));
  expect(JSON.stringify(kept)).not.toContain('/invitation/');
});

describe('taking something from somebody', () => {
  const asAdmin = (method: 'GET' | 'POST', url: string, payload?: object, version?: string) =>
    app.inject({
      method,
      url,
      headers: { cookie: `__Host-footbridge=${admin.token}`, ...(version && { 'if-match': `"${version}"` }) },
      ...(payload && { payload }),
    });
  const day = (days: number) => addMinutes(agency.now, days * 1440).slice(0, 10);

  test.each([
    { what: 'a position ends', to: true, isOut: true },
    { what: 'a position moves to another team', team: 'another', isOut: true },
    { what: 'a position only has another share of full time', fte: 0.25, isOut: false },
  ])('$what: whoever had it is signed out, or not, with the answer', async ({ what, to, team, fte = 0.5, isOut }) => {
    const name = what.replaceAll(' ', '-');
    const { id: staffId, email } = await aPerson(name);
    const programmeId = await agency.aProgramme({ name });
    const [teamId, another] = [await agency.aTeam(programmeId), await agency.aTeam(programmeId)];
    const position = { staffId, teamId, role: 'case-manager', fte: 0.5, from: day(-20) };
    const { id: positionId, version } = (await asAdmin('POST', '/api/agency/positions', position)).json();
    const token = tokenOf(await signIn(email));
    const changed = await asAdmin(
      'POST',
      '/api/agency/positions',
      { ...position, positionId, fte, teamId: team ? another : teamId, ...(to && { to: day(-1) }) },
      version,
    );
    expect([changed.statusCode, await statusWith(token)]).toEqual([200, isOut ? 401 : 200]);
  });

  test.each([
    { what: 'a supervision line ends', to: true },
    { what: 'a supervision line goes over somebody else', to: false },
  ])('$what: the supervisor is signed out with the answer', async ({ what, to }) => {
    const name = what.replaceAll(' ', '-');
    const { id: supervisorId, email } = await aPerson(name);
    const [one, other] = [await aPerson(`${name}-one`), await aPerson(`${name}-other`)];
    const line = { supervisorId, staffId: one.id, from: day(-20) };
    const { id: lineId, version } = (await asAdmin('POST', '/api/agency/supervision-lines', line)).json();
    const token = tokenOf(await signIn(email));
    expect(await statusWith(token)).toBe(200);
    const more = to ? { to: day(-1) } : { staffId: other.id };
    const changed = await asAdmin('POST', '/api/agency/supervision-lines', { ...line, lineId, ...more }, version);
    expect([changed.statusCode, await statusWith(token)]).toEqual([200, 401]);
  });
});

describe('an act that asks who is there', () => {
  const disable = (token: string, staffId: string) =>
    app.inject({
      method: 'POST',
      url: `/api/staff/${staffId}/account`,
      headers: { cookie: `__Host-footbridge=${token}`, 'idempotency-key': 'the same' },
      payload: { change: 'disable' },
    });
  const show = (token: string, payload: object) =>
    app.inject({
      method: 'POST',
      url: '/api/session/step-up',
      headers: { cookie: `__Host-footbridge=${token}` },
      payload,
    });

  test('is refused after five minutes as a problem of its own kind, and done under a new cookie once it is shown', async () => {
    const { id: staffId } = await aPerson('to-be-disabled');
    const hash = await hashPassword(password);
    await agency.write((tx) => changeAccount(tx, admin.id, { change: 'password', hash }));
    pass(300);
    const refused = await disable(admin.token, staffId);
    expect(refused.statusCode).toBe(403);
    expect(refused.json()).toMatchObject({ type: expect.stringMatching(/\/step-up$/), ways: ['password'] });
    expect((await show(admin.token, { password: 'not this one' })).json().errors[0]).toMatchObject({
      pointer: '/password',
      rule: 'current-password-wrong',
    });
    const shown = await show(admin.token, { password });
    expect([shown.statusCode, String(shown.headers['set-cookie'])]).toEqual([
      204,
      expect.stringMatching(/Secure; HttpOnly; SameSite=Lax/),
    ]);
    expect(await statusWith(admin.token)).toBe(401);
    expect((await disable(tokenOf(shown), staffId)).statusCode).toBe(200);
  });

  test.each([
    ['nothing', {}],
    ['both', { password, code: '123456' }],
    ['something else', { passport: 'x' }],
  ])('%s shows nobody', async (_, payload) => {
    expect((await show(admin.token, payload)).statusCode).toBe(422);
    expect((await app.inject({ method: 'POST', url: '/api/session/step-up', payload })).statusCode).toBe(401);
  });
});

describe('signing in', { timeout: 60_000 }, () => {
  const codeNow = () => new TOTP({ secret }).generate({ timestamp: millisOf(agency.now) });

  test('a one-time code opens one door, once, however many try it together', async () => {
    const { email } = await aPerson('codes', { secondFactor: true });
    expect((await signIn(email)).json().type).toMatch(/second-factor$/);
    const together = await Promise.all(Array.from({ length: 6 }, () => signIn(email, { code: codeNow() })));
    expect(together.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, 401, 401, 401, 401, 401]);
    expect((await signIn(email, { code: codeNow() })).statusCode).toBe(401);
    pass(30);
    expect((await signIn(email, { code: codeNow() })).statusCode).toBe(201);
  });

  test('only failures count, and after eight the right password waits too, for a quarter of an hour', async () => {
    const { email } = await aPerson('counted');
    for (let count = 0; count < 12; count++) expect((await signIn(email)).statusCode).toBe(201);
    for (let count = 0; count < 8; count++) expect((await signIn(email, { password: 'x' })).statusCode).toBe(401);
    const waiting = await signIn(email);
    expect(waiting.statusCode).toBe(429);
    expect(Number(waiting.headers['retry-after'])).toBe(900);
    pass(899);
    expect((await signIn(email)).statusCode).toBe(429);
    pass(2);
    expect((await signIn(email)).statusCode).toBe(201);
  });

  test('many accounts tried from one address are stopped there, and others go on', async () => {
    const { email } = await aPerson('bystander');
    const tried = await Promise.all(
      Array.from({ length: 60 }, (_, index) => signIn(`guess-${index}@example.org`, { password: 'x' }, '10.9.9.9')),
    );
    expect(new Set(tried.map(({ statusCode }) => statusCode))).toEqual(new Set([401]));
    expect((await signIn(email, {}, '10.9.9.9')).statusCode).toBe(429);
    expect((await signIn(email, {}, '10.0.0.2')).statusCode).toBe(201);
  });
});
