// Sheets on paper: a layout drawn as it is written, once for each sheet, each with a code of its own.
import { PDFDocument, type PDFPage, rgb, StandardFonts } from 'pdf-lib';
import { echoOf, shortSheetId, writeCode } from '#domain/sheets/code.ts';
import type { Box, SheetLayout, SheetPage, TextLine } from '#domain/sheets/shape.ts';
import { modulesOf, signed } from './sheet-code.ts';

const black = rgb(0, 0, 0);
const white = rgb(1, 1, 1);
// Dark enough to be found, light enough never to be taken for a mark.
const outline = { color: rgb(0.62, 0.62, 0.62), width: 0.35 };
const boxOutline = rgb(0.45, 0.45, 0.45);
const hairline = rgb(0.8, 0.8, 0.8);
const points = 72 / 25.4;

/** Draws in millimetres from the top left corner. */
const penOf = (page: PDFPage, height: number) => {
  const box = ({ x, y, width, height: tall }: Box, look: { color?: typeof black; border?: typeof black }) =>
    page.drawRectangle({
      ...{ x: x * points, y: (height - y - tall) * points, width: width * points, height: tall * points },
      ...(look.color && { color: look.color }),
      ...(look.border && { borderColor: look.border, borderWidth: 0.25 * points }),
    });
  return {
    fill: (place: Box, color = black) => box(place, { color }),
    frame: (place: Box) => box(place, { border: boxOutline }),
    disc: (x: number, y: number, radius: number, color: typeof black) =>
      page.drawCircle({ x: x * points, y: (height - y) * points, size: radius * points, color }),
    circle: (x: number, y: number, radius: number) =>
      page.drawCircle({
        ...{ x: x * points, y: (height - y) * points, size: radius * points },
        ...{ borderColor: outline.color, borderWidth: outline.width * points },
      }),
  };
};

const drawFixed = (place: SheetPage, pen: ReturnType<typeof penOf>) => {
  for (const { x, y, size } of place.fiducials) {
    pen.disc(x, y, size / 2, black);
    pen.disc(x, y, (size * 5) / 14, white);
    pen.disc(x, y, (size * 3) / 14, black);
  }
  pen.fill(place.orientation);
  for (const { marks } of place.rows) for (const each of marks) pen.fill(each);
  for (const { bubbles } of place.items) for (const { x, y, radius } of bubbles) pen.circle(x, y, radius);
  for (const box of place.text) pen.frame(box);
  for (const { isDark, ...rule } of place.print.rules) pen.fill(rule, isDark ? boxOutline : hairline);
};

const drawCode = (
  place: SheetPage,
  layout: string,
  sheet: string,
  key: string | undefined,
  pen: ReturnType<typeof penOf>,
) => {
  const code = signed({ sheet, page: place.page, layout }, key);
  const modules = modulesOf(writeCode(code));
  const side = place.qr.size / modules.length;
  for (const [down, row] of modules.entries()) {
    // Dark modules side by side are one box, or hairs of paper would show between them.
    for (let from = 0; from < row.length; from++) {
      if (!row[from]) continue;
      let to = from;
      while (row[to]) to++;
      pen.fill({
        x: place.qr.x + from * side,
        y: place.qr.y + down * side,
        width: (to - from) * side,
        height: side + 0.01,
      });
      from = to;
    }
  }
  const cell = place.echo.width / place.echo.cells;
  for (const [at, isDark] of echoOf(code).entries())
    if (isDark)
      pen.fill({ x: place.echo.x + at * cell, y: place.echo.y, width: cell + 0.01, height: place.echo.height });
};

/** A sheet that is somebody's: its id, and the letters by which a worker tells it from the next. */
export type PrintedSheet = { readonly code: string; readonly initials: string };

const initialsIn = ({ text, shortId }: SheetPage, initials: string): TextLine[] => {
  const box = text.find(({ id }) => id === 'initials');
  if (!box || initials === '') return [];
  return [{ x: box.x + 1, y: box.y + box.height * 0.74, size: shortId.size * 1.2, face: 'bold', text: initials }];
};

/** A PDF of the layout once for each of `sheets`, or of their ids where they are nobody's yet. Signed where there is a key. */
export const sheetsAsPdf = async (
  { layout, title, language, pages }: SheetLayout,
  sheets: readonly (string | PrintedSheet)[],
  key: string | undefined,
): Promise<Uint8Array> => {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.setTitle(title, { showInWindowTitleBar: true });
  document.setLanguage(language);
  document.setProducer('Footbridge');
  document.setCreator('Footbridge');
  const faces = {
    plain: await document.embedFont(StandardFonts.Helvetica),
    bold: await document.embedFont(StandardFonts.HelveticaBold),
  };
  for (const each of sheets) {
    const { code: sheet, initials } = typeof each === 'string' ? { code: each, initials: '' } : each;
    for (const place of pages) {
      const page = document.addPage([place.width * points, place.height * points]);
      const pen = penOf(page, place.height);
      const { shortId, print } = place;
      const id = { ...shortId, face: 'bold' as const, text: shortSheetId(sheet) };
      for (const { x, y, size, face, text } of [...print.lines, id, ...initialsIn(place, initials)])
        page.drawText(text, { x: x * points, y: (place.height - y) * points, size, font: faces[face], color: black });
      drawFixed(place, pen);
      drawCode(place, layout, sheet, key, pen);
    }
  }
  return document.save();
};
