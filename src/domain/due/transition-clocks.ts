// The clocks of one stay: what is to happen while the person is there, and after they have left. All run on calendar days where the
// agency is; the day a contact counts to was set when it was logged.
//
// In the stay: each window of the model's in-stay standard, counted as everywhere (`windows.ts`). A window that the discharge cut short
// is neither met nor missed, and is left out.
// After it: seen face to face within 7 and within 30 days. After a psychiatric or crisis stay the day of discharge does not count
// (days 1-7, 1-30); after an emergency department it does (days 0-7, 0-30): the public descriptions of HEDIS FUH and FUM, in our
// own style and not certified. Of discharges from psychiatric and crisis care within 30 days of another admission only the last is
// counted. And the review that the model calls for after a discharge.
import { addDays, type Day } from '#domain/basics/day.ts';
import { includes, type Period } from '#domain/basics/period.ts';
import type { StaySetting } from '#domain/models/definition.ts';
import { versionInForce } from '#domain/models/versions.ts';
import type { ContactFact, StayFact } from './facts.ts';
import { inStayOn, ruleOf, type Standards, stretchesOf } from './stretches.ts';
import { counts, windowsOf } from './windows.ts';

/** `from` and `by` are the first and the last day that count; `metOn` is null while it is not met. */
export type Clock = { readonly rule: string; readonly from: Day; readonly by: Day; readonly metOn: Day | null };

export type TransitionEnrolment = Standards & {
  readonly id: string;
  readonly cycles: readonly (Period & { readonly planSignedOn: Day | null })[];
  /** The days on which reviews were signed. */
  readonly reviewedOn: readonly Day[];
};

export type TransitionFacts = {
  readonly stay: StayFact;
  /** Every stay of the person, this one too. */
  readonly stays: readonly StayFact[];
  readonly enrolments: readonly TransitionEnrolment[];
  readonly contacts: readonly (ContactFact & { readonly enrolmentId: string | null })[];
};

const acute: readonly StaySetting[] = ['psychiatric', 'crisis'];
const followUpDays = [7, 30] as const;

const firstOf = (days: readonly Day[], from: Day, by: Day): Day | null =>
  days
    .filter((on) => on >= from && on <= by)
    .toSorted()
    .at(0) ?? null;

/** Back in care within the 30 days, or not out of it: a transfer, a ward within another. */
const isCountedElsewhere = ({ stays }: TransitionFacts, discharged: Day): boolean =>
  stays.some(
    ({ setting, from, to }) =>
      acute.includes(setting) && from <= addDays(discharged, 30) && (to === null || to > discharged),
  );

const followUps = (facts: TransitionFacts, discharged: Day): Clock[] => {
  const { setting } = facts.stay;
  const style = acute.includes(setting) ? 'fuh-style' : setting === 'emergency' ? 'fum-style' : null;
  if (style === null || isCountedElsewhere(facts, discharged)) return [];
  const from = style === 'fuh-style' ? addDays(discharged, 1) : discharged;
  const seen = facts.contacts
    .filter(({ outcome, mode, withWhom }) => outcome === 'reached' && mode === 'face-to-face' && withWhom === 'client')
    .map(({ day }) => day);
  return followUpDays.map((days) => {
    const by = addDays(discharged, days);
    return { rule: `${style}/1/follow-up-${days}-days`, from, by, metOn: firstOf(seen, from, by) };
  });
};

const inStayClocks = (facts: TransitionFacts, enrolment: TransitionEnrolment, asOf: Day): Clock[] => {
  const contacts = facts.contacts
    .filter(({ enrolmentId }) => enrolmentId === enrolment.id)
    .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  return stretchesOf(enrolment, facts.stays, asOf)
    .filter(({ inStay }) => inStay)
    .flatMap((stretch) => [...windowsOf(stretch, asOf)])
    .filter(({ from, needed, cutShort }) => from <= asOf && inStayOn(facts.stay, from) && needed > 0 && !cutShort)
    .map(({ rule, from, to, needed, standard }) => {
      const counted = contacts.filter((each) => each.day >= from && each.day <= to && counts(each, standard));
      return { rule, from, by: to, metOn: counted[needed - 1]?.day ?? null };
    });
};

const reviewClocks = (facts: TransitionFacts, enrolment: TransitionEnrolment, discharged: Day): Clock[] => {
  const served = enrolment.served.some((period) => includes(period, discharged));
  const planned = enrolment.cycles.some(
    (cycle) => includes(cycle, discharged) && cycle.planSignedOn !== null && cycle.planSignedOn < discharged,
  );
  const version = versionInForce(enrolment.versions, discharged);
  if (!served || !planned || !version) return [];
  return version.definition.review.events
    .filter(({ event, settings }) => event === 'discharge' && settings.includes(facts.stay.setting))
    .map(({ withinDays }) => ({
      rule: ruleOf(version, 'review:discharge'),
      from: discharged,
      by: addDays(discharged, withinDays),
      // A review signed late is still the review; the clock tells by its day.
      metOn: enrolment.reviewedOn.filter((on) => on >= discharged).toSorted()[0] ?? null,
    }));
};

const upTo = (facts: TransitionFacts, asOf: Day): TransitionFacts => {
  const cut = (stay: StayFact): StayFact => (stay.to !== null && stay.to > asOf ? { ...stay, to: null } : stay);
  return {
    stay: cut(facts.stay),
    stays: facts.stays.filter(({ from }) => from <= asOf).map(cut),
    enrolments: facts.enrolments.map((each) => ({
      ...each,
      reviewedOn: each.reviewedOn.filter((on) => on <= asOf),
    })),
    contacts: facts.contacts.filter(({ day }) => day <= asOf),
  };
};

/** The clocks that have begun to run by `asOf`, in the order of their last days. */
export const transitionClocks = (given: TransitionFacts, asOf: Day): Clock[] => {
  const facts = upTo(given, asOf);
  const discharged = facts.stay.to;
  const clocks = [
    ...facts.enrolments.flatMap((each) => inStayClocks(facts, each, asOf)),
    ...(discharged === null
      ? []
      : [
          ...followUps(facts, discharged),
          ...facts.enrolments.flatMap((each) => reviewClocks(facts, each, discharged)),
        ]),
  ];
  return clocks.toSorted((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : a.rule < b.rule ? -1 : 1));
};
