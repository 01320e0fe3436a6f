// Ending without a review: a referral that comes to nothing, a person who says stop, and the events no review can hold up.
import {
  CloseEnrolmentRequest,
  CloseReferralRequest,
  EnrolmentMoved,
  ReopenEnrolmentRequest,
  RespectStopRequest,
} from '#contract/enrolment.ts';
import { reopenClosing } from '#store/closings.ts';
import { readCourses } from '#store/enrolments.ts';
import { type Context, defineAction } from '../pipeline/define.ts';
import { leftBehind, readOpenWork, settleOpenWork, writeClosing } from '../pipeline/end-enrolment.ts';
import { carryOut, courseOf, decide, movedTo } from '../pipeline/enter-act.ts';
import { conflict, found } from '../pipeline/refused.ts';

const subject = ({ enrolmentId }: { enrolmentId: string }) => ({ table: 'enrolments', id: enrolmentId }) as const;

const close = async (
  context: Context<CloseReferralRequest | CloseEnrolmentRequest>,
  act: 'close-referral' | 'close-without-review',
) => {
  const { tx, input, today } = context;
  const { clientId } = found(context.client);
  const [courses, work] = await Promise.all([readCourses(tx, clientId), readOpenWork(context, clientId)]);
  const course = found(courses.find((each) => each.enrolment.id === input.enrolmentId));
  const { enrolment } = course;
  const on = input.on ?? today;
  const left = leftBehind(
    work,
    enrolment,
    courses.map((each) => each.enrolment),
  );
  // Who may not close is told so before being asked about open work.
  const decided = decide(context, course, act, on, { reason: input.reason });
  const settling = settleOpenWork(context, left, input.leftovers, on, input.reason);
  const [after] = await Promise.all([
    carryOut(context, decided),
    writeClosing(context, enrolment, on, input.reason, input),
    settling,
  ]);
  return movedTo(after);
};

export const closeReferral = defineAction({
  name: 'close-referral',
  effect: 'write',
  input: CloseReferralRequest,
  output: EnrolmentMoved,
  subject,
  run: (context) => close(context, 'close-referral'),
});

export const closeEnrolment = defineAction({
  name: 'close-enrolment',
  effect: 'write',
  input: CloseEnrolmentRequest,
  output: EnrolmentMoved,
  subject,
  run: (context) => close(context, 'close-without-review'),
});

/** Nothing may stand in the way of a clear stop: no review, no open work. */
export const respectStop = defineAction({
  name: 'respect-stop',
  effect: 'write',
  input: RespectStopRequest,
  output: EnrolmentMoved,
  subject,
  run: async (context) => {
    const { input, today } = context;
    const course = await courseOf(context, input.enrolmentId);
    const on = input.on ?? today;
    const decided = decide(context, course, 'respect-stop', on, {});
    const [after] = await Promise.all([
      carryOut(context, decided),
      writeClosing(context, course.enrolment, on, 'declined', input),
    ]);
    return movedTo(after);
  },
});

export const reopenEnrolment = defineAction({
  name: 'reopen-enrolment',
  effect: 'write',
  input: ReopenEnrolmentRequest,
  output: EnrolmentMoved,
  subject,
  run: async (context) => {
    const { tx, input, actor, now, today, newId } = context;
    const { clientId } = found(context.client);
    const courses = await readCourses(tx, clientId);
    const course = found(courses.find((each) => each.enrolment.id === input.enrolmentId));
    const { enrolment } = course;
    if (
      courses.some(
        ({ enrolment: other }) =>
          other.id !== enrolment.id && other.programmeId === enrolment.programmeId && other.state !== 'ended',
      )
    )
      throw conflict('already-referred');
    const on = input.on ?? today;
    const { reason, owner } = input;
    const decided = decide(context, course, 'reopen', on, { cycleId: newId(), owner, reason });
    const [after] = await Promise.all([
      carryOut(context, decided),
      reopenClosing(tx, enrolment.id, on, reason, { by: actor.id, at: now }),
    ]);
    return movedTo(after);
  },
});
