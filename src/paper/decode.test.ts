import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument, rgb } from 'pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openScan, scanLimits, scanOf } from './decode.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'footbridge-scans-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Wider than high, its left half black. */
const half = (): Buffer => Buffer.from(Uint8Array.from({ length: 60 * 40 }, (_, at) => (at % 60 < 30 ? 0 : 255)));
const picture = () => sharp(half(), { raw: { width: 60, height: 40, channels: 1 } });

const pdf = async (sizes: readonly [number, number][]) => {
  const document = await PDFDocument.create();
  for (const size of sizes)
    document.addPage(size).drawRectangle({ x: 0, y: 0, width: size[0] / 2, height: size[1], color: rgb(0, 0, 0) });
  return document.save();
};

const pageOf = async (name: string, bytes: Uint8Array, index = 0) => {
  const scan = await scanOf(name, bytes);
  return scan.ok ? scan.value.page(index) : scan;
};

describe('a scan becomes grey pages', () => {
  test.each([
    ['PNG', () => picture().png().toBuffer()],
    ['PNG with nothing behind it', () => picture().toColourspace('srgb').ensureAlpha().png().toBuffer()],
    ['JPEG', () => picture().jpeg({ quality: 90 }).toBuffer()],
    [
      'TIFF of one bit, as faxes are packed',
      () => picture().toColourspace('b-w').tiff({ compression: 'ccittfax4', bitdepth: 1 }).toBuffer(),
    ],
    ['PNG of sixteen bits in colour', () => picture().toColourspace('rgb16').png().toBuffer()],
    ['PDF', () => pdf([[600, 400]])],
  ])('%s', async (_, bytesOf) => {
    const page = await pageOf('scan', await bytesOf());
    if (!page.ok) throw new Error(page.refusals[0]?.code);
    const { data, width, height } = page.value;
    expect([data.length, width > height]).toEqual([width * height, true]);
    const at = (part: number) => data[Math.floor(height / 2) * width + Math.floor(width * part)] as number;
    expect([at(0.25) < 20, at(0.75) > 235]).toEqual([true, true]);
  });

  test('a picture held sideways is turned as the camera says', async () => {
    const page = await pageOf('photo.jpg', await picture().jpeg().withMetadata({ orientation: 6 }).toBuffer());
    expect(page).toMatchObject({ ok: true, value: { width: 40, height: 60 } });
  });

  test('every page of a TIFF and of a PDF comes', async () => {
    const pages = Buffer.concat([half(), Buffer.alloc(60 * 40, 200)]);
    const tiff = await sharp(pages, { raw: { width: 60, height: 80, channels: 1, pageHeight: 40 } })
      .tiff()
      .toBuffer();
    const [scan, other] = await Promise.all([
      scanOf('two.tif', tiff),
      scanOf(
        'three.pdf',
        await pdf([
          [60, 80],
          [80, 60],
          [60, 80],
        ]),
      ),
    ]);
    if (!scan.ok || !other.ok) throw new Error('not opened');
    expect([scan.value.pages, other.value.pages]).toEqual([2, 3]);
    const second = await scan.value.page(1);
    expect(second.ok && new Set(second.value.data)).toEqual(new Set([200]));
    const turned = await other.value.page(1);
    expect(turned.ok && turned.value.width > turned.value.height).toBe(true);
    other.value.close();
  });
});

/** A PNG that says how large it is and holds next to nothing. */
const bomb = async () => {
  const bytes = Buffer.from(await picture().png().toBuffer());
  bytes.writeUInt32BE(40_000, 16);
  bytes.writeUInt32BE(40_000, 20);
  // The checksum of what was changed.
  let crc = 0xffffffff;
  for (const byte of bytes.subarray(12, 29)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  bytes.writeUInt32BE((crc ^ 0xffffffff) >>> 0, 29);
  return bytes;
};

/** A PDF whose dictionary says it is locked with a password nobody has told. */
const locked = async () => {
  const text = Buffer.from(
    await pdf([[60, 80]]).then(async (bytes) => (await PDFDocument.load(bytes)).save({ useObjectStreams: false })),
  ).toString('latin1');
  const lock = `/Encrypt <</Filter /Standard /V 1 /R 2 /P -4 /O <${'41'.repeat(32)}> /U <${'42'.repeat(32)}>>> /ID [<00> <00>]`;
  return Buffer.from(
    text.replace(/trailer\s*<</, (start) => `${start} ${lock} `),
    'latin1',
  );
};

describe('what cannot be read is refused by name', () => {
  test.each([
    ['of no type that is read', async () => Buffer.from('Dear colleague, please find …'), 'scan-wrong-type'],
    ['a picture cut short', async () => (await picture().jpeg().toBuffer()).subarray(0, 300), 'scan-page-damaged'],
    ['a PDF that only begins like one', async () => Buffer.from('%PDF-1.7\n%%EOF'), 'scan-damaged'],
    ['a PNG that only begins like one', async () => (await picture().png().toBuffer()).subarray(0, 20), 'scan-damaged'],
    ['a bomb of 40,000 by 40,000 pixels', bomb, 'scan-too-many-pixels'],
    ['a PDF with a password', locked, 'scan-password'],
    [
      'a PDF of more pages than anybody reads',
      () => pdf(Array.from({ length: scanLimits.pages + 1 }, () => [60, 80])),
      'scan-too-many-pages',
    ],
  ])('%s', async (_, bytesOf, code) => {
    const read = await pageOf('forms.bin', await bytesOf());
    expect(read).toMatchObject({ ok: false, refusals: [{ code, params: { file: 'forms.bin' } }] });
  });

  test('a page that says it is miles long is drawn no larger than others', async () => {
    const page = await pageOf('map.pdf', await pdf([[14_000, 14_000]]));
    expect(page.ok && page.value.width).toBeLessThan(2_400);
  });

  test.each([
    ['empty', async (path: string) => writeFile(path, ''), 'scan-empty'],
    ['not there', async () => undefined, 'scan-not-found'],
    [
      'too large',
      async (path: string) => {
        const file = await open(path, 'w');
        await file.truncate(scanLimits.bytes + 1);
        await file.close();
      },
      'scan-too-large',
    ],
  ])('a file that is %s', async (name, make, code) => {
    const path = join(folder, `${name}.pdf`);
    await make(path);
    expect(await openScan(path)).toMatchObject({ ok: false, refusals: [{ code, params: { file: `${name}.pdf` } }] });
  });
});
