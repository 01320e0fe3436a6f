// Held against the catalogue: every table that knows a client, and every column of those that are given, is on one of the lists.
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../postgres/test-database.ts';
import { notGiven, packageKinds } from './kinds.ts';

let database: TestDatabase;
let owner: pg.Client;

beforeAll(async () => {
  database = await testDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.close();
});

/** Tables from which a foreign key leads to clients, or that name one; the twins hold earlier versions of the same. */
const clientTables = async (): Promise<string[]> => {
  const { rows } = await owner.query<{ name: string }>(`
    select distinct c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and c.relname not like '%\\_past' and c.relname not like 'audit%'
      and (a.attname like '%client_id' or exists (
        select from pg_constraint f where f.conrelid = c.oid and f.contype = 'f' and f.confrelid = 'clients'::regclass)
        or c.relname = 'clients')
    order by 1`);
  return rows.map(({ name }) => name);
};

const unnamed = async (): Promise<string[]> => {
  const named = new Set<string>([...packageKinds.map(({ table }) => table), ...Object.keys(notGiven)]);
  return (await clientTables()).filter((name) => !named.has(name));
};

// What every row carries for the house's own sake; the mark of an entry in error is shown as a mark.
const housekeeping = new Set([
  ...['agency_id', 'id', 'client_id', 'segment', 'recorded_at', 'recorded_by'],
  ...['superseded_at', 'superseded_by', 'error_reason'],
]);

describe('the copy of the record', () => {
  test('holds every kind there is, or says why not', async () => {
    expect(await unnamed()).toEqual([]);
    expect((await clientTables()).length).toBeGreaterThan(35);
    await owner.query('create table planted (agency_id uuid, client_id uuid)');
    expect(await unnamed()).toEqual(['planted']);
    await owner.query('drop table planted');
  });

  test('gives every column, or says why not', async () => {
    for (const { table, fields, without } of packageKinds) {
      const { rows } = await owner.query<{ name: string; type: string }>(
        `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
         where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
        [table],
      );
      const missing = rows
        // An id says nothing to a person: what it stands for is given by its name, or as an entry of its own.
        .filter(({ name, type }) => !housekeeping.has(name) && !type.startsWith('uuid'))
        .map(({ name }) => name)
        .filter((name) => !(name in fields) && !(name in without));
      expect(missing, table).toEqual([]);
    }
  });
});
