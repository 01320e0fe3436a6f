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
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
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
    await dialog.getByLabel('Programme').selectOption('Intensive Case Management');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await saved('Weir Team');
  });

  const link = await test.step('Somebody is added, given a position, and invited', async () => {
    await page.getByRole('link', { name: 'Staff' }).click();
    await page.getByRole('button', { name: 'Add someone' }).click();
    await dialog.getByLabel('Given name').fill('Tamsin');
    await dialog.getByLabel('Family name').fill('Hale');
    await dialog.getByLabel('E-mail').fill(worker.email);
    await dialog.getByRole('checkbox', { name: /^Case manager/ }).check();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await saved('Tamsin Hale is saved.');
    const card = page.getByRole('region', { name: 'Tamsin Hale' });
    await card.getByRole('button', { name: 'Add a position' }).click();
    await dialog.getByLabel('Works as').selectOption('Case manager');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(card.getByText(/Case manager, Weir Team/)).toBeVisible();
    await card.getByRole('button', { name: 'Invite to sign in' }).click();
    return (await card.locator('code').textContent()) ?? '';
  });

  await test.step('The new worker chooses a password, signs in, and registers the first person', async () => {
    const hers = await browser.newContext({ baseURL: bareHouse.address, locale: 'en-US' });
    const desk = await hers.newPage();
    await desk.goto(link);
    await desk.getByLabel('New password', { exact: false }).first().fill(worker.password);
    await desk.getByLabel('New password again').fill(worker.password);
    await desk.getByRole('button', { name: 'Set password' }).click();
    await expect(desk.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await signIn(desk, worker);
    await desk.goto('/clients/new');
    await desk.getByLabel('Given name').fill('Linnet');
    await desk.getByLabel('Family name').fill('Ambrose');
    await desk.getByRole('radio', { name: 'Intensive Case Management' }).check();
    await desk.getByRole('combobox', { name: /Who answers/ }).click();
    await desk.keyboard.type('Tamsin');
    await desk.getByRole('option', { name: /Tamsin Hale/ }).click();
    await desk.getByRole('button', { name: 'Register' }).click();
    await expect(desk.getByRole('heading', { level: 1, name: 'Linnet Ambrose' })).toBeVisible();
    await hers.close();
  });

  await test.step('The link opens nothing a second time', async () => {
    await page.goto(link);
    await page.getByLabel('New password', { exact: false }).first().fill('another long password');
    await page.getByLabel('New password again').fill('another long password');
    await page.getByRole('button', { name: 'Set password' }).click();
    await expect(page.getByText('This link was used already')).toBeVisible();
  });
  await context.close();
});
