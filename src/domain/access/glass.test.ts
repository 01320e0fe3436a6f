import { expect, test } from 'vitest';
import { addMinutes, instant } from '#domain/basics/instant.ts';
import { refusal } from '#domain/basics/result.ts';
import { glassEnds, type MedicalEmergency, whyNotBreak, whyNotReview } from './glass.ts';

const now = instant('2026-11-25T15:00:00Z');
const emergencyAt = (minutes: number): MedicalEmergency => ({
  recipient: 'Dr. Okafor',
  affiliation: 'County hospital',
  discloser: 'Rosa Martinez',
  at: addMinutes(now, minutes),
  nature: 'Overdose',
});
const closed = { isOpen: false };

test('the glass is whole again after an hour', () => expect(glassEnds(now)).toBe(addMinutes(now, 60)));

test.each([
  ['for any reason', { reason: 'other', emergency: null }, closed, []],
  ['for an emergency that is written down', { reason: 'emergency', emergency: emergencyAt(-5) }, closed, []],
  ['for one of this moment', { reason: 'emergency', emergency: emergencyAt(0) }, closed, []],
  [
    'not for one that is still to come',
    { reason: 'emergency', emergency: emergencyAt(5) },
    closed,
    [refusal('act-in-future', { today: now }, '/emergency/at')],
  ],
  [
    'not with Part 2 records for another reason',
    { reason: 'absent-worker', emergency: emergencyAt(-5) },
    closed,
    [refusal('glass-no-emergency', {}, '/emergency')],
  ],
  [
    'not where the record is open',
    { reason: 'emergency', emergency: null },
    { isOpen: true },
    [refusal('glass-not-needed')],
  ],
] as const)('the glass is broken %s', (_, glass, standing, refusals) =>
  expect(whyNotBreak(glass, now, standing)).toEqual(refusals),
);

test.each([
  ['by another', 'night worker', false, []],
  ['never by who broke it', 'reviewer', false, [refusal('glass-own-review')]],
  ['once', 'night worker', true, [refusal('glass-reviewed-already')]],
] as const)('it is reviewed %s', (_, staffId, isReviewed, refusals) =>
  expect(whyNotReview({ staffId, isReviewed }, 'reviewer')).toEqual(refusals),
);
