// Finds the browser for the stories, or gets one.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { chromium } from '@playwright/test';

const runs = (path: string | undefined): path is string =>
  path !== undefined && path !== '' && spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0;

/** FOOTBRIDGE_CHROMIUM, Playwright's own, or one of the system's. */
export const findChromium = (): string | undefined =>
  [
    process.env.FOOTBRIDGE_CHROMIUM,
    process.env.PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH,
    chromium.executablePath(),
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ].find(runs);

const attempt = (program: string, args: string[]): boolean => {
  console.log(`No chromium here: ${[program.split('/').at(-1), ...args].join(' ')} …`);
  const { status } = spawnSync(program, args, {
    stdio: 'inherit',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return status === 0;
};

const waysToInstall: readonly (() => boolean)[] = [
  () => {
    const cli = join(dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json')), 'cli.js');
    const withSystemLibraries = process.platform === 'linux' && process.getuid?.() === 0 ? ['--with-deps'] : [];
    return attempt(process.execPath, [cli, 'install', ...withSystemLibraries, 'chromium']);
  },
  () =>
    process.getuid?.() === 0 &&
    attempt('apt-get', ['update', '-qq']) &&
    attempt('apt-get', ['install', '-y', '-qq', 'chromium']),
];

/** The browser's path, installing it when there is none; undefined when that is impossible here. */
export const chromiumForTests = (): string | undefined => {
  let found = findChromium();
  for (const install of waysToInstall) {
    if (found) break;
    if (install()) found = findChromium();
  }
  return found;
};
