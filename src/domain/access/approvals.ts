// What cannot be taken back takes two people: one asks and says why, a second who may do the same agrees or declines within seven
// days. Nobody agrees with themselves; what was agreed to is carried out once (NIST SP 800-53, AC-3(2): dual authorization).
import { addDays, type Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { type Refusal, refusal } from '#domain/basics/result.ts';
import type { Permission } from './policy.ts';

/** Each kind with what both people must be allowed to do. */
export const approvalKinds = {
  'merge-clients': { permission: 'ask-merge' },
  'purge-client': { permission: 'ask-purge' },
  'export-part2': { permission: 'ask-part2-export' },
} as const satisfies Record<string, { readonly permission: Permission }>;
export type ApprovalKind = keyof typeof approvalKinds;

export const decisions = ['decline', 'approve', 'withdraw'] as const;
export type Decision = (typeof decisions)[number];

export type ApprovalState = 'open' | 'approved' | 'declined' | 'withdrawn';

export type Approval = {
  readonly askedBy: Id;
  readonly askedOn: Day;
  readonly state: ApprovalState;
  readonly decidedOn: Day | null;
};

const daysToDecide = 7;

/** The last day on which it can be decided. */
export const lapsesOn = (askedOn: Day): Day => addDays(askedOn, daysToDecide);

/** Time passes without a write: what nobody decided has lapsed. */
export const stateOn = (
  { state, askedOn }: Pick<Approval, 'state' | 'askedOn'>,
  today: Day,
): ApprovalState | 'lapsed' => (state === 'open' && today > lapsesOn(askedOn) ? 'lapsed' : state);

export const stateAfter = { decline: 'declined', approve: 'approved', withdraw: 'withdrawn' } as const;

/** Why this person may not decide so now; nothing when they may. */
export const whyNotDecide = (approval: Approval, by: Id, decision: Decision, today: Day): readonly Refusal[] => {
  const state = stateOn(approval, today);
  if (state === 'lapsed') return [refusal('approval-lapsed', { on: lapsesOn(approval.askedOn) })];
  if (state !== 'open') return [refusal('approval-decided', { on: approval.decidedOn ?? '' })];
  const isOwn = approval.askedBy === by;
  if (decision === 'withdraw') return isOwn ? [] : [refusal('approval-not-yours')];
  return isOwn ? [refusal('approval-needs-another')] : [];
};
