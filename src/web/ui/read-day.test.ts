import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type Day, day } from '#domain/basics/day.ts';
import { readDay } from './read-day.ts';
import { readNumber } from './read-number.ts';
import { readTime } from './read-time.ts';

const today = day('2026-11-22');
const english = { today: 'today', tomorrow: 'tomorrow', yesterday: 'yesterday' };
const spanish = { today: 'hoy', tomorrow: 'mañana', yesterday: 'ayer' };

describe('a day is read as people write it', () => {
  test.each([
    ['2026-11-24', '2026-11-24'],
    ['11/24/2026', '2026-11-24'],
    ['11/24', '2026-11-24'],
    ['11/24/26', '2026-11-24'],
    ['3/2/85', '1985-03-02'],
    ['24 nov', '2026-11-24'],
    ['Nov 24', '2026-11-24'],
    ['Tue, Nov 24, 2026', '2026-11-24'],
    ['Tomorrow', '2026-11-23'],
    ['+7', '2026-11-29'],
    ['-1', '2026-11-21'],
  ])('“%s” in the United States', (typed, read) => expect(readDay(typed, 'en-US', today, english)).toBe(read));

  test.each([
    ['24/11/2026', '2026-11-24'],
    ['24 de noviembre', '2026-11-24'],
    ['mar, 24 nov', '2026-11-24'],
    ['MANANA', '2026-11-23'],
  ])('“%s” in Spanish', (typed, read) => expect(readDay(typed, 'es-ES', today, spanish)).toBe(read));

  test.each(['', '31/31', 'soon', '2026-02-30', 'Feb 30', '1/2/3/4', '24', 'x11/24'])('“%s” is no day', (typed) =>
    expect(readDay(typed, 'en-US', today, english)).toBeNull(),
  );

  test('what the field shows is read back as the same day, in both languages', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -30_000, max: 3_000 }),
        fc.constantFrom('en-US', 'en-GB', 'es-ES', 'es-MX'),
        (offset, locale) => {
          const on: Day = addDays(today, offset);
          const shown = new Intl.DateTimeFormat(locale, {
            weekday: 'short',
            year: 'numeric',
            month: 'short',
            day: 'numeric',
            timeZone: 'UTC',
          }).format(new Date(`${on}T12:00:00Z`));
          expect(readDay(shown, locale, today, locale.startsWith('es') ? spanish : english)).toBe(on);
        },
      ),
    );
  });
});

test.each([
  ['14:05', '14:05'],
  ['1405', '14:05'],
  ['2:05 pm', '14:05'],
  ['2:05 PM', '14:05'],
  ['2:05 p. m.', '14:05'],
  ['2p', '14:00'],
  ['12 am', '00:00'],
  ['12:30 pm', '12:30'],
  ['9', '09:00'],
  ['905', '09:05'],
  ['14.05', '14:05'],
  ['24:00', null],
  ['13 pm', null],
  ['noon', null],
  ['12:60', null],
])('the time “%s” is read as %s', (typed, read) => expect(readTime(typed)).toBe(read));

test.each([
  ['45', 'en-US', 45],
  ['1,250.5', 'en-US', 1250.5],
  ['1.250,5', 'es-ES', 1250.5],
  ['1 250', 'es-ES', 1250],
  ['-3', 'en-US', -3],
  ['−3', 'en-US', -3],
  ['', 'en-US', null],
  ['4a', 'en-US', null],
  ['1e9', 'en-US', null],
])('the number “%s” in %s is %s', (typed, locale, read) => expect(readNumber(typed, locale)).toBe(read));
