import { hash } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { anAgency, type TestAgency } from '#actions/pipeline/test-world.ts';
import { type AuditKey, AuditKeyFault, ensureAuditKey, readAuditKey } from '#store/audit-seal/audit-key.ts';
import { entryBytes } from '#store/audit-seal/entry-bytes.ts';
import { type Head, newestHeads } from '#store/audit-seal/heads.ts';
import { type Verified, verifyAudit } from '#store/audit-seal/verify.ts';
import { backup } from '#store/backup/backup.ts';
import { restore } from '#store/backup/restore.ts';
import { migrate } from '#store/postgres/migrate.ts';
import { databaseUrls } from '#store/postgres/roles.ts';
import { emptyDatabase } from '#store/postgres/test-database.ts';
import { type Database, openDatabase } from '#store/postgres/transaction.ts';
import { keepSealing, sealAudit } from './audit-seal.ts';

let folder: string;
let key: AuditKey;
let harbour: TestAgency;
let lakeside: TestAgency;
let owner: pg.Client;
const lines: unknown[] = [];
const opened: { close(): Promise<void> }[] = [];

const connect = async (url: string): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
};
const services = (database: Database = harbour.database) => ({
  database,
  clock: () => harbour.now,
  log: (line: unknown) => void lines.push(line),
});
const sealOnce = (database?: Database) => sealAudit(services(database), key, { inBackground: false });
const waiting = async (client: pg.Client): Promise<number> => {
  const { rows } = await client.query(
    'select (select count(*) from audit) - (select coalesce(sum(cardinality(ids)), 0) from audit_leaves) as count',
  );
  return Number(rows[0].count);
};
/** Until nothing waits: other tests write on the same server, and whoever writes anywhere on it holds the sealing back. */
const seal = async (database: Database = harbour.database, client: pg.Client = owner): Promise<number> => {
  let count = 0;
  for (let tries = 0; tries < 1_000 && (await waiting(client)) > 0; tries++) {
    if (tries > 0) await new Promise((wake) => setTimeout(wake, 20));
    count += await sealOnce(database);
  }
  return count;
};
const verify = (kept: readonly Head[] = [], url = harbour.database.ownerUrl): Promise<Verified> =>
  verifyAudit(url, { isSigned: key.isSigned, kept, onProgress: () => undefined });

/** Entries as the pipeline writes them, in one transaction. */
const write = async (agency: TestAgency, count: number, client: pg.ClientBase = owner): Promise<string[]> => {
  const { rows } = await client.query<{ id: string }>(
    `insert into audit (agency_id, id, at, actor_id, actor_kind, action, effect, client_id, client_ids, subject_kind, decision, request_id, details)
     select $1, uuidv7(), $2::timestamptz + n * interval '1 microsecond', $1, 'staff', 'read-chart', 'read', uuidv7(), case when n % 2 = 0 then array[uuidv7()] end,
       'clients', 'care', 'request ' || n, jsonb_build_object('count', n) from generate_series(1, $3::int) n returning id`,
    [agency.agencyId, agency.now, count],
  );
  return rows.map(({ id }) => id);
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footbridge-audit-'));
  key = await ensureAuditKey(join(folder, 'audit-key.pem'), () => undefined);
  harbour = await anAgency(undefined, { name: 'Harbour' });
  lakeside = await anAgency(harbour.database, { name: 'Lakeside' });
  owner = await connect(harbour.database.ownerUrl);
});
afterAll(async () => {
  await owner.end();
  for (const each of opened) await each.close();
  await harbour.database.close();
  await rm(folder, { recursive: true, force: true });
});

describe('what is sealed of an entry', () => {
  test('is every column the audit has', async () => {
    // A column that is added needs a second version of what is sealed (ADR 0013): otherwise it could be changed unseen.
    const { rows } = await owner.query(
      "select string_agg(attname, ' ' order by attnum) as names from pg_attribute where attrelid = 'audit'::regclass and attnum > 0 and not attisdropped",
    );
    expect(rows[0].names).toBe(
      'agency_id id at actor_id actor_kind on_behalf_of action effect client_id client_ids subject_kind subject_id purpose decision request_id details transaction_id era',
    );
  });

  test('are the bytes that the decision record describes', async () => {
    const at = '2026-11-25 15:00:00.123457+00';
    const number = (of: number) => {
      const bytes = Buffer.alloc(4);
      bytes.writeInt32BE(of);
      return bytes;
    };
    await owner.query(
      `insert into audit (agency_id, id, at, actor_id, actor_kind, action, effect, client_ids, decision, request_id, details)
       values ($1, $2, $3, $1, 'staff', 'list-caseload', 'read', array[$1, $2]::uuid[], 'care', 'Ñandú', '{"b": 1.50, "a": null}')`,
      [lakeside.agencyId, '00000000-0000-7000-8000-000000000001', at],
    );
    const { rows } = await owner.query(
      'select transaction_id::text as own, era::text as era from audit where id = $1',
      ['00000000-0000-7000-8000-000000000001'],
    );
    await seal();
    const fields = [
      lakeside.agencyId,
      '00000000-0000-7000-8000-000000000001',
      String(BigInt(Date.parse('2026-11-25T15:00:00.123Z')) * 1000n + 457n),
      lakeside.agencyId,
      ...['staff', null, 'list-caseload', 'read', null],
      `{${lakeside.agencyId},00000000-0000-7000-8000-000000000001}`,
      ...[null, null, 'treatment', 'care', 'Ñandú', '{"a": null, "b": 1.50}'],
      ...[rows[0].own, rows[0].era],
    ].map((text) => {
      const bytes = Buffer.from(text ?? '');
      return Buffer.concat([number(25), number(text === null ? -1 : bytes.length), bytes]);
    });
    const { rows: leaves } = await owner.query(
      "select encode(hashes, 'hex') as hash from audit_leaves where ids[1] = $1",
      ['00000000-0000-7000-8000-000000000001'],
    );
    expect(leaves).toEqual([{ hash: hash('sha256', Buffer.concat([Buffer.of(0), number(18), ...fields])) }]);
  });

  test('is read back as it was sealed, whatever stands in it', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 20 }).map((of) => of.replaceAll('\0', ''));
    const entries = fc.sample(
      fc.record({
        text,
        maybe: fc.option(text),
        details: fc.jsonValue(),
        ids: fc.option(fc.array(fc.uuid(), { maxLength: 3 })),
      }),
      { numRuns: 200, seed: 3 },
    );
    for (const { text: action, maybe, details, ids } of entries)
      await owner.query(
        `insert into audit (agency_id, id, at, actor_id, actor_kind, action, effect, decision, request_id, client_ids, details)
         values ($1, gen_random_uuid(), $2, $1, 'staff', $3, 'read', 'care', $4, $5, $6)`,
        [lakeside.agencyId, lakeside.now, action, maybe, ids, JSON.stringify(details).replaceAll('\\u0000', '')],
      );
    expect(await seal()).toBe(200);
    expect(await verify()).toMatchObject({ entries: 201, unsealed: 0, firstBad: null });
  });
});

describe('while people work', () => {
  test('sixteen writers, some of whom commit late, are sealed as they come: nobody is passed over and nobody twice', async () => {
    const late = await connect(harbour.database.ownerUrl);
    await late.query('begin');
    const ids = await write(harbour, 3, late);
    let writing = true;
    const writers = Array.from({ length: 16 }, async (_, writer) => {
      const client = await connect(harbour.database.ownerUrl);
      for (let round = 0; round < 25; round++) {
        await client.query('begin');
        const own = await write(harbour, 1 + (round % 3), client);
        // Every fourth is in no hurry, so that transactions end in another order than they began.
        if ((round + writer) % 4 === 0) await new Promise((wake) => setTimeout(wake, 20));
        await client.query(round % 7 === 6 ? 'rollback' : 'commit');
        if (round % 7 !== 6) ids.push(...own);
      }
      await client.end();
    });
    const sealed = { count: 0, rounds: 0 };
    // Two processes seal at the same time.
    const sealers = Array.from({ length: 2 }, async () => {
      while (writing) {
        const count = await sealOnce();
        sealed.count += count;
        if (count > 0) sealed.rounds++;
      }
    });
    await Promise.all(writers);
    writing = false;
    await Promise.all(sealers);
    // All but the first, who has not committed yet, have written; what came after them must wait, or they would be passed over.
    expect(sealed.count + (await sealOnce())).toBe(0);
    await late.query('commit');
    await late.end();
    expect(await seal()).toBe(ids.length);
    const { rows } = await owner.query(
      'select unnest(ids) as id from audit_leaves where agency_id = $1 order by size',
      [harbour.agencyId],
    );
    expect(rows.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    expect(await verify()).toMatchObject({ unsealed: 0, firstBad: null });
  });
});

/** Does what only the owner of the database can, past every trigger. */
const tamper = async (work: (client: pg.Client) => Promise<unknown>): Promise<void> => {
  await owner.query("set session_replication_role = 'replica'");
  await work(owner);
  await owner.query('reset session_replication_role');
};
const sealed = ['audit', 'audit_leaves', 'audit_heads'];
const keepAll = async () => {
  for (const table of sealed) await owner.query(`create temporary table kept_${table} as table ${table}`);
};
const putBack = () =>
  tamper(async (client) => {
    for (const table of sealed) {
      await client.query(`delete from ${table}`);
      await client.query(`insert into ${table} select * from kept_${table}`);
    }
  });

describe('what the owner of the database does behind the back of the product is named', () => {
  let ids: string[];
  let kept: readonly Head[];
  /** Of an entry in the middle of those that one head is about. */
  let place: number;
  const tail = 5;
  const entry = () => ids[place] as string;
  const size = () => ids.length;
  const run = (text: string, ...values: unknown[]) => tamper((client) => client.query(text, values));
  const firstBad = async (more: readonly Head[] = []) => (await verify(more)).firstBad;
  type Leaf = { readonly id: string; readonly at: string; readonly hash: Buffer };
  /** Rewrites the leaves that the head of a size added. */
  const rewrite = async (agency: TestAgency, ofSize: number, change: (leaves: Leaf[]) => Leaf[]) => {
    const place = [agency.agencyId, ofSize];
    const { rows } = await owner.query<Leaf>(
      `select id, at::text, substr(hashes, (place - 1)::integer * 32 + 1, 32) as hash from audit_leaves, unnest(ids, ats) with ordinality leaf (id, at, place)
       where agency_id = $1 and size = $2 order by place`,
      place,
    );
    const leaves = change(rows);
    const columns = [
      leaves.map(({ id }) => id),
      leaves.map(({ at }) => at),
      Buffer.concat(leaves.map(({ hash: of }) => of)),
    ];
    await run(
      'update audit_leaves set ids = $3, ats = $4, hashes = $5 where agency_id = $1 and size = $2',
      ...place,
      ...columns,
    );
  };
  /** The head that sealed the entry. */
  const sizeThen = () => size() - tail - 20;
  const leafOf = (position: number) => position - (sizeThen() - 240);

  beforeAll(async () => {
    // A few heads, and with the last of them a tail that could be cut.
    for (const count of [240, 20, tail]) {
      await write(harbour, count);
      await write(lakeside, count);
      await seal();
    }
    kept = await newestHeads(owner);
    const { rows } = await owner.query(
      'select unnest(ids) as id from audit_leaves where agency_id = $1 order by size',
      [harbour.agencyId],
    );
    ids = rows.map(({ id }) => id);
    place = size() - tail - 20 - 120;
    await keepAll();
  });
  afterEach(putBack);

  test('only then', async () => {
    expect(await verify(kept)).toMatchObject({ unsealed: 0, firstBad: null });
  });

  test.each([
    "request_id = request_id || ' '",
    "action = 'read-chartt'",
    "at = at + interval '1 microsecond'",
    'actor_id = client_id',
    'on_behalf_of = actor_id',
    'client_id = null',
    "client_ids = '{}'",
    `details = jsonb_set(details, '{count}', '1.0')`,
    "purpose = ''",
    "transaction_id = '5'",
  ])('a byte of an entry that was changed: %s', async (change) => {
    await run(`update audit set ${change} where id = $1`, entry());
    expect(await firstBad()).toEqual({
      id: entry(),
      reason: 'entry-changed',
      agency: harbour.agencyId,
      position: place,
    });
  });

  test('an entry that was changed together with its leaf', async () => {
    await run("update audit set decision = 'consent' where id = $1", entry());
    const { rows } = await owner.query(
      `select sha256('\\x00'::bytea || ${entryBytes}) as hash from audit a where id = $1`,
      [entry()],
    );
    await rewrite(harbour, sizeThen(), (leaves) =>
      leaves.map((leaf) => (leaf.id === entry() ? { ...leaf, hash: rows[0].hash } : leaf)),
    );
    // It is one of those that the next head is about.
    const first = size() - 240 - 20 - tail;
    expect(await firstBad()).toEqual({
      id: ids[first],
      reason: 'root-differs',
      agency: harbour.agencyId,
      position: first,
    });
  });

  test('an entry in the middle that was deleted, alone or with its leaf', async () => {
    const { agencyId: agency } = harbour;
    await run('delete from audit where id = $1', entry());
    expect(await firstBad()).toEqual({ id: entry(), reason: 'entry-deleted', agency, position: place });
    await rewrite(harbour, sizeThen(), (leaves) => leaves.filter(({ id }) => id !== entry()));
    // Which of the head's entries it was nobody can say any more; that one is missing shows where they end.
    expect(await firstBad()).toEqual({ id: null, reason: 'entry-deleted', agency, position: sizeThen() - 1 });
  });

  test('a tail that was cut, by the head that stands or, where the heads were cut too, by one kept elsewhere', async () => {
    const { agencyId: agency } = harbour;
    const cut = ids.slice(-tail);
    await run('delete from audit where id = any ($1)', cut);
    expect(await firstBad()).toMatchObject({ id: cut[0], reason: 'entry-deleted' });
    await run('delete from audit_leaves where agency_id = $1 and size = $2', agency, size());
    expect(await firstBad()).toEqual({ id: null, reason: 'tail-cut', agency, position: size() - tail });
    await run('delete from audit_heads where agency_id = $1 and size = $2', agency, size());
    expect(await firstBad()).toBeNull();
    expect(await firstBad(kept)).toEqual({ id: null, reason: 'older-copy', agency, position: size() - tail });
  });

  test('entries in another order', async () => {
    const { agencyId: agency } = harbour;
    const one = leafOf(place);
    await rewrite(harbour, sizeThen(), (leaves) =>
      leaves.map((leaf, at) => leaves[at === one ? one + 1 : at === one + 1 ? one : at] ?? leaf),
    );
    expect(await firstBad()).toEqual({ id: entry(), reason: 'entries-reordered', agency, position: place + 1 });
  });

  test('an entry given to another agency, and two exchanged with their leaves', async () => {
    const { rows } = await owner.query(
      'select size, ids[1] as id from audit_leaves where agency_id = $1 order by size limit 1',
      [lakeside.agencyId],
    );
    const theirs = rows[0].id;
    const give = (id: string, to: TestAgency) => run('update audit set agency_id = $2 where id = $1', id, to.agencyId);
    await give(entry(), lakeside);
    const { agencyId: agency } = harbour;
    expect(await firstBad()).toEqual({ id: entry(), reason: 'entry-of-another-agency', agency, position: place });
    await give(theirs, harbour);
    let [ourLeaf, theirLeaf]: Leaf[] = [];
    await rewrite(harbour, sizeThen(), (leaves) => {
      ourLeaf = leaves[leafOf(place)];
      return leaves;
    });
    await rewrite(lakeside, rows[0].size, ([first, ...others]) => {
      theirLeaf = first;
      return [ourLeaf as Leaf, ...others];
    });
    await rewrite(harbour, sizeThen(), (leaves) =>
      leaves.map((leaf) => (leaf.id === entry() ? (theirLeaf as Leaf) : leaf)),
    );
    const { id, reason } = (await firstBad()) ?? {};
    expect({ reason, isOneOfThem: id === entry() || id === theirs }).toEqual({
      reason: 'entry-changed',
      isOneOfThem: true,
    });
  });

  test('an entry slipped in among those that are sealed', async () => {
    await run(
      `insert into audit select (jsonb_populate_record(a, '{"id": "00000000-0000-7000-8000-000000000009"}')).* from audit a where id = $1`,
      entry(),
    );
    expect(await firstBad()).toMatchObject({ id: '00000000-0000-7000-8000-000000000009', reason: 'entry-slipped-in' });
  });

  test('a head that was written by somebody without the key, or taken out', async () => {
    const { agencyId: agency } = harbour;
    const position = size() - 1;
    for (const change of [
      'root = previous',
      "at = at + interval '1 second'",
      'era = era + 1',
      "reached = '1'",
      'signature = set_byte(signature, 3, get_byte(signature, 3) # 1)',
      "signature = ''",
    ]) {
      await run(`update audit_heads set ${change} where agency_id = $1 and size = $2`, agency, size());
      expect(await firstBad(), change).toEqual({ id: null, reason: 'head-forged', agency, position });
      await putBack();
    }
    await run('delete from audit_heads where agency_id = $1 and size = $2', agency, size() - tail);
    expect(await firstBad()).toEqual({ id: null, reason: 'head-missing', agency, position });
    await putBack();
    await run('delete from audit_heads where agency_id = $1 and size = $2', agency, size());
    expect(await firstBad()).toMatchObject({ id: ids[size() - tail], reason: 'head-missing' });
  });

  test('a kept head that is none of ours', async () => {
    const [head, ...others] = kept as [Head, ...Head[]];
    expect(await firstBad([{ ...head, size: head.size - 1 }, ...others])).toMatchObject({ reason: 'head-forged' });
  });

  test('and nothing is sealed upon a head that does not hold', async () => {
    await run(
      `update audit_heads set peaks = set_byte(peaks, 0, get_byte(peaks, 0) # 1) where agency_id = $1`,
      harbour.agencyId,
    );
    await write(harbour, 1);
    await write(lakeside, 1);
    lines.length = 0;
    while ((await sealOnce()) === 0) await new Promise((wake) => setTimeout(wake, 20));
    expect(lines[0]).toEqual({ level: 'error', job: 'audit-seal', agency: harbour.agencyId, error: 'head-not-ours' });
    expect(await waiting(owner)).toBe(1);
  });
});

describe('a database that was restored', () => {
  const secret = Buffer.alloc(32, 7);
  const restored = async (file: string): Promise<{ url: string; database: Database }> => {
    const { url, drop } = await emptyDatabase();
    await restore(url, file, secret);
    const database = openDatabase(databaseUrls(url).app, { connections: 4 });
    opened.push({ close: () => database.close().then(drop) });
    return { url, database };
  };

  test('holds, is sealed on, and is told from a later one by a head kept elsewhere', async () => {
    await seal();
    const file = join(folder, 'night.fbk');
    const before = await newestHeads(owner);
    await backup(harbour.database.ownerUrl, file, secret);
    await write(harbour, 3);
    await seal();
    const after = await newestHeads(owner);
    const { url, database } = await restored(file);
    expect(await verify(before, url)).toMatchObject({ firstBad: null });
    expect(await verify(after, url)).toMatchObject({ firstBad: { reason: 'older-copy', agency: harbour.agencyId } });
    // Written on as if nothing had been lost, it comes to hold as many entries, and others.
    const client = await connect(url);
    await write(harbour, 9, client);
    await seal(database, client);
    await client.end();
    expect(await verify(before, url)).toMatchObject({ unsealed: 0, firstBad: null });
    expect(await verify(after, url)).toMatchObject({
      firstBad: { reason: 'another-history', agency: harbour.agencyId },
    });
  });

  test('on another server counts its transactions anew: what came along is sealed, and what is written there', async () => {
    const there = await anAgency(undefined, { name: 'Elsewhere' });
    opened.push(there.database);
    const { ownerUrl } = there.database;
    const client = await connect(ownerUrl);
    await write(there, 5, client);
    await seal(there.database, client);
    // As if it had all been elsewhere, where transactions had come much further; the newest are not sealed yet.
    await client.query("comment on column audit.era is 'another server'");
    await client.query(
      `insert into audit (agency_id, id, at, actor_id, actor_kind, action, effect, decision, transaction_id)
       select $1, uuidv7(), $2, $1, 'staff', 'read-chart', 'read', 'care', (pg_snapshot_xmax(pg_current_snapshot())::text::int8 + 1000000 - n)::text::xid8
       from generate_series(1, 4) n`,
      [there.agencyId, there.now],
    );
    expect(await sealOnce(there.database)).toBe(0);
    await migrate(ownerUrl);
    await write(there, 6, client);
    expect(await verify([], ownerUrl)).toMatchObject({ entries: 5, unsealed: 10, firstBad: null });
    expect(await seal(there.database, client)).toBe(10);
    await migrate(ownerUrl);
    await write(there, 7, client);
    expect(await seal(there.database, client)).toBe(7);
    expect(await verify([], ownerUrl)).toMatchObject({ entries: 22, unsealed: 0, firstBad: null });
    expect((await client.query('select distinct era from audit order by era')).rows).toEqual([{ era: 1 }, { era: 2 }]);
    await client.end();
  });
});

describe('the key', () => {
  test('is made once, for its owner’s eyes alone, also when two need it at the same moment', async () => {
    const file = join(folder, 'new', 'audit-key.pem');
    const made: string[] = [];
    const keys = await Promise.all([1, 2, 3].map(() => ensureAuditKey(file, (publicKey) => made.push(publicKey))));
    expect(made).toEqual([keys[0]?.publicKey]);
    expect(new Set(keys.map(({ publicKey }) => publicKey)).size).toBe(1);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).not.toContain(keys[0]?.publicKey);
  });

  test('that is another proves nothing, unless the one before stands behind it', async () => {
    const file = join(folder, 'another.pem');
    const another = await ensureAuditKey(file, () => undefined);
    const asked = { kept: [], onProgress: () => undefined };
    expect(await verifyAudit(harbour.database.ownerUrl, { isSigned: another.isSigned, ...asked })).toMatchObject({
      firstBad: { reason: 'head-forged' },
    });
    await writeFile(file, `${await readFile(file, 'utf8')}${key.publicKey}`);
    const both = await ensureAuditKey(file, () => undefined);
    await write(harbour, 2);
    while ((await waiting(owner)) > 0) await sealAudit(services(), both, { inBackground: false });
    expect(await verifyAudit(harbour.database.ownerUrl, { isSigned: both.isSigned, ...asked })).toMatchObject({
      firstBad: null,
    });
    // Who holds the old key alone must be told of the new one.
    expect(await verify()).toMatchObject({ firstBad: { reason: 'head-forged' } });
  });

  test('can be a public one for whoever only verifies', async () => {
    const file = join(folder, 'public.pem');
    await writeFile(file, key.publicKey);
    const auditor = await readAuditKey(file);
    expect(auditor?.sign).toBeNull();
    await writeFile(file, 'nothing');
    await expect(readAuditKey(file)).rejects.toThrow(AuditKeyFault);
    expect(await readAuditKey(join(folder, 'absent'))).toBeNull();
  });
});

test('what is written is sealed when the product starts, and the rest when it stops', async () => {
  const agency = await anAgency(undefined, { name: 'Evening' });
  opened.push(agency.database);
  const client = await connect(agency.database.ownerUrl);
  // Whoever writes anywhere on the server holds the sealing back, so it may take more than one evening.
  let left = 1;
  for (let evenings = 0; evenings < 50 && left > 0; evenings++) {
    await write(agency, 3, client);
    const sealing = keepSealing(services(agency.database), key);
    for (let tries = 0; tries < 100 && (await waiting(client)) > 0; tries++)
      await new Promise((wake) => setTimeout(wake, 10));
    expect(await write(agency, 2, client)).toHaveLength(2);
    await sealing.stop();
    left = await waiting(client);
  }
  expect(left).toBe(0);
  await client.end();
});
