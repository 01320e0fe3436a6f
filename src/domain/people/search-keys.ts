// A client is found by whatever the worker has: part of a name, a name misheard or misspelt, names the wrong way round, initials,
// a birth date, a number from another agency's card.
// Under row-level security an index serves only equality and ranges on plain text (leakproof operators), so everything that makes
// search forgiving is worked out here and stored as keys: one row of `client_keys` a key.
// Typing errors: the deletion neighbourhood of SymSpell (W. Garbe, 2012): two words one slip apart share a form with one letter
// taken out; only the first seven letters are used, which keeps the number of keys small.
import type { Day } from '#domain/basics/day.ts';
import { birthDatesIn } from './birth-date-spellings.ts';
import { type ClientIdentity, nameFormsOf } from './client-identity.ts';
import { fold, foldIdentifier, joinedName, nameWords } from './folded-names.ts';
import { fullFormOf } from './nicknames.ts';
import { soundOf } from './sounds.ts';

/** `n:` word of a name · `w:` two words of a name · `d:` word less a letter · `s:` sound · `p:` sounds of given and family name ·
 * `k:` full form of a short name · `i:` identifier · `b:` birth date. `weight` says how much a hit tells. */
export type SearchKey = { readonly key: string; readonly weight: number };

/** Keys with `from` ≤ key < `to`, compared by code point (`collate "C"`). */
export type KeyRange = { readonly from: string; readonly to: string };

/** The keys under which one part of what was typed may stand. */
export type QueryTerm = {
  readonly text: string;
  readonly exact: readonly string[];
  readonly ranges: readonly KeyRange[];
};

/**
 * How to look: first `near`, which holds only good answers and is all that is needed when nothing is misspelt; when it brings too
 * few, `wide`: per term the clients under any of its keys, those under most terms first.
 */
export type QueryKeys = {
  readonly near: { readonly exact: readonly string[]; readonly ranges: readonly KeyRange[] };
  readonly wide: readonly QueryTerm[];
};

const weights = {
  identifier: 12,
  pair: 10,
  word: 8,
  birthDate: 8,
  formerWord: 6,
  fullForm: 4,
  sound: 3,
  slip: 2,
} as const;

const longestWord = 32;
const lettersForSlips = 7;
const shortestForSlips = 4;
const mostWords = 4;

const lastCharacter = '\u{10ffff}';
const startingWith = (from: string): KeyRange => ({ from, to: from + lastCharacter });

const clip = (word: string) => (word.length > longestWord ? word.slice(0, longestWord) : word);

/** The beginning of a word, and that beginning less one letter in every place. */
export const slipForms = (word: string): readonly string[] => {
  const start = word.slice(0, lettersForSlips);
  const forms = new Set([start]);
  if (start.length >= shortestForSlips)
    for (let index = 0; index < start.length; index++) forms.add(start.slice(0, index) + start.slice(index + 1));
  return [...forms];
};

/** The key of a pair of name sounds, the same whichever is called the family name. */
const soundPair = (given: string, family: string) => `p:${[soundOf(given), soundOf(family)].sort().join(' ')}`;

/** Every key to store for a client, each once, with its greatest weight. */
export const keysOf = (client: ClientIdentity): readonly SearchKey[] => {
  const found = new Map<string, number>();
  const add = (key: string, weight: number) => found.set(key, Math.max(weight, found.get(key) ?? 0));
  for (const form of nameFormsOf(client)) {
    const given = form.given.slice(0, mostWords).map(clip);
    const family = form.family.slice(0, mostWords).map(clip);
    const words = [...given, ...family];
    for (const word of words) {
      add(`n:${word}`, form.kind === 'former' ? weights.formerWord : weights.word);
      add(`s:${soundOf(word)}`, weights.sound);
      if (word.length >= shortestForSlips) for (const slip of slipForms(word)) add(`d:${slip}`, weights.slip);
    }
    for (const word of given) {
      const full = fullFormOf(word);
      if (full) add(`k:${full}`, weights.fullForm);
      for (const familyWord of family) {
        add(`w:${word} ${familyWord}`, weights.pair);
        add(`w:${familyWord} ${word}`, weights.pair);
        add(soundPair(word, familyWord), weights.sound);
      }
    }
    for (const part of [given, family])
      for (const [index, word] of part.entries()) if (index > 0) add(`w:${part[index - 1]} ${word}`, weights.pair);
  }
  for (const written of [client.name, ...(client.formerNames ?? [])])
    for (const joined of [joinedName(written.given), joinedName(written.family)])
      if (joined) add(`n:${clip(joined)}`, weights.word);
  for (const { value } of client.identifiers ?? []) {
    const identifier = foldIdentifier(value);
    if (identifier) add(`i:${identifier.slice(0, 64)}`, weights.identifier);
  }
  if (client.birthDate) add(`b:${client.birthDate}`, weights.birthDate);
  return [...found].map(([key, weight]) => ({ key, weight }));
};

/** What was typed, taken apart: name words, the birth dates it may mean, and what may be an identifier. */
export type Query = {
  readonly words: readonly string[];
  readonly familyFirst: boolean;
  readonly birthDates: readonly Day[];
  readonly identifiers: readonly string[];
};

const longestQuery = 200;

export const readQuery = (text: string): Query => {
  const typed = text.slice(0, longestQuery);
  const { days, rest } = birthDatesIn(typed);
  const identifiers = new Set(
    [foldIdentifier(typed), ...rest.split(/\s+/u).map(foldIdentifier)].filter(
      (part) => /\p{N}/u.test(part) && part.length >= 3,
    ),
  );
  const words = (fold(rest) === '' ? [] : nameWords(rest)).filter((word) => !/\p{N}/u.test(word)).map(clip);
  const joined = joinedName(rest.replace(/,/g, ' '));
  return {
    words: words.length === 0 && joined ? [joined] : words.slice(0, mostWords + 2),
    familyFirst: /^[^,]*\p{L}[^,]*,.*\p{L}/u.test(rest),
    birthDates: days,
    identifiers: [...identifiers],
  };
};

/** The keys to look under for what someone typed. Empty when there is nothing to look for. */
export const queryKeys = (text: string): QueryKeys => {
  const query = readQuery(text);
  const exact: string[] = query.birthDates.map((day) => `b:${day}`);
  const ranges: KeyRange[] = [];
  for (const identifier of query.identifiers) {
    if (identifier.length >= 4) ranges.push(startingWith(`i:${identifier}`));
    else exact.push(`i:${identifier}`);
  }
  const [first] = query.words;
  // A birth date already narrows the search to a handful of people; the name then only ranks them.
  if (query.birthDates.length === 0) {
    if (query.words.length === 1 && first) ranges.push(startingWith(`n:${first}`));
    const paired = query.words.slice(0, mostWords);
    for (const [at, whole] of paired.entries())
      for (const [other, begun] of paired.entries())
        if (at !== other && whole.length > 1) ranges.push(startingWith(`w:${whole} ${begun}`));
  }
  const wide: QueryTerm[] = query.words
    .filter((word, _, all) => word.length > 1 || all.length === 1)
    .map((word) => {
      const full = fullFormOf(word);
      return {
        text: word,
        exact: [
          `n:${word}`,
          `s:${soundOf(word)}`,
          ...(full ? [`k:${full}`] : []),
          ...(word.length >= 3 ? slipForms(word).map((slip) => `d:${slip}`) : []),
        ],
        ranges: word.length >= 3 ? [startingWith(`n:${word}`)] : [],
      };
    });
  if (query.birthDates.length > 0)
    wide.push({ text: query.birthDates.join(' '), exact: query.birthDates.map((day) => `b:${day}`), ranges: [] });
  return { near: { exact, ranges }, wide };
};
