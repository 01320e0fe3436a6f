import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, addMonths, ageOn, day, dayFromNumber, dayNumber, daysBetween, isDay, weekdayOf } from './day.ts';
import { idFrom, isId } from './id.ts';
import { clockTimeIn, dayIn, instant, instantAt, nextMidnight, startOfDay } from './instant.ts';
import { follows, intersection, lengthInDays, overlaps } from './period.ts';
import { nextWindow, type WindowUnit, windowOf } from './window.ts';

const anyDay = fc.integer({ min: -200_000, max: 200_000 }).map(dayFromNumber);
const anyUnit = fc.constantFrom<WindowUnit>('week', 'two-weeks', 'month', 'quarter', 'half-year', 'year');

describe('days', () => {
  test('every day number has one day and the JavaScript calendar agrees with it', () => {
    fc.assert(
      fc.property(fc.integer({ min: -200_000, max: 200_000 }), (number) => {
        expect(dayNumber(dayFromNumber(number))).toBe(number);
        expect(dayFromNumber(number)).toBe(new Date(number * 86_400_000).toISOString().slice(0, 10));
      }),
    );
  });
  test.each(['2026-02-29', '2026-13-01', '2026-00-10', '26-01-01', '2026-1-1', '0000-01-01', ''])(
    '%s is no day',
    (text) => {
      expect(isDay(text)).toBe(false);
    },
  );
  test('29 February exists in leap years only', () => {
    expect(isDay('2024-02-29')).toBe(true);
    expect(isDay('1900-02-29')).toBe(false);
    expect(isDay('2000-02-29')).toBe(true);
  });
  test('a month after 31 January is the last day of February', () => {
    expect(addMonths(day('2026-01-31'), 1)).toBe('2026-02-28');
    expect(addMonths(day('2024-01-31'), 1)).toBe('2024-02-29');
    expect(addMonths(day('2026-03-15'), -4)).toBe('2025-11-15');
  });
  test('25 November 2026 is a Wednesday', () => expect(weekdayOf(day('2026-11-25'))).toBe(3));
  test('a birthday is counted on the day itself', () => {
    expect(ageOn(day('1985-11-25'), day('2026-11-24'))).toBe(40);
    expect(ageOn(day('1985-11-25'), day('2026-11-25'))).toBe(41);
  });
});

describe('moments', () => {
  test('a visit at 23:59 and one at 00:01 fall on different days where they happened', () => {
    expect(dayIn('America/New_York', instant('2026-11-25T04:59:00Z'))).toBe('2026-11-24');
    expect(dayIn('America/New_York', instant('2026-11-25T05:01:00Z'))).toBe('2026-11-25');
    expect(dayIn('Asia/Kathmandu', instant('2026-11-24T18:16:00Z'))).toBe('2026-11-25');
  });
  test('a day has 23 hours in spring and 25 in autumn', () => {
    const hours = (on: string) =>
      (Date.parse(nextMidnight('America/New_York', startOfDay('America/New_York', day(on)))) -
        Date.parse(startOfDay('America/New_York', day(on)))) /
      3_600_000;
    expect([hours('2026-03-08'), hours('2026-11-01'), hours('2026-06-01')]).toEqual([23, 25, 24]);
  });
  test('a clock time read back in its zone is the same time', () => {
    const at = instantAt('America/Los_Angeles', day('2026-07-04'), '14:05');
    expect(at).toBe('2026-07-04T21:05:00.000Z');
    expect(clockTimeIn('America/Los_Angeles', at)).toBe('14:05');
  });
  test('a time skipped in spring is read after the jump, a doubled one in autumn is the first', () => {
    expect(clockTimeIn('America/New_York', instantAt('America/New_York', day('2026-03-08'), '02:30'))).toBe('03:30');
    expect(instantAt('America/New_York', day('2026-11-01'), '01:30')).toBe('2026-11-01T05:30:00.000Z');
  });
});

describe('windows', () => {
  test('windows tile the calendar: each day lies in one, and the next begins the day after', () => {
    fc.assert(
      fc.property(anyUnit, anyDay, (unit, on) => {
        const window = windowOf(unit, on);
        expect(window.from <= on && on <= window.to).toBe(true);
        expect(windowOf(unit, window.from)).toEqual(window);
        expect(windowOf(unit, window.to)).toEqual(window);
        expect(nextWindow(unit, window).from).toBe(addDays(window.to, 1));
      }),
    );
  });
  test('the week of Wednesday 25 November 2026 runs from Monday 23 to Sunday 29', () => {
    expect(windowOf('week', day('2026-11-25'))).toEqual({ from: '2026-11-23', to: '2026-11-29' });
    expect(windowOf('quarter', day('2026-11-25'))).toEqual({ from: '2026-10-01', to: '2026-12-31' });
  });
});

describe('periods', () => {
  const period = fc
    .tuple(anyDay, fc.option(fc.integer({ min: 0, max: 500 })))
    .map(([from, days]) => ({ from, to: days === null ? null : addDays(from, days) }));
  test('two periods overlap exactly when they share a day', () => {
    fc.assert(
      fc.property(period, period, (a, b) => {
        const shared = intersection(a, b);
        expect(shared !== null).toBe(overlaps(a, b));
        if (shared?.to) expect(daysBetween(shared.from, shared.to)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
  test('both ends are counted', () => {
    expect(lengthInDays({ from: day('2026-11-01'), to: day('2026-11-01') }, day('2026-12-01'))).toBe(1);
    expect(lengthInDays({ from: day('2026-11-01'), to: null }, day('2026-11-30'))).toBe(30);
  });
  test('a period follows another when it begins the day after', () => {
    const first = { from: day('2026-01-01'), to: day('2026-01-31') };
    expect(follows(first, { from: day('2026-02-01'), to: null })).toBe(true);
    expect(follows(first, { from: day('2026-01-31'), to: null })).toBe(false);
  });
});

test('ids are version 7, and later ids sort after earlier ones', () => {
  const random = new Uint8Array(10).fill(255);
  const early = idFrom(1_764_000_000_000, random);
  expect(isId(early)).toBe(true);
  expect(early[14]).toBe('7');
  expect(idFrom(1_764_000_000_001, new Uint8Array(10)) > early).toBe(true);
});
