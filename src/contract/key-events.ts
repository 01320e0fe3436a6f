// Where a person was and what happened to them, what may stand beside an entry, what was entered in error, and who looked.
import { z } from 'zod';
import { staySettings } from '#domain/models/definition.ts';
import { keyEventKinds } from '#domain/stays/key-event.ts';
import { stayCertainties } from '#domain/stays/stay.ts';
import { addendumView, dayField, id, line, listing, page, prose, segmentCode } from './fields.ts';

const StayFields = {
  setting: z.enum(staySettings),
  place: line(200).nullable().default(null),
  from: dayField,
  to: dayField.nullable().default(null),
  certainty: z.enum(stayCertainties).default('confirmed'),
  /** Who said so: the ward, the person, a notice. */
  source: line(200),
  teamInvolved: z.boolean().nullable().default(null),
  plannedJointly: z.boolean().nullable().default(null),
};
export const RecordStayRequest = z.strictObject({ clientId: id, ...StayFields, segment: segmentCode.optional() });
export type RecordStayRequest = z.infer<typeof RecordStayRequest>;
/** How the stay is known now: ended, corrected, or that it did not take place. The row before is kept. */
export const CorrectStayRequest = z.strictObject({ stayId: id, ...StayFields, cancelled: z.boolean().default(false) });
export type CorrectStayRequest = z.infer<typeof CorrectStayRequest>;

const named = z.object({ id, name: z.string() });
export const StayView = z.object({
  id,
  clientId: id,
  ...StayFields,
  cancelled: z.boolean(),
  replaces: id.nullable(),
  recordedAt: z.string(),
  recordedBy: named,
});
export type StayView = z.infer<typeof StayView>;

const KeyEventFields = { kind: z.enum(keyEventKinds), day: dayField, text: line(2000), source: line(200) };
export const RecordKeyEventRequest = z.strictObject({
  clientId: id,
  ...KeyEventFields,
  segment: segmentCode.optional(),
});
export const CorrectKeyEventRequest = z.strictObject({ eventId: id, ...KeyEventFields });
export const KeyEventView = z.object({
  id,
  clientId: id,
  ...KeyEventFields,
  replaces: id.nullable(),
  recordedAt: z.string(),
  recordedBy: named,
});
export type KeyEventView = z.infer<typeof KeyEventView>;

export const ReadKeyEventsRequest = z.strictObject({ clientId: id });
/** Stays and events in one line of time, the latest first. Cancelled stays are shown as such. */
export const KeyEventsView = z.object({
  items: z.array(
    z.discriminatedUnion('what', [
      z.object({ what: z.literal('stay'), on: z.string(), stay: StayView, addenda: z.array(addendumView) }),
      z.object({ what: z.literal('event'), on: z.string(), event: KeyEventView, addenda: z.array(addendumView) }),
    ]),
  ),
  total: z.number().int(),
});
export type KeyEventsView = z.infer<typeof KeyEventsView>;

export const entryKinds = [
  ...(['contact', 'note', 'assessment', 'plan', 'review', 'stay', 'key-event'] as const),
  ...(['need', 'strength', 'goal-rating', 'condition', 'identifier', 'addendum', 'sitting'] as const),
] as const;
export type EntryKind = (typeof entryKinds)[number];

export const EnterInErrorRequest = z.strictObject({
  clientId: id,
  kind: z.enum(entryKinds),
  entryId: id,
  reason: line(1000),
});
export const EnteredInError = z.object({ id, kind: z.enum(entryKinds) });

export const annotatedKinds = [
  ...(['contact', 'note', 'assessment', 'plan', 'review'] as const),
  ...(['stay', 'key-event', 'closing', 'alert', 'sitting'] as const),
] as const;

export const AddAddendumRequest = z.strictObject({
  clientId: id,
  entryKind: z.enum(annotatedKinds),
  entryId: id,
  kind: z.enum(['addendum', 'client-statement']),
  text: prose(20_000).refine((text) => text.trim() !== '', 'field.blank'),
});
export const AddendumAdded = addendumView.pick({ id: true, kind: true, at: true });

export const WhoLookedRequest = z.strictObject({
  clientId: id,
  /** The first day looked back to; ninety days where none is given. */
  from: dayField.optional(),
  ...page,
});
export type WhoLookedRequest = z.infer<typeof WhoLookedRequest>;

export const Look = z.object({
  id,
  at: z.string(),
  who: z.object({ id, name: z.string(), roles: z.array(z.string()), kind: z.string() }),
  /** `opened`, `changed`, `in-a-list`, `refused`. */
  access: z.enum(['opened', 'changed', 'in-a-list', 'refused']),
  /** What of the record it concerned: `chart`, `contacts`, `plan` …; a key `looked.part.<part>` in words. */
  part: z.string(),
  action: z.string(),
  /** Why it was allowed: `care`, `unclaimed`, `agency`, `system`; for a refusal its code. */
  basis: z.string(),
});
export type Look = z.infer<typeof Look>;
export const Looks = listing(Look);
export type Looks = z.infer<typeof Looks>;
