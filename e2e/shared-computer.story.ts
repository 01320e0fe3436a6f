// A computer that several people use: what one has begun to write waits for them, here and at another desk, and says nothing to
// whoever comes after.
import type { Page } from '@playwright/test';
import { expect, test } from './house.ts';
import { signIn, signInOf } from './signing-in.ts';

const log = (page: Page) => page.getByRole('complementary', { name: 'Log contact' });
const openLog = (page: Page) => page.getByRole('listitem').getByRole('button', { name: 'Log' }).first().click();
const onDevice = (page: Page) =>
  page.evaluate(() => JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage }));
const signOut = async (page: Page) => {
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
};

test('What is being written is locked on the device, and follows its writer to another desk', async ({
  browser,
  page,
  house,
}) => {
  const maya = signInOf(house, 'case-manager');
  await page.goto('/');
  await signIn(page, maya);
  await openLog(page);
  await log(page).getByLabel('Note').fill('He was afraid of the letter from the court.');
  await expect(log(page).getByText(/draft/i).first()).toBeVisible();

  await test.step('Nothing of it can be read on the device, while she works and after she has signed out', async () => {
    expect(await onDevice(page)).toContain('footbridge.draft.');
    expect(await onDevice(page)).not.toContain('court');
    await signOut(page);
    expect(await onDevice(page)).not.toContain('court');
  });

  await test.step('The next person at this computer is not shown it', async () => {
    await signIn(page, signInOf(house, 'team-lead'));
    await expect(page.getByText('afraid of the letter')).toHaveCount(0);
    expect(await onDevice(page)).not.toContain('court');
    await signOut(page);
  });

  await test.step('At another desk it waits for her', async () => {
    const desk = await browser.newContext({ baseURL: house.address, locale: 'en-US' });
    const other = await desk.newPage();
    await other.goto('/');
    await signIn(other, maya);
    await openLog(other);
    await expect(log(other).getByLabel('Note')).toHaveValue('He was afraid of the letter from the court.');
    await expect(log(other).getByText(/Your draft from .+ is back/)).toBeVisible();
    await desk.close();
  });

  await test.step('What could not be sent is said when she goes, and is there when she comes back', async () => {
    await signIn(page, maya);
    await openLog(page);
    await expect(log(page).getByLabel('Note')).toHaveValue('He was afraid of the letter from the court.');
    await page.route('**/api/drafts/**', (route) => route.abort());
    await log(page).getByLabel('Note').press('End');
    await log(page).getByLabel('Note').pressSequentially(' We read it together.');
    await signOut(page);
    await expect(page.getByText('What you were writing did not reach the server.')).toBeVisible();
    expect(await onDevice(page)).not.toContain('together');
    await signIn(page, maya);
    await openLog(page);
    await expect(log(page).getByLabel('Note')).toHaveValue(
      'He was afraid of the letter from the court. We read it together.',
    );
  });
});
