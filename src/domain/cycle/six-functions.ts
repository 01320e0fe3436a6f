// The cycle as the person and the worker see it: six functions in order, each done, under way, next, or not yet and why. Linking
// and monitoring may both be under way; exactly one function carries the cycle forward, and it is never "not yet".
import { type Day, laterOf } from '#domain/basics/day.ts';
import { type Refusal, refusal } from '#domain/basics/result.ts';
import type { Cycle, Enrolment, Stage } from './enrolment.ts';
import { enrolmentRefusals, whyNot } from './transitions.ts';

export const sixFunctions = ['outreach', 'assessment', 'planning', 'implementation', 'monitoring', 'review'] as const;
export type SixFunction = (typeof sixFunctions)[number];

/** Counts that stand in other records. */
export type CycleFacts = {
  readonly assessmentStarted: boolean;
  readonly planStarted: boolean;
  readonly goals: number;
  readonly openReferrals: number;
  readonly contactsSincePlan: number;
  readonly reviewDueBy: Day | null;
};

export type Detail = { readonly code: string; readonly params: Readonly<Record<string, string | number>> };

export type FunctionView = {
  readonly function: SixFunction;
  readonly state: 'done' | 'under-way' | 'next' | 'not-yet';
  /** For `not-yet`, never empty: what comes first. For the others what still stands in the way, if anything. */
  readonly why: readonly Refusal[];
  readonly details: readonly Detail[];
};

const detail = (code: string, params: Detail['params'] = {}): Detail => ({ code, params });
const dated = (code: string, on: Day | null): Detail[] => (on === null ? [] : [detail(code, { on })]);
const counted = (code: string, count: number): Detail[] => (count === 0 ? [] : [detail(code, { count })]);

const order = (stage: Stage): number => (stage === 'closed' ? 6 : sixFunctions.indexOf(stage));

const isDone = (cycle: Cycle, which: SixFunction, facts: CycleFacts): boolean => {
  switch (which) {
    case 'outreach':
      return (
        order(cycle.stage) > 0 &&
        (cycle.stage !== 'closed' || cycle.reachedOn !== null || cycle.openedBy.kind !== 'referral')
      );
    case 'assessment':
      return cycle.assessmentSignedOn !== null;
    case 'planning':
      return cycle.planSignedOn !== null && cycle.stage !== 'planning';
    case 'implementation':
      return order(cycle.stage) > 3 && cycle.firstLinkOn !== null && facts.openReferrals === 0;
    case 'monitoring':
      return order(cycle.stage) > 4 && cycle.firstContactAfterPlanOn !== null;
    case 'review':
      return cycle.stage === 'closed' && cycle.lastReviewSignedOn !== null;
  }
};

const isStarted = (enrolment: Enrolment, cycle: Cycle, which: SixFunction, facts: CycleFacts): boolean => {
  switch (which) {
    case 'outreach':
      return enrolment.attempts > 0 || cycle.reachedOn !== null || enrolment.waitlistedOn !== null;
    case 'assessment':
      return facts.assessmentStarted;
    case 'planning':
      return facts.planStarted || (cycle.stage === 'planning' && cycle.planSignedOn !== null);
    case 'implementation':
      return cycle.firstLinkOn !== null || facts.openReferrals > 0;
    case 'monitoring':
      return cycle.firstContactAfterPlanOn !== null;
    case 'review':
      return cycle.stage === 'review';
  }
};

const detailsOf = (enrolment: Enrolment, cycle: Cycle, which: SixFunction, facts: CycleFacts): readonly Detail[] => {
  switch (which) {
    case 'outreach':
      return [
        ...(cycle.openedBy.kind === 'referral' ? counted('attempts', enrolment.attempts) : []),
        ...dated('reached', cycle.reachedOn),
        ...(enrolment.state === 'waitlisted' ? dated('waitlisted', enrolment.waitlistedOn) : []),
        ...(cycle.number === 1
          ? dated('enrolled', enrolment.enrolledOn)
          : [detail(`opened-by-${cycle.openedBy.kind}`)]),
      ];
    case 'assessment':
      return [...dated('assessment-signed', cycle.assessmentSignedOn), ...dated('reassessed', cycle.reassessedOn)];
    case 'planning':
      return [
        ...dated('plan-signed', cycle.planRevisedOn ?? cycle.planSignedOn),
        ...(cycle.planVersion > 1 ? [detail('plan-version', { version: cycle.planVersion })] : []),
        ...counted('goals', facts.goals),
      ];
    case 'implementation':
      return [...dated('first-link', cycle.firstLinkOn), ...counted('open-referrals', facts.openReferrals)];
    case 'monitoring':
      return counted('contacts', facts.contactsSincePlan);
    case 'review':
      return [
        ...dated('reviewed', cycle.lastReviewSignedOn),
        ...(cycle.stage === 'closed' ? [detail(`result-${cycle.result}`)] : dated('review-due', facts.reviewDueBy)),
      ];
  }
};

const whatComesFirst = (enrolment: Enrolment, cycle: Cycle, which: SixFunction, on: Day): readonly Refusal[] => {
  if (cycle.stage === 'closed') return [refusal('cycle-closed', { on: cycle.to ?? '' })];
  if (enrolment.state !== 'enrolled') return which === 'outreach' ? [] : [refusal('not-enrolled-yet')];
  const day = laterOf(on, enrolment.lastActOn);
  if (cycle.stage === 'planning' && cycle.planSignedOn !== null) return [refusal('plan-being-revised')];
  switch (which) {
    case 'outreach':
      return [];
    case 'assessment':
      return whyNot(enrolment, 'sign-assessment', day);
    case 'planning':
      return whyNot(enrolment, 'sign-plan', day);
    case 'implementation':
      return whyNot(enrolment, 'follow-up', day);
    case 'monitoring': {
      const reasons = whyNot(enrolment, 'follow-up', day);
      return reasons.length > 0 ? reasons : [refusal('no-contact-since-plan')];
    }
    case 'review': {
      const reasons = whyNot(enrolment, 'start-review', day);
      return reasons.length > 0 ? reasons : [refusal('no-contact-since-plan')];
    }
  }
};

const stateOf = (enrolment: Enrolment, cycle: Cycle, which: SixFunction, facts: CycleFacts): FunctionView['state'] => {
  if (isDone(cycle, which, facts)) return 'done';
  if (cycle.stage === 'closed') return 'not-yet';
  const [here, at] = [order(cycle.stage), order(which)];
  if (at > here + 1 || (at === here + 1 && which !== 'review')) return 'not-yet';
  if (which === 'review' && cycle.stage === 'monitoring') return 'next';
  return isStarted(enrolment, cycle, which, facts) ? 'under-way' : 'next';
};

/** The six functions of one cycle on a day. */
export const functionsOf = (enrolment: Enrolment, cycle: Cycle, facts: CycleFacts, on: Day): readonly FunctionView[] =>
  sixFunctions.map((which) => {
    const state = stateOf(enrolment, cycle, which, facts);
    const blocking =
      which === 'outreach' && state !== 'done' && enrolment.state !== 'enrolled' && cycle.stage === 'outreach'
        ? enrolmentRefusals(enrolment)
        : [];
    return {
      function: which,
      state,
      why: state === 'not-yet' ? whatComesFirst(enrolment, cycle, which, on) : blocking,
      details: detailsOf(enrolment, cycle, which, facts),
    };
  });
