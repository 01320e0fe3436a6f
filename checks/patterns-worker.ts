// Tries one pattern after the other on strings made to mislead it, in a thread that is ended when it does not come back. What is
// counted is the thread's own time: a busy machine makes nobody slower.
import { parentPort } from 'node:worker_threads';

export type Tried = { readonly source: string; readonly flags: string };
/** How long the worst string took, and which it was: what was repeated, and what followed. */
export type Took = { readonly millis: number; readonly pump: string };

// What doubles with each letter shows early; what grows with the square of the length is borne, for every field has an end.
const tries = { few: [20, 25, 30, 36], many: [2_500] };
const mostMillis = 400;

const escapes: Readonly<Record<string, string>> = {
  d: '0',
  w: 'a',
  s: ' ',
  D: 'x',
  W: '-',
  S: 'x',
  b: '',
  B: '',
  n: '\n',
  t: '\t',
  r: '\r',
};

/** A character that each part of a pattern may take, in their order: enough to lead it astray, not to read it. */
const samplesOf = (source: string): string[] => {
  const samples: string[] = [];
  const part =
    /\\[pP]\{[^}]*\}|\\u\{?[0-9a-fA-F]{4,6}\}?|\\x[0-9a-fA-F]{2}|\\(.)|\[\^?((?:\\.|[^\]\\])*)\]|\(\?(?:[:=!]|<[=!]|<\w+>)|\{\d+(?:,\d*)?\}|[\^$|()*+?]|(.)/gsu;
  for (const [whole, escaped, inside, plain] of source.matchAll(part)) {
    if (escaped !== undefined) samples.push(escapes[escaped] ?? escaped);
    else if (inside !== undefined) {
      const [first = 'x'] = /\\?[^\\]/u.exec(inside) ?? [];
      const sample = first.startsWith('\\') ? (escapes[first.slice(1)] ?? first.slice(1)) : first;
      samples.push(
        whole.startsWith('[^') ? 'x' : sample,
        ...(/a-z|\\w/.test(inside) ? ['a'] : []),
        ...(/0-9|\\d/.test(inside) ? ['0'] : []),
      );
    } else if (plain !== undefined) samples.push(plain === '.' ? 'x' : plain);
    else if (/^\\[pPu]/.test(whole)) samples.push('é', 'a');
  }
  return samples.filter((each) => each !== '');
};

const timeOf = (pattern: RegExp, text: string): number => {
  const before = process.threadCpuUsage();
  pattern.test(text);
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
};

const worstOf = ({ source, flags }: Tried): Took => {
  const pattern = new RegExp(source, flags.replace(/[gy]/g, ''));
  const samples = samplesOf(source);
  const each = [...new Set([...samples, 'a', '0', ' '])].slice(0, 16);
  const pairs = samples.slice(0, 14).map((sample, index) => sample + (samples[index + 1] ?? ' '));
  const pumps = [...new Set([...each, ...pairs])];
  const starts = [...new Set([0, 1, 2, 3, 5, 8].map((length) => samples.slice(0, length).join('')))];
  let worst: Took = { millis: 0, pump: '' };
  for (const [counts, begins] of [
    [tries.few, starts],
    [tries.many, [starts[0] ?? '', starts.at(-1) ?? '']],
  ] as const)
    for (const count of counts)
      for (const begin of new Set(begins))
        for (const pump of pumps)
          for (const end of ['\u0000', '\n!']) {
            const millis = timeOf(pattern, begin + pump.repeat(count) + end);
            if (millis > worst.millis) worst = { millis, pump };
            if (millis > mostMillis) return worst;
          }
  return worst;
};

parentPort?.on('message', (tried: Tried) => parentPort?.postMessage(worstOf(tried)));
