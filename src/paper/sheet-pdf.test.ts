import { PDFiumLibrary } from '@hyzyla/pdfium';
import { PDFDocument, PDFName } from 'pdf-lib';
import decodeQR from 'qr/decode.js';
import { describe, expect, test } from 'vitest';
import { shipped } from '#domain/instruments/definitions-for-tests.ts';
import { parseCode } from '#domain/sheets/code.ts';
import { layoutOf } from '#domain/sheets/layout.ts';
import type { Box, SheetLayout, SheetPage } from '#domain/sheets/shape.ts';
import { wordsForTests } from '#domain/sheets/sheets-for-tests.ts';
import { newSheetId, signatureOf } from './sheet-code.ts';
import { sheetsAsPdf } from './sheet-pdf.ts';
import { textOf } from './test-text.ts';

const laidOut = (id: string, options: { paper?: 'a4' | 'letter'; isLarge?: boolean } = {}): SheetLayout => {
  const layout = layoutOf(shipped(id), {
    paper: 'a4',
    isLarge: false,
    language: 'en',
    words: wordsForTests,
    ...options,
  });
  if (!layout.ok) throw new Error(layout.refusals[0]?.code);
  return layout.value;
};

const dotsPerMillimetre = 12;

type Picture = { readonly data: Uint8Array; readonly width: number; readonly height: number };

const rasterized = async (pdf: Uint8Array): Promise<Picture[]> => {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(pdf);
  const scale = (dotsPerMillimetre * 25.4) / 72;
  const pictures = [];
  for (const page of document.pages())
    pictures.push(await page.render({ scale, colorSpace: 'Gray', render: 'bitmap' }));
  document.destroy();
  library.destroy();
  return pictures;
};

/** The middle of what is printed within a box, in millimetres, by how dark it is. */
const middleOf = ({ data, width, height }: Picture, page: SheetPage, box: Box): { x: number; y: number } => {
  let [sum, sumX, sumY] = [0, 0, 0];
  // Whole dots a page: a little more or less than asked for.
  const [across, down] = [width / page.width, height / page.height];
  for (let y = Math.round(box.y * down); y < Math.round((box.y + box.height) * down); y++)
    for (let x = Math.round(box.x * across); x < Math.round((box.x + box.width) * across); x++) {
      const ink = 255 - (data[y * width + x] ?? 255);
      sum += ink;
      sumX += ink * (x + 0.5);
      sumY += ink * (y + 0.5);
    }
  return { x: sumX / sum / across, y: sumY / sum / down };
};

const around = (x: number, y: number, radius: number): Box => ({
  x: x - radius,
  y: y - radius,
  width: 2 * radius,
  height: 2 * radius,
});

describe('a printed sheet', () => {
  test.each([
    ['gad7', {}],
    ['ahc-hrsn', { paper: 'letter' as const }],
    ['audit-c', { isLarge: true }],
  ])('shows each thing of %s within a tenth of a millimetre of its layout', async (id, options) => {
    const layout = laidOut(id, options);
    const pictures = await rasterized(await sheetsAsPdf(layout, [newSheetId()], undefined));
    expect(pictures).toHaveLength(layout.pages.length);
    for (const [at, page] of layout.pages.entries()) {
      const off: number[] = [];
      const measure = (x: number, y: number, box: Box) => {
        const middle = middleOf(pictures[at] as Picture, page, box);
        off.push(Math.hypot(middle.x - x, middle.y - y));
      };
      for (const { x, y, size } of page.fiducials) measure(x, y, around(x, y, size / 2 + 0.3));
      for (const { bubbles } of page.items)
        for (const { x, y, radius } of bubbles) measure(x, y, around(x, y, radius + 0.4));
      for (const box of [page.orientation, ...page.rows.flatMap(({ marks }) => marks)]) {
        const grown = { x: box.x - 0.4, y: box.y - 0.4, width: box.width + 0.8, height: box.height + 0.8 };
        measure(box.x + box.width / 2, box.y + box.height / 2, grown);
      }

      expect(Math.max(...off)).toBeLessThan(0.1);
    }
  });

  test('carries a code of its own on each page, signed with the key, and neither name nor number', async () => {
    const layout = laidOut('pcl5');
    const sheets = [newSheetId(), newSheetId()];
    const pictures = await rasterized(await sheetsAsPdf(layout, sheets, 'a key'));
    const codes = pictures.map(({ data, width, height }) => {
      const coloured = new Uint8Array(width * height * 4);
      for (let at = 0; at < width * height; at++) coloured.fill(data[at] as number, at * 4, at * 4 + 4);
      return parseCode(decodeQR({ data: coloured, width, height }));
    });
    expect(codes.map((code) => [code?.sheet, code?.page, code?.layout])).toEqual(
      sheets.flatMap((sheet) => layout.pages.map(({ page }) => [sheet, page, layout.layout])),
    );
    for (const code of codes) {
      if (!code) throw new Error('no code');
      expect(signatureOf(code, 'a key')).toBe('valid');
      expect(signatureOf(code, 'another key')).toBe('invalid');
      expect(signatureOf(code, undefined)).toBe('not-checked');
      expect(
        signatureOf({ ...code, sheet: code.sheet.replace(/.$/, (last) => (last === '0' ? '1' : '0')) }, 'a key'),
      ).toBe('invalid');
    }
  });

  test('says its title and language to who has it read aloud, and its short id to who looks', async () => {
    const pdf = await sheetsAsPdf(laidOut('gad7'), ['7K3M9QXP2ABC'], undefined);
    const document = await PDFDocument.load(pdf, { updateMetadata: false });
    expect(document.getTitle()).toBe('Generalized Anxiety Disorder-7');
    expect(String(document.catalog.get(PDFName.of('Lang')))).toContain('en');
    const text = await textOf(pdf);
    for (const part of ['7K3M-9QXP', 'Page 1 of 1', 'Not being able to stop or control worrying', 'Nearly'])
      expect(text).toContain(part);
  });
});
