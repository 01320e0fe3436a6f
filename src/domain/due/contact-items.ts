// Seeing people, and looking for those who have not been seen. A person who was not reached for as long as the model allows is
// lost from contact: attempts are then due as outreach, and after the days the model gives a supervisor decides what follows. In
// hospital or jail nobody is lost: it is known where they are. An enrolment that ended, as it does when a person clearly says
// stop, asks for nothing at all.
import { addDays, type Day, laterOf } from '#domain/basics/day.ts';
import { type ContactStandard, contactModes, contactPlaces, type PerWindow } from '#domain/models/definition.ts';
import { type ModelVersion, versionInForce, versionSetting } from '#domain/models/versions.ts';
import type { EnrolmentFact, StayFact } from './facts.ts';
import type { DueItem, DueKind } from './item.ts';
import { lastDischarge, ruleOf, servedNow, settingsOn, stretchesOf } from './stretches.ts';
import { type Stretch, windowInHand } from './windows.ts';

/** What an item of an enrolment says besides where it belongs. */
export type Draft = Pick<DueItem, 'kind' | 'rule' | 'dueFrom' | 'dueBy'> & {
  readonly needed?: number;
  readonly done?: number;
};

const fromStretch = (kind: DueKind, enrolment: EnrolmentFact, stretch: Stretch, today: Day): Draft[] => {
  const window = windowInHand(stretch, enrolment.contacts, enrolment.contactsFrom, today);
  if (!window) return [];
  const { rule, from, to, needed, done } = window;
  return [{ kind, rule, dueFrom: from, dueBy: to, needed, done }];
};

const attempts = (perWindow: PerWindow, reachedOnly: boolean): ContactStandard => ({
  ...perWindow,
  modes: contactModes,
  places: contactPlaces,
  with: ['client', 'support'],
  reachedOnly,
});

const outreachFrom = (
  enrolment: EnrolmentFact,
  version: ModelVersion,
  what: 'outreach' | 'waitlist',
  perWindow: PerWindow,
  from: Day,
  today: Day,
): Draft[] => {
  const standard = attempts(perWindow, what === 'waitlist');
  const entry = { from: laterOf(from, version.effectiveFrom), standard, rule: ruleOf(version, what, standard) };
  return fromStretch('outreach', enrolment, { inStay: false, to: null, standards: [entry] }, today);
};

const escalation = (enrolment: EnrolmentFact, since: Day): Draft[] => {
  const from = enrolment.escalatedOn ? laterOf(since, enrolment.escalatedOn) : since;
  const set = versionSetting(enrolment.versions, from);
  if (!set) return [];
  const by = addDays(set.from, set.version.definition.outreach.escalateAfterDays);
  return [{ kind: 'escalation', rule: ruleOf(set.version, 'escalation'), dueFrom: by, dueBy: by }];
};

/** The first day a person who is not reached again counts as lost from contact; null while they are in hospital or jail. */
export const lostFrom = (enrolment: EnrolmentFact, stays: readonly StayFact[], today: Day): Day | null => {
  const version = versionInForce(enrolment.versions, today);
  const served = servedNow(enrolment, today);
  if (!version || !served || settingsOn(stays, today).length > 0) return null;
  let since = laterOf(served.from, version.effectiveFrom <= served.from ? served.from : firstVersion(enrolment));
  for (const { day, outcome, withWhom } of enrolment.contacts)
    if (outcome === 'reached' && withWhom === 'client' && day <= today) since = laterOf(since, day);
  if (enrolment.lastReachedOn) since = laterOf(since, enrolment.lastReachedOn);
  const discharged = lastDischarge(stays, today);
  if (discharged) since = laterOf(since, discharged);
  return addDays(since, version.definition.outreach.lossOfContactDays);
};

const firstVersion = ({ versions }: EnrolmentFact): Day =>
  versions.map(({ effectiveFrom }) => effectiveFrom).toSorted()[0] as Day;

/** A prospect is looked for until reached, then kept in touch with while waiting for a place. */
const beforeEnrolment = (enrolment: EnrolmentFact, version: ModelVersion, today: Day): Draft[] => {
  const { outreach, intake } = version.definition;
  if (enrolment.state === 'waitlisted') {
    if (!intake.waitlistContact) return [];
    const from = enrolment.waitlistedOn ?? enrolment.referredOn;
    return outreachFrom(enrolment, version, 'waitlist', intake.waitlistContact, from, today);
  }
  if (enrolment.firstReachedOn) return [];
  return [
    ...outreachFrom(enrolment, version, 'outreach', outreach.attempts, enrolment.referredOn, today),
    ...escalation(enrolment, enrolment.referredOn),
  ];
};

const whileEnrolled = (
  enrolment: EnrolmentFact,
  version: ModelVersion,
  stays: readonly StayFact[],
  today: Day,
): Draft[] => {
  const stretch = stretchesOf(enrolment, stays, today).findLast(({ to }) => to === null);
  const drafts = stretch ? fromStretch(stretch.inStay ? 'in-stay-contact' : 'contact', enrolment, stretch, today) : [];
  const lost = lostFrom(enrolment, stays, today);
  if (lost === null || lost > today) return drafts;
  return [
    ...drafts,
    ...outreachFrom(enrolment, version, 'outreach', version.definition.outreach.attempts, lost, today),
    ...escalation(enrolment, lost),
  ];
};

export const contactItems = (enrolment: EnrolmentFact, stays: readonly StayFact[], today: Day): Draft[] => {
  const version = versionInForce(enrolment.versions, today);
  if (!version || enrolment.state === 'ended') return [];
  return enrolment.state === 'enrolled'
    ? whileEnrolled(enrolment, version, stays, today)
    : beforeEnrolment(enrolment, version, today);
};
