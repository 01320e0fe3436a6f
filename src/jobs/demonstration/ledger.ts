// Rows of a world, table by table, before they are in the database. What is written later (a draft that is signed) changes in
// place, as the row is kept by the one who made it.
import type { Insertable } from 'kysely';
import { addDays, type Day } from '#domain/basics/day.ts';
import { type Instant, instantAt, instantFromMillis, millisOf, type ZoneName } from '#domain/basics/instant.ts';
import type { Tables } from '#store/postgres/tables.ts';

export type TableName = keyof Tables;
export type RowOf<T extends TableName> = Insertable<Tables[T]>;

export type Ledger = {
  readonly tables: ReadonlyMap<TableName, readonly object[]>;
  add<T extends TableName>(table: T, row: RowOf<T>): RowOf<T>;
  rowsOf<T extends TableName>(table: T): readonly RowOf<T>[];
};

export const newLedger = (): Ledger => {
  const tables = new Map<TableName, object[]>();
  return {
    tables,
    add: (table, row) => {
      const rows = tables.get(table);
      if (rows) rows.push(row);
      else tables.set(table, [row]);
      return row;
    },
    rowsOf: <T extends TableName>(table: T) => (tables.get(table) ?? []) as RowOf<T>[],
  };
};

/** A daterange; `to` is its last day, null for open. */
export const during = (from: Day, to: Day | null): string => `[${from},${to === null ? '' : addDays(to, 1)})`;

/** The moment at so many minutes after midnight by the wall clock; for hours of the day, after any clock change of the night. */
export type At = (on: Day, minuteOfDay: number) => Instant;

export const momentsIn = (zone: ZoneName): At => {
  const noons = new Map<Day, number>();
  return (on, minute) => {
    let noon = noons.get(on);
    if (noon === undefined) {
      noon = millisOf(instantAt(zone, on, '12:00'));
      noons.set(on, noon);
    }
    return instantFromMillis(noon + (minute - 720) * 60_000);
  };
};
