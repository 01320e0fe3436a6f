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

/** How one would see the goal come true, in daily life. */
const levels = [
  ['Much less than we expect', 'Sleeps at the shelter'],
  ['What we expect', 'Has a lease in hand'],
] as const;

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
    await act(page, 'Criteria, waitlist, enrolment');
    for (const criterion of ['Serious difficulty in two parts of life', '18 years or older', 'Agrees to be contacted'])
      await dialog(page)
        .getByRole('group', { name: criterion })
        .getByRole('radio', { name: 'Met', exact: true })
        .check();
    await dialog(page).getByRole('button', { name: 'Save the check' }).click();
    await said(page, 'Criteria checked for Ángela Guzmán.');
    await dialog(page).getByRole('radio', { name: 'Routine' }).check();
    await dialog(page).getByRole('button', { name: 'Place on the waitlist' }).click();
    await said(page, 'Ángela Guzmán is on the waitlist.');
    await dialog(page).getByRole('button', { name: 'Enrol Ángela Guzmán' }).click();
    await expect(page.getByText('Intensive Case Management · since')).toBeVisible();
  });

  await test.step('They talk through every part of her life and sign the assessment', async () => {
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
    await act(page, 'Sign it');
    await said(page, 'The assessment of Ángela Guzmán is signed. Now the plan.');
  });

  await test.step('They write a plan with a goal in her words, and both sign', async () => {
    await chart(page, 'Plan');
    await act(page, 'Begin the plan');
    await page.getByLabel('What does Ángela want their life to look like?').fill('Quiet, with my own key.');
    const goal = page.getByRole('region', { name: 'Goal 1' });
    await goal.getByLabel('What Ángela wants, in their words').fill('I want a door of my own that I can close.');
    await goal.getByRole('checkbox', { name: 'Keeps a tidy room' }).check();
    await goal.getByLabel('What one can see or count').fill('Nights in a home of her own');
    for (const [level, text] of levels) await goal.getByLabel(level, { exact: true }).fill(text);
    await goal.getByRole('radio', { name: 'Ángela is here now: Much less than we expect' }).check();
    await act(page, 'Add a step');
    await goal.getByLabel('Step 1', { exact: true }).fill('See two flats together');
    await goal.getByRole('radio', { name: 'I, the worker' }).check();
    await goal.getByRole('textbox', { name: 'By when' }).fill('+14');
    await goal.getByRole('radio', { name: 'A service' }).last().check();
    await goal.getByLabel('Which', { exact: true }).fill('Harbor Housing');
    await page.getByRole('textbox', { name: 'We look back together on' }).fill('+90');
    await act(page, 'Sign…');
    await main(page).getByRole('radio', { name: 'Signed on screen' }).check();
    await page.getByLabel('Ángela Guzmán types their name').fill('Ángela Guzmán');
    await act(page, 'Sign the plan');
    await said(page, 'The plan of Ángela Guzmán is in force.');
  });

  await test.step('She is linked with a service, and they meet again', async () => {
    await chart(page, 'Referrals & services');
    await act(page, 'Make a referral');
    await dialog(page).getByLabel('Organization').fill('Harbor Housing');
    await dialog(page).getByLabel('Service', { exact: true }).fill('Supported flat');
    await dialog(page).getByRole('button', { name: 'Save as sent' }).click();
    await said(page, 'Referral saved');
    await page.keyboard.press('n');
    const log = page.getByRole('complementary', { name: 'Log contact' });
    await log.getByRole('radio', { name: 'Phone' }).check();
    await log.getByRole('button', { name: 'Save', exact: true }).click();
    await said(page, 'Contact with Ángela Guzmán saved');
  });

  await test.step('They look back together, and what is needed now opens the second cycle', async () => {
    await chart(page, 'Reviews');
    await main(page).getByRole('radio', { name: 'The person asked for it' }).check();
    await act(page, 'Begin the review');
    await page.getByLabel('How does Ángela see this time?').fill('I have seen two flats. Now I want work.');
    await main(page)
      .getByRole('group', { name: 'Where does Ángela say this is now?' })
      .getByRole('radio')
      .nth(2)
      .check();
    await act(page, 'Add a need');
    await page.getByLabel('What is needed').fill('a job in the mornings');
    await main(page)
      .getByRole('group', { name: /How soon/ })
      .getByRole('radio')
      .first()
      .check();
    await main(page).getByRole('radio', { name: 'Very good' }).check();
    await main(page).getByRole('radio', { name: 'About half' }).check();
    await main(page)
      .getByRole('radio', { name: /Open the next cycle/ })
      .check();
    await page.getByLabel('Why', { exact: true }).fill('Housing is under way; work is new.');
    await act(page, 'Sign the review…');
    await act(page, 'Sign and open the next cycle');
    await said(page, 'The next cycle with Ángela Guzmán has begun.');
    await chart(page, 'Cycle');
    await expect(page.getByRole('heading', { name: 'Cycle 2' })).toBeVisible();
  });

  await test.step('She asks to stop: the ending names its reason, and the door stays open', async () => {
    await main(page).getByRole('link', { name: 'The person says stop' }).click();
    await expect(page.getByRole('radio', { name: 'The person asked us to stop' })).toBeChecked();
    await act(page, 'End it…');
    await act(page, 'End it');
    await said(page, 'The enrolment of Ángela Guzmán has ended.');
    // It was opened today and would count from tomorrow: what is shown is the day on which it happened.
    const last = main(page)
      .getByRole('region', { name: 'Cycles' })
      .locator('section')
      .filter({ has: page.getByRole('heading', { name: 'Cycle 2' }) });
    await expect(last.getByText(/Opened by a review · on .+ only/)).toBeVisible();
    await expect(last.getByText('Why the rest waits')).toHaveCount(0);
    await chart(page, 'Plan');
    await expect(main(page).getByText(/You are reading version 1: Ended with its cycle/)).toBeVisible();
    await chart(page, 'Cycle');
  });

  await test.step('She comes back, and the enrolment is reopened', async () => {
    await main(page).getByRole('link', { name: 'Reopen' }).click();
    await main(page).getByLabel('Why it is reopened').fill('She called: she wants to go on.');
    await main(page)
      .getByRole('combobox', { name: /answers/ })
      .click();
    await page.keyboard.type('Maya');
    await page.getByRole('option', { name: /Maya Thornbury/ }).click();
    await act(page, 'Reopen');
    await said(page, /Ángela Guzmán/);
    await expect(page.getByRole('heading', { name: 'Cycle 3' })).toBeVisible();
  });
});
