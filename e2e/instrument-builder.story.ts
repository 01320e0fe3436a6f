// An agency builds a short questionnaire of its own, with an answer that means danger; it is asked in a chart, and no more once retired.
import type { Page } from '@playwright/test';
import { expect, test } from './house.ts';
import { findingsOf, listen, narrowFindings, settled } from './inspection.ts';
import { signIn, signInOf } from './signing-in.ts';

const questions = [
  ['How often do you sleep badly?', '¿Con qué frecuencia duerme mal?'],
  ['How often do you wake before dawn?', '¿Con qué frecuencia se despierta antes del amanecer?'],
  ['How often do you wish not to wake up?', '¿Con qué frecuencia desea no despertar?'],
] as const;

const write = async (page: Page, label: string, en: string, es: string) => {
  await page.getByRole('textbox', { name: new RegExp(`^${label}, in English`) }).fill(en);
  await page.getByRole('textbox', { name: new RegExp(`^${label}, in Spanish`) }).fill(es);
};

/** Three questions in both languages, one asked only sometimes and one that may mean danger; what its score and its band are called is missing. */
const build = async (page: Page) => {
  await page.getByRole('checkbox', { name: 'In English and in Spanish' }).check();
  await write(page, 'Name', 'Nights', 'Las noches');
  await page.getByRole('textbox', { name: 'Short name, for lists' }).fill('Nights');
  await write(page, 'Whose words these are', 'Own questions of this agency.', 'Preguntas propias de esta agencia.');
  await page.getByRole('combobox', { name: 'Add answers' }).selectOption('From never to always');
  for (const [en, es] of questions) {
    await page.getByRole('button', { name: 'Add a question' }).click();
    const question = page.getByRole('region', { name: /^Question \d/ }).last();
    await question.getByRole('textbox', { name: 'Question, in English' }).fill(en);
    await question.getByRole('textbox', { name: 'Question, in Spanish' }).fill(es);
  }
  const second = page.getByRole('region', { name: 'Question 2' });
  await second.getByRole('button', { name: 'When it is asked' }).click();
  await second.getByRole('combobox', { name: 'Asked' }).selectOption(`Only if question 1: ${questions[0][0]}`);
  await second.getByRole('combobox', { name: 'How' }).selectOption('is answered with at least');
  await second.getByRole('combobox', { name: 'Answer', exact: true }).selectOption('Sometimes');
  const third = page.getByRole('region', { name: 'Question 3' });
  await third.getByRole('button', { name: 'When it is asked' }).click();
  await third.getByRole('checkbox', { name: 'Always' }).check();

  await page.getByRole('radio', { name: 'The sum of the points' }).check();
  await page.getByRole('button', { name: 'Add a band' }).click();
};

test('A questionnaire of the agency’s own is built, tried out, published, asked, and retired', async ({
  page,
  browser,
  house,
}) => {
  test.setTimeout(120_000);
  await page.goto('/');
  await signIn(page, signInOf(house, 'administrator'));
  await page.goto('/instruments/build');
  const preview = page.getByRole('region', { name: 'Preview' });
  await expect(preview.getByText('Add answers and a question')).toBeVisible();

  await build(page);
  await write(page, 'What the score is called', 'Bad nights', 'Malas noches');
  await write(page, 'Is called', 'few', 'pocas');

  // Nothing typed is lost with the page.
  await expect(page.getByText('The draft is kept.')).toBeVisible();
  await page.reload();
  await expect(preview.getByText(questions[2][0])).toBeVisible();
  await preview.getByRole('group', { name: questions[0][0] }).getByRole('radio', { name: 'Never' }).check();
  await expect(preview.getByText(questions[1][0])).toHaveCount(0);
  await preview.getByRole('group', { name: questions[2][0] }).getByRole('radio', { name: 'Always' }).check();
  await expect(preview.getByText('Bad nights · 4 · few')).toBeVisible();
  await expect(preview.getByText('Here the worker would be interrupted')).toBeVisible();
  await preview.getByRole('radio', { name: 'Spanish' }).check();
  await expect(preview.getByText(questions[2][1])).toBeVisible();

  await page.getByRole('button', { name: 'Publish version 1' }).click();
  await expect(page.getByText('Version 1 is published')).toBeVisible();
  await expect(page).toHaveURL(/key=nights$/);
  await page.getByRole('textbox', { name: 'What is said before the questions, in English' }).fill('The past week');
  await page.getByRole('textbox', { name: 'What is said before the questions, in Spanish' }).fill('La última semana');
  await page.getByRole('button', { name: 'Publish version 2' }).click();
  await expect(page.getByText('Version 2 is published')).toBeVisible();

  const context = await browser.newContext({ baseURL: house.address, locale: 'en-US' });
  const worker = await context.newPage();
  await worker.goto('/');
  await signIn(worker, signInOf(house, 'case-manager'));
  await worker.goto('/caseload');
  await worker.locator('main [data-row]').getByRole('link').first().click();
  await worker.getByRole('navigation', { name: 'Parts of the chart' }).waitFor();
  const chart = new URL(worker.url()).pathname;
  await worker.goto(`${chart}/instruments`);
  const which = worker.getByRole('combobox', { name: 'Which one' });
  await expect(which).toContainText('Nights');

  await page.getByRole('button', { name: 'Retire' }).click();
  await expect(page.getByText('Nights is not offered any more')).toBeVisible();
  await worker.reload();
  await expect(which).toBeVisible();
  await expect(which).not.toContainText('Nights');
  await context.close();
});

test('What is missing in a form is named where it is missing, and the form is well made at every width', async ({
  page,
  house,
}) => {
  test.setTimeout(120_000);
  const complaints = listen(page, { expectsFailures: true });
  await page.goto('/');
  await signIn(page, signInOf(house, 'administrator', 1));
  await page.goto('/instruments/build');
  await build(page);
  await page.getByRole('button', { name: 'Publish version 1' }).click();
  await expect(page.getByRole('link', { name: 'What the score is called: Text is missing here.' })).toHaveCount(1);
  await expect(page.getByRole('link', { name: 'Band 1: Text is missing here.' })).toHaveCount(2);
  // The form as it is when much stands in it and something is missing.
  for (const colorScheme of ['dark', 'light'] as const)
    for (const width of [1440, 390]) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 900 });
      await settled(page);
      expect(await findingsOf(page, complaints), `${colorScheme}, ${width}`).toEqual([]);
    }
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await narrowFindings(page)).toEqual([]);
});
