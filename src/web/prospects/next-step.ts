// What comes next for somebody who is not enrolled yet: always exactly one thing.
import type { ProspectView } from '#contract/enrolment.ts';

export type NextStep = 'reach' | 'check' | 'decide' | 'enrol';

/** Meet the person, then check the criteria; what is not met or not known is a decision; then they may be enrolled. */
export const nextStepOf = ({ missing }: Pick<ProspectView, 'missing'>): NextStep => {
  const codes = new Set(missing.map(({ code }) => code));
  if (codes.has('not-reached-yet')) return 'reach';
  if (codes.has('eligibility-not-checked') || codes.has('criteria-unknown')) return 'check';
  return codes.size > 0 ? 'decide' : 'enrol';
};
