// What must be true of every screen in every state, whatever is on it.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './house.ts';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Serious and critical findings, each with the first places it was found at. */
const accessibilityFindings = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, help, nodes }) =>
        `${id} (${help}): ${nodes
          .slice(0, 3)
          .map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary?.split('\n').slice(1).join(' ')}`)
          .join(' | ')}`,
    );
};

/** The page itself must never scroll sideways; a table inside it may. */
const widthFindings = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const tooWide = [...document.body.querySelectorAll('*')]
      .filter((element) => {
        const { right, left, width } = element.getBoundingClientRect();
        return width > 0 && (right > clientWidth + 1 || left < -1);
      })
      .slice(0, 4)
      .map((element) => element.outerHTML.slice(0, 140));
    return [`the page is ${scrollWidth} px wide in a window of ${clientWidth}: ${tooWide.join(' | ')}`];
  });

/** Text that its own box cuts off without saying so, or that runs out of its button or tag. */
const clippedText = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const hasText = (element: Element) =>
      [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '',
      );
    const isShown = (element: HTMLElement) => {
      const { width, height } = element.getBoundingClientRect();
      return width > 2 && height > 2 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    };
    return [...document.body.querySelectorAll<HTMLElement>('*')].filter(hasText).flatMap((element) => {
      if (!isShown(element) || element.closest('.visually-hidden, svg, select, option')) return [];
      const style = getComputedStyle(element);
      const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
      const says = style.textOverflow === 'ellipsis' || element.closest('[title]') !== null;
      const wide = element.scrollWidth > element.clientWidth + 1;
      const high = element.scrollHeight > element.clientHeight + 3;
      const isBox = element.matches('button, a[class], [class*="tag"]') && style.display !== 'inline';
      const cut =
        (hides(style.overflowX) && wide && !says) ||
        (hides(style.overflowY) && high && style.webkitLineClamp === 'none') ||
        (isBox && wide && style.overflowX === 'visible');
      return cut ? [`“${(element.textContent ?? '').trim().slice(0, 60)}” in ${element.outerHTML.slice(0, 120)}`] : [];
    });
  });

const structureFindings = async (page: Page): Promise<string[]> => {
  const findings: string[] = [];
  const title = await page.title();
  if (!/^\S.* · Footbridge$/.test(title)) findings.push(`the document is titled “${title}”`);
  const headings = await page.locator('h1:visible').count();
  if (headings !== 1) findings.push(`there are ${headings} headings of the first level`);
  const keys = await page
    .getByText(/^(?:[a-z][\w-]*\.){1,}[\w.-]+$/i)
    .evaluateAll((elements) =>
      elements
        .map((element) => element.textContent ?? '')
        .filter((text) => !/^https?:|@|\.(?:csv|pdf|json|org)$/.test(text)),
    );
  if (keys.length > 0) findings.push(`words are missing for ${keys.slice(0, 5).join(', ')}`);
  return findings;
};

/** Everything the Tab key comes to can be seen to have the focus, and nothing lies over it. */
export const focusFindings = async (page: Page, steps: number): Promise<string[]> => {
  const findings: string[] = [];
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  for (let step = 0; step < steps; step++) {
    await page.keyboard.press('Tab');
    const finding = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return 'end';
      const marks = [element, element.parentElement, element.nextElementSibling, element.closest('label')].some(
        (each) => {
          if (!each) return false;
          const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
          return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
        },
      );
      const where = element.outerHTML.slice(0, 120);
      if (!marks) return `nothing shows the focus on ${where}`;
      const { left, top, bottom, width, height } = element.getBoundingClientRect();
      // The middle of what is to be seen of it: a long list reaches below the bar at the foot.
      const middle = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
      const points = [0.1, 0.5, 0.9].map((share) =>
        document.elementFromPoint(left + width * share, Math.min(Math.max(middle, 1), innerHeight - 1)),
      );
      const related = (at: Element | null) =>
        at !== null &&
        (at.contains(element) || element.contains(at) || at.closest('label')?.contains(element) === true);
      if (width > 2 && height > 2 && !points.some(related)) return `something lies over the focused ${where}`;
      return null;
    });
    if (finding === 'end') break;
    if (finding) findings.push(finding);
  }
  return findings;
};

/** The screen stands still: nothing is being fetched and the letters are there. */
export const settled = async (page: Page): Promise<void> => {
  await expect(page.locator('h1, [role="alert"]').first()).toBeVisible();
  await expect(page.locator('[role="status"] [aria-hidden][class*="bone"]')).toHaveCount(0);
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined)));
  });
};

export type Complaints = { readonly heard: string[] };

/** Hears what the browser complains of while the page is used: errors, and what the content security policy blocked. */
export const listen = (page: Page, { expectsFailures = false } = {}): Complaints => {
  const heard: string[] = [];
  page.on('pageerror', (error) => heard.push(`an uncaught error: ${error.message}`));
  page.on('console', (message) => {
    const text = message.text();
    if (!['error', 'warning'].includes(message.type())) return;
    if (expectsFailures && /Failed to load resource/.test(text)) return;
    heard.push(`the console says: ${text.slice(0, 300)}`);
  });
  return { heard };
};

/** Everything wrong with the page as it stands, in sentences. */
export const findingsOf = async (page: Page, { heard }: Complaints): Promise<string[]> => [
  ...(await structureFindings(page)),
  ...(await widthFindings(page)),
  ...(await clippedText(page)),
  ...(await accessibilityFindings(page)),
  ...heard.splice(0),
];

export const narrowFindings = async (page: Page): Promise<string[]> => [
  ...(await widthFindings(page)),
  ...(await clippedText(page)),
];
