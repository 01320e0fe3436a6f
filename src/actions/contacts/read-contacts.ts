// The contacts of a client, the latest first, each with its notes and what was added since.
import { ContactList, ReadContactsRequest } from '#contract/contact.ts';
import type { Day } from '#domain/basics/day.ts';
import { isDay } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { isId } from '#domain/basics/id.ts';
import { type Instant, isInstant } from '#domain/basics/instant.ts';
import { visible } from '#store/access/visible.ts';
import { type Addendum, addendaOf, readAddenda } from '#store/addenda.ts';
import { type ContactPlaceInList, type RecordedContact, readContactPage } from '#store/contacts.ts';
import { readGoals } from '#store/goals.ts';
import { type RecordedNote, readContactNotes } from '#store/notes.ts';
import { defineAction } from '../pipeline/define.ts';
import { realDay } from '../pipeline/list-sources.ts';
import { invalid } from '../pipeline/refused.ts';
import { noteView } from './note-view.ts';

const cursorOf = ({ day, start_at, id }: RecordedContact): string => `${day}_${start_at}_${id}`;

const placeFrom = (cursor: string | undefined): ContactPlaceInList | null => {
  if (cursor === undefined) return null;
  const [day = '', startAt = '', id = ''] = cursor.split('_');
  if (!isDay(day) || !isInstant(startAt) || !isId(id))
    throw invalid('field.invalid-format', { field: 'cursor' }, '/cursor');
  return { day: day as Day, startAt: startAt as Instant, id };
};

const contactView = (
  row: RecordedContact,
  notes: readonly RecordedNote[],
  addenda: readonly Addendum[],
  words: ReadonlyMap<Id, string>,
) => {
  const ids = [row.id, ...row.chain];
  return {
    id: row.id,
    clientId: row.client_id,
    enrolmentId: row.enrolment_id,
    cycleId: row.cycle_id,
    start: row.start_at,
    day: row.day,
    zone: row.zone,
    minutes: row.minutes,
    travelMinutes: row.travel_minutes,
    outcome: row.outcome,
    mode: row.mode,
    place: row.place,
    placeDetail: row.place_detail,
    withWhom: row.with_whom,
    withName: row.with_name,
    staff: { id: row.staff_id, name: row.staff_name ?? '' },
    withStaff: row.with_staff.map((id, index) => ({ id, name: row.with_staff_names[index] ?? '' })),
    purpose: row.purpose,
    isGroup: row.is_group,
    goals: row.goal_threads.map((thread) => ({ thread, words: words.get(thread) ?? null })),
    next: row.next_on,
    corrects: row.replaces,
    correctionReason: row.correction_reason,
    recordedAt: row.recorded_at,
    // What was written beside an entry that was corrected since stands beside the correction.
    notes: notes.filter(({ contact_id: of }) => of !== null && ids.includes(of)).map((note) => noteView(note, addenda)),
    addenda: ids.flatMap((id) => addendaOf(id, addenda)),
  };
};

export const readContacts = defineAction({
  name: 'read-contacts',
  effect: 'read',
  input: ReadContactsRequest,
  output: ContactList,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async ({ tx, input, actor, agency, now }) => {
    const { clientId, outcome, mode, staffId, goal, from, to, limit } = input;
    const filter = {
      outcome: outcome ?? null,
      mode: mode ?? null,
      staffId: staffId ?? null,
      goal: goal ?? null,
      from: from ?? null,
      to: to ?? null,
    };
    const seen = (alias: 'e' | 'n' | 'a') =>
      visible(actor, 'read-contacts', alias, realDay({ agency, now }), alias === 'a' ? undefined : 'staff_id');
    const after = placeFrom(input.cursor);
    const [{ rows, total }, addenda, goals] = await Promise.all([
      readContactPage(tx, clientId, filter, seen('e'), limit + 1, after),
      readAddenda(tx, clientId, ['contact', 'note'], seen('a')),
      readGoals(tx, clientId),
    ]);
    const words = new Map(goals.map(({ thread, words: text }) => [thread, text]));
    const shown = rows.slice(0, limit);
    const ids = shown.flatMap(({ id, chain }) => [id, ...chain]);
    const notes = ids.length > 0 ? await readContactNotes(tx, clientId, ids, actor.id, seen('n')) : [];
    const last = shown.at(-1);
    return {
      items: shown.map((row) => contactView(row, notes, addenda, words)),
      total,
      next: rows.length > limit && last ? cursorOf(last) : null,
    };
  },
});
