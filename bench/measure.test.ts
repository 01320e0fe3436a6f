import { expect, test } from 'vitest';
import { median, meets, quantile, ratioOf } from './measure.ts';

test('the median and the p95 of 1 to 101 are 51 and 96', () => {
  const values = Array.from({ length: 101 }, (_, index) => index + 1);
  expect(median(values)).toBe(51);
  expect(quantile(values, 0.95)).toBe(96);
});

test('a ratio of two equal series is one, and its interval holds it', () => {
  const values = [10, 11, 12, 13, 14, 15];
  const { ratio, interval } = ratioOf(values, values);
  expect(ratio).toBe(1);
  expect(interval).toEqual([1, 1]);
});

test('a bar is missed only when the whole interval misses it', () => {
  expect(meets({ on: 'ratio', atLeast: 0.5 }, [0.4, 0.6])).toBe(true);
  expect(meets({ on: 'ratio', atLeast: 0.5 }, [0.3, 0.49])).toBe(false);
  expect(meets({ on: 'ratio', atMost: 1.3 }, [1.2, 1.5])).toBe(true);
  expect(meets({ on: 'ratio', atMost: 1.3 }, [1.31, 1.5])).toBe(false);
});
