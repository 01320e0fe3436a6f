import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import fontkit from '@pdf-lib/fontkit';
import { PDFDocument, type PDFFont } from 'pdf-lib';
import { describe, expect, test } from 'vitest';
import { embedFonts } from './fonts.ts';
import { textOf } from './test-text.ts';

const names = [
  'Nguyễn Thị Thùy Dương',
  'Łukasz Żółć',
  'Şebnem Ağaoğlu',
  'Анна Щербакова',
  'Ґалина Їжак',
  'Ђорђе Љубић',
];
const more = ['Αλέξανδρος Παπαδόπουλος', 'Ọláwálé Ẹ̀jìọ́gbẹ́', 'Þórdís Ægisdóttir', 'Հայկ Սարգսյան', 'ნინო ბერიძე'];

/** Every letter of a range of Unicode, in lines. */
const lettersOf = (from: number, to: number): string[] => {
  const all = Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index));
  const letters = all.filter(
    (letter) => /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(letter) && letter.normalize('NFC') === letter,
  );
  return Array.from({ length: Math.ceil(letters.length / 40) }, (_, row) =>
    letters.slice(row * 40, (row + 1) * 40).join(''),
  );
};
const latin = [...lettersOf(0x21, 0x7e), ...lettersOf(0xa1, 0x24f), ...lettersOf(0x1e00, 0x1ef9)];
const others = [...lettersOf(0x370, 0x3e1), ...lettersOf(0x400, 0x4ff), ...lettersOf(0x1f00, 0x1ffe)];

const draw = async (document: PDFDocument, font: PDFFont, lines: readonly string[]): Promise<Uint8Array> => {
  const page = document.addPage([900, 40 + lines.length * 22]);
  for (const [row, text] of lines.entries()) page.drawText(text, { x: 20, y: 20 + row * 22, size: 14, font });
  return document.save();
};
const pictureOf = async (bytes: Uint8Array): Promise<Uint8Array> => {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(bytes);
  const { data } = await document.getPage(0).render({ scale: 1, render: 'bitmap' });
  const kept = Uint8Array.from(data);
  document.destroy();
  library.destroy();
  return kept;
};

describe('the letters of what is printed', () => {
  test('a name is read back as the person writes it', async () => {
    const document = await PDFDocument.create();
    const { plain, bold, settable } = await embedFonts(document);
    for (const face of [plain, bold]) {
      const page = document.addPage();
      for (const [row, name] of [...names, ...more].entries())
        page.drawText(settable(name), { x: 20, y: 20 + row * 30, size: 16, font: face.font });
    }
    const text = await textOf(await document.save());
    for (const name of [...names, ...more]) expect(text.normalize('NFC').split(name.normalize('NFC'))).toHaveLength(3);
  });

  test.each(['plain', 'bold'] as const)(
    'a %s letter of the part that is put in looks as in the whole font',
    async (which) => {
      const document = await PDFDocument.create();
      const fonts = await embedFonts(document);
      const lines = [...latin, ...others].map((line) => fonts.settable(line).replaceAll('\u25a1', ''));
      const part = await draw(document, fonts[which].font, lines);
      const whole = await PDFDocument.create();
      whole.registerFontkit(fontkit);
      const file = `dejavu-fonts-ttf/ttf/DejaVuSans${which === 'bold' ? '-Bold' : ''}.ttf`;
      const bytes = await readFile(createRequire(import.meta.url).resolve(file));
      const font = await whole.embedFont(bytes, { subset: false, features: { liga: false } });
      expect(Buffer.compare(await pictureOf(part), await pictureOf(await draw(whole, font, lines)))).toBe(0);
      expect(lines.join('').length).toBeGreaterThan(1000);
    },
  );

  test('every Latin, Greek and Cyrillic letter is known', async () => {
    const { settable } = await embedFonts(await PDFDocument.create());
    for (const line of [...latin, ...others]) expect(settable(line)).toBe(line);
  });

  test('what is not known, or would stand in the wrong order, is a box and is told', async () => {
    const { settable, hasEveryLetter } = await embedFonts(await PDFDocument.create());
    expect(settable('王 محمد Ann')).toBe('□ □□□□ Ann');
    expect([hasEveryLetter('Łukasz\n½ — “ja”'), hasEveryLetter('王')]).toEqual([true, false]);
  });

  test('what nobody sees is not set, and a line stays a line', async () => {
    const { settable } = await embedFonts(await PDFDocument.create());
    expect(settable('a\u200b\u2066b\u0007\ufe0f\t\u00a0c\nd')).toBe('ab  c\nd');
  });

  test('letters one by one are as wide as the line, so no line runs over the edge', async () => {
    const { plain } = await embedFonts(await PDFDocument.create());
    for (const text of ['first office, AVAST To Wave', ...names])
      expect(plain.widthOf(text, 10)).toBeCloseTo(plain.font.widthOfTextAtSize(text, 10), 3);
  });
});
