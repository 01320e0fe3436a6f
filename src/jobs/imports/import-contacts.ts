// Contacts from an agency's file: whose, by whom, when; each counts to the enrolment that covers its day. A contact that a later file
// tells otherwise is a correction: a new entry in place of the old one, which stays.
import { type Id, isId } from '#domain/basics/id.ts';
import { cycleOn, type Enrolment, openCycleOf } from '#domain/cycle/enrolment.ts';
import { readHistory } from '#store/enrolments.ts';
import { readExternalIds } from '#store/external-ids.ts';
import {
  type ImportedContact,
  type ImportedNote,
  insertContacts,
  insertSignedNotes,
  replaceContacts,
  type StandingContact,
  staffByEmail,
  standingContacts,
} from '#store/imports.ts';
import type { ContactRow } from './caseload-csv.ts';
import { type MovingContact, mayMove, movesBy } from './contact-acts.ts';
import { writeMoves } from './import-enrolments.ts';
import { chunks, contentHash, type ImportDesk } from './import-file.ts';
import { clientsNamed, enrolmentsOf, faultAt } from './whom-rows-mean.ts';

/** The enrolment whose days include the contact's; of several the one as a client, then the earliest. */
const enrolmentOn = (enrolments: readonly Enrolment[], { day }: ContactRow): Enrolment | null => {
  const covering = enrolments.filter(
    ({ referredOn, endedOn }) => referredOn <= day && (endedOn === null || day <= endedOn),
  );
  return covering.find(({ enrolledOn }) => enrolledOn !== null && enrolledOn <= day) ?? covering[0] ?? null;
};

const isAsOnRecord = (kept: StandingContact, row: ContactRow, clientId: Id): boolean =>
  kept.clientId === clientId &&
  kept.start === row.start &&
  kept.minutes === row.minutes &&
  kept.outcome === row.outcome &&
  kept.mode === row.mode;

type Planned = {
  readonly row: ContactRow;
  readonly contact: ImportedContact;
  readonly note: ImportedNote | null;
  readonly enrolment: Enrolment | null;
};

/** Writes what the contacts do to their cycles, enrolment by enrolment. */
const moveCycles = async (desk: ImportDesk, planned: readonly Planned[]): Promise<void> => {
  const byEnrolment = new Map<Id, { readonly enrolment: Enrolment; readonly contacts: MovingContact[] }>();
  for (const { enrolment, contact, row } of planned.toSorted((a, b) => (a.row.start < b.row.start ? -1 : 1))) {
    if (!enrolment || contact.replaces !== null) continue;
    const entry = byEnrolment.get(enrolment.id) ?? { enrolment, contacts: [] };
    byEnrolment.set(enrolment.id, entry);
    entry.contacts.push({ id: contact.id, day: row.day, outcome: row.outcome });
  }
  const moving = [...byEnrolment.values()].filter(({ enrolment, contacts }) => mayMove(enrolment, contacts));
  for (const part of chunks(moving, 100)) {
    const histories = await Promise.all(part.map(({ enrolment }) => readHistory(desk.tx, enrolment.id)));
    await writeMoves(
      desk,
      part.flatMap(({ enrolment, contacts }, index) =>
        movesBy(enrolment, histories[index] ?? [], contacts, desk.today, desk.newId),
      ),
    );
    desk.step(0);
  }
};

export const planContacts = async (desk: ImportDesk, rows: readonly ContactRow[]): Promise<() => Promise<void>> => {
  const [clients, staff, known, own] = await Promise.all([
    clientsNamed(
      desk,
      rows.map(({ clientExternalId }) => clientExternalId),
    ),
    staffByEmail(desk.tx, [...new Set(rows.map(({ staffEmail }) => staffEmail))]),
    readExternalIds(
      desk.tx,
      desk.source,
      'contact',
      rows.map(({ externalId }) => externalId),
    ),
    standingContacts(desk.tx, rows.map(({ externalId }) => externalId).filter(isId)),
  ]);
  const enrolments = await enrolmentsOf(desk, [...clients.values()]);

  const planned: Planned[] = [];
  for (const row of rows) {
    const { row: _, ...content } = row;
    const hash = contentHash(content);
    const before = known.get(row.externalId);
    const clientId = clients.get(row.clientExternalId);
    const staffId = staff.get(row.staffEmail);
    if (!clientId) faultAt(desk, row.row, 'client_external_id', 'unknown-client', { value: row.clientExternalId });
    if (!staffId) faultAt(desk, row.row, 'staff_email', 'unknown-staff', { value: row.staffEmail });
    if (!clientId || !staffId) continue;
    const kept = own.get(row.externalId);
    if (kept) {
      if (!isAsOnRecord(kept, row, clientId)) {
        desk.warn({ row: row.row, pointer: '/external_id', rule: 'contact-differs', params: { field: 'external_id' } });
        desk.ignored.add('contacts');
      }
      desk.step();
      continue;
    }
    if (before?.hash === hash) {
      desk.step();
      continue;
    }
    const enrolment = enrolmentOn(enrolments.get(clientId) ?? [], row);
    if (!enrolment)
      desk.warn({ row: row.row, pointer: '/start', rule: 'contact-without-enrolment', params: { value: row.day } });
    const id = desk.newId();
    planned.push({
      row,
      enrolment,
      contact: {
        id,
        clientId,
        enrolmentId: enrolment?.id ?? null,
        cycleId: enrolment ? ((cycleOn(enrolment, row.day) ?? openCycleOf(enrolment))?.id ?? null) : null,
        staffId,
        start: row.start,
        day: row.day,
        minutes: row.minutes,
        outcome: row.outcome,
        mode: row.mode,
        place: row.place ?? 'office',
        replaces: before?.id ?? null,
      },
      note:
        row.note.trim() === ''
          ? null
          : { id: desk.newId(), contactId: id, clientId, staffId, day: row.day, text: row.note },
    });
    if (before) desk.updated.add('contacts');
    else desk.created.add('contacts');
    desk.know({ kind: 'contact', externalId: row.externalId, id, hash, clientId });
  }

  return async () => {
    for (const part of chunks(planned, 1_000)) {
      await Promise.all([
        insertContacts(
          desk.tx,
          desk.stamp,
          desk.zone,
          part.map(({ contact }) => contact),
        ),
        insertSignedNotes(
          desk.tx,
          desk.stamp,
          part.flatMap(({ note }) => note ?? []),
        ),
        replaceContacts(
          desk.tx,
          desk.stamp,
          part.flatMap(({ contact }) => contact.replaces ?? []),
          'imported-again',
        ),
      ]);
      for (const { contact } of part) desk.touch(contact.clientId);
      desk.step(part.length);
    }
    await moveCycles(desk, planned);
  };
};
