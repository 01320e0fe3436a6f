import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSetUpLink } from '#store/first-start.ts';
import { type TestDatabase, testDatabase } from '#store/postgres/test-database.ts';
import { openDatabase } from '#store/postgres/transaction.ts';
import { readAgency } from '../administration/read-house.ts';
import { linkHash } from '../pipeline/links.ts';
import { perform } from '../pipeline/perform.ts';
import { aNow } from '../pipeline/test-world.ts';
import { acceptInvitation, setUpAgency } from './by-link.ts';
import { signIn, tokenHashOf } from './sign-in.ts';

let database: TestDatabase;
const token = randomBytes(24).toString('base64url');
const request = {
  token,
  agencyName: 'Millrace Services',
  timeZone: 'America/Chicago',
  language: 'es',
  givenName: 'Ada',
  familyName: 'Okafor',
  email: 'Ada@example.org',
  password: 'seven herons by the dock',
} as const;

beforeAll(async () => {
  database = await testDatabase();
  const owner = openDatabase(database.ownerUrl, { connections: 1 });
  await owner.transaction((tx) => createSetUpLink(tx, linkHash(token), aNow, 1));
  await owner.close();
});
afterAll(() => database.close());

test('a weak password or an unknown zone is refused, and the link still holds', async () => {
  await expect(setUpAgency(database, { ...request, password: 'password1234' }, aNow)).rejects.toMatchObject({
    status: 422,
  });
  // Twelve characters, no word in it, and in every leak.
  await expect(setUpAgency(database, { ...request, password: 'gfhjkmgfhjkm' }, aNow)).rejects.toMatchObject({
    refusals: [{ code: 'password-common' }],
  });
  await expect(acceptInvitation(database, { token, password: '1qaz2wsx3edc' }, aNow)).rejects.toMatchObject({
    refusals: [{ code: 'password-common' }],
  });
  await expect(setUpAgency(database, { ...request, timeZone: 'Nowhere/Land' }, aNow)).rejects.toMatchObject({
    status: 422,
  });
});

test('whoever holds the set-up link founds the agency once and administers it, with the six service models at hand', async () => {
  await setUpAgency(database, request, aNow);
  const signedIn = await signIn(
    database,
    { email: 'ada@example.org', password: request.password, userAgent: null, address: null },
    aNow,
  );
  expect(signedIn.session.roles).toEqual(['administrator']);
  const { value } = await perform(database, readAgency, {
    caller: { kind: 'session', tokenHash: tokenHashOf(signedIn.token) },
    input: {},
    now: aNow,
  });
  expect(value).toMatchObject({ name: 'Millrace Services', timeZone: 'America/Chicago', language: 'es' });
  expect(value.models.map(({ key }) => key).sort()).toEqual([
    'act',
    'broker',
    'clinical',
    'icm',
    'rehabilitation',
    'strengths',
  ]);
});

test('the link works once', async () => {
  await expect(setUpAgency(database, { ...request, agencyName: 'Another' }, aNow)).rejects.toMatchObject({
    status: 404,
  });
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  const { rows } = await client.query('select name from agencies');
  await client.end();
  expect(rows).toEqual([{ name: 'Millrace Services' }]);
});
