// An act entered in error is taken out of the history with a reason, and with it what it had brought about: the assessment it
// signed no longer counts, the plan before it is in force again, the decision is a draft again.
import { EnrolmentMoved, WithdrawActRequest } from '#contract/enrolment.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Enrolment } from '#domain/cycle/enrolment.ts';
import { openCycleOf } from '#domain/cycle/enrolment.ts';
import type { Act } from '#domain/cycle/transitions.ts';
import { voidAssessments } from '#store/assessments.ts';
import { closeAgain, reopenClosing } from '#store/closings.ts';
import { withdrawRatings } from '#store/goals.ts';
import { withdrawNeeds } from '#store/needs.ts';
import { discardPlanDrafts, voidPlan } from '#store/plans.ts';
import { redraftReview, voidReviews } from '#store/reviews.ts';
import { withdrawStrengths } from '#store/strengths.ts';
import { type Context, defineAction } from '../pipeline/define.ts';
import { courseOf, movedTo, withdrawAct as takeOut } from '../pipeline/enter-act.ts';
import { conflict, found } from '../pipeline/refused.ts';

const takeBackReview = (context: Context<WithdrawActRequest>, reviewId: Id): Promise<unknown>[] => {
  const { tx, input, actor, now, newId } = context;
  const stamp = { by: actor.id, at: now };
  return [
    withdrawNeeds(tx, { reviewId }, input.reason, stamp),
    withdrawRatings(tx, reviewId, input.reason, stamp),
    voidReviews(tx, { id: reviewId }, input.reason, stamp),
    redraftReview(tx, reviewId, newId(), stamp),
  ];
};

const consequences = (context: Context<WithdrawActRequest>, act: Act, before: Enrolment): Promise<unknown>[] => {
  const { tx, input, actor, now, today } = context;
  const stamp = { by: actor.id, at: now };
  const { reason } = input;
  const cycle = openCycleOf(before);
  switch (act.name) {
    case 'sign-assessment': {
      const { assessmentId } = act.params;
      return [
        voidAssessments(tx, { id: assessmentId }, reason, stamp),
        withdrawNeeds(tx, { assessmentId }, reason, stamp),
        withdrawStrengths(tx, assessmentId, reason, stamp),
      ];
    }
    case 'sign-plan':
      return [voidPlan(tx, act.params.planId, reason, stamp)];
    case 'start-review':
      return cycle ? [voidReviews(tx, { draftsOf: cycle.id }, reason, stamp)] : [];
    case 'decide-continue':
    case 'decide-revise-plan':
      return takeBackReview(context, act.params.reviewId);
    case 'decide-next-cycle':
      return [
        voidAssessments(tx, { draftsOf: act.params.cycleId }, reason, stamp),
        discardPlanDrafts(tx, act.params.cycleId, reason, stamp),
        ...takeBackReview(context, act.params.reviewId),
      ];
    case 'decide-close':
      return [reopenClosing(tx, before.id, today, reason, stamp), ...takeBackReview(context, act.params.reviewId)];
    case 'close-referral':
    case 'close-without-review':
    case 'respect-stop':
      return [reopenClosing(tx, before.id, today, reason, stamp)];
    case 'reopen':
      return [closeAgain(tx, before.id, act.on, stamp)];
    default:
      return [];
  }
};

export const withdrawAct = defineAction({
  name: 'withdraw-act',
  effect: 'write',
  input: WithdrawActRequest,
  output: EnrolmentMoved,
  subject: ({ enrolmentId }) => ({ table: 'enrolments', id: enrolmentId }),
  run: async (context) => {
    const { input } = context;
    const course = await courseOf(context, input.enrolmentId);
    const { act } = found(course.history.find((entry) => entry.act.id === input.actId));
    if (act.name === 'refer') throw conflict('referral-not-withdrawn');
    // Its other half stands in another enrolment: both stand or neither.
    if (act.name === 'receive-step-down' || act.name === 'decide-step-down') throw conflict('step-down-not-withdrawn');
    const taken = takeOut(context, course, act.id, input.reason);
    const [after] = await Promise.all([taken, ...consequences(context, act, course.enrolment)]);
    return movedTo(after);
  },
});
