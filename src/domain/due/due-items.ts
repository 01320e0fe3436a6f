// What is due for one client, worked out from the facts and today. Nothing here asks whether something is late: that is `item.ts`.
// Facts of a later day than today are left out, so the same function tells what was due on a past day.
import type { Day } from '#domain/basics/day.ts';
import { phaseOn, versionInForce } from '#domain/models/versions.ts';
import { contactItems, type Draft, lostFrom } from './contact-items.ts';
import { cycleItems } from './cycle-items.ts';
import type { CycleFact, DueFacts, EnrolmentFact } from './facts.ts';
import { compareDue, type DueItem, type DueOwner } from './item.ts';
import { escalatesOn, openWork } from './open-work.ts';
import { servedNow } from './stretches.ts';

const upTo = (today: Day) => (on: Day | null) => (on !== null && on <= today ? on : null);

const enrolmentAsOf = (enrolment: EnrolmentFact, today: Day): EnrolmentFact => {
  const known = upTo(today);
  const cycle: CycleFact | null = enrolment.cycle && {
    ...enrolment.cycle,
    reachedOn: known(enrolment.cycle.reachedOn),
    assessmentSignedOn: known(enrolment.cycle.assessmentSignedOn),
    reassessedOn: known(enrolment.cycle.reassessedOn),
    planSignedOn: known(enrolment.cycle.planSignedOn),
    lastReviewSignedOn: known(enrolment.cycle.lastReviewSignedOn),
    reviewStartedOn: known(enrolment.cycle.reviewStartedOn),
  };
  return {
    ...enrolment,
    cycle,
    firstReachedOn: known(enrolment.firstReachedOn),
    eligibilityCheckedOn: known(enrolment.eligibilityCheckedOn),
    lastReachedOn: known(enrolment.lastReachedOn),
    escalatedOn: known(enrolment.escalatedOn),
    assessments: enrolment.assessments.filter(({ on }) => on <= today),
    contacts: enrolment.contacts.filter(({ day }) => day <= today),
  };
};

/** The facts without what came later than `today`. */
export const factsAsOf = (facts: DueFacts, today: Day): DueFacts => ({
  ...facts,
  enrolments: facts.enrolments.map((enrolment) => enrolmentAsOf(enrolment, today)),
  stays: facts.stays
    .filter(({ from }) => from <= today)
    .map((stay) => (stay.to !== null && stay.to > today ? { ...stay, to: null } : stay)),
});

/** The items of a model with a shared caseload belong to the team, whoever the client's own worker is. */
const ownerOf = (enrolment: EnrolmentFact, today: Day): DueOwner | null =>
  enrolment.teamId && versionInForce(enrolment.versions, today)?.definition.caseload.kind === 'team'
    ? { kind: 'team', id: enrolment.teamId }
    : enrolment.owner;

const aboutTheCycle = ['assessment', 'plan', 'review', 'closing'];

const placed = (enrolment: EnrolmentFact, today: Day, drafts: readonly Draft[]): DueItem[] => {
  const owner = ownerOf(enrolment, today);
  if (!owner) return [];
  const cycleId = enrolment.cycle?.id ?? null;
  return drafts.map(({ kind, rule, dueFrom, dueBy, needed = 1, done = 0 }) => ({
    kind,
    rule,
    dueFrom,
    dueBy,
    needed,
    done,
    owner,
    enrolmentId: enrolment.id,
    cycleId,
    subjectId: aboutTheCycle.includes(kind) ? cycleId : null,
    segment: enrolment.segment,
  }));
};

/** Everything not yet met for a client, in the order in which it is worked. Each item is unmet: what is met gives way to the next. */
export const dueItems = (facts: DueFacts, today: Day): DueItem[] => {
  const known = factsAsOf(facts, today);
  const ofEnrolments = known.enrolments
    .filter(({ state, referredOn }) => state !== 'ended' && referredOn <= today)
    .flatMap((enrolment) =>
      placed(enrolment, today, [
        ...contactItems(enrolment, known.stays, today),
        ...cycleItems(enrolment, known.stays, today),
      ]),
    );
  return [...ofEnrolments, ...openWork(known, today)].toSorted(compareDue);
};

/** Days after `today` on which something other than a write may change the items, as far as they can be told on that day. */
const turningDays = (facts: DueFacts, today: Day): Day[] => {
  const days: (Day | null)[] = [
    ...facts.stays.flatMap(({ from, to }) => [from, to]),
    ...facts.referrals.map((referral) => escalatesOn(facts, referral)),
    ...facts.unsignedNotes.map(({ day }) => day),
  ];
  for (const enrolment of facts.enrolments) {
    if (enrolment.state === 'ended') continue;
    const { cycle, versions, phaseMoves, contactPlans } = enrolment;
    days.push(enrolment.referredOn, enrolment.firstReachedOn, enrolment.eligibilityCheckedOn, enrolment.escalatedOn);
    days.push(...versions.map(({ effectiveFrom }) => effectiveFrom), ...phaseMoves.map(({ from }) => from));
    days.push(...contactPlans.map(({ from }) => from), ...enrolment.served.map(({ from }) => from));
    days.push(...enrolment.contacts.map(({ day }) => day), ...enrolment.assessments.map(({ on }) => on));
    if (cycle) days.push(cycle.assessmentSignedOn, cycle.reassessedOn, cycle.planSignedOn, cycle.lastReviewSignedOn);
    if (cycle) days.push(cycle.reachedOn, cycle.reviewStartedOn);
    const known = enrolmentAsOf(enrolment, today);
    days.push(lostFrom(known, factsAsOf(facts, today).stays, today));
    const version = versionInForce(versions, today);
    const served = servedNow(enrolment, today);
    if (version && served) days.push(phaseOn(version.definition, served.from, phaseMoves, today).endsBefore);
  }
  return [...new Set(days)].filter((on): on is Day => on !== null && on > today).toSorted();
};

const sameItem = (a: DueItem, b: DueItem) =>
  a.owner.kind === b.owner.kind &&
  a.owner.id === b.owner.id &&
  (Object.keys(a) as (keyof DueItem)[]).every((name) => name === 'owner' || a[name] === b[name]);

const same = (a: readonly DueItem[], b: readonly DueItem[]) =>
  a.length === b.length && a.every((item, at) => sameItem(item, b[at] as DueItem));

/**
 * The next day on which the items differ from today's although nothing is written, or null. States are not meant: an item turns
 * overdue by itself. The day change works out anew the clients whose day has come. `now`: today's items.
 */
export const nextChange = (
  facts: DueFacts,
  today: Day,
  now: readonly DueItem[] = dueItems(facts, today),
): Day | null => {
  let on = turningDays(facts, today)[0];
  while (on !== undefined && same(dueItems(facts, on), now)) on = turningDays(facts, on)[0];
  return on ?? null;
};
