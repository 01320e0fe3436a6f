import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeAccount } from '#store/accounts.ts';
import { db } from '#store/postgres/query.ts';
import { anAgency, type Staff, type TestAgency } from '../pipeline/test-world.ts';
import { changeOwnPassword, endSession, listSessions, nameSession } from './own-account.ts';
import { hashPassword } from './sign-in.ts';

const current = 'kitchen-table-river';

let agency: TestAgency;
let rosa: Staff;

beforeAll(async () => {
  agency = await anAgency(undefined, { name: 'Millrace Services' });
  rosa = await agency.aStaffMember(['case-manager'], { email: 'r.okonkwo@example.org' });
  const hash = await hashPassword(current);
  await agency.write(async (tx, { recorded_at, recorded_by }) => {
    await changeAccount(tx, rosa.id, { change: 'password', hash });
    await tx.run(
      db
        .updateTable('staff')
        .set({ given_name: 'Rosalinda', family_name: 'Okonkwo', recorded_at, recorded_by })
        .where('id', '=', rosa.id),
    );
  });
});
afterAll(() => agency.database.close());

test.each([
  ['the given name', 'rosalinda-77x', 'password-known'],
  ['the family name', 'my-okonkwo-26', 'password-known'],
  ['the agency', 'millrace-4you', 'password-known'],
  ['Footbridge', 'Footbridge-2026', 'password-common'],
])('a password that is mostly %s is refused', async (_, password, code) => {
  expect(await agency.refusalOf(rosa, changeOwnPassword, { current, password })).toEqual({
    status: 422,
    codes: [code],
  });
});

test('a session has the name its own person gives it, and nobody else names or ends it', async () => {
  const tom = await agency.aStaffMember(['case-manager']);
  const [session] = (await agency.as(rosa, listSessions, {})).items;
  const sessionId = session?.id ?? '';
  await agency.as(rosa, nameSession, { sessionId, name: 'Desk by the window' });
  expect((await agency.as(rosa, listSessions, {})).items).toMatchObject([{ deviceName: 'Desk by the window' }]);
  expect(await agency.refusalOf(tom, nameSession, { sessionId, name: 'Mine' })).toMatchObject({ status: 404 });
  expect(await agency.refusalOf(tom, endSession, { sessionId })).toMatchObject({ status: 404 });
});

test('a session that is ended from another device opens nothing from the next request on', async () => {
  const elsewhere = await agency.signInAgain(rosa);
  const other = (await agency.as(rosa, listSessions, {})).items.find(({ isCurrent }) => !isCurrent);
  await agency.as(rosa, endSession, { sessionId: other?.id });
  expect(await agency.refusalOf(elsewhere, listSessions, {})).toEqual({ status: 401, codes: ['not-signed-in'] });
});

test('a changed password leaves no session open, and nothing of it is kept for a repeat', async () => {
  const again = await agency.signInAgain(rosa);
  const input = { current, password: 'seven herons by the dock' };
  await agency.as(again, changeOwnPassword, input, { idempotencyKey: 'password' });
  expect(await agency.refusalOf(rosa, listSessions, {})).toMatchObject({ status: 401 });
  const kept = await agency.write((tx) =>
    tx.rows(db.selectFrom('idempotency_keys').select('key').where('key', '=', 'password')),
  );
  expect(kept).toEqual([]);
});
