// Who has no business with a person finds nothing of that person: another agency, an evaluator, an administrator.
import { expect, test } from './house.ts';
import { signIn, signInOf } from './signing-in.ts';

/** The same words as for an address that was never anybody’s. */
const nothingHere = 'There is nothing here that you can see';
const palette = 'Find a client, or type a command';

test('A worker of another agency finds nobody of this one, by name or by address', async ({ browser, house }) => {
  const here = await (await browser.newContext({ baseURL: house.address })).newPage();
  await here.goto('/');
  await signIn(here, signInOf(house, 'case-manager', 0));
  const link = here.locator('main').getByRole('listitem').getByRole('link').first();
  const name = (await link.textContent()) ?? '';
  await link.click();
  await expect(here.getByRole('heading', { level: 1, name })).toBeVisible();
  const address = new URL(here.url()).pathname;

  const there = await (await browser.newContext({ baseURL: house.address })).newPage();
  await there.goto('/');
  await signIn(there, signInOf(house, 'case-manager', 1));
  await there.keyboard.press('/');
  await there.getByRole('combobox', { name: palette }).fill(name);
  await expect(there.getByText(/^Nobody on record/)).toBeVisible();
  await expect(there.getByRole('option', { name })).toHaveCount(0);
  await there.goto(address);
  await expect(there.getByText(nothingHere)).toBeVisible();
  await expect(there.getByText(name)).toHaveCount(0);
  await here.context().close();
  await there.context().close();
});

for (const role of ['evaluator', 'administrator'])
  test(`An ${role} sees no chart and no way to log a contact`, async ({ browser, house }) => {
    const worker = await (await browser.newContext({ baseURL: house.address })).newPage();
    await worker.goto('/');
    await signIn(worker, signInOf(house, 'case-manager'));
    const link = worker.locator('main').getByRole('listitem').getByRole('link').first();
    const name = (await link.textContent()) ?? '';
    await link.click();
    await expect(worker.getByRole('heading', { level: 1, name })).toBeVisible();
    const address = new URL(worker.url()).pathname;
    await worker.context().close();

    const other = await (await browser.newContext({ baseURL: house.address })).newPage();
    await other.goto('/');
    await signIn(other, signInOf(house, role));
    await expect(other.getByRole('button', { name: 'Log contact' })).toHaveCount(0);
    await other.goto(address);
    await expect(other.getByText(nothingHere)).toBeVisible();
    await expect(other.getByText(name)).toHaveCount(0);
    for (const part of ['contacts', 'plan', 'people', 'who-looked']) {
      await other.goto(`${address}/${part}`);
      await expect(other.getByText(nothingHere)).toBeVisible();
      await expect(other.getByText(name)).toHaveCount(0);
    }
    await other.context().close();
  });
