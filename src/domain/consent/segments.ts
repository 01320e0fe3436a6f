// What a record's confidentiality is. `general` follows the care team; what a Part 2 programme writes (42 CFR Part 2) and counselling
// notes (§2.11; 45 CFR 164.501, psychotherapy notes) are closed to everybody a consent or the law does not name; an agency closes more
// (HIV, domestic violence) by its own rule. A row that is worked out from others carries the segment of what it was worked out from.
import { type Refusal, refusal } from '#domain/basics/result.ts';
import { isObject } from '#domain/basics/shape.ts';

export const builtInSegments = ['general', 'part2', 'counselling-notes'] as const;

/** Who of the care team sees an agency's own segment without a consent: nobody, those who lead, or all of it. */
export const segmentRules = ['named', 'leads', 'care-team'] as const;
export type SegmentRule = (typeof segmentRules)[number];

export type OwnSegment = {
  readonly code: string;
  readonly labels: { readonly en: string; readonly es: string };
  readonly openTo: SegmentRule;
};

/** The segments an agency has added, from its settings. */
export const ownSegments = (settings: unknown): readonly OwnSegment[] =>
  isObject(settings) && Array.isArray(settings.segments) ? (settings.segments as OwnSegment[]) : [];

/**
 * Why an agency may not have these segments in place of those `before`. A built-in one has the law's rule and takes no other; one that
 * was there may hold records, which nobody would find again.
 */
export const whyNotSegments = (before: readonly OwnSegment[], after: readonly OwnSegment[]): readonly Refusal[] => [
  ...after.flatMap(({ code }, index) => {
    const at = (why: string) => [refusal(why, { segment: code }, `/segments/${index}/code`)];
    if (builtInSegments.some((each) => each === code)) return at('segment-built-in');
    return after.findIndex((each) => each.code === code) < index ? at('segment-twice') : [];
  }),
  ...before
    .filter(({ code }) => !after.some((each) => each.code === code))
    .map(({ code }) => refusal('segment-stays', { segment: code }, '/segments')),
];
