import { expect, test } from 'vitest';
import { day } from '#domain/basics/day.ts';
import { nightsByMonth, type StayForCount } from './nights-by-month.ts';

const stay = (from: string, to: string | null, more: Partial<StayForCount> = {}): StayForCount => ({
  setting: 'psychiatric',
  from,
  to,
  cancelled: false,
  ...more,
});
const counts = (stays: StayForCount[], months = 3) =>
  nightsByMonth(stays, day('2026-03-10'), months).map(({ nights }) => nights);

test('a stay over the turn of a month counts in both', () => {
  expect(counts([stay('2026-01-30', '2026-02-03')])).toEqual([2, 2, 0]);
});
test('who is still there is counted up to today', () => {
  expect(counts([stay('2026-03-08', null)])).toEqual([0, 0, 2]);
});
test('admission and discharge on one day is no night', () => {
  expect(counts([stay('2026-02-05', '2026-02-05')])).toEqual([0, 0, 0]);
});
test('a night claimed by two stays is one night', () => {
  expect(counts([stay('2026-02-01', '2026-02-05'), stay('2026-02-03', '2026-02-07', { setting: 'medical' })])).toEqual([
    0, 6, 0,
  ]);
});
test('what did not take place, and what was no hospital bed, does not count', () => {
  expect(
    counts([
      stay('2026-02-01', '2026-02-05', { cancelled: true }),
      stay('2026-02-01', '2026-02-05', { setting: 'jail' }),
    ]),
  ).toEqual([0, 0, 0]);
});
