// The end of a record: every row that names the person, in every table the database knows of.
import { sql } from 'kysely';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Tx } from './postgres/transaction.ts';

export type Purged = {
  /** How many rows went, by table. */
  readonly rows: Readonly<Record<string, number>>;
  /** Clients who have lost a task that spoke of this one. */
  readonly others: readonly Id[];
};

/** The database asks for the two people, and for a legal hold, once more. */
export const purgeClient = async (tx: Tx, approvalId: Id, today: Day): Promise<Purged> => {
  const row = await tx.first(sql<{ purged: Purged }>`
    select app.purge_client(${approvalId}::uuid, ${today}::date) as purged`);
  return row?.purged ?? { rows: {}, others: [] };
};
