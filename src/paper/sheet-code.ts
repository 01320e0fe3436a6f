// The square code of a sheet: signed with the agency's key, and drawn as modules.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { encodeQR } from 'qr';
import { checkedPart, checkLength, inSigns, type SheetCode, sheetIdLength } from '#domain/sheets/code.ts';

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
