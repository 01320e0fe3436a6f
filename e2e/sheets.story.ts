// Sheets are printed for a caseload, filled in with a pen, scanned badly, and come back as scores in the charts.
import { readFile } from 'node:fs/promises';
import { PDFDocument } from 'pdf-lib';
import { sheetWordsIn } from '#actions/sheets/sheet-words.ts';
import { layoutOf } from '#domain/sheets/layout.ts';
import { shippedInstruments } from '#store/instruments.ts';
import { chanceFrom } from '../bench/sheets/chance.ts';
import { draw } from '../bench/sheets/pen.ts';
import { rasterized } from '../bench/sheets/picture.ts';
import { type Condition, scanned } from '../bench/sheets/scanner.ts';
import { expect, test } from './house.ts';
import { signIn, signInOf } from './signing-in.ts';

const dots = 150;

/** For each page, item by item, the values somebody marked: two where they did not make up their mind. */
const marks: readonly { readonly condition: Condition; readonly values: readonly (readonly number[])[] }[] = [
  { condition: 'noisy', values: [[1], [2], [0], [3], [1], [1], [0], [2], [0]] },
  { condition: 'turned-180', values: [[1], [0, 3], [0], [3], [1], [1], [0], [2], [0]] },
  { condition: 'noisy', values: [[1], [2], [0, 1], [3], [1], [1], [0], [2], [0]] },
];

/** The first sheets of the PDF with their marks, as one PDF from a worn feeder. */
const comeBack = async (printed: Uint8Array): Promise<Buffer> => {
  const definition = (await shippedInstruments()).get('phq9');
  if (!definition) throw new Error('the PHQ-9 ships');
  const laidOut = layoutOf(definition, { paper: 'a4', isLarge: false, language: 'en', words: sheetWordsIn('en') });
  if (!laidOut.ok) throw new Error(laidOut.refusals[0]?.code);
  const [place] = laidOut.value.pages;
  const whole = await PDFDocument.load(printed);
  const few = await PDFDocument.create();
  for (const page of await few.copyPages(whole, [...marks.keys()])) few.addPage(page);
  const pictures = await rasterized(await few.save(), dots);
  const scan = await PDFDocument.create();
  for (const [at, { condition, values }] of marks.entries()) {
    const picture = pictures[at];
    if (!picture || !place) throw new Error('a page is missing');
    const chance = chanceFrom(at + 1);
    const pixels = dots / 25.4;
    for (const [index, item] of place.items.entries())
      for (const { value, x, y, radius } of item.bubbles)
        if (values[index]?.includes(value as number))
          draw(picture, { x: x * pixels, y: y * pixels, radius: radius * pixels }, 'fill', chance);
    const { bytes, ending } = await scanned(picture, condition, dots, chance);
    const image = ending === 'png' ? await scan.embedPng(bytes) : await scan.embedJpg(bytes);
    scan.addPage([image.width, image.height]).drawImage(image, { x: 0, y: 0 });
  }
  return Buffer.from(await scan.save());
};

test('Sheets printed for a caseload come back on a scan, and their scores stand in the charts', async ({
  browser,
  house,
}) => {
  test.setTimeout(180_000);
  const page = await (await browser.newContext({ baseURL: house.address, locale: 'en-US' })).newPage();
  await page.goto('/sign-in');
  await signIn(page, signInOf(house, 'case-manager'));

  await page.getByRole('link', { name: 'Caseload' }).first().click();
  await page.getByRole('button', { name: /^Print \d+ scan sheets$/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Questionnaire').selectOption({ label: 'PHQ-9 · Patient Health Questionnaire-9' });
  await dialog.getByRole('radio', { name: 'A4' }).check();
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: /^Print \d+ sheets$/ }).click();
  const printed = await readFile(await (await download).path());

  await page.getByRole('link', { name: 'Scans' }).first().click();
  const file = { name: 'monday.pdf', mimeType: 'application/pdf', buffer: await comeBack(printed) };
  await page.getByLabel('PDF, TIFF, PNG or JPEG').setInputFiles(file);
  await page.getByRole('button', { name: 'Read the scan' }).click();
  await expect(page.getByText('The scan is read')).toBeVisible({ timeout: 60_000 });
  const result = page.getByRole('list', { name: 'What came of its pages' });
  await expect(result.getByRole('listitem').nth(0)).toContainText('Filed');
  await expect(result.getByRole('listitem').nth(1)).toContainText('To be checked');

  const waiting = page.getByRole('list', { name: 'To be checked' }).getByRole('listitem');
  await expect(waiting).toHaveCount(2);
  const first = waiting.first();
  await expect(first).toContainText('one mark to check');
  const [name = ''] = ((await first.textContent()) ?? '').split(' · ');
  await first.getByRole('button', { name: /^Check/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
  await expect(page.getByRole('img', { name: 'How it stands on the sheet' }).first()).toBeVisible();
  await expect(page.getByText('More than one is marked.')).toBeVisible();
  // The hands are at the keys: one digit for the mark, and Enter.
  await expect(page.getByRole('radio', { name: 'Not at all' })).toBeFocused();
  await page.keyboard.press('3');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The sheet is filed.')).toBeVisible();
  // The next one is there at once.
  await expect(page.getByRole('heading', { level: 1 })).not.toContainText(name);
  await expect(page.getByText('More than one is marked.')).toBeVisible();
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nothing waits for you')).toBeVisible();

  await page.getByRole('link', { name: 'Caseload' }).first().click();
  await page.getByRole('link', { name, exact: true }).first().click();
  await page.getByRole('link', { name: 'Questionnaires' }).click();
  const answered = page.getByRole('list', { name: 'Answered' }).getByRole('listitem').first();
  await expect(answered).toContainText('PHQ-9');
  await expect(answered).toContainText('11');
  await expect(page.getByText('One sheet came back or was voided')).toBeVisible();
});
