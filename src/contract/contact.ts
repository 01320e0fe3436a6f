// Contacts: encounters and attempts.
import { z } from 'zod';
import { outcomes, purposes } from '#domain/contacts/contact.ts';
import { contactModes, contactPartners, contactPlaces } from '#domain/models/definition.ts';
import { dayField, id, instantField, line, prose } from './fields.ts';

export const LogContactRequest = z.strictObject({
  clientId: id,
  enrolmentId: id.optional(),
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
  note: prose(50_000).optional(),
  sign: z.boolean().default(false),
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
