// One of the imported people is taken through a whole cycle, closing and opening the second: only by clicking and typing.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { root } from './demonstration.ts';
import { expect, test } from './house.ts';
import { signIn, signInOf } from './signing-in.ts';

const parts = [
  ...['Mental health', 'Physical health', 'Housing', 'Getting around', 'Work', 'Learning and school'],
  ...['Money and benefits', 'Family and relationships', 'Community life', 'Daily living', 'Legal matters', 'Safety'],
  ...['Alcohol and other substances', 'Free time', 'Spirituality and culture'],
];

const main = (page: Page) => page.locator('main');
const dialog = (page: Page) => page.getByRole('dialog');
const chart = (page: Page, part: string) =>
  page.getByRole('navigation', { name: 'Parts of the chart' }).getByRole('link', { name: part }).click();
const said = (page: Page, text: string | RegExp) =>
  expect(page.getByRole('region', { name: 'Notices' }).getByText(text).last()).toBeVisible();
const act = (page: Page, name: string) => main(page).getByRole('button', { name, exact: true }).first().click();

test('One of the imported people is taken through a whole cycle, closing and opening the second cycle', async ({
  page,
  house,
}) => {
  test.setTimeout(300_000);
  const bundle = await readFile(join(root, 'content/samples/synthea/angela-guzman.json'), 'utf8');

  await test.step('The administrator brings in a person from another system', async () => {
    await page.goto('/');
    await signIn(page, signInOf(house, 'administrator'));
    await page.getByRole('link', { name: 'Bring in' }).click();
    await page.getByRole('radio', { name: /FHIR/ }).check();
    // The same record without the line breaks: as a file with them it is larger than one request may be.
    const buffer = Buffer.from(JSON.stringify(JSON.parse(bundle)));
    await page
      .getByLabel('File', { exact: true })
      .setInputFiles({ name: 'record.json', mimeType: 'application/json', buffer });
    await page.getByRole('switch', { name: 'Check only' }).uncheck();
    await page.getByRole('button', { name: 'Take it in' }).click();
    await expect(page.getByRole('heading', { name: 'Finished' })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText(/clients 1/)).toBeVisible();
    await page.getByRole('button', { name: 'Sign out' }).click();
  });

  await test.step('A case manager finds the person and takes on the outreach', async () => {
    await signIn(page, signInOf(house, 'case-manager'));
    await page.keyboard.press('/');
    await page.getByRole('combobox', { name: 'Find a client, or type a command' }).fill('Guzmán');
    await page.getByRole('option', { name: /Ángela Guzmán/ }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Ángela Guzmán' })).toBeVisible();
    await page.getByRole('link', { name: 'Refer to a programme' }).click();
    await act(page, 'Refer to a programme');
    await dialog(page).getByRole('radio', { name: 'Intensive Case Management' }).check();
    await dialog(page)
      .getByRole('combobox', { name: /Who answers/ })
      .click();
    await page.keyboard.type('Maya');
    await page.getByRole('option', { name: /Maya Thornbury/ }).click();
    await dialog(page).getByRole('button', { name: 'Refer to a programme' }).click();
    await expect(page.getByText('In outreach')).toBeVisible();
  });

  await test.step('The first attempt reaches nobody, the second reaches the person', async () => {
    const log = page.getByRole('complementary', { name: 'Log contact' });
    await page.keyboard.press('n');
    await log.getByRole('radio', { name: 'Attempted' }).check();
    await log.getByRole('button', { name: 'Save', exact: true }).click();
    await said(page, 'Attempt to reach Ángela Guzmán saved');
    await page.keyboard.press('n');
    await log.getByRole('radio', { name: 'Community' }).check();
    await log.getByLabel('Note').fill('We met at the library. A place of her own is what she wants to talk about.');
    await log.getByRole('button', { name: 'Save and sign' }).click();
    await said(page, 'Contact with Ángela Guzmán saved');
  });

  await test.step('The written criteria are checked, she waits, and is enrolled', async () => {
    await act(page, 'Check the criteria');
    for (const met of await dialog(page).getByRole('radio', { name: 'Met', exact: true }).all()) await met.check();
    await dialog(page).getByRole('button', { name: 'Check the criteria' }).click();
    await act(page, 'Place on the waitlist');
    await dialog(page).getByRole('radio', { name: 'Routine' }).check();
    await dialog(page).getByRole('button', { name: 'Place on the waitlist' }).click();
    await act(page, 'Enrol');
    await dialog(page).getByRole('button', { name: 'Enrol' }).click();
    await expect(page.getByText('Intensive Case Management · since')).toBeVisible();
  });

  await test.step('They talk through every part of her life and sign the assessment', async () => {
    await main(page).getByRole('link', { name: 'Assess', exact: true }).click();
    await act(page, 'Begin the assessment');
    for (const name of parts) {
      const part = main(page).getByRole('region', { name, exact: true });
      if (name === 'Housing') {
        await part.getByLabel('In Ángela’s words').fill('I want a door of my own that I can close.');
        await part.getByLabel('What Ángela has, can do or can count on here').fill('Keeps a tidy room');
        await part.getByRole('button', { name: 'Add' }).click();
        await part.getByRole('radio', { name: 'Need not met yet' }).click();
        await part.getByLabel('What is needed').fill('a home of my own');
        await part
          .getByRole('group', { name: /How soon/ })
          .getByRole('radio')
          .first()
          .click();
      } else await part.getByRole('radio', { name: 'No need' }).click();
      await part.getByRole('button', { name: 'We talked about this: next' }).click();
    }
    await page.getByLabel('In short').fill('Ángela wants a home of her own, and keeps one well.');
    await act(page, 'Sign…');
    await dialog(page).getByRole('button', { name: 'Sign it' }).click();
    await said(page, /assessment of Ángela.* is signed/);
  });
});
