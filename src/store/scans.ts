// Pages of sheets that came back on a scan.
import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import type { Answer } from '#domain/instruments/expression.ts';
import type { ItemReading } from '#domain/sheets/marks.ts';
import type { SheetLayout } from '#domain/sheets/shape.ts';
import { agency, db, json } from './postgres/query.ts';
import type { Stamp } from './postgres/stamps.ts';
import type { Tx } from './postgres/transaction.ts';

type Written = Stamp & { readonly agencyId: Id };

/** Every layout that a sheet may come back on. */
export const readLayouts = async (tx: Tx): Promise<SheetLayout[]> => {
  const rows = await tx.rows(sql<{ layout: SheetLayout }>`
    select l.layout from sheet_layouts l where l.agency_id = ${agency}
      and exists (select from sheets h where h.agency_id = l.agency_id and h.layout = l.code) order by l.id`);
  return rows.map(({ layout }) => layout);
};

export type SheetOfPage = {
  readonly id: Id;
  readonly clientId: Id;
  readonly code: string;
  readonly layout: SheetLayout;
  readonly instrument: string;
  readonly version: number;
  readonly language: 'en' | 'es';
  readonly dueOn: Day;
  readonly state: 'issued' | 'filed' | 'voided';
  readonly segment: string;
};

const sheetColumns = sql`h.id, h.client_id as "clientId", h.code, l.layout, h.instrument, h.version, h.language, h.due_on as "dueOn", h.state, h.segment`;

export const findSheet = (tx: Tx, code: string): Promise<SheetOfPage | undefined> =>
  tx.first(sql<SheetOfPage>`
    select ${sheetColumns} from sheets h join sheet_layouts l on l.agency_id = h.agency_id and l.code = h.layout
    where h.agency_id = ${agency} and h.code = ${code}`);

export const sheetOfPage = (tx: Tx, pageId: Id): Promise<SheetOfPage | undefined> =>
  tx.first(sql<SheetOfPage>`
    select ${sheetColumns} from sheets h join sheet_layouts l on l.agency_id = h.agency_id and l.code = h.layout
    where h.agency_id = ${agency} and h.id = (select p.sheet_id from scan_pages p where p.agency_id = ${agency} and p.id = ${pageId}::uuid)`);

export type Decided = Readonly<Record<string, Answer>>;

export type ScannedPage = {
  readonly id: Id;
  readonly clientId: Id;
  readonly sheetId: Id;
  readonly page: number;
  readonly image: string;
  readonly readings: readonly ItemReading[];
  readonly decided: Decided;
  readonly state: 'open' | 'clear' | 'filed' | 'put-aside';
  readonly asideReason: string | null;
  readonly readAt: Instant;
  readonly version: Instant;
};

const pageColumns = sql`p.id, p.client_id as "clientId", p.sheet_id as "sheetId", p.page, encode(b.sha256, 'hex') as image, p.readings, p.decided, p.state,
  p.aside_reason as "asideReason", p.read_at as "readAt", p.recorded_at as version`;

/** The pages of the sheet that stand, in the order in which they were printed. */
export const pagesOfSheet = (tx: Tx, sheetId: Id): Promise<ScannedPage[]> =>
  tx.rows(sql<ScannedPage>`
    select ${pageColumns} from scan_pages p join blobs b on b.agency_id = p.agency_id and b.id = p.blob_id
    where p.agency_id = ${agency} and p.sheet_id = ${sheetId}::uuid and p.state <> 'put-aside' order by p.page`);

/** The page with its sheet's others; nothing where it was put aside. */
export const siblingsOf = (tx: Tx, pageId: Id): Promise<ScannedPage[]> =>
  tx.rows(sql<ScannedPage>`
    select ${pageColumns} from scan_pages p join blobs b on b.agency_id = p.agency_id and b.id = p.blob_id
    where p.agency_id = ${agency} and p.state <> 'put-aside'
      and p.sheet_id = (select o.sheet_id from scan_pages o where o.agency_id = ${agency} and o.id = ${pageId}::uuid) order by p.page`);

export type WaitingPage = {
  readonly id: Id;
  readonly clientId: Id;
  readonly name: string;
  readonly code: string;
  readonly instrument: string;
  readonly version: number;
  readonly page: number;
  readonly pages: number;
  readonly doubtful: number;
  readonly state: 'open' | 'clear';
  readonly readAt: Instant;
};

/** Pages that wait for a person, or for the rest of their sheet; the oldest first. `seen` speaks of `p`. */
export const readWaiting = (tx: Tx, seen: RawBuilder<boolean>, most: number): Promise<WaitingPage[]> =>
  tx.rows(sql<WaitingPage>`
    select p.id, p.client_id as "clientId", coalesce(c.chosen_name, c.given_name) || ' ' || c.family_name as name, h.code, h.instrument, h.version,
      p.page, jsonb_array_length(l.layout->'pages') as pages,
      (select count(*)::int from jsonb_array_elements(p.readings) r where r->>'status' = 'check' and not p.decided ? (r->>'id')) as doubtful,
      p.state, p.read_at as "readAt"
    from scan_pages p join sheets h on h.agency_id = p.agency_id and h.id = p.sheet_id
    join sheet_layouts l on l.agency_id = h.agency_id and l.code = h.layout
    join clients c on c.agency_id = p.agency_id and c.id = p.client_id
    where p.agency_id = ${agency} and p.state in ('open', 'clear') and ${seen}
    order by p.read_at, p.id limit ${most}`);

export const insertScanPage = (
  tx: Tx,
  { agencyId, by, at }: Written,
  page: {
    readonly id: Id;
    readonly sheet: SheetOfPage;
    readonly batchId: Id;
    readonly page: number;
    readonly blobId: Id;
    readonly readings: readonly ItemReading[];
    readonly state: 'open' | 'clear';
    readonly staffId: Id | null;
  },
): Promise<number> =>
  tx.run(
    db.insertInto('scan_pages').values({
      ...{ agency_id: agencyId, id: page.id, client_id: page.sheet.clientId, sheet_id: page.sheet.id },
      ...{ batch_id: page.batchId, page: page.page, blob_id: page.blobId, readings: json(page.readings) },
      ...{ state: page.state, read_at: at, staff_id: page.staffId, recorded_at: at, recorded_by: by },
    }),
  );

export const updateScanPage = (
  tx: Tx,
  id: Id,
  change:
    | { readonly decided: Decided; readonly state: 'open' | 'clear' }
    | { readonly state: 'put-aside'; readonly reason: string },
  { by, at }: Stamp,
): Promise<number> =>
  tx.run(
    db
      .updateTable('scan_pages')
      .set({
        ...{ state: change.state, recorded_at: at, recorded_by: by },
        ...('decided' in change ? { decided: json(change.decided) } : { aside_reason: change.reason }),
      })
      .where('agency_id', '=', agency)
      .where('id', '=', id),
  );

/** The sheet is used, and its pages with it. */
export const markFiled = (tx: Tx, sheetId: Id, sittingId: Id, { by, at }: Stamp): Promise<unknown> =>
  Promise.all([
    tx.run(
      db
        .updateTable('sheets')
        .set({ state: 'filed', sitting_id: sittingId, recorded_at: at, recorded_by: by })
        .where('agency_id', '=', agency)
        .where('id', '=', sheetId),
    ),
    tx.run(
      db
        .updateTable('scan_pages')
        .set({ state: 'filed', recorded_at: at, recorded_by: by })
        .where('agency_id', '=', agency)
        .where('sheet_id', '=', sheetId)
        .where('state', '<>', 'put-aside'),
    ),
  ]);
