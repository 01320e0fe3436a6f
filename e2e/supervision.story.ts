// A supervision line ends on the screen where the house is arranged, and with it what it opened.
import { expect, test } from './house.ts';
import { signIn, signInOf } from './signing-in.ts';

test('A supervision line that has ended opens no chart any more', async ({ page, browser, house }) => {
  const context = await browser.newContext({ baseURL: house.address, locale: 'en-US' });
  const supervisor = await context.newPage();
  await supervisor.goto('/');
  await signIn(supervisor, signInOf(house, 'supervisor'));
  await supervisor.goto('/caseload?scope=team');
  await supervisor.locator('main [data-row]').getByRole('link').first().click();
  await expect(supervisor.getByRole('navigation', { name: 'Parts of the chart' })).toBeVisible();
  const chart = new URL(supervisor.url()).pathname;

  await page.goto('/');
  await signIn(page, signInOf(house, 'administrator'));
  await page.goto('/staff');
  await page.getByRole('searchbox').fill(signInOf(house, 'supervisor').name);
  const lines = page.getByRole('listitem').filter({ hasText: /^Supervises / });
  for (let left = await lines.count(); left > 0; left--) {
    await lines
      .first()
      .getByRole('button', { name: /^End: / })
      .click();
    const ending = page.getByRole('dialog', { name: /no longer supervises/ });
    await ending.getByRole('textbox', { name: /^Last day/ }).fill('yesterday');
    await ending.getByRole('textbox', { name: /^Last day/ }).press('Tab');
    await ending.getByRole('button', { name: 'Save' }).click();
    await expect(lines).toHaveCount(left - 1);
  }

  await supervisor.goto(chart);
  await expect(supervisor.getByRole('navigation', { name: 'Parts of the chart' })).toHaveCount(0);
  await expect(supervisor.getByRole('heading', { level: 1 })).toBeVisible();
  await context.close();
});
