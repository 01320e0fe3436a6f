// Notes. A draft is its author's alone; once signed it is part of the record and stays as it is.
import {
  DiscardNoteRequest,
  EditNoteRequest,
  ListUnsignedNotesRequest,
  NoteList,
  NoteView,
  ReadNotesRequest,
  SignNoteRequest,
  UnsignedNoteList,
  WriteNoteRequest,
} from '#contract/contact.ts';
import type { Id } from '#domain/basics/id.ts';
import { refusal } from '#domain/basics/result.ts';
import { clientFacts } from '#store/access/client-facts.ts';
import { visible } from '#store/access/visible.ts';
import { readAddenda } from '#store/addenda.ts';
import {
  insertNote,
  type RecordedNote,
  readNote,
  readNotes as readRows,
  listUnsignedNotes as readUnsigned,
  updateNote,
} from '#store/notes.ts';
import { type Context, defineAction } from '../pipeline/define.ts';
import { realDay } from '../pipeline/list-sources.ts';
import { listed, offsetOf } from '../pipeline/listing.ts';
import { conflict, found, invalid, Refused } from '../pipeline/refused.ts';
import { segmentFor } from '../pipeline/segment-for.ts';
import { noteView } from './note-view.ts';

export const writeNote = defineAction({
  name: 'write-note',
  effect: 'write',
  input: WriteNoteRequest,
  output: NoteView,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async (context) => {
    const { tx, input, actor, agency, now, today, newId } = context;
    const { clientId, kind, sign } = input;
    const [id, day, contactId] = [newId(), input.day ?? today, input.contactId ?? null];
    if (day > today) throw invalid('act-in-future', { today }, '/day');
    if (sign && input.text.trim() === '') throw invalid('note-without-text', {}, '/text');
    // The contact a note is about is one with this client: an id of another's is answered like one that nobody has.
    const about = contactId === null ? undefined : await tx.first(clientFacts('contacts', contactId, now, false));
    if (contactId !== null && about?.clientId !== clientId)
      throw invalid('refers-to-nothing', { constraint: 'contactId' }, '/contactId');
    const segment = segmentFor(context, input.segment, about?.segment ?? 'general');
    const [, row] = await Promise.all([
      insertNote(
        tx,
        agency.id,
        { id, clientId, contactId, kind, day, text: input.text, sign, segment },
        { by: actor.id, at: now },
      ),
      readNote(tx, id),
    ]);
    return noteView(found(row), []);
  },
});

/** The draft, if it is one and the actor's own. */
const ownDraft = async (context: Context<{ noteId: Id }>): Promise<RecordedNote> => {
  const { tx, input, actor } = context;
  const note = found(await readNote(tx, input.noteId));
  if (note.staff_id !== actor.id) throw new Refused(403, [refusal('not-the-author')]);
  if (note.state === 'signed') throw conflict('note-signed-already');
  if (note.state !== 'draft') throw conflict('note-discarded');
  return note;
};

const subject = ({ noteId }: { noteId: Id }) => ({ table: 'notes', id: noteId }) as const;

export const editNote = defineAction({
  name: 'edit-note',
  effect: 'write',
  input: EditNoteRequest,
  output: NoteView,
  subject,
  run: async (context) => {
    const { tx, input, actor, now, today } = context;
    const note = await ownDraft(context);
    context.requireVersion(note.recorded_at, noteView(note, []));
    const change = { text: input.text, day: input.day ?? note.day };
    if (change.day > today) throw invalid('act-in-future', { today }, '/day');
    const version = await updateNote(tx, note.id, change, { by: actor.id, at: now });
    return noteView({ ...note, ...change, recorded_at: version ?? now }, []);
  },
});

export const signNote = defineAction({
  name: 'sign-note',
  effect: 'write',
  input: SignNoteRequest,
  output: NoteView,
  subject,
  run: async (context) => {
    const { tx, actor, now } = context;
    const note = await ownDraft(context);
    context.requireVersion(note.recorded_at, noteView(note, []));
    if (note.text.trim() === '') throw invalid('note-without-text', {}, '/text');
    const version = await updateNote(tx, note.id, { state: 'signed' }, { by: actor.id, at: now });
    return noteView({ ...note, state: 'signed', signed_at: now, recorded_at: version ?? now }, []);
  },
});

export const discardNote = defineAction({
  name: 'discard-note',
  effect: 'write',
  input: DiscardNoteRequest,
  output: NoteView,
  subject,
  run: async (context) => {
    const { tx, actor, now } = context;
    const note = await ownDraft(context);
    const version = await updateNote(tx, note.id, { state: 'discarded' }, { by: actor.id, at: now });
    return noteView({ ...note, state: 'discarded', recorded_at: version ?? now }, []);
  },
});

export const readNotes = defineAction({
  name: 'read-notes',
  effect: 'read',
  input: ReadNotesRequest,
  output: NoteList,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async ({ tx, input, actor, agency, now }) => {
    const real = realDay({ agency, now });
    const offset = offsetOf(input.cursor);
    const seen = visible(actor, 'read-notes', 'n', real, 'staff_id');
    const [{ rows, total }, addenda] = await Promise.all([
      readRows(tx, input.clientId, actor.id, seen, input.limit, offset),
      readAddenda(tx, input.clientId, ['note'], visible(actor, 'read-notes', 'a', real)),
    ]);
    return listed(
      rows.map((row) => noteView(row, addenda)),
      total,
      offset,
    );
  },
});

export const listUnsignedNotes = defineAction({
  name: 'list-unsigned-notes',
  effect: 'read',
  input: ListUnsignedNotesRequest,
  output: UnsignedNoteList,
  run: async (context) => {
    const { tx, input, actor } = context;
    const offset = offsetOf(input.cursor);
    const seen = visible(actor, 'read-notes', 'n', realDay(context), 'staff_id');
    const { rows, total } = await readUnsigned(tx, actor.id, seen, input.limit, offset);
    context.show(rows.map((row) => row.client_id));
    return listed(
      rows.map((row) => ({
        id: row.id,
        clientId: row.client_id,
        clientName: row.client_name,
        contactId: row.contact_id,
        kind: row.kind,
        day: row.day,
      })),
      total,
      offset,
    );
  },
});
