// The tablet goes into the person's hands and shows nothing but the questions; every answer is kept, whatever happens to the tablet. An
// answer says that they may be in danger: the worker is interrupted as soon as they have it back, asks further in the same visit, and a
// clinician closes. The scores stand in the chart.
import type { Browser, Page } from '@playwright/test';
import { currentDemonstration } from './demonstration.ts';
import { expect, type House, testWithClock as test } from './house.ts';
import { type Credentials, signIn, signInNamed, signInOf } from './signing-in.ts';

const deskOf = async (browser: Browser, house: House, who: Credentials): Promise<Page> => {
  const context = await browser.newContext({ baseURL: house.address, locale: 'en-US' });
  const page = await context.newPage();
  await page.goto('/');
  await signIn(page, who);
  return page;
};

const part = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Parts of the chart' }).getByRole('link', { name, exact: true }).click();
const question = (page: Page, at: number) => page.getByText(`Question ${at} of 10`, { exact: true });

/** Answers as the person does, one question after the other. */
const tap = async (page: Page, from: number, to: number) => {
  for (let at = from; at <= to; at++) {
    await expect(question(page, at)).toBeVisible();
    await page.getByRole('button', { name: at === 10 ? 'Somewhat difficult' : 'Several days' }).click();
  }
};
/** What is kept on the device is kept by then, and in the record too. */
const aSecond = (page: Page) => page.waitForTimeout(1_000);

const begin = async (page: Page, chart: string) => {
  await page.goto(`${chart}/instruments`);
  await page.getByLabel('Which one').selectOption('phq9');
  await page.getByRole('radio', { name: 'The person, on this device' }).check();
  await page.getByRole('button', { name: 'Begin', exact: true }).click();
  await page.getByRole('button', { name: 'Hand over the device' }).click();
  await page.getByRole('button', { name: 'Begin', exact: true }).click();
};

const giveBack = async (page: Page, { password }: Credentials) => {
  await page.getByRole('button', { name: 'Give the device back' }).click();
  await page.getByRole('textbox', { name: /Password/ }).fill(password);
  await page.getByRole('button', { name: 'Go on' }).click();
};

test('Answered on the tablet, an answer that says danger is followed up in the visit and closed by a clinician', async ({
  browser,
  house,
}) => {
  test.setTimeout(180_000);
  const worker = signInOf(house, 'case-manager');
  const chart = `/clients/${currentDemonstration().people.answered}`;
  const tablet = await deskOf(browser, house, worker);

  await test.step('The person sees the questions, and under every other address the questions again', async () => {
    await begin(tablet, chart);
    await tap(tablet, 1, 3);
    await aSecond(tablet);
    await tablet.goto(chart);
    await expect(question(tablet, 4)).toBeVisible();
    await expect(tablet.getByRole('navigation')).toHaveCount(0);
    const asked = await tablet.request.get(`/api${chart}/chart`);
    expect(asked.status()).toBe(403);
  });

  await test.step('The browser dies, and every answer is there; what they say of danger is not shown to the person', async () => {
    await tap(tablet, 4, 9);
    await aSecond(tablet);
    await tablet.goto('chrome://crash').catch(() => undefined);
    const again = await tablet.context().newPage();
    await again.goto('/');
    await expect(question(again, 10)).toBeVisible();
    await tap(again, 10, 10);
    await expect(again.getByRole('heading', { name: 'Thank you' })).toBeVisible();
    await expect(again.getByText(/danger|score|moderate|mild/i)).toHaveCount(0);
    await giveBack(again, worker);
    await tablet.close();
  });
  const [desk] = tablet.context().pages();
  if (!desk) throw new Error('the tablet is gone');

  await test.step('The worker is interrupted as soon as they have it back, and asks further in the same visit', async () => {
    const interruption = desk.getByRole('alertdialog');
    await expect(interruption.getByRole('heading', { name: /^Assess .* before the visit ends$/ })).toBeVisible();
    await desk.keyboard.press('Escape');
    await expect(interruption).toBeVisible();
    await interruption.getByRole('button', { name: 'Ask the ASQ now' }).click();
    await expect(desk.getByRole('group', { name: /have you wished you were dead/ })).toBeVisible();
    await desk.getByRole('radio', { name: 'Yes' }).first().focus();
    for (let at = 0; at < 4; at++) await desk.keyboard.press('2');
    await desk.getByRole('button', { name: 'Sign the answers' }).click();
    await expect(desk.getByText(/^Signed by /)).toBeVisible();
  });

  await test.step('The assessment rests on the screen; only a clinician may close', async () => {
    await part(desk, 'Safety');
    await desk.getByRole('button', { name: 'Assess', exact: true }).click();
    const form = desk.getByRole('dialog');
    await expect(form.getByLabel('It rests on')).toContainText('ASQ: Negative');
    await form.getByRole('radio', { name: 'No risk at this time' }).check();
    await form
      .getByLabel('Anything to add')
      .fill('Tired of everything, no thought of dying. We talked about the nights.');
    await form.getByRole('button', { name: 'Write it down' }).click();
    await expect(desk.getByText('Only a qualified clinician may close a safety episode.')).toBeVisible();
    await desk.goto('/');
    await expect(desk.getByRole('region', { name: 'Safety first' }).getByRole('listitem').first()).toBeVisible();
  });

  await test.step('The clinician closes it, and it stands on nobody’s day any more', async () => {
    const clinician = await deskOf(browser, house, signInNamed(house, 'Marguerite Solberg'));
    await clinician.goto(`${chart}/safety`);
    await clinician.getByRole('button', { name: 'Close', exact: true }).click();
    const form = clinician.getByRole('dialog');
    await form.getByRole('radio', { name: 'Assessed: no risk at this time' }).check();
    await form.getByLabel('Why it can be closed').fill('Assessed in the visit, nothing found; seen again on Friday.');
    await form.getByRole('button', { name: 'Write it down' }).click();
    await expect(clinician.getByText('Closed', { exact: true })).toBeVisible();
    await clinician.context().close();
  });

  await test.step('Signed, the score stands in the chart with what the change is worth, also as a table', async () => {
    await desk.goto(`${chart}/instruments`);
    await expect(desk.getByText(/^May be in danger/)).toHaveCount(0);
    await desk.getByRole('button', { name: 'Go on' }).click();
    await desk.getByRole('button', { name: 'Sign the answers' }).click();
    await expect(desk.getByText(/^Signed by /)).toBeVisible();
    await desk.getByRole('button', { name: 'All questionnaires' }).click();
    const score = desk.getByRole('region', { name: 'PHQ-9' });
    await expect(score.getByText('9', { exact: true }).first()).toBeVisible();
    await expect(score.getByText('mild').first()).toBeVisible();
    await score.getByText('As a table').click();
    const rows = score.getByRole('table', { name: 'PHQ-9 over time' }).getByRole('row');
    expect(await rows.count()).toBeGreaterThan(3);
    await score.getByText('What a change is measured by').click();
    await expect(score.getByText(/^A change of 6 points or more/)).toBeVisible();
  });
});

test('When nobody touches the tablet the session ends, and every answer is there for the worker', async ({
  browser,
  house,
  setAhead,
}) => {
  test.setTimeout(120_000);
  const worker = signInOf(house, 'case-manager');
  const chart = `/clients/${currentDemonstration().people.fullest}`;
  const tablet = await deskOf(browser, house, worker);
  await begin(tablet, chart);
  await tap(tablet, 1, 4);
  await aSecond(tablet);
  await setAhead(16);
  await tap(tablet, 5, 5);
  await expect(tablet.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await signIn(tablet, worker);
  await tablet.goto(`${chart}/instruments`);
  await tablet.getByRole('button', { name: 'Go on' }).first().click();
  await expect(tablet.getByText('5 of 10 answered')).toBeVisible();
  await setAhead(0);
});
