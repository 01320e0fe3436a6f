// Staff who must not see a client: a relative, a neighbour. The denial wins over everything that allows.
import { sql } from 'kysely';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import { agency, db } from '../postgres/query.ts';
import type { Tx } from '../postgres/transaction.ts';
import type { Stamp } from './records.ts';

export type StaffBlock = {
  readonly id: Id;
  readonly staff: { readonly id: Id; readonly name: string };
  readonly reason: string;
  readonly from: Instant;
};

export const readStaffBlocks = (tx: Tx, clientId: Id): Promise<StaffBlock[]> =>
  tx.rows(sql<StaffBlock>`
    select b.id, jsonb_build_object('id', s.id, 'name', s.given_name || ' ' || s.family_name) as staff, b.reason, b.recorded_at as "from"
    from staff_blocks b join staff s on s.agency_id = b.agency_id and s.id = b.staff_id
    where b.agency_id = ${agency} and b.client_id = ${clientId}::uuid and b.superseded_at is null order by b.recorded_at, b.id`);

/** Whether somebody on the staff is there at all, and has work with this client that must be handed over first. */
export const readStanding = (
  tx: Tx,
  clientId: Id,
  staffId: Id,
): Promise<{ ownsWork: boolean; isBlocked: boolean } | undefined> =>
  tx.first(sql<{ ownsWork: boolean; isBlocked: boolean }>`
    select exists (select from assignments a where a.agency_id = s.agency_id and a.client_id = ${clientId}::uuid and a.staff_id = s.id
        and a.to_day is null and a.role = 'primary') as "ownsWork",
      exists (select from staff_blocks b where b.agency_id = s.agency_id and b.client_id = ${clientId}::uuid and b.staff_id = s.id
        and b.superseded_at is null) as "isBlocked"
    from staff s where s.agency_id = ${agency} and s.id = ${staffId}::uuid`);

export const insertStaffBlock = (
  tx: Tx,
  stamp: Stamp,
  block: { readonly id: Id; readonly clientId: Id; readonly staffId: Id; readonly reason: string },
): Promise<number> =>
  tx.run(
    db.insertInto('staff_blocks').values({
      agency_id: stamp.agencyId,
      id: block.id,
      client_id: block.clientId,
      staff_id: block.staffId,
      reason: block.reason,
      recorded_at: stamp.at,
      recorded_by: stamp.by,
    }),
  );

/** How many were lifted: 0 where there is no such block of this client. */
export const liftStaffBlock = (tx: Tx, stamp: Stamp, clientId: Id, blockId: Id, reason: string): Promise<number> =>
  tx.run(
    db
      .updateTable('staff_blocks')
      .set({ superseded_at: stamp.at, superseded_by: stamp.by, error_reason: reason })
      .where('agency_id', '=', agency)
      .where('id', '=', blockId)
      .where('client_id', '=', clientId)
      .where('superseded_at', 'is', null),
  );
