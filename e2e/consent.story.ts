// A consent opens a closed part of the record to whom it names, and taking it back closes it in the same second.
import type { APIRequestContext, Browser, Page } from '@playwright/test';
import { PDFDocument } from 'pdf-lib';
import { expect, type House, test } from './house.ts';
import { type Credentials, signIn, signInOf } from './signing-in.ts';

const password = 'a kettle, a lantern, a towpath';
const counsellor: Credentials = { email: 'nell.harrow@example.org', password };
const written = 'Talked about the first week without drinking';
const programmeName = 'Riverside Recovery';

const post = async <Answer>(request: APIRequestContext, path: string, data: object): Promise<Answer> => {
  const response = await request.post(path, { data });
  expect(response.ok(), `${path} answered ${response.status()}: ${await response.text()}`).toBe(true);
  return (response.status() === 204 ? undefined : await response.json()) as Answer;
};

const deskOf = async (browser: Browser, house: House, credentials: Credentials): Promise<Page> => {
  const page = await (await browser.newContext({ baseURL: house.address, locale: 'en-US' })).newPage();
  await page.goto('/sign-in');
  await signIn(page, credentials);
  return page;
};

/** Two pages, as a scanner gives them. */
const aSignedPaper = async (): Promise<Buffer> => {
  const paper = await PDFDocument.create();
  for (const size of [[612, 792] as const, [612, 792] as const]) paper.addPage([...size]).drawText('Signed');
  return Buffer.from(await paper.save());
};

type Made = { readonly id: string };

/** A Part 2 programme with one counsellor, arranged by requests: the walls in which the story happens. */
const openRecovery = async (browser: Browser, house: House) => {
  const desk = await deskOf(browser, house, signInOf(house, 'administrator'));
  const programme = await post<Made>(desk.request, '/api/agency/programmes', {
    ...{ name: programmeName, modelKey: 'icm', isPart2: true, openedOn: '2020-01-01' },
  });
  const team = await post<Made>(desk.request, '/api/agency/teams', {
    ...{ programmeId: programme.id, name: 'Riverside Team', openedOn: '2020-01-01' },
  });
  const nell = await post<Made>(desk.request, '/api/agency/staff', {
    ...{ givenName: 'Nell', familyName: 'Harrow', email: counsellor.email, roles: ['case-manager'] },
  });
  await post(desk.request, '/api/agency/positions', {
    ...{ staffId: nell.id, teamId: team.id, role: 'case-manager', fte: 1, from: '2020-01-01' },
  });
  const invited = await post<{ link: string }>(desk.request, `/api/staff/${nell.id}/account`, { change: 'invite' });
  await post(desk.request, '/api/invitation', { token: invited.link.split('/').at(-1), password });
  await desk.context().close();
  return { programmeId: programme.id, counsellorId: nell.id };
};

test('A second worker sees the closed part appear with a consent, and go with it', async ({ browser, house }) => {
  const { programmeId, counsellorId } = await openRecovery(browser, house);
  const worker = await deskOf(browser, house, signInOf(house, 'case-manager'));
  const workerName = signInOf(house, 'case-manager').name;
  const link = worker.locator('main').getByRole('listitem').getByRole('link').first();
  const name = (await link.textContent()) ?? '';
  await link.click();
  await expect(worker.getByRole('heading', { level: 1, name })).toBeVisible();
  const address = new URL(worker.url()).pathname;
  const clientId = address.split('/').at(-1) ?? '';
  const referred = await post<{ enrolmentId: string }>(worker.request, `/api/clients/${clientId}/enrolments`, {
    programmeId,
    owner: { kind: 'staff', id: counsellorId },
  });
  const desk = await deskOf(browser, house, counsellor);
  await post(desk.request, `/api/clients/${clientId}/contacts`, {
    enrolmentId: referred.enrolmentId,
    ...{ start: new Date(Date.now() - 3_600_000).toISOString(), minutes: 30, outcome: 'reached', mode: 'face-to-face' },
    ...{ place: 'office', note: written, sign: true },
  });

  const seenBy = async (page: Page) => {
    await page.goto(`${address}/contacts`);
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Log contact' }).first()).toBeVisible();
    await page.waitForLoadState('networkidle');
    const notes = await page.getByText(written).count();
    await page.goto(`${address}/cycle`);
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await page.waitForLoadState('networkidle');
    const programmes = await page.getByText(programmeName).count();
    // The caseload, its count, and what is found in it by the person's name: a row for each enrolment one knows of.
    await page.goto(`/caseload?text=${encodeURIComponent(name)}`);
    await expect(page.getByRole('row').filter({ hasText: name }).first()).toBeVisible();
    await page.waitForLoadState('networkidle');
    const rows = page.getByRole('row').filter({ hasText: programmeName });
    return { notes, programmes, rows: await rows.count() };
  };
  expect(await seenBy(worker)).toEqual({ notes: 0, programmes: 0, rows: 0 });

  // The person may have agreed to other things before.
  const line = (text: string) => desk.getByRole('listitem').filter({ hasText: text });
  const [whole, membership] = [line('What my recovery programme writes about me'), line('That I am in the programme')];
  await desk.goto(`${address}/consents`);
  await desk.getByRole('button', { name: 'Record a consent' }).click();
  const form = desk.getByRole('dialog');
  await form.getByLabel('Kind of consent').selectOption({ label: 'Substance use records (Part 2)' });
  await form.getByLabel('What is disclosed, in the person’s words').fill('What my recovery programme writes about me');
  await form.getByLabel('Who receives it').selectOption({ label: 'Somebody of the agency' });
  await form.getByLabel('Name', { exact: true }).selectOption({ label: workerName });
  await form.getByRole('checkbox', { name: /^How to take it back/ }).check({ force: true });
  await form.getByLabel('Name of who signs').fill(name);
  await form.getByRole('button', { name: 'Record', exact: true }).click();
  await expect(desk.getByText('What my recovery programme writes about me')).toBeVisible();

  // As a form on paper it has the same, in the person's language, and nothing else is printed.
  await whole.getByRole('button', { name: 'On paper' }).click();
  const paper = desk.getByRole('article');
  for (const element of [
    name,
    'Riverbend Community Services',
    workerName,
    'What my recovery programme writes about me',
  ])
    await expect(paper).toContainText(element);
  await form.getByRole('radio', { name: 'In Spanish' }).check({ force: true });
  await expect(paper).toContainText('Consentimiento para divulgar registros de uso de sustancias');
  await desk.emulateMedia({ media: 'print' });
  await expect(paper).toBeVisible();
  await expect(desk.getByRole('button', { name: 'Print' })).toBeHidden();
  await desk.emulateMedia({ media: 'screen' });
  await form.getByRole('button', { name: 'Close' }).click();
  await expect(form).toBeHidden();

  const open = await seenBy(worker);
  expect(open.notes).toBe(1);
  expect(open.programmes).toBeGreaterThan(0);
  expect(open.rows).toBe(1);

  await whole.getByRole('button', { name: 'Take back' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
  await expect(whole.getByText('Taken back', { exact: true })).toBeVisible();
  expect(await seenBy(worker)).toEqual({ notes: 0, programmes: 0, rows: 0 });

  // One that ends with an event ends on the day somebody says it happened.
  await desk.goto(`${address}/consents`);
  await desk.getByRole('button', { name: 'Record a consent' }).click();
  await form.getByLabel('Kind of consent').selectOption({ label: 'Substance use records (Part 2)' });
  await form.getByLabel('What is disclosed, in the person’s words').fill('That I am in the programme');
  await form.getByLabel('Who receives it').selectOption({ label: 'The care team' });
  await form.getByRole('radio', { name: 'With an event' }).check({ force: true });
  await form.getByLabel('What must happen').fill('I leave the programme');
  await form.getByRole('checkbox', { name: /^How to take it back/ }).check({ force: true });
  await form.getByRole('radio', { name: 'On paper' }).check({ force: true });
  await form.getByLabel('Name of who signs').fill(name);
  await form.locator('input[type=file]').setInputFiles({
    ...{ name: 'signed.pdf', mimeType: 'application/pdf', buffer: await aSignedPaper() },
  });
  await form.getByRole('button', { name: 'Record', exact: true }).click();
  await expect(desk.getByText('That I am in the programme')).toBeVisible();

  // The paper is looked at beside what was recorded of it, on the worker's screen too while it is open to them.
  for (const page of [desk, worker]) {
    await page.goto(`${address}/consents`);
    await page.getByRole('button', { name: 'See the signed paper' }).click();
    const pages = page.getByRole('dialog').getByRole('img');
    await expect(pages).toHaveCount(2);
    const width = () => pages.first().evaluate((image: HTMLImageElement) => image.naturalWidth);
    await expect.poll(width).toBeGreaterThan(1_000);
    await expect(page.getByRole('dialog')).toContainText('That I am in the programme');
    await page.keyboard.press('Escape');
  }
  expect((await seenBy(worker)).notes).toBe(1);
  await membership.getByRole('button', { name: 'It has happened' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: 'It has happened' }).click();
  await expect(membership.getByText('Expired', { exact: true })).toBeVisible();
  expect(await seenBy(worker)).toEqual({ notes: 0, programmes: 0, rows: 0 });

  await worker.context().close();
  await desk.context().close();
});
