// Signing in by typing, as everybody does; and keeping the session for tests that are about something else.
import type { Browser, Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';
import type { SignIn } from './demonstration.ts';
import { expect, type House } from './house.ts';

export const signInOf = ({ agencies }: House, role: string, agency = 0): SignIn => {
  const found = agencies[agency]?.signIns.find((each) => each.role === role);
  if (!found) throw new Error(`nobody signs in as ${role} in agency ${agency}`);
  return found;
};

export const signInNamed = ({ agencies }: House, name: string): SignIn => {
  const found = agencies.flatMap(({ signIns }) => signIns).find((each) => each.name === name);
  if (!found) throw new Error(`nobody signs in as ${name}`);
  return found;
};

export type Credentials = Pick<SignIn, 'email' | 'password'> & Partial<Pick<SignIn, 'totpSecret'>>;

const stepMillis = 30_000;
const lastSteps = new Map<string, number>();

/** A code serves once; the next one serves half a minute early, and for the one after that the test waits. */
const freshCode = async (house: string, secret: string): Promise<string> => {
  const key = `${house} ${secret}`;
  const step = Math.max(Math.floor(Date.now() / stepMillis), (lastSteps.get(key) ?? 0) + 1);
  lastSteps.set(key, step);
  const early = (step - 1) * stepMillis - Date.now();
  if (early > 0) await new Promise((done) => setTimeout(done, early));
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: step * stepMillis });
};

export const signIn = async (page: Page, { email, password, totpSecret }: Credentials): Promise<void> => {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  if (totpSecret) {
    await page.getByLabel('Code').fill(await freshCode(new URL(page.url()).origin, totpSecret));
    await page.getByRole('button', { name: 'Sign in' }).click();
  }
  await expect(page.getByRole('button', { name: 'Find a client, or type a command' })).toBeVisible();
  await expect(page.locator('main h1')).toBeVisible();
};

export type Session = Awaited<ReturnType<Awaited<ReturnType<Browser['newContext']>>['storageState']>>;

/** The cookies and what the browser keeps after signing in once. */
export const sessionOf = async (browser: Browser, house: House, credentials: Credentials): Promise<Session> => {
  const context = await browser.newContext({ baseURL: house.address, locale: 'en-US' });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await signIn(page, credentials);
  const session = await context.storageState();
  await context.close();
  return session;
};
