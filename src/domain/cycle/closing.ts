// Why an enrolment ended, as a coded list. Each reason says for whom it may be used, whether a review must come first, and how
// fidelity counts it (DACTS O5 retention and O6 "graduates", SAMHSA SMA-08-4344). A person who said no is *declined*, never
// *lost*: lost means that nobody could find them.

/** How the drop-out and retention items of a fidelity scale count a closing (the codes of `team-rows/1`). */
export type ClosingCount =
  | 'graduated'
  | 'stepped-down'
  | 'refused'
  | 'not-located'
  | 'unserveable'
  | 'moved-with-referral'
  | 'moved-without-referral'
  | 'died'
  | 'other';

export type ClosingRule = {
  /** Before enrolment (prospect, waitlisted), after it, or both. */
  readonly for: 'prospect' | 'enrolled' | 'both';
  /** Closing for this reason is a finding of a review with the person; the other reasons are events that no review can hold up. */
  readonly needsReview: boolean;
  readonly countsAs: ClosingCount;
  readonly mayReopen: boolean;
};

export const closingReasons = {
  graduated: { for: 'enrolled', needsReview: true, countsAs: 'graduated', mayReopen: true },
  'stepped-down': { for: 'enrolled', needsReview: true, countsAs: 'stepped-down', mayReopen: true },
  transferred: { for: 'enrolled', needsReview: false, countsAs: 'other', mayReopen: true },
  'moved-with-referral': { for: 'both', needsReview: false, countsAs: 'moved-with-referral', mayReopen: true },
  'moved-without-referral': { for: 'both', needsReview: false, countsAs: 'moved-without-referral', mayReopen: true },
  declined: { for: 'both', needsReview: false, countsAs: 'refused', mayReopen: true },
  lost: { for: 'both', needsReview: false, countsAs: 'not-located', mayReopen: true },
  deceased: { for: 'both', needsReview: false, countsAs: 'died', mayReopen: false },
  'not-eligible': { for: 'prospect', needsReview: false, countsAs: 'other', mayReopen: true },
  'no-longer-eligible': { for: 'enrolled', needsReview: true, countsAs: 'other', mayReopen: true },
  'no-place': { for: 'prospect', needsReview: false, countsAs: 'other', mayReopen: true },
  'served-elsewhere': { for: 'prospect', needsReview: false, countsAs: 'other', mayReopen: true },
  'long-stay': { for: 'enrolled', needsReview: false, countsAs: 'other', mayReopen: true },
  unserveable: { for: 'enrolled', needsReview: true, countsAs: 'unserveable', mayReopen: true },
} as const satisfies Record<string, ClosingRule>;

export type ClosingReason = keyof typeof closingReasons;

export const isClosingReason = (text: string): text is ClosingReason => Object.hasOwn(closingReasons, text);

export const closingRule = (reason: ClosingReason): ClosingRule => closingReasons[reason];

/** The reasons a worker may choose from; stepping down has its own act, because it opens an enrolment elsewhere. */
export const closingReasonsFor = (who: 'prospect' | 'enrolled', afterReview: boolean): ClosingReason[] =>
  (Object.keys(closingReasons) as ClosingReason[]).filter((reason) => {
    const rule = closingRule(reason);
    return reason !== 'stepped-down' && (rule.for === who || rule.for === 'both') && (afterReview || !rule.needsReview);
  });
