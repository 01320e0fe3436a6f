import { expect, test } from 'vitest';
import { upperLimit } from './tally.ts';

test.each([
  // None of n: 1 - 0.05^(1/n). The others: published tables of exact limits, one-sided 95 %.
  [0, 40_000, 1 - 0.05 ** (1 / 40_000)],
  [0, 10, 0.2589],
  [1, 10, 0.3942],
  [5, 10, 0.7776],
  [10, 10, 1],
])('%s of %s may be a share of %s', (count, of, limit) => expect(upperLimit(count, of)).toBeCloseTo(limit, 4));
