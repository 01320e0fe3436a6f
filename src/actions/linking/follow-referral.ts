// Linking a person with a service: a referral is made, sent, answered, and followed until the service is received or not.
import { MakeReferralRequest, MoveReferralRequest, ReferralView } from '#contract/referral.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { openCycleOf } from '#domain/cycle/enrolment.ts';
import { isOpenReferral, newReferral, type Referral, moveReferral as step } from '#domain/linking/referrals.ts';
import { type RecordedCourse, readCourses } from '#store/enrolments.ts';
import { ownerFrom } from '#store/postgres/stamps.ts';
import { insertReferral, type RecordedReferral, readReferrals, updateReferral } from '#store/referrals.ts';
import { type Context, defineAction } from '../pipeline/define.ts';
import { carryOut, decide } from '../pipeline/enter-act.ts';
import { conflict, found, granted, invalid } from '../pipeline/refused.ts';
import { referralView } from './referral-view.ts';

/** The enrolment a referral belongs to: the one named, or the only one that is open. */
const courseFor = (courses: readonly RecordedCourse[], named: Id | undefined): RecordedCourse | null => {
  if (named !== undefined) return found(courses.find(({ enrolment }) => enrolment.id === named));
  const open = courses.filter(({ enrolment }) => enrolment.state !== 'ended');
  if (open.length > 1) throw invalid('say-which-enrolment', {}, '/enrolmentId');
  return open[0] ?? null;
};

/** The first referral sent in a cycle is the act of linking. */
const link = (
  context: Context<unknown>,
  course: RecordedCourse | null,
  on: Day,
  referralId: Id,
): Promise<unknown> | null => {
  const cycle = course && openCycleOf(course.enrolment);
  if (!cycle || cycle.firstLinkOn !== null || course.enrolment.state !== 'enrolled') return null;
  if (on < cycle.openedOn || on < (course.enrolment.enrolledOn ?? on)) return null;
  return carryOut(context, decide(context, course, 'link', on, { referralId }));
};

export const makeReferral = defineAction({
  name: 'make-referral',
  effect: 'write',
  input: MakeReferralRequest,
  output: ReferralView,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async (context) => {
    const { tx, input, actor, agency, now, today, newId } = context;
    const course = courseFor(await readCourses(tx, input.clientId), input.enrolmentId);
    const id = newId();
    const nextOn = input.nextOn ?? null;
    const referral: Referral = input.sentOn
      ? granted(step(newReferral, { to: 'sent', on: input.sentOn, nextOn, needMet: null, note: input.note }, today))
      : { ...newReferral, nextOn, outcomeNote: input.note.trim() || null };
    const made = {
      id,
      clientId: input.clientId,
      cycleId: (course && openCycleOf(course.enrolment)?.id) ?? null,
      goalThread: input.goalThread ?? null,
      needThread: input.needThread ?? null,
      organization: input.organization,
      service: input.service ?? null,
      contactName: input.contactName ?? null,
      contactPhone: input.contactPhone ?? null,
      owner: input.owner,
      referral,
    };
    const linking = input.sentOn ? link(context, course, input.sentOn, id) : null;
    const [, , rows] = await Promise.all([
      insertReferral(tx, agency.id, made, { by: actor.id, at: now }),
      linking,
      readReferrals(tx, input.clientId),
    ]);
    return referralView(found(rows.find((row) => row.id === id)), today);
  },
});

const changed = (context: Context<MoveReferralRequest>, row: RecordedReferral): Referral => {
  const { input, today } = context;
  const { to, nextOn, owner } = input;
  const on = input.on ?? today;
  if (to !== undefined)
    return granted(
      step(row, { to, on, nextOn: nextOn ?? null, needMet: input.needMet ?? null, note: input.note }, today),
    );
  if (!isOpenReferral(row.state)) throw conflict('referral-finished');
  if (nextOn === undefined && owner === undefined && input.note.trim() === '')
    throw invalid('nothing-to-change', {}, '/to');
  if (nextOn === null && row.sentOn !== null) throw invalid('referral-without-next', {}, '/nextOn');
  if (nextOn && nextOn < today) throw invalid('referral-next-passed', {}, '/nextOn');
  return {
    ...row,
    nextOn: nextOn === undefined ? row.nextOn : nextOn,
    outcomeNote: input.note.trim() || row.outcomeNote,
  };
};

export const moveReferral = defineAction({
  name: 'move-referral',
  effect: 'write',
  input: MoveReferralRequest,
  output: ReferralView,
  subject: ({ referralId }) => ({ table: 'referrals', id: referralId }),
  run: async (context) => {
    const { tx, input, actor, now, today } = context;
    const { clientId } = found(context.client);
    const [rows, courses] = await Promise.all([readReferrals(tx, clientId), readCourses(tx, clientId)]);
    const row = found(rows.find(({ id }) => id === input.referralId));
    const referral = changed(context, row);
    const course = courses.find(({ enrolment }) => enrolment.id === row.enrolment_id) ?? null;
    const linking =
      row.sentOn === null && referral.sentOn !== null ? link(context, course, referral.sentOn, row.id) : null;
    const [, , after] = await Promise.all([
      updateReferral(tx, row.id, referral, input.owner ?? ownerFrom(row), { by: actor.id, at: now }),
      linking,
      readReferrals(tx, clientId),
    ]);
    return referralView(found(after.find(({ id }) => id === row.id)), today);
  },
});
