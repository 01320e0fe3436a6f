// Who is on the care team beside the one who answers for the client: backups, and people who stand in for a while.
import { sql } from 'kysely';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Owner } from '#domain/people/owner.ts';
import { agency, db } from './postgres/query.ts';
import { ownerColumns, ownerFrom, type Stamp } from './postgres/stamps.ts';
import type { Tx } from './postgres/transaction.ts';

export type Assignment = {
  readonly id: Id;
  readonly owner: Owner;
  readonly name: string;
  readonly role: 'primary' | 'backup' | 'temporary' | 'intake';
  readonly from: Day;
  readonly to: Day | null;
  readonly reason: string | null;
};

/** Everyone who was ever assigned in an enrolment, the current ones first. */
export const readCareTeam = async (tx: Tx, enrolmentId: Id, clientId: Id): Promise<Assignment[]> => {
  const rows = await tx.rows(sql<Omit<Assignment, 'owner'> & { staff_id: Id | null; team_id: Id | null }>`
    select a.id, a.staff_id, a.team_id, coalesce(s.given_name || ' ' || s.family_name, t.name) as name, a.role, a.from_day as "from",
      a.to_day as "to", a.reason
    from assignments a
    left join staff s on s.agency_id = a.agency_id and s.id = a.staff_id
    left join teams t on t.agency_id = a.agency_id and t.id = a.team_id
    where a.agency_id = ${agency} and a.client_id = ${clientId} and a.enrolment_id = ${enrolmentId}
    order by a.to_day desc nulls first, a.from_day desc, a.id desc`);
  return rows.map(({ staff_id, team_id, ...row }) => ({ ...row, owner: ownerFrom({ staff_id, team_id }) }));
};

/** With a last day the chart is open until then; without one until the assignment is ended. */
export const insertAssignment = (
  tx: Tx,
  agencyId: Id,
  clientId: Id,
  enrolmentId: Id,
  assignment: Omit<Assignment, 'name'>,
  { by, at }: Stamp,
): Promise<number> =>
  tx.run(
    db.insertInto('assignments').values({
      agency_id: agencyId,
      id: assignment.id,
      client_id: clientId,
      enrolment_id: enrolmentId,
      ...ownerColumns(assignment.owner),
      role: assignment.role,
      from_day: assignment.from,
      to_day: assignment.to,
      visible_until: assignment.to,
      reason: assignment.reason,
      recorded_at: at,
      recorded_by: by,
    }),
  );

export const endAssignment = (tx: Tx, id: Id, on: Day, { by, at }: Stamp): Promise<number> =>
  tx.run(
    db
      .updateTable('assignments')
      .set({ to_day: on, visible_until: null, recorded_at: at, recorded_by: by })
      .where('agency_id', '=', agency)
      .where('id', '=', id),
  );
