// Whether what a person agreed to lets something be disclosed. Nothing is disclosed under a consent that is deficient, has not begun,
// has expired or was revoked, even only by word of mouth; a restriction the agency agreed to always beats a consent; and where two
// consents say different things to the same recipient, only what both say is disclosed (45 CFR 164.508(b), most restrictive).
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { type Refusal, refusal } from '#domain/basics/result.ts';
import type { Consent, Discloser, Named, Purpose, RecordKind, Restriction } from './consent.ts';
import { whyDeficient } from './deficiency.ts';

export type ConsentStanding = 'in-force' | 'not-begun' | 'expired' | 'revoked' | 'revocation-asked' | 'deficient';

/** How a consent stands on a day. The last day of an expiry still counts; the day of a revocation or of the event does not. */
export const standingOf = (consent: Consent, on: Day): ConsentStanding => {
  const { revocation, expiry } = consent;
  if (revocation !== null && revocation.on <= on)
    return revocation.how === 'written' || revocation.writtenOn !== null ? 'revoked' : 'revocation-asked';
  if (whyDeficient(consent, on).length > 0) return 'deficient';
  if (on < consent.from) return 'not-begun';
  if (expiry?.kind === 'day' && expiry.on < on) return 'expired';
  if (expiry?.kind === 'event' && expiry.happenedOn !== null && expiry.happenedOn <= on) return 'expired';
  return 'in-force';
};

export type Disclosure = {
  readonly on: Day;
  readonly by: Discloser;
  /** Every way the addressee may be named: themselves, their programmes, the care team they are on, the classes they belong to. */
  readonly to: readonly Named[];
  readonly purpose: Purpose;
  readonly segment: string;
  readonly record: RecordKind;
  /** The day that what is disclosed is about. */
  readonly recordDay: Day;
};

export type ConsentAnswer =
  | { readonly allowed: true; readonly consentIds: readonly Id[] }
  | { readonly allowed: false; readonly refusals: readonly Refusal[] };

const folded = (name: string) => name.trim().replace(/\s+/g, ' ').toLocaleLowerCase('en');

const isSame = (a: Named, b: Named): boolean => {
  if (a.kind !== b.kind) return false;
  if (a.kind === 'care-team') return true;
  return a.id !== null || b.id !== null ? a.id === b.id : folded(a.name) === folded(b.name);
};

const names = (named: readonly Named[], whom: readonly Named[]): boolean =>
  named.some((each) => whom.some((other) => isSame(each, other)));

const discloses = (consent: Consent, by: Discloser): boolean =>
  consent.disclosers.some((each) =>
    each.kind === 'agency'
      ? true
      : each.kind === by.kind && (each.id === null ? folded(each.name) === folded(by.name) : each.id === by.id),
  );

const ofKind = (kinds: readonly RecordKind[], record: RecordKind) => kinds.length === 0 || kinds.includes(record);

const covers = (consent: Consent, { purpose, segment, record, recordDay, by }: Disclosure): boolean =>
  discloses(consent, by) &&
  consent.purposes.includes(purpose) &&
  consent.segments.includes(segment) &&
  ofKind(consent.records, record) &&
  (consent.recordsFrom === null || consent.recordsFrom <= recordDay) &&
  (consent.recordsTo === null || recordDay <= consent.recordsTo);

/** The agreed restriction that keeps `disclosure` back, if any. */
export const restrictionOn = (restrictions: readonly Restriction[], disclosure: Disclosure): Restriction | undefined =>
  restrictions.find(
    (each) =>
      each.agreed &&
      each.beginsOn <= disclosure.on &&
      (each.endedOn === null || disclosure.on < each.endedOn) &&
      each.segments.includes(disclosure.segment) &&
      ofKind(each.records, disclosure.record) &&
      (each.purposes.length === 0 || each.purposes.includes(disclosure.purpose)) &&
      (each.from.length === 0 || names(each.from, disclosure.to)),
  );

const sharesKind = (a: Consent, b: Consent) =>
  a.records.length === 0 || b.records.length === 0 || a.records.some((each) => b.records.includes(each));

/**
 * Whether two consents speak of one matter: the same recipient, segment, purpose and kind of record. Where they do and one leaves out
 * what the other covers, they contradict each other.
 */
const speaksOfTheSame = (a: Consent, b: Consent, disclosure: Disclosure): boolean =>
  names(b.recipients, disclosure.to) &&
  b.segments.includes(disclosure.segment) &&
  b.purposes.includes(disclosure.purpose) &&
  discloses(b, disclosure.by) &&
  sharesKind(a, b);

// A revocation takes away and must never open: a consent that was revoked goes on narrowing those signed before the revocation.
const narrows = (consent: Consent, other: Consent, on: Day): boolean => {
  const standing = standingOf(consent, on);
  if (standing === 'in-force') return true;
  const { revocation } = consent;
  return (
    revocation !== null &&
    revocation.on <= on &&
    standingOf({ ...consent, revocation: null }, on) === 'in-force' &&
    other.signature !== null &&
    other.signature.on <= revocation.on
  );
};

/** What two contradicting consents are called by: the one whose narrower words hold `consent` back from `disclosure`. */
const contradicting = (consents: readonly Consent[], consent: Consent, disclosure: Disclosure): Consent | undefined =>
  consents.find(
    (other) =>
      other.id !== consent.id &&
      speaksOfTheSame(consent, other, disclosure) &&
      !covers(other, disclosure) &&
      narrows(other, consent, disclosure.on),
  );

/** Whether `consents`, with the agency's `restrictions`, allow `disclosure`; every reason when they do not. */
export const allows = (
  consents: readonly Consent[],
  restrictions: readonly Restriction[],
  disclosure: Disclosure,
): ConsentAnswer => {
  const restriction = restrictionOn(restrictions, disclosure);
  if (restriction)
    return { allowed: false, refusals: [refusal('restriction-agreed', { restriction: restriction.id })] };
  const refusals: Refusal[] = [];
  const consentIds: Id[] = [];
  for (const consent of consents) {
    if (!names(consent.recipients, disclosure.to)) continue;
    const standing = standingOf(consent, disclosure.on);
    if (standing !== 'in-force') refusals.push(refusal(`consent-${standing}`, { consent: consent.id }));
    else if (!covers(consent, disclosure)) refusals.push(refusal('consent-covers-less', { consent: consent.id }));
    else {
      const other = contradicting(consents, consent, disclosure);
      if (other) refusals.push(refusal('consents-contradict', { consent: consent.id, narrower: other.id }));
      else consentIds.push(consent.id);
    }
  }
  if (consentIds.length > 0) return { allowed: true, consentIds };
  return { allowed: false, refusals: refusals.length > 0 ? refusals : [refusal('consent-missing')] };
};

const sameScope = (a: Consent, b: Consent) =>
  a.recordsFrom === b.recordsFrom &&
  a.recordsTo === b.recordsTo &&
  a.records.length === b.records.length &&
  a.records.every((each) => b.records.includes(each));

/** The other consents in force that say something else to a recipient of `consent` in the same matter: to be settled with the person. */
export const contradictionsOf = (consent: Consent, consents: readonly Consent[], on: Day): readonly Id[] =>
  standingOf(consent, on) === 'in-force'
    ? consents
        .filter(
          (other) =>
            other.id !== consent.id &&
            standingOf(other, on) === 'in-force' &&
            names(consent.recipients, other.recipients) &&
            consent.segments.some((each) => other.segments.includes(each)) &&
            consent.purposes.some((each) => other.purposes.includes(each)) &&
            sharesKind(consent, other) &&
            !sameScope(consent, other),
        )
        .map(({ id }) => id)
    : [];
