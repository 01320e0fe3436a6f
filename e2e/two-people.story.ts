// Two records of one person are made one, which takes two people: who asks cannot agree to it. The chart then shows both histories,
// and the old link leads to the record that stays.
import type { Browser, Page } from '@playwright/test';
import { expect, type House, test } from './house.ts';
import { type Credentials, signIn, signInOf } from './signing-in.ts';

const second = { email: 'tamsin.hale@example.org', password: 'apples in the loft' };

const deskOf = async (browser: Browser, house: House, who: Credentials): Promise<Page> => {
  const context = await browser.newContext({ baseURL: house.address, locale: 'en-US' });
  const page = await context.newPage();
  await page.goto('/');
  await signIn(page, who);
  return page;
};

const dialog = (page: Page) => page.getByRole('dialog');
const said = (page: Page, text: string | RegExp) =>
  expect(page.getByRole('region', { name: 'Notices' }).getByText(text).last()).toBeVisible();
const chartOf = (page: Page) => new URL(page.url()).pathname.split('/').slice(0, 3).join('/');

const logVisit = async (page: Page, note: string): Promise<void> => {
  const log = page.getByRole('complementary', { name: 'Log contact' });
  await page.keyboard.press('n');
  await log.getByRole('radio', { name: 'Community' }).check();
  await log.getByLabel('Note').fill(note);
  await log.getByRole('button', { name: 'Save and sign' }).click();
  await said(page, /Ottoline Fairbrother saved/);
};

const register = async (page: Page): Promise<void> => {
  await page.goto('/clients/new');
  await page.getByLabel('Given name').fill('Ottoline');
  await page.getByLabel('Family name').fill('Fairbrother');
};

const registered = async (page: Page): Promise<string> => {
  await page.getByRole('button', { name: 'Register' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Ottoline Fairbrother' })).toBeVisible();
  return chartOf(page);
};

test('Two records of one person are made one by two people, and nothing of either is lost', async ({
  browser,
  house,
}) => {
  test.setTimeout(180_000);
  const lead = await deskOf(browser, house, signInOf(house, 'team-lead'));

  const first = await test.step('A team lead takes a person on, and visits her', async () => {
    await register(lead);
    await lead.getByRole('radio', { name: 'Assertive Community Treatment' }).check();
    await lead.getByRole('combobox', { name: /Who answers/ }).click();
    await lead.keyboard.type('Odette');
    await lead.getByRole('option', { name: /Odette/ }).click();
    const address = await registered(lead);
    await logVisit(lead, 'We met at the bakery where she works.');
    return address;
  });

  const double = await test.step('She is entered a second time, and found to be the same person', async () => {
    await register(lead);
    await lead.getByRole('button', { name: 'It is the same person: link' }).click();
    await lead.getByRole('switch', { name: 'Refer to a programme now' }).uncheck();
    const address = await registered(lead);
    await logVisit(lead, 'Her sister came along to the park.');
    return address;
  });

  const administrator = await deskOf(browser, house, signInOf(house, 'administrator'));
  const invitation = await test.step('The agency has a second administrator', async () => {
    await administrator.getByRole('link', { name: 'Staff' }).click();
    await administrator.getByRole('button', { name: 'Add someone' }).click();
    await dialog(administrator).getByLabel('Given name').fill('Tamsin');
    await dialog(administrator).getByLabel('Family name').fill('Hale');
    await dialog(administrator).getByLabel('E-mail').fill(second.email);
    await dialog(administrator)
      .getByRole('checkbox', { name: /^Administrator/ })
      .check();
    await dialog(administrator).getByRole('button', { name: 'Save' }).click();
    await said(administrator, 'Tamsin Hale is saved.');
    const card = administrator.getByRole('region', { name: 'Tamsin Hale' });
    await card.getByRole('button', { name: 'Invite to sign in' }).click();
    return (await card.locator('code').textContent()) ?? '';
  });

  const waiting = (page: Page) =>
    page
      .getByRole('region', { name: 'Waiting for a second person' })
      .getByRole('listitem')
      .filter({ hasText: 'Ottoline' });

  await test.step('The first administrator asks that the two records be made one, and cannot agree alone', async () => {
    await administrator.getByRole('link', { name: 'Two people' }).click();
    const pair = administrator
      .getByRole('region', { name: 'Two records, one person' })
      .getByRole('listitem')
      .filter({ hasText: 'Ottoline' });
    await pair.getByRole('button', { name: 'Ask to make them one' }).click();
    await dialog(administrator).getByRole('textbox', { name: 'Why' }).fill('Same bakery, same sister.');
    await dialog(administrator).getByRole('button', { name: 'Ask a second person' }).click();
    await said(administrator, /A second person has seven days/);
    await expect(waiting(administrator)).toContainText('Same bakery, same sister.');
    const decide = waiting(administrator).getByRole('button', { name: 'Decide' });
    await expect(decide).toHaveAttribute('aria-disabled', 'true');
    await expect(decide).toHaveAccessibleDescription('You asked for this. A second person decides.');
  });

  await test.step('The second administrator reads why, and agrees', async () => {
    const context = await browser.newContext({ baseURL: house.address, locale: 'en-US' });
    const page = await context.newPage();
    await page.goto(invitation);
    await page.getByLabel('New password', { exact: false }).first().fill(second.password);
    await page.getByLabel('New password again').fill(second.password);
    await page.getByRole('button', { name: 'Set password' }).click();
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await signIn(page, second);
    await page.getByRole('link', { name: 'Two people' }).click();
    await waiting(page).getByRole('button', { name: 'Decide' }).click();
    await expect(dialog(page).getByText('Same bakery, same sister.')).toBeVisible();
    await dialog(page).getByRole('button', { name: 'Save the decision' }).click();
    await expect(dialog(page).getByText('Say whether you agree or decline.').first()).toBeVisible();
    await dialog(page).getByRole('radio', { name: 'I agree' }).check();
    await dialog(page).getByRole('button', { name: 'Agree and carry it out' }).click();
    await said(page, 'The two records are one.');
    await expect(
      page
        .getByRole('region', { name: 'Decided' })
        .getByText(/Ottoline/)
        .first(),
    ).toBeVisible();
    await context.close();
  });

  await test.step('The old link says where the record is, and the chart there shows both visits', async () => {
    await lead.goto(double);
    await expect(lead.getByText('This was a second record of Ottoline Fairbrother')).toBeVisible();
    await lead.getByRole('link', { name: 'Open the chart of Ottoline Fairbrother' }).click();
    await expect(lead).toHaveURL(new RegExp(`${first}$`));
    await lead
      .getByRole('navigation', { name: 'Parts of the chart' })
      .getByRole('link', { name: /^Contacts/ })
      .click();
    await expect(lead.getByText('We met at the bakery where she works.')).toBeVisible();
    await expect(lead.getByText('Her sister came along to the park.')).toBeVisible();
  });

  await Promise.all([lead, administrator].map((page) => page.context().close()));
});
