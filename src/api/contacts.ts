// Contacts and notes over HTTP.
import { correctContact } from '#actions/contacts/correct-contact.ts';
import { logContact } from '#actions/contacts/log-contact.ts';
import { discardNote, editNote, listUnsignedNotes, readNotes, signNote, writeNote } from '#actions/contacts/notes.ts';
import { readContacts } from '#actions/contacts/read-contacts.ts';
import { route } from './http/route.ts';

const etag = ({ version }: { version: string }) => version;

export const contactRoutes = [
  route('GET', '/api/clients/{clientId}/contacts', readContacts),
  route('POST', '/api/clients/{clientId}/contacts', logContact, {
    status: 201,
    location: ({ id }) => `/api/contacts/${id}`,
  }),
  route('POST', '/api/contacts/{contactId}/correct', correctContact, { status: 201 }),
  route('GET', '/api/clients/{clientId}/notes', readNotes),
  route('POST', '/api/clients/{clientId}/notes', writeNote, { status: 201, etag }),
  route('GET', '/api/notes/unsigned', listUnsignedNotes),
  route('PUT', '/api/notes/{noteId}', editNote, { etag }),
  route('POST', '/api/notes/{noteId}/sign', signNote, { etag }),
  route('POST', '/api/notes/{noteId}/discard', discardNote),
];
