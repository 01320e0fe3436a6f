// A Day is a date on the wall calendar, without a time or a zone. Due dates, stays and enrolments are counted in Days, never
// in spans of 24 hours: "within seven days of discharge" means seven calendar days where the person lives.
// Arithmetic: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (days_from_civil, civil_from_days).

declare const dayBrand: unique symbol;
/** `YYYY-MM-DD`, a day that exists, years 0001 to 9999. Days compare as strings. */
export type Day = string & { readonly [dayBrand]: true };

/** 1 Monday … 7 Sunday (ISO 8601). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export const isDay = (text: string): text is Day => {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return year >= 1 && month >= 1 && month <= 12 && date >= 1 && date <= daysInMonth(year, month);
};

/** The Day that `text` names; throws a RangeError for anything else, so only for text the programme itself wrote. */
export const day = (text: string): Day => {
  if (!isDay(text)) throw new RangeError(`not a day: ${text}`);
  return text;
};

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

export const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

/** Days since 1970-01-01. */
export const dayNumber = (of: Day): number => {
  const month = Number(of.slice(5, 7));
  const year = Number(of.slice(0, 4)) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + Number(of.slice(8, 10)) - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
};

const digits = (value: number, width: number) => String(value).padStart(width, '0');

const fromParts = (year: number, month: number, date: number): Day =>
  `${digits(year, 4)}-${digits(month, 2)}-${digits(date, 2)}` as Day;

/** The inverse of `dayNumber`. */
export const dayFromNumber = (number: number): Day => {
  const shifted = number + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9);
  return fromParts(
    yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  );
};

export const addDays = (from: Day, days: number): Day => dayFromNumber(dayNumber(from) + days);

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => dayNumber(to) - dayNumber(from);

/** The same date `months` later; where that month is shorter, its last day (31 January + 1 month = 28 or 29 February). */
export const addMonths = (from: Day, months: number): Day => {
  const index = Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) - 1 + months;
  const [year, month] = [Math.floor(index / 12), (index % 12) + 1];
  return fromParts(year, month, Math.min(Number(from.slice(8, 10)), daysInMonth(year, month)));
};

export const weekdayOf = (of: Day): Weekday => (((((dayNumber(of) + 3) % 7) + 7) % 7) + 1) as Weekday;

/** Whole years from birth to `on`. A person born on 29 February comes of age on 1 March in other years. */
export const ageOn = (birth: Day, on: Day): number =>
  Number(on.slice(0, 4)) - Number(birth.slice(0, 4)) - (on.slice(5) < birth.slice(5) ? 1 : 0);

export const earlierOf = (a: Day, b: Day): Day => (a <= b ? a : b);
export const laterOf = (a: Day, b: Day): Day => (a >= b ? a : b);
