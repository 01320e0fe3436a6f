// What a contact does to the cycle: in outreach an attempt or a reach counts, and once a plan is signed, or signed anew after a
// revision, the first time somebody was reached.
import type { Day } from '#domain/basics/day.ts';
import type { Outcome } from '#domain/contacts/contact.ts';
import { type Enrolment, openCycleOf } from '#domain/cycle/enrolment.ts';
import type { ContactPartner } from '#domain/models/definition.ts';

export type ContactAct = 'log-attempt' | 'log-reach' | 'follow-up';

export const contactAct = (
  enrolment: Enrolment,
  contact: { readonly outcome: Outcome; readonly withWhom: ContactPartner },
  on: Day,
): ContactAct | null => {
  const cycle = openCycleOf(enrolment);
  if (!cycle || on < cycle.openedOn) return null;
  if (cycle.stage === 'outreach' && contact.withWhom === 'client') {
    if (contact.outcome === 'attempted') return 'log-attempt';
    return cycle.reachedOn === null || enrolment.state === 'enrolled' ? 'log-reach' : null;
  }
  const plannedOn = cycle.planRevisedOn ?? cycle.planSignedOn;
  const follows =
    contact.outcome === 'reached' &&
    plannedOn !== null &&
    on >= plannedOn &&
    (cycle.firstContactAfterPlanOn === null || cycle.stage === 'implementation') &&
    enrolment.state === 'enrolled';
  return follows ? 'follow-up' : null;
};
