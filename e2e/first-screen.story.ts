// The first screen comes with little: at most 200 kB of JavaScript, compressed, until Today stands there.
import { gzipSync } from 'node:zlib';
import { expect, test } from './house.ts';
import { sessionOf, signInOf } from './signing-in.ts';

const most = 200_000;

test('The first screen needs at most 200 kB of JavaScript', async ({ browser, house }) => {
  const storageState = await sessionOf(browser, house, signInOf(house, 'case-manager'));
  const context = await browser.newContext({ baseURL: house.address, storageState, locale: 'en-US' });
  const page = await context.newPage();
  const scripts: { path: string; size: Promise<number> }[] = [];
  page.on('request', (request) => {
    if (request.resourceType() !== 'script') return;
    const size = request.response().then(async (response) => gzipSync((await response?.body()) ?? '').length);
    scripts.push({ path: new URL(request.url()).pathname, size });
  });
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 2, name: 'To do' })).toBeVisible();
  // From here on come things that will be wanted next, such as the palette; they are fetched once the screen stands.
  const later = scripts.findIndex(({ path }) => path.includes('command-palette'));
  const first = later < 0 ? [...scripts] : scripts.slice(0, later);
  const came = await Promise.all(first.map(async ({ path, size }) => ({ path, size: await size })));
  const whole = came.reduce((sum, { size }) => sum + size, 0);
  const largest = came.toSorted((a, b) => b.size - a.size).slice(0, 5);
  console.log(`the first screen: ${came.length} scripts, ${Math.round(whole / 1000)} kB compressed`);
  expect(came.length).toBeGreaterThan(3);
  expect(whole, JSON.stringify(largest)).toBeLessThanOrEqual(most);
  await context.close();
});
