// What goes out of a record: a plan is printed for somebody or not at all, a call is written down, and the person gets the list.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { textOf } from '#paper/test-text.ts';
import { expect, test } from './house.ts';
import { signIn, signInOf } from './signing-in.ts';

const part = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Parts of the chart' }).getByRole('link', { name, exact: true }).click();
const line = (page: Page, recipient: string) =>
  page.getByRole('main').getByRole('listitem').filter({ hasText: recipient });

test('A plan is printed for somebody, a call is written down, and the person gets the list of both', async ({
  page,
  house,
}) => {
  await page.goto('/');
  await signIn(page, signInOf(house, 'case-manager'));
  await test.step('A list of one’s own work stays in the house, and says so on the paper', async () => {
    const own = page.getByText(/^For use within Riverbend .* only: not handed out/);
    await expect(own).toBeHidden();
    await page.emulateMedia({ media: 'print' });
    await expect(own).toBeVisible();
    await page.emulateMedia({ media: 'screen' });
  });
  await page.goto('/caseload?stage=monitoring');
  await page.locator('main [data-row]').getByRole('link').first().click();

  await test.step('No page of the chart prints by itself; Ctrl P asks for whom, and then it does', async () => {
    await part(page, 'Contacts & notes');
    const heading = page.getByRole('heading', { name: 'Contacts & notes', level: 2 });
    await expect(heading).toBeVisible();
    await page.emulateMedia({ media: 'print' });
    await expect(heading).toBeHidden();
    await expect(page.getByRole('heading', { level: 1 })).toBeHidden();
    await expect(page.getByText('This page of the record is not printed yet.')).toBeVisible();
    await expect(page.getByText(/^For use within Riverbend/)).toBeHidden();
    await page.emulateMedia({ media: 'screen' });
    await page.evaluate(() => {
      // What would be on the paper at the moment the browser prints.
      window.print = () => {
        document.title = 'printing';
      };
    });
    await page.keyboard.press('Control+p');
    const asking = page.getByRole('dialog', { name: 'Print for whom?' });
    await asking.getByRole('button', { name: 'Print' }).click();
    await expect(asking).toHaveCount(0);
    await expect(page).toHaveTitle('printing');
    await page.emulateMedia({ media: 'print' });
    await expect(heading).toBeVisible();
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await expect(heading).toBeHidden();
    await page.emulateMedia({ media: 'screen' });
    await part(page, 'Consents');
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByText('This page of the record is not printed. Print the plan')).toBeVisible();
    await page.emulateMedia({ media: 'screen' });
  });

  await part(page, 'Plan');
  await page.getByRole('link', { name: /to take home$/ }).click();
  const paper = page.getByRole('article');
  await expect(paper).toBeVisible();

  await test.step('Until it is said for whom, nothing is on the paper', async () => {
    await page.emulateMedia({ media: 'print' });
    await expect(paper).toBeHidden();
    await expect(page.getByText('This plan is not printed yet')).toBeVisible();
    await page.emulateMedia({ media: 'screen' });
  });

  const form = page.getByRole('dialog', { name: 'Print for whom?' });
  await test.step('For the housing office without a consent it is refused in a sentence', async () => {
    await page.getByRole('button', { name: 'Print', exact: true }).click();
    await form.getByRole('radio', { name: 'Somebody else' }).check();
    await form.getByLabel('Who receives it').fill('County housing office');
    await form.getByLabel('What for').selectOption({ label: 'Housing' });
    await form.getByLabel('What allows it').selectOption({ label: 'With the person’s written consent' });
    await form.getByRole('button', { name: 'Print' }).click();
    await expect(
      form.getByText('No consent in force covers this recipient, purpose and part of the record.').first(),
    ).toBeVisible();
  });

  await test.step('For the person it takes one press', async () => {
    await form.getByRole('radio').first().check();
    await form.getByRole('button', { name: 'Print' }).click();
    await expect(form).toHaveCount(0);
    await page.emulateMedia({ media: 'print' });
    await page.emulateMedia({ media: 'screen' });
  });

  await page.getByRole('link', { name: 'Back to the plan' }).click();
  await part(page, 'Disclosures');
  await test.step('Both prints stand in the list, and what was refused does not', async () => {
    await expect(page.getByText('The person’s own copy · Printed')).toHaveCount(2);
    await expect(line(page, 'County housing office')).toHaveCount(0);
  });

  await test.step('A call the law asks for is written down, with what it rests on', async () => {
    await page.getByRole('button', { name: 'Write down a disclosure' }).click();
    const record = page.getByRole('dialog', { name: 'Write down a disclosure' });
    await record.getByLabel('Who receives it').fill('Health department');
    await record.getByLabel('What for').selectOption({ label: 'Another purpose' });
    await record.getByLabel('Which purpose').fill('Outbreak');
    await record.getByLabel('What allows it').selectOption({ label: 'The law requires it' });
    await record.getByRole('checkbox', { name: 'Name and personal details' }).check();
    await record.getByRole('button', { name: 'Write it down' }).click();
    await expect(record.getByText('Say what it rests on').first()).toBeVisible();
    await record.getByLabel('What it rests on').fill('Public Health Law 2101');
    await record.getByRole('button', { name: 'Write it down' }).click();
    await expect(line(page, 'Health department')).toContainText('In the six-year accounting');
  });

  await test.step('The accounting names the call, as a paper in the person’s language', async () => {
    await page.getByRole('button', { name: 'Make an accounting' }).click();
    const making = page.getByRole('dialog', { name: 'Make an accounting' });
    await making.getByRole('radio', { name: 'Spanish' }).check();
    const download = page.waitForEvent('download');
    await making.getByRole('button', { name: 'Make the PDF' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('accounting-of-disclosures.pdf');
    const text = await textOf(await readFile(await file.path()));
    expect(text).toContain('A quién se divulgó su expediente');
    expect(text).toContain('Health department');
    expect(text).not.toContain('County housing office');
    await expect(page.getByText('Who saw or received the record')).toBeVisible();
  });
});

test('Whoever answers for disclosures finds a record by its number, and gives the person the list without opening the chart', async ({
  page,
  house,
}) => {
  await page.goto('/');
  await signIn(page, signInOf(house, 'privacy-officer'));
  await page.goto('/privacy');
  await page.getByRole('link', { name: 'Disclosures of one person' }).click();
  const number = page.getByLabel('Number of the record');
  await number.fill('999999');
  await page.getByRole('button', { name: 'Find the record' }).click();
  await expect(page.getByText('No record here has the number 999999.').first()).toBeVisible();
  await number.fill('12');
  await page.getByRole('button', { name: 'Find the record' }).click();
  const whose = page.getByRole('heading', { name: /· record 12$/ });
  await expect(whose).toBeVisible();
  const name = ((await whose.textContent()) ?? '').split(' · ')[0] ?? '';
  // Nothing of it is on a paper the browser would print by itself.
  await page.emulateMedia({ media: 'print' });
  await expect(whose).toBeHidden();
  await expect(page.getByText('This page of the record is not printed.')).toBeVisible();
  await page.emulateMedia({ media: 'screen' });

  for (const [list, title] of [
    ['Six years (HIPAA)', 'To whom your record was disclosed'],
    ['Three years (Part 2)', 'To whom your substance use records were disclosed'],
  ] as const) {
    await page.getByRole('button', { name: 'Make an accounting' }).click();
    const making = page.getByRole('dialog', { name: 'Make an accounting' });
    await making.getByRole('radio', { name: list }).check();
    await making.getByRole('radio', { name: 'English' }).check();
    const download = page.waitForEvent('download');
    await making.getByRole('button', { name: 'Make the PDF' }).click();
    const text = await textOf(await readFile(await (await download).path()));
    expect(text).toContain(name);
    expect(text).toContain(title);
  }
  await expect(page.getByText('The person’s own copy · Printed')).toHaveCount(2);
  await page.getByLabel('What allows it').selectOption({ label: 'A court ordered it' });
  await expect(page.getByText('Nothing went out like this')).toBeVisible();
});
