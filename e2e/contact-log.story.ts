// An attempt that reached nobody leaves a trace in three taps on a phone; what is typed outlives a reload and the end of a session.
import type { Page } from '@playwright/test';
import { expect, test } from './house.ts';
import { signIn, signInOf } from './signing-in.ts';

const log = (page: Page) => page.getByRole('complementary', { name: 'Log contact' });
const said = (page: Page, text: string | RegExp) =>
  expect(page.getByRole('region', { name: 'Notices' }).getByText(text).last()).toBeVisible();

/** Counts what a thumb does: presses that the page itself received. */
const countTaps = async (page: Page): Promise<() => Promise<number>> => {
  await page.evaluate(() => {
    document.body.dataset.taps = '0';
    document.addEventListener(
      'click',
      (event) => {
        // The browser repeats a press on a label for its field.
        if (event.detail > 0) document.body.dataset.taps = String(Number(document.body.dataset.taps) + 1);
      },
      true,
    );
  });
  return async () => Number(await page.evaluate(() => document.body.dataset.taps));
};

test.describe('On a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('An unsuccessful attempt is logged in three taps', async ({ page, house }) => {
    await page.goto('/');
    await signIn(page, signInOf(house, 'case-manager'));
    const row = page
      .getByRole('listitem')
      .filter({ hasText: /Face to face/ })
      .first();
    const name = (await row.getByRole('link').first().textContent()) ?? '';
    const taps = await countTaps(page);
    await row.getByRole('button', { name: 'Log' }).tap();
    await log(page).getByRole('radio', { name: 'Attempted' }).tap();
    await log(page).getByRole('button', { name: 'Save', exact: true }).tap();
    await said(page, `Attempt to reach ${name} saved`);
    expect(await taps()).toBeLessThanOrEqual(3);
    await page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Undo' }).last().tap();
    await said(page, `The contact with ${name} is marked as entered in error`);
  });
});

test('What is being written outlives a reload and the end of the session', async ({ page, house }) => {
  const maya = signInOf(house, 'case-manager');
  await page.goto('/');
  await signIn(page, maya);
  await page.getByRole('listitem').getByRole('button', { name: 'Log' }).first().click();
  await log(page).getByLabel('Note').fill('She spoke about her brother for the first time.');
  await expect(log(page).getByText(/draft/i).first()).toBeVisible();

  await test.step('After a reload the draft is back', async () => {
    await page.reload();
    await page.getByRole('listitem').getByRole('button', { name: 'Log' }).first().click();
    await expect(log(page).getByLabel('Note')).toHaveValue('She spoke about her brother for the first time.');
  });

  await test.step('The session ends on another device, and the draft still waits after signing in again', async () => {
    await log(page).getByLabel('Note').press('End');
    await log(page).getByLabel('Note').pressSequentially(' They will meet on Sunday.');
    await page.context().clearCookies();
    await log(page).getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await signIn(page, maya);
    await page.getByRole('listitem').getByRole('button', { name: 'Log' }).first().click();
    await expect(log(page).getByLabel('Note')).toHaveValue(
      'She spoke about her brother for the first time. They will meet on Sunday.',
    );
    await log(page).getByRole('button', { name: 'Save', exact: true }).click();
    await said(page, /^Contact with .+ saved$/);
  });
});
