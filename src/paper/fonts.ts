// The letters of what is printed. People are called Nguyễn, Łukasz and Анна: the fonts every reader of PDF brings along know western
// Europe only, so DejaVu Sans is put into each paper, as much of it as the paper uses.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { PDFDocument, PDFFont } from 'pdf-lib';

export type Face = {
  readonly font: PDFFont;
  /** In points. */
  readonly widthOf: (text: string, size: number) => number;
};

export type Fonts = {
  readonly plain: Face;
  readonly bold: Face;
  /** The text as it can be set: a letter that is not known is an empty box. Lines stay lines. */
  readonly settable: (text: string) => string;
  readonly hasEveryLetter: (text: string) => boolean;
};

const missing = '\u25a1';

/** Written from left to right, letter after letter. Arabic and Hebrew are in the font, but nothing here puts them in their order. */
const inOrder =
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Common}\p{Script=Inherited}]$/u;

const folder = createRequire(import.meta.url);
const fileOf = (name: string) => readFile(folder.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`));

/** What is worked out for a letter once. */
const keptFor = <T>(work: (letter: string) => T): ((letter: string) => T) => {
  const kept = new Map<string, T>();
  return (letter) => {
    const found = kept.get(letter) ?? work(letter);
    kept.set(letter, found);
    return found;
  };
};

/** Laying out a line is slow, and each is measured word by word. No two letters are moved together, so their widths add up. */
const measured = (font: PDFFont): Face => {
  const widthOf = keptFor((letter) => font.widthOfTextAtSize(letter, 1));
  return { font, widthOf: (text, size) => [...text].reduce((sum, letter) => sum + widthOf(letter), 0) * size };
};

export const embedFonts = async (document: PDFDocument): Promise<Fonts> => {
  // Loaded with the first paper: a server that prints none does not carry it.
  const { default: fontkit } = await import('@pdf-lib/fontkit');
  document.registerFontkit(fontkit);
  // Letters drawn as one (fi) would be read back as one letter by whoever searches or listens; moving letters closer or marks into
  // place is worked out and then not written, so it is not worked out.
  const look = { subset: true, features: { liga: false, kern: false, mark: false, mkmk: false } };
  const [plain, bold] = [
    await document.embedFont(await fileOf('DejaVuSans'), look),
    await document.embedFont(await fileOf('DejaVuSans-Bold'), look),
  ];
  const inBold = new Set(bold.getCharacterSet());
  const known = new Set(plain.getCharacterSet().filter((letter) => inBold.has(letter)));
  const set = keptFor((letter: string): string => {
    if (letter === '\n') return letter;
    if (/\s/.test(letter)) return ' ';
    // Signs nobody sees: marks of direction, joiners, control characters.
    if (/\p{Cc}|\p{Cf}|\p{Variation_Selector}/u.test(letter)) return '';
    return inOrder.test(letter) && known.has(letter.codePointAt(0) ?? 0) ? letter : missing;
  });
  const settable = (text: string) => Array.from(text.normalize('NFC'), set).join('');
  return {
    plain: measured(plain),
    bold: measured(bold),
    settable,
    hasEveryLetter: (text) => !settable(text).includes(missing),
  };
};
