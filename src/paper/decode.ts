// Scans as grey pages, whatever they came as: PNG, JPEG, TIFF with many pages, PDF. What a stranger's file says of itself is not
// believed: bytes, pages and pixels have limits, and what cannot be read is a refusal that names file and page.
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp from 'sharp';
import { done, type Refusal, type Result, refusal, refused } from '#domain/basics/result.ts';
import type { Grey } from '#domain/sheets/grey.ts';

export type Scan = {
  readonly pages: number;
  /** Counted from 0. */
  readonly page: (index: number) => Promise<Result<Grey>>;
  readonly close: () => void;
};

export const scanLimits = {
  bytes: 256 * 2 ** 20,
  pages: 2_000,
  /** Six hundred dots an inch on A3; the largest cameras of telephones. */
  pixels: 72_000_000,
} as const;

/** A letter page at about 200 dots an inch. */
const longestSideOfPdf = 2_340;

type Kind = 'pdf' | 'image';

const kindOf = (start: Uint8Array): Kind | null => {
  const text = Buffer.from(start).toString('latin1');
  if (text.includes('%PDF-')) return 'pdf';
  const isImage =
    text.startsWith('\x89PNG\r\n\x1a\n') || text.startsWith('\xff\xd8\xff') || /^(II[*+]\0|MM\0[*+])/.test(text);
  return isImage ? 'image' : null;
};

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const openPdf = async (name: string, bytes: Uint8Array): Promise<Result<Scan>> => {
  // One for each file: what a broken file does to its memory ends with it.
  const library = await PDFiumLibrary.init();
  const close = () => library.destroy();
  try {
    const document = await library.loadDocument(bytes);
    const pages = document.getPageCount();
    const page = async (index: number): Promise<Result<Grey>> => {
      try {
        const sheet = document.getPage(index);
        const { originalWidth, originalHeight } = sheet.getOriginalSize();
        const longest = Math.max(originalWidth, originalHeight);
        if (!(Math.min(originalWidth, originalHeight) > longest / 20))
          return refused(refusal('scan-page-damaged', { file: name, page: index + 1 }));
        const { data, width, height } = await sheet.render({
          scale: longestSideOfPdf / longest,
          ...{ colorSpace: 'Gray', render: 'bitmap' },
        });
        return done({ data, width, height });
      } catch {
        return refused(refusal('scan-page-damaged', { file: name, page: index + 1 }));
      }
    };
    return done({ pages, page, close });
  } catch (error) {
    close();
    const code = /password/i.test(reasonOf(error)) ? 'scan-password' : 'scan-damaged';
    return refused(refusal(code, { file: name }));
  }
};

const openImage = async (name: string, bytes: Uint8Array): Promise<Result<Scan>> => {
  const options = { limitInputPixels: false, failOn: 'error', sequentialRead: true } as const;
  const tooLarge = (page: number, width: number, height: number): Refusal | null =>
    width * height > scanLimits.pixels
      ? refusal('scan-too-many-pixels', { file: name, page, width, height, most: scanLimits.pixels / 1e6 })
      : null;
  let pages: number;
  try {
    pages = (await sharp(bytes, options).metadata()).pages ?? 1;
  } catch {
    return refused(refusal('scan-damaged', { file: name }));
  }
  const page = async (index: number): Promise<Result<Grey>> => {
    try {
      const picture = sharp(bytes, { ...options, page: index });
      // Looked at before anything is unpacked.
      const { width, height } = await picture.metadata();
      const fault = tooLarge(index + 1, width, height);
      if (fault) return refused(fault);
      const { data, info } = await picture
        .autoOrient()
        .flatten({ background: 'white' })
        .toColourspace('b-w')
        .raw({ depth: 'uchar' })
        .toBuffer({ resolveWithObject: true });
      if (info.channels !== 1) return refused(refusal('scan-page-damaged', { file: name, page: index + 1 }));
      return done({
        data: new Uint8Array(data.buffer, data.byteOffset, data.length),
        ...{ width: info.width, height: info.height },
      });
    } catch {
      return refused(refusal('scan-page-damaged', { file: name, page: index + 1 }));
    }
  };
  return done({ pages, page, close: () => undefined });
};

/** What a file of this name holds. */
export const scanOf = async (name: string, bytes: Uint8Array): Promise<Result<Scan>> => {
  const kind = kindOf(bytes.subarray(0, 1024));
  if (!kind) return refused(refusal('scan-wrong-type', { file: name }));
  const opened = await (kind === 'pdf' ? openPdf(name, bytes) : openImage(name, bytes));
  if (!opened.ok) return opened;
  const { pages, close } = opened.value;
  if (pages >= 1 && pages <= scanLimits.pages) return opened;
  close();
  return refused(
    pages < 1
      ? refusal('scan-damaged', { file: name })
      : refusal('scan-too-many-pages', { file: name, pages, most: scanLimits.pages }),
  );
};

/** A file of scans, ready to be read page by page. */
export const openScan = async (path: string): Promise<Result<Scan>> => {
  const name = basename(path);
  const file = await open(path).catch(() => null);
  if (!file) return refused(refusal('scan-not-found', { file: name }));
  let bytes: Uint8Array;
  try {
    const stat = await file.stat();
    if (!stat.isFile()) return refused(refusal('scan-not-found', { file: name }));
    if (stat.size === 0) return refused(refusal('scan-empty', { file: name }));
    if (stat.size > scanLimits.bytes)
      return refused(refusal('scan-too-large', { file: name, most: scanLimits.bytes / 2 ** 20 }));
    bytes = await file.readFile();
  } finally {
    await file.close();
  }
  return scanOf(name, bytes);
};
