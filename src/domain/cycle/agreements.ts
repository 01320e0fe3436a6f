// What is agreed with one person within the service model, a contact plan or a phase, holds from a day of their enrolment on. It
// is written down once it is agreed, so never for a day to come.
import type { Day } from '#domain/basics/day.ts';
import { type Refusal, refusal } from '#domain/basics/result.ts';

type Enrolled = { readonly state: string; readonly enrolledOn: Day | null; readonly endedOn: Day | null };

/** Why nothing can be agreed from this day on; nothing when it can. */
export const whyNotAgree = (enrolment: Enrolled, from: Day, today: Day): readonly Refusal[] => {
  const { state, enrolledOn, endedOn } = enrolment;
  if (state === 'ended') return [refusal('enrolment-ended', { on: endedOn ?? '' })];
  if (state !== 'enrolled' || enrolledOn === null) return [refusal('not-enrolled-yet')];
  if (from > today) return [refusal('act-in-future', { today }, '/from')];
  return from < enrolledOn ? [refusal('before-enrolment', { on: enrolledOn }, '/from')] : [];
};
