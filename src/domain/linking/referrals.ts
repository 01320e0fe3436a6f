// A referral is a question to another organization, and stays somebody's work until it is answered and followed up: "the phone
// number was handed over" is no end. What was received is kept apart from whether the need is met: a service may be used for
// months while the need stays.
// The loop: sent → acknowledged → waitlisted or accepted → started (the service is received) → completed, with a word on the need.
import type { Day } from '#domain/basics/day.ts';
import { done, type Refusal, type Result, refusal, refused } from '#domain/basics/result.ts';

export const referralStates = [
  'draft',
  'sent',
  'acknowledged',
  'waitlisted',
  'accepted',
  'declined',
  'started',
  'completed',
  'cancelled',
  'no-answer',
] as const;
export type ReferralState = (typeof referralStates)[number];

export type Referral = {
  readonly state: ReferralState;
  readonly sentOn: Day | null;
  /** The next day somebody looks at it; never null while it is sent and open. */
  readonly nextOn: Day | null;
  /** The day the organization said yes, no or wait. */
  readonly answeredOn: Day | null;
  /** The first day the service was received. */
  readonly receivedOn: Day | null;
  readonly needMet: boolean | null;
  readonly outcomeNote: string | null;
};

const nextStates: Readonly<Record<ReferralState, readonly ReferralState[]>> = {
  draft: ['sent', 'cancelled'],
  sent: ['acknowledged', 'waitlisted', 'accepted', 'declined', 'started', 'no-answer', 'cancelled'],
  acknowledged: ['waitlisted', 'accepted', 'declined', 'started', 'no-answer', 'cancelled'],
  waitlisted: ['accepted', 'declined', 'started', 'no-answer', 'cancelled'],
  accepted: ['started', 'declined', 'no-answer', 'cancelled'],
  started: ['completed', 'cancelled'],
  'no-answer': ['sent', 'acknowledged', 'waitlisted', 'accepted', 'declined', 'started', 'cancelled'],
  declined: [],
  completed: [],
  cancelled: [],
};

const answers: readonly ReferralState[] = ['waitlisted', 'accepted', 'declined', 'started'];

/** Still somebody's work. */
export const isOpenReferral = (state: ReferralState): boolean => nextStates[state].length > 0;

export const openReferralStates = referralStates.filter(isOpenReferral);

/** Where a referral may go from here. */
export const mayMoveTo = (state: ReferralState): readonly ReferralState[] => nextStates[state];

export type ReferralMove = {
  readonly to: ReferralState;
  readonly on: Day;
  readonly nextOn: Day | null;
  /** Whether the need is met; must be said when the service ends. */
  readonly needMet: boolean | null;
  readonly note: string;
};

/** A referral that was not made yet; `move` takes it on. */
export const newReferral: Referral = {
  state: 'draft',
  sentOn: null,
  nextOn: null,
  answeredOn: null,
  receivedOn: null,
  needMet: null,
  outcomeNote: null,
};

const whyNotMove = (referral: Referral, move: ReferralMove, today: Day): readonly Refusal[] => {
  const { to, on, nextOn, note } = move;
  if (!isOpenReferral(referral.state)) return [refusal('referral-finished')];
  if (!nextStates[referral.state].includes(to))
    return [refusal('referral-step-not-possible', { from: referral.state, to })];
  const since = referral.receivedOn ?? referral.answeredOn ?? referral.sentOn;
  return [
    ...(on > today ? [refusal('referral-in-future', { today }, '/on')] : []),
    ...(since !== null && on < since ? [refusal('referral-before-last-step', { on: since }, '/on')] : []),
    ...(isOpenReferral(to) && nextOn === null ? [refusal('referral-without-next', {}, '/nextOn')] : []),
    ...(isOpenReferral(to) && nextOn !== null && nextOn < on ? [refusal('referral-next-passed', {}, '/nextOn')] : []),
    ...((to === 'declined' || to === 'cancelled') && !note.trim()
      ? [refusal('referral-end-without-reason', {}, '/note')]
      : []),
    ...(to === 'completed' && move.needMet === null ? [refusal('need-met-not-said', {}, '/needMet')] : []),
  ];
};

/** The referral after one step, or why the step may not be taken. */
export const moveReferral = (referral: Referral, move: ReferralMove, today: Day): Result<Referral> => {
  const reasons = whyNotMove(referral, move, today);
  if (reasons.length > 0) return refused(...reasons);
  const { to, on } = move;
  return done({
    state: to,
    sentOn: referral.sentOn ?? (to === 'cancelled' ? null : on),
    nextOn: isOpenReferral(to) ? move.nextOn : null,
    answeredOn: referral.answeredOn ?? (answers.includes(to) ? on : null),
    receivedOn: referral.receivedOn ?? (to === 'started' ? on : null),
    needMet: move.needMet ?? referral.needMet,
    outcomeNote: move.note.trim() || referral.outcomeNote,
  });
};
