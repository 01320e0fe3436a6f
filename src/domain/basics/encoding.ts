// Files come from other programs. Text is read as UTF-8 or refused by the name of what it seems to be: read in the wrong
// encoding, "Muñoz" would become "Mu?oz" for good, and nobody would notice until the person does.
// Sources: the Unicode Standard 23.8 (byte order mark), WHATWG Encoding.

/** What the bytes are instead of UTF-8 text. With `encoding`, `encoding` is its name. */
export type NotText = 'encoding' | 'damaged-utf-8' | 'workbook' | 'compressed-file' | 'not-text';

export type DecodedText =
  | { readonly ok: true; readonly text: string }
  /** `row`: the line (first = 1) of the first byte that is not UTF-8, where one could be told. */
  | { readonly ok: false; readonly rule: NotText; readonly encoding?: string; readonly row: number | null };

const startsWith = (bytes: Uint8Array, ...start: readonly number[]) => start.every((byte, at) => bytes[at] === byte);

const lineFeed = 0x0a;

// Decoding a prefix fails exactly when it holds the first bad sequence, so halving finds it.
const firstBadByte = (bytes: Uint8Array): number => {
  let [good, bad] = [0, bytes.length];
  while (good + 1 < bad) {
    const middle = (good + bad) >> 1;
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, middle), { stream: true });
      good = middle;
    } catch {
      bad = middle;
    }
  }
  return good;
};

const seemsSixteenBit = (bytes: Uint8Array): boolean => {
  const sample = bytes.subarray(0, 4096);
  const zeros = [0, 0];
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2]!++;
  return sample.length >= 4 && Math.max(...zeros) > sample.length * 0.2;
};

const seemsDamaged = (bytes: Uint8Array): boolean => {
  let [kept, broken] = [0, 0];
  for (const character of new TextDecoder('utf-8').decode(bytes)) {
    if (character === '\ufffd') broken++;
    else if (character > '\u007f') kept++;
  }
  return kept > broken;
};

/** UTF-8 text with or without a byte order mark, which is dropped; or what the bytes seem to be instead. */
export const decodeText = (bytes: Uint8Array): DecodedText => {
  const named = (encoding: string, row: number | null = null): DecodedText => ({
    ok: false,
    rule: 'encoding',
    encoding,
    row,
  });
  const refuse = (rule: NotText, row: number | null = null): DecodedText => ({ ok: false, rule, row });
  if (startsWith(bytes, 0xff, 0xfe, 0, 0) || startsWith(bytes, 0, 0, 0xfe, 0xff)) return named('UTF-32');
  if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)) return named('UTF-16');
  // Excel's .xlsx is a zip archive, its .xls an OLE file.
  if (startsWith(bytes, 0x50, 0x4b, 3, 4) || startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return refuse('workbook');
  if (startsWith(bytes, 0x1f, 0x8b)) return refuse('compressed-file');
  if (seemsSixteenBit(bytes)) return named('UTF-16');
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    const upTo = firstBadByte(bytes);
    let row = 1;
    for (let at = 0; at < upTo; at++) if (bytes[at] === lineFeed) row++;
    if (bytes.includes(0)) return refuse('not-text', row);
    return seemsDamaged(bytes) ? refuse('damaged-utf-8', row) : named('Windows-1252', row);
  }
};
