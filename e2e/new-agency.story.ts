// The first day of a new agency: founded from the link on the server's terminal, arranged, staffed, and at work.
import { expect, setUpLink, test } from './house.ts';
import { signIn } from './signing-in.ts';

const founder = { email: 'oriel.finch@example.org', password: 'seven swans upstream' };
const worker = { email: 'tamsin.hale@example.org', password: 'apples in the loft' };

test('An agency is founded, arranged and staffed, and its first worker signs in with the link', async ({
  browser,
  bareHouse,
}) => {
  const context = await browser.newContext({ baseURL: bareHouse.address, locale: 'en-US' });
  const page = await context.newPage();
  const dialog = page.getByRole('dialog');
  const saved = (name: string) =>
    expect(page.getByRole('region', { name: 'Notices' }).getByText(name).last()).toBeVisible();

  await test.step('The first administrator founds the agency', async () => {
    await page.goto(await setUpLink(bareHouse));
    await page.getByLabel('Name of the agency').fill('Weir Street Outreach');
    await page.getByLabel('Given name').fill('Oriel');
    await page.getByLabel('Family name').fill('Finch');
    await page.getByLabel('E-mail').fill(founder.email);
    await page.getByLabel('New password', { exact: false }).first().fill(founder.password);
    await page.getByLabel('New password again').fill(founder.password);
    await page.getByRole('button', { name: 'Found the agency' }).click();
    await signIn(page, founder);
  });

  await test.step('A site, a programme and a team are added', async () => {
    await page.getByRole('link', { name: 'Agency' }).click();
    await page.getByRole('button', { name: 'Add a site' }).click();
    await dialog.getByLabel('Name').fill('Weir Street');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await saved('Weir Street');
    await page.getByRole('button', { name: 'Add a programme' }).click();
    await dialog.getByLabel('Name').fill('Intensive Case Management');
    await dialog.getByLabel('Service model').selectOption({ label: 'Intensive case management' });
    await dialog.getByRole('button', { name: 'Save' }).click();
    await saved('Intensive Case Management');
    await page.getByRole('button', { name: 'Add a team' }).click();
    await dialog.getByLabel('Name').fill('Weir Team');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await saved('Weir Team');
  });
});
