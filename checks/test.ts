// npm test: every test of the project, in all runners, and one line with the sum. A runner that cannot run has failed.
import { spawn } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromiumForTests } from './chromium.ts';
import { type PlaywrightReport, playwrightTally, sumOf, type Tally, type VitestReport, vitestTally } from './tally.ts';

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

const runVitest = async (long: boolean): Promise<Tally> => {
  const report = join(results, 'vitest.json');
  const exitCode = await run(
    fileOf('vitest', 'vitest.mjs'),
    ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`],
    long ? { FOOTBRIDGE_LONG: '1' } : {},
  );
  return vitestTally((await readReport(report)) as VitestReport | undefined, exitCode);
};

const runPlaywright = async (projects: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Tally> => {
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
    { ...env, FOOTBRIDGE_CHROMIUM: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  );
  return playwrightTally((await readReport(report)) as PlaywrightReport | undefined, exitCode);
};

const asked = new Set(process.argv.slice(2));
await rm(results, { recursive: true, force: true });
await mkdir(results, { recursive: true });
const tallies = asked.has('--screenshots')
  ? [await runPlaywright(['screens'], { FOOTBRIDGE_SCREENSHOTS: '1' })]
  : [await runVitest(asked.has('--long')), await runPlaywright([])];
const { passed, failed, skipped } = sumOf(tallies);
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed === 0 && skipped === 0 ? 0 : 1;
