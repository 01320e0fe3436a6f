// The paper work of the cycle that the model asks for: eligibility and a decision before enrolment, then assessment, plan and
// review. Each deadline keeps the version under which it began to run. In an enrolment that was reopened they run from the day
// the person is reached again, because nobody can be assessed who is not there.
import { addDays, addMonths, type Day, earlierOf, laterOf } from '#domain/basics/day.ts';
import type { RequiredAssessment } from '#domain/models/definition.ts';
import { type ModelVersion, phaseOn, versionInForce, versionSetting } from '#domain/models/versions.ts';
import type { Draft } from './contact-items.ts';
import type { CycleFact, EnrolmentFact, StayFact } from './facts.ts';
import { ruleOf, servedNow, settingsOn } from './stretches.ts';

/** A time limit is spoken of a month ahead. */
const closingLeadDays = 30;

const intakeItems = (enrolment: EnrolmentFact): Draft[] => {
  if (enrolment.state !== 'prospect' || !enrolment.firstReachedOn) return [];
  const checked = enrolment.eligibilityCheckedOn;
  // A check made before the person was reached is decided on once they are.
  const since = checked ? laterOf(checked, enrolment.firstReachedOn) : enrolment.firstReachedOn;
  const set = versionSetting(enrolment.versions, since);
  if (!set) return [];
  const { intake } = set.version.definition;
  const kind = checked ? 'decision' : 'eligibility';
  const days = checked ? intake.decisionDays : intake.eligibilityDays;
  return [{ kind, rule: ruleOf(set.version, kind), dueFrom: set.from, dueBy: addDays(set.from, days) }];
};

const firstOrRepeat = (
  enrolment: EnrolmentFact,
  required: (version: ModelVersion) => RequiredAssessment | undefined,
  start: Day,
  last: Day | null,
): Draft[] => {
  const set = versionSetting(enrolment.versions, last ?? start);
  const assessment = set && required(set.version);
  if (!set || !assessment) return [];
  if (last === null) {
    const rule = ruleOf(set.version, `assessment:${assessment.key}`);
    return [{ kind: 'assessment', rule, dueFrom: set.from, dueBy: addDays(set.from, assessment.withinDays) }];
  }
  if (assessment.againEveryMonths === null) return [];
  const dueBy = addMonths(set.from, assessment.againEveryMonths);
  const dueFrom = laterOf(set.from, addDays(dueBy, -assessment.leadDays));
  return [{ kind: 'assessment', rule: ruleOf(set.version, `re-assessment:${assessment.key}`), dueFrom, dueBy }];
};

const assessmentItems = (enrolment: EnrolmentFact, cycle: CycleFact, start: Day, servedFrom: Day): Draft[] => {
  const named = (key: string) => (version: ModelVersion) =>
    version.definition.assessments.find((each) => each.key === key);
  const { assessmentSignedOn: signed, reassessedOn: again } = cycle;
  const comprehensive = signed && again ? laterOf(signed, again) : signed;
  const keys = enrolment.versions.flatMap(({ definition }) => definition.assessments.map(({ key }) => key));
  return [
    ...firstOrRepeat(enrolment, named('comprehensive'), start, comprehensive),
    ...[...new Set(keys)]
      .filter((key) => key !== 'comprehensive')
      .flatMap((key) => {
        const days = enrolment.assessments.filter((each) => each.key === key).map(({ on }) => on);
        return firstOrRepeat(enrolment, named(key), servedFrom, days.toSorted().at(-1) ?? null);
      }),
  ];
};

const planItems = (enrolment: EnrolmentFact, cycle: CycleFact, start: Day): Draft[] => {
  if (cycle.planSignedOn === null) {
    const set = versionSetting(enrolment.versions, start);
    if (!set) return [];
    const { plan, assessments } = set.version.definition;
    const dueBy = addDays(set.from, plan.withinDays);
    const comprehensive = assessments.find(({ key }) => key === 'comprehensive');
    // It can be worked on once the assessment is signed; should have been, once the assessment is late.
    const asked = comprehensive ? addDays(set.from, comprehensive.withinDays + 1) : set.from;
    const dueFrom = earlierOf(dueBy, cycle.assessmentSignedOn ?? asked);
    return [{ kind: 'plan', rule: ruleOf(set.version, 'plan'), dueFrom, dueBy }];
  }
  if (cycle.stage !== 'planning') return [];
  const set = versionSetting(enrolment.versions, cycle.lastReviewSignedOn ?? cycle.planSignedOn);
  if (!set) return [];
  const dueBy = addDays(set.from, set.version.definition.plan.revisionWithinDays);
  return [{ kind: 'plan', rule: ruleOf(set.version, 'plan-revision'), dueFrom: set.from, dueBy }];
};

/** Reviews that something that happened after `since` calls for. */
const eventReviews = (
  enrolment: EnrolmentFact,
  stays: readonly StayFact[],
  since: Day,
  servedFrom: Day,
  today: Day,
): Draft[] => {
  const after = (days: readonly (Day | null)[]) =>
    days.filter((on): on is Day => on !== null && on > since && on <= today);
  const draftsOf = (event: string, on: Day, applies: (settings: readonly string[]) => boolean): Draft[] => {
    const version = versionInForce(enrolment.versions, on);
    if (!version) return [];
    return version.definition.review.events
      .filter((each) => each.event === event && applies(each.settings))
      .map(({ withinDays }) => {
        const rule = ruleOf(version, `review:${event}`);
        return { kind: 'review', rule, dueFrom: on, dueBy: addDays(on, withinDays) };
      });
  };
  const now = settingsOn(stays, today);
  const phase = (() => {
    const version = versionInForce(enrolment.versions, today);
    return version ? phaseOn(version.definition, servedFrom, enrolment.phaseMoves, today) : null;
  })();
  return [
    ...stays.flatMap(({ setting, from }) =>
      after([from]).flatMap((on) => draftsOf('admission', on, (settings) => settings.includes(setting))),
    ),
    // Back in hospital: the review waits for the discharge that is still to come.
    ...stays.flatMap(({ setting, to }) =>
      after([to]).flatMap((on) =>
        draftsOf(
          'discharge',
          on,
          (settings) => settings.includes(setting) && !now.some((each) => settings.includes(each)),
        ),
      ),
    ),
    ...after(phase ? [phase.from, phase.endsBefore] : []).flatMap((on) => draftsOf('phase-end', on, () => true)),
  ];
};

const reviewItems = (
  enrolment: EnrolmentFact,
  cycle: CycleFact,
  stays: readonly StayFact[],
  servedFrom: Day,
  today: Day,
): Draft[] => {
  if (cycle.planSignedOn === null) return [];
  const since = cycle.lastReviewSignedOn ? laterOf(cycle.planSignedOn, cycle.lastReviewSignedOn) : cycle.planSignedOn;
  const set = versionSetting(enrolment.versions, since);
  if (!set) return [];
  const { every, leadDays } = set.version.definition.review;
  const scheduledBy = every.unit === 'days' ? addDays(set.from, every.count) : addMonths(set.from, every.count);
  const scheduled: Draft = {
    kind: 'review',
    rule: ruleOf(set.version, 'review:scheduled'),
    dueFrom: laterOf(set.from, addDays(scheduledBy, -leadDays)),
    dueBy: scheduledBy,
  };
  // One review answers all that called for it, so only the first deadline is shown.
  const first = [scheduled, ...eventReviews(enrolment, stays, since, servedFrom, today)].reduce((a, b) =>
    b.dueBy < a.dueBy || (b.dueBy === a.dueBy && b.rule < a.rule) ? b : a,
  );
  const begun = cycle.reviewStartedOn;
  return [begun && begun > since ? { ...first, dueFrom: earlierOf(first.dueFrom, begun) } : first];
};

const limitItems = (enrolment: EnrolmentFact, servedFrom: Day): Draft[] => {
  const set = versionSetting(enrolment.versions, servedFrom);
  const limit = set?.version.definition.closing.timeLimitMonths ?? null;
  if (!set || limit === null) return [];
  const dueBy = addMonths(set.from, limit);
  const dueFrom = laterOf(set.from, addDays(dueBy, -closingLeadDays));
  return [{ kind: 'closing', rule: ruleOf(set.version, 'closing'), dueFrom, dueBy }];
};

export const cycleItems = (enrolment: EnrolmentFact, stays: readonly StayFact[], today: Day): Draft[] => {
  const { cycle, state } = enrolment;
  if (state !== 'enrolled') return intakeItems(enrolment);
  const served = servedNow(enrolment, today);
  if (!served) return [];
  const limits = limitItems(enrolment, served.from);
  if (!cycle || cycle.stage === 'closed' || cycle.stage === 'outreach') return limits;
  const begun = laterOf(cycle.from, served.from);
  const start = cycle.openedBy === 'reopening' && cycle.reachedOn ? laterOf(begun, cycle.reachedOn) : begun;
  return [
    ...assessmentItems(enrolment, cycle, start, served.from),
    ...planItems(enrolment, cycle, start),
    ...reviewItems(enrolment, cycle, stays, served.from, today),
    ...limits,
  ];
};
