import { Secret, TOTP } from 'otpauth';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addMinutes, millisOf } from '#domain/basics/instant.ts';
import { changeAccount } from '#store/accounts.ts';
import { Refused } from '../pipeline/refused.ts';
import { aNow, anAgency, type Staff, type TestAgency } from '../pipeline/test-world.ts';
import { listSessions, makeOwnRecoveryCodes, setOwnSecondFactor } from './own-account.ts';
import { hashPassword, signIn } from './sign-in.ts';

const password = 'kitchen-table-river';
const secret = new Secret({ buffer: new Uint8Array(20).fill(7).buffer });

let agency: TestAgency;
let hash: string;
let rosa: Staff;
let email: string;
let day = 0;

beforeAll(async () => {
  agency = await anAgency();
  hash = await hashPassword(password);
});
beforeEach(async () => {
  agency.now = addMinutes(aNow, ++day * 1440);
  email = `rosa-${day}@example.org`;
  rosa = await agency.aStaffMember(['case-manager'], { email });
  await agency.write(async (tx) => {
    await changeAccount(tx, rosa.id, { change: 'password', hash });
    await changeAccount(tx, rosa.id, { change: 'second-factor', secret: secret.base32 });
  });
});
afterAll(() => agency.database.close());

const enter = (code: string) =>
  signIn(agency.database, { email, password, code, userAgent: null, address: `10.4.0.${day}` }, agency.now).then(
    ({ session }) => session.actor_id,
    (error) => (error instanceof Refused ? `${error.status} ${error.refusals[0]?.code}` : error),
  );
const left = async () => (await agency.as(rosa, listSessions, {})).recoveryCodesLeft;

describe('ten recovery codes', () => {
  test('are all different, and each opens the door once in place of the second factor', async () => {
    const { codes } = await agency.as(rosa, makeOwnRecoveryCodes, {});
    expect(new Set(codes).size).toBe(10);
    const [first = '', second = ''] = codes;
    expect(await enter(first)).toBe(rosa.id);
    expect(await enter(first)).toBe('401 second-factor-wrong');
    expect(await enter(` ${second.toUpperCase().replaceAll('-', ' ')} `)).toBe(rosa.id);
    expect(await left()).toBe(8);
  });

  test('one code sent five times at once opens one door', async () => {
    const [code = ''] = (await agency.as(rosa, makeOwnRecoveryCodes, {})).codes;
    const together = await Promise.all(Array.from({ length: 5 }, () => enter(code)));
    expect(together.filter((each) => each === rosa.id)).toHaveLength(1);
  });

  test('new ones take the place of the old', async () => {
    const [old = ''] = (await agency.as(rosa, makeOwnRecoveryCodes, {})).codes;
    const [fresh = ''] = (await agency.as(rosa, makeOwnRecoveryCodes, {})).codes;
    expect(await enter(old)).toBe('401 second-factor-wrong');
    expect(await enter(fresh)).toBe(rosa.id);
  });

  test('are kept as hashes only, and no repeat of the request shows them again', async () => {
    const { codes } = await agency.as(rosa, makeOwnRecoveryCodes, {}, { idempotencyKey: 'codes' });
    const again = await agency.as(rosa, makeOwnRecoveryCodes, {}, { idempotencyKey: 'codes' });
    expect(again.codes).not.toEqual(codes);
    const owner = new pg.Client({ connectionString: agency.database.ownerUrl });
    await owner.connect();
    const { rows } = await owner.query("select count(*)::int as kept from idempotency_keys where key = 'codes'");
    const all = await owner.query('select to_jsonb(r)::text as line from recovery_codes r');
    await owner.end();
    expect(rows[0].kept).toBe(0);
    for (const code of again.codes)
      for (const { line } of all.rows) expect(line).not.toContain(code.replaceAll('-', ''));
  });

  test('stand for a second factor: without one there are none, and they go with it', async () => {
    const tom = await agency.aStaffMember(['case-manager']);
    expect(await agency.refusalOf(tom, makeOwnRecoveryCodes, {})).toEqual({ status: 409, codes: ['no-second-factor'] });
    const [code = ''] = (await agency.as(rosa, makeOwnRecoveryCodes, {})).codes;
    await agency.as(rosa, setOwnSecondFactor, { remove: true });
    expect(await left()).toBe(0);
    await agency.write((tx) => changeAccount(tx, rosa.id, { change: 'second-factor', secret: secret.base32 }));
    expect(await enter(code)).toBe('401 second-factor-wrong');
  });

  test('another person’s codes open nothing, and a code of the app still does', async () => {
    const tom = await agency.aStaffMember(['case-manager']);
    await agency.write((tx) => changeAccount(tx, tom.id, { change: 'second-factor', secret: secret.base32 }));
    const [his = ''] = (await agency.as(tom, makeOwnRecoveryCodes, {})).codes;
    expect(await enter(his)).toBe('401 second-factor-wrong');
    expect(await enter(new TOTP({ secret }).generate({ timestamp: millisOf(agency.now) }))).toBe(rosa.id);
  });

  test('are made only for somebody who has just shown who they are', async () => {
    agency.now = addMinutes(agency.now, 5);
    expect(await agency.refusalOf(rosa, makeOwnRecoveryCodes, {})).toEqual({ status: 403, codes: ['step-up-needed'] });
  });
});
