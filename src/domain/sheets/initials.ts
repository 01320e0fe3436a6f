// By which a worker tells one blank sheet from another: two letters and never the name. What cannot be printed is left for the pen.
import { unprintable } from './helvetica.ts';

/** The first letter of a name that the printer knows, without its accents where only those stand in the way. */
const firstOf = (name: string): string => {
  const [letter = ''] = [...name.trim().normalize('NFC')].filter((each) => /\p{L}/u.test(each));
  const capital = letter.toLocaleUpperCase('en');
  const bare = capital.normalize('NFD').replace(/\p{M}/gu, '');
  return [capital, bare].find((each) => each.length === 1 && unprintable(each) === undefined) ?? '';
};

export const initialsOf = ({ given, family }: { readonly given: string; readonly family: string }): string =>
  firstOf(given) + firstOf(family);
