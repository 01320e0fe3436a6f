// The agency's own arrangement: sites, programmes, teams, staff, positions, supervision lines.
import type { Insertable, Updateable } from 'kysely';
import { sql } from 'kysely';
import shippedCrisisLines from '#content/crisis-lines.json' with { type: 'json' };
import type { Id } from '#domain/basics/id.ts';
import { type OwnSegment, ownSegments } from '#domain/consent/segments.ts';
import { agency, db, type Query } from './postgres/query.ts';
import type { Tables } from './postgres/tables.ts';
import type { Tx } from './postgres/transaction.ts';

export type HouseTable = 'sites' | 'programmes' | 'teams' | 'staff' | 'positions' | 'supervision_lines';

/** The row as it stands, locked until the transaction ends; undefined when there is none. */
export const lockHouseRow = <T extends HouseTable>(tx: Tx, table: T, id: Id) =>
  tx.first(
    sql<{ recorded_at: Tables['sites']['recorded_at'] } & Record<string, unknown>>`
      select * from ${sql.table(table)} where agency_id = ${agency} and id = ${id}::uuid for update`,
  );

export const insertHouseRow = <T extends HouseTable>(tx: Tx, table: T, row: Insertable<Tables[T]>) =>
  tx.first(
    db
      .insertInto(table)
      .values(row as never)
      .returning(['id', 'recorded_at'] as never) as Query<SavedRow>,
  );

export const updateHouseRow = <T extends HouseTable>(tx: Tx, table: T, id: Id, change: Updateable<Tables[T]>) =>
  tx.first(
    db
      .updateTable(table as 'sites')
      .set(change as never)
      .where('agency_id', '=', agency)
      .where('id', '=', id)
      .returning(['id', 'recorded_at']) as Query<SavedRow>,
  );

export type CrisisLine = {
  readonly label: { readonly en: string; readonly es: string };
  readonly number: { readonly en: string; readonly es: string };
};

/** What the agency decides about itself (`agencies.settings`). */
export type AgencySettings = {
  readonly ownDomains?: readonly {
    readonly key: string;
    readonly label: { readonly en: string; readonly es: string };
  }[];
  /** The national lines that ship until the agency names its own; an empty list is a choice too. */
  readonly crisisLines?: readonly CrisisLine[];
  /** Kinds of record it closes beyond what the law does. */
  readonly segments?: readonly OwnSegment[];
};

export const crisisLinesOf = (settings: AgencySettings): CrisisLine[] => [
  ...(settings.crisisLines ?? shippedCrisisLines),
];

export const readCrisisLines = async (tx: Tx): Promise<CrisisLine[]> => {
  const row = await tx.first(
    sql<{ settings: AgencySettings }>`select settings from agencies where agency_id = ${agency}`,
  );
  return crisisLinesOf(row?.settings ?? {});
};

export const readOwnSegments = async (tx: Tx): Promise<readonly OwnSegment[]> => {
  const row = await tx.first(
    sql<{ settings: AgencySettings }>`select settings from agencies where agency_id = ${agency}`,
  );
  return ownSegments(row?.settings);
};

export type SavedRow = { readonly id: Id; readonly recorded_at: Tables['sites']['recorded_at'] };

export const lockAgency = (tx: Tx) =>
  tx.first(db.selectFrom('agencies').selectAll().where('agency_id', '=', agency).forNoKeyUpdate());

export const readHouse = async (tx: Tx) => {
  const [agencies, models, sites, programmes, teams] = await Promise.all([
    tx.rows(db.selectFrom('agencies').selectAll().where('agency_id', '=', agency)),
    tx.rows(
      sql<{
        key: string;
        version: number;
        effective_from: string;
        definition: { label?: { en: string; es: string }; caseload?: unknown };
      }>`
        select distinct on (key, version) key, version, effective_from, definition from service_models
        where agency_id = ${agency} and superseded_at is null order by key, version`,
    ),
    tx.rows(db.selectFrom('sites').selectAll().where('agency_id', '=', agency).orderBy('name')),
    tx.rows(db.selectFrom('programmes').selectAll().where('agency_id', '=', agency).orderBy('name')),
    tx.rows(db.selectFrom('teams').selectAll().where('agency_id', '=', agency).orderBy('name')),
  ]);
  return { agencies, models, sites, programmes, teams };
};

export const readStaffDirectory = async (tx: Tx) => {
  const [staff, positions, lines, credentials] = await Promise.all([
    tx.rows(
      db.selectFrom('staff').selectAll().where('agency_id', '=', agency).orderBy('family_name').orderBy('given_name'),
    ),
    tx.rows(db.selectFrom('positions').selectAll().where('agency_id', '=', agency).orderBy('during', 'desc')),
    tx.rows(db.selectFrom('supervision_lines').selectAll().where('agency_id', '=', agency)),
    tx.rows(
      db.selectFrom('credentials').selectAll().where('agency_id', '=', agency).where('superseded_at', 'is', null),
    ),
  ]);
  return { staff, positions, lines, credentials };
};

export type AccountRow = {
  readonly id: Id;
  readonly staff_id: Id;
  readonly email: string;
  readonly has_password: boolean;
  readonly has_second_factor: boolean;
  readonly disabled_at: string | null;
};

export const listAccounts = (tx: Tx) => tx.rows(sql<AccountRow>`select * from app.list_accounts()`);

/** Full time is all there is: the shares of one person's positions on any day of a period, without `except`. */
export const fteBesides = async (
  tx: Tx,
  staffId: Id,
  from: string,
  to: string | null,
  except: Id | null,
): Promise<number> => {
  const row = await tx.first(
    sql<{ most: number }>`
      with theirs as (
        select fte, during from positions
        where agency_id = ${agency} and staff_id = ${staffId}::uuid and id is distinct from ${except}::uuid
          and during && daterange(${from}::date, ${to}::date, '[]'))
      select coalesce(max((select sum(o.fte) from theirs o where o.during @> greatest(lower(t.during), ${from}::date))), 0) as most from theirs t`,
  );
  return Number(row?.most ?? 0);
};
