// A birth date may be known to the day, the month or the year, or not at all. An age is then a range, and a rule that turns on age
// (minor or adult) may be unsure: it says so instead of guessing 1 January.
import { addDays, addMonths, ageOn, type Day, day, daysInMonth } from '#domain/basics/day.ts';
import { type Refusal, refusal } from '#domain/basics/result.ts';

export const birthPrecisions = ['day', 'month', 'year', 'unknown'] as const;
export type BirthPrecision = (typeof birthPrecisions)[number];

/** `date` is any day of the month or year known; null when unknown. */
export type Birth = { readonly date: Day | null; readonly precision: BirthPrecision };

/** The first and the last day the person may have been born on; null when unknown. */
export const birthRange = ({ date, precision }: Birth): { readonly first: Day; readonly last: Day } | null => {
  if (date === null || precision === 'unknown') return null;
  if (precision === 'day') return { first: date, last: date };
  const [year, month] = [date.slice(0, 4), date.slice(5, 7)];
  if (precision === 'year') return { first: day(`${year}-01-01`), last: day(`${year}-12-31`) };
  return {
    first: day(`${year}-${month}-01`),
    last: day(`${year}-${month}-${String(daysInMonth(Number(year), Number(month))).padStart(2, '0')}`),
  };
};

/** Whole years; `from` and `to` differ where the birth date is approximate. Null when unknown or not born yet. */
export const ageRangeOn = (birth: Birth, on: Day): { readonly from: number; readonly to: number } | null => {
  const range = birthRange(birth);
  if (!range || range.first > on) return null;
  return { from: Math.max(0, ageOn(range.last, on)), to: ageOn(range.first, on) };
};

export const isAtLeast = (birth: Birth, years: number, on: Day): 'yes' | 'no' | 'unsure' => {
  const age = ageRangeOn(birth, on);
  if (!age) return 'unsure';
  return age.from >= years ? 'yes' : age.to < years ? 'no' : 'unsure';
};

/** The next birthday and the age reached on it, for people whose birthday is known; 29 February is kept on 1 March. */
export const nextBirthday = (birth: Birth, on: Day): { readonly on: Day; readonly age: number } | null => {
  if (birth.date === null || birth.precision !== 'day' || birth.date > on) return null;
  const age = ageOn(birth.date, on) + 1;
  const reached = addMonths(birth.date, age * 12);
  return { on: reached.slice(5) === birth.date.slice(5) ? reached : addDays(reached, 1), age };
};

/** Why a birth date cannot be right; empty when it can. */
export const whyNotBirth = (birth: Birth, today: Day): readonly Refusal[] => {
  if ((birth.date === null) !== (birth.precision === 'unknown'))
    return [refusal('birth-date-and-precision-disagree', {}, '/birthPrecision')];
  const range = birthRange(birth);
  if (!range) return [];
  if (range.first > today) return [refusal('birth-date-in-future', { today }, '/birthDate')];
  return ageOn(range.last, today) > 125 ? [refusal('birth-date-too-long-ago', { years: 125 }, '/birthDate')] : [];
};
