// What lists show of a client without opening the chart: one row for each enrolment, or one for a client without any.
import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import { prepared } from './postgres/query.ts';
import type { Tx } from './postgres/transaction.ts';

export type SummaryRow = {
  readonly agency_id: Id;
  /** The enrolment's id, or the client's. */
  readonly id: Id;
  readonly client_id: Id;
  readonly enrolment_id: Id | null;
  readonly name: string;
  readonly sort_name: string;
  readonly pronouns: string | null;
  readonly birth_date: Day | null;
  readonly birth_precision: string;
  readonly programme_id: Id | null;
  readonly model_key: string | null;
  /** The enrolment's state, or `none`. */
  readonly state: string;
  readonly staff_id: Id | null;
  readonly team_id: Id | null;
  readonly cycle_id: Id | null;
  readonly cycle_number: number | null;
  readonly stage: string | null;
  readonly priority: string | null;
  readonly referred_on: Day | null;
  readonly enrolled_on: Day | null;
  readonly ended_on: Day | null;
  readonly last_contact_on: Day | null;
  readonly last_reached_on: Day | null;
  readonly first_due_by: Day | null;
  readonly first_due_kind: string | null;
  readonly review_due_by: Day | null;
  readonly stay_setting: string | null;
  readonly stay_from: Day | null;
  readonly last_discharge_on: Day | null;
  readonly alerts: number;
  readonly unsigned_notes: number;
  readonly next_change_on: Day | null;
  readonly segment: string;
  /** Of everything else in the row. */
  readonly fingerprint: string;
};

const changing = [
  ...['name', 'sort_name', 'pronouns', 'birth_date', 'birth_precision', 'programme_id', 'model_key', 'state'],
  ...['staff_id', 'team_id', 'cycle_id', 'cycle_number', 'stage', 'priority', 'referred_on', 'enrolled_on', 'ended_on'],
  ...['last_contact_on', 'last_reached_on', 'first_due_by', 'first_due_kind', 'review_due_by', 'stay_setting'],
  ...['stay_from', 'last_discharge_on', 'alerts', 'unsigned_notes', 'next_change_on', 'segment', 'fingerprint'],
];
const asWritten = sql.join(
  [...changing, 'refreshed_at'].map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`),
);

const written = prepared(
  (rows: string) => sql`
    insert into client_summaries select * from jsonb_populate_recordset(null::client_summaries, ${rows}::jsonb)
    on conflict (agency_id, id) do update set ${asWritten}`,
);

/** Sends what has changed: rows to write, and ids of those that are no more. */
export const writeSummaries = (
  tx: Tx,
  rows: readonly SummaryRow[],
  gone: readonly Id[],
  now: Instant,
): Promise<unknown>[] => {
  const sent: Promise<unknown>[] = [];
  if (gone.length > 0)
    sent.push(
      tx.run(sql`delete from client_summaries where agency_id = (select app.agency()) and id = any (${gone}::uuid[])`),
    );
  if (rows.length > 0) sent.push(tx.run(written(JSON.stringify(rows.map((row) => ({ ...row, refreshed_at: now }))))));
  return sent;
};

/** Where lists read summaries from: the rows kept for today, or rows worked out for another day. */
export const keptSummaries: RawBuilder<SummaryRow> = sql<SummaryRow>`client_summaries`;
export const summariesGiven = (rows: readonly SummaryRow[]): RawBuilder<SummaryRow> =>
  sql<SummaryRow>`jsonb_populate_recordset(null::client_summaries, ${JSON.stringify(rows)}::jsonb)`;

/** Clients for whom something changes on or before `day` although nothing is written. */
export const clientsChangingBy = (tx: Tx, day: Day, most: number): Promise<{ client_id: Id }[]> =>
  tx.rows(
    sql<{ client_id: Id }>`
      select distinct s.client_id from (
        select client_id from client_summaries
        where agency_id = (select app.agency()) and next_change_on <= ${day}::date order by next_change_on limit ${most}) s`,
  );

export const countClientsChangingBy = async (tx: Tx, day: Day): Promise<number> =>
  (
    await tx.first(
      sql<{ total: number }>`
        select count(distinct client_id) as total from client_summaries
        where agency_id = (select app.agency()) and next_change_on <= ${day}::date`,
    )
  )?.total ?? 0;
