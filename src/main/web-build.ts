// The web app is built when what it is made of has changed since the last build.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cancellation, note, refuse, say } from './terminal.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
export const builtWeb = join(root, 'dist', 'web');
const stamp = join(builtWeb, '.built');
const ingredients = [
  'src/web',
  'src/words',
  'src/contract',
  'src/domain',
  'content',
  'vite.config.ts',
  'package-lock.json',
];

const isTest = (name: string): boolean => /\.test\.tsx?$/.test(name);

const filesBelow = async (path: string): Promise<string[]> => {
  const entries = await readdir(join(root, path), { withFileTypes: true, recursive: true }).catch(() => undefined);
  if (!entries) return [path];
  return entries
    .filter((entry) => entry.isFile() && !isTest(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
};

/** A hash of everything the web app is made of. */
export const hashOfIngredients = async (): Promise<string> => {
  const hash = createHash('sha256');
  for (const ingredient of ingredients)
    for (const path of (await filesBelow(ingredient)).sort()) {
      const file = path.startsWith(root) ? path : join(root, path);
      hash.update(file.slice(root.length));
      hash.update(await readFile(file).catch(() => ''));
    }
  return hash.digest('hex');
};

const runVite = (outDir: string): Promise<{ code: number; words: string }> =>
  new Promise((resolve, reject) => {
    const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js');
    const child = spawn(process.execPath, [vite, 'build', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn'], {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe'],
      signal: cancellation,
    });
    let words = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (words += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, words }));
  });

/** Builds `dist/web` if it is stale. A running server never sees a half-built one: the new build is moved into place whole. */
export const buildWebIfStale = async (): Promise<void> => {
  const hash = await hashOfIngredients();
  if ((await readFile(stamp, 'utf8').catch(() => '')) === hash) return;
  note(say('cli.building-web'));
  const began = performance.now();
  const [fresh, old] = [`${builtWeb}.${process.pid}`, `${builtWeb}.${process.pid}.old`];
  await mkdir(dirname(builtWeb), { recursive: true });
  const { code, words } = await runVite(fresh);
  if (code !== 0) {
    await rm(fresh, { recursive: true, force: true });
    throw refuse('web-not-built', { reason: words.trim().slice(-2_000) }, { status: 500 });
  }
  await writeFile(join(fresh, '.built'), hash);
  await rename(builtWeb, old).catch(() => undefined);
  await rename(fresh, builtWeb);
  await rm(old, { recursive: true, force: true });
  note(say('cli.web-built', { seconds: Math.round((performance.now() - began) / 1000) }));
};
