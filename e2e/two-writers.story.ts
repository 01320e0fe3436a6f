// Two people of one team write one plan at the same time: nothing is lost, and what both changed is shown from both sides.
import type { Browser, Page } from '@playwright/test';
import { expect, type House, test } from './house.ts';
import { signIn, signInNamed } from './signing-in.ts';

const vision = (page: Page) => page.getByRole('textbox', { name: /want their life to look like/ });
const hardDay = (page: Page) => page.getByRole('textbox', { name: 'On a hard day' });
const isSaved = (page: Page) => expect(page.getByText('Saved', { exact: true })).toBeVisible();

const deskOf = async (browser: Browser, house: House, name: string): Promise<Page> => {
  const context = await browser.newContext({ baseURL: house.address, locale: 'en-US' });
  const page = await context.newPage();
  await page.goto('/');
  await signIn(page, signInNamed(house, name));
  return page;
};

test('Two people who write one plan at once see both sides, and nothing is lost', async ({ browser, house }) => {
  const mateo = await deskOf(browser, house, 'Mateo Villarrubia');
  await mateo.goto('/caseload?stage=monitoring');
  await mateo.locator('main [data-row]').getByRole('link').first().click();
  await mateo.getByRole('navigation', { name: 'Parts of the chart' }).getByRole('link', { name: 'Plan' }).click();
  await mateo.getByRole('button', { name: /^Begin the next version$|^Go on writing/ }).click();
  await expect(vision(mateo)).toBeVisible();

  const odette = await deskOf(browser, house, 'Odette Lindqvist');
  await odette.goto(new URL(mateo.url()).pathname);
  await odette.getByRole('button', { name: /^Go on writing/ }).click();
  await expect(vision(odette)).toBeVisible();

  await test.step('Mateo writes, and it is saved', async () => {
    await vision(mateo).fill('A garden of my own.');
    await hardDay(mateo).fill('Call my sister first.');
    await expect(mateo.getByText(/^Sav(ing soon|ing)…$/)).toHaveCount(0);
    await isSaved(mateo);
  });

  await test.step('Odette writes elsewhere and in the same place: she sees what Mateo wrote beside her own', async () => {
    await vision(odette).fill('A garden, and a dog.');
    const both = odette.getByRole('region', { name: 'Somebody else changed this while you were writing' });
    await expect(both).toBeVisible();
    await expect(both.getByText('A garden, and a dog.')).toBeVisible();
    await expect(both.getByText('A garden of my own.')).toBeVisible();
    await both.getByRole('radio', { name: 'What I wrote' }).first().check();
    await both.getByRole('button', { name: 'Save what I chose' }).click();
    await expect(both).toHaveCount(0);
    await isSaved(odette);
  });

  await test.step('What only one of them changed is there for both', async () => {
    await expect(hardDay(odette)).toHaveValue('Call my sister first.');
    await mateo.reload();
    await expect(vision(mateo)).toHaveValue('A garden, and a dog.');
    await expect(hardDay(mateo)).toHaveValue('Call my sister first.');
  });
  await mateo.context().close();
  await odette.context().close();
});

test('Two people who change who somebody is see both sides, and each keeps what only they changed', async ({
  browser,
  house,
}) => {
  const mateo = await deskOf(browser, house, 'Mateo Villarrubia');
  await mateo.goto('/caseload?stage=monitoring');
  await mateo.locator('main [data-row]').getByRole('link').first().click();
  await mateo.getByRole('navigation', { name: 'Parts of the chart' }).getByRole('link', { name: 'People' }).click();
  const odette = await deskOf(browser, house, 'Odette Lindqvist');
  await odette.goto(new URL(mateo.url()).pathname);

  const form = (page: Page) => page.getByRole('dialog', { name: 'Name and personal details' });
  const field = (page: Page, name: string) => form(page).getByRole('textbox', { name });
  const save = (page: Page) => form(page).getByRole('button', { name: 'Save', exact: true }).click();
  for (const page of [mateo, odette]) {
    await page
      .getByRole('region', { name: 'Name and numbers' })
      .getByRole('button', { name: 'Change' })
      .first()
      .click();
    await expect(form(page)).toBeVisible();
  }

  await test.step('Mateo changes two things', async () => {
    await field(mateo, 'Pronouns').fill('they/them');
    await field(mateo, 'Name they go by').fill('Wren');
    await save(mateo);
    await expect(form(mateo)).toHaveCount(0);
  });

  await test.step('Odette changes one of them and another: only the one is asked about', async () => {
    await field(odette, 'Pronouns').fill('ze/zir');
    await field(odette, 'Middle name').fill('Ines');
    await save(odette);
    const both = form(odette).getByRole('region', { name: 'Somebody else changed this while you were writing' });
    await expect(both.getByText('ze/zir')).toBeVisible();
    await expect(both.getByText('they/them')).toBeVisible();
    await expect(both.getByRole('radio')).toHaveCount(2);
    await both.getByRole('radio', { name: 'What they wrote' }).check();
    await both.getByRole('button', { name: 'Take this into the form' }).click();
    await expect(field(odette, 'Pronouns')).toHaveValue('they/them');
    await expect(field(odette, 'Name they go by')).toHaveValue('Wren');
    await expect(field(odette, 'Middle name')).toHaveValue('Ines');
    await save(odette);
    await expect(form(odette)).toHaveCount(0);
  });

  await test.step('What was put together is in the record', async () => {
    await mateo.reload();
    await mateo
      .getByRole('region', { name: 'Name and numbers' })
      .getByRole('button', { name: 'Change' })
      .first()
      .click();
    await expect(field(mateo, 'Pronouns')).toHaveValue('they/them');
    await expect(field(mateo, 'Middle name')).toHaveValue('Ines');
  });
  await mateo.context().close();
  await odette.context().close();
});

test('An administrator at a second desk sees both sides of a change to the house, and chooses', async ({
  browser,
  house,
}) => {
  const desks = [await deskOf(browser, house, 'Gideon Marchetti'), await deskOf(browser, house, 'Gideon Marchetti')];
  const [first, second] = desks as [Page, Page];
  const form = (page: Page) => page.getByRole('dialog', { name: 'Ferry Street' });
  const field = (page: Page, name: string) => form(page).getByRole('textbox', { name });
  const save = (page: Page) => form(page).getByRole('button', { name: 'Save', exact: true }).click();
  for (const page of [first, second]) {
    await page.goto('/agency');
    await page
      .locator('[data-row]', { hasText: /^Ferry Street/ })
      .getByRole('button', { name: 'Edit' })
      .click();
    await expect(form(page)).toBeVisible();
  }

  await test.step('At the first desk the address and the telephone change', async () => {
    await field(first, 'Address').fill('14 Ferry Street');
    await field(first, 'Phone').fill('555-0170');
    await save(first);
    await expect(form(first)).toHaveCount(0);
  });

  await test.step('At the second the address too: both stand side by side, and the telephone comes along', async () => {
    await field(second, 'Address').fill('14 Ferry Street, second floor');
    await save(second);
    const both = form(second).getByRole('region', { name: 'Somebody else changed this while you were writing' });
    await expect(both.getByText('14 Ferry Street', { exact: true })).toBeVisible();
    await expect(both.getByText('14 Ferry Street, second floor')).toBeVisible();
    await expect(both.getByRole('radio')).toHaveCount(2);
    await both.getByRole('button', { name: 'Take this into the form' }).click();
    await expect(field(second, 'Address')).toHaveValue('14 Ferry Street, second floor');
    await expect(field(second, 'Phone')).toHaveValue('555-0170');
    await save(second);
    await expect(form(second)).toHaveCount(0);
  });
  for (const page of desks) await page.context().close();
});
