// What stands in the square code of a sheet: which sheet, which page, which layout, and a keyed check. Never a name, never a number of
// a client. Upper-case letters and digits only, which the code packs most densely. The check is worked out where the key is.

/** 32 signs without those that are taken for each other (Crockford). */
export const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export const sheetIdLength = 12;
export const layoutIdLength = 8;
export const checkLength = 16;

export type SheetCode = {
  readonly sheet: string;
  readonly page: number;
  readonly layout: string;
  readonly check: string;
};

const version = 'F1';
const pattern = new RegExp(
  `^${version}([${signs}]{${sheetIdLength}})([0-9]{2})([${signs}]{${layoutIdLength}})([${signs}]{${checkLength}})$`,
);

/** What the check is worked out over. */
export const checkedPart = ({ sheet, page, layout }: Omit<SheetCode, 'check'>): string =>
  `${version}${sheet}${String(page).padStart(2, '0')}${layout}`;

export const writeCode = (code: SheetCode): string => checkedPart(code) + code.check;

export const parseCode = (text: string): SheetCode | null => {
  const [, sheet, page, layout, check] = pattern.exec(text) ?? [];
  return sheet && page && layout && check ? { sheet, page: Number(page), layout, check } : null;
};

/** As people read it out: the first eight signs, in two groups. */
export const shortSheetId = (sheet: string): string => `${sheet.slice(0, 4)}-${sheet.slice(4, 8)}`;

/** The bytes as signs, five bits each, as many as are asked for. */
export const inSigns = (bytes: Uint8Array, count: number): string => {
  let [text, bits, held] = ['', 0, 0];
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5 && text.length < count) {
      bits -= 5;
      text += signs[(held >> bits) & 31];
    }
  }
  return text;
};

const mixed = (value: number): number => {
  const once = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return twice ^ (twice >>> 16);
};

/** Forty bits that tell texts apart (FNV-1a twice, mixed as in MurmurHash3): for what must be noticed when it changes, not for what must be kept secret. */
const fingerprint = (text: string): Uint8Array => {
  let [low, high] = [0x811c9dc5, 0x050c5d1f];
  for (let at = 0; at < text.length; at++) {
    low = Math.imul(low ^ text.charCodeAt(at), 0x01000193);
    high = Math.imul(high ^ text.charCodeAt(at), 0x01000193) ^ (low >>> 15);
  }
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setUint32(0, mixed(low));
  new DataView(bytes.buffer).setUint32(4, mixed(high));
  return bytes;
};

export const layoutIdOf = (text: string): string => inSigns(fingerprint(text), layoutIdLength);

export const echoCells = 24;

/** A few bits of the code, printed again at the foot: a genuine code of another sheet glued over this one does not agree with them. */
export const echoOf = (code: SheetCode): readonly boolean[] => {
  const bytes = fingerprint(writeCode(code));
  return Array.from({ length: echoCells }, (_, at) => (((bytes[at >> 3] ?? 0) >> (at & 7)) & 1) === 1);
};
