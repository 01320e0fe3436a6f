// What stands around a client is kept in tables of things: each row is changed as a whole, its past is kept by the database, and
// the moment of its last change is its version. Each kind says how its fields are its columns; the rest is the same for all.
import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import { agency, prepared } from '../postgres/query.ts';
import type { Tx } from '../postgres/transaction.ts';
import type { Stamp } from './records.ts';

export type EntryTable = 'contact_details' | 'supporters' | 'social_ties' | 'coverages' | 'alerts' | 'residences';

/** What every entry carries beside its own fields. */
export type Kept = {
  readonly id: Id;
  readonly clientId: Id;
  readonly version: Instant;
  readonly recordedBy: { readonly id: Id; readonly name: string };
};

export type Entries<Fields> = {
  readonly table: EntryTable;
  insert(tx: Tx, stamp: Stamp, clientId: Id, id: Id, fields: Fields): Promise<unknown>;
  /** Gives the new version. */
  change(tx: Tx, stamp: Stamp, id: Id, fields: Fields): Promise<Instant>;
  readOne(tx: Tx, id: Id, segments: readonly string[]): Promise<(Fields & Kept) | undefined>;
  readAll(tx: Tx, clientId: Id, segments: readonly string[]): Promise<(Fields & Kept)[]>;
};

/** Who is behind an actor's id: the name of a member of the staff, else nothing. */
export const nameOf = (actor: RawBuilder<unknown>): RawBuilder<{ id: Id; name: string }> =>
  sql`jsonb_build_object('id', ${actor}, 'name', coalesce((
    select s.given_name || ' ' || s.family_name from staff s where s.agency_id = e.agency_id and s.id = ${actor}), ''))`;

/**
 * `columns`: each field's value by column. `select`: the fields read back from a row under the alias `e`. `order`: how a client's
 * entries follow one another.
 */
export const entries = <Fields>(
  table: EntryTable,
  columns: (fields: Fields) => Readonly<Record<string, unknown>>,
  select: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
): Entries<Fields> => {
  const all = prepared((clientId: Id, segments: readonly string[]) =>
    read(sql`e.client_id = ${clientId}::uuid`, segments),
  );
  const read = (where: RawBuilder<unknown>, segments: readonly string[]) => sql<Fields & Kept>`
    select e.id, e.client_id as "clientId", e.recorded_at as version, ${nameOf(sql`e.recorded_by`)} as "recordedBy", ${select}
    from ${sql.table(table)} e where e.agency_id = ${agency} and ${where} and e.segment = any (${segments}::text[]) order by ${order}, e.id`;
  return {
    table,
    insert: (tx, stamp, clientId, id, fields) => {
      const row = Object.entries({
        agency_id: stamp.agencyId,
        id,
        client_id: clientId,
        ...columns(fields),
        recorded_at: stamp.at,
        recorded_by: stamp.by,
      });
      return tx.run(
        sql`insert into ${sql.table(table)} (${sql.join(row.map(([name]) => sql.ref(name)))}) values (${sql.join(row.map(([, value]) => value))})`,
      );
    },
    change: async (tx, stamp, id, fields) => {
      const row = Object.entries({ ...columns(fields), recorded_at: stamp.at, recorded_by: stamp.by });
      const changed = await tx.first(
        sql<{
          version: Instant;
        }>`update ${sql.table(table)} set ${sql.join(row.map(([name, value]) => sql`${sql.ref(name)} = ${value}`))}
          where agency_id = ${agency} and id = ${id}::uuid returning recorded_at as version`,
      );
      return changed?.version ?? stamp.at;
    },
    readOne: (tx, id, segments) => tx.first(read(sql`e.id = ${id}::uuid`, segments)),
    readAll: (tx, clientId, segments) => tx.rows(all(clientId, segments)),
  };
};

/** The first and last day of a daterange column under the alias `e`. */
export const firstDay = (column: string) => sql`lower(e.${sql.ref(column)})`;
export const lastDay = (column: string) => sql`(upper(e.${sql.ref(column)}) - 1)`;
