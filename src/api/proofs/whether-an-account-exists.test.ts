// Whoever asks at the door learns nothing about who has an account: the answers are alike, and so is the work done for them. Counted
// is what takes time, the statements sent to the database and the hashes worked out, never the time itself.
import * as argon2 from '@node-rs/argon2';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { anAgency, type TestAgency } from '#actions/pipeline/test-world.ts';
import { hashPassword } from '#actions/session/sign-in.ts';
import { changeAccount } from '#store/accounts.ts';
import { compile, type Query } from '#store/postgres/query.ts';
import type { Database, Tx } from '#store/postgres/transaction.ts';
import { createApp } from '../app.ts';

// The library works as ever; what it is asked is heard.
vi.mock('@node-rs/argon2', { spy: true });

let agency: TestAgency;
let app: FastifyInstance;
let sent: string[] = [];

/** The same database, with every statement written down. */
const overheard = (database: Database): Database => ({
  ...database,
  transaction: (work, options) =>
    database.transaction((tx) => {
      sent.push(`begin ${JSON.stringify(options)}`);
      const listening = new Proxy(tx, {
        get: (heard, name: keyof Tx) => {
          const own = heard[name];
          if (typeof own !== 'function') return own;
          return (asked: string | Query<unknown>) => {
            sent.push(typeof asked === 'string' ? asked : compile(asked).sql);
            return own.call(heard, asked as never);
          };
        },
      });
      return work(listening);
    }, options),
});

beforeAll(async () => {
  agency = await anAgency();
  app = await createApp(
    { database: overheard(agency.database), clock: () => agency.now, log: (line) => console.error(line) },
    '0.0.0',
  );
  const hash = await hashPassword('kitchen-table-river');
  for (const name of ['known', 'closed', 'with-a-factor']) {
    const { id } = await agency.aStaffMember(['case-manager'], { email: `${name}@example.org` });
    await agency.write((tx) => changeAccount(tx, id, { change: 'password', hash }));
    if (name === 'closed') await agency.write((tx) => changeAccount(tx, id, { change: 'disabled', at: agency.now }));
    if (name === 'with-a-factor')
      await agency.write((tx) => changeAccount(tx, id, { change: 'second-factor', secret: 'A'.repeat(32) }));
  }
  await agency.aStaffMember(['case-manager'], { email: 'invited@example.org' });
});
afterAll(async () => {
  await app.close();
  await agency.database.close();
});

let asked = 0;

/** An answer without what is new in each, and what was done for it. */
const askedAtTheDoor = async (url: string, payload: object) => {
  sent = [];
  vi.mocked(argon2.verify).mockClear();
  vi.mocked(argon2.hash).mockClear();
  const answer = await app.inject({ method: 'POST', url, payload, remoteAddress: `10.3.0.${++asked}` });
  const { requestId, challenge, ...body } = answer.json();
  return {
    status: answer.statusCode,
    headers: Object.keys(answer.headers).toSorted(),
    length: answer.payload.length,
    body,
    isNamed: [typeof requestId, typeof challenge],
    sent,
    // Which algorithm, version and cost: the parts of a hash before its salt.
    verified: vi.mocked(argon2.verify).mock.calls.map(([hash]) => String(hash).split('$').slice(0, 4)),
    hashed: vi.mocked(argon2.hash).mock.calls.length,
  };
};

const people = ['known', 'closed', 'with-a-factor', 'invited'];

test('a wrong password is answered alike, and costs alike, for every account there is and for one there is not', async () => {
  const wrong = (name: string) =>
    askedAtTheDoor('/api/session', { email: `${name}@example.org`, password: 'not this one at all' });
  // Whoever comes first pays for what is made once.
  await wrong('first');
  const nobody = await wrong('nobody');
  expect(nobody).toMatchObject({ status: 401, hashed: 0 });
  expect(nobody.verified).toEqual([['', 'argon2id', 'v=19', 'm=19456,t=2,p=1']]);
  expect(nobody.sent.length).toBeGreaterThan(3);
  for (const name of people) expect([name, await wrong(name)]).toEqual([name, nobody]);
});

test('what a passkey is to sign is asked without a name, and one that is given changes nothing', async () => {
  const question = (payload: object) => askedAtTheDoor('/api/session/passkey/question', payload);
  const nobody = await question({});
  expect(nobody).toMatchObject({ status: 200, isNamed: ['undefined', 'string'], verified: [], hashed: 0 });
  expect(Object.keys(nobody.body).toSorted()).toEqual(['rpId', 'timeout', 'userVerification']);
  for (const name of [...people, 'nobody'])
    expect([name, await question({ email: `${name}@example.org` })]).toEqual([name, nobody]);
});
