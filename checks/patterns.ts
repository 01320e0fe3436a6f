// No pattern is led astray: each regular expression of the product, and each that its content brings, is tried on strings that repeat
// what it repeats and then do not fit. One that takes for ever, or for ever longer, holds up everybody (CWE-1333).
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Check, Finding } from './findings.ts';
import type { Took, Tried } from './patterns-worker.ts';
import { isTest, lineAt, parse, pathsBelow, readFiles, walk } from './source-files.ts';

type Found = Tried & { readonly file: string; readonly line: number };

const mostMillis = 400;
// A machine that is busy may wait long for its turn.
const mostWaitMillis = 20_000;

const inCode = async (root: string): Promise<Found[]> => {
  const paths = (await pathsBelow(root, 'src')).filter((path) => /\.tsx?$/.test(path) && !isTest(path));
  const found: Found[] = [];
  for (const source of await readFiles(root, paths)) {
    if (!/\/[^/\n]+\/|RegExp\(/.test(source.text)) continue;
    walk(parse(source), (node) => {
      const line = lineAt(source.text, node.start);
      if (node.type === 'Literal' && node.regex)
        found.push({ file: source.path, line, source: node.regex.pattern, flags: node.regex.flags });
      const [text, flags] = node.type === 'NewExpression' && node.callee.name === 'RegExp' ? node.arguments : [];
      if (text?.type === 'Literal' && typeof text.value === 'string')
        found.push({ file: source.path, line, source: text.value, flags: flags?.value ?? '' });
    });
  }
  return found;
};

/** What is put together when a file is loaded, caught as it is made. Only rooms that do nothing else when they are loaded. */
const madeOnLoading = async (root: string): Promise<Found[]> => {
  const paths = (await Promise.all(['src/domain', 'src/contract'].map((folder) => pathsBelow(root, folder)))).flat();
  const files = await readFiles(
    root,
    paths.filter((path) => path.endsWith('.ts') && !isTest(path)),
  );
  const found: Found[] = [];
  const Plain = globalThis.RegExp;
  for (const { path, text } of files) {
    const at = /new RegExp\(/.exec(text);
    if (!at) continue;
    const line = lineAt(text, at.index);
    globalThis.RegExp = new Proxy(Plain, {
      construct: (target, [source, flags = '']: [string | RegExp, string?]) => {
        const made = new target(source, flags);
        if (typeof source === 'string') found.push({ file: path, line, source, flags });
        return made;
      },
    });
    await import(`${pathToFileURL(join(root, path)).href}?patterns`).finally(() => {
      globalThis.RegExp = Plain;
    });
  }
  return found;
};

const inContent = async (root: string): Promise<Found[]> => {
  const paths = (await pathsBelow(root, 'content')).filter((path) => path.endsWith('.json'));
  return (await readFiles(root, paths)).flatMap(({ path, text }) =>
    [...text.matchAll(/"pattern"\s*:\s*("(?:[^"\\]|\\.)*")/g)].map((match) => ({
      ...{ file: path, line: lineAt(text, match.index), source: JSON.parse(match[1] ?? '""') as string, flags: '' },
    })),
  );
};

/** One thread for all; a new one after each that had to be ended. */
const trying = () => {
  let worker: Worker | null = null;
  const end = async () => {
    await worker?.terminate();
    worker = null;
  };
  const one = async (tried: Tried): Promise<Took | 'never' | 'none'> => {
    worker ??= new Worker(new URL('./patterns-worker.ts', import.meta.url));
    const running = worker;
    const outcome = await new Promise<Took | 'never' | 'none'>((resolve) => {
      const failed = () => say('none');
      const say = (what: Took | 'never' | 'none') => {
        clearTimeout(timer);
        running.off('message', say).off('error', failed);
        resolve(what);
      };
      const timer = setTimeout(() => say('never'), mostWaitMillis);
      running.once('message', say).once('error', failed);
      running.postMessage({ source: tried.source, flags: tried.flags } satisfies Tried);
    });
    if (outcome === 'never' || outcome === 'none') await end();
    return outcome;
  };
  return { one, end };
};

export const checkPatterns: Check = async (root) => {
  const all = (await Promise.all([inCode(root), inContent(root)])).flat();
  all.push(...(await madeOnLoading(root)));
  const findings: Finding[] = [];
  const tryOut = trying();
  const known = new Map<string, Took | 'never' | 'none'>();
  for (const { file, line, source, flags } of all) {
    const key = `${flags}/${source}`;
    const took = known.get(key) ?? (await tryOut.one({ source, flags }));
    known.set(key, took);
    if (took === 'none')
      findings.push({
        rule: 'patterns-can-be-tried',
        file,
        line,
        message: `/${source}/ is no pattern that can be tried`,
      });
    else if (took === 'never' || took.millis > mostMillis)
      findings.push({
        rule: 'patterns-end',
        file,
        line,
        message: `/${source}/ is led astray${took === 'never' ? '' : ` by ${JSON.stringify(took.pump)} again and again`}: let no part repeat what another repeats`,
      });
  }
  await tryOut.end();
  return findings;
};
