// Rows into the database as COPY, the owner's way in: row-level security stands in the way of COPY for everyone else. Constraints,
// foreign keys and triggers hold as for any other write.
import pg from 'pg';
import type { Ledger, TableName } from './ledger.ts';

/** Tables in the order in which their foreign keys allow. */
const order: readonly TableName[] = [
  ...(['agencies', 'actors', 'sites', 'service_models', 'programmes', 'teams', 'staff', 'credentials'] as const),
  ...([
    'positions',
    'supervision_lines',
    'accounts',
    'client_numbers',
    'clients',
    'client_keys',
    'client_identifiers',
  ] as const),
  ...(['contact_details', 'supporters', 'social_ties', 'client_links', 'coverages', 'alerts', 'residences'] as const),
  ...([
    'conditions',
    'stays',
    'key_events',
    'staff_blocks',
    'enrolments',
    'assignments',
    'cycles',
    'cycle_acts',
  ] as const),
  ...(['contacts', 'notes', 'assessments', 'needs', 'strengths', 'plans', 'goals', 'steps', 'goal_ratings'] as const),
  ...(['instrument_versions', 'sittings', 'scores', 'safety_episodes', 'safety_steps'] as const),
  ...([
    'referrals',
    'tasks',
    'requests',
    'reviews',
    'closings',
    'addenda',
    'approvals',
    'legal_holds',
    'consents',
    'restrictions',
    'disclosures',
    'audit',
  ] as const),
];

const escaped = (text: string): string =>
  /[\\\n\r\t]/.test(text)
    ? text.replace(/[\\\n\r\t]/g, (mark) => `\\${{ '\\': '\\', '\n': 'n', '\r': 'r', '\t': 't' }[mark]}`)
    : text;

const arrayItem = (item: unknown): string => `"${String(item).replace(/["\\]/g, '\\$&')}"`;

/** A value as COPY reads it; a jsonb value comes as text already, so every array here is a PostgreSQL array. */
const field = (value: unknown): string => {
  if (value === null || value === undefined) return '\\N';
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (Array.isArray(value)) return escaped(`{${value.map(arrayItem).join(',')}}`);
  return String(value);
};

const columnsOf = (rows: readonly object[]): string[] => {
  const columns = new Set<string>();
  for (const row of rows) for (const name in row) columns.add(name);
  return [...columns];
};

const linesInChunk = 2_000;

/** One COPY … FROM STDIN over pg's own protocol hooks. */
class Copying {
  readonly done: Promise<void>;
  readonly #sql: string;
  readonly #chunks: Iterable<string>;
  #settle: { resolve: () => void; reject: (error: Error) => void } | undefined;

  constructor(sql: string, chunks: Iterable<string>) {
    this.#sql = sql;
    this.#chunks = chunks;
    this.done = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
  }

  submit(connection: CopyConnection): void {
    connection.query(this.#sql);
  }

  async handleCopyInResponse(connection: CopyConnection): Promise<void> {
    try {
      for (const chunk of this.#chunks) {
        connection.sendCopyFromChunk(Buffer.from(chunk));
        if (connection.stream.writableNeedDrain)
          await new Promise((resume) => connection.stream.once('drain', () => resume(undefined)));
      }
      connection.endCopyFrom();
    } catch (error) {
      connection.sendCopyFail(String(error));
    }
  }

  handleError(error: Error): void {
    this.#settle?.reject(error);
  }

  handleReadyForQuery(): void {
    this.#settle?.resolve();
  }

  handleCommandComplete(): void {}
  handleRowDescription(): void {}
  handleDataRow(): void {}
  handleEmptyQuery(): void {}
  handlePortalSuspended(): void {}
}

type CopyConnection = {
  query(sql: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
  readonly stream: {
    readonly writableNeedDrain: boolean;
    once(event: 'drain', listener: () => void): void;
  };
};

function* linesOf(rows: readonly object[], columns: readonly string[]): Generator<string> {
  for (let from = 0; from < rows.length; from += linesInChunk) {
    let chunk = '';
    for (const row of rows.slice(from, from + linesInChunk)) {
      let line = '';
      for (const [index, name] of columns.entries())
        line += (index === 0 ? '' : '\t') + field((row as Record<string, unknown>)[name]);
      chunk += `${line}\n`;
    }
    yield chunk;
  }
}

/** Writes all rows of a ledger on the client's transaction. Returns how many. */
export const writeLedger = async (client: pg.Client, ledger: Ledger): Promise<number> => {
  let written = 0;
  for (const name of ledger.tables.keys())
    if (!order.includes(name)) throw new RangeError(`no place for table ${name} in the order of loading`);
  for (const table of order) {
    const rows = ledger.tables.get(table) ?? [];
    if (rows.length === 0) continue;
    const columns = columnsOf(rows);
    const copying = new Copying(
      `copy ${table} (${columns.map(pg.escapeIdentifier).join(', ')}) from stdin`,
      linesOf(rows, columns),
    );
    client.query(copying as unknown as pg.Submittable);
    await copying.done.catch((error: Error) => {
      throw new Error(`${table}: ${error.message} ${(error as { detail?: string }).detail ?? ''}`.trim(), {
        cause: error,
      });
    });
    written += rows.length;
  }
  return written;
};

/** One transaction as the owner. */
export const asOwner = async <T>(ownerUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('begin');
    const value = await work(client);
    await client.query('commit');
    return value;
  } finally {
    await client.end();
  }
};
