// Sheets that were printed, and the layouts they were printed by.
import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import type { SheetLayout } from '#domain/sheets/shape.ts';
import { agency, db, json } from './postgres/query.ts';
import type { Stamp } from './postgres/stamps.ts';
import type { Tx } from './postgres/transaction.ts';

type Written = Stamp & { readonly agencyId: Id };

/** The key that the codes of an agency's sheets are signed with. */
export const readSheetKey = async (tx: Tx): Promise<string> => {
  const row = await tx.first(
    sql<{ key: string }>`select encode(sheet_key, 'hex') as key from agencies where agency_id = ${agency}`,
  );
  return row?.key ?? '';
};

export type PersonOnSheet = { readonly clientId: Id; readonly given: string; readonly family: string };

/** Those of `clientIds` whom `seen`, which speaks of `c`, lets through, by name: sheets lie in the order in which they are handed out. */
export const readPeopleForSheets = (
  tx: Tx,
  clientIds: readonly Id[],
  seen: RawBuilder<boolean>,
): Promise<PersonOnSheet[]> =>
  tx.rows(sql<PersonOnSheet>`
    select c.id as "clientId", coalesce(c.chosen_name, c.given_name) as given, c.family_name as family from clients c
    where c.agency_id = ${agency} and c.id = any (${clientIds}::uuid[]) and ${seen}
    order by c.family_name, c.given_name, c.id`);

/** Whom a member of staff answers for today, themself or as backup; null where nobody has that id or address. */
export const readCaseloadOf = async (tx: Tx, idOrEmail: string, now: Instant): Promise<readonly Id[] | null> => {
  const row = await tx.first(sql<{ clients: Id[] }>`
    select array(
      select distinct a.client_id from assignments a
      where a.agency_id = s.agency_id and a.staff_id = s.id
        and (${now}::timestamptz at time zone g.time_zone)::date between a.from_day and coalesce(a.to_day, 'infinity')) as clients
    from staff s join agencies g on g.agency_id = s.agency_id
    where s.agency_id = ${agency} and (s.id::text = lower(${idOrEmail}) or lower(s.email) = lower(${idOrEmail}))`);
  return row?.clients ?? null;
};

/** Keeps the layout; it is there already where the same sheet was printed before. */
export const keepLayout = (tx: Tx, { agencyId, by, at }: Written, id: Id, layout: SheetLayout): Promise<number> =>
  tx.run(
    sql`insert into sheet_layouts (agency_id, id, code, instrument, version, language, layout, recorded_at, recorded_by)
      values (${agencyId}::uuid, ${id}::uuid, ${layout.layout}, ${layout.instrument}, ${layout.version}, ${layout.language},
        ${json(layout)}::jsonb, ${at}::timestamptz, ${by}::uuid)
      on conflict (agency_id, code) do nothing`,
  );

export type IssuedSheet = { readonly id: Id; readonly code: string; readonly clientId: Id };

/**
 * Each stands in the open cycle of whoever prints it, as a sitting does (`insertSitting`), among those `seen`, which speaks of `y`,
 * lets through.
 */
export const insertSheets = (
  tx: Tx,
  { agencyId, by, at }: Written,
  sheets: readonly IssuedSheet[],
  { layout, instrument, version, language }: SheetLayout,
  {
    dueOn,
    today,
    staffId,
    seen,
  }: { readonly dueOn: Day; readonly today: Day; readonly staffId: Id | null; readonly seen: RawBuilder<boolean> },
): Promise<number> =>
  tx.run(sql`
    insert into sheets (agency_id, id, client_id, cycle_id, code, layout, instrument, version, language, due_on, printed_at, staff_id, recorded_at, recorded_by)
    select ${agencyId}::uuid, n.id, n.client_id, (
        select y.id from cycles y join enrolments e on e.agency_id = y.agency_id and e.id = y.enrolment_id
        where y.agency_id = ${agency} and y.client_id = n.client_id and y.to_day is null and not y.withdrawn and ${seen}
        order by e.staff_id = ${staffId}::uuid or exists (select from positions p where p.agency_id = e.agency_id and p.staff_id = ${staffId}::uuid
            and p.team_id = e.team_id and p.during @> ${today}::date) desc nulls last,
          y.segment = 'general' desc, y.from_day desc, y.id desc limit 1),
      n.code, ${layout}, ${instrument}, ${version}, ${language}, ${dueOn}::date, ${at}::timestamptz, ${staffId}::uuid, ${at}::timestamptz, ${by}::uuid
    from unnest(${sheets.map(({ id }) => id)}::uuid[], ${sheets.map(({ clientId }) => clientId)}::uuid[], ${sheets.map(({ code }) => code)}::text[])
      as n (id, client_id, code)`);

export type RecordedSheet = {
  readonly id: Id;
  readonly clientId: Id;
  readonly code: string;
  readonly instrument: string;
  readonly version: number;
  readonly language: 'en' | 'es';
  readonly pages: number;
  readonly dueOn: Day;
  readonly printedAt: Instant;
  readonly printedBy: string | null;
  readonly state: 'issued' | 'filed' | 'voided';
  readonly sittingId: Id | null;
  readonly voidReason: string | null;
};

/** The sheets of a client, the latest first. `seen` speaks of `h`. */
export const readSheets = (
  tx: Tx,
  clientId: Id,
  seen: RawBuilder<boolean> = sql<boolean>`true`,
): Promise<RecordedSheet[]> =>
  tx.rows(sql<RecordedSheet>`
    select h.id, h.client_id as "clientId", h.code, h.instrument, h.version, h.language, jsonb_array_length(l.layout->'pages') as pages,
      h.due_on as "dueOn", h.printed_at as "printedAt", s.given_name || ' ' || s.family_name as "printedBy", h.state,
      h.sitting_id as "sittingId", h.void_reason as "voidReason"
    from sheets h join sheet_layouts l on l.agency_id = h.agency_id and l.code = h.layout
    left join staff s on s.agency_id = h.agency_id and s.id = h.staff_id
    where h.agency_id = ${agency} and h.client_id = ${clientId}::uuid and ${seen}
    order by h.printed_at desc, h.id desc`);

export const voidSheet = (tx: Tx, id: Id, reason: string, { by, at }: Stamp): Promise<number> =>
  tx.run(
    db
      .updateTable('sheets')
      .set({ state: 'voided', void_reason: reason, recorded_at: at, recorded_by: by })
      .where('agency_id', '=', agency)
      .where('id', '=', id)
      .where('state', '=', 'issued'),
  );
