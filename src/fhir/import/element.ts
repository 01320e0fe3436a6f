// Reading one element of a resource: every value is checked for its FHIR R4 type where it is read, and a fault carries the JSON
// pointer of the very element, so that a sender can find it.
// Source: HL7 FHIR R4, 2.24 Data Types (date and dateTime may stop at the year or month; strings are never empty).
import { hasControls, hasHidden } from '#domain/basics/characters.ts';
import { type Day, isDay } from '#domain/basics/day.ts';
import { dayIn, type Instant, instant, isInstant, type ZoneName } from '#domain/basics/instant.ts';
import type { PartialDate } from './records.ts';

export type Params = Readonly<Record<string, string | number>>;

/** Where faults go, and what "today" is. */
export type Desk = {
  readonly today: Day;
  readonly zone: ZoneName;
  readonly fault: (pointer: string, rule: string, params?: Params) => void;
  readonly warn: (pointer: string, rule: string, params?: Params) => void;
};

/** An object in the file and where it stands. */
export type Element = { readonly pointer: string; readonly fields: Readonly<Record<string, unknown>> };

const step = (key: string | number) => String(key).replaceAll('~', '~0').replaceAll('/', '~1');
export const pointerTo = (element: Element, ...keys: readonly (string | number)[]): string =>
  [element.pointer, ...keys.map(step)].join('/');

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const elementFrom = (value: unknown, pointer: string): Element | null =>
  isObject(value) ? { pointer, fields: value } : null;

// Own fields only: a file may not reach what every object inherits.
const fieldOf = (element: Element, key: string): unknown =>
  Object.hasOwn(element.fields, key) ? element.fields[key] : undefined;

export const hasField = (element: Element, key: string): boolean => {
  const value = fieldOf(element, key);
  return value !== undefined && value !== null;
};

export const childOf = (desk: Desk, element: Element, key: string): Element | null => {
  const value = fieldOf(element, key);
  if (value === undefined || value === null) return null;
  const child = elementFrom(value, pointerTo(element, key));
  if (!child) desk.fault(pointerTo(element, key), 'type', { expected: 'object' });
  return child;
};

const itemsOf = (desk: Desk, element: Element, key: string): readonly unknown[] => {
  const value = fieldOf(element, key);
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  desk.fault(pointerTo(element, key), 'type', { expected: 'list' });
  return [];
};

export const childrenOf = (desk: Desk, element: Element, key: string): readonly Element[] =>
  itemsOf(desk, element, key).flatMap((item, index) => {
    const child = elementFrom(item, pointerTo(element, key, index));
    if (!child) desk.fault(pointerTo(element, key, index), 'type', { expected: 'object' });
    return child ? [child] : [];
  });

export const longestText = 1000;

const checkedText = (desk: Desk, value: unknown, pointer: string, most: number): string | null => {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string') {
    desk.fault(pointer, 'type', { expected: 'text' });
    return null;
  }
  if (value.length > most) desk.fault(pointer, 'too-long', { most, length: value.length });
  else if (!value.isWellFormed()) desk.fault(pointer, 'broken-text');
  else if (hasControls(value)) desk.fault(pointer, 'control-characters');
  else if (hasHidden(value)) desk.fault(pointer, 'hidden-characters');
  else return value.trim() === '' ? null : value.trim();
  return null;
};

/** The text of a field; null when it is missing, blank, or at fault. */
export const textOf = (desk: Desk, element: Element, key: string, most = longestText): string | null =>
  checkedText(desk, fieldOf(element, key), pointerTo(element, key), most);

/** A list of texts; `null` stands in FHIR lists for a value that only has extensions. */
export const textsOf = (desk: Desk, element: Element, key: string, most = longestText): readonly string[] =>
  itemsOf(desk, element, key).flatMap((item, index) => {
    const text = checkedText(desk, item, pointerTo(element, key, index), most);
    return text === null ? [] : [text];
  });

export const booleanOf = (desk: Desk, element: Element, key: string): boolean | null => {
  const value = fieldOf(element, key);
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return value;
  desk.fault(pointerTo(element, key), 'type', { expected: 'boolean' });
  return null;
};

export const wholeNumberOf = (desk: Desk, element: Element, key: string): number | null => {
  const value = fieldOf(element, key);
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  desk.fault(pointerTo(element, key), 'type', { expected: 'number' });
  return null;
};

const isPartialDate = (text: string): boolean => {
  if (/^\d{4}$/.test(text)) return text !== '0000';
  if (/^\d{4}-\d{2}$/.test(text)) return isDay(`${text}-01`);
  return isDay(text);
};

/** A moment or a date; `day` as the calendar of the agency has it. */
export type Dated = { readonly date: PartialDate; readonly day: Day | null; readonly at: Instant | null };

/** A FHIR date or dateTime. With `notAfterToday`, a future one is a fault. */
export const datedOf = (desk: Desk, element: Element, key: string, notAfterToday = false): Dated | null => {
  const pointer = pointerTo(element, key);
  const text = textOf(desk, element, key, 64);
  if (text === null) return null;
  const isMoment = isInstant(text) && isDay(text.slice(0, 10));
  if (!isMoment && !isPartialDate(text)) {
    desk.fault(pointer, 'date', { value: text });
    return null;
  }
  const at = isMoment ? instant(text) : null;
  const date = at ? dayIn(desk.zone, at) : text;
  if (notAfterToday && date > desk.today.slice(0, date.length)) {
    desk.fault(pointer, 'future-date', { value: text });
    return null;
  }
  return { date, day: isDay(date) ? date : null, at };
};

/** The words of a CodeableConcept: its own text, else the first display, else the first code. */
export const conceptText = (desk: Desk, concept: Element): string | null => {
  const text = textOf(desk, concept, 'text');
  if (text) return text;
  const codings = childrenOf(desk, concept, 'coding');
  for (const key of ['display', 'code'] as const)
    for (const coding of codings) {
      const found = textOf(desk, coding, key);
      if (found) return found;
    }
  return null;
};

export type Coding = { readonly system: string | null; readonly code: string; readonly display: string | null };

export const codingsOf = (desk: Desk, concept: Element | null): readonly Coding[] =>
  concept === null
    ? []
    : childrenOf(desk, concept, 'coding').flatMap((coding) => {
        const code = textOf(desk, coding, 'code');
        return code ? [{ system: textOf(desk, coding, 'system'), code, display: textOf(desk, coding, 'display') }] : [];
      });

/** The first code of a concept, whatever its system. */
export const codeOf = (desk: Desk, concept: Element | null): string | null => codingsOf(desk, concept)[0]?.code ?? null;

/** An extension's element by its url. */
export const extensionOf = (desk: Desk, element: Element, url: string): Element | null =>
  childrenOf(desk, element, 'extension').find((extension) => fieldOf(extension, 'url') === url) ?? null;
