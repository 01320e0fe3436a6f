import { describe, expect, test } from 'vitest';
import { changeOf, thresholdOf } from './change.ts';
import { shipped } from './definitions-for-tests.ts';

describe('reliable change', () => {
  test.each([
    ['phq9', 15, 10, 'no-reliable-change'],
    ['phq9', 15, 9, 'better'],
    ['phq9', 9, 15, 'worse'],
    ['phq9', 10, 15, 'no-reliable-change'],
    ['gad7', 12, 9, 'no-reliable-change'],
    ['gad7', 12, 8, 'better'],
    // Nothing is known to measure it by.
    ['k6', 20, 2, null],
  ] as const)('%s from %i to %i: %s', (id, from, to, verdict) => {
    expect(changeOf(shipped(id), 'total', from, to)).toEqual({ from, to, by: to - from, verdict });
  });

  test('without stated points it follows from spread and reliability, and must be passed, not met', () => {
    const phq9 = shipped('phq9');
    const unstated = { ...phq9, reliableChange: phq9.reliableChange.map((each) => ({ ...each, points: null })) };
    // 1.959964 × 5.5 × √2 × √(1 − 0.89)
    expect(thresholdOf(unstated, 'total')?.points).toBeCloseTo(5.0562, 4);
    expect(changeOf(unstated, 'total', 15, 10).verdict).toBe('no-reliable-change');
    expect(changeOf(unstated, 'total', 15, 9).verdict).toBe('better');
  });

  test('on a scale where more is better, a rise is one for the better', () => {
    const phq9 = { ...shipped('phq9'), direction: 'higher-is-better' as const };
    expect(changeOf(phq9, 'total', 5, 11).verdict).toBe('better');
  });

  test('what has no better direction is told without a verdict', () => {
    expect(changeOf({ ...shipped('phq9'), direction: 'none' }, 'total', 5, 20).verdict).toBeNull();
  });
});
