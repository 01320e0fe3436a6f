// Seeing people, and looking for those who have not been seen. A person who was not reached for as long as the model allows is
// lost from contact: attempts are then due as outreach, and after the days the model gives a supervisor decides what follows. In
// hospital or jail nobody is lost: it is known where they are. An enrolment that ended, as it does when a person clearly says
// stop, asks for nothing at all.
import { addDays, type Day, laterOf } from '#domain/basics/day.ts';
import {
  type ContactStandard,
  contactModes,
  contactPlaces,
  type PerWindow,
  type ServiceModelDefinition,
} from '#domain/models/definition.ts';
import { versionInForce, versionSetting } from '#domain/models/versions.ts';
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

const nothing: PerWindow = { count: 0, window: 'week' };

/** Attempts are counted like contacts: each window by the version that holds in it. */
const outreachFrom = (
  enrolment: EnrolmentFact,
  what: 'outreach' | 'waitlist',
  read: (definition: ServiceModelDefinition) => PerWindow | null,
  from: Day,
  today: Day,
): Draft[] => {
  const changes = enrolment.versions.map(({ effectiveFrom }) => effectiveFrom).filter((on) => on > from && on <= today);
  const [first, ...later] = [from, ...changes.toSorted()].flatMap((on) => {
    const version = versionInForce(enrolment.versions, on);
    if (!version) return [];
    const standard = attempts(read(version.definition) ?? nothing, what === 'waitlist');
    return [{ from: on, standard, rule: ruleOf(version, what, standard) }];
  });
  if (!first) return [];
  return fromStretch('outreach', enrolment, { inStay: false, to: null, standards: [first, ...later] }, today);
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
  let since = laterOf(served.from, firstVersion(enrolment));
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
const beforeEnrolment = (enrolment: EnrolmentFact, today: Day): Draft[] => {
  const { state, referredOn, waitlistedOn, firstReachedOn } = enrolment;
  if (state === 'waitlisted')
    return outreachFrom(
      enrolment,
      'waitlist',
      ({ intake }) => intake.waitlistContact,
      waitlistedOn ?? referredOn,
      today,
    );
  if (firstReachedOn) return [];
  return [
    ...outreachFrom(enrolment, 'outreach', ({ outreach }) => outreach.attempts, referredOn, today),
    ...escalation(enrolment, referredOn),
  ];
};

const whileEnrolled = (enrolment: EnrolmentFact, stays: readonly StayFact[], today: Day): Draft[] => {
  const stretch = stretchesOf(enrolment, stays, today).findLast(({ to }) => to === null);
  const drafts = stretch ? fromStretch(stretch.inStay ? 'in-stay-contact' : 'contact', enrolment, stretch, today) : [];
  const lost = lostFrom(enrolment, stays, today);
  if (lost === null || lost > today) return drafts;
  return [
    ...drafts,
    ...outreachFrom(enrolment, 'outreach', ({ outreach }) => outreach.attempts, lost, today),
    ...escalation(enrolment, lost),
  ];
};

export const contactItems = (enrolment: EnrolmentFact, stays: readonly StayFact[], today: Day): Draft[] =>
  enrolment.state === 'enrolled' ? whileEnrolled(enrolment, stays, today) : beforeEnrolment(enrolment, today);
