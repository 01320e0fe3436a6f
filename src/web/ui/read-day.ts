// People write a day as it comes: 2026-11-24, 11/24, 24 Nov, today, +7. What is read here is what the field then shows in full,
// so that a wrong guess is seen at once.
import { addDays, type Day, daysInMonth, isDay } from '#domain/basics/day.ts';

export type DayWords = { readonly today: string; readonly tomorrow: string; readonly yesterday: string };

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();

const monthNames = (locale: string): string[][] =>
  Array.from({ length: 12 }, (_, month) =>
    (['long', 'short'] as const).map((length) =>
      plain(
        new Intl.DateTimeFormat(locale, { month: length, timeZone: 'UTC' }).format(Date.UTC(2024, month, 15)),
      ).replace('.', ''),
    ),
  );

/** 0 to 11, or -1. “mar, 24 nov” is a Tuesday in November: of several month-like words the last counts, as weekdays come first. */
const namedMonth = (typed: string, locale: string): number => {
  const months = monthNames(locale);
  const found = typed
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length >= 3)
    .map((word) => months.findIndex((names) => names.some((name) => name.startsWith(word))))
    .filter((month) => month >= 0);
  return found.at(-1) ?? -1;
};

/** `day`, `month`, `year` in the order the locale writes them. */
const partOrder = (locale: string): string[] =>
  new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'numeric', day: 'numeric' })
    .formatToParts(0)
    .map((part) => part.type)
    .filter((type) => type === 'day' || type === 'month' || type === 'year');

const build = (year: number, month: number, date: number): Day | null => {
  if (month < 1 || month > 12 || date < 1 || date > daysInMonth(year, month)) return null;
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
  return isDay(text) ? text : null;
};

const fullYear = (text: string, today: Day): number => {
  if (text.length > 2) return Number(text);
  const century = Number(today.slice(0, 2)) * 100;
  const year = century + Number(text);
  return year > Number(today.slice(0, 4)) + 20 ? year - 100 : year;
};

/** The day `text` names for someone who writes `locale` on `today`; null when it names none. */
export const readDay = (text: string, locale: string, today: Day, words: DayWords): Day | null => {
  const typed = plain(text);
  if (typed === '') return null;
  if (isDay(typed)) return typed;
  if (typed === plain(words.today)) return today;
  if (typed === plain(words.tomorrow)) return addDays(today, 1);
  if (typed === plain(words.yesterday)) return addDays(today, -1);
  const offset = /^([+−-])\s?(\d{1,4})$/.exec(typed);
  if (offset) return addDays(today, (offset[1] === '+' ? 1 : -1) * Number(offset[2]));

  const numbers = typed.match(/\d+/g) ?? [];
  const named = namedMonth(typed, locale);
  const thisYear = Number(today.slice(0, 4));
  if (named >= 0) {
    const year = numbers[1] ? fullYear(numbers[1], today) : thisYear;
    return numbers[0] && numbers.length <= 2 ? build(year, named + 1, Number(numbers[0])) : null;
  }
  if (/\p{L}/u.test(typed)) return null;
  if (numbers.length === 3 && numbers[0]?.length === 4)
    return build(Number(numbers[0]), Number(numbers[1]), Number(numbers[2]));
  const order = partOrder(locale).filter((part) => numbers.length === 3 || part !== 'year');
  if (numbers.length !== order.length) return null;
  const at = (part: string) => numbers[order.indexOf(part)] ?? '';
  return build(numbers.length === 3 ? fullYear(at('year'), today) : thisYear, Number(at('month')), Number(at('day')));
};
