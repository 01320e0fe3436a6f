// How a name sounds, so that a name taken down by ear is found again. One code for English and Spanish together, because the
// same desk writes down both: Gonzales = González, Vásquez = Basques, Jiménez = Giménez = Ximénez, Yesenia = Jesenia,
// Hernández = Ernandes, Phillips = Filips, Wright = Right, Mohamed = Muhammad.
// Ideas: consonant skeletons from Soundex (R. C. Russell, US patent 1,261,167, 1918); spelling rules before coding from Metaphone
// (L. Philips, Computer Language 7(12), 1990); the joining of b/v, c/s/z, g/j/x, silent h and y/ll/j from Spanish seseo, betacismo
// and yeísmo. Unlike Soundex, short names keep their vowels: otherwise Le, Lu, Li and Lee would all be one name.
// It errs towards "alike": it only proposes, birth date and identifiers decide (matching.ts).
import { fold } from './folded-names.ts';

const longestCode = 7;

// In order; each applied to the whole word before letters are coded. `^` holds silent first letters.
const spellings: readonly (readonly [RegExp, string])[] = [
  [/^ma?c(?=[^aeiouhy])/, 'mk'],
  [/^(kn|gn|pn)/, 'n'],
  [/^ng/, 'n'],
  [/^wr/, 'r'],
  [/^ps/, 's'],
  [/^wh/, 'w'],
  [/^(x|ll|dj)(?=[aeiouy])/, 'j'],
  [/^y(?=[aeiou])/, 'j'],
  [/^hu(?=[aei])/, 'w'],
  [/^gu(?=a)/, 'w'],
  [/sch|tsch/g, 'X'],
  [/tch|ch|sh/g, 'X'],
  [/ph/g, 'f'],
  [/dt$/, 't'],
  [/igh(?=[^aeiou]|$)/g, 'i'],
  [/[ao]ugh/g, 'o'],
  [/([gkrtdbz])h/g, '$1'],
  [/dg(?=[eiy])/g, 'j'],
  [/gu(?=[ei])/g, 'G'],
  [/g(?=[eiy])/g, 'j'],
  [/qu/g, 'k'],
  [/sc(?=[eiy])/g, 's'],
  [/c(?=[eiy])/g, 's'],
  [/ck|cc|c|q/g, 'k'],
  [/x/g, 's'],
  [/z/g, 's'],
  [/v/g, 'b'],
  [/h/g, ''],
  [/(.)\1+/g, '$1'],
];

const vowelClass: Readonly<Record<string, string>> = { a: 'A', e: 'E', i: 'E', y: 'E', o: 'O', u: 'O' };
const isVowel = (letter: string) => letter in vowelClass;

const latin = /^[a-z]+$/;

/** The sound of one word of a name, e.g. `BSKS` for Vásquez; other scripts have the folded word itself as their code. */
export const soundOf = (word: string): string => {
  const folded = fold(word).replace(/ /g, '');
  if (!latin.test(folded)) return folded.slice(0, longestCode);
  let spelled = folded;
  for (const [pattern, replacement] of spellings) spelled = spelled.replace(pattern, replacement);
  const keepsVowels = folded.length <= 4;
  let code = '';
  let previous = '';
  for (const [index, letter] of [...spelled].entries()) {
    // A first vowel is heard as a vowel; which one is what people mishear (Emily, Imelda, Yvonne).
    const sound = isVowel(letter)
      ? keepsVowels
        ? vowelClass[letter]!
        : index === 0
          ? 'A'
          : ''
      : letter === 'w' && index > 0
        ? ''
        : letter.toUpperCase();
    if (sound !== '' && sound !== previous) code += sound;
    if (sound !== '') previous = sound;
    else if (isVowel(letter)) previous = '';
  }
  return code.slice(0, longestCode) || folded.slice(0, longestCode);
};
