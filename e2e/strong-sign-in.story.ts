// A passkey is made with a virtual authenticator, signs in by itself, and shows who is there where an act asks for it.
import { expect, test } from './house.ts';
import { signIn, signInOf } from './signing-in.ts';

test('A worker makes a passkey, signs in with it alone, names the device and removes the passkey', async ({
  browser,
  house,
}) => {
  const context = await browser.newContext({ baseURL: house.address, locale: 'en-US' });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const notice = (text: string) =>
    expect(page.getByRole('region', { name: 'Notices' }).getByText(text).last()).toBeVisible();

  await test.step('The passkey is made', async () => {
    await page.goto('/sign-in');
    await signIn(page, signInOf(house, 'case-manager'));
    await page.goto('/account');
    await page.getByLabel('What to call it').fill('Phone');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await notice('The passkey is ready');
    await expect(page.getByText('not used yet')).toBeVisible();
  });

  await test.step('The passkey gets another name', async () => {
    const renamed = page.getByRole('dialog', { name: 'Rename “Phone”' });
    await page.getByRole('list', { name: 'Passkeys' }).getByRole('button', { name: 'Rename' }).click();
    await renamed.getByLabel('What to call it').fill('');
    await renamed.getByRole('button', { name: 'Save the name' }).click();
    await expect(renamed.getByRole('link', { name: 'Say what to call it' })).toBeVisible();
    await renamed.getByLabel('What to call it').fill('Old phone');
    await renamed.getByRole('button', { name: 'Save the name' }).click();
    await notice('The passkey has its name');
    await expect(page.getByText('Old phone')).toBeVisible();
  });

  await test.step('The passkey alone signs in', async () => {
    await page.getByRole('button', { name: 'Sign out' }).first().click();
    await page.getByRole('button', { name: 'Use a passkey instead' }).click();
    await expect(page.getByRole('button', { name: 'Find a client, or type a command' })).toBeVisible();
    await page.goto('/account');
    await expect(page.getByText('last used on')).toBeVisible();
  });

  await test.step('The device is named', async () => {
    const here = page.getByRole('listitem').filter({ hasText: 'this device' });
    await here.getByRole('button', { name: 'Rename' }).click();
    await page.getByLabel('What to call this device').fill('Desk by the window');
    await page.getByRole('button', { name: 'Save the name' }).click();
    await notice('The device has its name');
    await expect(page.getByText('Desk by the window')).toBeVisible();
  });

  await test.step('After five minutes an act asks who is there; the passkey shows it, and the act is done', async () => {
    // The server's clock does not wait for a test: its refusal is played once, everything after it is real.
    await page.route(
      '**/api/account/passkeys/*',
      (route) =>
        route.fulfill({
          status: 403,
          contentType: 'application/problem+json',
          json: { type: 'urn:footbridge:problem/step-up', title: 'No', status: 403, ways: ['password', 'passkey'] },
        }),
      { times: 1 },
    );
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    const question = page.getByRole('alertdialog', { name: 'Is it still you?' });
    await question.getByRole('button', { name: 'Use a passkey' }).click();
    await notice('The passkey opens nothing any more');
    await expect(question).toBeHidden();
  });
  await context.close();
});

test('Whoever is shut out while a chart is open is told with the next thing they do, and the chart is gone', async ({
  browser,
  house,
}) => {
  const desk = async (role: string, path: string) => {
    const page = await (await browser.newContext({ baseURL: house.address, locale: 'en-US' })).newPage();
    await page.goto(path);
    await signIn(page, signInOf(house, role));
    return page;
  };
  const [worker, administrator] = [await desk('team-lead', '/'), await desk('administrator', '/staff')];
  const card = administrator.getByRole('region', { name: signInOf(house, 'team-lead').name });
  const link = worker.locator('main').getByRole('listitem').getByRole('link').first();
  const client = (await link.textContent()) ?? '';
  await link.click();
  await expect(worker.getByRole('heading', { level: 1, name: client })).toBeVisible();

  await card.getByRole('button', { name: 'Disable account' }).click();
  await expect(card.getByText('account disabled')).toBeVisible();
  await worker.getByRole('link', { name: 'Plan', exact: true }).click();
  await expect(worker.getByText('Your session has ended. Sign in to go on.')).toBeVisible();
  await expect(worker.getByText(client)).toHaveCount(0);
  await worker.goBack();
  await expect(worker.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect(worker.getByText(client)).toHaveCount(0);

  // The house is shared with the stories that follow.
  await card.getByRole('button', { name: 'Enable account' }).click();
  await expect(card.getByText('account disabled')).toHaveCount(0);
  await Promise.all([worker, administrator].map((page) => page.context().close()));
});
