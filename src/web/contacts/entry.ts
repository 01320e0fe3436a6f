// What the quick log holds while it is written, and what of it is sent.
import type { LogContactRequest } from '#contract/contact.ts';
import type { Day } from '#domain/basics/day.ts';
import { clockTimeIn, dayIn, type Instant, instantAt } from '#domain/basics/instant.ts';
import type { Outcome, Purpose } from '#domain/contacts/contact.ts';
import type { ContactPartner } from '#domain/models/definition.ts';
import { atHome, type ContactKind, kindOf, minutesFor, wayOf } from './kinds.ts';

export type Entry = {
  readonly outcome: Outcome;
  readonly kind: ContactKind;
  readonly on: Day | null;
  /** `HH:MM` where the agency is. */
  readonly at: string | null;
  readonly minutes: number | null;
  /** The minutes are the first guess still, and follow the kind. */
  readonly minutesAreGuess: boolean;
  readonly placeDetail: string;
  readonly withWhom: ContactPartner;
  readonly withName: string;
  readonly withStaff: readonly string[];
  readonly purpose: Purpose;
  readonly isGroup: boolean;
  readonly travelMinutes: number | null;
  readonly goals: readonly string[];
  readonly next: Day | null;
  readonly enrolmentId: string | null;
  /** Empty: as closed as the enrolment it counts to. */
  readonly segment: string;
  readonly note: string;
};

export const freshEntry = (now: Instant, zone: string, kind: ContactKind, enrolmentId: string | null): Entry => ({
  outcome: 'reached',
  kind,
  on: dayIn(zone, now),
  at: clockTimeIn(zone, now),
  minutes: minutesFor(kind, 'reached'),
  minutesAreGuess: true,
  placeDetail: '',
  withWhom: 'client',
  withName: '',
  withStaff: [],
  purpose: 'case-management',
  isGroup: false,
  travelMinutes: null,
  goals: [],
  next: null,
  enrolmentId,
  segment: '',
  note: '',
});

/** An entry with another outcome or kind; minutes nobody has set follow. */
export const changed = (entry: Entry, change: Partial<Entry>): Entry => {
  const next = { ...entry, ...change };
  return next.minutesAreGuess ? { ...next, minutes: minutesFor(next.kind, next.outcome) } : next;
};

export const startOf = (entry: Entry, zone: string): Instant | null =>
  entry.on && entry.at ? instantAt(zone, entry.on, entry.at) : null;

/** What happened, as the server takes it for a new contact and for a corrected one. */
export const happenedIn = (entry: Entry, start: Instant): Omit<LogContactRequest, 'clientId' | 'note' | 'sign'> => {
  const { placeDetail: usualDetail, ...way } = wayOf(entry.kind);
  const placeDetail = entry.placeDetail.trim() || usualDetail;
  return {
    start,
    minutes: entry.minutes ?? 0,
    outcome: entry.outcome,
    ...way,
    ...(placeDetail && { placeDetail }),
    withWhom: entry.withWhom,
    ...(entry.withName.trim() && { withName: entry.withName.trim() }),
    withStaff: [...entry.withStaff],
    purpose: entry.purpose,
    isGroup: entry.isGroup,
    goals: [...entry.goals],
    ...(entry.travelMinutes !== null && { travelMinutes: entry.travelMinutes }),
    ...(entry.next && { next: entry.next }),
    ...(entry.enrolmentId && { enrolmentId: entry.enrolmentId }),
  };
};

/** A contact on record as an entry, to be corrected. */
export const entryFrom = (contact: {
  readonly start: string;
  readonly day: string;
  readonly zone: string;
  readonly minutes: number;
  readonly travelMinutes: number | null;
  readonly outcome: Outcome;
  readonly mode: string;
  readonly place: string;
  readonly placeDetail: string | null;
  readonly withWhom: ContactPartner;
  readonly withName: string | null;
  readonly withStaff: readonly { readonly id: string }[];
  readonly purpose: Purpose;
  readonly isGroup: boolean;
  readonly goals: readonly { readonly thread: string }[];
  readonly next: string | null;
  readonly enrolmentId: string | null;
}): Entry => ({
  outcome: contact.outcome,
  kind: kindOf(contact),
  on: contact.day as Day,
  at: clockTimeIn(contact.zone, contact.start as Instant),
  minutes: contact.minutes,
  minutesAreGuess: false,
  placeDetail: contact.placeDetail === atHome ? '' : (contact.placeDetail ?? ''),
  withWhom: contact.withWhom,
  withName: contact.withName ?? '',
  withStaff: contact.withStaff.map(({ id }) => id),
  purpose: contact.purpose,
  isGroup: contact.isGroup,
  travelMinutes: contact.travelMinutes,
  goals: contact.goals.map(({ thread }) => thread),
  next: contact.next as Day | null,
  enrolmentId: contact.enrolmentId,
  segment: '',
  note: '',
});
