// The copy of their record that a person is given to read: a cover, the contents with page numbers, one chapter for each kind of
// entry. What stands beside an entry is printed right below it.
import { PDFDocument, type PDFPage, rgb } from 'pdf-lib';
import { embedFonts, type Face } from './fonts.ts';
import { inLines } from './lines.ts';

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
    /** Said where a letter could not be set. */
    readonly gaps: string;
  };
  readonly contents: string;
  readonly chapters: readonly RecordChapter[];
  /** At the foot of each page. */
  readonly footer: (page: number, pages: number) => string;
};

export type MadePaper = { readonly bytes: Uint8Array; readonly pages: number };

const [width, height, margin] = [612, 792, 56];
const [ink, faint, line] = [rgb(0.09, 0.11, 0.13), rgb(0.33, 0.36, 0.4), rgb(0.75, 0.77, 0.79)];

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
  const { plain, bold, settable, hasEveryLetter } = await embedFonts(document);
  const size = paper.largePrint ? 18 : 9.5;
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
    look: { face?: Face; at?: number; color?: typeof ink; indent?: number; bar?: boolean } = {},
  ) => {
    const { face = plain, at = size, color = ink, indent = 0, bar = false } = look;
    const step = at * 1.4;
    for (const each of inLines(settable(text), (part) => face.widthOf(part, at), width - 2 * margin - indent)) {
      room(step);
      y -= step;
      if (bar)
        page.drawLine({
          start: { x: margin + indent - 8, y: y - at * 0.25 },
          end: { x: margin + indent - 8, y: y + at * 1.05 },
          thickness: 2,
          color: line,
        });
      page.drawText(each, { x: margin + indent, y, size: at, font: face.font, color });
    }
  };
  const gap = (lines: number) => {
    y -= size * lines;
  };

  turn();
  gap(4);
  write(paper.cover.heading, { face: bold, at: size * 2.2 });
  gap(0.6);
  write(paper.cover.whose, { face: bold, at: size * 1.5 });
  gap(1.2);
  for (const { label, text } of paper.cover.lines) {
    write(label, { color: faint, at: size * 0.9 });
    write(text);
    gap(0.5);
  }
  gap(0.8);
  const { notes, gaps } = paper.cover;
  for (const note of hasEveryLetter(JSON.stringify(paper)) ? notes : [...notes, gaps]) {
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
    write(title, { face: bold, at: size * 1.7 });
    gap(0.6);
    for (const entry of entries) {
      room(size * 4);
      write(entry.heading, { face: bold, at: size * 1.1 });
      for (const mark of entry.marks) write(mark, { face: bold, indent: 12, bar: true });
      for (const each of runsOf(entry.lines)) write(each, { indent: 12 });
      write(entry.written, { indent: 12, at: size * 0.85, color: faint });
      for (const { heading, text } of entry.beside) {
        gap(0.3);
        room(size * 3);
        write(heading, { face: bold, at: size * 0.95, indent: 24, bar: true });
        write(text, { indent: 24, bar: true });
      }
      gap(0.9);
    }
  }

  for (const [at, sheet] of contents.entries()) {
    let row = height - margin - size * 1.7;
    if (at === 0)
      sheet.drawText(settable(paper.contents), { x: margin, y: row, size: size * 1.7, font: bold.font, color: ink });
    row -= size * 2.6;
    for (const [index, { title, entries }] of paper.chapters.slice(at * perPage, (at + 1) * perPage).entries()) {
      const number = String(starts[at * perPage + index] ?? '');
      const text = settable(`${title} (${entries.length})`);
      const end = width - margin - plain.widthOf(number, size);
      sheet.drawText(text, { x: margin, y: row, size, font: plain.font, color: ink });
      sheet.drawLine({
        start: { x: margin + plain.widthOf(text, size) + 6, y: row },
        end: { x: end - 6, y: row },
        thickness: 0.5,
        color: line,
      });
      sheet.drawText(number, { x: end, y: row, size, font: plain.font, color: ink });
      row -= size * 1.9;
    }
  }
  const pages = document.getPages();
  const small = Math.min(12, size * 0.9);
  for (const [index, sheet] of pages.entries()) {
    const text = settable(paper.footer(index + 1, pages.length));
    sheet.drawText(text, { x: margin, y: margin - small, size: small, font: plain.font, color: faint });
  }
  return { bytes: await document.save(), pages: pages.length };
};
