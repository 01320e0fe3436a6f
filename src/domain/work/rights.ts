// How a person's request about their own record may be answered. To see it: given, given in part, or denied in writing on grounds the
// law names, of which some may be reviewed by another professional (45 CFR 164.524(a)(2)–(4), (d)). To amend it: accepted, or denied
// on one of four grounds; then the person's statement of disagreement stands beside the entry, and the agency may add a rebuttal
// (45 CFR 164.526(a)(2), (d)).
import type { Day } from '#domain/basics/day.ts';
import { type Refusal, refusal } from '#domain/basics/result.ts';
import { isLegalRequest } from './legal-clocks.ts';

export const waysToAsk = ['in-person', 'phone', 'letter', 'e-mail', 'other'] as const;
export const recordForms = ['read', 'paper', 'pdf', 'data'] as const;
/** What can be amended: an entry, or the record as a whole (`client`). */
export const amendableKinds = [
  ...(['client', 'contact', 'note', 'assessment', 'plan', 'review'] as const),
  ...(['stay', 'key-event', 'closing', 'alert', 'sitting'] as const),
] as const;
export const recordLanguages = ['en', 'es'] as const;

/** Grounds on which access may be denied, and whether another professional reviews the denial when the person asks. */
export const accessGrounds = {
  'psychotherapy-notes': { reviewable: false, source: '45 CFR 164.524(a)(1)(i)' },
  'legal-proceedings': { reviewable: false, source: '45 CFR 164.524(a)(1)(ii)' },
  correctional: { reviewable: false, source: '45 CFR 164.524(a)(2)(ii)' },
  research: { reviewable: false, source: '45 CFR 164.524(a)(2)(iii)' },
  'confidential-source': { reviewable: false, source: '45 CFR 164.524(a)(2)(v)' },
  'endangers-life': { reviewable: true, source: '45 CFR 164.524(a)(3)(i)' },
  'names-another': { reviewable: true, source: '45 CFR 164.524(a)(3)(ii)' },
  'harm-by-representative': { reviewable: true, source: '45 CFR 164.524(a)(3)(iii)' },
} as const;
export type AccessGround = keyof typeof accessGrounds;
export const accessGroundNames = Object.keys(accessGrounds) as AccessGround[];

/** Grounds on which an amendment may be denied (45 CFR 164.526(a)(2)(i)–(iv)). */
export const amendmentGrounds = ['not-made-here', 'not-in-record', 'not-open-to-access', 'accurate-already'] as const;
export type AmendmentGround = (typeof amendmentGrounds)[number];

export const decisions = ['granted', 'partly', 'denied'] as const;
export type AnswerDecision = (typeof decisions)[number];

/** A denial may be reviewed when one of its grounds rests on somebody's judgement. */
export const isReviewable = (grounds: readonly AccessGround[]): boolean =>
  grounds.some((ground) => accessGrounds[ground].reviewable);

export type Answer = {
  readonly decision: AnswerDecision;
  /** The day the person was answered. */
  readonly on: Day;
  /** What the person was told, in plain words. */
  readonly text: string;
};

type Asked = { readonly requestedOn: Day; readonly state: 'open' | 'done' | 'cancelled'; readonly doneOn: Day | null };

const whyNotAnswer = (asked: Asked, answer: Answer, today: Day): readonly Refusal[] => {
  if (asked.state !== 'open') return [refusal(`request-${asked.state}-already`, { on: asked.doneOn ?? '' })];
  return [
    ...(answer.text.trim() ? [] : [refusal('answer-missing', {}, '/text')]),
    ...(answer.on > today ? [refusal('answer-in-future', { today }, '/on')] : []),
    ...(answer.on < asked.requestedOn ? [refusal('answer-before-request', { on: asked.requestedOn }, '/on')] : []),
  ];
};

const whyNotOnThese = (decision: AnswerDecision, grounds: readonly string[]): readonly Refusal[] =>
  decision === 'granted'
    ? grounds.length > 0
      ? [refusal('granted-without-grounds', {}, '/grounds')]
      : []
    : grounds.length === 0
      ? [refusal('denial-needs-ground', {}, '/grounds')]
      : [];

export type AccessAnswer = Answer & {
  readonly grounds: readonly AccessGround[];
  /** The licensed professional in whose judgement a reviewable ground holds. */
  readonly determinedBy: string;
};

/** Why a request to see the record cannot be answered so; empty when it can. `leftOut`: entries missing from the copy that is given. */
export const whyNotAnswerAccess = (
  asked: Asked & { readonly isRepresentative: boolean },
  answer: AccessAnswer,
  copy: { readonly leftOut: number } | null,
  today: Day,
): readonly Refusal[] => [
  ...whyNotAnswer(asked, answer, today),
  ...whyNotOnThese(answer.decision, answer.grounds),
  ...(answer.decision !== 'granted' && isReviewable(answer.grounds) && !answer.determinedBy.trim()
    ? [refusal('ground-needs-professional', {}, '/determinedBy')]
    : []),
  ...(answer.grounds.includes('harm-by-representative') && !asked.isRepresentative
    ? [refusal('ground-about-representatives', {}, '/grounds')]
    : []),
  ...(answer.decision === 'granted' && copy && copy.leftOut > 0
    ? [refusal('granted-but-left-out', { count: copy.leftOut }, '/decision')]
    : []),
  ...(answer.decision === 'denied' && copy ? [refusal('denied-but-given', {}, '/packageId')] : []),
];

export type AmendmentAnswer = Answer & {
  readonly grounds: readonly AmendmentGround[];
  /** What is put beside the entry. */
  readonly amendment: string;
};

/** Why a request to amend the record cannot be answered so; empty when it can. */
export const whyNotAnswerAmendment = (asked: Asked, answer: AmendmentAnswer, today: Day): readonly Refusal[] => [
  ...whyNotAnswer(asked, answer, today),
  ...whyNotOnThese(answer.decision, answer.grounds),
  ...(answer.decision !== 'denied' && !answer.amendment.trim() ? [refusal('amendment-missing', {}, '/amendment')] : []),
  ...(answer.decision === 'denied' && answer.amendment.trim() ? [refusal('denied-but-amended', {}, '/amendment')] : []),
];

export type Denial = {
  readonly kind: 'access' | 'amendment';
  readonly decision: AnswerDecision | null;
  readonly decidedOn: Day | null;
  readonly grounds: readonly string[];
  readonly reviewAskedOn: Day | null;
  readonly reviewed: boolean;
};

const isDenial = ({ decision }: Denial): boolean => decision === 'denied' || decision === 'partly';

/** Why the person cannot ask that another professional looks at the denial. */
export const whyNotAskReview = (denial: Denial, on: Day, today: Day): readonly Refusal[] => {
  if (denial.kind !== 'access' || !isDenial(denial)) return [refusal('nothing-denied')];
  if (!isReviewable(denial.grounds as readonly AccessGround[])) return [refusal('denial-not-reviewable')];
  if (denial.reviewAskedOn) return [refusal('review-asked-already', { on: denial.reviewAskedOn })];
  return [
    ...(on > today ? [refusal('answer-in-future', { today }, '/on')] : []),
    ...(denial.decidedOn && on < denial.decidedOn
      ? [refusal('answer-before-request', { on: denial.decidedOn }, '/on')]
      : []),
  ];
};

/** Why `reviewer` cannot decide the review: who took part in denying does not judge it (45 CFR 164.524(a)(4)). */
export const whyNotReview = (
  denial: Denial,
  decidedBy: string | null,
  reviewer: string,
  reason: string,
): readonly Refusal[] => {
  if (!denial.reviewAskedOn) return [refusal('review-not-asked')];
  if (denial.reviewed) return [refusal('reviewed-already')];
  if (decidedBy === reviewer) return [refusal('own-denial')];
  return reason.trim() ? [] : [refusal('review-without-reason', {}, '/reason')];
};

/** Why no statement of disagreement, or no rebuttal of it, can be added. */
export const whyNotDisagree = (denial: Denial, said: { readonly disagreement: boolean }): readonly Refusal[] =>
  denial.kind !== 'amendment' || !isDenial(denial)
    ? [refusal('nothing-denied')]
    : said.disagreement
      ? [refusal('disagreed-already')]
      : [];

export const whyNotRebut = (said: {
  readonly disagreement: boolean;
  readonly rebuttal: boolean;
}): readonly Refusal[] =>
  !said.disagreement ? [refusal('nothing-to-rebut')] : said.rebuttal ? [refusal('rebutted-already')] : [];

/** A legal request ends with its answer, which stands in the request: its task is not ticked off, nor taken up again once answered. */
export const whyNotTickOff = (kind: string): readonly Refusal[] =>
  isLegalRequest(kind) ? [refusal('answered-in-requests')] : [];
