// Signing a review with its decision. Continue and revise stay in the cycle; the next cycle closes this one and begins with an
// assessment that knows what was found; stepping down leaves here and arrives there as one; closing leaves nothing open unseen.
import { ReviewSigned, SignReviewRequest } from '#contract/review.ts';
import { laterOf } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { refusal } from '#domain/basics/result.ts';
import type { Need } from '#domain/cycle/assessment.ts';
import { type Enrolment, openCycleOf } from '#domain/cycle/enrolment.ts';
import { stepDown } from '#domain/cycle/history.ts';
import { type Decision, whyNotSignReview } from '#domain/cycle/review.ts';
import type { ActOf } from '#domain/cycle/transitions.ts';
import { readAssessments } from '#store/assessments.ts';
import { type RecordedCourse, writeAct } from '#store/enrolments.ts';
import { insertRatings } from '#store/goals.ts';
import { type RecordedNeed, readNeeds, writeNeeds } from '#store/needs.ts';
import { type RecordedReview, reviewFrom, signReview as writeSignature } from '#store/reviews.ts';
import { readStrengths } from '#store/strengths.ts';
import { beginAssessment } from '../pipeline/begin-assessment.ts';
import { type Context, defineAction } from '../pipeline/define.ts';
import { leftBehind, type OpenWork, readOpenWork, settleOpenWork, writeClosing } from '../pipeline/end-enrolment.ts';
import { carryOut, decide, movedTo } from '../pipeline/enter-act.ts';
import { conflict, found, granted, invalid, Refused } from '../pipeline/refused.ts';
import { readDraftReview } from './write-review.ts';

type Signing = {
  readonly context: Context<SignReviewRequest>;
  readonly review: RecordedReview;
  readonly course: RecordedCourse;
  readonly courses: readonly RecordedCourse[];
  readonly on: Context<unknown>['today'];
  readonly left: OpenWork;
};

type Outcome = {
  readonly after: Promise<Enrolment>;
  readonly cycleOfNeeds: Id;
  readonly sent: readonly Promise<unknown>[];
  readonly toEnrolmentId: Id | null;
};

const stay = ({ context, review, course, on }: Signing, act: 'decide-continue' | 'decide-revise-plan'): Outcome => {
  const decided = decide(context, course, act, on, { reviewId: review.id });
  return { after: carryOut(context, decided), cycleOfNeeds: review.cycle_id, sent: [], toEnrolmentId: null };
};

const openNext = ({ context, review, course, on, left }: Signing): Outcome => {
  const { input, newId } = context;
  const cycleId = newId();
  const params = { foundBy: 'review', reviewId: review.id, cycleId, needs: review.new_needs.length } as const;
  const decided = decide(context, course, 'decide-next-cycle', on, params);
  // Tasks and referrals go on in the next cycle; a draft of this one would not.
  const drafts = { tasks: [], referrals: [], drafts: left.drafts };
  const settling = settleOpenWork(context, drafts, input.leftovers, on, 'next-cycle');
  return { after: carryOut(context, decided), cycleOfNeeds: cycleId, sent: [settling], toEnrolmentId: null };
};

const close = ({ context, review, course, on, left }: Signing): Outcome => {
  const { input } = context;
  if (!input.closing) throw invalid('closing-reason-missing', {}, '/closing/reason');
  const { reason } = input.closing;
  const decided = decide(context, course, 'decide-close', on, { reviewId: review.id, reason });
  const settling = settleOpenWork(context, left, input.leftovers, on, reason);
  return {
    after: carryOut(context, decided),
    cycleOfNeeds: review.cycle_id,
    sent: [settling, writeClosing(context, course.enrolment, on, reason, input.closing)],
    toEnrolmentId: null,
  };
};

const moveDown = ({ context, review, course, courses, on, left }: Signing): Outcome => {
  const { tx, input, actor, agency, now, today, newId } = context;
  const { enrolment, history } = course;
  if (!input.stepDown) throw invalid('step-down-to-missing', {}, '/stepDown/toProgrammeId');
  const { toProgrammeId, owner } = input.stepDown;
  if (
    courses.some(
      ({ enrolment: each }) => each.programmeId === toProgrammeId && each.id !== enrolment.id && each.state !== 'ended',
    )
  )
    throw conflict('already-referred', {}, '/stepDown/toProgrammeId');
  const leaving: ActOf<'decide-step-down'> = {
    id: newId(),
    name: 'decide-step-down',
    on,
    params: { reviewId: review.id, toProgrammeId },
  };
  const toEnrolmentId = newId();
  const there = {
    actId: newId(),
    enrolmentId: toEnrolmentId,
    cycleId: newId(),
    owner,
    clientId: enrolment.clientId,
    fromEnrolmentId: enrolment.id,
  };
  const both = granted(stepDown(history, leaving, there, today));
  const [here, arrived] = [found(both.here.enrolment), found(both.there.enrolment)];
  const arriving = found(both.there.history.at(-1)).act;
  const drafts = { tasks: [], referrals: [], drafts: left.drafts };
  const settling = settleOpenWork(context, drafts, input.leftovers, on, 'stepped-down');
  const stamp = { by: actor.id, at: now };
  context.touch(enrolment.clientId);
  return {
    after: writeAct(tx, agency.id, leaving, enrolment, here, stamp, newId).then(() => here),
    cycleOfNeeds: review.cycle_id,
    sent: [
      settling,
      writeAct(tx, agency.id, arriving, null, arrived, stamp, newId),
      writeClosing(context, enrolment, on, 'stepped-down', input.closing ?? {}),
    ],
    toEnrolmentId,
  };
};

const takeDecision = (signing: Signing, decision: Decision): Outcome => {
  switch (decision) {
    case 'continue':
      return stay(signing, 'decide-continue');
    case 'revise-plan':
      return stay(signing, 'decide-revise-plan');
    case 'next-cycle':
      return openNext(signing);
    case 'step-down':
      return moveDown(signing);
    case 'close':
      return close(signing);
  }
};

const foundNeeds = ({ new_needs }: RecordedReview, newId: () => Id): Need[] =>
  new_needs.map((need) => ({ ...need, thread: newId(), level: 'unmet', origin: '', upkeep: '' }));

export const signReview = defineAction({
  name: 'sign-review',
  effect: 'write',
  input: SignReviewRequest,
  output: ReviewSigned,
  subject: ({ reviewId }) => ({ table: 'reviews', id: reviewId }),
  run: async (context) => {
    const { tx, input, actor, agency, now, today, newId } = context;
    const { clientId } = found(context.client);
    const [draft, work, standing, assessments, strengths] = await Promise.all([
      readDraftReview(context),
      readOpenWork(context, clientId),
      readNeeds(tx, clientId),
      readAssessments(tx, clientId),
      readStrengths(tx, clientId),
    ]);
    const { review, course, courses, plan, view } = draft;
    context.requireVersion(review.recorded_at, view(review));
    const missing = whyNotSignReview(reviewFrom(review), plan?.body.goals ?? []);
    const { decision } = review;
    if (missing.length > 0 || decision === null)
      throw new Refused(422, missing.length > 0 ? missing : [refusal('review-without-decision', {}, '/decision')]);
    const on = input.on ?? laterOf(review.day, course.enrolment.lastActOn);
    const enrolments = courses.map(({ enrolment }) => enrolment);
    const open = { ...work, drafts: work.drafts.filter(({ id }) => id !== review.id) };
    const left = leftBehind(open, course.enrolment, enrolments);
    const { after, cycleOfNeeds, sent, toEnrolmentId } = takeDecision(
      { context, review, course, courses, on, left },
      decision,
    );
    const stamp = { by: actor.id, at: now };
    const needs = foundNeeds(review, newId);
    const ratings = review.progress.flatMap(({ goal, level, note }) =>
      level === null
        ? []
        : [
            {
              id: newId(),
              thread: goal,
              level,
              ratedBy: 'together' as const,
              note: note || null,
              day: on,
              reviewId: review.id,
            },
          ],
    );
    const written = { clientId, cycleId: cycleOfNeeds, assessmentId: null, reviewId: review.id, day: on, needs };
    const nowStanding: RecordedNeed[] = [
      ...standing,
      ...needs.map((need) => ({ ...need, id: need.thread, day: on, cycleId: cycleOfNeeds })),
    ];
    const kind = 'comprehensive';
    const [enrolment, , , , , begun] = await Promise.all([
      after,
      Promise.all(sent),
      writeSignature(tx, review.id, on, stamp),
      writeNeeds(tx, agency.id, standing, written, false, stamp, newId),
      insertRatings(tx, agency.id, clientId, ratings, stamp),
      decision === 'next-cycle'
        ? beginAssessment(
            { ...context, today: laterOf(today, on) },
            { clientId, cycleId: cycleOfNeeds, kind },
            { assessments, needs: nowStanding, strengths },
          )
        : null,
    ]);
    const cycle = openCycleOf(enrolment);
    return {
      ...movedTo(enrolment),
      reviewId: review.id,
      decision,
      assessmentId: decision === 'next-cycle' && cycle ? (begun?.id ?? null) : null,
      toEnrolmentId,
    };
  },
});
