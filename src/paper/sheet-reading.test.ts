import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readScans, type ScannedPage } from './sheet-reading.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footbridge-reading-'));
});
afterAll(() => rm(folder, { recursive: true }));

const all = async (scans: AsyncGenerator<ScannedPage>): Promise<ScannedPage[]> => {
  const pages: ScannedPage[] = [];
  for await (const page of scans) pages.push(page);
  return pages;
};

/** White pages, so many in one TIFF. */
const white = async (name: string, pages: number): Promise<string> => {
  const path = join(folder, name);
  const raw = { width: 90, height: 120 * pages, channels: 1 as const, ...(pages > 1 && { pageHeight: 120 }) };
  await writeFile(
    path,
    await sharp(Buffer.alloc(90 * 120 * pages, 255), { raw })
      .tiff()
      .toBuffer(),
  );
  return path;
};

test('pages come in the order of files and pages, however many read them', async () => {
  const files = [await white('a.tif', 5), await white('b.tif', 1), join(folder, 'none.tif'), await white('c.tif', 3)];
  const pages = await all(readScans(files, [], { workers: 3 }));
  const expected = [5, 1, 1, 3].flatMap((count, at) =>
    Array.from({ length: count }, (_, page) => [files[at], page + 1]),
  );
  expect(pages.map(({ file, pageInFile }) => [file, pageInFile])).toEqual(expected);
  expect(pages.map(({ answer }) => ('reading' in answer ? answer.reading.reason : answer.refusals[0]?.code))).toEqual([
    ...Array.from({ length: 6 }, () => 'targets'),
    'scan-not-found',
    ...Array.from({ length: 3 }, () => 'targets'),
  ]);
});

test('a page that takes too long is left and named, and the files after it are begun all the same', async () => {
  const files = [await white('slow.tif', 1), await white('next.tif', 1)];
  const pages = await all(readScans(files, [], { workers: 1, millis: 0 }));
  expect(pages.map(({ answer }) => 'refusals' in answer && answer.refusals)).toEqual(
    ['slow.tif', 'next.tif'].map((file) => [{ code: 'scan-too-slow', params: { file, page: 1 } }]),
  );
});
