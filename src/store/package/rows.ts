// The rows of one client's record, kind by kind, as they are given: names in place of the ids of colleagues, periods with both ends.
import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import { agency } from '../postgres/query.ts';
import type { Tx } from '../postgres/transaction.ts';
import { type PackageKind, type Shown, segmentsKeptApart } from './kinds.ts';

export type PackageRow = {
  readonly id: Id;
  readonly segment: string;
  readonly recordedAt: Instant;
  readonly recordedBy: string | null;
  /** Why it does not stand any more; null where it stands. `''`: a later entry took its place. */
  readonly error: string | null;
  readonly confided: boolean;
  readonly values: Readonly<Record<string, unknown>>;
};

const nameOf = (column: RawBuilder<unknown>, table: 'staff' | 'teams' | 'programmes') =>
  sql`(select ${table === 'staff' ? sql`n.given_name || ' ' || n.family_name` : sql`n.name`} from ${sql.table(table)} n
    where n.agency_id = e.agency_id and n.id = ${column})`;

const shownValue = (column: string, shown: Shown): RawBuilder<unknown> => {
  const value = sql.ref(`e.${column}`);
  switch (shown) {
    case 'of:staff':
      return nameOf(value, 'staff');
    case 'of:team':
      return nameOf(value, 'teams');
    case 'of:programme':
      return nameOf(value, 'programmes');
    case 'period':
      return sql`case when ${value} is null then null else json_build_object('from', lower(${value}), 'to', upper(${value}) - 1) end`;
    default:
      return sql`${value}`;
  }
};

// The care team is named to everyone who sees the person: its table has no segments.
const segment = sql`coalesce(to_jsonb(e) ->> 'segment', 'general')`;

const marked = {
  superseded: sql`case when e.superseded_at is not null then coalesce(e.error_reason, '') end`,
  state: sql`case when e.state = 'in-error' then coalesce(e.error_reason, '') end`,
} as const;

export const readKind = (tx: Tx, clientId: Id, kind: PackageKind): Promise<PackageRow[]> => {
  const of = kind.table === 'clients' ? sql`e.id` : sql`e.client_id`;
  const pairs = Object.entries(kind.fields).flatMap(([column, shown]) => [sql.lit(column), shownValue(column, shown)]);
  const order = kind.dated ? sql`${sql.ref(`e.${kind.dated}`)} nulls last, e.id` : sql`e.recorded_at, e.id`;
  return tx.rows(sql<PackageRow>`
    select e.id, ${segment} as segment, e.recorded_at as "recordedAt", ${nameOf(sql`e.recorded_by`, 'staff')} as "recordedBy",
      ${kind.marks ? marked[kind.marks] : sql`null`} as error, ${kind.confided ?? sql`false`} as confided,
      json_build_object(${sql.join(pairs)}) as values
    from ${sql.table(kind.table)} e
    where e.agency_id = ${agency} and ${of} = ${clientId}::uuid and ${segment} <> all (${[...segmentsKeptApart]}::text[])
      ${kind.where ? sql`and ${kind.where}` : sql``}
    order by ${order}`);
};

/** Whose record it is, as the cover names them; nobody writes about them until the transaction ends. */
export const readWhose = (
  tx: Tx,
  clientId: Id,
): Promise<
  | {
      readonly name: string;
      readonly number: number;
      readonly birthDate: string | null;
      readonly language: string | null;
      readonly largePrint: boolean;
    }
  | undefined
> =>
  tx.first(sql<{
    name: string;
    number: number;
    birthDate: string | null;
    language: string | null;
    largePrint: boolean;
  }>`
    select coalesce(c.chosen_name, c.given_name) || ' ' || c.family_name as name, c.number, c.birth_date as "birthDate", c.language,
      c.large_print as "largePrint"
    from clients c where c.agency_id = ${agency} and c.id = ${clientId}::uuid for share of c`);
