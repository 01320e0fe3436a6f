// The copy of their record that a person is given to read: a cover, the contents with page numbers, one chapter for each kind of
// entry. What stands beside an entry is printed right below it. The standard fonts write the languages of western Europe; a letter
// they lack is set without its mark or as a question mark, and `hasGaps` says so (the data beside the paper has every letter).
import { PDFDocument, type PDFFont, type PDFPage, rgb, StandardFonts } from 'pdf-lib';

export type RecordEntry = {
  readonly heading: string;
  /** What must be known before it is read: entered in error, left out. */
  readonly marks: readonly string[];
  readonly lines: readonly { readonly label: string; readonly text: string }[];
  /** By whom and when. */
  readonly written: string;
  /** Addenda, and the person's own words. */
  readonly beside: readonly { readonly heading: string; readonly text: string }[];
};
export type RecordChapter = { readonly title: string; readonly entries: readonly RecordEntry[] };

export type RecordPaper = {
  readonly title: string;
  readonly author: string;
  readonly language: string;
  readonly largePrint: boolean;
  /** The moment it was made, RFC 3339. */
  readonly madeAt: string;
  readonly cover: {
    readonly heading: string;
    readonly whose: string;
    readonly lines: readonly { readonly label: string; readonly text: string }[];
    readonly notes: readonly string[];
  };
  readonly contents: string;
  readonly chapters: readonly RecordChapter[];
  /** At the foot of each page. */
  readonly footer: (page: number, pages: number) => string;
};

export type MadePaper = { readonly bytes: Uint8Array; readonly pages: number; readonly hasGaps: boolean };

const [width, height, margin] = [612, 792, 56];
const [ink, faint, line] = [rgb(0.09, 0.11, 0.13), rgb(0.33, 0.36, 0.4), rgb(0.75, 0.77, 0.79)];

/** Letters without a mark to take away. */
const plainer: Readonly<Record<string, string>> = {
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ħ: 'h',
  ı: 'i',
  '\u2212': '-',
  '\u2011': '-',
};

const writable = (font: PDFFont) => {
  const known = new Set(font.getCharacterSet());
  let hasGaps = false;
  const has = (letter: string) => known.has(letter.codePointAt(0) ?? 0);
  const letterFor = (letter: string): string => {
    if (has(letter)) return letter;
    const bare = plainer[letter] ?? letter.normalize('NFD').replace(/\p{M}/gu, '');
    hasGaps = true;
    return bare !== '' && [...bare].every(has) ? bare : '?';
  };
  return {
    text: (text: string): string =>
      [...text.normalize('NFC').replace(/[\t\r\f\v\u00a0\u202f]/g, ' ')]
        .map((letter) => (letter === '\n' ? '\n' : /\p{Cf}/u.test(letter) ? '' : letterFor(letter)))
        .join(''),
    hasGaps: () => hasGaps,
  };
};

/** Text in lines of at most `most` points, set in as far as it begins; a word that is longer is broken. */
export const inLines = (text: string, measure: (text: string) => number, most: number): string[] =>
  text.split('\n').flatMap((whole) => {
    const lead = whole.slice(0, whole.length - whole.trimStart().length);
    const lines: string[] = [];
    let current = '';
    for (const word of whole.trimStart().split(' ')) {
      const longer = current === '' ? word : `${current} ${word}`;
      if (measure(lead + longer) <= most) {
        current = longer;
        continue;
      }
      if (current !== '') lines.push(current);
      let rest = word;
      while (measure(lead + rest) > most && rest.length > 1) {
        let fits = Math.max(1, Math.floor((rest.length * most) / measure(lead + rest)));
        while (fits > 1 && measure(lead + rest.slice(0, fits)) > most) fits--;
        lines.push(rest.slice(0, fits));
        rest = rest.slice(fits);
      }
      current = rest;
    }
    return [...lines, current].map((line) => lead + line);
  });

const short = 60;

/** What is short stands side by side; what is long has a line of its own. */
export const runsOf = (lines: RecordEntry['lines']): string[] => {
  const runs: string[] = [];
  let isOpen = false;
  for (const { label, text } of lines) {
    const said = `${label}: ${text}`;
    const isShort = said.length <= short && !text.includes('\n');
    if (isShort && isOpen) runs.push(`${runs.pop()}  ·  ${said}`);
    else runs.push(said);
    isOpen = isShort;
  }
  return runs;
};

/** Draws the paper; `betweenChapters` is awaited before each, so that the work can be called off. */
export const recordPaper = async (
  paper: RecordPaper,
  betweenChapters: (chapter: number) => Promise<void>,
): Promise<MadePaper> => {
  const document = await PDFDocument.create();
  document.setTitle(paper.title, { showInWindowTitleBar: true });
  document.setAuthor(paper.author);
  document.setLanguage(paper.language);
  document.setCreator('Footbridge');
  document.setProducer('Footbridge');
  for (const set of ['setCreationDate', 'setModificationDate'] as const) document[set](new Date(paper.madeAt));
  const plain = await document.embedFont(StandardFonts.Helvetica);
  const bold = await document.embedFont(StandardFonts.HelveticaBold);
  const letters = writable(plain);
  const size = paper.largePrint ? 18 : 10.5;
  const bottom = margin + size * 2;

  let page: PDFPage;
  let y = 0;
  const turn = () => {
    page = document.addPage([width, height]);
    y = height - margin;
  };
  const room = (needed: number) => {
    if (y - needed < bottom) turn();
  };
  const write = (
    text: string,
    look: { font?: PDFFont; at?: number; color?: typeof ink; indent?: number; bar?: boolean } = {},
  ) => {
    const { font = plain, at = size, color = ink, indent = 0, bar = false } = look;
    const step = at * 1.4;
    for (const each of inLines(
      letters.text(text),
      (part) => font.widthOfTextAtSize(part, at),
      width - 2 * margin - indent,
    )) {
      room(step);
      y -= step;
      if (bar)
        page.drawLine({
          start: { x: margin + indent - 8, y: y - at * 0.25 },
          end: { x: margin + indent - 8, y: y + at * 1.05 },
          thickness: 2,
          color: line,
        });
      page.drawText(each, { x: margin + indent, y, size: at, font, color });
    }
  };
  const gap = (lines: number) => {
    y -= size * lines;
  };

  turn();
  gap(4);
  write(paper.cover.heading, { font: bold, at: size * 2.2 });
  gap(0.6);
  write(paper.cover.whose, { font: bold, at: size * 1.5 });
  gap(1.2);
  for (const { label, text } of paper.cover.lines) {
    write(label, { color: faint, at: size * 0.9 });
    write(text);
    gap(0.5);
  }
  gap(0.8);
  for (const note of paper.cover.notes) {
    write(note);
    gap(0.7);
  }

  const perPage = Math.floor((height - 2 * margin - size * 5) / (size * 1.9));
  const contents = Array.from({ length: Math.ceil(paper.chapters.length / perPage) }, () =>
    document.addPage([width, height]),
  );
  const starts: number[] = [];
  for (const [index, { title, entries }] of paper.chapters.entries()) {
    await betweenChapters(index);
    // A chapter begins where there is room for its heading and a few lines.
    if (index === 0 || y - bottom < height / 4) turn();
    else gap(1.6);
    starts.push(document.getPageCount());
    write(title, { font: bold, at: size * 1.7 });
    gap(0.6);
    for (const entry of entries) {
      room(size * 4);
      write(entry.heading, { font: bold, at: size * 1.1 });
      for (const mark of entry.marks) write(mark, { font: bold, indent: 12, bar: true });
      for (const each of runsOf(entry.lines)) write(each, { indent: 12 });
      write(entry.written, { indent: 12, at: size * 0.85, color: faint });
      for (const { heading, text } of entry.beside) {
        gap(0.3);
        room(size * 3);
        write(heading, { font: bold, at: size * 0.95, indent: 24, bar: true });
        write(text, { indent: 24, bar: true });
      }
      gap(0.9);
    }
  }

  for (const [at, sheet] of contents.entries()) {
    let row = height - margin - size * 1.7;
    if (at === 0)
      sheet.drawText(letters.text(paper.contents), { x: margin, y: row, size: size * 1.7, font: bold, color: ink });
    row -= size * 2.6;
    for (const [index, { title, entries }] of paper.chapters.slice(at * perPage, (at + 1) * perPage).entries()) {
      const number = String(starts[at * perPage + index] ?? '');
      const text = letters.text(`${title} (${entries.length})`);
      const end = width - margin - plain.widthOfTextAtSize(number, size);
      sheet.drawText(text, { x: margin, y: row, size, font: plain, color: ink });
      sheet.drawLine({
        start: { x: margin + plain.widthOfTextAtSize(text, size) + 6, y: row },
        end: { x: end - 6, y: row },
        thickness: 0.5,
        color: line,
      });
      sheet.drawText(number, { x: end, y: row, size, font: plain, color: ink });
      row -= size * 1.9;
    }
  }
  const pages = document.getPages();
  const small = Math.min(12, size * 0.9);
  for (const [index, sheet] of pages.entries()) {
    const text = letters.text(paper.footer(index + 1, pages.length));
    sheet.drawText(text, { x: margin, y: margin - small, size: small, font: plain, color: faint });
  }
  return { bytes: await document.save(), pages: pages.length, hasGaps: letters.hasGaps() };
};
