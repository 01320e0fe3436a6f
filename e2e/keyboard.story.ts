// A day by keyboard alone: signing in, going from row to row, opening, logging, and back where one was.
import { expect, test } from './house.ts';
import { signInOf } from './signing-in.ts';

test('Everything a day needs can be done without a mouse', async ({ page, house }) => {
  const { email, password } = signInOf(house, 'case-manager');
  const focused = page.locator(':focus');

  await test.step('Signing in', async () => {
    await page.goto('/');
    await page.getByLabel('E-mail').focus();
    await page.keyboard.type(email);
    await page.keyboard.press('Tab');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 2, name: 'To do' })).toBeVisible();
  });

  await test.step('From row to row, and into a chart', async () => {
    await page.keyboard.press('j');
    const first = (await focused.textContent()) ?? '';
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await page.keyboard.press('k');
    await expect(focused).toHaveText(first);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(first);
  });

  await test.step('A contact is logged with n and Ctrl-Enter', async () => {
    await page.keyboard.press('n');
    const log = page.getByRole('complementary', { name: 'Log contact' });
    await expect(log.getByRole('radio', { name: 'Reached', exact: true })).toBeVisible();
    await log.getByLabel('Note').focus();
    await page.keyboard.type('Walked to the market together.');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText(/^Contact with .+ saved$/)).toBeVisible();
    await expect(log).toHaveCount(0);
  });

  await test.step('A questionnaire is answered with digits, from the moment it is begun', async () => {
    await page.getByRole('link', { name: 'Questionnaires' }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('Which one').focus();
    await page.keyboard.type('PHQ-9');
    await page.getByRole('button', { name: 'Begin', exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect(focused).toHaveAttribute('type', 'radio');
    await page.keyboard.type('1121000001');
    await expect(page.getByText('10 of 10 answered')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Sign the answers' })).toBeFocused();
  });

  await test.step('Somebody else is found by name, and the way leads back', async () => {
    const before = await page.getByRole('heading', { level: 1 }).textContent();
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox', { name: 'Find a client, or type a command' })).toBeFocused();
    await page.keyboard.type('caseload');
    await expect(page.getByRole('option', { name: /Caseload/ })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Caseload' })).toBeVisible();
    // Back, as Alt and the left arrow do it: a browser without a window has no such key.
    await page.goBack();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(before ?? '');
  });

  await test.step('Help tells the keys, and g t goes to Today', async () => {
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.keyboard.press('g');
    await page.keyboard.press('t');
    await expect(page.getByRole('heading', { level: 2, name: 'To do' })).toBeVisible();
  });
});
