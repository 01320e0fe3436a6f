// What becomes of every row of a person's record, in every table the database knows, when two records are made one and when a record
// is purged. The tables are read from the catalogue: one that comes later is asked about here without being named.
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askMerge, askPurge } from '#actions/approvals/ask.ts';
import { decideApproval } from '#actions/approvals/decide-approval.ts';
import { listApprovals } from '#actions/approvals/read-approvals.ts';
import { linkClients } from '#actions/people/links.ts';
import type { Staff } from '#actions/pipeline/test-world.ts';
import { endLegalHold, placeLegalHold } from '#actions/retention/change-retention.ts';
import { listRecordsToPurge, readRetention } from '#actions/retention/read-retention.ts';
import type { Id } from '#domain/basics/id.ts';
import { instant } from '#domain/basics/instant.ts';
import { aWorldOfStandings, type Subject, type World } from './test-standings.ts';

let world: World;
let owner: pg.Client;
/** Two who may do what takes two. */
let administrator: Staff;
let officer: Staff;

const query = async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> =>
  (await owner.query<Row>(text, values)).rows;

beforeAll(async () => {
  world = await aWorldOfStandings();
  owner = new pg.Client({ connectionString: world.agency.database.ownerUrl });
  await owner.connect();
  administrator = world.people.administrator;
  officer = world.people['privacy-officer'];
});
afterAll(async () => {
  await owner.end();
  await world.close();
});

type Table = { readonly name: string; readonly isOfClient: boolean };

const tables = (): Promise<Table[]> =>
  query<Table>(`
    select c.relname::text as name, exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'client_id') as "isOfClient"
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and c.relname not like 'audit%' and c.relname <> 'schema_migrations' order by 1`);

/** The tables in which some row holds any of these words, and how many rows. */
const tablesWith = async (words: readonly string[]): Promise<Record<string, number>> => {
  const found: Record<string, number> = {};
  for (const { name } of await tables()) {
    const [row] = await query<{ rows: number }>(
      `select count(*)::int as rows from ${name} t where exists (select from unnest($1::text[]) w where to_jsonb(t)::text ilike '%' || w || '%')`,
      [words],
    );
    if (row && row.rows > 0) found[name] = row.rows;
  }
  return found;
};

/** Every row of a client, by table, without the id of the client: what must not change when it is another's. */
const rowsOf = async (clientIds: readonly Id[]): Promise<Map<string, string[]>> => {
  const all = new Map<string, string[]>();
  for (const { name } of (await tables()).filter(({ isOfClient }) => isOfClient)) {
    const rows = await query<{ row: string }>(
      `select (to_jsonb(t) - 'client_id')::text as row from ${name} t where client_id = any ($1::uuid[]) order by 1`,
      [clientIds],
    );
    if (rows.length > 0)
      all.set(
        name,
        rows.map(({ row }) => row),
      );
  }
  return all;
};

const auditOf = async (): Promise<string> =>
  (await query<{ hash: string }>(`select md5(string_agg(a::text, '' order by a.id)) as hash from audit a`))[0]?.hash ??
  '';

describe('two records made one', () => {
  // Worked out anew, settled by the merge, or the link that said so.
  const notMoved = ['client_keys', 'client_summaries', 'due_items', 'client_links', 'approvals', 'approvals_past'];

  test('lose no row of any table: each is there as it was, under the one that stays', async () => {
    const { agency, subjects } = world;
    const { clientId: goes } = subjects.stranger;
    const stays = await agency.aClient({ given: 'Fridolin', family: 'Meier' });
    await query(
      `update approvals set state = 'withdrawn', decided_by = asked_by, decided_on = asked_on where client_id = $1`,
      [goes],
    );
    await agency.as('system', linkClients, { clientId: stays, otherClientId: goes, kind: 'same-person' });
    await query(
      `insert into drafts (agency_id, staff_id, key, client_id, body, updated_at) values ($1, $2, 'contact:' || $3, $3::uuid, '{}', now())`,
      [agency.agencyId, administrator.id, goes],
    );
    const before = await rowsOf([stays, goes]);
    const { id } = await agency.as(administrator, askMerge, {
      clientId: stays,
      otherClientId: goes,
      reason: 'One person',
    });
    const audited = await query<{ id: Id; row: string }>('select id, a::text as row from audit a');
    const { outcome } = await agency.as(officer, decideApproval, { approvalId: id, decision: 'approve' });
    const after = await rowsOf([stays]);

    expect(await rowsOf([goes])).toEqual(new Map());
    expect(before.size).toBeGreaterThan(25);
    for (const [table, rows] of before) {
      if (notMoved.includes(table)) continue;
      const own = (row: string) => row.replaceAll(goes, stays);
      expect(new Set(after.get(table)), table).toEqual(
        new Set([
          ...rows.map(own),
          // What the merge itself adds.
          ...(['merged_clients', 'client_identifiers', 'clients_past'].includes(table)
            ? (after.get(table) ?? []).filter((row) => !rows.map(own).includes(row))
            : []),
        ]),
      );
    }
    expect(outcome).toMatchObject({ contacts: 1, plans: 2, assessments: 2, notes: 2, drafts: 1 });
    // What was audited stays as it was written, about the record that it was about.
    const now = new Map(
      (await query<{ id: Id; row: string }>('select id, a::text as row from audit a')).map((each) => [
        each.id,
        each.row,
      ]),
    );
    for (const each of audited) expect(now.get(each.id)).toBe(each.row);
    expect(
      await query('select details from audit where action = $1 and $2 = any (client_ids)', ['decide-approval', goes]),
    ).toEqual([
      { details: expect.objectContaining({ kind: 'merge-clients', askedBy: administrator.id, 'rows.contacts': 1 }) },
    ]);
    // Reading again what was read from the file finds the one that stays.
    expect(await query('select 1 from drafts where key = $1', [`contact:${stays}`])).toHaveLength(1);
  });
});

/** Words about a person in every place a word can be, beside those their record has already. */
const plantElsewhere = async ({ clientId, mark, ids }: Subject): Promise<void> => {
  const { agency, people, subjects } = world;
  const agencyId = agency.agencyId;
  const said = JSON.stringify({ clientId, said: mark });
  await query(
    `insert into blobs (agency_id, id, sha256, bytes, media_type, name, client_id, recorded_at, recorded_by)
    values ($1, gen_random_uuid(), '\\x01', 3, 'text/plain', $2, $3, now(), $4)`,
    [agencyId, mark, clientId, officer.id],
  );
  await query(
    `insert into blob_chunks (agency_id, sha256, ordinal, content) values ($1, '\\x01', 0, convert_to($2, 'utf8'))`,
    [agencyId, mark],
  );
  await query(
    `insert into drafts (agency_id, staff_id, key, body, updated_at) values ($1, $2, 'note:' || $3, $4, now())`,
    [agencyId, officer.id, clientId, said],
  );
  await query(
    `insert into outbox (agency_id, id, channel, recipient, template, params, send_after, recorded_at, recorded_by)
     values ($1, gen_random_uuid(), 'e-mail', 'someone@example.org', 'reminder', $2, now(), now(), $3)`,
    [agencyId, said, officer.id],
  );
  for (const [key, body] of [
    ['one', said],
    ['two', JSON.stringify({ id: ids.noteId, text: mark })],
  ])
    await query(
      `insert into idempotency_keys (agency_id, actor_id, key, request_hash, status, body, recorded_at) values ($1, $2, $3, '\\x00', 200, $4, now())`,
      [agencyId, people['case-manager'].id, key, body],
    );
  await query(
    `insert into job_runs (agency_id, id, kind, state, result, requested_by, created_at) values ($1, gen_random_uuid(), 'export', 'done', $2, $3, now())`,
    [agencyId, said, officer.id],
  );
  await query(
    `insert into external_ids (agency_id, source, kind, external_id, id, client_id, recorded_at) values ($1, 'csv', 'client', $2, $3, $3, now())`,
    [agencyId, mark, clientId],
  );
  // A copy of the record, in a file that says nothing of whose it is.
  const [pdf] = await query<{ id: Id }>(
    `insert into blobs (agency_id, id, sha256, bytes, media_type, name, recorded_at, recorded_by)
     values ($1, gen_random_uuid(), '\\x02', 3, 'application/pdf', $2, now(), $3) returning id`,
    [agencyId, mark, officer.id],
  );
  await query(
    `insert into blob_chunks (agency_id, sha256, ordinal, content) values ($1, '\\x02', 0, convert_to($2, 'utf8'))`,
    [agencyId, mark],
  );
  await query(
    `insert into requests (agency_id, id, client_id, kind, recorded_at, recorded_by) values ($1, $2, $3, 'access', now(), $4)
     on conflict do nothing`,
    [agencyId, ids.taskId, clientId, officer.id],
  );
  await query(
    `insert into record_packages (agency_id, id, client_id, request_id, pdf_id, data_id, language, large_print, entries, left_out, pages, recorded_at, recorded_by)
     values ($1, gen_random_uuid(), $2, $3, $4, $4, 'en', false, 1, 0, 1, now(), $5)`,
    [agencyId, clientId, ids.taskId, pdf?.id, officer.id],
  );
  // Somebody was asked, in another chart, whether the two are one person.
  await query(
    `insert into tasks (agency_id, id, client_id, kind, title, subject_kind, subject_id, staff_id, recorded_at, recorded_by)
     values ($1, gen_random_uuid(), $2, 'duplicate-check', $3, 'clients', $4, $5, now(), $5)`,
    [agencyId, subjects.team.clientId, mark, clientId, officer.id],
  );
};

/** The person left long ago, and nothing waits for anybody. */
const letThemGo = async (clientId: Id): Promise<void> => {
  await query(
    `update enrolments set state = 'ended', ended_on = '2026-11-25' where client_id = $1 and state <> 'ended'`,
    [clientId],
  );
  await query(`update tasks set state = 'done', done_on = '2026-11-25' where client_id = $1 and state = 'open'`, [
    clientId,
  ]);
  await query(`update legal_holds set to_day = '2026-11-25' where client_id = $1`, [clientId]);
  await query(
    `update approvals set state = 'withdrawn', decided_by = asked_by, decided_on = asked_on where client_id = $1 and state = 'open'`,
    [clientId],
  );
};

describe('a record that is purged', () => {
  test('names the person nowhere afterwards; others keep every row, the audit stays, and a tombstone says what went', async () => {
    const { agency, subjects } = world;
    const subject = subjects.own;
    const { clientId, mark } = subject;
    await plantElsewhere(subject);
    await letThemGo(clientId);
    agency.now = instant('2070-05-05T15:00:00Z');
    [administrator, officer] = [await agency.signInAgain(administrator), await agency.signInAgain(officer)];

    const kept = [subjects.team, subjects.supervised, subjects.former].map(({ clientId: id }) => id);
    const theirs = await rowsOf(kept);
    const before = await tablesWith([mark]);
    expect(Object.keys(before).length).toBeGreaterThan(30);
    expect(before).toMatchObject({ clients: 1, notes: 2, outbox: 1, job_runs: 1, idempotency_keys: 2 });
    expect(Object.keys(before).filter((name) => name.endsWith('_past'))).not.toEqual([]);

    const { items } = await agency.as(officer, listRecordsToPurge, {});
    expect(items.map(({ client }) => client.id)).toContain(clientId);
    const { id: holdId } = await agency.as(officer, placeLegalHold, { clientId, reason: 'A suit over housing' });
    expect(await agency.refusalOf(administrator, askPurge, { clientId, reason: 'Its time has come' })).toEqual({
      status: 409,
      codes: ['record-on-legal-hold'],
    });
    expect((await agency.as(officer, listRecordsToPurge, {})).items.map(({ client }) => client.id)).not.toContain(
      clientId,
    );
    await query(`update legal_holds set from_day = '2070-05-01' where id = $1`, [holdId]);
    await agency.as(officer, endLegalHold, { holdId, reason: 'Settled' });
    agency.now = instant('2070-05-06T15:00:00Z');
    [administrator, officer] = [await agency.signInAgain(administrator), await agency.signInAgain(officer)];

    const { id } = await agency.as(administrator, askPurge, { clientId, reason: `Its time has come, ${mark}` });
    const { schedule } = await agency.as(officer, readRetention, {});
    const figure = schedule.find(({ kind }) => kind === 'adult-record')?.due;
    const behind = await agency.as(officer, listRecordsToPurge, { kind: 'adult-record' });
    expect(behind.total).toBe(figure?.n);
    expect(behind.items.find(({ client }) => client.id === clientId)?.isAsked).toBe(true);

    const audited = await auditOf();
    const { outcome } = await agency.as(officer, decideApproval, { approvalId: id, decision: 'approve' });
    expect(outcome).toMatchObject({ clients: 1, contacts: 1, notes: 2, client_links: 1, record_packages: 2, blobs: 5 });

    const goneIds = [clientId, ...Object.values(subject.ids)].filter((each) => each !== subject.ids.endAssignmentId);
    const stillThere = await tablesWith([mark, ...goneIds]);
    // The approval itself is kept, emptied; it is known by its own id.
    expect(stillThere).toEqual({ approvals: 1 });
    expect(
      await query(`select 1 from blob_chunks where position(convert_to($1, 'utf8') in content) > 0`, [mark]),
    ).toEqual([]);
    // What is worked out for whoever lost the task was worked out anew.
    const facts = (rows: Map<string, string[]>) =>
      [...rows]
        .filter(([table]) => table !== 'due_items' && table !== 'client_summaries')
        .map(([table, all]) => [table, all.filter((row) => !row.includes(mark))]);
    expect(facts(await rowsOf(kept))).toEqual(facts(theirs));

    const [tombstone] = await query<{ line: string; client_ids: Id[]; details: Record<string, unknown> }>(
      `select a::text as line, client_ids, details from audit a where action = 'decide-approval' order by at desc limit 1`,
    );
    expect(tombstone?.client_ids).toEqual([clientId]);
    expect(tombstone?.details).toMatchObject({ kind: 'purge-client', askedBy: administrator.id, 'rows.contacts': 1 });
    expect(tombstone?.line).not.toContain(mark);
    const [rest] = await query<{ hash: string }>(
      `select md5(string_agg(a::text, '' order by a.id)) as hash from audit a
       where not (action = 'decide-approval' and at = (select max(at) from audit))`,
    );
    expect(rest?.hash).toBe(audited);
    expect((await agency.as(officer, listApprovals, {})).items.find((each) => each.id === id)).toMatchObject({
      state: 'approved',
      client: null,
      reason: null,
      askedBy: { id: administrator.id },
      decidedBy: { id: officer.id },
    });
  });

  test('is purged by nobody past the rules: not alone, not on hold, not twice', async () => {
    const { agency, subjects } = world;
    const { clientId } = subjects.supervised;
    const asked = async (decidedBy: Staff): Promise<Id> => {
      const id = agency.newId();
      await query(
        `insert into approvals (agency_id, id, kind, client_id, reason, asked_by, asked_on, state, decided_by, decided_on, recorded_at, recorded_by)
         values ($1, $2, 'purge-client', $3, 'x', $4, '2070-05-05', 'approved', $5, '2070-05-05', now(), $4)`,
        [agency.agencyId, id, clientId, administrator.id, decidedBy.id],
      );
      return id;
    };
    const purge = (id: Id) =>
      owner.query(`select set_config('app.agency_id', $1, false), app.purge_client($2, '2026-11-25')`, [
        agency.agencyId,
        id,
      ]);
    await expect(asked(administrator)).rejects.toThrow(/violates check constraint/);
    const id = await asked(officer);
    await expect(purge(id)).rejects.toThrow('a legal hold stands against this');
    await expect(purge(agency.newId())).rejects.toThrow('two people have not agreed to this');
  });

  test('a setting alone opens nothing: facts and signed entries stay, whoever asks', async () => {
    const { appUrl } = world.agency.database;
    const app = new pg.Client({ connectionString: appUrl });
    await app.connect();
    try {
      await app.query('begin');
      await app.query(`select set_config('app.agency_id', $1, true), set_config('app.moving', 'on', true)`, [
        world.agency.agencyId,
      ]);
      await expect(app.query(`update contacts set superseded_at = now(), superseded_by = agency_id`)).rejects.toThrow(
        'permission denied for table moving',
      );
    } finally {
      await app.query('rollback');
      await app.end();
    }
  });
});
