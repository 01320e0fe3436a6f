// Nobody's name leaves the record by the side door: not through the server's log, an address, a title of a request or a file name.
import { currentDemonstration } from './demonstration.ts';
import { expect, test } from './house.ts';
import { signIn, signInOf } from './signing-in.ts';

test('After a day of work no name of a client stands in any log line, address or file name', async ({
  browser,
  house,
}) => {
  const context = await browser.newContext({ baseURL: house.address, locale: 'en-US' });
  const page = await context.newPage();
  const outside: string[] = [];
  page.on('request', (request) => outside.push(request.url()));
  page.on('framenavigated', (frame) => outside.push(frame.url()));
  page.on('download', (download) => outside.push(download.suggestedFilename()));
  page.on('console', (message) => outside.push(message.text()));

  await page.goto('/');
  await signIn(page, signInOf(house, 'case-manager'));
  const { fullest, familyNames } = currentDemonstration().people;
  for (const part of [
    '',
    '/cycle',
    '/assessment',
    '/plan',
    '/review',
    '/contacts',
    '/referrals',
    '/tasks',
    '/people',
  ]) {
    await page.goto(`/clients/${fullest}${part}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
  const name = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
  await page.keyboard.press('/');
  await page.getByRole('combobox', { name: 'Find a client, or type a command' }).fill(name);
  await page.getByRole('option', { name }).first().click();
  await page.goto('/caseload');
  await page
    .getByRole('searchbox')
    .first()
    .fill(name.split(' ')[0] ?? name);
  await expect(page.locator('main [data-row]').first()).toBeVisible();
  // What goes wrong must not say more than what goes right.
  await page.goto(`/clients/${fullest}/plan?version=not-a-plan`);
  await page.evaluate(async (id) => {
    for (const body of ['{"note":', JSON.stringify({ note: 'x'.repeat(60_000), day: 'never' })])
      await fetch(`/api/clients/${id}/contacts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
  }, fullest);
  await page.goto(`/clients/${'0'.repeat(36)}`);
  await context.close();

  const everything = [...outside.map((text) => decodeURIComponent(text)), ...house.said().split('\n')];
  const parts = new Set([...familyNames, ...name.split(' ')].filter((part) => part.length > 3));
  const leaks = everything.filter((text) => [...parts].some((part) => new RegExp(`\\b${part}\\b`, 'i').test(text)));
  expect([...new Set(leaks)]).toEqual([]);
});
