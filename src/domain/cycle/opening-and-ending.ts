// How a cycle and an enrolment begin and end: the days they get. The acts that may do it are in `transitions.ts`.
import { type Day, laterOf } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Owner } from '#domain/people/owner.ts';
import type { ClosingReason } from './closing.ts';
import type { Cycle, CycleResult, Enrolment, Stage } from './enrolment.ts';

export type Opening = {
  readonly enrolmentId: Id;
  readonly clientId: Id;
  readonly programmeId: Id;
  readonly cycleId: Id;
  readonly owner: Owner;
};

export const newCycle = (
  id: Id,
  number: number,
  stage: Stage,
  from: Day,
  openedOn: Day,
  openedBy: Cycle['openedBy'],
  owner: Owner,
): Cycle => ({
  id,
  number,
  stage,
  from,
  to: null,
  openedOn,
  openedBy,
  owner,
  reachedOn: null,
  assessmentSignedOn: null,
  reassessedOn: null,
  planSignedOn: null,
  planRevisedOn: null,
  planVersion: 0,
  firstLinkOn: null,
  firstContactAfterPlanOn: null,
  reviewStartedOn: null,
  lastReviewSignedOn: null,
  result: null,
  resultReason: null,
});

export const newEnrolment = (opening: Opening, on: Day, cycle: Cycle): Enrolment => ({
  id: opening.enrolmentId,
  clientId: opening.clientId,
  programmeId: opening.programmeId,
  state: 'prospect',
  referredOn: on,
  attempts: 0,
  firstReachedOn: null,
  eligibility: [],
  eligibilityCheckedOn: null,
  priority: null,
  waitlistedOn: null,
  enrolledOn: null,
  endedOn: null,
  closeReason: null,
  lastActOn: on,
  cycles: [cycle],
});

export const withCycle = (enrolment: Enrolment, changed: Cycle): Enrolment => ({
  ...enrolment,
  cycles: enrolment.cycles.map((cycle) => (cycle.id === changed.id ? changed : cycle)),
});

// A cycle opened on the last day of the one before counts from the next day. If the person stops or dies on that very day, it
// ends with its first day: a cycle always has one.
export const closedCycle = (cycle: Cycle, on: Day, result: CycleResult, resultReason: string | null): Cycle => ({
  ...cycle,
  stage: 'closed',
  to: laterOf(on, cycle.from),
  result,
  resultReason,
});

export const ended = (
  enrolment: Enrolment,
  cycle: Cycle,
  on: Day,
  reason: ClosingReason,
  result: CycleResult = 'closed',
  resultReason: string = reason,
): Enrolment => ({
  ...withCycle(enrolment, closedCycle(cycle, on, result, resultReason)),
  state: 'ended',
  endedOn: laterOf(on, cycle.from),
  closeReason: reason,
});
