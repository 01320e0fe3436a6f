// A moment in time, and where on the wall calendar it falls. Contacts keep Instant, Day and zone: the moment for order and
// overlap, the Day for every count, so that a visit at 23:59 belongs to the day the person lived it.
import { addDays, type Day, day } from './day.ts';

declare const instantBrand: unique symbol;
/** RFC 3339 in UTC with milliseconds, `2026-11-25T14:05:00.000Z`. Instants compare as strings. */
export type Instant = string & { readonly [instantBrand]: true };

/** An IANA zone name such as `America/New_York`. */
export type ZoneName = string;

export const isInstant = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text) && !Number.isNaN(Date.parse(text));

/** Any RFC 3339 text with an offset as an Instant; throws a RangeError for anything else. */
export const instant = (text: string): Instant => {
  if (!isInstant(text)) throw new RangeError(`not an instant: ${text}`);
  return new Date(text).toISOString() as Instant;
};

export const instantFromMillis = (milliseconds: number): Instant => new Date(milliseconds).toISOString() as Instant;
export const millisOf = (of: Instant): number => Date.parse(of);
export const addMinutes = (from: Instant, minutes: number): Instant =>
  instantFromMillis(millisOf(from) + minutes * 60_000);
export const minutesBetween = (from: Instant, to: Instant): number => (millisOf(to) - millisOf(from)) / 60_000;

const formats = new Map<ZoneName, Intl.DateTimeFormat>();
const formatFor = (zone: ZoneName): Intl.DateTimeFormat => {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(zone, format);
  }
  return format;
};

export const isZoneName = (text: string): boolean => {
  try {
    formatFor(text);
    return true;
  } catch {
    return false;
  }
};

const wallParts = (of: Instant, zone: ZoneName): Record<string, string> => {
  const parts: Record<string, string> = {};
  for (const part of formatFor(zone).formatToParts(millisOf(of))) parts[part.type] = part.value;
  return parts;
};

/** The calendar day of a moment where the clock shows `zone`. */
export const dayIn = (zone: ZoneName, of: Instant): Day => {
  const { year, month, day: date } = wallParts(of, zone);
  return day(`${year?.padStart(4, '0')}-${month}-${date}`);
};

/** The wall-clock time `HH:MM` of a moment where the clock shows `zone`. */
export const clockTimeIn = (zone: ZoneName, of: Instant): string => {
  const { hour, minute } = wallParts(of, zone);
  return `${hour}:${minute}`;
};

const offsetMillis = (zone: ZoneName, at: number): number => {
  const { year, month, day: date, hour, minute, second } = wallParts(instantFromMillis(at), zone);
  const wall = Date.parse(`${year?.padStart(4, '0')}-${month}-${date}T${hour}:${minute}:${second}Z`);
  return wall - Math.floor(at / 1000) * 1000;
};

/**
 * The moment when the clock in `zone` shows `time` (`HH:MM`) on `on`. A time skipped in spring is read after the jump; a time
 * that comes twice in autumn is the first of the two.
 */
export const instantAt = (zone: ZoneName, on: Day, time: string): Instant => {
  const wall = Date.parse(`${on}T${time}:00Z`);
  const before = offsetMillis(zone, wall - 86_400_000);
  const after = offsetMillis(zone, wall + 86_400_000);
  const candidates = [wall - before, wall - after].filter((at) => offsetMillis(zone, at) === wall - at);
  return instantFromMillis(candidates.length > 0 ? Math.min(...candidates) : wall - before);
};

/** The moment the calendar day begins; where midnight is skipped, the first moment after it. */
export const startOfDay = (zone: ZoneName, on: Day): Instant => instantAt(zone, on, '00:00');

/** The next local midnight after a moment. */
export const nextMidnight = (zone: ZoneName, after: Instant): Instant =>
  startOfDay(zone, addDays(dayIn(zone, after), 1));
