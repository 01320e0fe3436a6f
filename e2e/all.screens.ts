// Every screen in every state: full, empty, failing, dark and in Spanish, at a desk's width and a phone's, with a picture of each.
import type { Browser, Page, Route } from '@playwright/test';
import { type BareAgency, foundBareAgency } from './bare-agency.ts';
import { currentDemonstration } from './demonstration.ts';
import { expect, type House, type Houses, test as inHouse } from './house.ts';
import { type Complaints, findingsOf, focusFindings, listen, narrowFindings, settled } from './inspection.ts';
import { type ScreenEntry, screens } from './screen-list.ts';
import { pathsInTheRouter } from './screens-of-the-app.ts';
import { type Session, sessionOf, signInOf } from './signing-in.ts';

const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const smallest = { width: 320, height: 640 };

type Agencies = {
  readonly sessionAs: (role: string) => Promise<Session>;
  readonly bareAgency: BareAgency;
};

/** Each role signs in once for all its screens. */
const test = inHouse.extend<object, Agencies & Houses>({
  sessionAs: [
    async ({ browser, house }, use) => {
      const sessions = new Map<string, Promise<Session>>();
      await use((role) => {
        const session = sessions.get(role) ?? sessionOf(browser, house, signInOf(house, role));
        sessions.set(role, session);
        return session;
      });
    },
    { scope: 'worker' },
  ],
  bareAgency: [
    async ({ browser, bareHouse }, use) => use(await foundBareAgency(browser, bareHouse)),
    { scope: 'worker', timeout: 60_000 },
  ],
});

type Look = {
  readonly house: House;
  readonly session: Session | undefined;
  readonly colorScheme?: 'light' | 'dark';
  readonly locale?: string;
  readonly fails?: (route: Route) => Promise<void>;
  readonly stillAnswers?: RegExp | undefined;
};

const look = async (browser: Browser, seen: Look, work: (page: Page, complaints: Complaints) => Promise<void>) => {
  const { house, session, colorScheme = 'light', locale = 'en-US', fails, stillAnswers } = seen;
  const context = await browser.newContext({
    baseURL: house.address,
    storageState: session,
    viewport: desk,
    reducedMotion: 'reduce',
    colorScheme,
    locale,
    timezoneId: 'America/New_York',
  });
  try {
    const page = await context.newPage();
    const complaints = listen(page, { expectsFailures: fails !== undefined });
    if (fails)
      await page.route(/\/api\/(?!session)/, (route) =>
        stillAnswers?.test(route.request().url()) ? route.continue() : fails(route),
      );
    await work(page, complaints);
  } finally {
    await context.close();
  }
};

const addressOf = (path: string, clientId: string, search = '') =>
  `${path.replace('$clientId', clientId).replace('$token', 'a-link-that-was-used-long-ago').replace(/\$$/, 'nowhere/to/be/found')}${search.replace('$clientId', clientId)}`;

const fileName = (path: string) =>
  path.replace(/^\/$/, '/today').replaceAll(/[/$]+/g, '-').replace(/^-|-$/g, '') || 'not-found';

/** `npm run screenshots` keeps what was seen. */
const takePicture = async (page: Page, path: string, state: string, width: number) => {
  if (!process.env.FOOTBRIDGE_SCREENSHOTS) return;
  await page.screenshot({
    path: `screenshots/${fileName(path)}/${state}-${width}.png`,
    fullPage: true,
    animations: 'disabled',
  });
};

/** At the desk, on a phone, and on the smallest phone; each with what is wrong there. */
const inspect = async (
  page: Page,
  complaints: Complaints,
  path: string,
  state: string,
  windows = [desk, phone],
  tabs = 0,
): Promise<void> => {
  const findings: string[] = [];
  for (const size of windows) {
    await page.setViewportSize(size);
    await settled(page);
    const found = await findingsOf(page, complaints);
    if (tabs > 0) found.push(...(await focusFindings(page, tabs)));
    findings.push(...found.map((finding) => `at ${size.width}: ${finding}`));
    await page.evaluate(() => {
      (document.activeElement as HTMLElement | null)?.blur();
      window.scrollTo(0, 0);
    });
    await takePicture(page, path, state, size.width);
    // What taking the picture brings about is not the page's doing.
    complaints.heard.length = 0;
  }
  if (windows.includes(phone)) await page.setViewportSize(smallest);
  findings.push(...(await narrowFindings(page)).map((finding) => `at ${smallest.width}: ${finding}`));
  expect(findings, `${path}, ${state}`).toEqual([]);
};

const personFor = ({ person = 'fullest' }: ScreenEntry): string => currentDemonstration().people[person];

const sessionFor = ({ as }: ScreenEntry, sessionAs: Agencies['sessionAs']) => (as ? sessionAs(as) : undefined);

test('Every screen of the router is looked at here, and nothing else', async () => {
  expect(Object.keys(screens).sort()).toEqual([...(await pathsInTheRouter())].sort());
});

const refused = (status: number) => (route: Route) =>
  route.fulfill({
    status,
    contentType: 'application/problem+json',
    body: JSON.stringify({ type: 'about:blank', title: '', status, requestId: '01999999-0000-7000-8000-000000000000' }),
  });

for (const [path, screen] of Object.entries(screens)) {
  test.describe(path, () => {
    test('full', async ({ browser, house, sessionAs }) => {
      const clientId = personFor(screen);
      const session = await sessionFor(screen, sessionAs);
      await look(browser, { house, session }, async (page, complaints) => {
        await page.goto(addressOf(path, clientId, screen.search));
        await inspect(page, complaints, path, 'full', [desk, phone], 25);
      });
    });

    test('dark, in Spanish', async ({ browser, house, sessionAs }) => {
      const clientId = personFor(screen);
      const session = await sessionFor(screen, sessionAs);
      const seen = { house, session, colorScheme: 'dark', locale: 'es-US' } as const;
      await look(browser, seen, async (page, complaints) => {
        await page.goto(addressOf(path, clientId, screen.search));
        await inspect(page, complaints, path, 'dark-spanish');
      });
    });

    test('empty', async ({ browser, bareHouse, bareAgency }) => {
      const session =
        screen.as === null ? undefined : bareAgency[screen.as === 'administrator' ? 'administrator' : 'worker'];
      await look(browser, { house: bareHouse, session }, async (page, complaints) => {
        await page.goto(addressOf(path, bareAgency.clientId));
        await inspect(page, complaints, path, 'empty');
      });
    });

    if (!screen.asksNothing)
      test('while the server fails, refuses, or is out of reach', async ({ browser, house, sessionAs }) => {
        const clientId = personFor(screen);
        const session = await sessionFor(screen, sessionAs);
        const ways = [
          ['failing', refused(500), [desk, phone]],
          ['refused', refused(403), [desk]],
          ['offline', (route: Route) => route.abort(), [phone]],
        ] as const;
        for (const [state, answer, windows] of ways)
          await look(
            browser,
            { house, session, fails: answer, stillAnswers: screen.stillAnswers },
            async (page, complaints) => {
              await page.goto(addressOf(path, clientId, screen.search));
              if (screen.as !== null) await expect(page.getByRole('alert').first()).toBeVisible({ timeout: 15_000 });
              await inspect(page, complaints, path, state, [...windows]);
            },
          );
      });
  });
}

/** Words 40 % longer, and a page laid out from right to left, on the screens with the most on them. */
for (const path of ['/', '/caseload', '/clients/$clientId', '/clients/$clientId/plan', '/clients/$clientId/contacts'])
  for (const [state, language] of [
    ['longer words', 'en-XA'],
    ['from right to left', 'ar'],
  ] as const)
    test(`${path}, ${state}`, async ({ browser, house, sessionAs }) => {
      const session = await sessionAs('case-manager');
      await look(browser, { house, session }, async (page, complaints) => {
        await page.goto(addressOf(path, currentDemonstration().people.fullest, `?language=${language}`));
        await inspect(page, complaints, path, state.replaceAll(' ', '-'));
        await expect(page.locator('html')).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr');
      });
    });
