import { sql } from 'kysely';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addMinutes, millisOf } from '#domain/basics/instant.ts';
import { changeAccount } from '#store/accounts.ts';
import { db } from '#store/postgres/query.ts';
import { editAccount } from '../administration/edit-account.ts';
import { perform } from '../pipeline/perform.ts';
import { Refused } from '../pipeline/refused.ts';
import { aNow, anAgency, type Staff, type TestAgency } from '../pipeline/test-world.ts';
import { hashPassword, tokenHashOf } from './sign-in.ts';
import { stepUp } from './step-up.ts';

const password = 'kitchen-table-river';
const secret = new Secret({ buffer: new Uint8Array(20).fill(7).buffer });

let agency: TestAgency;
let hash: string;
let admin: Staff;
let worker: Staff;
let day = 0;

beforeAll(async () => {
  agency = await anAgency();
  hash = await hashPassword(password);
});
beforeEach(async () => {
  agency.now = addMinutes(aNow, ++day * 1440);
  admin = await agency.aStaffMember(['administrator']);
  worker = await agency.aStaffMember(['case-manager']);
  await agency.write(async (tx) => {
    await changeAccount(tx, admin.id, { change: 'password', hash });
    await changeAccount(tx, admin.id, { change: 'second-factor', secret: secret.base32 });
  });
});
afterAll(() => agency.database.close());

const pass = (minutes: number) => {
  agency.now = addMinutes(agency.now, minutes);
};
const tokenHash = () => (admin.caller as { tokenHash: Buffer }).tokenHash;
const code = () => new TOTP({ secret }).generate({ timestamp: millisOf(agency.now) });

/** The same person, in the session as it goes on. */
const shown = async (proof: { password?: string; code?: string }): Promise<Staff> => {
  const token = await stepUp(
    agency.database,
    { ...proof, tokenHash: tokenHash(), address: '10.0.0.1', host: 'localhost:3000' },
    agency.now,
  );
  return { ...admin, token, caller: { kind: 'session', tokenHash: tokenHashOf(token) } };
};
const disable = (who: Staff, more = {}) =>
  agency.refusalOf(who, editAccount, { staffId: worker.id, change: 'disable' }, more);
const entries = () =>
  agency.write((tx) =>
    tx.rows(
      db.selectFrom('audit').select(['action', 'effect']).where('actor_id', '=', admin.id).orderBy('transaction_id'),
    ),
  );
const sessionsOf = (who: Staff) => {
  const { tokenHash: hash } = who.caller as { tokenHash: Buffer };
  return sql<object>`select session_id, expires_at from app.open_session(${hash}::bytea, ${agency.now}::timestamptz, '15 minutes', false)`;
};
const statusOf = (refused: Promise<unknown>) =>
  refused.then(
    () => 200,
    (error) => (error instanceof Refused ? `${error.status} ${error.refusals[0]?.code}` : error),
  );

describe('an act that asks who is there', () => {
  test('is done for somebody who signed in less than five minutes ago, and not a moment later', async () => {
    pass(4.99);
    expect(await disable(admin)).toBeNull();
    pass(0.01);
    expect(await disable(admin)).toEqual({ status: 403, codes: ['step-up-needed'] });
  });

  test('names the ways to show it, of a kind of its own; that is no refusal for the privacy officer to read', async () => {
    pass(6);
    const before = (await entries()).length;
    const refused = agency.as(admin, editAccount, { staffId: worker.id, change: 'disable' });
    await expect(refused).rejects.toMatchObject({ extra: { type: 'step-up', ways: ['password', 'code'] } });
    expect((await entries()).length).toBe(before);
  });

  test.each(['password', 'code'] as const)(
    'is done once it is shown by %s, under the key it was sent with',
    async (way) => {
      pass(6);
      expect(await disable(admin, { idempotencyKey: 'k' })).toMatchObject({ status: 403 });
      const again = await shown(way === 'password' ? { password } : { code: code() });
      expect(await disable(again, { idempotencyKey: 'k' })).toBeNull();
      expect((await entries()).map(({ action }) => action)).toEqual(['step-up', 'edit-account']);
    },
  );

  test('is never asked of somebody who may not do it at all', async () => {
    pass(6);
    expect(await disable(worker)).toEqual({ status: 403, codes: ['role-needed'] });
  });

  test('a kept answer, too, is given only to somebody who has shown it', async () => {
    expect(await disable(admin, { idempotencyKey: 'k2' })).toBeNull();
    pass(6);
    expect(await disable(admin, { idempotencyKey: 'k2' })).toMatchObject({ status: 403 });
  });
});

describe('showing it', () => {
  test('carries the session on under a new token: the old one opens nothing, and the session ends when it would have', async () => {
    pass(6);
    const before = await agency.database.transaction(async (tx) => tx.rows(sessionsOf(admin)));
    const again = await shown({ password });
    expect(await disable(admin)).toEqual({ status: 401, codes: ['not-signed-in'] });
    expect(await disable(again)).toBeNull();
    expect(await agency.database.transaction(async (tx) => tx.rows(sessionsOf(again)))).toEqual(before);
  });

  test('with a wrong password or code, or a code used before, changes nothing', async () => {
    pass(6);
    expect(await statusOf(shown({ password: 'not this one' }))).toBe('422 current-password-wrong');
    expect(await statusOf(shown({ code: '000000' }))).toBe('422 second-factor-wrong');
    const used = code();
    admin = await shown({ code: used });
    expect(await statusOf(shown({ code: used }))).toBe('422 second-factor-wrong');
  });

  test('of two at once with one code, one goes on', async () => {
    pass(6);
    const used = code();
    const both = await Promise.all([statusOf(shown({ code: used })), statusOf(shown({ code: used }))]);
    expect(both.filter((each) => each === 200)).toHaveLength(1);
  });

  test('wrongly eight times makes the ninth wait, also where it is right', async () => {
    pass(6);
    for (let count = 0; count < 8; count++) await statusOf(shown({ password: 'not this one' }));
    expect(await statusOf(shown({ password }))).toBe('429 too-many-failures');
  });

  test('with a session that is over is not possible', async () => {
    pass(16);
    expect(await statusOf(shown({ password }))).toBe('401 not-signed-in');
  });
});

test('the system, which nobody could ask, is not asked', async () => {
  const { value } = await perform(agency.database, editAccount, {
    caller: { kind: 'system', agencyId: agency.agencyId },
    input: { staffId: worker.id, change: 'disable' },
    now: addMinutes(agency.now, 60),
  });
  expect(value.link).toBeNull();
});
