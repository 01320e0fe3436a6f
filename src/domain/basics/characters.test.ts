import { describe, expect, test } from 'vitest';
import { hasControls, hasHidden, hasLineBreaks } from './characters.ts';

const sign = (code: number) => String.fromCodePoint(code);
const between = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('a name', () => {
  test.each([
    ['turning the direction of text', [...between(0x202a, 0x202e), ...between(0x2066, 0x2069), 0x200e, 0x200f, 0x061c]],
    ['without width', [0x200b, 0x2060, 0xfeff, 0x00ad, 0x180e, 0x3164]],
    ['a joiner between Latin letters', [0x200c, 0x200d]],
    ['a tag', between(0xe0020, 0xe007f)],
  ])('with a character %s is told from one without', (_, codes) => {
    for (const code of codes) expect(hasHidden(`Ana${sign(code)}Ruiz`), code.toString(16)).toBe(true);
  });

  test.each([
    'Ana María Ruiz-Ñúñez',
    'O’Brien',
    'فاطمه\u200cزهرا',
    'ක\u0dca\u200dරිස\u0dcaට\u0dd2',
    'क\u094d\u200dष',
    'অর\u09cd\u200cঘ্য',
    'ന\u0d4d\u200d',
    '葛\u{e0100}城',
    'עִבְרִי',
    'Garden 👩\u200d🌾 and 👩🏽\u200d⚕\ufe0f',
  ])('is taken as it is written: %s', (name) => {
    expect(hasHidden(name)).toBe(false);
    expect(hasControls(name)).toBe(false);
  });

  test.each(['فاطمه\u200c\u200cزهرا', '\u200cفاطمه', 'ف\u202eاطمه', '👩\u200d', 'Ana 1\u200d2'])(
    'with a joiner where nothing joins is not: %j',
    (name) => expect(hasHidden(name)).toBe(true),
  );
});

test('controls of either set are none of a text, tabs and line ends are, and break a line', () => {
  const kept = ['\t', '\n', '\r'];
  for (const code of [...between(0, 0x1f), ...between(0x7f, 0x9f)])
    expect(hasControls(`a${sign(code)}b`), code.toString(16)).toBe(!kept.includes(sign(code)));
  expect(hasControls('half \ud83d')).toBe(true);
  for (const end of [...kept, '\u2028', '\u2029']) expect(hasLineBreaks(`a${end}b`)).toBe(true);
  expect(hasLineBreaks('a b')).toBe(false);
});
