// Breaking the glass: somebody who works with people opens, for one person and one hour, a record that is not theirs to open, says why,
// and is asked about it afterwards. Part 2 records stay closed but for a medical emergency, written down as 42 CFR 2.51(c) wants it:
// who received them and with whom they work, who disclosed them, when, and what the emergency was.
import type { Id } from '#domain/basics/id.ts';
import { addMinutes, type Instant } from '#domain/basics/instant.ts';
import { type Refusal, refusal } from '#domain/basics/result.ts';

export const glassReasons = ['emergency', 'absent-worker', 'court-or-law', 'safety-check', 'other'] as const;
export type GlassReason = (typeof glassReasons)[number];

export const glassMinutes = 60;

/** More searches behind the glass than this within an hour are no search for one person. */
export const glassSearchesAnHour = 20;

export const reviewOutcomes = ['justified', 'not-justified', 'needs-talk'] as const;
export type ReviewOutcome = (typeof reviewOutcomes)[number];

export type MedicalEmergency = {
  readonly recipient: string;
  readonly affiliation: string;
  readonly discloser: string;
  readonly at: Instant;
  readonly nature: string;
};

export const glassEnds = (brokenAt: Instant): Instant => addMinutes(brokenAt, glassMinutes);

/** Why the glass is not broken: what is open already needs no breaking, and only an emergency opens Part 2 records. */
export const whyNotBreak = (
  glass: { readonly reason: GlassReason; readonly emergency: MedicalEmergency | null },
  now: Instant,
  standing: { readonly isOpen: boolean },
): Refusal[] => {
  if (standing.isOpen) return [refusal('glass-not-needed')];
  const { reason, emergency } = glass;
  if (emergency === null) return [];
  if (reason !== 'emergency') return [refusal('glass-no-emergency', {}, '/emergency')];
  return emergency.at > now ? [refusal('act-in-future', { today: now }, '/emergency/at')] : [];
};

/** Nobody judges what they did themselves, and a judgement stands. */
export const whyNotReview = (
  glass: { readonly staffId: Id; readonly isReviewed: boolean },
  reviewer: Id,
): Refusal[] => {
  if (glass.isReviewed) return [refusal('glass-reviewed-already')];
  return glass.staffId === reviewer ? [refusal('glass-own-review')] : [];
};
