import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, day } from '#domain/basics/day.ts';
import { boundsFor, boundsWithin, type DueItem, daysLeft, daysOver, dueState, isWithin, summarise } from './item.ts';

const anItem = (changes: Partial<DueItem> = {}): DueItem => ({
  kind: 'contact',
  rule: 'icm/1/contact/week/face-to-face',
  dueFrom: day('2026-01-05'),
  dueBy: day('2026-01-11'),
  needed: 1,
  done: 0,
  owner: { kind: 'staff', id: 'worker' },
  enrolmentId: 'enrolment',
  cycleId: null,
  subjectId: null,
  segment: 'general',
  ...changes,
});

test.each([
  ['2026-01-04', 'not-yet', 0, 7],
  ['2026-01-05', 'due', 0, 6],
  ['2026-01-11', 'due', 0, 0],
  ['2026-01-12', 'overdue', 1, null],
  ['2026-03-30', 'overdue', 78, null],
] as const)('on %s it is %s', (on, state, over, left) => {
  const item = anItem();
  expect([dueState(item, day(on)), daysOver(item, day(on)), daysLeft(item, day(on))]).toEqual([state, over, left]);
});

test('what is met is never over', () => {
  const met = anItem({ done: 1 });
  expect([dueState(met, day('2026-09-01')), daysOver(met, day('2026-09-01'))]).toEqual(['met', 0]);
});

const someItem = fc
  .record({ from: fc.nat(60), length: fc.nat(30), kind: fc.constantFrom('contact', 'review', 'task' as const) })
  .map(({ from, length, kind }) => {
    const dueFrom = addDays(day('2026-01-01'), from);
    return anItem({ kind, dueFrom, dueBy: addDays(dueFrom, length) });
  });

test('a query by bounds finds exactly the items in that state', () =>
  fc.assert(
    fc.property(someItem, fc.nat(100), (item, passed) => {
      const today = addDays(day('2026-01-01'), passed);
      const state = dueState(item, today);
      for (const each of ['not-yet', 'due', 'overdue'] as const)
        expect(isWithin(item, boundsFor(each, today))).toBe(state === each);
      expect(isWithin(item, boundsFor('open', today))).toBe(state !== 'not-yet');
      const left = daysLeft(item, today);
      expect(isWithin(item, boundsWithin(7, today))).toBe(left !== null && left <= 7);
    }),
  ));

test('a summary counts every item once and does not depend on their order', () =>
  fc.assert(
    fc.property(fc.array(someItem, { maxLength: 8 }), fc.nat(100), (items, passed) => {
      const today = addDays(day('2026-01-01'), passed);
      const summary = summarise(items, today);
      expect(summary.overdue + summary.due + summary.notYet).toBe(items.length);
      expect(summarise(items.toReversed(), today)).toEqual(summary);
      expect(summary.firstDueBy).toBe(items.map(({ dueBy }) => dueBy).toSorted()[0] ?? null);
    }),
  ));

describe('a summary', () => {
  test('of nothing says so', () =>
    expect(summarise([], day('2026-01-01'))).toEqual({
      overdue: 0,
      due: 0,
      notYet: 0,
      mostDaysOver: 0,
      firstDueBy: null,
      firstDueKind: null,
      reviewDueBy: null,
    }));
});
