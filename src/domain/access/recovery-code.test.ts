import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRecoveryCode, recoveryCodeFrom } from './recovery-code.ts';

const sixteen = fc.uint8Array({ minLength: 16, maxLength: 16 });

test('a code has groups of five, and none of the letters that look like digits', () => {
  expect(recoveryCodeFrom(new Uint8Array(16))).toBe('00000-00000-00000-00000-00000-0');
  expect(recoveryCodeFrom(new Uint8Array(16).fill(255))).toBe('7zzzz-zzzzz-zzzzz-zzzzz-zzzzz-z');
});

test('different bytes are different codes, and each is read as it was written', () => {
  fc.assert(
    fc.property(sixteen, sixteen, (one, other) => {
      const [a, b] = [recoveryCodeFrom(one), recoveryCodeFrom(other)];
      expect(a === b).toBe(Buffer.from(one).equals(Buffer.from(other)));
      expect(readRecoveryCode(a)).toBe(a.replaceAll('-', ''));
    }),
  );
});

test.each([
  ['capitals and gaps', '7ZZZZ ZZZZZ zzzzz-zzzzz-zzzzz-z', '7zzzzzzzzzzzzzzzzzzzzzzzzz'],
  ['letters read for digits', 'oOooo-iIlL1-00000-00000-00000-0', '00000111110000000000000000'],
  ['six digits of an app', '123456', null],
  ['one letter too few', '00000-00000-00000-00000-00000', null],
  ['a letter that is never used', 'u0000-00000-00000-00000-00000-0', null],
])('%s', (_, typed, read) => expect(readRecoveryCode(typed)).toBe(read));
