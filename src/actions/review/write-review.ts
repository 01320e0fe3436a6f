// Beginning a review and writing it, as often as one likes, until it is signed with a decision.
import { ReadReviewsRequest, ReviewList, ReviewView, SaveReviewRequest, StartReviewRequest } from '#contract/review.ts';
import type { Id } from '#domain/basics/id.ts';
import { openCycleOf } from '#domain/cycle/enrolment.ts';
import { visible } from '#store/access/visible.ts';
import { readAddenda } from '#store/addenda.ts';
import { readCourses } from '#store/enrolments.ts';
import { readPlans } from '#store/plans.ts';
import { insertReview, type RecordedReview, readReviews as readRows, updateReview } from '#store/reviews.ts';
import { type Context, defineAction } from '../pipeline/define.ts';
import { carryOut, courseOf, decide } from '../pipeline/enter-act.ts';
import { realDay } from '../pipeline/list-sources.ts';
import { conflict, found, invalid } from '../pipeline/refused.ts';
import { reviewView } from './review-view.ts';

export const startReview = defineAction({
  name: 'start-review',
  effect: 'write',
  input: StartReviewRequest,
  output: ReviewView,
  subject: ({ enrolmentId }) => ({ table: 'enrolments', id: enrolmentId }),
  run: async (context) => {
    const { tx, input, actor, agency, now, today, newId } = context;
    const { clientId } = found(context.client);
    const [course, plans] = await Promise.all([courseOf(context, input.enrolmentId), readPlans(tx, clientId)]);
    const on = input.on ?? today;
    const decided = decide(context, course, 'start-review', on, {});
    const cycle = found(openCycleOf(course.enrolment));
    const plan = plans.find(({ cycle_id: of, state }) => of === cycle.id && state === 'signed');
    const draft = {
      id: newId(),
      clientId,
      cycleId: cycle.id,
      planId: plan?.id ?? null,
      day: on,
      reason: input.reason,
      // Nothing is said of a goal until it was talked about.
      progress: (plan?.body.goals ?? [])
        .filter(({ dropped }) => !dropped)
        .map(({ thread }) => ({ goal: thread, level: null, note: '' })),
    };
    const [after, , rows] = await Promise.all([
      carryOut(context, decided),
      insertReview(tx, agency.id, draft, { by: actor.id, at: now }),
      readRows(tx, clientId),
    ]);
    return reviewView(found(rows.find(({ id }) => id === draft.id)), plan, after, today);
  },
});

/** The draft with the plan it looks back on and the course it belongs to. */
export const readDraftReview = async (context: Context<{ reviewId: Id }>) => {
  const { tx, input, today } = context;
  const { clientId } = found(context.client);
  const [courses, rows, plans] = await Promise.all([
    readCourses(tx, clientId),
    readRows(tx, clientId),
    readPlans(tx, clientId),
  ]);
  const review = found(rows.find(({ id }) => id === input.reviewId));
  if (review.state === 'signed') throw conflict('review-signed-already', { on: review.day });
  if (review.state === 'in-error') throw conflict('review-in-error');
  const course = found(courses.find(({ enrolment }) => enrolment.id === review.enrolment_id));
  const plan = plans.find(({ id }) => id === review.plan_id);
  const view = (row: RecordedReview) => reviewView(row, plan, course.enrolment, today);
  return { review, course, courses, plan, view };
};

export const saveReview = defineAction({
  name: 'save-review',
  effect: 'write',
  input: SaveReviewRequest,
  output: ReviewView,
  subject: ({ reviewId }) => ({ table: 'reviews', id: reviewId }),
  run: async (context) => {
    const { tx, input, actor, now, today } = context;
    const { review, view } = await readDraftReview(context);
    context.requireVersion(review.recorded_at, view(review));
    if (input.day && input.day > today) throw invalid('act-in-future', { today }, '/day');
    const { reviewId: _, day, nextReviewOn, ...written } = input;
    const change = { ...written, day: day ?? review.day, nextReviewOn: nextReviewOn ?? null };
    const version = await updateReview(tx, review.id, change, { by: actor.id, at: now });
    return view({
      ...review,
      day: change.day,
      progress: change.progress,
      new_needs: change.newNeeds,
      client_words: change.clientWords,
      satisfaction: change.satisfaction,
      independence: change.independence,
      decision: change.decision,
      decision_reason: change.decisionReason,
      next_review_on: change.nextReviewOn,
      attended: change.attended,
      recorded_at: version ?? now,
    });
  },
});

export const readReviews = defineAction({
  name: 'read-reviews',
  effect: 'read',
  input: ReadReviewsRequest,
  output: ReviewList,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async ({ tx, input, actor, agency, now, today }) => {
    const { clientId } = input;
    const seen = (alias: string) => visible(actor, 'read-reviews', alias, realDay({ agency, now }));
    const [rows, plans, courses, addenda] = await Promise.all([
      readRows(tx, clientId, seen('v')),
      readPlans(tx, clientId),
      readCourses(tx, clientId),
      readAddenda(tx, clientId, ['review'], seen('a')),
    ]);
    return {
      items: rows.map((row) =>
        reviewView(
          row,
          plans.find(({ id }) => id === row.plan_id),
          courses.find(({ enrolment }) => enrolment.id === row.enrolment_id)?.enrolment,
          today,
          addenda,
        ),
      ),
    };
  },
});
