// Values of the record as a person reads them: codes by their words, days and moments written out, and what was kept as a structure
// line by line.
import { isDay } from '#domain/basics/day.ts';
import { isId } from '#domain/basics/id.ts';
import type { Shown } from '#store/package/kinds.ts';
import { type Language, sentence } from '#words/catalogue.ts';

export type InWords = {
  say(key: string, params?: Readonly<Record<string, string | number>>): string;
  /** Null where there is nothing to say. */
  value(value: unknown, shown: Shown): string | null;
  day(day: string): string;
  moment(moment: string): string;
};

/** The words of codes inside a structure, by the name they stand under; the first that knows the code. */
const codesUnder: Readonly<Record<string, readonly string[]>> = {
  level: ['need.level', 'attainment'],
  choice: ['option'],
  aspect: ['strength.aspect'],
  domain: ['domain', 'strengths-domain'],
  kind: ['signature'],
  met: ['record.met'],
  window: ['record.window'],
};

export const inWords = (language: Language, timeZone: string): InWords => {
  const say: InWords['say'] = (key, params) => sentence(language, key, params);
  const has = (key: string) => sentence(language, key) !== key;
  const days = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
  const moments = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone });
  const languages = new Intl.DisplayNames([language], { type: 'language' });
  const day = (on: string) => days.format(new Date(`${on}T12:00:00Z`));
  const moment = (at: string) => moments.format(new Date(at));
  const code = (prefixes: readonly string[], value: string): string => {
    const known = prefixes.find((prefix) => has(`${prefix}.${value}`));
    return known ? say(`${known}.${value}`) : value.replaceAll('-', ' ');
  };
  const spoken = (tag: string) => {
    try {
      return languages.of(tag) ?? tag;
    } catch {
      return tag;
    }
  };

  const named = (name: string): string => {
    const key = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const known = [`record.part.${key}`, `domain.${name}`, `attainment.${name}`].find(has);
    return known ? say(known) : name;
  };
  /** Ids say nothing to a person; what is empty is left out. */
  const isSilent = (value: unknown): boolean =>
    value === null ||
    value === undefined ||
    value === '' ||
    (typeof value === 'string' && isId(value)) ||
    (Array.isArray(value) && value.every(isSilent)) ||
    (typeof value === 'object' && value !== null && Object.values(value).every(isSilent));
  const simple = (value: unknown, under: string): string => {
    if (typeof value === 'boolean') return say(value ? 'record.yes' : 'record.no');
    const text = String(value);
    if (isDay(text)) return day(text);
    const prefixes = codesUnder[under];
    return prefixes ? code(prefixes, text) : text;
  };
  const structure = (value: unknown, under: string, depth: number): string[] => {
    const indent = '   '.repeat(depth);
    if (Array.isArray(value))
      return value
        .filter((each) => !isSilent(each))
        .flatMap((each) => {
          const lines = structure(each, under, depth);
          return typeof each === 'object' && lines[0] !== undefined
            ? [`${indent}• ${lines[0].trimStart()}`, ...lines.slice(1)]
            : lines.map((line) => `${indent}• ${line.trimStart()}`);
        });
    if (typeof value !== 'object' || value === null) return [`${indent}${simple(value, under)}`];
    return Object.entries(value)
      .filter(([, inner]) => !isSilent(inner))
      .flatMap(([name, inner]) =>
        typeof inner === 'object'
          ? [`${indent}${named(name)}:`, ...structure(inner, name, depth + 1)]
          : [`${indent}${named(name)}: ${simple(inner, name)}`],
      );
  };

  const value: InWords['value'] = (given, shown) => {
    if (isSilent(given) && !shown.startsWith('of:')) return null;
    if (given === null || given === undefined) return null;
    const [how = '', prefix = ''] = shown.split(':');
    switch (how) {
      case 'day':
        return day(String(given));
      case 'moment':
        return moment(String(given));
      case 'period': {
        const { from, to } = given as { from: string | null; to: string | null };
        const begins = from === null ? '…' : day(from);
        return to === null ? say('record.since', { from: begins }) : say('record.span', { from: begins, to: day(to) });
      }
      case 'flag':
        return say(given ? 'record.yes' : 'record.no');
      case 'list':
        return (given as unknown[]).join(', ');
      case 'language':
        return spoken(String(given));
      case 'code':
        return code([prefix], String(given));
      case 'codes':
        return (given as unknown[]).map((each) => code([prefix], String(each))).join(', ');
      case 'json': {
        const lines = structure(given, '', 0);
        return lines.length === 0 ? null : `\n${lines.join('\n')}`;
      }
      default:
        return String(given);
    }
  };
  return { say, value, day, moment };
};
