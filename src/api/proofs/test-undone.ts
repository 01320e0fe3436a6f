// A database on which everything happens and nothing lasts: each transaction is undone where it would have been committed, so that
// thousands of requests meet one and the same world. What it would have left in the audit, and in which tables, is kept.
import { AsyncLocalStorage } from 'node:async_hooks';
import { sql } from 'kysely';
import type { Id } from '#domain/basics/id.ts';
import type { Database } from '#store/postgres/transaction.ts';

export type Entry = {
  readonly actor_id: Id;
  readonly action: string;
  readonly effect: 'read' | 'write' | 'refused';
  readonly client_id: Id | null;
  readonly client_ids: Id[] | null;
  readonly subject_id: Id | null;
  readonly decision: string;
  readonly request_id: string | null;
  readonly details: unknown;
};

/** What one request would have left behind. */
export type Traces = { readonly audit: Entry[]; readonly written: Set<string> };

class Undone extends Error {
  readonly value: unknown;
  constructor(value: unknown) {
    super('undone');
    this.value = value;
  }
}

const request = new AsyncLocalStorage<Traces>();

/** Runs `work` and gives its value together with what it would have left. */
export const traced = async <T>(work: () => PromiseLike<T>): Promise<{ readonly value: T } & Traces> => {
  const traces: Traces = { audit: [], written: new Set() };
  const value = await request.run(traces, async () => work());
  return { value, ...traces };
};

const auditOfThis = sql<Entry>`
  select actor_id, action, effect, client_id, client_ids, subject_id, decision, request_id, details
  from audit where transaction_id = pg_current_xact_id()`;

/** `watched`: tables in which rows of the transaction are looked for, so that it is known what a refused request left. */
export const undoing = (database: Database, watched: readonly string[] = []): Database => {
  const written = sql<{ name: string }>`${sql.join(
    watched.map(
      (table) =>
        sql`select ${sql.lit(table)}::text as name where exists (select from ${sql.table(table)} where xmin = pg_current_xact_id()::xid)`,
    ),
    sql` union all `,
  )}`;
  return {
    ...database,
    transaction: async (work, options) => {
      const traces = request.getStore();
      try {
        return await database.transaction(async (tx) => {
          const value = await work(tx);
          const [audit, tables] = await Promise.all([tx.rows(auditOfThis), watched.length > 0 ? tx.rows(written) : []]);
          traces?.audit.push(...audit);
          for (const { name } of tables) traces?.written.add(name);
          throw new Undone(value);
        }, options);
      } catch (error) {
        if (error instanceof Undone) return error.value as never;
        throw error;
      }
    },
  };
};
