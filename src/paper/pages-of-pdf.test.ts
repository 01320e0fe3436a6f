import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { mostPages, pagesOfPdf } from './pages-of-pdf.ts';

const pdfOf = async (sizes: readonly [width: number, height: number][]) => {
  const document = await PDFDocument.create();
  for (const size of sizes) document.addPage(size).drawRectangle({ x: 0, y: 0, width: size[0], height: size[1] / 2 });
  return document.save();
};

test('each page of a scanned paper is an image on which what is dark stays dark', async () => {
  const read = await pagesOfPdf(
    await pdfOf([
      [612, 792],
      [842, 595],
    ]),
  );
  expect(read?.count).toBe(2);
  const [first, second] = await Promise.all((read?.pages ?? []).map((page) => sharp(page).metadata()));
  expect([first?.height, second?.width]).toEqual([1_680, 1_680]);
  const { data, info } = await sharp(read?.pages[0]).greyscale().raw().toBuffer({ resolveWithObject: true });
  const at = (part: number) => data[Math.floor(info.height * part) * info.width + Math.floor(info.width / 2)];
  expect([at(0.25), at(0.75)]).toEqual([255, 0]);
});

test('of a long paper the first pages come, and how many there are', async () => {
  const read = await pagesOfPdf(await pdfOf(Array.from({ length: mostPages + 2 }, () => [60, 80])));
  expect([read?.pages.length, read?.count]).toEqual([mostPages, mostPages + 2]);
});

test('a page that says it is miles long is drawn no larger than others', async () => {
  const read = await pagesOfPdf(await pdfOf([[14_000, 14_000]]));
  expect((await sharp(read?.pages[0]).metadata()).width).toBe(1_680);
});

test.each([
  ['only begins like one', new TextEncoder().encode('%PDF-1.7\n%%EOF'), undefined],
  ['takes too long', new Uint8Array(), 0],
])('a file that %s is not read, and nothing hangs', async (_, bytes, millis) => {
  expect(await pagesOfPdf(bytes, millis)).toBeNull();
});
