// A client's chart and its parts, each part loaded when it is first opened.
import { createRoute } from '@tanstack/react-router';
import type { Part } from '#words/parts.ts';
import { lazyScreen } from './lazy-screen.ts';
import { signedInRoute } from './root.tsx';

const chart = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/clients/$clientId',
  component: lazyScreen(
    ['chart', 'safety', 'due', 'glass', 'cycle', 'disclosures', 'rules'],
    () => import('#web/chart/chart-screen.tsx'),
    'ChartScreen',
  ),
});

const part = <Path extends string, Module extends Record<string, unknown>>(
  path: Path,
  words: readonly Part[],
  load: () => Promise<Module>,
  name: keyof Module & string,
) => createRoute({ getParentRoute: () => chart, path, component: lazyScreen(words, load, name) });

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value.slice(0, 200) : undefined);

/** The part of life one is at, and the assessment one reads or writes. */
const assessment = createRoute({
  getParentRoute: () => chart,
  path: 'assessment',
  validateSearch: (
    search: Record<string, unknown>,
  ): { assessment?: string | undefined; domain?: string | undefined } => ({
    assessment: text(search.assessment),
    domain: text(search.domain),
  }),
  component: lazyScreen(
    ['chart', 'assessment', 'cycle', 'rules'],
    () => import('#web/chart/assessment-tab.tsx'),
    'AssessmentTab',
  ),
});

/** The sitting one answers or reads. */
const instruments = createRoute({
  getParentRoute: () => chart,
  path: 'instruments',
  validateSearch: (search: Record<string, unknown>): { sitting?: string | undefined } => ({
    sitting: text(search.sitting),
  }),
  component: lazyScreen(
    ['chart', 'instruments', 'sheets', 'due', 'cycle', 'rules'],
    () => import('#web/chart/instruments-tab.tsx'),
    'InstrumentsTab',
  ),
});

/** The version read or written, and the one it is compared with. */
const plan = createRoute({
  getParentRoute: () => chart,
  path: 'plan',
  validateSearch: (search: Record<string, unknown>): { version?: string | undefined; beside?: string | undefined } => ({
    version: text(search.version),
    beside: text(search.beside),
  }),
  component: lazyScreen(['chart', 'plan', 'cycle', 'rules'], () => import('#web/chart/plan-tab.tsx'), 'PlanTab'),
});

const review = createRoute({
  getParentRoute: () => chart,
  path: 'review',
  validateSearch: (search: Record<string, unknown>): { review?: string | undefined } => ({
    review: text(search.review),
  }),
  component: lazyScreen(
    ['chart', 'review', 'due', 'cycle', 'rules'],
    () => import('#web/chart/review-tab.tsx'),
    'ReviewTab',
  ),
});

/** Ending without a review, with the reason one came with, and reopening. */
const close = createRoute({
  getParentRoute: () => chart,
  path: 'close',
  validateSearch: (
    search: Record<string, unknown>,
  ): { enrolment?: string | undefined; reason?: string | undefined } => ({
    enrolment: text(search.enrolment),
    reason: text(search.reason),
  }),
  component: lazyScreen(['review', 'due', 'cycle', 'rules'], () => import('#web/chart/close-tab.tsx'), 'CloseTab'),
});

/** What the person takes home: outside the chart, so that nothing but the plan is on the paper. */
export const planOnPaper = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/clients/$clientId/plan/print',
  validateSearch: (search: Record<string, unknown>): { version?: string | undefined } => ({
    version: text(search.version),
  }),
  component: lazyScreen(
    ['plan', 'glass', 'cycle', 'disclosures', 'rules'],
    () => import('#web/plan/plan-on-paper.tsx'),
    'PlanOnPaper',
  ),
});

/** What the person may ask for and take home: everyone who looked, in their language and as large as they read. */
export const whoLookedOnPaper = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/clients/$clientId/who-looked/print',
  component: lazyScreen(
    ['chart', 'glass', 'cycle', 'disclosures', 'rules'],
    () => import('#web/chart/who-looked-on-paper.tsx'),
    'WhoLookedOnPaper',
  ),
});

/** For whoever is called at night: outside the chart, of which it opens nothing else. */
export const crisisSheet = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/clients/$clientId/crisis-sheet',
  component: lazyScreen(
    ['crisis', 'safety', 'cycle', 'rules'],
    () => import('#web/crisis/crisis-sheet.tsx'),
    'CrisisSheet',
  ),
});

export const chartRoutes = chart.addChildren([
  part(
    '/',
    ['chart', 'due', 'contacts', 'people', 'cycle', 'rules'],
    () => import('#web/chart/overview-tab.tsx'),
    'OverviewTab',
  ),
  part(
    'cycle',
    ['chart', 'contacts', 'registration', 'prospects', 'cycle', 'rules'],
    () => import('#web/chart/cycle-tab.tsx'),
    'CycleTab',
  ),
  assessment,
  instruments,
  plan,
  review,
  close,
  part('contacts', ['chart', 'contacts', 'cycle', 'rules'], () => import('#web/chart/contacts-tab.tsx'), 'ContactsTab'),
  part(
    'referrals',
    ['chart', 'people', 'contacts', 'registration', 'cycle', 'rules'],
    () => import('#web/chart/referrals-tab.tsx'),
    'ReferralsTab',
  ),
  part(
    'tasks',
    ['chart', 'due', 'people', 'contacts', 'registration', 'cycle', 'rules'],
    () => import('#web/chart/tasks-tab.tsx'),
    'TasksTab',
  ),
  part(
    'key-events',
    ['chart', 'people', 'contacts', 'rules'],
    () => import('#web/chart/key-events-tab.tsx'),
    'KeyEventsTab',
  ),
  part('safety', ['chart', 'safety', 'cycle', 'rules'], () => import('#web/chart/safety-tab.tsx'), 'SafetyTab'),
  part('consents', ['chart', 'consents', 'cycle', 'rules'], () => import('#web/chart/consents-tab.tsx'), 'ConsentsTab'),
  part(
    'disclosures',
    ['chart', 'disclosures', 'cycle', 'rules'],
    () => import('#web/chart/disclosures-tab.tsx'),
    'DisclosuresTab',
  ),
  part(
    'people',
    ['chart', 'people', 'contacts', 'registration', 'cycle', 'rules', 'approvals'],
    () => import('#web/chart/people-tab.tsx'),
    'PeopleTab',
  ),
  part(
    'requests',
    ['chart', 'requests', 'people', 'registration', 'cycle', 'rules'],
    () => import('#web/chart/requests-tab.tsx'),
    'RequestsTab',
  ),
  part('who-looked', ['chart', 'cycle', 'rules'], () => import('#web/chart/who-looked-tab.tsx'), 'WhoLookedTab'),
]);
