// Notes and what stands beside them. A draft is seen by its author alone.
import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import { agency, db } from './postgres/query.ts';
import type { Stamp } from './postgres/stamps.ts';
import type { Tx } from './postgres/transaction.ts';

export type RecordedNote = {
  readonly id: Id;
  readonly client_id: Id;
  readonly contact_id: Id | null;
  readonly kind: 'contact' | 'case' | 'supervision' | 'closing';
  readonly day: Day;
  readonly text: string;
  readonly state: 'draft' | 'signed' | 'discarded' | 'in-error';
  readonly staff_id: Id;
  readonly author: string;
  readonly signed_at: Instant | null;
  readonly error_reason: string | null;
  readonly recorded_at: Instant;
};

const columns = sql`
  n.id, n.client_id, n.contact_id, n.kind, n.day, n.text, n.state, n.staff_id, s.given_name || ' ' || s.family_name as author,
  n.signed_at, n.error_reason, n.recorded_at`;
const joined = sql`from notes n left join staff s on s.agency_id = n.agency_id and s.id = n.staff_id`;
const mayRead = (reader: Id) =>
  sql`(n.state in ('signed', 'in-error') or n.state = 'draft' and n.staff_id = ${reader}::uuid)`;

export const readNote = (tx: Tx, id: Id): Promise<RecordedNote | undefined> =>
  tx.first(sql<RecordedNote>`select ${columns} ${joined} where n.agency_id = ${agency} and n.id = ${id}`);

export const readNotes = async (
  tx: Tx,
  clientId: Id,
  reader: Id,
  seen: RawBuilder<boolean>,
  limit: number,
  offset: number,
): Promise<{ rows: RecordedNote[]; total: number }> => {
  const where = sql`where n.agency_id = ${agency} and n.client_id = ${clientId} and ${mayRead(reader)} and ${seen}`;
  const [rows, counted] = await Promise.all([
    tx.rows(
      sql<RecordedNote>`select ${columns} ${joined} ${where} order by n.day desc, n.id desc limit ${limit} offset ${offset}`,
    ),
    tx.first(sql<{ total: number }>`select count(*) as total from notes n ${where}`),
  ]);
  return { rows, total: counted?.total ?? 0 };
};

/** The notes of some contacts. */
export const readContactNotes = (
  tx: Tx,
  clientId: Id,
  contactIds: readonly Id[],
  reader: Id,
  seen: RawBuilder<boolean>,
): Promise<RecordedNote[]> =>
  tx.rows(sql<RecordedNote>`
    select ${columns} ${joined}
    where n.agency_id = ${agency} and n.client_id = ${clientId} and n.contact_id = any (${contactIds}::uuid[]) and ${mayRead(reader)} and ${seen}
    order by n.day, n.id`);

export type UnsignedNote = Pick<RecordedNote, 'id' | 'client_id' | 'contact_id' | 'kind' | 'day'> & {
  readonly client_name: string;
};

/** What somebody has not signed yet, the oldest first. */
export const listUnsignedNotes = async (
  tx: Tx,
  staffId: Id,
  seen: RawBuilder<boolean>,
  limit: number,
  offset: number,
): Promise<{ rows: UnsignedNote[]; total: number }> => {
  const where = sql`where n.agency_id = ${agency} and n.staff_id = ${staffId} and n.state = 'draft' and ${seen}`;
  const [rows, counted] = await Promise.all([
    tx.rows(sql<UnsignedNote>`
      select n.id, n.client_id, n.contact_id, n.kind, n.day, coalesce(c.chosen_name, c.given_name) || ' ' || c.family_name as client_name
      from notes n join clients c on c.agency_id = n.agency_id and c.id = n.client_id ${where}
      order by n.day, n.id limit ${limit} offset ${offset}`),
    tx.first(sql<{ total: number }>`select count(*) as total from notes n ${where}`),
  ]);
  return { rows, total: counted?.total ?? 0 };
};

export const insertNote = (
  tx: Tx,
  agencyId: Id,
  note: {
    readonly id: Id;
    readonly clientId: Id;
    readonly contactId: Id | null;
    readonly kind: RecordedNote['kind'];
    readonly day: Day;
    readonly text: string;
    readonly sign: boolean;
    readonly segment: string;
  },
  { by, at }: Stamp,
): Promise<number> =>
  tx.run(
    db.insertInto('notes').values({
      agency_id: agencyId,
      id: note.id,
      client_id: note.clientId,
      contact_id: note.contactId,
      staff_id: by,
      kind: note.kind,
      day: note.day,
      text: note.text,
      segment: note.segment,
      state: note.sign ? 'signed' : 'draft',
      signed_at: note.sign ? at : null,
      signed_by: note.sign ? by : null,
      recorded_at: at,
      recorded_by: by,
    }),
  );

export const updateNote = async (
  tx: Tx,
  id: Id,
  change: { readonly text?: string; readonly day?: Day; readonly state?: 'signed' | 'discarded' },
  { by, at }: Stamp,
): Promise<Instant | undefined> => {
  const row = await tx.first(
    db
      .updateTable('notes')
      .set({
        ...change,
        ...(change.state === 'signed' && { signed_at: at, signed_by: by }),
        recorded_at: at,
        recorded_by: by,
      })
      .where('agency_id', '=', agency)
      .where('id', '=', id)
      .returning('recorded_at'),
  );
  return row?.recorded_at;
};
