// The first screen comes with little JavaScript, words included, and what is fetched ahead once it stands (the palette) adds little.
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { expect, test } from './house.ts';
import { sessionOf, signInOf } from './signing-in.ts';

const mostAtFirst = 170_000;
const mostWithPalette = 200_000;

type Script = { readonly path: string; readonly size: number };

/** Notes every script the page fetches; the answer waits for those still on their way. */
const scriptsOf = (page: Page): (() => Promise<readonly Script[]>) => {
  const coming: Promise<Script>[] = [];
  page.on('request', (request) => {
    if (request.resourceType() !== 'script') return;
    const size = request.response().then(async (response) => gzipSync((await response?.body()) ?? '').length);
    coming.push(size.then((known) => ({ path: new URL(request.url()).pathname, size: known })));
  });
  return () => Promise.all(coming);
};

const sizeOf = (scripts: readonly Script[]): number => scripts.reduce((sum, { size }) => sum + size, 0);
const largestOf = (scripts: readonly Script[]): string =>
  JSON.stringify(scripts.toSorted((a, b) => b.size - a.size).slice(0, 6));
const isOfPalette = ({ path }: Script): boolean => path.includes('command-palette');

for (const [locale, toDo] of [
  ['en-US', 'To do'],
  ['es-US', 'Por hacer'],
] as const)
  test(`Today needs at most 170 kB of JavaScript, and 200 kB with the palette, in ${locale}`, async ({
    browser,
    house,
  }) => {
    const storageState = await sessionOf(browser, house, signInOf(house, 'case-manager'));
    const context = await browser.newContext({ baseURL: house.address, storageState, locale });
    const page = await context.newPage();
    const scripts = scriptsOf(page);
    await page.goto('/');
    await expect(page.getByRole('heading', { level: 2, name: toDo })).toBeVisible();
    await expect.poll(async () => (await scripts()).some(isOfPalette)).toBe(true);
    await page.waitForLoadState('networkidle');
    const all = await scripts();
    // The palette's own pieces are asked for with it, so before it only what the screen itself needed was.
    const first = all.slice(0, all.findIndex(isOfPalette));
    console.log(`Today in ${locale}: ${first.length} scripts, ${sizeOf(first)} B; with the palette ${sizeOf(all)} B`);
    expect(first.length).toBeGreaterThan(3);
    expect(sizeOf(first), largestOf(first)).toBeLessThanOrEqual(mostAtFirst);
    expect(sizeOf(all), largestOf(all)).toBeLessThanOrEqual(mostWithPalette);
    await context.close();
  });

test('Signing in needs at most 170 kB of JavaScript', async ({ page }) => {
  const scripts = scriptsOf(page);
  await page.goto('/sign-in');
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  const all = await scripts();
  console.log(`Signing in: ${all.length} scripts, ${sizeOf(all)} B`);
  expect(all.length).toBeGreaterThan(3);
  expect(sizeOf(all), largestOf(all)).toBeLessThanOrEqual(mostAtFirst);
});
