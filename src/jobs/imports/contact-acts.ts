// A contact that comes from a file moves the cycle as one entered by hand does: an attempt counts in outreach, the first time the
// person is reached is kept, and so is the first contact after a plan was signed.

import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Outcome } from '#domain/contacts/contact.ts';
import { type Enrolment, openCycleOf } from '#domain/cycle/enrolment.ts';
import { enter, type History } from '#domain/cycle/history.ts';
import type { Act } from '#domain/cycle/transitions.ts';
import type { Move } from './import-enrolments.ts';

export type MovingContact = { readonly id: Id; readonly day: Day; readonly outcome: Outcome };

const actOf = (enrolment: Enrolment, { id, day, outcome }: MovingContact, actId: Id): Act | null => {
  const cycle = openCycleOf(enrolment);
  const inOutreach = cycle?.stage === 'outreach' && day >= cycle.openedOn;
  if (outcome === 'attempted') return inOutreach ? { id: actId, name: 'log-attempt', on: day, params: {} } : null;
  const { firstReachedOn } = enrolment;
  const isFirst = firstReachedOn === null || day < firstReachedOn;
  if (isFirst || (inOutreach && enrolment.state === 'enrolled'))
    return { id: actId, name: 'log-reach', on: day, params: {} };
  const isFollowUp =
    cycle !== null &&
    enrolment.state === 'enrolled' &&
    cycle.planSignedOn !== null &&
    day >= cycle.planSignedOn &&
    cycle.firstContactAfterPlanOn === null;
  return isFollowUp ? { id: actId, name: 'follow-up', on: day, params: { contactId: id } } : null;
};

/** Whether contacts can move this enrolment at all: most are long past it, and their history need not be read. */
export const mayMove = (enrolment: Enrolment, contacts: readonly MovingContact[]): boolean =>
  contacts.some((contact) => actOf(enrolment, contact, '') !== null);

/** The moves that contacts, in order of their days, make. A contact that the rules give no place in the cycle stands without one. */
export const movesBy = (
  enrolment: Enrolment,
  history: History,
  contacts: readonly MovingContact[],
  today: Day,
  newId: () => Id,
): Move[] => {
  const moves: Move[] = [];
  let [before, known] = [enrolment, history];
  for (const contact of contacts) {
    const act = actOf(before, contact, newId());
    const course = act && enter(known, act, today);
    if (!act || !course?.ok || !course.value.enrolment) continue;
    moves.push({ act, before, after: course.value.enrolment });
    [before, known] = [course.value.enrolment, course.value.history];
  }
  return moves;
};
