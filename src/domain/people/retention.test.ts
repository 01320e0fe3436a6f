import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, day, dayFromNumber } from '#domain/basics/day.ts';
import type { Birth } from './birth-and-age.ts';
import {
  keptUntil,
  type RetentionFacts,
  scheduleFrom,
  shortestYears,
  whyNotPurge,
  whyNotSchedule,
} from './retention.ts';

const usual = scheduleFrom();
const born = (date: string, precision: Birth['precision'] = 'day'): Birth => ({ date: day(date), precision });
const facts = (more: Partial<RetentionFacts> = {}): RetentionFacts => ({
  lastOn: day('2015-03-10'),
  birth: born('1970-05-05'),
  wasEnrolled: true,
  openEnrolments: 0,
  openTasks: 0,
  isOnHold: false,
  ...more,
});

describe('how long a record is kept', () => {
  test.each([
    ['an adult: seven years after care', facts(), 'adult-record', '2022-03-10'],
    ['somebody never enrolled: six', facts({ wasEnrolled: false }), 'never-enrolled', '2021-03-10'],
    [
      'a child of ten: seven years after coming of age',
      facts({ birth: born('2005-01-20') }),
      'minor-record',
      '2030-01-20',
    ],
    ['one day short of eighteen', facts({ birth: born('1997-03-11') }), 'minor-record', '2022-03-11'],
    ['eighteen that very day', facts({ birth: born('1997-03-10') }), 'adult-record', '2022-03-10'],
    [
      'born some day in a year: as late as can be',
      facts({ birth: born('1997-01-01', 'year') }),
      'minor-record',
      '2022-12-31',
    ],
    [
      'of unknown age: as if just born',
      facts({ birth: { date: null, precision: 'unknown' } }),
      'minor-record',
      '2040-03-10',
    ],
  ])('%s', (_, of, kind, until) => {
    expect(keptUntil(of, usual)).toEqual({ kind, until });
  });

  test('the agency’s own years hold, down to the least', () => {
    expect(keptUntil(facts(), scheduleFrom({ 'adult-record': 10 })).until).toBe('2025-03-10');
    expect(whyNotSchedule(usual)).toEqual([]);
    expect(whyNotSchedule(scheduleFrom({ audit: 5, 'adult-record': 4 })).map(({ pointer }) => pointer)).toEqual([
      '/adult-record',
      '/audit',
    ]);
  });
});

describe('a record may be purged', () => {
  test('the day after the last it must be kept, and not before', () => {
    const { until } = keptUntil(facts(), usual);
    expect(whyNotPurge(facts(), usual, until)).toMatchObject([{ code: 'record-kept-until', params: { until } }]);
    expect(whyNotPurge(facts(), usual, addDays(until, 1))).toEqual([]);
  });

  test.each([
    ['a legal hold, which wins over all else', { isOnHold: true, openEnrolments: 1 }, 'record-on-legal-hold'],
    ['while somebody works with the person', { openEnrolments: 1 }, 'record-in-use'],
    ['while a task is open', { openTasks: 2 }, 'record-has-open-tasks'],
  ])('but not against %s', (_, more, code) => {
    expect(whyNotPurge(facts(more), usual, day('2090-01-01')).map((each) => each.code)).toEqual([code]);
  });

  test('never sooner than the shortest line of the schedule, and never earlier for knowing less of the birth', () => {
    const someDay = fc.integer({ min: 0, max: 20_000 }).map(dayFromNumber);
    fc.assert(
      fc.property(someDay, someDay, fc.boolean(), (lastOn, date, wasEnrolled) => {
        const exact = keptUntil({ lastOn, wasEnrolled, birth: { date, precision: 'day' } }, usual).until;
        expect(Number(exact.slice(0, 4)) - Number(lastOn.slice(0, 4))).toBeGreaterThanOrEqual(shortestYears(usual));
        for (const precision of ['month', 'year'] as const)
          expect(keptUntil({ lastOn, wasEnrolled, birth: { date, precision } }, usual).until >= exact).toBe(true);
      }),
    );
  });
});
