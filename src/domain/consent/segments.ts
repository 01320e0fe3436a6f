// What a record's confidentiality is. `general` follows the care team; what a Part 2 programme writes (42 CFR Part 2) and counselling
// notes (§2.11; 45 CFR 164.501, psychotherapy notes) are closed to everybody a consent or the law does not name; an agency closes more
// (HIV, domestic violence) by its own rule. A row that is worked out from others carries the segment of what it was worked out from.
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
