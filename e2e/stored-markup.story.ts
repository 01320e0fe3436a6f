// What somebody typed is shown as it was typed, wherever it is shown: in the chart, on paper, in lists, in what is searched.
import { expect, test } from './house.ts';
import { signIn, signInNamed } from './signing-in.ts';

const typed = '<img src=x onerror="document.title=\'run\'">';
const script = "<script>document.title='run'</script>";

test('A name that is markup stays words, on every page that shows them', async ({ page, house }) => {
  const refused: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) refused.push(message.text());
  });
  const nothingRan = async () => {
    await expect(page).not.toHaveTitle('run');
    await expect(page.locator('img[src="x"], main script')).toHaveCount(0);
  };
  await page.goto('/');
  await signIn(page, signInNamed(house, 'Mateo Villarrubia'));
  await page.goto('/caseload?stage=monitoring');
  await page.locator('main [data-row]').getByRole('link').first().click();
  await expect(page.getByRole('navigation', { name: 'Parts of the chart' })).toBeVisible();
  const chart = new URL(page.url()).pathname;

  await test.step('The name they go by is markup', async () => {
    await page.goto(`${chart}/people`);
    await page
      .getByRole('region', { name: 'Name and numbers' })
      .getByRole('button', { name: 'Change' })
      .first()
      .click();
    const form = page.getByRole('dialog', { name: 'Name and personal details' });
    await form.getByRole('textbox', { name: 'Name they go by' }).fill(typed);
    await form.getByRole('textbox', { name: 'Middle name' }).fill(script);
    await form.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(form).toHaveCount(0);
  });

  for (const part of ['', '/cycle', '/plan', '/plan/print', '/contacts', '/key-events', '/people', '/who-looked'])
    await test.step(`It is words in the chart${part}`, async () => {
      await page.goto(`${chart}${part}`);
      await expect(page.getByText(typed).first()).toBeVisible();
      await nothingRan();
    });

  await test.step('It is words in the caseload and in what is found', async () => {
    await page.goto('/caseload');
    await expect(page.getByText(typed).first()).toBeVisible();
    await page.getByRole('button', { name: 'Find a client, or type a command' }).click();
    await page.getByRole('combobox', { name: 'Find a client, or type a command' }).fill('img src onerror');
    await expect(page.getByRole('option', { name: typed }).first()).toBeVisible();
    await nothingRan();
  });
  expect(refused).toEqual([]);
});
