// Contact standards are counted in calendar windows ("once in each week, Monday to Sunday"), not in rolling days: that is how
// standards are written and audited, and how a worker plans a week.
import { addDays, addMonths, type Day, day, daysBetween, weekdayOf } from './day.ts';

export type WindowUnit = 'week' | 'two-weeks' | 'month' | 'quarter' | 'half-year' | 'year';

/** `from` and `to` are both included. */
export type Window = { readonly from: Day; readonly to: Day };

const monthsIn = { month: 1, quarter: 3, 'half-year': 6, year: 12 } as const;

// Two-week windows need a fixed start so that everyone's fortnights agree; a Monday chosen once.
const firstFortnight = day('2001-01-01');

/** The calendar window of `unit` that holds `on`. Weeks begin on Monday. */
export const windowOf = (unit: WindowUnit, on: Day): Window => {
  if (unit === 'week') {
    const from = addDays(on, 1 - weekdayOf(on));
    return { from, to: addDays(from, 6) };
  }
  if (unit === 'two-weeks') {
    const from = addDays(firstFortnight, Math.floor(daysBetween(firstFortnight, on) / 14) * 14);
    return { from, to: addDays(from, 13) };
  }
  const months = monthsIn[unit];
  const startMonth = Math.floor((Number(on.slice(5, 7)) - 1) / months) * months + 1;
  const from = day(`${on.slice(0, 4)}-${String(startMonth).padStart(2, '0')}-01`);
  return { from, to: addDays(addMonths(from, months), -1) };
};

export const nextWindow = (unit: WindowUnit, current: Window): Window => windowOf(unit, addDays(current.to, 1));
