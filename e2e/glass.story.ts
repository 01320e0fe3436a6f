// A night worker opens the record of somebody who is not theirs: they say why and who they are, everybody concerned is told, the
// privacy officer answers, and an hour later the record is closed again.
import type { Browser, Page } from '@playwright/test';
import { expect, type House, testWithClock as test } from './house.ts';
import { type Credentials, signIn, signInOf } from './signing-in.ts';

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
const part = (page: Page, name: RegExp) =>
  page.getByRole('navigation', { name: 'Parts of the chart' }).getByRole('link', { name }).click();
const banner = (page: Page) => page.getByText(/^You broke the glass: open to you until/);
const person = 'Isaura Penhallow';

test('A night worker breaks the glass, the officer answers, and after an hour the record is closed', async ({
  browser,
  house,
  setAhead,
}) => {
  test.setTimeout(180_000);
  const [lead, officer, night] = await Promise.all([
    deskOf(browser, house, signInOf(house, 'team-lead')),
    deskOf(browser, house, signInOf(house, 'privacy-officer')),
    deskOf(browser, house, signInOf(house, 'case-manager')),
  ]);

  const chart =
    await test.step('A team lead takes on a person whom the night worker has nothing to do with', async () => {
      await lead.goto('/clients/new');
      await lead.getByLabel('Given name').fill('Isaura');
      await lead.getByLabel('Family name').fill('Penhallow');
      await lead.getByLabel('Birth date', { exact: false }).first().fill('1979-05-02');
      await lead.getByRole('radio', { name: 'Assertive Community Treatment' }).check();
      await lead.getByRole('combobox', { name: /Who answers/ }).click();
      await lead.keyboard.type('Odette');
      await lead.getByRole('option', { name: /Odette/ }).click();
      await lead.getByRole('button', { name: 'Register' }).click();
      await expect(lead.getByRole('heading', { level: 1, name: person })).toBeVisible();
      return new URL(lead.url()).pathname.split('/').slice(0, 3).join('/');
    });

  await test.step('The record is closed to the night worker, and the search does not know the person', async () => {
    await night.goto(chart);
    await expect(night.getByRole('heading', { level: 1, name: 'You may not open this record' })).toBeVisible();
    await expect(night.getByText(person)).toHaveCount(0);
    await night.keyboard.press('/');
    await night.getByRole('combobox', { name: 'Find a client, or type a command' }).fill('Penhallow');
    await expect(night.getByText(/^Nobody on record/)).toBeVisible();
    await night.getByRole('option', { name: 'Someone I am not assigned to' }).click();
  });

  await test.step('By a part of the name nobody is found; by the whole name and the birth date, the person', async () => {
    await night.getByLabel('Given name').fill('Isaura');
    await night.getByLabel('Family name').fill('Pen');
    await night.getByRole('textbox', { name: 'Birth date' }).fill('1979-05-02');
    await night.getByRole('button', { name: 'Find', exact: true }).click();
    await expect(night.getByText('Nobody of exactly this name and date, or this number')).toBeVisible();
    await night.getByLabel('Family name').fill('Penhallow');
    await night.getByRole('button', { name: 'Find', exact: true }).click();
    await expect(night.getByText('Born in 1979')).toBeVisible();
  });

  await test.step('They say why, show who they are, and the record opens', async () => {
    await setAhead(6);
    await night.getByRole('button', { name: 'Break the glass' }).click();
    await dialog(night).getByRole('button', { name: 'Break the glass' }).click();
    await expect(dialog(night).getByText('Say why.').first()).toBeVisible();
    await dialog(night).getByRole('radio', { name: 'Safety check' }).check();
    await dialog(night).getByLabel('In your words').fill('A neighbor heard her fall.');
    await dialog(night).getByRole('button', { name: 'Break the glass' }).click();
    await night.getByRole('textbox', { name: /Password/ }).fill(signInOf(house, 'case-manager').password);
    await night.getByRole('button', { name: 'Go on' }).click();
    await expect(night.getByRole('heading', { level: 1, name: person })).toBeVisible();
    await expect(banner(night)).toBeVisible();
    await part(night, /^Contacts/);
    await expect(banner(night)).toBeVisible();
  });

  await test.step('The lead worker and the privacy officer are told; the officer says what it was', async () => {
    await lead.goto('/notices');
    await expect(lead.getByText(new RegExp(`broke the glass: ${person}`))).toBeVisible();
    await officer.goto('/notices');
    const notice = officer.getByRole('main').getByRole('listitem').filter({ hasText: person });
    await notice.getByRole('button', { name: 'I saw this' }).click();
    await expect(notice.getByText('New')).toHaveCount(0);
    await notice.getByRole('link', { name: 'Review' }).click();
    const waiting = officer
      .getByRole('region', { name: 'Broken glass that waits for a review' })
      .getByRole('listitem')
      .filter({ hasText: person });
    await expect(waiting).toContainText('A neighbor heard her fall.');
    await waiting.getByRole('button', { name: 'Review' }).click();
    await dialog(officer).getByRole('radio', { name: 'Justified', exact: true }).check();
    await dialog(officer).getByLabel('Note').fill('Right to look.');
    await dialog(officer).getByRole('button', { name: 'Save the review' }).click();
    await said(officer, 'The review is saved, and whoever broke the glass is told.');
    await expect(officer.getByText('Nothing waits for a review')).toBeVisible();
  });

  await test.step('Each look behind the glass is a finding that opens to the entries of the audit', async () => {
    const kind = officer.getByRole('listitem').filter({ hasText: 'Read or written while the glass was broken.' });
    await kind.getByRole('button', { name: '1 finding' }).click();
    const finding = officer
      .getByRole('region', { name: 'Behind broken glass' })
      .getByRole('listitem')
      .filter({ hasText: person });
    await finding.getByRole('button', { name: /of the audit$/ }).click();
    await expect(finding.getByText('break-glass')).toBeVisible();
    await expect(finding.getByText('read-chart').first()).toBeVisible();
  });

  await test.step('Who broke it reads what the review said', async () => {
    await night.goto('/notices');
    await expect(night.getByText('Your broken glass was reviewed')).toBeVisible();
    await expect(night.getByText('It was justified.')).toBeVisible();
  });

  await test.step('The hour is over, and the record is closed', async () => {
    await setAhead(70);
    await night.goto(chart);
    await signIn(night, signInOf(house, 'case-manager'));
    await expect(night.getByRole('heading', { level: 1, name: 'You may not open this record' })).toBeVisible();
    await expect(banner(night)).toHaveCount(0);
  });

  await Promise.all([lead, officer, night].map((page) => page.context().close()));
});
