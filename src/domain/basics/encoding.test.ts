import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeText } from './encoding.ts';

const bytes = (text: string, encoding: BufferEncoding) => Uint8Array.from(Buffer.from(text, encoding));

test.each<[string, Uint8Array, string, number | null]>([
  ['UTF-16 with its mark', bytes('\ufeffname,born\n', 'utf16le'), 'UTF-16', null],
  ['UTF-16 without', bytes('name,born\nMuñoz,1980\n', 'utf16le'), 'UTF-16', null],
  [
    'Windows-1252, on the line of the first accent',
    bytes('name\nSmith\nMu\xf1oz\nPe\xf1a\n', 'latin1'),
    'Windows-1252',
    3,
  ],
  ['UTF-8 cut in the middle of a letter', bytes('Muñoz, Peña, Núñez', 'utf8').subarray(0, -3), 'damaged-utf-8', 1],
  ['a workbook', Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0), 'workbook', null],
  ['a compressed file', Uint8Array.of(0x1f, 0x8b, 8, 0), 'compressed-file', null],
  ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0xff, 0xee, 0xdd, 1, 2, 3, 4), 'not-text', 1],
])('%s is refused by name', (_, file, name, row) => {
  const {
    ok,
    rule,
    encoding = rule,
    row: line,
  } = decodeText(file) as Extract<ReturnType<typeof decodeText>, { ok: false }>;
  expect([ok, encoding, line]).toEqual([false, name, row]);
});

test('any text in UTF-8 comes back as it was, without its mark', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-composite' }), fc.boolean(), (text, marked) => {
      fc.pre(!text.startsWith('\ufeff') && !text.includes('\u0000'));
      const decoded = decodeText(new TextEncoder().encode((marked ? '\ufeff' : '') + text));
      expect(decoded).toEqual({ ok: true, text });
    }),
  );
});
