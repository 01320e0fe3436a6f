import { expect, test } from 'vitest';
import { echoOf, inSigns, parseCode, shortSheetId, writeCode } from './code.ts';

const code = { sheet: '7K3M9QXP2ABC', page: 2, layout: 'MWY8XY31', check: '0123456789ABCDEF' };

test('a code is written in upper-case letters and digits and read back', () => {
  const text = writeCode(code);
  expect(text).toMatch(/^[0-9A-Z]{40}$/);
  expect(parseCode(text)).toEqual(code);
  expect(shortSheetId(code.sheet)).toBe('7K3M-9QXP');
});

test.each(['', 'https://example.org', 'F17K3M9QXP2ABC', `${writeCode(code)}0`, writeCode(code).toLowerCase()])(
  'what is no code of a sheet is none: %s',
  (text) => expect(parseCode(text)).toBeNull(),
);

test('bytes are told by five bits each', () => {
  expect(inSigns(Uint8Array.of(0b00000_000, 0b01_00010_0, 0b0011_0010, 0b0_00101_00), 6)).toBe('012345');
});

test('the bits at the foot differ widely between any two codes', () => {
  const other = [
    { ...code, page: 3 },
    { ...code, check: '0123456789ABCDEG' },
    { ...code, sheet: '7K3M9QXP2ABD' },
  ];
  const own = echoOf(code);
  for (const each of other) expect(echoOf(each).filter((bit, at) => bit !== own[at]).length).toBeGreaterThan(5);
});
