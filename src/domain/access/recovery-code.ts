// Recovery codes: ten of 128 random bits, each opening the door once in place of the second factor. Written without letters that are
// mistaken for digits (Crockford's base 32), so that they can be copied from paper.

export const recoveryCodeCount = 10;

const letters = '0123456789abcdefghjkmnpqrstvwxyz';
const length = 26;

/** Sixteen random bytes as people write them: five groups of five and the last letter. */
export const recoveryCodeFrom = (bytes: Uint8Array): string => {
  let number = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  let text = '';
  for (let place = 0; place < length; place++) {
    text = (letters[Number(number % 32n)] ?? '') + text;
    number /= 32n;
  }
  return (text.match(/.{1,5}/g) ?? []).join('-');
};

/** What was typed, as it was made: whatever the case, the gaps and the letters read for digits; null where it is no such code. */
export const readRecoveryCode = (typed: string): string | null => {
  const text = typed.toLowerCase().replace(/[\s-]/g, '').replace(/o/g, '0').replace(/[il]/g, '1');
  return text.length === length && [...text].every((letter) => letters.includes(letter)) ? text : null;
};
