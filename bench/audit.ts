// Sealing and verifying a million entries of the audit. Whoever logs contacts meanwhile is measured with and without sealing, in turns;
// the work itself stands beside the least that could be done: SHA-256 over the same bytes.
import { hash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { asSystem } from '#actions/pipeline/perform.ts';
import { systemClock } from '#api/http/server.ts';
import { sealAudit } from '#jobs/audit-seal.ts';
import { foundAgency } from '#store/agencies.ts';
import { type AuditKey, ensureAuditKey } from '#store/audit-seal/audit-key.ts';
import { leafRows, leafRowsQuery } from '#store/audit-seal/leaf-rows.ts';
import { sealNext } from '#store/audit-seal/seal.ts';
import { verifyAudit } from '#store/audit-seal/verify.ts';
import { databaseUrls } from '#store/postgres/roles.ts';
import { type Database, openDatabase } from '#store/postgres/transaction.ts';
import { pace, quantile, type Row, ratioOf, type Sample } from './measure.ts';

const agencyId = '00000000-0000-7000-8000-0000000000aa';
const sealersActor = '00000000-0000-7000-8000-0000000000ab';
const rounds = 12;
const roundMillis = 1_500;
const piece = 10_000;

const withOwner = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

/** An agency with nothing but entries, as looks at charts leave them. */
const writeEntries = async (ownerUrl: string, count: number): Promise<void> => {
  await foundAgency(
    ownerUrl,
    {
      ...{ id: agencyId, systemActorId: sealersActor, name: 'Bench audit' },
      ...{ timeZone: 'UTC', language: 'en', isDemo: false },
    },
    systemClock(),
  );
  await withOwner(ownerUrl, async (client) => {
    await client.query(
      `insert into audit (agency_id, id, at, actor_id, actor_kind, action, effect, client_id, subject_kind, subject_id, decision, request_id)
       select $1, uuidv7(), clock_timestamp(), $2, 'staff', 'read-chart', 'read', uuidv7(), 'clients', uuidv7(), 'care', uuidv7()::text
       from generate_series(1, $3::int)`,
      [agencyId, sealersActor, count],
    );
    // As the server does by itself within a minute of so many rows.
    await client.query('vacuum analyze audit');
  });
};

const rowOf = (
  row: Pick<Row, 'name' | 'size' | 'unit' | 'bar'>,
  ours: readonly number[],
  reference: { readonly name: string; readonly values: readonly number[] },
): Row => {
  const { ratio, interval } = ratioOf(ours, reference.values);
  const [sorted, theirs] = [ours.toSorted((a, b) => a - b), reference.values.toSorted((a, b) => a - b)];
  return {
    ...row,
    samples: ours.length,
    median: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    reference: { name: reference.name, median: quantile(theirs, 0.5), p95: quantile(theirs, 0.95) },
    ratio,
    ratioInterval: interval,
    met: row.bar ? interval[1] >= (row.bar.atLeast ?? 0) : null,
  };
};

/** Contacts logged a second, while the backlog is sealed in the background and while it rests. */
const writersRow = async (
  { database, key, size, lanes }: { database: Database; key: AuditKey; size: number; lanes: number },
  writer: Sample,
  say: (text: string) => void,
): Promise<Row> => {
  const services = { database, clock: systemClock, log: (line: unknown) => say(JSON.stringify(line)) };
  let count = 0;
  const next = () => count++;
  let [sealed, sealedMillis] = [0, 0];
  const write = () => pace(writer, lanes, roundMillis, next).then(({ perSecond }) => perSecond);
  const writeWhileSealing = async () => {
    const enough = new AbortController();
    const begun = performance.now();
    const sealing = sealAudit(services, key, { inBackground: true, signal: enough.signal });
    const perSecond = await write();
    enough.abort();
    sealed += await sealing;
    sealedMillis += performance.now() - begun;
    return perSecond;
  };
  for (let warmUp = 0; warmUp < 4; warmUp++) await write();
  const [withSealing, without]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    // Whoever goes first in one round goes second in the next.
    if (round % 2 === 0) without.push(await write());
    withSealing.push(await writeWhileSealing());
    if (round % 2 === 1) without.push(await write());
  }
  const seconds = (sealedMillis / sealed) * 1_000;
  say(`  sealing a million while ${lanes} write: ${seconds.toFixed(1)} s (read it against 60 s)`);
  const row = { name: 'audit-seal, writers', size, unit: '/s', bar: { on: 'ratio', atLeast: 0.9 } } as const;
  return rowOf(row, withSealing, { name: 'without sealing', values: without });
};

/** Some thousand entries, the bytes of which are sealed. */
const someEntries = (ownerUrl: string): Promise<Buffer[]> =>
  withOwner(ownerUrl, async (client) => {
    const entries: Buffer[] = [];
    for await (const rows of leafRows(client.query(copyTo(leafRowsQuery(`'${agencyId}' and size <= ${piece}`)))))
      for (const { entry } of rows) if (entry) entries.push(Buffer.from(entry.bytes));
    return entries;
  });

const timed = async (work: () => unknown): Promise<number> => {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
};

const hashAll = (entries: readonly Buffer[], count: number) => {
  for (let index = 0; index < count; index++) hash('sha256', entries[index % entries.length] as Buffer, 'buffer');
};

/** Each piece of what is left, with nobody else at work, beside hashing as many entries. */
const sealRow = async (database: Database, key: AuditKey, entries: readonly Buffer[], size: number): Promise<Row> => {
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let count = 1; count > 0; ) {
    const millis = await timed(async () => {
      const now = systemClock();
      count = await asSystem(database, agencyId, now, (tx) => sealNext(tx, agencyId, key, now, piece));
    });
    if (count < piece) continue;
    ours.push(millis);
    theirs.push(await timed(() => hashAll(entries, piece)));
  }
  const row = { name: `audit-seal, ${piece} entries`, size, unit: 'ms', bar: null };
  return rowOf(row, ours, { name: 'bare sha256', values: theirs });
};

const verifyRow = async (ownerUrl: string, key: AuditKey, entries: readonly Buffer[], size: number): Promise<Row> => {
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let round = 0; round < 4; round++) {
    ours.push(
      await timed(async () => {
        const asked = { isSigned: key.isSigned, kept: [], onProgress: () => undefined };
        const { firstBad } = await verifyAudit(ownerUrl, asked, [agencyId]);
        if (firstBad) throw new Error(`the audit does not hold: ${firstBad.reason}`);
      }),
    );
    theirs.push(await timed(() => hashAll(entries, size)));
  }
  return rowOf({ name: 'audit-verify', size, unit: 'ms', bar: null }, ours, { name: 'bare sha256', values: theirs });
};

/** Rows for `audit-seal` and `audit-verify`, in a database that is thrown away after. `writer` logs a contact in it. */
export const auditRows = async (
  ownerUrl: string,
  size: number,
  lanes: number,
  writer: Sample,
  say: (text: string) => void,
): Promise<Row[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'footbridge-bench-'));
  const database = openDatabase(databaseUrls(ownerUrl).app, { connections: 2 });
  try {
    const key = await ensureAuditKey(join(folder, 'audit-key.pem'), () => undefined);
    await writeEntries(ownerUrl, size);
    const writers = await writersRow({ database, key, size, lanes }, writer, say);
    const entries = await someEntries(ownerUrl);
    const sealing = await sealRow(database, key, entries, size);
    const rows = [writers, sealing, await verifyRow(ownerUrl, key, entries, size)];
    // Where the writers' rounds have used up the backlog there was nothing left to seal alone.
    return rows.filter(({ samples }) => samples > 0);
  } finally {
    await database.close();
    await rm(folder, { recursive: true });
  }
};
