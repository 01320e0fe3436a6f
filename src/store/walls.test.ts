// The second wall, read from the database's own catalogue: whatever table, partition or function a migration adds is asked about
// here. Every question is also put to a planted breach, which it must name.
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from './postgres/test-database.ts';

let database: TestDatabase;
let owner: pg.Client;
let app: pg.Client;

const connect = async (url: string): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
};

beforeAll(async () => {
  database = await testDatabase();
  [owner, app] = await Promise.all([connect(database.ownerUrl), connect(database.appUrl)]);
});
afterAll(async () => {
  await Promise.all([owner.end(), app.end()]);
  await database.close();
});

const signInTables = [
  'accounts',
  'link_tokens',
  'passkey_challenges',
  'passkeys',
  'recovery_codes',
  'sessions',
  'sign_in_failures',
];
const actsAs = ['footbridge_app', 'footbridge_jobs'];

/** Plain and partitioned tables of the record; what is asked is given as a condition on `c`, and what is wrong is returned by name. */
const tablesWhere = async (condition: string): Promise<string[]> => {
  const { rows } = await owner.query<{ name: string }>(
    `select c.relname as name from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'f', 'v', 'm') and c.relname <> 'schema_migrations' and (${condition}) order by 1`,
  );
  return rows.map(({ name }) => name);
};

const isSignIn = `c.relname = any (array['${signInTables.join("','")}'])`;
const mayAny = (...privileges: string[]) =>
  `(${actsAs.flatMap((role) => privileges.map((each) => `has_table_privilege('${role}', c.oid, '${each}')`)).join(' or ')})`;
const hasTrigger = (called: string) =>
  `exists (select from pg_trigger t join pg_proc p on p.oid = t.tgfoid where t.tgrelid = c.oid and p.pronamespace = 'app'::regnamespace and p.proname = '${called}' and t.tgenabled = 'O')`;
const hasColumn = (called: string) =>
  `exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = '${called}' and not a.attisdropped)`;
/** The twin of a table has its columns, in order, and two more. */
const hasTwin = `exists (select from pg_class twin where twin.relnamespace = c.relnamespace and twin.relname = c.relname || '_past' and
  (select array_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod) order by a.attnum) from pg_attribute a where a.attrelid = twin.oid and a.attnum > 0 and not a.attisdropped)
  = (select array_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod) order by a.attnum) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)
    || array['superseded_at timestamp with time zone', 'superseded_by uuid'])`;
const isPast = `(c.relname like '%\\_past' and exists (select from pg_class o where o.relnamespace = c.relnamespace and o.relname || '_past' = c.relname))`;

const questions = {
  'has no wall around the agency': `not c.relispartition and not ${isSignIn} and not (
    c.relkind in ('r', 'p') and c.relrowsecurity and c.relforcerowsecurity
    and (select count(*) = 1 and bool_and(polpermissive and polcmd = '*' and polroles = '{0}'
        and pg_get_expr(polqual, polrelid) = '(agency_id = ( SELECT app.agency() AS agency))'
        and pg_get_expr(polwithcheck, polrelid) = '(agency_id = ( SELECT app.agency() AS agency))')
      from pg_policy where polrelid = c.oid))`,
  'can be reached past the functions for signing in': `${isSignIn} and ${mayAny('select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger')}`,
  'can be reached beside the table it is part of': `c.relispartition and ${mayAny('select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger')}`,
  'can be emptied, or hung with triggers': mayAny('truncate', 'references', 'trigger'),
  'loses its past': `${hasColumn('recorded_at')} and not ${hasColumn('superseded_at')} and ${mayAny('update')} and not ${mayAny('delete')} and not (${hasTrigger('keep_past')} and ${hasTwin})`,
  'lets its past be written': `${isPast} and ${mayAny('insert', 'update', 'delete')}`,
  'lets facts be overwritten': `${hasColumn('superseded_at')} and not ${isPast} and (${mayAny('update', 'delete')} or not ${hasTrigger('refuse_rewriting')}
    or exists (select from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and a.attname not in ('superseded_at', 'superseded_by', 'error_reason') and not a.attisdropped
      and has_column_privilege('footbridge_app', c.oid, a.attnum, 'update')))`,
  'lets what was signed be changed': `${hasColumn('signed_at')} and not ${isPast} and not ${hasTrigger('keep_signed')} and not ${hasTrigger('refuse_rewriting')}`,
} as const;

/** A breach for each question, planted in a transaction that is undone. */
const breaches: Record<keyof typeof questions, { readonly sql: string; readonly named: string }> = {
  'has no wall around the agency': {
    sql: 'create table planted (agency_id uuid, id uuid); grant select on planted to footbridge_app',
    named: 'planted',
  },
  'can be reached past the functions for signing in': {
    sql: 'grant select on sessions to footbridge_app',
    named: 'sessions',
  },
  'can be reached beside the table it is part of': {
    sql: 'grant select on audit_other to footbridge_jobs',
    named: 'audit_other',
  },
  'can be emptied, or hung with triggers': { sql: 'grant truncate on audit to footbridge_app', named: 'audit' },
  'loses its past': { sql: 'drop trigger past_stays on clients', named: 'clients' },
  'lets its past be written': { sql: 'grant insert on clients_past to footbridge_app', named: 'clients_past' },
  'lets facts be overwritten': { sql: 'grant update (minutes) on contacts to footbridge_app', named: 'contacts' },
  'lets what was signed be changed': { sql: 'drop trigger signed_stays on plans', named: 'plans' },
};

describe('no table', () => {
  test.each(Object.keys(questions) as (keyof typeof questions)[])('%s', async (question) => {
    expect(await tablesWhere(questions[question])).toEqual([]);
    const { sql, named } = breaches[question];
    await owner.query('begin');
    await owner.query(sql);
    const found = await tablesWhere(questions[question]);
    await owner.query('rollback');
    expect(found).toEqual([named]);
  });

  test('stands outside the kinds there are', async () => {
    const known = [
      isSignIn,
      isPast,
      'c.relispartition',
      "c.relname in ('agencies', 'actors', 'audit', 'client_numbers')",
      hasTrigger('keep_past'),
      hasTrigger('refuse_rewriting'),
      hasTrigger('refuse_audit_change'),
      // What can be worked out again.
      mayAny('delete'),
    ];
    expect(await tablesWhere(`not (${known.join(' or ')})`)).toEqual([]);
    expect((await tablesWhere('true')).length).toBeGreaterThan(60);
  });
});

describe('the audit', () => {
  test('is changed by nobody, not even by the owner in the month’s own table', async () => {
    await owner.query("select app.ensure_audit_months('2026-11-25')");
    expect(await tablesWhere(questions['can be reached beside the table it is part of'])).toEqual([]);
    const agencyId = '00000000-0000-0000-0000-00000000000a';
    for (const at of ['2026-11-25T12:00:00Z', '2031-01-01T12:00:00Z'])
      await owner.query(
        `insert into audit (agency_id, id, at, actor_id, actor_kind, action, effect, decision) values ($1, gen_random_uuid(), $2, $1, 'staff', 'read-client', 'read', 'care')`,
        [agencyId, at],
      );
    expect(await tablesWhere("c.relispartition and c.relname like 'audit\\_2026%'")).toEqual([
      'audit_202611',
      'audit_202612',
    ]);
    for (const table of ['audit', 'audit_202611', 'audit_other'])
      for (const change of [`update ${table} set action = 'x'`, `delete from ${table}`, `truncate ${table}`]) {
        await expect(owner.query(change), change).rejects.toThrow(/append-only/);
        await expect(app.query(change), change).rejects.toThrow(/permission denied/);
      }
  });
});

/** What could be put into a column, whatever it means. */
const something = (type: string): string => {
  if (type.endsWith('[]')) return "'{}'";
  if (type.startsWith('character') || type === 'text') return "'x'";
  if (/^(bigint|integer|smallint|numeric)/.test(type)) return '1';
  const values: Record<string, string> = {
    uuid: 'gen_random_uuid()',
    boolean: 'false',
    date: "'2026-01-01'",
    daterange: "'[2026-01-01,2026-02-01)'",
    'timestamp with time zone': "'2026-01-01T00:00:00Z'",
    jsonb: "'{}'",
    bytea: "'\\x00'",
    xid8: "'1'",
  };
  const value = values[type];
  if (value === undefined) throw new Error(`nothing known for ${type}`);
  return value;
};

describe('row by row', () => {
  const [ours, theirs] = ['00000000-0000-0000-0000-0000000000aa', '00000000-0000-0000-0000-0000000000bb'];
  let walled: string[];

  beforeAll(async () => {
    walled = await tablesWhere(`not c.relispartition and not ${isSignIn}`);
    // One row of each agency in every table: which row is of no matter, so rules on its content are set aside.
    await owner.query('begin');
    await owner.query("set local session_replication_role = 'replica'");
    for (const table of walled) {
      const { rows: checks } = await owner.query(
        `select conname from pg_constraint where conrelid = $1::regclass and contype = 'c'`,
        [table],
      );
      for (const { conname } of checks) await owner.query(`alter table ${table} drop constraint ${conname}`);
      const { rows: columns } = await owner.query(
        `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
         where attrelid = $1::regclass and attnum > 0 and attnotnull and not atthasdef and attidentity = '' and attname <> 'agency_id' and not attisdropped`,
        [table],
      );
      for (const agencyId of [ours, theirs])
        await owner.query(
          `insert into ${table} (${['agency_id', ...columns.map(({ name }) => name)].join(', ')})
           values (${[`'${agencyId}'`, ...columns.map(({ name, type }) => (name === 'name' ? `'${agencyId}'` : something(type)))].join(', ')})`,
        );
    }
    await owner.query('commit');
  });

  /** The tables of which the app sees another agency's rows while it works for `agencyId`. */
  const seenOfOthers = async (agencyId: string): Promise<{ others: string[]; own: string[] }> => {
    const [others, own]: [string[], string[]] = [[], []];
    await app.query('begin');
    await app.query("select set_config('app.agency_id', $1, true)", [agencyId]);
    for (const table of walled) {
      const { rows } = await app.query(`select agency_id::text as of from ${table}`);
      if (rows.some(({ of }) => of !== agencyId)) others.push(table);
      if (rows.some(({ of }) => of === agencyId)) own.push(table);
    }
    await app.query('rollback');
    return { others, own };
  };

  test('the app sees its agency’s rows, no other’s, and without an agency none', async () => {
    expect(await seenOfOthers(ours)).toEqual({ others: [], own: walled });
    expect(await seenOfOthers('')).toEqual({ others: [], own: [] });
    expect(walled.length).toBeGreaterThan(60);
  });

  test('a wall taken down is noticed', async () => {
    await owner.query('alter table contacts disable row level security');
    expect((await seenOfOthers(ours)).others).toEqual(['contacts']);
    await owner.query('alter table contacts enable row level security');
  });

  test('nothing is written into another agency', async () => {
    for (const table of walled) {
      const { rows } = await owner.query(
        `select string_agg(attname, ', ') as names from pg_attribute
         where attrelid = $1::regclass and attnum > 0 and not attisdropped and attidentity = '' and attgenerated = ''
           and has_column_privilege('footbridge_app', $1::regclass, attnum, 'insert')`,
        [table],
      );
      if (rows[0].names === null) continue;
      await app.query('begin');
      await app.query("select set_config('app.agency_id', $1, true)", [ours]);
      const { names } = rows[0];
      const others = names.replace(/\bagency_id\b/, `'${theirs}'::uuid`);
      await expect(
        app.query(`insert into ${table} (${names}) select ${others} from ${table} limit 1`),
        table,
      ).rejects.toThrow(/violates row-level security/);
      await app.query('rollback');
    }
  });
});

describe('the functions that pass the wall', () => {
  const functionsWhere = async (condition: string): Promise<string[]> => {
    const { rows } = await owner.query<{ name: string }>(
      `select p.proname as name from pg_proc p where p.pronamespace = 'app'::regnamespace and (${condition}) order by 1`,
    );
    return rows.map(({ name }) => name);
  };
  const strays = "p.prosecdef and not coalesce(p.proconfig, '{}') @> array['search_path=public, app, pg_temp']";

  test('look only where the owner writes, so that nobody puts a table of their own before them', async () => {
    expect(await functionsWhere(strays)).toEqual([]);
    await owner.query('begin');
    await owner.query('alter function app.open_session reset search_path');
    expect(await functionsWhere(strays)).toEqual(['open_session']);
    await owner.query('rollback');
    await app.query('begin');
    await app.query('create temporary table agencies (is_demo boolean)');
    await app.query('insert into agencies values (true)');
    expect((await app.query('select app.holds_demo() as demo')).rows).toEqual([{ demo: false }]);
    await app.query('rollback');
  });

  test('are no business of anyone but the two roles', async () => {
    const open =
      "exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0)";
    expect(await functionsWhere(open)).toEqual([]);
  });

  test('say nothing of an agency that is not the caller’s', async () => {
    // What may be asked without an agency is on this list, with what it tells; everything else must be silent.
    const told: Record<string, string> = {
      holds_demo: 'whether it is the demonstration',
      is_empty: 'whether anyone has set up an agency',
      agency_clocks: 'which zones there are, for the day change',
      count_sign_in_failures: 'how often signing in failed',
    };
    const { rows } = await owner.query<{ name: string; arguments: string }>(
      `select p.proname as name, array_to_string(array(select format_type(t, null) from unnest(p.proargtypes) t), ';') as arguments
       from pg_proc p where p.pronamespace = 'app'::regnamespace and p.prosecdef and p.provolatile = 's' order by 1`,
    );
    expect(rows.length).toBeGreaterThan(5);
    for (const { name, arguments: types } of rows) {
      if (name in told) continue;
      const values = types
        .split(';')
        .filter(Boolean)
        .map((type) => `${something(type)}::${type}`);
      const answer = await app.query(`select * from app.${name}(${values.join(', ')})`);
      expect(answer.rows, name).toEqual([]);
    }
  });

  test('set a password through a link alone: who knows an account’s id can do nothing with it', async () => {
    const { rows } = await owner.query<{ arguments: string; names: string[] }>(
      `select array_to_string(array(select format_type(t, null) from unnest(p.proargtypes) t), ';') as arguments, p.proargnames as names
       from pg_proc p where p.pronamespace = 'app'::regnamespace and p.proname = 'set_password_by_link'`,
    );
    expect(rows).toEqual([
      { arguments: 'bytea;text;timestamp with time zone;text', names: ['link', 'link_kind', 'moment', 'password'] },
    ]);
    const { rows: answer } = await app.query(
      "select app.set_password_by_link('\\x01', 'invitation', now(), 'hash') as done",
    );
    expect(answer).toEqual([{ done: false }]);
  });
});
