// Text that runs over as many pages as it needs, for what a person is handed: headings, paragraphs and entries, large print where it
// is wanted.
import { PDFDocument, type PDFPage, rgb } from 'pdf-lib';
import { embedFonts, type Face } from './fonts.ts';
import { inLines } from './lines.ts';

const page = { width: 612, height: 792, margin: 54 };
const ink = rgb(0.1, 0.12, 0.16);
const faint = rgb(0.35, 0.38, 0.43);

export type RunningText = {
  heading(text: string): void;
  subheading(text: string): void;
  paragraph(text: string, look?: { readonly isBold?: boolean; readonly isFaint?: boolean }): void;
  /** Lines of a pair: what it is, and what is said of it. Stays together on one page. */
  entry(title: string, lines: readonly { readonly label: string; readonly text: string }[]): void;
  rule(): void;
  /** The finished paper; `footer` is told the number of each page and how many there are. */
  finish(footer: (number: number, of: number) => string): Promise<Uint8Array>;
};

export type RunningTextOptions = {
  readonly title: string;
  readonly language: string;
  readonly isLarge: boolean;
  /** The moment it was made, which the file carries; nothing here reads a clock. */
  readonly madeAt: string;
};

export const runningText = async (options: RunningTextOptions): Promise<RunningText> => {
  const document = await PDFDocument.create();
  const madeAt = new Date(options.madeAt);
  document.setTitle(options.title, { showInWindowTitleBar: true });
  document.setLanguage(options.language);
  document.setProducer('Footbridge');
  document.setCreator('Footbridge');
  document.setCreationDate(madeAt);
  document.setModificationDate(madeAt);
  const { plain, bold, settable } = await embedFonts(document);
  const size = options.isLarge ? 18 : 10;
  const width = page.width - 2 * page.margin;
  const bottom = page.margin + size * 2;
  const pages: PDFPage[] = [];
  let y = 0;
  const turn = (): PDFPage => {
    const sheet = document.addPage([page.width, page.height]);
    pages.push(sheet);
    y = page.height - page.margin;
    return sheet;
  };
  let sheet = turn();
  const room = (height: number) => {
    if (y - height < bottom) sheet = turn();
  };
  const linesOf = (text: string, face: Face, at: number, indent: number) =>
    inLines(settable(text.replace(/\s+/g, ' ').trim()), (part) => face.widthOf(part, at), width - indent);
  const write = (text: string, face: Face, at: number, color = ink, indent = 0) => {
    for (const line of linesOf(text, face, at, indent)) {
      room(at * 1.35);
      y -= at * 1.35;
      sheet.drawText(line, { x: page.margin + indent, y, size: at, font: face.font, color });
    }
  };
  const gap = (lines: number) => {
    y -= size * lines;
  };
  const heightOf = (text: string, face: Face, indent = 0) => linesOf(text, face, size, indent).length * size * 1.35;
  return {
    heading: (text) => {
      write(text, bold, size * 1.6);
      gap(0.4);
    },
    subheading: (text) => {
      room(size * 4);
      gap(0.6);
      write(text, bold, size * 1.15);
      gap(0.2);
    },
    paragraph: (text, { isBold = false, isFaint = false } = {}) => {
      write(text, isBold ? bold : plain, size, isFaint ? faint : ink);
      gap(0.5);
    },
    entry: (title, lines) => {
      const said = lines.map(({ label, text }) => `${label}: ${text}`);
      const height = heightOf(title, bold) + said.reduce((sum, line) => sum + heightOf(line, plain, size), 0);
      if (height < page.height - 2 * page.margin - size * 2) room(height);
      write(title, bold, size);
      for (const line of said) write(line, plain, size, ink, size);
      gap(0.8);
    },
    rule: () => {
      room(size);
      gap(0.3);
      sheet.drawLine({
        start: { x: page.margin, y },
        end: { x: page.width - page.margin, y },
        thickness: 0.75,
        color: faint,
      });
      gap(0.5);
    },
    finish: (footer) => {
      for (const [index, each] of pages.entries())
        each.drawText(settable(footer(index + 1, pages.length)), {
          x: page.margin,
          y: page.margin - size,
          size: Math.min(size, 12),
          font: plain.font,
          color: faint,
        });
      return document.save();
    },
  };
};
