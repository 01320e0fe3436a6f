import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addMinutes } from '#domain/basics/instant.ts';
import { changeAccount } from '#store/accounts.ts';
import { editAccount } from '../administration/edit-account.ts';
import { Refused } from '../pipeline/refused.ts';
import { aNow, anAgency, type Staff, type TestAgency } from '../pipeline/test-world.ts';
import { listSessions } from './own-account.ts';
import { addPasskey, namePasskey, offerPasskey, removePasskey } from './own-passkeys.ts';
import { askForPasskey } from './passkeys.ts';
import { signInByPasskey, tokenHashOf } from './sign-in.ts';
import { stepUp } from './step-up.ts';
import { type TestAuthenticator, testAuthenticator } from './test-authenticator.ts';

const host = 'localhost:3000';
const here = { origin: 'http://localhost:3000', rpId: 'localhost' };

let agency: TestAgency;
let rosa: Staff;
let day = 0;

beforeAll(async () => {
  agency = await anAgency();
});
beforeEach(async () => {
  agency.now = addMinutes(aNow, ++day * 1440);
  rosa = await agency.aStaffMember(['case-manager']);
});
afterAll(() => agency.database.close());

const pass = (minutes: number) => {
  agency.now = addMinutes(agency.now, minutes);
};

const register = async (who: Staff, key: TestAuthenticator, name = 'Her phone', at = here, more = {}) => {
  const { challenge } = await agency.as(who, offerPasskey, { host });
  return agency.as(who, addPasskey, { host, name, passkey: key.make(challenge, at, more) });
};
const ask = async (at = host) => (await askForPasskey(agency.database, { host: at }, agency.now)).challenge;
const enterBy = (passkey: ReturnType<TestAuthenticator['answer']>, at = host) =>
  signInByPasskey(agency.database, { passkey, host: at, userAgent: 'test', address: `10.3.0.${day}` }, agency.now);
const outcome = (promise: Promise<unknown>) =>
  promise.then(
    () => 'in',
    (error) => (error instanceof Refused ? `${error.status} ${error.refusals[0]?.code}` : error),
  );
const passkeysOf = async (who: Staff) => (await agency.as(who, listSessions, {})).passkeys;

describe('signing in with a passkey alone', () => {
  test('brings in the person whose key it is, without a name being asked for', async () => {
    const key = testAuthenticator({ isSynced: true });
    await register(rosa, key);
    const { session } = await enterBy(key.answer(await ask(), here));
    expect(session.actor_id).toBe(rosa.id);
    expect(await passkeysOf(rosa)).toMatchObject([{ name: 'Her phone', isBackedUp: true, lastUsedAt: agency.now }]);
  });

  test('one person has several, and each is theirs alone', async () => {
    const tom = await agency.aStaffMember(['case-manager']);
    const [phone, stick, his] = [testAuthenticator(), testAuthenticator(), testAuthenticator()];
    await register(rosa, phone);
    await register(rosa, stick, 'Key in the drawer');
    await register(tom, his);
    for (const [key, who] of [
      [phone, rosa],
      [stick, rosa],
      [his, tom],
    ] as const)
      expect((await enterBy(key.answer(await ask(), here))).session.actor_id).toBe(who.id);
  });

  test.each<[string, (key: TestAuthenticator) => Promise<[ReturnType<TestAuthenticator['answer']>, string?]>]>([
    [
      'the device did not ask for finger, face or PIN',
      async (key) => [key.answer(await ask(), here, { verifies: false })],
    ],
    ['another page asked', async (key) => [key.answer(await ask(), { ...here, origin: 'https://footbridge.example' })]],
    ['it was made for another name', async (key) => [key.answer(await ask(), { ...here, rpId: 'example.org' })]],
    [
      'the server is asked under another name',
      async (key) => [
        key.answer(await ask('elsewhere.test'), { origin: 'https://elsewhere.test', rpId: 'elsewhere.test' }),
        'elsewhere.test',
      ],
    ],
    ['nobody asked here', async (key) => [key.answer('aGVsbG8', here)]],
    ['it signs the making of a key', async (key) => [key.answer(await ask(), here, { type: 'webauthn.create' })]],
    ['nobody knows the key', async () => [testAuthenticator().answer(await ask(), here)]],
    [
      'another key signed',
      async (key) => {
        const forged = testAuthenticator().answer(await ask(), here);
        return [{ ...forged, id: key.make('x', here).id, rawId: key.make('x', here).id }];
      },
    ],
  ])('one and the same answer where %s', async (_, made) => {
    const key = testAuthenticator();
    await register(rosa, key);
    const [answer, at] = await made(key);
    expect(await outcome(enterBy(answer, at))).toBe('401 passkey-failed');
  });

  test('an answer opens one door, once, and within five minutes', async () => {
    const key = testAuthenticator();
    await register(rosa, key);
    const answer = key.answer(await ask(), here);
    const together = await Promise.all(Array.from({ length: 5 }, () => outcome(enterBy(answer))));
    expect(together.filter((each) => each === 'in')).toHaveLength(1);
    const late = await ask();
    pass(5);
    expect(await outcome(enterBy(key.answer(late, here)))).toBe('401 passkey-failed');
  });

  test('a copied key whose counter has fallen behind is refused', async () => {
    const key = testAuthenticator();
    await register(rosa, key);
    await enterBy(key.answer(await ask(), here, { counter: 9 }));
    expect(await outcome(enterBy(key.answer(await ask(), here, { counter: 9 })))).toBe('401 passkey-failed');
    expect(await outcome(enterBy(key.answer(await ask(), here, { counter: 10 })))).toBe('in');
  });

  test('is over at once for an account that is disabled, and for a key that is removed', async () => {
    const admin = await agency.aStaffMember(['administrator']);
    const key = testAuthenticator();
    const { id } = await register(rosa, key);
    await agency.as(admin, editAccount, { staffId: rosa.id, change: 'disable' });
    expect(await outcome(enterBy(key.answer(await ask(), here)))).toBe('401 passkey-failed');
    await agency.as(admin, editAccount, { staffId: rosa.id, change: 'enable' });
    const again = await agency.signInAgain(rosa);
    await agency.as(again, removePasskey, { passkeyId: id });
    expect(await outcome(enterBy(key.answer(await ask(), here)))).toBe('401 passkey-failed');
    expect(await passkeysOf(again)).toEqual([]);
  });

  test('sixty wrong answers from one address make it wait', async () => {
    const key = testAuthenticator();
    await register(rosa, key);
    const wrong = key.answer('aGVsbG8', here);
    await Promise.all(Array.from({ length: 60 }, () => outcome(enterBy(wrong))));
    expect(await outcome(enterBy(key.answer(await ask(), here)))).toBe('429 too-many-failures');
  });
});

describe('making a passkey', () => {
  test('a device that does not ask its owner is refused, and so is an answer to what nobody asked', async () => {
    expect(await outcome(register(rosa, testAuthenticator(), 'x', here, { verifies: false }))).toBe(
      '422 passkey-failed',
    );
    const passkey = testAuthenticator().make('aGVsbG8', here);
    expect(await outcome(agency.as(rosa, addPasskey, { host, name: 'x', passkey }))).toBe('422 passkey-failed');
  });

  test('what was asked of one person is not answered by another', async () => {
    const tom = await agency.aStaffMember(['case-manager']);
    const { challenge } = await agency.as(rosa, offerPasskey, { host });
    const passkey = testAuthenticator().make(challenge, here);
    expect(await outcome(agency.as(tom, addPasskey, { host, name: 'x', passkey }))).toBe('422 passkey-failed');
    expect(await outcome(agency.as(rosa, addPasskey, { host, name: 'x', passkey }))).toBe('in');
  });

  test('the device is told which of the person’s keys it holds already', async () => {
    const key = testAuthenticator();
    await register(rosa, key);
    const { excludeCredentials } = await agency.as(rosa, offerPasskey, { host });
    expect(excludeCredentials).toEqual([{ id: key.make('x', here).id, type: 'public-key', transports: ['internal'] }]);
  });

  test('asks who is there after five minutes, and so does removing one; naming it does not', async () => {
    const { id } = await register(rosa, testAuthenticator());
    pass(5);
    expect(await agency.refusalOf(rosa, offerPasskey, { host })).toMatchObject({ codes: ['step-up-needed'] });
    expect(await agency.refusalOf(rosa, removePasskey, { passkeyId: id })).toMatchObject({ codes: ['step-up-needed'] });
    await agency.as(rosa, namePasskey, { passkeyId: id, name: 'Blue key' });
    expect(await passkeysOf(rosa)).toMatchObject([{ name: 'Blue key' }]);
  });

  test('another person’s passkey is neither named nor removed', async () => {
    const tom = await agency.aStaffMember(['case-manager']);
    const { id } = await register(rosa, testAuthenticator());
    expect(await agency.refusalOf(tom, namePasskey, { passkeyId: id, name: 'Mine' })).toMatchObject({ status: 404 });
    expect(await agency.refusalOf(tom, removePasskey, { passkeyId: id })).toMatchObject({ status: 404 });
    expect(await passkeysOf(rosa)).toMatchObject([{ name: 'Her phone' }]);
  });
});

describe('a passkey shows who is there', () => {
  const show = async (who: Staff, key: TestAuthenticator) =>
    stepUp(
      agency.database,
      {
        passkey: key.answer(await ask(), here),
        tokenHash: (who.caller as { tokenHash: Buffer }).tokenHash,
        address: null,
        host,
      },
      agency.now,
    );

  test('its owner’s, in the session that is open', async () => {
    const key = testAuthenticator();
    await register(rosa, key);
    pass(6);
    await expect(agency.as(rosa, offerPasskey, { host })).rejects.toMatchObject({ extra: { ways: ['passkey'] } });
    const token = await show(rosa, key);
    const again: Staff = { ...rosa, token, caller: { kind: 'session', tokenHash: tokenHashOf(token) } };
    expect(await agency.refusalOf(again, offerPasskey, { host })).toBeNull();
  });

  test('not somebody else’s', async () => {
    const tom = await agency.aStaffMember(['case-manager']);
    const his = testAuthenticator();
    await register(tom, his);
    expect(await outcome(show(rosa, his))).toBe('422 passkey-failed');
  });
});

test('an administrator who takes the second factor away takes the passkeys too: whoever lost the phone lost both', async () => {
  const admin = await agency.aStaffMember(['administrator']);
  const key = testAuthenticator();
  await register(rosa, key);
  await agency.write((tx) => changeAccount(tx, rosa.id, { change: 'second-factor', secret: 'A'.repeat(32) }));
  await agency.as(admin, editAccount, { staffId: rosa.id, change: 'remove-second-factor' });
  expect(await outcome(enterBy(key.answer(await ask(), here)))).toBe('401 passkey-failed');
  expect(await agency.as(await agency.signInAgain(rosa), listSessions, {})).toMatchObject({
    hasSecondFactor: false,
    passkeys: [],
  });
});

test('nothing that is asked, and no answer to it, is kept where a repeat would find it', async () => {
  const { challenge } = await agency.as(rosa, offerPasskey, { host }, { idempotencyKey: 'offer' });
  const owner = new pg.Client({ connectionString: agency.database.ownerUrl });
  await owner.connect();
  const kept = await owner.query("select count(*)::int as rows from idempotency_keys where key = 'offer'");
  const asked = await owner.query('select 1 from passkey_challenges where hash = $1', [Buffer.from(challenge)]);
  await owner.end();
  expect([kept.rows[0].rows, asked.rowCount]).toEqual([0, 0]);
});
