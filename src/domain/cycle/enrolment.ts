// An enrolment is a client's time in a programme, from referral to closing; it is worked in numbered cycles, each one pass
// through the six functions: outreach, assessment, planning, implementation, monitoring, review.
//
// Each day of an enrolment belongs to exactly one cycle. A review that opens the next cycle on a day ends the old cycle with
// that day and the new one counts from the day after, so two cycles never share a day and none is left out; work may go on in
// the new cycle at once (`openedOn`).
import type { Day } from '#domain/basics/day.ts';
import { addDays, daysBetween, laterOf } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Period } from '#domain/basics/period.ts';
import type { Owner } from '#domain/people/owner.ts';
import type { ClosingReason } from './closing.ts';

export const stages = [
  'outreach',
  'assessment',
  'planning',
  'implementation',
  'monitoring',
  'review',
  'closed',
] as const;
export type Stage = (typeof stages)[number];

export type CycleResult = 'next-cycle' | 'stepped-down' | 'closed';

export type Cycle = {
  readonly id: Id;
  /** 1, 2, 3 … within the enrolment. */
  readonly number: number;
  readonly stage: Stage;
  readonly from: Day;
  /** The last day of the cycle; null while it is open. */
  readonly to: Day | null;
  /** The day of the act that opened it: `from`, or the day before where that day still belongs to the cycle before. */
  readonly openedOn: Day;
  readonly openedBy: {
    readonly kind: 'referral' | 'review' | 're-assessment' | 'reopening' | 'step-down';
    /** The referral, review, assessment or earlier enrolment behind it; for a reopening its act. */
    readonly id: Id | null;
  };
  readonly owner: Owner;
  readonly reachedOn: Day | null;
  readonly assessmentSignedOn: Day | null;
  readonly reassessedOn: Day | null;
  readonly planSignedOn: Day | null;
  readonly planRevisedOn: Day | null;
  /** 0 until a plan is signed, then counts the signed versions of this cycle. */
  readonly planVersion: number;
  readonly firstLinkOn: Day | null;
  readonly firstContactAfterPlanOn: Day | null;
  readonly reviewStartedOn: Day | null;
  readonly lastReviewSignedOn: Day | null;
  readonly result: CycleResult | null;
  /** A closing reason, or the programme stepped down to; null for `next-cycle`. */
  readonly resultReason: string | null;
};

export const enrolmentStates = ['prospect', 'waitlisted', 'enrolled', 'ended'] as const;
export type EnrolmentState = (typeof enrolmentStates)[number];

export const priorities = ['urgent', 'high', 'routine'] as const;
export type Priority = (typeof priorities)[number];

export type CriterionFinding = {
  readonly criterion: string;
  readonly met: true | false | 'unknown';
  readonly note: string;
  /** False for what speaks for the programme but may be missing; as the programme had it when this was looked at. */
  readonly required?: boolean;
};

export type Enrolment = {
  readonly id: Id;
  readonly clientId: Id;
  readonly programmeId: Id;
  readonly state: EnrolmentState;
  readonly referredOn: Day;
  readonly attempts: number;
  readonly firstReachedOn: Day | null;
  readonly eligibility: readonly CriterionFinding[];
  readonly eligibilityCheckedOn: Day | null;
  readonly priority: Priority | null;
  readonly waitlistedOn: Day | null;
  readonly enrolledOn: Day | null;
  readonly endedOn: Day | null;
  readonly closeReason: ClosingReason | null;
  /** The day of the latest act; the next may not be earlier. */
  readonly lastActOn: Day;
  readonly cycles: readonly Cycle[];
};

/** The cycle with no last day, or null once the enrolment has ended. */
type InCycles<Each> = { readonly cycles: readonly Each[] };

export const openCycleOf = <Each extends Pick<Cycle, 'to'>>(enrolment: InCycles<Each>): Each | null =>
  enrolment.cycles.find((cycle) => cycle.to === null) ?? null;

export const lastCycleOf = (enrolment: Enrolment): Cycle | null => enrolment.cycles.at(-1) ?? null;

/** The cycle that a day is counted to, for contacts, minutes and results. */
export const cycleOn = <Each extends Pick<Cycle, 'from' | 'to'>>(enrolment: InCycles<Each>, on: Day): Each | null =>
  enrolment.cycles.find((cycle) => cycle.from <= on && (cycle.to === null || on <= cycle.to)) ?? null;

/** Who answers for the client in this programme now; null once the enrolment has ended. */
export const ownerOf = (enrolment: Enrolment): Owner | null => openCycleOf(enrolment)?.owner ?? null;

/**
 * The days in the programme as a client, not as a prospect: one period for each time without a break. Person-time is counted
 * from these, so months between a closing and a reopening never count as served.
 */
export const enrolledPeriods = (enrolment: {
  readonly enrolledOn: Day | null;
  readonly cycles: readonly Pick<Cycle, 'from' | 'to'>[];
}): Period[] => {
  const { enrolledOn } = enrolment;
  if (enrolledOn === null) return [];
  const periods: Period[] = [];
  for (const cycle of enrolment.cycles) {
    if (cycle.to !== null && cycle.to < enrolledOn) continue;
    const from = laterOf(cycle.from, enrolledOn);
    const last = periods.at(-1);
    if (last?.to && addDays(last.to, 1) === from) periods[periods.length - 1] = { from: last.from, to: cycle.to };
    else periods.push({ from, to: cycle.to });
  }
  return periods;
};

/** Days from referral to the first time the person was reached, or, while nobody has reached them, so far. */
export const daysToEngage = (enrolment: Enrolment, on: Day): { readonly days: number; readonly reached: boolean } => ({
  days: daysBetween(enrolment.referredOn, enrolment.firstReachedOn ?? enrolment.endedOn ?? on),
  reached: enrolment.firstReachedOn !== null,
});
