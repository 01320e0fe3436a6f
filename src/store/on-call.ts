// Shifts on call, and the people of the programmes somebody answers for while theirs lasts.
import { sql } from 'kysely';
import type { Actor, StaffActor } from '#domain/access/actor.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import { type NamedRecord, namedRecord } from './access/named-record.ts';
import { visible } from './access/visible.ts';
import { agency, db, insertOf } from './postgres/query.ts';
import type { Stamp } from './postgres/stamps.ts';
import type { Tx } from './postgres/transaction.ts';

type Written = Stamp & { readonly agencyId: Id };

export type ShiftRow = {
  readonly id: Id;
  readonly programme: { readonly id: Id; readonly name: string };
  readonly staff: { readonly id: Id; readonly name: string; readonly phone: string | null };
  readonly from: Instant;
  readonly to: Instant;
  readonly total: number;
};

/** Shifts that are not over, the next first; with `staffId` those of one person. */
export const readShifts = (
  tx: Tx,
  now: Instant,
  staffId: Id | null,
  page: { readonly limit: number; readonly offset: number },
): Promise<ShiftRow[]> =>
  tx.rows(sql<ShiftRow>`
    select o.id, jsonb_build_object('id', p.id, 'name', p.name) as programme, o.from_at as "from", o.to_at as "to", count(*) over () as total,
      jsonb_build_object('id', s.id, 'name', s.given_name || ' ' || s.family_name, 'phone', s.phone) as staff
    from on_call_shifts o
    join programmes p on p.agency_id = o.agency_id and p.id = o.programme_id
    join staff s on s.agency_id = o.agency_id and s.id = o.staff_id
    where o.agency_id = ${agency} and not o.is_cancelled and o.to_at > ${now}::timestamptz
      and (${staffId}::uuid is null or o.staff_id = ${staffId}::uuid)
    order by o.from_at, p.name, o.id limit ${page.limit} offset ${page.offset}`);

/** The programmes whose shifts somebody keeps: those of the teams they lead or supervise. */
export const readProgrammesKept = (tx: Tx, actor: StaffActor): Promise<{ id: Id; name: string }[]> =>
  tx.rows(sql<{ id: Id; name: string }>`
    select p.id, p.name from programmes p where p.agency_id = ${agency} and p.closed_on is null and exists (
      select from teams t where t.agency_id = p.agency_id and t.programme_id = p.id and t.id = any (${actor.reachTeams}::uuid[]))
    order by p.name`);

/** Who may be on call: those who work with people and have not left. */
export const readWhoMayBeOnCall = (tx: Tx, today: Day): Promise<{ id: Id; name: string }[]> =>
  tx.rows(sql<{ id: Id; name: string }>`
    select s.id, s.given_name || ' ' || s.family_name as name from staff s
    where s.agency_id = ${agency} and s.roles && array['case-manager', 'team-lead', 'supervisor'] and (s.left_on is null or s.left_on >= ${today}::date)
    order by s.family_name, s.given_name, s.id`);

export const insertShift = (
  tx: Tx,
  { agencyId, by, at }: Written,
  shift: {
    readonly id: Id;
    readonly programmeId: Id;
    readonly staffId: Id;
    readonly from: Instant;
    readonly to: Instant;
  },
): Promise<number> =>
  tx.run(
    insertOf('on_call_shifts', {
      ...{ agency_id: agencyId, id: shift.id, programme_id: shift.programmeId, staff_id: shift.staffId },
      ...{ from_at: shift.from, to_at: shift.to, recorded_at: at, recorded_by: by },
    }),
  );

export const readShiftProgramme = async (tx: Tx, shiftId: Id): Promise<Id | undefined> =>
  (
    await tx.first(
      sql<{
        id: Id;
      }>`select o.programme_id as id from on_call_shifts o where o.agency_id = ${agency} and o.id = ${shiftId}::uuid and not o.is_cancelled`,
    )
  )?.id;

export const cancelShift = (tx: Tx, { by, at }: Stamp, shiftId: Id): Promise<number> =>
  tx.run(
    db
      .updateTable('on_call_shifts')
      .set({ is_cancelled: true, recorded_at: at, recorded_by: by })
      .where('agency_id', '=', agency)
      .where('id', '=', shiftId),
  );

export type OnCallClient = { readonly client: NamedRecord; readonly total: number };

/** The people one answers for now; `named`: those whose name holds it, or whose number it is. */
export const readOnCallClients = (
  tx: Tx,
  actor: Actor,
  today: Day,
  named: string | null,
  page: { readonly limit: number; readonly offset: number },
): Promise<OnCallClient[]> =>
  tx.rows(sql<OnCallClient>`
    select ${namedRecord('c')} as client, count(*) over () as total from clients c
    where c.agency_id = ${agency} and ${visible(actor, 'list-on-call', 'c', today)}
      and (${named}::text is null or c.number::text = ${named}::text or strpos(app.plain_text(concat_ws(' ', c.chosen_name, c.given_name, c.family_name)), app.plain_text(${named}::text)) > 0)
    order by c.family_name, c.given_name, c.id limit ${page.limit} offset ${page.offset}`);
