// npm test: every test of the project, in all runners, and one line with the sum. A runner that cannot run has failed.
import { spawn } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromiumForTests } from './chromium.ts';

export type Tally = { readonly passed: number; readonly failed: number; readonly skipped: number };

const root = fileURLToPath(new URL('..', import.meta.url));
const results = join(root, 'test-results');
const require = createRequire(import.meta.url);
const fileOf = (library: string, path: string) => join(dirname(require.resolve(`${library}/package.json`)), path);

const run = (script: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    });
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });

const readReport = async (path: string): Promise<unknown> => {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
};

/** A runner that ends badly without naming a failed test has failed all the same. */
const honest = (tally: Tally | undefined, exitCode: number): Tally => {
  const { passed, failed, skipped } = tally ?? { passed: 0, failed: 0, skipped: 0 };
  return { passed, failed: failed === 0 && (exitCode !== 0 || passed === 0) ? 1 : failed, skipped };
};

type VitestReport = { numPassedTests: number; numFailedTests: number; numPendingTests: number; numTodoTests: number };
type PlaywrightReport = { stats: { expected: number; unexpected: number; flaky: number; skipped: number } };

const runVitest = async (long: boolean): Promise<Tally> => {
  const report = join(results, 'vitest.json');
  const exitCode = await run(
    fileOf('vitest', 'vitest.mjs'),
    ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`],
    long ? { FOOTBRIDGE_LONG: '1' } : {},
  );
  const read = (await readReport(report)) as VitestReport | undefined;
  return honest(
    read && {
      passed: read.numPassedTests,
      failed: read.numFailedTests,
      skipped: read.numPendingTests + read.numTodoTests,
    },
    exitCode,
  );
};

const runPlaywright = async (projects: readonly string[]): Promise<Tally> => {
  const browser = chromiumForTests();
  if (!browser) {
    console.error(
      'The browser stories cannot run: no chromium here and none could be installed. Set FOOTBRIDGE_CHROMIUM to one.',
    );
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const report = join(results, 'playwright.json');
  const exitCode = await run(
    fileOf('@playwright/test', 'cli.js'),
    ['test', '--reporter=line,json', ...projects.map((project) => `--project=${project}`)],
    { FOOTBRIDGE_CHROMIUM: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  );
  const stats = ((await readReport(report)) as PlaywrightReport | undefined)?.stats;
  return honest(
    stats && { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped },
    exitCode,
  );
};

const asked = new Set(process.argv.slice(2));
await rm(results, { recursive: true, force: true });
await mkdir(results, { recursive: true });
const tallies = asked.has('--screenshots')
  ? [await runPlaywright(['screens'])]
  : [await runVitest(asked.has('--long')), await runPlaywright([])];
const sum = (of: keyof Tally): number => tallies.reduce((total, tally) => total + tally[of], 0);
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
process.exitCode = sum('failed') === 0 && sum('skipped') === 0 ? 0 : 1;
