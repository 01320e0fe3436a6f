// A review looks back with the person: how far each goal came, what is newly needed, how they find the service, how much they now
// do on their own; and it ends in a decision: continue, revise the plan, open the next cycle, step down, or close. Medicaid asks
// for monitoring at least once a year (42 CFR 440.169(d)(4)); service models ask for more.
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { type Refusal, refusal } from '#domain/basics/result.ts';
import type { NeedPriority } from './assessment.ts';
import type { Enrolment } from './enrolment.ts';
import { type AttainmentLevel, goalWeight } from './goal-attainment.ts';
import type { DomainCode } from './life-domains.ts';
import type { Goal } from './plan.ts';
import { type ActName, whyNot } from './transitions.ts';

export const decisions = ['continue', 'revise-plan', 'next-cycle', 'step-down', 'close'] as const;
export type Decision = (typeof decisions)[number];

export type GoalProgress = {
  readonly goal: Id;
  /** Null when the goal was not talked about; `note` then says why. */
  readonly level: AttainmentLevel | null;
  readonly note: string;
};

export type Review = {
  readonly progress: readonly GoalProgress[];
  readonly newNeeds: readonly {
    readonly domain: DomainCode;
    readonly label: string;
    readonly priority: NeedPriority | null;
  }[];
  readonly clientWords: string;
  /** 1 not at all to 5 very; null when the person was not there or would rather not say, and `clientWords` says so. */
  readonly satisfaction: 1 | 2 | 3 | 4 | 5 | null;
  /** How much of the plan the person now does on their own or with their own people. */
  readonly independence: 1 | 2 | 3 | 4 | 5 | null;
  readonly decision: Decision | null;
  readonly decisionReason: string;
};

const reachedGoals = (review: Review): number => review.progress.filter(({ level }) => (level ?? -2) >= 0).length;

/** Why a review cannot be signed yet; empty when it can. `goals` are those of the plan in force. */
export const whyNotSignReview = (review: Review, goals: readonly Goal[]): readonly Refusal[] => {
  const refusals: Refusal[] = [];
  for (const goal of goals) {
    if (goal.dropped) continue;
    const progress = review.progress.find((each) => each.goal === goal.thread);
    if (!progress || (progress.level === null && !progress.note.trim()))
      refusals.push(refusal('goal-not-reviewed', { goal: goal.words }, `/progress/${goal.thread}`));
  }
  for (const [index, need] of review.newNeeds.entries())
    if (!need.label.trim())
      refusals.push(refusal('need-without-label', { domain: need.domain }, `/newNeeds/${index}/label`));
  if (review.satisfaction === null && !review.clientWords.trim())
    refusals.push(refusal('satisfaction-not-asked', {}, '/satisfaction'));
  if (review.independence === null) refusals.push(refusal('independence-not-rated', {}, '/independence'));
  if (review.decision === null) refusals.push(refusal('review-without-decision', {}, '/decision'));
  return refusals;
};

const actOf: Readonly<Record<Decision, ActName>> = {
  continue: 'decide-continue',
  'revise-plan': 'decide-revise-plan',
  'next-cycle': 'decide-next-cycle',
  'step-down': 'decide-step-down',
  close: 'decide-close',
};

export type DecisionView = {
  readonly decision: Decision;
  /** What stands against it; empty when it may be taken. */
  readonly why: readonly Refusal[];
  /** What speaks for it, as codes in `words`. */
  readonly suggestedBy: readonly { readonly code: string; readonly params: Readonly<Record<string, number>> }[];
};

/** The five decisions, each open or not and why, and what in the review speaks for it. The worker and the person decide. */
export const decisionsOf = (
  enrolment: Enrolment,
  review: Review,
  goals: readonly Goal[],
  on: Day,
): readonly DecisionView[] => {
  const live = goals.filter((goal) => !goal.dropped && goalWeight(goal) > 0).length;
  const [reached, newNeeds] = [reachedGoals(review), review.newNeeds.length];
  const allReached = live > 0 && reached >= live;
  const independent = (review.independence ?? 0) >= 4;
  const say = (when: boolean, code: string, params: Record<string, number> = {}) => (when ? [{ code, params }] : []);
  const suggestions: Record<Decision, DecisionView['suggestedBy']> = {
    continue: say(!allReached && newNeeds === 0 && reached > 0, 'goals-on-the-way', { reached, of: live }),
    'revise-plan': say(!allReached && reached === 0 && live > 0, 'no-goal-reached', { of: live }),
    'next-cycle': say(newNeeds > 0, 'new-needs-found', { count: newNeeds }),
    'step-down': say(allReached && newNeeds === 0 && !independent, 'goals-reached', { reached, of: live }),
    close: say(allReached && newNeeds === 0 && independent, 'goals-reached-and-independent', { reached, of: live }),
  };
  return decisions.map((decision) => ({
    decision,
    why: [
      ...whyNot(enrolment, actOf[decision], on),
      ...(decision === 'next-cycle' && newNeeds === 0 ? [refusal('next-cycle-without-need', {}, '/newNeeds')] : []),
    ],
    suggestedBy: suggestions[decision],
  }));
};
