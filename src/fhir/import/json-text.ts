// From bytes to a JSON value, or a fault that names the line. Size and depth are bounded before anything is parsed: a file of a
// million opening brackets must cost nothing.
import { decodeText } from '#domain/basics/encoding.ts';

export type TextFault = {
  readonly rule: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly row?: number;
};
export type ParsedJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly fault: TextFault };

export const mostMegabytes = 64;
export const deepest = 64;

const depthOf = (text: string): number => {
  let [depth, deepestSeen, inString] = [0, 0, false];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === 0x5c) at++;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b || code === 0x5b) {
      if (++depth > deepestSeen) deepestSeen = depth;
      if (depth > deepest) return depth;
    } else if (code === 0x7d || code === 0x5d) depth--;
  }
  return deepestSeen;
};

const linesBefore = (text: string, at: number): number => {
  let row = 1;
  for (let next = text.indexOf('\n'); next >= 0 && next < at; next = text.indexOf('\n', next + 1)) row++;
  return row;
};

/** The line of a parse failure: V8 gives a position, or says the text ended, or gives neither. */
const failedRow = (text: string, message: string): number | undefined => {
  const position = /at position (\d+)/.exec(message);
  if (position) return linesBefore(text, Number(position[1]));
  return /end of JSON input|Unterminated/.test(message) ? linesBefore(text, text.length) : undefined;
};

export const parseJson = (bytes: Uint8Array): ParsedJson => {
  const refuse = (rule: string, params: TextFault['params'] = {}, row?: number | null): ParsedJson => ({
    ok: false,
    fault: { rule, params, ...(row ? { row } : {}) },
  });
  if (bytes.length > mostMegabytes * 1024 * 1024) return refuse('file-too-large', { most: mostMegabytes });
  const decoded = decodeText(bytes);
  if (!decoded.ok) return refuse(decoded.rule, decoded.encoding ? { encoding: decoded.encoding } : {}, decoded.row);
  const { text } = decoded;
  const start = text.trimStart();
  if (start === '') return refuse('empty-file');
  if (start.startsWith('<')) return refuse('xml', {}, 1);
  if (depthOf(text) > deepest) return refuse('too-deep', { most: deepest });
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return refuse('not-json', {}, failedRow(text, error instanceof Error ? error.message : ''));
  }
};
