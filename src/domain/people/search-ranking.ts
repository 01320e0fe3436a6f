// The order in which found clients are shown: who fits everything that was typed comes first, a name spelt as typed before one
// that only sounds like it, a present name before a former one. The keys only gather candidates; this decides.
import { type ClientIdentity, nameFormsOf } from './client-identity.ts';
import { foldIdentifier, joinedName, slipsBetween, slipsBorne } from './folded-names.ts';
import { areForms } from './nicknames.ts';
import { type Query, readQuery } from './search-keys.ts';
import { soundOf } from './sounds.ts';

/** What the typed text was recognised by, most telling first; a screen may say "former name" or "sounds alike". */
export type FoundBy = 'identifier' | 'birth-date' | 'name' | 'short-form' | 'former-name' | 'spelling' | 'sound';

export type Ranked<T> = { readonly client: T; readonly score: number; readonly foundBy: readonly FoundBy[] };

/** A word that was typed, and how it sounds. */
type Typed = { readonly word: string; readonly sound: string };

type WordFit = { readonly score: number; readonly by: FoundBy };

const wordFit = ({ word: typed, sound }: Typed, word: string): WordFit | null => {
  if (typed === word) return { score: 10, by: 'name' };
  if (word.startsWith(typed))
    return { score: typed.length === 1 ? 4 : 6 + (2 * typed.length) / word.length, by: 'name' };
  if (word.length === 1 && typed.startsWith(word)) return { score: 3, by: 'name' };
  if (areForms(typed, word)) return { score: 6, by: 'short-form' };
  if (typed.length < 3) return null;
  const borne = slipsBorne(typed.length > word.length ? typed : word);
  const slips = borne === 0 ? 1 : slipsBetween(typed, word, borne);
  if (slips <= borne) return { score: 6 - slips, by: 'spelling' };
  // While a long word is still being typed, its slip is found at the beginning.
  if (typed.length >= 5 && word.length > typed.length && slipsBetween(typed, word.slice(0, typed.length), 1) <= 1)
    return { score: 4, by: 'spelling' };
  return sound === soundOf(word) ? { score: 3.5, by: 'sound' } : null;
};

type NameFit = { readonly score: number; readonly unmatched: number; readonly by: ReadonlySet<FoundBy> };

const nameFit = (typedWords: readonly Typed[], query: Query, client: ClientIdentity): NameFit => {
  let best: NameFit = { score: 0, unmatched: typedWords.length, by: new Set() };
  const joined = [joinedName(client.name.given), joinedName(client.name.family)].filter((word) => word !== null);
  for (const form of nameFormsOf(client)) {
    const free = [
      ...form.given.map((word) => ({ word, family: false })),
      ...form.family.map((word) => ({ word, family: true })),
      ...(form.kind === 'legal' ? joined.map((word) => ({ word, family: true })) : []),
    ];
    let score = form.kind === 'former' ? -1 : 0;
    let unmatched = 0;
    const by = new Set<FoundBy>();
    for (const typed of typedWords) {
      let taken = -1;
      let fit: WordFit | null = null;
      for (const [index, candidate] of free.entries()) {
        const here = wordFit(typed, candidate.word);
        if (here && (!fit || here.score > fit.score)) [taken, fit] = [index, here];
      }
      if (!fit) unmatched++;
      else {
        score += fit.score;
        by.add(form.kind === 'former' && fit.by === 'name' ? 'former-name' : fit.by);
        const inFamily = free[taken]!.family;
        if (query.familyFirst && inFamily === (typed.word === query.words[0])) score += 0.5;
        free.splice(taken, 1);
      }
    }
    if (unmatched < best.unmatched || (unmatched === best.unmatched && score > best.score))
      best = { score, unmatched, by };
  }
  return best;
};

const identifierFit = (query: Query, client: ClientIdentity): number => {
  let best = 0;
  for (const { value } of client.identifiers ?? []) {
    const held = foldIdentifier(value);
    for (const typed of query.identifiers) {
      if (held === typed) best = 25;
      else if (typed.length >= 4 && held.startsWith(typed)) best = Math.max(best, 14);
    }
  }
  return best;
};

const birthDateFit = (query: Query, client: ClientIdentity): number => {
  const held = client.birthDate;
  if (query.birthDates.length === 0 || !held) return 0;
  return query.birthDates.some((day) => day === held)
    ? 15
    : query.birthDates.some((day) => day.startsWith(held))
      ? 6
      : 0;
};

const order: readonly FoundBy[] = [
  'identifier',
  'birth-date',
  'name',
  'short-form',
  'former-name',
  'spelling',
  'sound',
];

/** `candidates` that fit `text`, best first; equal ones by family and given name. Those that fit too little are left out. */
export const rank = <T extends ClientIdentity>(candidates: readonly T[], text: string): readonly Ranked<T>[] => {
  const query = readQuery(text);
  // Longest words choose first: in "M Maria" the initial must not take Maria's place.
  const typedWords = [...query.words]
    .sort((a, b) => b.length - a.length)
    .map((word) => ({ word, sound: soundOf(word) }));
  const ranked: Ranked<T>[] = [];
  for (const client of candidates) {
    const name = nameFit(typedWords, query, client);
    const identifier = identifierFit(query, client);
    const birthDate = birthDateFit(query, client);
    const certain = identifier + birthDate;
    // A name alone must fit every word, or all but one of three and more; beside a number or a birth date it only ranks.
    const bearable = query.words.length >= 3 ? 1 : 0;
    if (certain === 0 && (query.words.length === 0 || name.unmatched > bearable)) continue;
    // A birth date that was typed and is another person's speaks against them.
    const against = query.birthDates.length > 0 && birthDate === 0 && client.birthDate ? 8 : 0;
    const by = new Set(name.by);
    if (identifier > 0) by.add('identifier');
    if (birthDate > 0) by.add('birth-date');
    ranked.push({
      client,
      score: certain + name.score - 4 * name.unmatched - against,
      foundBy: order.filter((reason) => by.has(reason)),
    });
  }
  const shown = (client: ClientIdentity) => `${client.name.family} ${client.name.given}`;
  return ranked.sort((a, b) => b.score - a.score || (shown(a.client) < shown(b.client) ? -1 : 1));
};
