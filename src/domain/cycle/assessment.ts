// A comprehensive assessment looks at a whole life, domain by domain: how things are, what is strong, what the person wishes,
// what stands in the way, and what they need. It is ready to sign when every domain was looked at, each unmet need has a
// priority, and at least one strength was found: a plan is built from strengths as much as from needs.
// A need's level follows the common usage of needs scales: none, met (there is help and it is enough), unmet, unknown.
import type { Id } from '#domain/basics/id.ts';
import { type Refusal, refusal } from '#domain/basics/result.ts';
import type { DomainCode } from './life-domains.ts';

export const needLevels = ['none', 'met', 'unmet', 'unknown'] as const;
export type NeedLevel = (typeof needLevels)[number];

/** 1 is worked on first. */
export type NeedPriority = 1 | 2 | 3;

export type Need = {
  /** The same through every rating of the need. */
  readonly thread: Id;
  readonly domain: DomainCode;
  readonly label: string;
  readonly level: NeedLevel;
  readonly priority: NeedPriority | null;
  /** How it came about. */
  readonly origin: string;
  /** What keeps it going. */
  readonly upkeep: string;
  /** The person's own words. */
  readonly words: string;
};

export type Strength = {
  readonly id: Id;
  readonly domain: DomainCode;
  /** What is there now, what the person wishes for, what helped before. */
  readonly aspect: 'current' | 'wish' | 'past';
  readonly text: string;
};

export type DomainEntry = {
  readonly situation: string;
  readonly wishes: string;
  readonly barriers: string;
  readonly words: string;
  /** Talked about this time, not only carried over from the last assessment. */
  readonly discussed: boolean;
};

export type Assessment = {
  readonly domains: Readonly<Partial<Record<string, DomainEntry>>>;
  readonly needs: readonly Need[];
  readonly strengths: readonly Strength[];
};

const pointerTo = (domain: DomainCode, field: string) => `/domains/${domain}/${field}`;

const domainRefusals = (assessment: Assessment, domain: DomainCode): Refusal[] => {
  const needs = assessment.needs.filter((need) => need.domain === domain);
  if (needs.length === 0) return [refusal('domain-not-rated', { domain }, pointerTo(domain, 'needs'))];
  const levels = new Set(needs.map(({ level }) => level));
  const refusals: Refusal[] = [];
  if (levels.has('none') && levels.size > 1)
    refusals.push(refusal('domain-none-and-need', { domain }, pointerTo(domain, 'needs')));
  const onlyUnknown = levels.size === 1 && levels.has('unknown');
  if (!onlyUnknown && !assessment.domains[domain]?.discussed)
    refusals.push(refusal('domain-not-discussed', { domain }, pointerTo(domain, 'discussed')));
  for (const need of needs)
    if (need.level === 'unmet') {
      if (need.priority === null)
        refusals.push(refusal('need-without-priority', { domain }, pointerTo(domain, 'priority')));
      if (!need.label.trim()) refusals.push(refusal('need-without-label', { domain }, pointerTo(domain, 'label')));
    }
  return refusals;
};

/** Why an assessment cannot be signed yet, each with a pointer to the place; empty when it can. */
export const whyNotSignAssessment = (assessment: Assessment, domains: readonly DomainCode[]): readonly Refusal[] => {
  const refusals = domains.flatMap((domain) => domainRefusals(assessment, domain));
  for (const { domain } of assessment.needs)
    if (!domains.includes(domain)) refusals.push(refusal('domain-not-known', { domain }, '/needs'));
  if (assessment.needs.length > 0 && assessment.needs.every(({ level }) => level === 'unknown'))
    refusals.push(refusal('assessment-all-unknown', {}, '/needs'));
  if (!assessment.strengths.some(({ text }) => text.trim()))
    refusals.push(refusal('assessment-without-strength', {}, '/strengths'));
  return refusals;
};

/** The unmet needs, most pressing first: what a plan has to answer. */
export const unmetNeeds = (needs: readonly Need[]): readonly Need[] =>
  needs.filter(({ level }) => level === 'unmet').toSorted((a, b) => (a.priority ?? 4) - (b.priority ?? 4));

/** A re-assessment starts from the last one, word for word; nothing counts as talked about until it was. */
export const prefilledAssessment = (last: Assessment): Assessment => ({
  ...last,
  domains: Object.fromEntries(
    Object.entries(last.domains).map(([domain, entry]) => [domain, entry && { ...entry, discussed: false }]),
  ),
});

/** What changed between two assessments, need by need. `from` is null for a need first found now. */
export const changedNeeds = (
  last: readonly Need[],
  now: readonly Need[],
): readonly { readonly thread: Id; readonly from: NeedLevel | null; readonly to: NeedLevel }[] => {
  const before = new Map(last.map((need) => [need.thread, need.level]));
  return now
    .map(({ thread, level }) => ({ thread, from: before.get(thread) ?? null, to: level }))
    .filter(({ from, to }) => from !== to && !(from === null && to === 'none'));
};
