// The square code of a sheet: signed with the agency's key, drawn as modules, and read.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { encodeQR } from 'qr';
import decodeQR from 'qr/decode.js';
import { checkedPart, checkLength, inSigns, type SheetCode, sheetIdLength } from '#domain/sheets/code.ts';
import type { Grey } from '#domain/sheets/grey.ts';

/** Sixty random bits: nobody guesses the id of a sheet that was issued. */
export const newSheetId = (): string => inSigns(randomBytes(8), sheetIdLength);

const checkOf = (code: Omit<SheetCode, 'check'>, key: string): string =>
  inSigns(createHmac('sha256', key).update(checkedPart(code)).digest(), checkLength);

/** Without a key the check only notices slips; a reader with a key refuses it. */
export const signed = (code: Omit<SheetCode, 'check'>, key: string | undefined): SheetCode => ({
  ...code,
  check: checkOf(code, key ?? ''),
});

export type Signature = 'valid' | 'invalid' | 'not-checked';

export const signatureOf = (code: SheetCode, key: string | undefined): Signature => {
  if (!key) return 'not-checked';
  return timingSafeEqual(Buffer.from(code.check), Buffer.from(checkOf(code, key))) ? 'valid' : 'invalid';
};

/** Always 29 modules a side, so that it fills its place in every layout; a quarter of it may be lost. */
export const modulesOf = (text: string): boolean[][] =>
  encodeQR(text, 'raw', { ecc: 'quartile', encoding: 'alphanumeric', version: 3, border: 1 })
    .slice(1, -1)
    .map((row) => row.slice(1, -1));

/** Reads the text of the code in a small picture of it, or null. */
export const decodeCode = ({ data, width, height }: Grey): string | null => {
  const coloured = new Uint8Array(width * height * 3);
  for (let at = 0; at < data.length; at++) coloured.fill(data[at] as number, at * 3, at * 3 + 3);
  try {
    // The time is not limited, so that a busy machine reads what an idle one reads.
    return decodeQR({ data: coloured, width, height }, { timeLimit: 10_000 });
  } catch {
    return null;
  }
};
