// Duplicates are caught at entry: before a client is added, the record is asked whether the person may already be in it, and the
// worker chooses to open, to link or to go on. Nothing is merged silently.
// The weighing is that of record linkage (Fellegi and Sunter, JASA 64, 1969): each agreement adds points, each disagreement takes
// some, a sum over the threshold is offered. Names alone never carry it against another birth date: in a record of ten thousand
// many share one name. Points are set so that of 1,000 true pairs nearly all, of 10,000 strangers hardly any are offered; the
// test measures both.
import { type Day, isDay } from '#domain/basics/day.ts';
import { type ClientIdentity, type NameForm, nameFormsOf } from './client-identity.ts';
import { foldIdentifier, slipsBetween, slipsBorne } from './folded-names.ts';
import { areForms } from './nicknames.ts';
import { type KeyRange, keysOf } from './search-keys.ts';
import { soundOf } from './sounds.ts';

/** Why two entries may be one person: keys of `duplicates.reason.<code>` in `words`. */
export type MatchReason =
  | 'same-identifier'
  | 'same-name'
  | 'similar-name'
  | 'name-sounds-alike'
  | 'short-form'
  | 'part-of-name'
  | 'names-swapped'
  | 'chosen-name'
  | 'former-name'
  | 'same-birth-date'
  | 'day-and-month-swapped'
  | 'birth-date-slip'
  | 'birth-date-agrees-in-part';

export type Match<T> = { readonly client: T; readonly score: number; readonly reasons: readonly MatchReason[] };

/** The score from which a candidate is offered. */
export const offeredFrom = 10;

type Part = { readonly points: number; readonly reason: MatchReason | null };

const wordLikeness = (a: string, b: string): Part => {
  if (a === b) return { points: 5, reason: 'same-name' };
  if (areForms(a, b)) return { points: 3.5, reason: 'short-form' };
  const borne = slipsBorne(a.length > b.length ? a : b);
  if (borne > 0 && slipsBetween(a, b, borne) <= borne) return { points: 3.5, reason: 'similar-name' };
  // In a short name one slip is as easily another name; with the rest exact and the same birth date it still tells.
  if (borne === 0 && a.length > 1 && b.length > 1 && slipsBetween(a, b, 1) === 1)
    return { points: 2, reason: 'similar-name' };
  if (soundOf(a) === soundOf(b)) return { points: 3, reason: 'name-sounds-alike' };
  if ((a.length === 1 || b.length === 1) && a[0] === b[0]) return { points: 1.5, reason: 'part-of-name' };
  return { points: 0, reason: null };
};

/** One part of the name (all given names, or all family names) against another. */
const partLikeness = (a: readonly string[], b: readonly string[]): Part => {
  if (a.length === 0 || b.length === 0) return { points: a.length === b.length ? 2 : 0, reason: null };
  const [few, many] = a.length <= b.length ? [a, b] : [b, a];
  const free = [...many];
  let weakest: Part = { points: 5, reason: 'same-name' };
  let missing = 0;
  let first = true;
  for (const word of few) {
    let best: Part = { points: 0, reason: null };
    let taken = -1;
    for (const [index, other] of free.entries()) {
      const here = wordLikeness(word, other);
      if (here.points > best.points) [best, taken] = [here, index];
    }
    if (taken >= 0) free.splice(taken, 1);
    if (best.points === 0) missing++;
    else if (first || best.points < weakest.points) [weakest, first] = [best, false];
  }
  // "María José" and "María" may be one person; "María José" and "María Luisa" hardly.
  if (missing === few.length || (missing > 0 && few.length === many.length)) return { points: 0, reason: null };
  const joined = few.join('') === many.join('');
  if (joined) return { points: 5, reason: 'same-name' };
  return few.length === many.length ? weakest : { points: Math.min(weakest.points, 4), reason: 'part-of-name' };
};

type NameLikeness = { readonly points: number; readonly reasons: readonly MatchReason[] };

const none: NameLikeness = { points: 0, reasons: [] };

const formLikeness = (a: NameForm, b: NameForm): NameLikeness => {
  const both = (given: Part, family: Part, swapped: boolean): NameLikeness => {
    // One part alone is half a name: brothers share one, and so does half the town.
    if (given.points === 0 || family.points === 0)
      return { points: Math.max(given.points, family.points) * 0.3, reasons: [] };
    const reasons = new Set([given.reason, family.reason].filter((reason) => reason !== null));
    if (reasons.size > 1) reasons.delete('same-name');
    if (swapped) reasons.add('names-swapped');
    if (a.kind === 'former' || b.kind === 'former') reasons.add('former-name');
    else if (a.kind === 'chosen' || b.kind === 'chosen') reasons.add('chosen-name');
    return { points: given.points + family.points, reasons: [...reasons] };
  };
  const straight = both(partLikeness(a.given, b.given), partLikeness(a.family, b.family), false);
  const swapped = both(partLikeness(a.given, b.family), partLikeness(a.family, b.given), true);
  return swapped.points > straight.points ? swapped : straight;
};

const nameLikeness = (a: readonly NameForm[], b: readonly NameForm[]): NameLikeness => {
  let best = none;
  for (const one of a)
    for (const other of b) {
      const here = formLikeness(one, other);
      if (here.points > best.points) best = here;
    }
  return best;
};

/** The date with day and month exchanged, where that is a day and another one. */
const withDayAndMonthSwapped = (date: string): Day | null => {
  const swapped = `${date.slice(0, 4)}-${date.slice(8, 10)}-${date.slice(5, 7)}`;
  return isDay(swapped) && swapped !== date ? swapped : null;
};

const figuresDiffering = (a: string, b: string): number => [...a].filter((figure, at) => figure !== b[at]).length;

const birthDateLikeness = (a: ClientIdentity, b: ClientIdentity): Part => {
  if (!a.birthDate || !b.birthDate) return { points: 0, reason: null };
  const [shorter, longer] =
    a.birthDate.length <= b.birthDate.length ? [a.birthDate, b.birthDate] : [b.birthDate, a.birthDate];
  if (shorter === longer && isDay(longer)) return { points: 8, reason: 'same-birth-date' };
  if (longer.startsWith(shorter)) return { points: shorter.length === 4 ? 2 : 4, reason: 'birth-date-agrees-in-part' };
  if (a.birthDateApproximate || b.birthDateApproximate) {
    const years = Math.abs(Number(a.birthDate.slice(0, 4)) - Number(b.birthDate.slice(0, 4)));
    return years <= 2
      ? { points: 1, reason: 'birth-date-agrees-in-part' }
      : { points: years <= 5 ? -2 : -7, reason: null };
  }
  if (isDay(shorter) && isDay(longer)) {
    if (withDayAndMonthSwapped(longer) === shorter) return { points: 6.5, reason: 'day-and-month-swapped' };
    // Two figures exchanged is a slip of the hand; one other figure is as often another person's date.
    if (slipsBetween(shorter, longer, 1) === 1)
      return { points: figuresDiffering(shorter, longer) === 2 ? 4 : 3, reason: 'birth-date-slip' };
  }
  return { points: -7, reason: null };
};

const identifierLikeness = (a: ClientIdentity, b: ClientIdentity): Part => {
  let points = 0;
  for (const one of a.identifiers ?? [])
    for (const other of b.identifiers ?? []) {
      if (one.system !== other.system) continue;
      const [left, right] = [foldIdentifier(one.value), foldIdentifier(other.value)];
      if (left !== '' && left === right) return { points: 15, reason: 'same-identifier' };
      points = -2;
    }
  return { points, reason: null };
};

/** Points from which two full names count as one name, alike or shortened. */
const namesakeFrom = 8;

/**
 * Those of `candidates` (all that `duplicateKeys` finds) that may be the proposed client, likeliest first; only those at or over
 * the threshold. A name that many of them bear tells less than a rare one (Winkler's frequency-based weights, 1989).
 */
export const matchesAmong = <T extends ClientIdentity>(
  proposed: ClientIdentity,
  candidates: readonly T[],
  threshold: number = offeredFrom,
): readonly Match<T>[] => {
  const forms = nameFormsOf(proposed);
  const named = candidates.map((client) => ({ client, name: nameLikeness(forms, nameFormsOf(client)) }));
  const namesakes = named.filter(({ name }) => name.points >= namesakeFrom).length;
  const commonness = Math.min(4, Math.log2(Math.max(1, namesakes)));
  const matches: Match<T>[] = [];
  for (const { client, name } of named) {
    const identifier = identifierLikeness(proposed, client);
    const birthDate = birthDateLikeness(proposed, client);
    // Without a birth date nothing tells namesakes apart, so all of them are offered.
    const isWeighed = name.points >= namesakeFrom && proposed.birthDate !== null && client.birthDate !== null;
    const points = isWeighed ? name.points - commonness : name.points;
    const score = points + birthDate.points + identifier.points;
    if (score < threshold) continue;
    const reasons = [identifier.reason, ...name.reasons, birthDate.reason].filter((reason) => reason !== null);
    matches.push({ client, score, reasons });
  }
  return matches.sort((a, b) => b.score - a.score);
};

/**
 * The keys under which possible duplicates of `client` are looked up; all of them are among `keysOf` of the other. By identifier,
 * by birth date as given and with day and month exchanged, by the sound of given and family name; when no full birth date is
 * known, also by one name and the first letter of the other.
 */
export const duplicateKeys = (
  client: ClientIdentity,
): { readonly exact: readonly string[]; readonly ranges: readonly KeyRange[] } => {
  const own = keysOf(client).map(({ key }) => key);
  const exact = own.filter((key) => /^[ibp]:/.test(key));
  const swapped = client.birthDate ? withDayAndMonthSwapped(client.birthDate) : null;
  if (swapped) exact.push(`b:${swapped}`);
  if (client.birthDate && isDay(client.birthDate)) return { exact, ranges: [] };
  const starts = own.filter((key) => key.startsWith('w:')).map((key) => key.slice(0, key.indexOf(' ') + 2));
  return { exact, ranges: [...new Set(starts)].map((from) => ({ from, to: `${from}\u{10ffff}` })) };
};
