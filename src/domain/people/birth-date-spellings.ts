// People type a birth date into the search box the way they were told it: 1989-06-16, 16/6/89, June 16 1989, 16 de junio de 1989.
// 06/07/1989 is read both ways, because a US form and a Mexican card disagree about it and the search must not care.
import { type Day, isDay } from '#domain/basics/day.ts';

const monthNames: readonly (readonly string[])[] = [
  ['january', 'jan', 'enero', 'ene'],
  ['february', 'feb', 'febrero'],
  ['march', 'mar', 'marzo'],
  ['april', 'apr', 'abril', 'abr'],
  ['may', 'mayo'],
  ['june', 'jun', 'junio'],
  ['july', 'jul', 'julio'],
  ['august', 'aug', 'agosto', 'ago'],
  ['september', 'sep', 'sept', 'septiembre', 'setiembre', 'set'],
  ['october', 'oct', 'octubre'],
  ['november', 'nov', 'noviembre'],
  ['december', 'dec', 'diciembre', 'dic'],
];
const monthNumber: ReadonlyMap<string, number> = new Map(
  monthNames.flatMap((names, index) => names.map((name) => [name, index + 1] as const)),
);
const monthWord = `(${[...monthNumber.keys()].sort((a, b) => b.length - a.length).join('|')})`;

// A two-digit year may be of this century or the last; both are looked up.
const years = (text: string): readonly number[] =>
  text.length === 4 ? [Number(text)] : [1900 + Number(text), 2000 + Number(text)];

const daysNamed = (yearText: string, month: number, date: number): readonly Day[] =>
  years(yearText)
    .map((year) => `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`)
    .filter(isDay);

type Spelling = { readonly pattern: RegExp; readonly days: (match: readonly string[]) => readonly Day[] };

const spellings: readonly Spelling[] = [
  { pattern: /\b(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})\b/, days: ([, y, m, d]) => daysNamed(y!, Number(m), Number(d)) },
  { pattern: /\b((?:18|19|20)\d{2})(\d{2})(\d{2})\b/, days: ([, y, m, d]) => daysNamed(y!, Number(m), Number(d)) },
  {
    pattern: /\b(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})\b/,
    days: ([, a, b, y]) => [...daysNamed(y!, Number(a), Number(b)), ...daysNamed(y!, Number(b), Number(a))],
  },
  {
    pattern: new RegExp(
      String.raw`\b(\d{1,2})(?:st|nd|rd|th|o)?[-/., ]+(?:de |of )?${monthWord}\b\.?[-/., ]+(?:de |del )?(\d{4}|\d{2})\b`,
    ),
    days: ([, d, m, y]) => daysNamed(y!, monthNumber.get(m!)!, Number(d)),
  },
  {
    pattern: new RegExp(String.raw`\b${monthWord}\b\.?[-/., ]+(\d{1,2})(?:st|nd|rd|th)?[-/., ]+(\d{4}|\d{2})\b`),
    days: ([, m, d, y]) => daysNamed(y!, monthNumber.get(m!)!, Number(d)),
  },
];

/** The birth dates `text` may mean (none, one, or two where day and month could be exchanged) and the text without them. */
export const birthDatesIn = (text: string): { readonly days: readonly Day[]; readonly rest: string } => {
  // Accents go, punctuation stays: it tells a date from an identifier.
  const plain = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
  for (const { pattern, days } of spellings) {
    const match = pattern.exec(plain);
    const found = match ? [...new Set(days(match))] : [];
    if (match && found.length > 0)
      return { days: found, rest: `${plain.slice(0, match.index)} ${plain.slice(match.index + match[0].length)}` };
  }
  return { days: [], rest: text };
};
