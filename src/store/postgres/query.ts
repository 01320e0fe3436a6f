// Kysely builds and types the SQL; it is sent by `transaction.ts`, in order, over one pipelined connection.
import {
  type CompiledQuery,
  DummyDriver,
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

/** A value for a jsonb column; pg would send a bare array as a PostgreSQL array. */
export const json = (value: unknown): string => JSON.stringify(value);

/** A daterange from a period with both ends included, `to` null for open. */
export const range = (from: string, to: string | null): RawBuilder<string> =>
  sql<string>`daterange(${from}::date, ${to}::date, '[]')`;

/** The agency of this transaction, as a scalar subselect so that it is worked out once per statement. */
export const agency = sql<string>`(select app.agency())`;
