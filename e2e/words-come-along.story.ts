// No screen ever shows the name of a sentence in place of the sentence: not while its words are on their way, however late they
// are, not in any language, and not while the language is changed.
import type { Page } from '@playwright/test';
import { currentDemonstration } from './demonstration.ts';
import { expect, test } from './house.ts';
import { screens } from './screen-list.ts';
import { sessionOf, signInOf } from './signing-in.ts';

declare global {
  interface Window {
    readonly namesSeen: string[];
  }
}

/** From before the first script on, keeps everything that looked like the name of a sentence, if only for a moment. */
const watch = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.defineProperty(window, 'namesSeen', { value: seen });
    const name = /^[a-z][a-z-]*(?:\.[a-z][\w-]*)+$/;
    const look = (text: string | null) => {
      if (text && name.test(text.trim()) && !seen.includes(text.trim())) seen.push(text.trim());
    };
    const lookThrough = (node: Node) => {
      if (node instanceof Element)
        for (const attribute of ['aria-label', 'title', 'placeholder']) look(node.getAttribute(attribute));
      if (node instanceof Text) look(node.data);
      for (const child of node.childNodes) lookThrough(child);
    };
    new MutationObserver((changes) => {
      for (const { target } of changes) lookThrough(target);
    }).observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
  });
};

/** Words come last, long after the code that says them. */
const delayWords = async (page: Page): Promise<void> => {
  await page.route(/\/assets\/words-/, async (route) => {
    await new Promise((done) => setTimeout(done, 400));
    await route.continue();
  });
};

const roles = [...new Set(Object.values(screens).map((screen) => screen.as))];

for (const role of roles)
  for (const [locale, language] of [
    ['en-US', /^en/],
    ['es-US', /^es/],
  ] as const)
    test(`Whatever ${role ?? 'somebody not signed in'} opens by its address has its words, in ${locale}`, async ({
      browser,
      house,
    }) => {
      test.setTimeout(180_000);
      const storageState = role ? await sessionOf(browser, house, signInOf(house, role)) : undefined;
      const context = await browser.newContext({ baseURL: house.address, storageState, locale });
      const page = await context.newPage();
      await watch(page);
      await delayWords(page);
      const { people } = currentDemonstration();
      for (const [path, { as, person = 'fullest', search = '' }] of Object.entries(screens)) {
        if (as !== role) continue;
        const address = path.replace('$clientId', people[person]).replace('$token', 'used-long-ago');
        await page.goto(`${address.replace(/\$$/, 'nowhere')}${search}`);
        await expect(page.locator('h1').first()).toBeVisible();
        await page.waitForLoadState('networkidle');
        await expect(page.locator('html')).toHaveAttribute('lang', language);
        expect(await page.evaluate(() => window.namesSeen), path).toEqual([]);
      }
      await context.close();
    });

test('The language is changed in the settings, and every screen opened before and after speaks it', async ({
  browser,
  house,
}) => {
  const storageState = await sessionOf(browser, house, signInOf(house, 'case-manager'));
  const context = await browser.newContext({ baseURL: house.address, storageState, locale: 'en-US' });
  const page = await context.newPage();
  await watch(page);
  await delayWords(page);
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 2, name: 'To do' })).toBeVisible();
  await page.getByRole('link', { name: 'Settings' }).first().click();
  await page.getByRole('radio', { name: 'Español' }).check();
  await expect(page.getByRole('heading', { level: 1, name: 'Ajustes' })).toBeVisible();
  await page.getByRole('link', { name: 'Hoy' }).first().click();
  await expect(page.getByRole('heading', { level: 2, name: 'Por hacer' })).toBeVisible();
  await page.getByRole('link', { name: 'Casos' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Casos' })).toBeVisible();
  await page.getByRole('link', { name: 'Ajustes' }).first().click();
  await page.getByRole('radio', { name: 'English', exact: true }).check();
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  await page.getByRole('link', { name: 'Caseload' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Caseload' })).toBeVisible();
  expect(await page.evaluate(() => window.namesSeen)).toEqual([]);
  await context.close();
});
