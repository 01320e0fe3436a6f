import { expect, test } from 'vitest';
import { addMinutes, instant } from '#domain/basics/instant.ts';
import { refusal } from '#domain/basics/result.ts';
import { whyNotShift } from './on-call.ts';

const now = instant('2026-11-25T15:00:00Z');
const later = (hours: number) => addMinutes(now, hours * 60);
const ends = (code: string, params = {}) => [refusal(code, params, '/to')];

test.each([
  ['tonight', -1, 8, []],
  ['seven days', 0, 7 * 24, []],
  ['an hour more than seven days', 0, 7 * 24 + 1, ends('shift-too-long', { days: 7 })],
  ['nothing at all', 1, 1, ends('shift-ends-before')],
  ['one that ends before it begins', 3, 2, ends('shift-ends-before')],
  ['one that is over', -8, -1, ends('shift-in-past')],
  ['one that is over this moment', -8, 0, ends('shift-in-past')],
] as const)('a shift: %s', (_, from, to, refusals) =>
  expect(whyNotShift(later(from), later(to), now)).toEqual(refusals),
);
