// Keeping one of the staff away from one person's record: a relative, a neighbour, somebody with a conflict of interest. Who still
// answers for the person must be able to open the chart, so another takes over first.
import { type Refusal, refusal } from '#domain/basics/result.ts';

export type StaffStanding = {
  readonly isBlocked: boolean;
  /** Answers for this person now. */
  readonly ownsWork: boolean;
};

/** Why somebody on the staff cannot be kept away; nothing when they can. */
export const whyNotBlock = ({ isBlocked, ownsWork }: StaffStanding): readonly Refusal[] => {
  if (isBlocked) return [refusal('staff-blocked-already')];
  return ownsWork ? [refusal('hand-over-first')] : [];
};
