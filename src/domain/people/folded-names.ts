// Names are compared as people say them, not as a keyboard spells them: "Ángela", "ANGELA" and "Angela" are one name, and so are
// "O'Brien" and "OBrien", "Łukasz" and "Lukasz". What is shown is always the name as the person writes it; folding serves
// only search and the duplicate check.
// Source: Unicode UTS #10 and UAX #15 (NFKD), with the letters that have no decomposition spelled out below.

// Letters that Unicode does not decompose, by the spelling clerks use for them.
const spelledOut: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ŋ: 'ng',
  ŧ: 't',
  ƒ: 'f',
  ə: 'e',
  ҕ: 'г',
  ة: 'ه',
  ى: 'ي',
  ـ: '',
};
const undecomposed = new RegExp(`[${Object.keys(spelledOut).join('')}]`, 'gu');

// Accents, Hebrew points and Arabic vowel signs may be left out in writing. The vowel signs of Indic scripts may not, so marks
// are not dropped wholesale.
const optionalMarks =
  /[\u0300-\u036f]|[\u0483-\u0487]|[\u0591-\u05c7]|[\u0610-\u061a]|[\u064b-\u065f]|\u0670|[\u1ab0-\u1aff]|[\u1dc0-\u1dff]/gu;

const joiners = /['’‘ʼʻ`´·]/gu;

const plainWord = /^[A-Za-z0-9]*$/;

/** Lower case, without accents or apostrophes; everything that is not a letter, a digit or a needed mark becomes one space. */
export const fold = (text: string): string =>
  // Most words have nothing to fold, and a search compares thousands.
  plainWord.test(text)
    ? text.toLowerCase()
    : text
        .replace(joiners, '')
        .normalize('NFKD')
        .toLowerCase()
        .replace(optionalMarks, '')
        .replace(undecomposed, (letter) => spelledOut[letter] ?? letter)
        .replace(joiners, '')
        .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
        .trim();

// Words inside a name that carry no name of their own ("de la Cruz", "van der Berg", "bin Ali").
const particles: ReadonlySet<string> = new Set(
  'de del dela la las los y e da das do dos di du van von der den ter ten le el al bin bint ibn abu san st mac mc o'.split(
    ' ',
  ),
);

/** The words of a folded name, without particles; a name made only of particles keeps them ("Le", "Mac"). */
export const nameWords = (name: string): readonly string[] => {
  const all = fold(name).split(' ').filter(Boolean);
  const carrying = all.filter((word) => !particles.has(word));
  return carrying.length > 0 ? carrying : all;
};

/** The name written as one word, when that is a word of its own ("de la Cruz" → "delacruz", "Mc Donald" → "mcdonald"). */
export const joinedName = (name: string): string | null => {
  const all = fold(name).split(' ').filter(Boolean);
  return all.length > 1 && all.some((word) => particles.has(word)) ? all.join('') : null;
};

/** An identifier as it is compared: letters and digits only, upper case ("999-56-3448" and "999 563448" are one). */
export const foldIdentifier = (value: string): string => fold(value).replace(/ /g, '').toUpperCase();

/** How many single slips (a letter more, less, other, or two neighbours exchanged) lie between two words; stops at `limit` + 1. */
export const slipsBetween = (a: string, b: string, limit: number): number => {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let slips = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + (same ? 0 : 1));
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        slips = Math.min(slips, beforeLast[column - 2]! + 1);
      current.push(slips);
      least = Math.min(least, slips);
    }
    if (least > limit) return limit + 1;
    beforeLast = last;
    last = current;
  }
  return last[b.length]!;
};

/** How many slips a word of this length bears before it is another name: "Lee" none, "Maria" one, "Hernandez" two. */
export const slipsBorne = (word: string): 0 | 1 | 2 => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);
