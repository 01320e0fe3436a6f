// What `batch.ts` takes from the inside of the driver (docs/adr/0011): a driver that does any of it otherwise fails here, by name.
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databaseUrls } from './roles.ts';
import { type TestDatabase, testDatabase } from './test-database.ts';
import { type Database, openDatabase } from './transaction.ts';

type Methods = Readonly<Record<string, (...args: never[]) => unknown>>;
const client = pg.Client.prototype as unknown as Methods;
const connection = pg.Connection.prototype as unknown as Methods;

let whole: TestDatabase;
/** With one connection, so that what one transaction leaves behind is met by the next. */
let database: Database;
beforeAll(async () => {
  whole = await testDatabase();
  database = openDatabase(databaseUrls(whole.ownerUrl).app, { connections: 1 });
});
afterAll(async () => {
  await database.close();
  await whole.close();
});

const digestOf = (method: unknown): string =>
  createHash('sha256').update(String(method).replace(/\s+/g, ' ')).digest('hex').slice(0, 12);

describe('the driver is inside as it was when batch.ts was written; when a line fails, read what changed, then docs/adr/0011', () => {
  test.each<[string, Methods, string]>([
    ['query', client, '15395bd933d5'],
    ['_pulsePipelinedQueryQueue', client, 'e69b8dcfe070'],
    ['_handleParseComplete', client, '3b60c2e513e8'],
    ['_handleRowDescription', client, 'd7a141a546a6'],
    ['_handleDataRow', client, '55a92885ad9a'],
    ['_handleCommandComplete', client, '646be36f82da'],
    ['_handleEmptyQuery', client, 'a9f1c6f34355'],
    ['_handleErrorMessage', client, '1e81f13d045f'],
    ['_handleReadyForQuery', client, 'faf76d24b323'],
    ['_errorAllQueries', client, '7e1bc8f149c1'],
    ['_send', connection, '690212269bcb'],
    ['parse', connection, '9e2a324e9d8b'],
    ['bind', connection, '7cc0e537695b'],
    ['describe', connection, '2f67be7dca7c'],
    ['execute', connection, '96578cd556ce'],
    ['sync', connection, 'c3ab01942b98'],
  ])('%s', (name, of, digest) => {
    expect(digestOf(of[name])).toBe(digest);
  });
});

describe('statements that leave together', () => {
  test('are answered each with its own rows, whatever their columns', async () => {
    const answers = await database.transaction((tx) =>
      Promise.all([
        tx.first(sql`select date '2026-11-25' as day, array[date '2026-01-02'] as days`),
        tx.rows(sql`select n from generate_series(1, 3) n`),
        tx.run(sql`set local application_name = 'together'`),
        tx.rows(sql`select 1 as one where false`),
        tx.first(
          sql`select ${['a', 'b "c"', null]}::text[] as texts, ${{ a: [1] }}::jsonb as json, 7::bigint as count`,
        ),
      ]),
    );
    expect(answers).toEqual([
      { day: '2026-11-25', days: ['2026-01-02'] },
      [{ n: 1 }, { n: 2 }, { n: 3 }],
      0,
      [],
      { texts: ['a', 'b "c"', null], json: { a: [1] }, count: 7 },
    ]);
  });

  test('are parsed once for a connection; their columns are still known when nobody describes them', async () => {
    const asked = sql<{ day: string }>`select date '2026-11-25' as day, 'parsed once' as text`;
    const rounds = [1, 2, 3].map(() => database.transaction((tx) => Promise.all([tx.first(asked), tx.first(asked)])));
    const row = { day: '2026-11-25', text: 'parsed once' };
    expect((await Promise.all(rounds)).flat()).toEqual(Array.from({ length: 6 }, () => row));
    const known = await database.transaction((tx) =>
      tx.rows(sql`select generic_plans + custom_plans as runs from pg_prepared_statements where statement like '%''parsed once''%'
        and statement not like '%pg_prepared_statements%'`),
    );
    expect(known).toEqual([{ runs: 6 }]);
  });

  test('fail with the one that failed; those behind it never reached the server and are sent anew the next time', async () => {
    const [before, after] = [sql`select 'before the fault' as text`, sql`select 'behind the fault' as text`];
    const outcomes = await database
      .transaction((tx) =>
        Promise.allSettled([tx.first(before), tx.first(sql`select 1 / (random() * 0)::int as one`), tx.first(after)]),
      )
      .catch((error: { code?: string }) => error.code);
    expect(outcomes).toBe('22012');
    expect(await database.transaction((tx) => Promise.all([tx.first(before), tx.first(after)]))).toEqual([
      { text: 'before the fault' },
      { text: 'behind the fault' },
    ]);
  });

  test('all fail when the connection breaks, and the next finds another', async () => {
    const broken = database.transaction((tx) =>
      Promise.all([
        tx.first(sql`select pg_terminate_backend(pg_backend_pid())`),
        tx.first(sql`select 'never' as text`),
      ]),
    );
    await expect(broken).rejects.toThrow();
    expect(await database.transaction((tx) => tx.first(sql`select 'again' as text`))).toEqual({ text: 'again' });
  });
});
