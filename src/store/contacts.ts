// Contacts and the notes written with them.
import { type Insertable, type RawBuilder, sql } from 'kysely';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant, ZoneName } from '#domain/basics/instant.ts';
import type { Outcome, Purpose } from '#domain/contacts/contact.ts';
import type { ContactMode, ContactPartner, ContactPlace } from '#domain/models/definition.ts';
import { agency, db, insertOf } from './postgres/query.ts';
import type { Stamp } from './postgres/stamps.ts';
import type { ContactsTable, NotesTable } from './postgres/tables.ts';
import type { Tx } from './postgres/transaction.ts';

/** Sends the contact and its note; what follows in this transaction sees both. */
export const insertContact = (
  tx: Tx,
  contact: Insertable<ContactsTable>,
  note: Insertable<NotesTable> | null,
): Promise<unknown> => {
  const sent: Promise<unknown>[] = [tx.run(insertOf('contacts', contact))];
  if (note) sent.push(tx.run(insertOf('notes', note)));
  return Promise.all(sent);
};

export type ContactKey = { readonly id: Id };

export type RecordedContact = {
  readonly id: Id;
  readonly client_id: Id;
  readonly enrolment_id: Id | null;
  readonly cycle_id: Id | null;
  readonly staff_id: Id;
  readonly staff_name: string;
  readonly with_staff: readonly Id[];
  readonly with_staff_names: readonly string[];
  readonly start_at: Instant;
  readonly day: Day;
  readonly zone: ZoneName;
  readonly minutes: number;
  readonly travel_minutes: number | null;
  readonly outcome: Outcome;
  readonly mode: ContactMode;
  readonly place: ContactPlace;
  readonly place_detail: string | null;
  readonly with_whom: ContactPartner;
  readonly with_name: string | null;
  readonly purpose: Purpose;
  readonly is_group: boolean;
  readonly goal_threads: readonly Id[];
  readonly next_on: Day | null;
  readonly replaces: Id | null;
  /** Every earlier entry it stands in place of, the one before first. */
  readonly chain: readonly Id[];
  readonly correction_reason: string | null;
  readonly segment: string;
  readonly recorded_at: Instant;
};

const columns = sql`
  e.id, e.client_id, e.enrolment_id, e.cycle_id, e.staff_id, s.given_name || ' ' || s.family_name as staff_name, e.with_staff,
  array(select w.given_name || ' ' || w.family_name from unnest(e.with_staff) with ordinality as o(id, position)
    join staff w on w.agency_id = e.agency_id and w.id = o.id order by o.position) as with_staff_names,
  e.start_at, e.day, e.zone, e.minutes, e.travel_minutes, e.outcome, e.mode, e.place, e.place_detail, e.with_whom, e.with_name, e.purpose,
  e.is_group, e.goal_threads, e.next_on, e.replaces, e.segment, e.recorded_at, b.error_reason as correction_reason,
  case when e.replaces is null then '{}'::uuid[] else array(
    with recursive earlier as (
      select e.replaces as id, 1 as depth
      union all
      select p.replaces, x.depth + 1 from earlier x join contacts p on p.agency_id = e.agency_id and p.id = x.id where p.replaces is not null)
    select x.id from earlier x order by x.depth) end as chain`;
const joined = sql`
  from contacts e
  left join staff s on s.agency_id = e.agency_id and s.id = e.staff_id
  left join contacts b on b.agency_id = e.agency_id and b.id = e.replaces`;

/** An entry that stands; none where it was corrected or entered in error. */
export const readContact = (tx: Tx, id: Id): Promise<RecordedContact | undefined> =>
  tx.first(sql<RecordedContact>`
    select ${columns} ${joined} where e.agency_id = ${agency} and e.id = ${id} and e.superseded_at is null`);

export type ContactFilter = {
  readonly outcome: string | null;
  readonly mode: string | null;
  readonly staffId: Id | null;
  readonly goal: Id | null;
  readonly from: Day | null;
  readonly to: Day | null;
};

/** Where a page ends: the next one goes on from there. */
export type ContactPlaceInList = { readonly day: Day; readonly startAt: Instant; readonly id: Id };

/** The contacts that stand, the latest first. */
export const readContactPage = async (
  tx: Tx,
  clientId: Id,
  { outcome, mode, staffId, goal, from, to }: ContactFilter,
  seen: RawBuilder<boolean>,
  limit: number,
  after: ContactPlaceInList | null,
): Promise<{ rows: RecordedContact[]; total: number }> => {
  const where = sql`
    where e.agency_id = ${agency} and e.client_id = ${clientId} and e.superseded_at is null and ${seen}
      and (${outcome}::text is null or e.outcome = ${outcome}) and (${mode}::text is null or e.mode = ${mode})
      and (${staffId}::uuid is null or e.staff_id = ${staffId} or ${staffId} = any (e.with_staff))
      and (${goal}::uuid is null or ${goal} = any (e.goal_threads))
      and (${from}::date is null or e.day >= ${from}) and (${to}::date is null or e.day <= ${to})`;
  const [rows, counted] = await Promise.all([
    tx.rows(sql<RecordedContact>`
      select ${columns} ${joined} ${where}
        and (${after?.day ?? null}::date is null or (e.day, e.start_at, e.id) < (${after?.day ?? null}::date, ${after?.startAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
      order by e.day desc, e.start_at desc, e.id desc limit ${limit}`),
    tx.first(sql<{ total: number }>`select count(*) as total from contacts e ${where}`),
  ]);
  return { rows, total: counted?.total ?? 0 };
};

/** Marks an entry as replaced by a correction. */
export const supersedeContact = (tx: Tx, id: Id, reason: string, { by, at }: Stamp): Promise<number> =>
  tx.run(
    db
      .updateTable('contacts')
      .set({ superseded_at: at, superseded_by: by, error_reason: reason })
      .where('agency_id', '=', agency)
      .where('id', '=', id),
  );
