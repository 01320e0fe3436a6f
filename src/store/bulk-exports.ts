// Which export of Part 2 records two people were asked for, and whether it was carried out.
import { sql } from 'kysely';
import type { Id } from '#domain/basics/id.ts';
import type { AgreedExport, Part2ExportKind } from '#domain/disclosure/bulk.ts';
import { agency, db, json } from './postgres/query.ts';
import type { Stamp } from './postgres/stamps.ts';
import type { Tx } from './postgres/transaction.ts';

export const insertBulkExport = (
  tx: Tx,
  { agencyId, by, at }: Stamp & { readonly agencyId: Id },
  approvalId: Id,
  kind: Part2ExportKind,
): Promise<number> =>
  tx.run(
    db
      .insertInto('bulk_exports')
      .values({ agency_id: agencyId, id: approvalId, kind, recorded_at: at, recorded_by: by }),
  );

export type AgreedExportRow = AgreedExport & {
  readonly reason: string | null;
  readonly askedBy: { readonly id: Id; readonly name: string };
  readonly decidedBy: { readonly id: Id; readonly name: string } | null;
};

const person = (
  column: string,
) => sql`(select jsonb_build_object('id', s.id, 'name', s.given_name || ' ' || s.family_name) from staff s
  where s.agency_id = a.agency_id and s.id = ${sql.ref(column)})`;

/** Locked, so that of two runs at once one is the first. */
export const lockAgreedExport = (tx: Tx, approvalId: Id): Promise<AgreedExportRow | undefined> =>
  tx.first(sql<AgreedExportRow>`
    select b.kind, a.state, a.decided_on as "decidedOn", b.begun_at is not null as "hasBegun", a.reason,
      ${person('a.asked_by')} as "askedBy", ${person('a.decided_by')} as "decidedBy"
    from bulk_exports b join approvals a on a.agency_id = b.agency_id and a.id = b.id
    where b.agency_id = ${agency} and b.id = ${approvalId}::uuid and a.decided_by is distinct from a.asked_by
    for update of b`);

export const markBegun = (tx: Tx, { by, at }: Stamp, approvalId: Id): Promise<number> =>
  tx.run(sql`
    update bulk_exports set begun_at = ${at}, recorded_at = ${at}, recorded_by = ${by}
    where agency_id = ${agency} and id = ${approvalId}::uuid and begun_at is null`);

/** How many rows went out, once all of them have. */
export const markCarriedOut = (
  tx: Tx,
  { by, at }: Stamp,
  approvalId: Id,
  rows: Readonly<Record<string, number>>,
): Promise<number> =>
  tx.run(sql`
    update approvals set outcome = ${json(rows)}::jsonb, recorded_at = ${at}, recorded_by = ${by}
    where agency_id = ${agency} and id = ${approvalId}::uuid and state = 'approved' and outcome is null`);
