import { describe, expect, it } from 'vitest';
import { playwrightTally, sumOf, vitestTally } from './tally.ts';

const vitest = (numPassedTests: number, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0) => ({
  ...{ numPassedTests, numFailedTests, numPendingTests, numTodoTests },
});
const stories = (expected: number, unexpected = 0, flaky = 0, skipped = 0) => ({
  stats: { expected, unexpected, flaky, skipped },
});

describe('the last line of npm test', () => {
  it('sums all runners', () => {
    expect(sumOf([vitestTally(vitest(10, 2, 1, 1), 1), playwrightTally(stories(5), 0)])).toEqual({
      passed: 15,
      failed: 2,
      skipped: 2,
    });
  });
  it('counts a runner that broke without a failed test as failed', () => {
    expect(vitestTally(vitest(10), 1)).toEqual({ passed: 10, failed: 1, skipped: 0 });
    expect(vitestTally(undefined, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
  it('counts a runner that ran nothing as failed', () => {
    expect(playwrightTally(stories(0), 0).failed).toBe(1);
  });
  it('counts a story that passed only at the second try as failed', () => {
    expect(playwrightTally(stories(5, 0, 1), 0)).toEqual({ passed: 5, failed: 1, skipped: 0 });
  });
});
