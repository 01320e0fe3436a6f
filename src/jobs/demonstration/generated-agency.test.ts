import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asSystem } from '#actions/pipeline/perform.ts';
import { signIn } from '#actions/session/sign-in.ts';
import { day } from '#domain/basics/day.ts';
import { instant } from '#domain/basics/instant.ts';
import { replay } from '#domain/cycle/history.ts';
import { readCourses } from '#store/enrolments.ts';
import { type TestDatabase, testDatabase } from '#store/postgres/test-database.ts';
import { type Generated, type GenerateOptions, generateAgency, isNameTaken } from './generated-agency.ts';

const now = instant('2026-11-25T15:00:00Z');
const options: GenerateOptions = {
  clients: 60,
  contacts: 1777,
  teams: 5,
  seed: '7',
  today: day('2026-11-25'),
  name: 'Generated for a test',
};

const databases: { database: TestDatabase; owner: pg.Client; made: Generated }[] = [];
beforeAll(async () => {
  for (let index = 0; index < 2; index++) {
    const database = await testDatabase();
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    databases.push({ database, owner, made: await generateAgency(database.ownerUrl, options, now) });
  }
}, 120_000);
afterAll(async () => {
  for (const { database, owner } of databases) {
    await owner.end();
    await database.close();
  }
});

const first = () => databases[0]!;

test('an agency has exactly the clients, contacts and teams that were asked for', async () => {
  const { owner, made } = first();
  const counts = (
    await owner.query(
      'select (select count(*) from clients)::int clients, (select count(*) from contacts)::int contacts, (select count(*) from teams)::int teams',
    )
  ).rows[0];
  expect(counts).toEqual({ clients: 60, contacts: 1777, teams: 5 });
  expect(made).toMatchObject(counts);
});

test('the same seed and day give the same rows in another database', async () => {
  const dumps = await Promise.all(
    databases.map(async ({ owner }) => {
      const { rows } = await owner.query<{ name: string }>(
        "select tablename as name from pg_tables where schemaname = 'public' and tablename not in ('accounts', 'schema_migrations', 'sessions', 'client_summaries') order by 1",
      );
      const dump: Record<string, string> = {};
      for (const { name } of rows)
        dump[name] = (
          await owner.query(
            // The key that sheets are signed with is another in each agency, and must be.
            `select coalesce(md5(string_agg(each, '|' order by each)), '') as hash from (select (to_jsonb(t) - 'sheet_key')::text as each from ${name} t) rows`,
          )
        ).rows[0].hash;
      return dump;
    }),
  );
  expect(dumps[1]).toEqual(dumps[0]);
});

test('every enrolment is what its acts add up to', async () => {
  const { database, owner, made } = first();
  const { rows } = await owner.query<{ id: string }>('select id from clients');
  await asSystem(database, made.agencyId, now, async (tx) => {
    for (const { id } of rows)
      for (const { enrolment, history } of await readCourses(tx, id))
        expect(replay(history)).toEqual({ ok: true, value: enrolment });
  });
});

test('its people can sign in, and its lists are worked out', async () => {
  const { database, owner, made } = first();
  expect(made.signIns.map(({ role }) => role)).toEqual(
    expect.arrayContaining(['case-manager', 'team-lead', 'supervisor']),
  );
  for (const { email, password } of made.signIns)
    await expect(signIn(database, { email, password, userAgent: null, address: null }, now)).resolves.toBeDefined();
  expect((await owner.query('select 1 from client_summaries')).rowCount).toBe(60);
});

test('a name that is taken is known', async () => {
  const { database } = first();
  expect(await isNameTaken(database.ownerUrl, options.name)).toBe(true);
  expect(await isNameTaken(database.ownerUrl, 'Another')).toBe(false);
});
