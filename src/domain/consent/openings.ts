// What consents and restrictions mean inside the agency: to whom they open a segment of one person's record, and from whom they keep
// it, day by day. A chart is one thing to read, so a consent to a part of a segment opens nothing in it: that part is disclosed by
// itself, and where it stands beside a consent to the whole, the narrower holds.
import { addDays, type Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { type Refusal, refusal } from '#domain/basics/result.ts';
import { type Consent, type Named, type Purpose, type Restriction, tpoClass } from './consent.ts';
import { whyDeficient } from './deficiency.ts';

/** `opens`: by a consent · `narrows`: beats what a consent opens · `denies`: beats whatever opens. */
export type SegmentOpening = {
  readonly effect: 'opens' | 'narrows' | 'denies';
  readonly segment: string;
  readonly to: { readonly kind: 'staff' | 'programme'; readonly id: Id } | { readonly kind: 'care-team' };
  readonly from: Day;
  readonly until: Day | null;
  /** The consent or restriction it rests on. */
  readonly source: Id;
};

/** What reading a chart is for. */
export const carePurposes = ['treatment', 'coordination', 'at-request'] as const satisfies readonly Purpose[];

/** Classes that those who work with the person belong to. */
export const treatingClasses = [tpoClass, 'treating-providers'] as const;

const insideOf = ({ kind, id, name }: Named): SegmentOpening['to'] | null => {
  if (kind === 'care-team') return { kind };
  if (kind === 'class') return treatingClasses.some((each) => each === name) ? { kind: 'care-team' } : null;
  return (kind === 'staff' || kind === 'programme') && id !== null ? { kind, id } : null;
};

const isForCare = (of: readonly Purpose[]) => carePurposes.some((each) => of.includes(each));

const isWhole = ({ records, recordsFrom, recordsTo }: Consent) =>
  records.length === 0 && recordsFrom === null && recordsTo === null;

// The last day it counts; null where no day is known yet.
const lastDay = ({ expiry }: Consent): Day | null => {
  if (expiry?.kind === 'day') return expiry.on;
  return expiry?.kind === 'event' && expiry.happenedOn !== null ? addDays(expiry.happenedOn, -1) : null;
};

const ofConsent = (consent: Consent, others: readonly Consent[], on: Day): SegmentOpening[] => {
  const { id: source, from, revocation, segments, recipients, disclosers } = consent;
  if (!isForCare(consent.purposes) || whyDeficient(consent, on).length > 0) return [];
  if (disclosers.every(({ kind }) => kind === 'class')) return [];
  const whole = isWhole(consent);
  // A revocation takes away and must never open: what was narrower goes on narrowing what was signed before it was revoked.
  if (revocation !== null) {
    const narrowed = (other: Consent) => other.signature !== null && other.signature.on <= revocation.on;
    if (whole || !others.some((other) => other.id !== source && isWhole(other) && narrowed(other))) return [];
  }
  const effect = whole ? 'opens' : 'narrows';
  return recipients.flatMap((recipient) => {
    const to = insideOf(recipient);
    return to
      ? segments.map((segment) => ({ effect, segment, to, from, until: lastDay(consent), source }) as const)
      : [];
  });
};

const ofRestriction = ({
  id: source,
  agreed,
  from,
  purposes,
  segments,
  beginsOn,
  endedOn,
}: Restriction): SegmentOpening[] =>
  agreed && (purposes.length === 0 || isForCare(purposes))
    ? from.flatMap((each) => {
        const to = insideOf(each);
        const until = endedOn === null ? null : addDays(endedOn, -1);
        return to
          ? segments.map((segment) => ({ effect: 'denies', segment, to, from: beginsOn, until, source }) as const)
          : [];
      })
    : [];

/** Everything that one person's consents and restrictions open and keep inside the agency, as known on `on`. */
export const openingsOf = (
  consents: readonly Consent[],
  restrictions: readonly Restriction[],
  on: Day,
): readonly SegmentOpening[] =>
  [...consents.flatMap((each) => ofConsent(each, consents, on)), ...restrictions.flatMap(ofRestriction)].filter(
    ({ from, until }) => until === null || from <= until,
  );

/** Why a restriction cannot be agreed to as it stands; every reason with its field. */
export const whyNotRestrict = (restriction: Restriction): readonly Refusal[] => {
  const { segments, from, records, agreed, beginsOn, endedOn } = restriction;
  const inside = from.map(insideOf).filter((each) => each !== null);
  const ofGeneral = agreed && segments.includes('general');
  return [
    ...(segments.length === 0 ? [refusal('restriction-without-segments', {}, '/segments')] : []),
    ...(from.length === 0 ? [refusal('restriction-from-nobody', {}, '/from')] : []),
    // Those who work with the person need the chart to do so; whoever must not is kept away by name.
    ...(ofGeneral && inside.some(({ kind }) => kind === 'care-team')
      ? [refusal('restriction-shuts-care-team-out', {}, '/from')]
      : []),
    ...(ofGeneral && inside.length > 0 && records.length > 0 ? [refusal('restriction-too-fine', {}, '/records')] : []),
    ...(endedOn !== null && endedOn < beginsOn ? [refusal('period-ends-before-it-begins', {}, '/endedOn')] : []),
  ];
};
