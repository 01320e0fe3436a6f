// How a review is shown. A draft shows what is still missing, and which decisions are open and what speaks for each.
import type { ReviewView } from '#contract/review.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Enrolment } from '#domain/cycle/enrolment.ts';
import { decisionsOf, whyNotSignReview } from '#domain/cycle/review.ts';
import { type Addendum, addendaOf } from '#store/addenda.ts';
import type { RecordedPlan } from '#store/plans.ts';
import { type RecordedReview, reviewFrom } from '#store/reviews.ts';

/** `plan` is the one the review looks back on. */
export const reviewView = (
  row: RecordedReview,
  plan: RecordedPlan | undefined,
  enrolment: Enrolment | undefined,
  today: Day,
  addenda: readonly Addendum[] = [],
): ReviewView => {
  const goals = plan?.body.goals ?? [];
  const review = reviewFrom(row);
  const isDraft = row.state === 'draft';
  return {
    id: row.id,
    clientId: row.client_id,
    enrolmentId: row.enrolment_id,
    cycleId: row.cycle_id,
    planId: row.plan_id,
    day: row.day,
    reason: row.reason,
    author: { id: row.staff_id, name: row.author ?? '' },
    state: row.state,
    signedAt: row.signed_at,
    signedBy: row.signer,
    errorReason: row.error_reason,
    progress: row.progress.map((each) => ({
      ...each,
      words: goals.find(({ thread }) => thread === each.goal)?.words ?? null,
    })),
    newNeeds: row.new_needs.map((need) => ({ ...need })),
    clientWords: review.clientWords,
    satisfaction: row.satisfaction,
    independence: row.independence,
    decision: row.decision,
    decisionReason: review.decisionReason,
    nextReviewOn: row.next_review_on,
    attended: [...row.attended],
    version: row.recorded_at,
    addenda: addendaOf(row.id, addenda),
    missing: isDraft ? [...whyNotSignReview(review, goals)] : [],
    decisions:
      isDraft && enrolment
        ? decisionsOf(enrolment, review, goals, today).map(({ decision, why, suggestedBy }) => ({
            decision,
            why: [...why],
            suggestedBy: suggestedBy.map(({ code, params }) => ({ code, params: { ...params } })),
          }))
        : [],
  };
};
