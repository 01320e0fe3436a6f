// Kysely builds and types the SQL; it is sent by `transaction.ts`, in order, over one pipelined connection.
import {
  type CompiledQuery,
  DummyDriver,
  type Insertable,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
  sql,
} from 'kysely';
import type { Tables } from './tables.ts';

/** Builds queries; it cannot run them. */
export const db = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (of) => new PostgresIntrospector(of),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

/** A builder (`db.selectFrom…`) or a raw statement (`sql<Row>\`…\``). */
export type Query<Row> = { compile(): CompiledQuery<Row> } | RawBuilder<Row>;

export const compile = <Row>(query: Query<Row>): CompiledQuery<Row> =>
  'isRawBuilder' in query ? query.compile(db) : query.compile();

class Place {
  readonly at: number;

  constructor(at: number) {
    this.at = at;
  }
}

/**
 * A statement whose text never differs, built once. `build` is given stand-ins for its arguments, which may only be put where values
 * go; whatever is worked out from an argument is worked out before.
 */
export const prepared = <Args extends readonly unknown[], Row>(
  build: (...args: Args) => Query<Row>,
): ((...args: Args) => Query<Row>) => {
  let built: CompiledQuery<Row> | undefined;
  return (...args) => {
    built ??= compile(build(...(args.map((_, at) => new Place(at)) as unknown as Args)));
    const parameters = built.parameters.map((value) => (value instanceof Place ? args[value.at] : value));
    const bound = { ...built, parameters };
    return { compile: () => bound };
  };
};

const inserts = new Map<string, (...values: readonly unknown[]) => Query<never>>();

/** The insert of one row, built once for each table and set of columns. */
export const insertOf = <Name extends keyof Tables & string>(
  table: Name,
  row: Insertable<Tables[Name]>,
): Query<never> => {
  const columns = Object.keys(row);
  const key = [table, ...columns].join();
  let insert = inserts.get(key);
  if (!insert) {
    insert = prepared(
      (...values: readonly unknown[]) =>
        sql<never>`insert into ${sql.table(table)} (${sql.join(columns.map((name) => sql.ref(name)))}) values (${sql.join(values)})`,
    );
    inserts.set(key, insert);
  }
  return insert(...Object.values(row));
};

/** A value for a jsonb column; pg would send a bare array as a PostgreSQL array. */
export const json = (value: unknown): string => JSON.stringify(value);

/** A daterange from a period with both ends included, `to` null for open. */
export const range = (from: string, to: string | null): RawBuilder<string> =>
  sql<string>`daterange(${from}::date, ${to}::date, '[]')`;

/** The agency of this transaction, as a scalar subselect so that it is worked out once per statement. */
export const agency = sql<string>`(select app.agency())`;
