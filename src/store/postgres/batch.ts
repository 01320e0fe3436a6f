// Statements that leave together: one write to the socket, one answer. The driver by itself sends each statement with a Sync of its
// own, for which PostgreSQL flushes and the process wakes, and asks each time again what columns a statement answers with: with the
// statements of a chart that was half of what opening one cost. Without a Sync in between, the server skips what follows a failed
// statement, which is what a transaction wants.
// What this takes from the inside of the driver, and how a change there is noticed: docs/adr/0011.
import pg from 'pg';

type Field = { readonly name: string; readonly dataTypeID: number; readonly format: string };
type Columns = readonly { readonly name: string; readonly parse: (text: string) => unknown }[];

export type Answered<Row> = { readonly rows: Row[]; readonly count: number };

export type Statement = {
  readonly text: string;
  /** A statement with a name is parsed and described once per connection. */
  readonly name: string | undefined;
  readonly values: readonly unknown[];
  readonly resolve: (answered: Answered<never>) => void;
  readonly reject: (error: Error) => void;
};

type Connection = pg.Connection & {
  /** Names the server knows, and those that are on their way to it. */
  readonly parsedStatements: Record<string, string>;
  readonly submittedNamedStatements: Record<string, string>;
};

const columnsKnown = new WeakMap<object, Map<string, Columns>>();

const columnsOf = (connection: object): Map<string, Columns> => {
  let known = columnsKnown.get(connection);
  if (!known) {
    known = new Map();
    columnsKnown.set(connection, known);
  }
  return known;
};

const quoted = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;

const arrayText = (values: readonly unknown[]): string =>
  `{${values
    .map((value) => {
      if (value === null || value === undefined) return 'NULL';
      if (Array.isArray(value)) return arrayText(value);
      return Buffer.isBuffer(value) ? `"\\\\x${value.toString('hex')}"` : quoted(textOf(value) as string);
    })
    .join(',')}}`;

/** A value as PostgreSQL reads it. */
const textOf = (value: unknown): string | Buffer | null => {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || Buffer.isBuffer(value)) return value;
  if (Array.isArray(value)) return arrayText(value);
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

export class Batch extends pg.Query {
  /** The statement that is being answered, as the driver's own book-keeping of prepared statements asks for it. */
  name: string | undefined;
  text = '';
  readonly #statements: readonly Statement[];
  readonly #types: pg.CustomTypesConfig;
  #connection: Connection | undefined;
  #at = 0;
  #columns: Columns | undefined;
  #rows: Record<string, unknown>[] = [];

  constructor(statements: readonly Statement[], types: pg.CustomTypesConfig) {
    super({ text: '' });
    this.#statements = statements;
    this.#types = types;
    this.submit = (connection) => this.#send(connection as Connection);
  }

  #send(connection: Connection): null {
    this.#connection = connection;
    // The messages are gathered and written at once: a write for each costs more than all the copying.
    const parts: Buffer[] = [];
    const stream = { writable: true, write: (part: Buffer) => parts.push(part) };
    const gathering: Connection = Object.create(connection, { stream: { value: stream } });
    for (const { text, name = '', values } of this.#statements) {
      const isKnown =
        name !== '' && (name in connection.parsedStatements || name in connection.submittedNamedStatements);
      if (!isKnown) {
        gathering.parse({ text, name, types: [] }, true);
        if (name !== '') connection.submittedNamedStatements[name] = text;
      }
      gathering.bind({ portal: '', statement: name, values: values.map(textOf) } as never, true);
      if (!isKnown || !columnsOf(connection).has(name)) gathering.describe({ type: 'P', name: '' }, true);
      gathering.execute(null, true);
    }
    gathering.sync();
    if (connection.stream.writable) connection.stream.write(Buffer.concat(parts));
    this.#begin(0);
    return null;
  }

  #begin(at: number): void {
    this.#at = at;
    this.name = this.#statements[at]?.name;
    this.text = this.#statements[at]?.text ?? '';
    this.#columns = undefined;
    this.#rows = [];
  }

  handleRowDescription({ fields }: { readonly fields: readonly Field[] }): void {
    this.#columns = fields.map(({ name, dataTypeID }) => ({
      name,
      parse: this.#types.getTypeParser(dataTypeID, 'text'),
    }));
    if (this.name !== undefined && this.#connection) columnsOf(this.#connection).set(this.name, this.#columns);
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    this.#columns ??= (this.#connection && columnsOf(this.#connection).get(this.name ?? '')) ?? [];
    const row: Record<string, unknown> = {};
    for (let at = 0; at < this.#columns.length; at++) {
      const column = this.#columns[at] as Columns[number];
      const value = fields[at] ?? null;
      row[column.name] = value === null ? null : column.parse(value);
    }
    this.#rows.push(row);
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    const count = Number(/\d+$/.exec(text)?.[0] ?? 0);
    // Without a description it is known now that it answers with no columns.
    if (this.#columns === undefined && this.name !== undefined && this.#connection) {
      const known = columnsOf(this.#connection);
      if (!known.has(this.name)) known.set(this.name, []);
    }
    this.#statements[this.#at]?.resolve({ rows: this.#rows as never[], count });
    this.#begin(this.#at + 1);
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: '' });
  }

  /** What follows a statement that failed was skipped, and its names never reached the server. */
  handleError(error: Error): void {
    const left = this.#statements.slice(this.#at);
    for (const { name, reject } of left) {
      if (name !== undefined) delete this.#connection?.submittedNamedStatements[name];
      reject(error);
    }
    this.#begin(this.#statements.length);
  }

  handleReadyForQuery(): void {}
}
