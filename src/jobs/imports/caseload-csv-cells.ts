// One cell of a caseload file: read as what its column says, or a fault that names what was expected.
import { hasControls, hasHidden, hasLineBreaks } from '#domain/basics/characters.ts';
import { type Day, isDay } from '#domain/basics/day.ts';
import { dayIn, type Instant, instant, instantAt, isInstant, type ZoneName } from '#domain/basics/instant.ts';
import { whyNotBirth } from '#domain/people/birth-and-age.ts';
import { birthFrom } from '#domain/people/client-identity.ts';

export type Params = Readonly<Record<string, string | number>>;
export type CellSettings = { readonly today: Day; readonly now: Instant; readonly zone: ZoneName };
export type Fault = (rule: string, params?: Params) => null;

export const longestName = 200;
export const longestNote = 20_000;

const checked = (text: string, most: number, fault: Fault): string | null => {
  if (text.length > most) return fault('too-long', { most, length: text.length });
  return hasControls(text) ? fault('control-characters') : text;
};

export const readShortText = (cell: string, fault: Fault): string | null => {
  const text = checked(cell.trim(), longestName, fault);
  if (text === null) return null;
  if (hasLineBreaks(text)) return fault('control-characters');
  return hasHidden(text) ? fault('hidden-characters') : text;
};

/** Kept to the last space, as it was written; it may hold tabs and lines. */
export const readNote = (cell: string, fault: Fault): string | null => checked(cell, longestNote, fault);

export const readChoice = <T extends string>(cell: string, choices: readonly T[], fault: Fault): T | null => {
  const value = cell.trim();
  return choices.find((choice) => choice === value) ?? fault('not-in-list', { value, allowed: choices.join(', ') });
};

/** A day that exists and is not to come. */
export const readDay = (cell: string, { today }: CellSettings, fault: Fault): Day | null => {
  const value = cell.trim();
  if (!isDay(value)) return fault('day', { value });
  return value > today ? fault('future-date', { value }) : value;
};

/** `YYYY-MM-DD`, or `YYYY-MM` or `YYYY` where no more is known. */
export const readBirthDate = (cell: string, { today }: CellSettings, fault: Fault): string | null => {
  const value = cell.trim();
  const birth = birthFrom(value);
  if (!birth) return fault('birth-date', { value });
  const [wrong] = whyNotBirth(birth, today);
  return wrong ? fault(wrong.code, { ...wrong.params, value }) : value;
};

/** A BCP 47 tag in its canonical form. */
export const readLanguage = (cell: string, fault: Fault): string | null => {
  const value = cell.trim();
  // Tags of five letters and more are well-formed but never used: "Spanish" is a word, not a tag.
  if (!/^[A-Za-z]{2,3}(-|$)/.test(value)) return fault('language', { value });
  try {
    return Intl.getCanonicalLocales(value)[0] ?? fault('language', { value });
  } catch {
    return fault('language', { value });
  }
};

export const readMinutes = (cell: string, fault: Fault): number | null => {
  const value = cell.trim();
  const minutes = /^\d{1,4}$/.test(value) ? Number(value) : Number.NaN;
  return minutes >= 0 && minutes <= 1440 ? minutes : fault('minutes', { value, most: 1440 });
};

export const readEmail = (cell: string, fault: Fault): string | null => {
  const value = cell.trim().toLowerCase();
  return /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/.test(value) && value.length <= 254 ? value : fault('email', { value });
};

/** RFC 3339 with an offset, or the time on the wall clock in the agency's zone (`2026-03-02T14:05` or with a space). */
export const readStart = (
  cell: string,
  { zone }: CellSettings,
  fault: Fault,
): { readonly start: Instant; readonly day: Day } | null => {
  const value = cell.trim();
  const [, date = '', time = ''] =
    /^(\d{4}-\d{2}-\d{2})[T ]([0-2]\d:[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?$/.exec(value) ?? [];
  if (!isDay(date) || time > '23:59' || time === '') return fault('start', { value });
  const exact = value.replace(' ', 'T');
  if (/(Z|[+-]\d{2}:\d{2})$/.test(exact)) {
    if (!isInstant(exact)) return fault('start', { value });
    const start = instant(exact);
    return { start, day: dayIn(zone, start) };
  }
  const start = instantAt(zone, date, time);
  return { start, day: dayIn(zone, start) };
};
