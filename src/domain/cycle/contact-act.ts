// What a contact does to the cycle, whether it is entered by hand, comes from a file or is made up for the demonstration: in outreach
// an attempt or a reach counts; later the first time the person was reached at all, where they were enrolled before that (a court
// order, a transfer); and once a plan is signed, or signed anew after a revision, the first time somebody was reached.
import type { Day } from '../basics/day.ts';
import type { Outcome } from '../contacts/contact.ts';
import type { ContactPartner } from '../models/definition.ts';
import { type Cycle, type Enrolment, openCycleOf } from './enrolment.ts';

export type ContactAct = 'log-attempt' | 'log-reach' | 'follow-up';

/** As much of an enrolment as it takes to tell. */
type Standing = Pick<Enrolment, 'state' | 'firstReachedOn'> & {
  readonly cycles: readonly Pick<
    Cycle,
    'to' | 'openedOn' | 'stage' | 'reachedOn' | 'planRevisedOn' | 'planSignedOn' | 'firstContactAfterPlanOn'
  >[];
};

export const contactAct = (
  enrolment: Standing,
  contact: { readonly outcome: Outcome; readonly withWhom: ContactPartner },
  on: Day,
): ContactAct | null => {
  const cycle = openCycleOf(enrolment);
  if (!cycle || on < cycle.openedOn) return null;
  const withClient = contact.withWhom === 'client';
  if (cycle.stage === 'outreach' && withClient) {
    if (contact.outcome === 'attempted') return 'log-attempt';
    return cycle.reachedOn === null || enrolment.state === 'enrolled' ? 'log-reach' : null;
  }
  if (contact.outcome !== 'reached' || enrolment.state !== 'enrolled') return null;
  if (enrolment.firstReachedOn === null && withClient) return 'log-reach';
  const plannedOn = cycle.planRevisedOn ?? cycle.planSignedOn;
  const follows =
    plannedOn !== null &&
    on >= plannedOn &&
    (cycle.firstContactAfterPlanOn === null || cycle.stage === 'implementation');
  return follows ? 'follow-up' : null;
};
