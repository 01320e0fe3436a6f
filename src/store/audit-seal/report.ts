// What a month's audit report tells, as counts: nobody whose record it was is in it. And the reports that were made, kept as files
// that nothing changes any more.
import { sql } from 'kysely';
import type { Id } from '#domain/basics/id.ts';
import type { Instant, ZoneName } from '#domain/basics/instant.ts';
import { agency, db } from '../postgres/query.ts';
import type { Tx } from '../postgres/transaction.ts';
import { type Head, headColumns } from './heads.ts';

/** Whose report it is, and in whose name the product makes it by itself. */
export const agencyReported = async (
  tx: Tx,
): Promise<{ readonly name: string; readonly timeZone: ZoneName; readonly systemId: Id }> => {
  const row = await tx.first(sql<{ name: string; timeZone: ZoneName; systemId: Id }>`
    select name, time_zone as "timeZone", app.actor() as "systemId" from agencies where agency_id = ${agency}`);
  if (!row) throw new Error('no such agency');
  return row;
};

type Span = { readonly from: Instant; readonly to: Instant };

export type EntriesOfAction = {
  readonly action: string;
  readonly reads: number;
  readonly writes: number;
  readonly refused: number;
};

export const countEntries = (tx: Tx, { from, to }: Span): Promise<EntriesOfAction[]> =>
  tx.rows(sql<EntriesOfAction>`
    select a.action, count(*) filter (where a.effect = 'read') as reads, count(*) filter (where a.effect = 'write') as writes,
      count(*) filter (where a.effect = 'refused') as refused
    from audit a where a.agency_id = ${agency} and a.at >= ${from}::timestamptz and a.at < ${to}::timestamptz
    group by a.action order by a.action`);

/** How many of the staff acted, and on how many people's records. */
export const countPeople = async (
  tx: Tx,
  { from, to }: Span,
): Promise<{ readonly staff: number; readonly clients: number }> =>
  (await tx.first(sql<{ staff: number; clients: number }>`
    select count(distinct a.actor_id) filter (where a.actor_kind = 'staff') as staff, count(distinct a.client_id) as clients
    from audit a where a.agency_id = ${agency} and a.at >= ${from}::timestamptz and a.at < ${to}::timestamptz`)) ?? {
    ...{ staff: 0, clients: 0 },
  };

/** One person's record and one recipient at one time count as one. */
export const countByBasis = (
  tx: Tx,
  { from, to }: Span,
): Promise<{ readonly basis: string; readonly n: number; readonly part2: number }[]> =>
  tx.rows(sql<{ basis: string; n: number; part2: number }>`
    select d.basis, count(*) as n, count(*) filter (where 'part2' = any (d.segments)) as part2 from disclosures d
    where d.agency_id = ${agency} and d.recorded_at >= ${from}::timestamptz and d.recorded_at < ${to}::timestamptz
    group by d.basis order by count(*) desc, d.basis`);

export type Sealed = {
  /** The last head of the time before, and the first that holds all of the month; the newest where none does yet. */
  readonly before: Head | null;
  readonly last: Head | null;
  readonly heads: number;
};

const head = (condition: ReturnType<typeof sql>, order: 'asc' | 'desc') => sql<Head>`
  select ${sql.raw(headColumns)} from audit_heads where agency_id = ${agency} and ${condition}
  order by audit_heads.size ${sql.raw(order)} limit 1`;

export const readSealed = async (tx: Tx, { from, to }: Span): Promise<Sealed> => {
  const [before, after, newest, count] = await Promise.all([
    tx.first(head(sql`audit_heads.at < ${from}::timestamptz`, 'desc')),
    tx.first(head(sql`audit_heads.at >= ${to}::timestamptz`, 'asc')),
    tx.first(head(sql`true`, 'desc')),
    tx.first(sql<{ heads: number }>`
      select count(*) as heads from audit_heads h
      where h.agency_id = ${agency} and h.at >= ${from}::timestamptz and h.at < ${to}::timestamptz`),
  ]);
  return { before: before ?? null, last: after ?? newest ?? null, heads: count?.heads ?? 0 };
};

const nameOf = (month: string, language: string) => `audit-report-${month}-${language}.pdf`;

export type KeptReport = { readonly month: string; readonly madeAt: Instant };

export const listReports = (tx: Tx): Promise<KeptReport[]> =>
  tx.rows(sql<KeptReport>`
    select substr(b.name, 14, 7) as month, min(b.recorded_at) as "madeAt" from blobs b
    where b.agency_id = ${agency} and b.client_id is null and b.name like 'audit-report-%' group by 1 order by 1 desc`);

export const readReport = async (tx: Tx, month: string, language: string): Promise<Buffer | null> =>
  (
    await tx.first(sql<{ content: Buffer }>`
      select c.content from blobs b join blob_chunks c on c.agency_id = b.agency_id and c.sha256 = b.sha256 and c.ordinal = 0
      where b.agency_id = ${agency} and b.client_id is null and b.name = ${nameOf(month, language)} order by b.id limit 1`)
  )?.content ?? null;

/** Whoever makes this agency's reports now waits here for whoever makes them already. */
export const lockReports = (tx: Tx): Promise<unknown> =>
  tx.rows(sql`select pg_advisory_xact_lock(hashtextextended('audit-report:' || ${agency}, 0))`);

export const keepReport = (
  tx: Tx,
  { by, at, agencyId }: { readonly by: Id; readonly at: Instant; readonly agencyId: Id },
  report: {
    readonly id: Id;
    readonly month: string;
    readonly language: string;
    readonly sha256: Buffer;
    readonly bytes: Buffer;
  },
): Promise<unknown> =>
  Promise.all([
    tx.run(
      db.insertInto('blobs').values({
        ...{ agency_id: agencyId, id: report.id, sha256: report.sha256, bytes: report.bytes.length },
        ...{ media_type: 'application/pdf', name: nameOf(report.month, report.language) },
        ...{ recorded_at: at, recorded_by: by },
      }),
    ),
    tx.run(
      db
        .insertInto('blob_chunks')
        .values({ agency_id: agencyId, sha256: report.sha256, ordinal: 0, content: report.bytes })
        .onConflict((conflict) => conflict.doNothing()),
    ),
  ]);
