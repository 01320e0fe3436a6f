// What tells one client from another: names, birth date, identifiers. A person may have a legal name, the name they go by, and
// names they went by before; a birth date may be known to the year only, or be a guess.
import { isDay } from '#domain/basics/day.ts';
import type { Birth } from './birth-and-age.ts';
import { nameWords } from './folded-names.ts';

export type PersonName = { readonly given: string; readonly family: string };

/** `system` names who gave it out (a URI or the agency's own word), so that two clinics' number 7 stay two numbers. */
export type Identifier = { readonly system: string; readonly value: string };

export type ClientIdentity = {
  readonly name: PersonName;
  readonly chosenName?: string | null;
  readonly formerNames?: readonly PersonName[];
  /** `YYYY`, `YYYY-MM` or a Day; null when unknown. */
  readonly birthDate: string | null;
  /** True when the date was estimated (a common 1 January among refugees, for one). */
  readonly birthDateApproximate?: boolean;
  readonly identifiers?: readonly Identifier[];
};

export type NameKind = 'legal' | 'chosen' | 'former';

/** A name as words that can be compared. */
export type NameForm = {
  readonly kind: NameKind;
  readonly given: readonly string[];
  readonly family: readonly string[];
};

/** Every name the person may be known by; a chosen name goes with the legal family name unless it brings its own. */
export const nameFormsOf = (client: ClientIdentity): readonly NameForm[] => {
  const legal: NameForm = { kind: 'legal', given: nameWords(client.name.given), family: nameWords(client.name.family) };
  const forms = [legal];
  const chosen = client.chosenName ? nameWords(client.chosenName) : [];
  if (chosen.length > 0) {
    const ownFamily = chosen.filter((word) => legal.family.includes(word));
    const given = chosen.filter((word) => !ownFamily.includes(word));
    forms.push({ kind: 'chosen', given: given.length > 0 ? given : chosen, family: legal.family });
  }
  for (const former of client.formerNames ?? [])
    forms.push({
      kind: 'former',
      given: nameWords(former.given || client.name.given),
      family: nameWords(former.family || client.name.family),
    });
  return forms;
};

/** As much of a birth date as is known: `1987`, `1987-04`, `1987-04-12` or null. */
export const knownBirthDate = ({ date, precision }: Birth): string | null =>
  date === null || precision === 'unknown' ? null : date.slice(0, { year: 4, month: 7, day: 10 }[precision]);

/** The inverse of `knownBirthDate`; null when the text is no date of these three forms. */
export const birthFrom = (text: string): Birth | null => {
  if (isDay(text)) return { date: text, precision: 'day' };
  const [month, first] = [`${text}-01`, `${text}-01-01`];
  if (isDay(month)) return { date: month, precision: 'month' };
  return isDay(first) ? { date: first, precision: 'year' } : null;
};
