// How a note is shown, with what was added to it.
import type { NoteView } from '#contract/contact.ts';
import { type Addendum, addendaOf } from '#store/addenda.ts';
import type { RecordedNote } from '#store/notes.ts';

export const noteView = (row: RecordedNote, addenda: readonly Addendum[]): NoteView => ({
  id: row.id,
  clientId: row.client_id,
  contactId: row.contact_id,
  kind: row.kind,
  day: row.day,
  text: row.text,
  state: row.state,
  author: { id: row.staff_id, name: row.author ?? '' },
  signedAt: row.signed_at,
  errorReason: row.error_reason,
  version: row.recorded_at,
  addenda: addendaOf(row.id, addenda),
});
