// What an import needs beside the stores of each kind of record: whom rows mean, and many facts written at once.
import { sql } from 'kysely';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant, ZoneName } from '#domain/basics/instant.ts';
import { agency, db, json } from './postgres/query.ts';
import type { Tx } from './postgres/transaction.ts';

type Stamp = { readonly agencyId: Id; readonly by: Id; readonly at: Instant };

/** Imports into one agency follow one another: each must see what the one before has brought. */
export const holdImports = (tx: Tx): Promise<unknown> =>
  tx.rows(sql`select pg_advisory_xact_lock(hashtextextended('import ' || ${agency}::text, 0))`);

export const insertImport = (
  tx: Tx,
  stamp: Stamp,
  row: {
    readonly id: Id;
    readonly kind: string;
    readonly fileName: string;
    readonly sha256: Buffer;
    readonly report: unknown;
  },
): Promise<number> =>
  tx.run(
    db.insertInto('imports').values({
      agency_id: stamp.agencyId,
      id: row.id,
      kind: row.kind,
      file_name: row.fileName,
      sha256: row.sha256,
      report: json(row.report),
      recorded_at: stamp.at,
      recorded_by: stamp.by,
    }),
  );

export type ProgrammeRow = {
  readonly id: Id;
  readonly name: string;
  /** The team that was first: who answers for a person when the file names nobody. */
  readonly firstTeam: Id | null;
};

export const readProgrammes = (tx: Tx): Promise<ProgrammeRow[]> =>
  tx.rows(sql<ProgrammeRow>`
    select p.id, p.name, (
      select t.id from teams t where t.agency_id = p.agency_id and t.programme_id = p.id and t.closed_on is null
      order by t.opened_on, t.name limit 1) as "firstTeam"
    from programmes p where p.agency_id = ${agency} order by p.name`);

/** Members of the staff by e-mail address in small letters, those who have left too. */
export const staffByEmail = async (tx: Tx, addresses: readonly string[]): Promise<Map<string, Id>> => {
  const rows = await tx.rows(sql<{ email: string; id: Id }>`
    select lower(s.email) as email, s.id from staff s where s.agency_id = ${agency} and lower(s.email) = any (${addresses}::text[])`);
  return new Map(rows.map(({ email, id }) => [email, id]));
};

/** Which of these clients have been in a programme. */
export const clientsWithEnrolments = async (tx: Tx, clientIds: readonly Id[]): Promise<Id[]> => {
  const rows = await tx.rows(sql<{ id: Id }>`
    select distinct e.client_id as id from enrolments e
    where e.agency_id = ${agency} and e.client_id = any (${clientIds}::uuid[]) order by 1`);
  return rows.map(({ id }) => id);
};

export type ImportedContact = {
  readonly id: Id;
  readonly clientId: Id;
  readonly enrolmentId: Id | null;
  readonly cycleId: Id | null;
  readonly staffId: Id;
  readonly start: Instant;
  readonly day: Day;
  readonly minutes: number;
  readonly outcome: string;
  readonly mode: string;
  readonly place: string;
  readonly replaces: Id | null;
};

export const insertContacts = (
  tx: Tx,
  stamp: Stamp,
  zone: ZoneName,
  contacts: readonly ImportedContact[],
): Promise<number> =>
  tx.run(sql`
    insert into contacts (agency_id, id, client_id, enrolment_id, cycle_id, staff_id, start_at, day, zone, minutes, outcome, mode, place, replaces,
      recorded_at, recorded_by)
    select ${agency}, k.id, k."clientId", k."enrolmentId", k."cycleId", k."staffId", k.start, k.day, ${zone}, k.minutes, k.outcome, k.mode, k.place,
      k.replaces, ${stamp.at}::timestamptz, ${stamp.by}::uuid
    from jsonb_to_recordset(${json(contacts)}::jsonb) as k (id uuid, "clientId" uuid, "enrolmentId" uuid, "cycleId" uuid, "staffId" uuid,
      start timestamptz, day date, minutes integer, outcome text, mode text, place text, replaces uuid)`);

export type ImportedNote = {
  readonly id: Id;
  readonly contactId: Id;
  readonly clientId: Id;
  readonly staffId: Id;
  readonly day: Day;
  readonly text: string;
};

/** Notes of another record were finished there: they stand as signed, and are due for nobody. */
export const insertSignedNotes = (tx: Tx, stamp: Stamp, notes: readonly ImportedNote[]): Promise<number> =>
  notes.length === 0
    ? Promise.resolve(0)
    : tx.run(sql`
      insert into notes (agency_id, id, client_id, contact_id, staff_id, kind, day, text, state, signed_at, signed_by, recorded_at, recorded_by)
      select ${agency}, n.id, n."clientId", n."contactId", n."staffId", 'contact', n.day, n.text, 'signed', ${stamp.at}::timestamptz, ${stamp.by}::uuid,
        ${stamp.at}::timestamptz, ${stamp.by}::uuid
      from jsonb_to_recordset(${json(notes)}::jsonb) as n (id uuid, "clientId" uuid, "contactId" uuid, "staffId" uuid, day date, text text)`);

/** Marks contacts as replaced by what a later file says, and their notes with them. */
export const replaceContacts = (tx: Tx, stamp: Stamp, ids: readonly Id[], reason: string): Promise<unknown> =>
  ids.length === 0
    ? Promise.resolve()
    : Promise.all([
        tx.run(sql`
          update contacts set superseded_at = ${stamp.at}::timestamptz, superseded_by = ${stamp.by}::uuid, error_reason = ${reason}
          where agency_id = ${agency} and id = any (${ids}::uuid[]) and superseded_at is null`),
        tx.run(sql`
          update notes set state = 'in-error', error_reason = ${reason}, recorded_at = ${stamp.at}::timestamptz, recorded_by = ${stamp.by}::uuid
          where agency_id = ${agency} and contact_id = any (${ids}::uuid[]) and state in ('draft', 'signed')`),
      ]);

export type StandingContact = {
  readonly id: Id;
  readonly clientId: Id;
  readonly start: Instant;
  readonly minutes: number;
  readonly outcome: string;
  readonly mode: string;
};

/** The contacts among these ids that stand. */
export const standingContacts = async (tx: Tx, ids: readonly Id[]): Promise<Map<Id, StandingContact>> => {
  const rows = await tx.rows(sql<StandingContact>`
    select k.id, k.client_id as "clientId", k.start_at as start, k.minutes, k.outcome, k.mode
    from contacts k where k.agency_id = ${agency} and k.id = any (${ids}::uuid[]) and k.superseded_at is null`);
  return new Map(rows.map((row) => [row.id, row]));
};

export type ImportedCondition = {
  readonly id: Id;
  readonly clientId: Id;
  readonly code: string | null;
  readonly system: string | null;
  readonly label: string;
  readonly from: Day | null;
  readonly to: Day | null;
};

export const insertConditions = (
  tx: Tx,
  stamp: Stamp,
  source: string,
  conditions: readonly ImportedCondition[],
): Promise<number> =>
  conditions.length === 0
    ? Promise.resolve(0)
    : tx.run(sql`
      insert into conditions (agency_id, id, client_id, code, system, label, from_day, to_day, source, recorded_at, recorded_by)
      select ${agency}, k.id, k."clientId", k.code, k.system, k.label, k.from, k.to, ${source}, ${stamp.at}::timestamptz, ${stamp.by}::uuid
      from jsonb_to_recordset(${json(conditions)}::jsonb) as k (id uuid, "clientId" uuid, code text, system text, label text, "from" date, "to" date)`);

export type ImportedStay = {
  readonly id: Id;
  readonly clientId: Id;
  readonly setting: string;
  readonly place: string | null;
  readonly from: Day;
  readonly to: Day | null;
  readonly replaces: Id | null;
};

export const insertStays = (tx: Tx, stamp: Stamp, source: string, stays: readonly ImportedStay[]): Promise<number> =>
  stays.length === 0
    ? Promise.resolve(0)
    : tx.run(sql`
      insert into stays (agency_id, id, client_id, setting, place, from_day, to_day, source, replaces, recorded_at, recorded_by)
      select ${agency}, k.id, k."clientId", k.setting, k.place, k.from, k.to, ${source}, k.replaces, ${stamp.at}::timestamptz, ${stamp.by}::uuid
      from jsonb_to_recordset(${json(stays)}::jsonb) as k (id uuid, "clientId" uuid, setting text, place text, "from" date, "to" date, replaces uuid)`);

/** Facts that a later file says otherwise: marked, never overwritten. */
export const supersede = (tx: Tx, stamp: Stamp, table: 'conditions' | 'stays', ids: readonly Id[]): Promise<unknown> =>
  ids.length === 0
    ? Promise.resolve()
    : tx.run(sql`
      update ${sql.table(table)} set superseded_at = ${stamp.at}::timestamptz, superseded_by = ${stamp.by}::uuid
      where agency_id = ${agency} and id = any (${ids}::uuid[]) and superseded_at is null`);

/** Stays of these clients that somebody entered by hand and that stand. */
export const standingStays = (
  tx: Tx,
  clientIds: readonly Id[],
): Promise<{ id: Id; clientId: Id; from: Day; to: Day | null }[]> =>
  tx.rows(sql<{ id: Id; clientId: Id; from: Day; to: Day | null }>`
    select s.id, s.client_id as "clientId", s.from_day as "from", s.to_day as "to" from stays s
    where s.agency_id = ${agency} and s.client_id = any (${clientIds}::uuid[]) and s.superseded_at is null and not s.cancelled order by s.id`);
