// A period of days, both ends included; `to` null means it is still open. Enrolments, stays, positions and assignments are periods.
import { addDays, type Day, daysBetween, earlierOf, laterOf } from './day.ts';

export type Period = { readonly from: Day; readonly to: Day | null };

export const includes = (period: Period, on: Day): boolean =>
  period.from <= on && (period.to === null || on <= period.to);

export const overlaps = (a: Period, b: Period): boolean =>
  (b.to === null || a.from <= b.to) && (a.to === null || b.from <= a.to);

/** The days both periods share, or null. */
export const intersection = (a: Period, b: Period): Period | null => {
  if (!overlaps(a, b)) return null;
  const to = a.to === null ? b.to : b.to === null ? a.to : earlierOf(a.to, b.to);
  return { from: laterOf(a.from, b.from), to };
};

/** Days in the period, both ends counted; an open period is counted up to `until`. */
export const lengthInDays = (period: Period, until: Day): number => {
  const to = period.to === null ? until : earlierOf(period.to, until);
  return Math.max(0, daysBetween(period.from, to) + 1);
};

/** Whether `next` begins on the day after `previous` ended: neither gap nor overlap. */
export const follows = (previous: Period, next: Period): boolean =>
  previous.to !== null && addDays(previous.to, 1) === next.from;
