// One transaction on one connection. Statements are prepared once per connection and pipelined: those asked for in one turn of the
// event loop leave together, in that order, without waiting for the answer to the one before, so several cost one round trip.
import { createHash } from 'node:crypto';
import pg from 'pg';
import { addDays, type Day, day } from '#domain/basics/day.ts';
import { type Answered, Batch, type Statement } from './batch.ts';
import { compile, type Query } from './query.ts';

/** A list whose texts need no quotes is only split; the driver reads any other. */
const listOf = (oid: number) => {
  const read = pg.types.getTypeParser(oid, 'text');
  return (text: string) => {
    const inner = text.slice(1, -1);
    return /["\\{]|NULL/.test(inner) ? read(text) : inner === '' ? [] : inner.split(',');
  };
};

const [dateList, textList, uuidList] = [1182, 1009, 2951] as const;

// Dates stay calendar days (pg would make local midnights of them), moments become RFC 3339 in UTC, counts become numbers.
const parsers = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.DATE, (text) => text],
  [dateList, (text) => text.slice(1, -1).split(',').filter(Boolean)],
  [textList, listOf(textList)],
  [uuidList, listOf(uuidList)],
  [pg.types.builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString()],
  [pg.types.builtins.INT8, Number],
  [pg.types.builtins.NUMERIC, Number],
]);
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    parsers.get(oid) ?? pg.types.getTypeParser(oid, format as 'text'),
} as pg.CustomTypesConfig;

const statementNames = new Map<string, string>();
/** A stable name makes the server plan a statement once per connection; past a bound, statements stay unnamed. */
const nameOf = (text: string): string | undefined => {
  let name = statementNames.get(text);
  if (name === undefined && statementNames.size < 2000) {
    name = createHash('sha256').update(text).digest('base64url').slice(0, 20);
    statementNames.set(text, name);
  }
  return name;
};

export class Tx {
  readonly #client: pg.ClientBase;
  #trips = 0;
  #inFlight = 0;
  #failure: Error | undefined;
  #waiting: Statement[] = [];

  constructor(client: pg.ClientBase) {
    this.#client = client;
  }

  /** Round trips so far: statements sent while others were still in flight share one. */
  get roundTrips(): number {
    return this.#trips;
  }

  #send<Row>(text: string, values: readonly unknown[]): Promise<Answered<Row>> {
    if (this.#inFlight++ === 0) this.#trips++;
    if (this.#waiting.length === 0) process.nextTick(() => this.#flush());
    const answer = new Promise<Answered<Row>>((resolve, reject) => {
      this.#waiting.push({ text, name: nameOf(text), values, resolve, reject });
    }).finally(() => this.#inFlight--);
    // A statement that fails fails those sent after it too; whoever awaits them hears of it, nobody else needs to.
    answer.catch((error: Error) => {
      this.#failure ??= error;
    });
    return answer;
  }

  #flush(): void {
    const statements = this.#waiting;
    this.#waiting = [];
    this.#client.query(new Batch(statements, types));
  }

  /** The first statement that failed: from then on the server does nothing more in this transaction, and commit rolls back silently. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** Sends plain SQL without parameters (begin, commit, savepoints). */
  async plain(text: string): Promise<void> {
    await this.#send(text, []);
  }

  async rows<Row>(query: Query<Row>): Promise<Row[]> {
    const { sql, parameters } = compile(query);
    return (await this.#send<Row>(sql, parameters)).rows;
  }

  /** The first row or undefined. */
  async first<Row>(query: Query<Row>): Promise<Row | undefined> {
    return (await this.rows(query))[0];
  }

  /** How many rows were written. */
  async run(query: Query<unknown>): Promise<number> {
    const { sql, parameters } = compile(query);
    return (await this.#send(sql, parameters)).count;
  }
}

export type Database = {
  readonly pool: pg.Pool;
  /**
   * Runs `work` in a transaction and commits, or rolls back and rethrows. `durable: false` lets the commit return before it
   * is flushed: only for reads, whose audit entry may be lost with a crash but never a write.
   */
  transaction<T>(
    work: (tx: Tx) => Promise<T>,
    options?: { readonly durable?: boolean; readonly readSnapshot?: boolean },
  ): Promise<T>;
  close(): Promise<void>;
};

export const openDatabase = (url: string, options: { readonly connections?: number } = {}): Database => {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections ?? 16,
    types,
    pipeline: true,
    application_name: 'footbridge',
    // Plans live as long as their connection: the first request after a quiet minute must not pay for all of them again.
    idleTimeoutMillis: 600_000,
    options: '-c plan_cache_mode=force_generic_plan',
  } as pg.PoolConfig);
  // A connection that breaks, idle or in the middle of a transaction, is replaced, and whoever waits for an answer hears of it;
  // without listeners for both it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return {
    pool,
    transaction: async (work, { durable = true, readSnapshot = false } = {}) => {
      const client = await pool.connect();
      const tx = new Tx(client);
      let broken: Error | undefined;
      try {
        const begun = tx.plain(readSnapshot ? 'begin isolation level repeatable read' : 'begin');
        if (!durable) tx.plain('set local synchronous_commit = off').catch(() => undefined);
        const [value] = await Promise.all([work(tx), begun]);
        await tx.plain('commit');
        if (tx.failure) throw tx.failure;
        return value;
      } catch (error) {
        await tx.plain('rollback').catch((failure: Error) => {
          broken = failure;
        });
        // What failed first says why; those after it only say that the transaction is over.
        throw tx.failure ?? error;
      } finally {
        client.release(broken);
      }
    },
    close: () => pool.end(),
  };
};

/** A period from a daterange as PostgreSQL writes it, `[2026-01-01,2026-02-01)` or `[2026-01-01,)`; its end becomes the last day. */
export const periodFrom = (text: string): { from: Day; to: Day | null } => {
  const match = /^\[(\d{4}-\d\d-\d\d),(\d{4}-\d\d-\d\d)?\)$/.exec(text);
  if (!match?.[1]) throw new RangeError(`not a period: ${text}`);
  return { from: day(match[1]), to: match[2] ? addDays(day(match[2]), -1) : null };
};
