// A person asks for their record: the worker makes the copy, and the paper holds the person's own statement. They ask to have it
// corrected: the answer is no, and their disagreement stands beside the entry.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { textOf } from '#paper/test-text.ts';
import { currentDemonstration } from './demonstration.ts';
import { expect, test } from './house.ts';
import { signIn, signInOf } from './signing-in.ts';

const part = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Parts of the chart' }).getByRole('link', { name, exact: true }).click();
const request = (page: Page, kind: RegExp) => page.locator('main [data-row]').filter({ hasText: kind });

test('A person sees their record with their own words in it, and disagrees with what is not corrected', async ({
  page,
  house,
}) => {
  const said = 'I moved in March, and it was my own idea.';
  await page.goto('/sign-in');
  await signIn(page, signInOf(house, 'case-manager'));
  await page.goto(`/clients/${currentDemonstration().people.fullest}/contacts`);

  await test.step('The person’s own statement stands beside a contact', async () => {
    await page.locator('main [data-row]').first().getByRole('button', { name: /More/ }).click();
    await page.getByRole('menuitem', { name: /own statement/ }).click();
    await page.getByLabel('The statement, word for word').fill(said);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(page.getByText(said)).toBeVisible();
  });

  await test.step('The person asks to see the record, and a copy is made', async () => {
    await part(page, 'Requests');
    await page.getByRole('button', { name: 'Request to see the record' }).click();
    await page.getByLabel('What the person wants to see, in their words').fill('All of it');
    await page.getByRole('button', { name: 'Write it down' }).click();
    const asked = request(page, /All of it/);
    await asked.getByRole('button', { name: 'Make a copy' }).click();
    await page.getByLabel('Also what supporters said').check();
    await page.getByRole('button', { name: 'Make the copy' }).click();
    await expect(asked.getByRole('button', { name: 'Take the file to read' })).toBeVisible({ timeout: 60_000 });
  });

  await test.step('The paper holds the person’s own words', async () => {
    const asked = request(page, /All of it/);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      asked.getByRole('button', { name: 'Take the file to read' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('record.pdf');
    const text = await textOf(await readFile(await file.path()));
    expect(text).toContain('Your record');
    expect(text).toContain(said);
    await asked.getByRole('button', { name: 'Answer', exact: true }).click();
    await page.getByLabel('What the person was told').fill('Here is the copy, as you asked.');
    await page.getByRole('button', { name: 'Save the answer' }).click();
    await expect(asked.getByText('The record is given')).toBeVisible();
    await expect(asked.getByText(/handed over/)).toBeVisible();
  });

  await test.step('A correction is refused, and the person’s disagreement stands beside the entry', async () => {
    await page.getByRole('button', { name: 'Request to correct the record' }).click();
    await page.getByRole('combobox', { name: 'What is to be corrected' }).fill('Contact of');
    await page.getByRole('listbox').getByRole('option').first().click();
    await page.getByLabel('What is wrong and how it was, in the person’s words').fill('It was not in the office');
    await page.getByRole('button', { name: 'Write it down' }).click();
    const asked = request(page, /It was not in the office/);
    await asked.getByRole('button', { name: 'Answer', exact: true }).click();
    await page.getByRole('radio', { name: 'Not corrected' }).check();
    await page.getByLabel('What the person was told').fill('Two of us were there and wrote it down that day.');
    await page.getByRole('button', { name: 'Save the answer' }).click();
    await expect(page.getByText('Choose at least one ground. The law names them all.').first()).toBeVisible();
    await page.getByLabel('It is accurate and complete as it stands').check();
    await page.getByRole('button', { name: 'Save the answer' }).click();
    await expect(asked.getByText('Not corrected')).toBeVisible();
    await asked.getByRole('button', { name: 'The person disagrees' }).click();
    await page.getByLabel('The disagreement, word for word').fill('I know where I was.');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(asked.getByText('I know where I was.')).toBeVisible();
    await part(page, 'Contacts & notes');
    await expect(page.getByText('I know where I was.')).toBeVisible();
    await expect(page.getByText(/disagrees with a correction that was not made/)).toBeVisible();
  });
});
