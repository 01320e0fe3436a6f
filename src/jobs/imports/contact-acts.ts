// A contact that comes from a file moves the cycle as one entered by hand does. A file also brings years that are over, so the first
// time the person was reached is found among all its contacts, wherever the enrolment stands by now.
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Outcome } from '#domain/contacts/contact.ts';
import { type ContactAct, contactAct } from '#domain/cycle/contact-act.ts';
import type { Enrolment } from '#domain/cycle/enrolment.ts';
import { enter, type History } from '#domain/cycle/history.ts';
import type { Act } from '#domain/cycle/transitions.ts';
import type { Move } from './import-enrolments.ts';

export type MovingContact = { readonly id: Id; readonly day: Day; readonly outcome: Outcome };

const actOf = (enrolment: Enrolment, { day, outcome }: MovingContact): ContactAct | null => {
  const { firstReachedOn } = enrolment;
  const isFirst = outcome === 'reached' && (firstReachedOn === null || day < firstReachedOn);
  return isFirst ? 'log-reach' : contactAct(enrolment, { outcome, withWhom: 'client' }, day);
};

/** Whether contacts can move this enrolment at all: most are long past it, and their history need not be read. */
export const mayMove = (enrolment: Enrolment, contacts: readonly MovingContact[]): boolean =>
  contacts.some((contact) => actOf(enrolment, contact) !== null);

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
    const name = actOf(before, contact);
    if (name === null) continue;
    const act: Act = { id: newId(), name, on: contact.day, params: { contactId: contact.id } };
    const course = enter(known, act, today);
    if (!course.ok || !course.value.enrolment) continue;
    moves.push({ act, before, after: course.value.enrolment });
    [before, known] = [course.value.enrolment, course.value.history];
  }
  return moves;
};
