// Contacts: encounters and attempts.
import { z } from 'zod';
import { outcomes, purposes } from '#domain/contacts/contact.ts';
import { contactModes, contactPartners, contactPlaces } from '#domain/models/definition.ts';
import {
  addendumView,
  dayField,
  id,
  instantField,
  line,
  listing,
  offsetPage,
  page,
  prose,
  segmentCode,
} from './fields.ts';

export const WriteNoteRequest = z.strictObject({
  clientId: id,
  contactId: id.nullish(),
  kind: z.enum(['contact', 'case', 'supervision', 'closing']).default('case'),
  day: dayField.optional(),
  text: prose(50_000),
  sign: z.boolean().default(false),
  segment: segmentCode.optional(),
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
  addenda: z.array(addendumView),
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

const whatHappened = {
  start: instantField,
  minutes: z.number().int().min(0).max(1440),
  travelMinutes: z.number().int().min(0).max(1440).optional(),
  outcome: z.enum(outcomes),
  mode: z.enum(contactModes),
  place: z.enum(contactPlaces),
  placeDetail: line().optional(),
  withWhom: z.enum(contactPartners).default('client'),
  withName: line().optional(),
  withStaff: z.array(id).max(20).default([]),
  purpose: z.enum(purposes).default('case-management'),
  isGroup: z.boolean().default(false),
  /** The threads of the goals it was for. */
  goals: z.array(id).max(50).default([]),
  next: dayField.optional(),
};

export const LogContactRequest = z.strictObject({
  clientId: id,
  enrolmentId: id.optional(),
  ...whatHappened,
  note: prose(50_000).optional(),
  sign: z.boolean().default(false),
  /** Closed further than the programme it belongs to closes it. */
  segment: segmentCode.optional(),
});
export type LogContactRequest = z.infer<typeof LogContactRequest>;

export const ContactLogged = z.object({
  id,
  noteId: id.nullable(),
  day: z.string(),
  enrolmentId: id.nullable(),
  cycleId: id.nullable(),
});
export type ContactLogged = z.infer<typeof ContactLogged>;

/** What it should have said, whole: the new entry stands in place of the old one. */
export const CorrectContactRequest = z.strictObject({ contactId: id, reason: line(500), ...whatHappened });
export type CorrectContactRequest = z.infer<typeof CorrectContactRequest>;

export const ReadContactsRequest = z.strictObject({
  clientId: id,
  outcome: z.enum(outcomes).optional(),
  mode: z.enum(contactModes).optional(),
  staffId: id.optional(),
  goal: id.optional(),
  from: dayField.optional(),
  to: dayField.optional(),
  ...page,
});
export type ReadContactsRequest = z.infer<typeof ReadContactsRequest>;

const person = z.object({ id, name: z.string() });

export const ContactView = z.object({
  id,
  clientId: id,
  enrolmentId: id.nullable(),
  cycleId: id.nullable(),
  start: z.string(),
  day: z.string(),
  zone: z.string(),
  minutes: z.number().int(),
  travelMinutes: z.number().int().nullable(),
  outcome: z.enum(outcomes),
  mode: z.enum(contactModes),
  place: z.enum(contactPlaces),
  placeDetail: z.string().nullable(),
  withWhom: z.enum(contactPartners),
  withName: z.string().nullable(),
  staff: person,
  withStaff: z.array(person),
  purpose: z.enum(purposes),
  isGroup: z.boolean(),
  goals: z.array(z.object({ thread: id, words: z.string().nullable() })),
  next: z.string().nullable(),
  /** The entry it stands in place of. */
  corrects: id.nullable(),
  correctionReason: z.string().nullable(),
  recordedAt: z.string(),
  notes: z.array(NoteView),
  addenda: z.array(addendumView),
});
export type ContactView = z.infer<typeof ContactView>;

export const ContactList = z.object({
  items: z.array(ContactView),
  total: z.number().int(),
  next: z.string().nullable(),
});
export type ContactList = z.infer<typeof ContactList>;
