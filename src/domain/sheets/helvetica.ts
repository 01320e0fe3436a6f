// How wide words are in Helvetica, which every reader of PDF brings along, so that where a line ends is known before anything is
// printed. Source: Adobe's font metrics for the letters of western Europe (WinAnsi), in thousandths of the size.

export type Face = 'plain' | 'bold';

const letters =
  ' !"#$%&\'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~' +
  '¡¢£¤¥¦§¨©ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ–—‘’“”…•™€';

const widths: Readonly<Record<Face, string>> = {
  plain: `278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584 584
    556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469
    556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584
    333 556 556 556 556 260 556 333 737 370 556 584 737 333 400 584 333 333 333 556 537 278 333 333 365 556 834 834 834 611 667 667
    667 667 667 667 1000 722 667 667 667 667 278 278 278 278 722 722 778 778 778 778 778 584 778 722 722 722 722 667 667 611 556 556
    556 556 556 556 889 500 556 556 556 556 278 278 278 278 556 556 556 556 556 556 556 584 611 556 556 556 556 500 556 500 556 1000
    222 222 333 333 1000 350 1000 556`,
  bold: `278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 333 333 584 584 584
    611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778 722 667 611 722 667 944 667 667 611 333 278 333 584
    556 333 556 611 556 611 556 333 611 611 278 278 556 278 889 611 611 611 611 389 556 333 611 556 778 556 556 500 389 280 389 584
    333 556 556 556 556 280 556 333 737 370 556 584 737 333 400 584 333 333 333 611 556 278 333 333 365 556 834 834 834 611 722 722
    722 722 722 722 1000 722 667 667 667 667 278 278 278 278 722 722 778 778 778 778 778 584 778 722 722 722 722 667 667 611 556 556
    556 556 556 556 889 556 556 556 556 556 278 278 278 278 611 611 611 611 611 611 611 584 611 611 611 611 611 556 611 556 556 1000
    278 278 500 500 1000 350 1000 556`,
};

const tableOf = (face: Face): ReadonlyMap<string, number> => {
  const numbers = widths[face].trim().split(/\s+/).map(Number);
  return new Map([...letters].map((letter, at) => [letter, numbers[at] ?? 0]));
};

const tables: Readonly<Record<Face, ReadonlyMap<string, number>>> = { plain: tableOf('plain'), bold: tableOf('bold') };

const millimetresPerPoint = 25.4 / 72;

/** In millimetres; `size` in points. A letter that is not known counts as the widest. */
export const widthOf = (text: string, size: number, face: Face): number => {
  let thousandths = 0;
  for (const letter of text) thousandths += tables[face].get(letter) ?? 1015;
  return (thousandths / 1000) * size * millimetresPerPoint;
};

/** The first letter that cannot be printed. */
export const unprintable = (text: string): string | undefined => [...text].find((letter) => !tables.plain.has(letter));

/** The lines of a text that is `most` millimetres wide. A word that is longer stands alone and juts out. */
export const linesOf = (text: string, size: number, face: Face, most: number): string[] => {
  const lines: string[] = [];
  let current = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (current !== '' && widthOf(longer, size, face) > most) {
      lines.push(current);
      current = word;
    } else current = longer;
  }
  return current === '' ? lines : [...lines, current];
};
