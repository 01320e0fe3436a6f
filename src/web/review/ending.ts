// What is filled in when an enrolment ends, by a review or without one.
import type { CloseEnrolmentRequest } from '#contract/enrolment.ts';
import type { Day } from '#domain/basics/day.ts';
import type { ClosingReason } from '#domain/cycle/closing.ts';
import type { Owner } from '#domain/people/owner.ts';

export type AfterCare = {
  readonly key: string;
  readonly what: string;
  readonly by: Day | null;
  readonly who: string;
};

export type Settling = { readonly how: 'cancel' | 'hand' | null; readonly to: Owner | null };

export type Ending = {
  readonly reason: ClosingReason | null;
  readonly note: string;
  readonly clientView: string;
  readonly afterCare: readonly AfterCare[];
  readonly toldClient: boolean;
  readonly tasks: Settling;
  readonly referrals: Settling;
  readonly letsDraftsGo: boolean;
};

export const emptyEnding: Ending = {
  reason: null,
  note: '',
  clientView: '',
  afterCare: [],
  toldClient: false,
  tasks: { how: null, to: null },
  referrals: { how: null, to: null },
  letsDraftsGo: false,
};

type Leftovers = CloseEnrolmentRequest['leftovers'];

const settled = ({ how, to }: Settling): 'cancel' | { handTo: Owner } | undefined =>
  how === 'cancel' ? 'cancel' : how === 'hand' && to ? { handTo: to } : undefined;

export const leftoversOf = (ending: Ending): Leftovers => {
  const [tasks, referrals] = [settled(ending.tasks), settled(ending.referrals)];
  return {
    ...(tasks && { tasks }),
    ...(referrals && { referrals }),
    ...(ending.letsDraftsGo && { drafts: 'discard' as const }),
  };
};

export const closingFieldsOf = (ending: Ending) => ({
  note: ending.note.trim() || null,
  clientView: ending.clientView.trim() || null,
  afterCare: ending.afterCare
    .filter(({ what }) => what.trim())
    .map(({ what, by, who }) => ({ what: what.trim(), by, who: who.trim() || null })),
  toldClient: ending.toldClient,
});

/** What the refusal names as still open. */
export type OpenWork = {
  readonly tasks: readonly { readonly id: string; readonly title: string; readonly dueBy: string | null }[];
  readonly referrals: readonly { readonly id: string; readonly organization: string; readonly state: string }[];
  readonly drafts: readonly { readonly id: string; readonly kind: string }[];
};

export const openWorkIn = (problem: { readonly document: object } | null): OpenWork | null =>
  problem && 'openWork' in problem.document ? (problem.document.openWork as OpenWork) : null;
