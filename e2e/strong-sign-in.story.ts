// A passkey is made with a virtual authenticator and signs in by itself; the device it is used on gets a name.
import { expect, test } from './house.ts';
import { signIn, signInOf } from './signing-in.ts';

test('A worker makes a passkey, signs in with it alone, and names the device', async ({ browser, house }) => {
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

  await test.step('The passkey alone signs in', async () => {
    await page.getByRole('button', { name: 'Sign out' }).first().click();
    await page.getByRole('button', { name: 'Use a passkey instead' }).click();
    await expect(page.getByRole('button', { name: 'Find a client, or type a command' })).toBeVisible();
    await page.goto('/account');
    await expect(page.getByText('last used on')).toBeVisible();
  });

  await test.step('The device is named', async () => {
    await page.getByLabel('What to call this device').fill('Desk by the window');
    await page.getByRole('button', { name: 'Save the name' }).click();
    await notice('The device has its name');
    await expect(page.getByText('Desk by the window')).toBeVisible();
  });
  await context.close();
});
