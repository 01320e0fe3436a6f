// Who may decide for another person, in what, and from when to when. Being family or an emergency contact gives no authority; a
// paper does, and only within its scope: a representative payee handles benefits and decides nothing about care.
import type { Day } from '#domain/basics/day.ts';
import { includes, type Period } from '#domain/basics/period.ts';
import { done, type Result, refusal, refused } from '#domain/basics/result.ts';

export const decisionScopes = ['health-care', 'records', 'money', 'housing', 'education', 'services'] as const;
export type DecisionScope = (typeof decisionScopes)[number];

export const authorities = [
  'guardian',
  'health-care-proxy',
  'power-of-attorney',
  'representative-payee',
  'parent',
] as const;
export type Authority = (typeof authorities)[number];

// The widest that each kind of paper can reach; the scope written on the paper may be narrower and is what counts.
const widestScope: Readonly<Record<Authority, readonly DecisionScope[]>> = {
  guardian: decisionScopes,
  parent: decisionScopes,
  'power-of-attorney': decisionScopes,
  'health-care-proxy': ['health-care', 'records', 'services'],
  'representative-payee': ['money'],
};

export type SupporterAuthority = {
  readonly authority: Authority | null;
  readonly scopes: readonly string[];
  readonly authorityDuring: Period | null;
  /** The order or document it rests on. */
  readonly authorityBasis: string | null;
  readonly endedOn: Day | null;
};

/** Whether a supporter may decide in a matter on a day; the value is the authority and what it rests on. */
export const mayActFor = (
  supporter: SupporterAuthority,
  scope: DecisionScope,
  on: Day,
): Result<{ readonly authority: Authority; readonly basis: string }> => {
  const { authority, authorityDuring: during, endedOn } = supporter;
  if (authority === null) return refused(refusal('supporter-without-authority'));
  if (endedOn !== null && endedOn < on) return refused(refusal('supporter-ended', { on: endedOn }));
  if (during === null) return refused(refusal('authority-without-dates', { authority }));
  if (!includes(during, on))
    return on < during.from
      ? refused(refusal('authority-not-begun', { authority, from: during.from }))
      : refused(refusal('authority-ended', { authority, on: during.to ?? '' }));
  if (!supporter.scopes.includes(scope) || !widestScope[authority].includes(scope))
    return refused(refusal('authority-not-for-this', { authority, scope }));
  const basis = supporter.authorityBasis?.trim();
  return basis ? done({ authority, basis }) : refused(refusal('authority-without-paper', { authority }));
};
