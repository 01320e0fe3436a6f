// Notes: drafts until signed, then as signed.
import { z } from 'zod';
import { dayField, id, listing, offsetPage, prose } from './fields.ts';

export const WriteNoteRequest = z.strictObject({
  clientId: id,
  contactId: id.nullish(),
  kind: z.enum(['contact', 'case', 'supervision', 'closing']).default('case'),
  day: dayField.optional(),
  text: prose(50_000),
  sign: z.boolean().default(false),
});
export type WriteNoteRequest = z.infer<typeof WriteNoteRequest>;

export const EditNoteRequest = z.strictObject({ noteId: id, text: prose(50_000), day: dayField.optional() });
export type EditNoteRequest = z.infer<typeof EditNoteRequest>;

export const SignNoteRequest = z.strictObject({ noteId: id });
export const DiscardNoteRequest = z.strictObject({ noteId: id });

export const NoteView = z.object({
  id,
  clientId: id,
  contactId: id.nullable(),
  kind: z.enum(['contact', 'case', 'supervision', 'closing']),
  day: z.string(),
  text: z.string(),
  state: z.enum(['draft', 'signed', 'discarded', 'in-error']),
  author: z.object({ id, name: z.string() }),
  signedAt: z.string().nullable(),
  errorReason: z.string().nullable(),
  version: z.string(),
  addenda: z.array(
    z.object({
      id,
      kind: z.enum(['addendum', 'client-statement']),
      text: z.string(),
      at: z.string(),
      by: z.string().nullable(),
    }),
  ),
});
export type NoteView = z.infer<typeof NoteView>;

export const ReadNotesRequest = z.strictObject({ clientId: id, ...offsetPage });
export const NoteList = listing(NoteView);
export type NoteList = z.infer<typeof NoteList>;

export const UnsignedNoteList = listing(
  z.object({ id, clientId: id, clientName: z.string(), contactId: id.nullable(), kind: z.string(), day: z.string() }),
);
export type UnsignedNoteList = z.infer<typeof UnsignedNoteList>;
export const ListUnsignedNotesRequest = z.strictObject({ ...offsetPage });
