// Every screen there is, each loaded when it is first opened.
import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import type { CaseloadSearch } from '#web/caseload/filter.ts';
import { readPrivacySearch } from '#web/privacy/filter.ts';
import { readProspectSearch } from '#web/prospects/filter.ts';
import { createQueries } from '#web/shell/queries.ts';
import { sessionQuery } from '#web/shell/session.ts';
import { readSignInSearch } from '#web/sign-in/sign-in-search.ts';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import type { Part } from '#words/parts.ts';
import { chartRoutes, crisisSheet, planOnPaper, whoLookedOnPaper } from './chart-routes.tsx';
import { lazyScreen } from './lazy-screen.ts';
import { placesFor } from './navigation.ts';
import { NotFound, rootRoute, signedInRoute } from './root.tsx';

/** A screen behind the sign-in. For search parameters or child routes write the `createRoute` out. */
const screen = <Path extends string, Module extends Record<string, unknown>>(
  path: Path,
  words: readonly Part[],
  load: () => Promise<Module>,
  name: keyof Module & string,
) => createRoute({ getParentRoute: () => signedInRoute, path, component: lazyScreen(words, load, name) });

const signIn = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: readSignInSearch,
  component: lazyScreen([], () => import('#web/sign-in/sign-in-screen.tsx'), 'SignInScreen'),
});

const today = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/',
  validateSearch: (search: Record<string, unknown>): { scope?: 'team' | undefined } =>
    search.scope === 'team' ? { scope: 'team' } : {},
  // Who has no people of their own begins in the first place that is theirs.
  beforeLoad: ({ context }) => {
    const session = context.queries.getQueryData(sessionQuery.queryKey);
    const [first] = session ? placesFor(session.staff.roles) : [];
    if (first && first.to !== '/') throw redirect({ to: first.to as never, replace: true });
  },
  component: lazyScreen(['today', 'safety', 'due'], () => import('#web/today/today-screen.tsx'), 'TodayScreen'),
});

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value.slice(0, 200) : undefined);
const flag = (value: unknown) => (value === true || value === 'true' ? (true as const) : undefined);
const oneOf = <const Value extends string>(value: unknown, values: readonly Value[]): Value | undefined =>
  values.find((each) => each === value);

const caseload = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/caseload',
  validateSearch: (search: Record<string, unknown>): CaseloadSearch => ({
    due: oneOf(search.due, ['open', 'due', 'overdue', 'not-yet']),
    review: oneOf(search.review, ['open', 'overdue']),
    stage: text(search.stage),
    state: text(search.state),
    programme: text(search.programme),
    team: text(search.team),
    staff: text(search.staff),
    stay: oneOf(search.stay, ['now']),
    alerts: flag(search.alerts),
    unsigned: flag(search.unsigned),
    ended: flag(search.ended),
    sort: text(search.sort),
    group: oneOf(search.group, ['worker']),
  }),
  component: lazyScreen(
    ['caseload', 'today', 'due', 'cycle'],
    () => import('#web/caseload/caseload-screen.tsx'),
    'CaseloadScreen',
  ),
});

const prospects = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/prospects',
  validateSearch: readProspectSearch,
  component: lazyScreen(
    ['prospects', 'cycle', 'rules'],
    () => import('#web/prospects/prospects-screen.tsx'),
    'ProspectsScreen',
  ),
});

/** The page one checks. */
const scans = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/scans',
  validateSearch: (search: Record<string, unknown>): { page?: string | undefined } =>
    typeof search.page === 'string' && /^[0-9a-f-]{36}$/.test(search.page) ? { page: search.page } : {},
  component: lazyScreen(['scans', 'rules'], () => import('#web/scans/scans-screen.tsx'), 'ScansScreen'),
});

const privacy = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/privacy',
  validateSearch: readPrivacySearch,
  component: lazyScreen(
    ['privacy', 'glass', 'cycle', 'rules'],
    () => import('#web/privacy/privacy-screen.tsx'),
    'PrivacyScreen',
  ),
});

const accountings = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/privacy/disclosures',
  validateSearch: (search: Record<string, unknown>): { client?: string | undefined } =>
    typeof search.client === 'string' && /^[0-9a-f-]{36}$/.test(search.client) ? { client: search.client } : {},
  component: lazyScreen(
    ['disclosures', 'cycle', 'rules'],
    () => import('#web/disclosures/accountings-screen.tsx'),
    'AccountingsScreen',
  ),
});

const instrumentBuilder = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/instruments/build',
  validateSearch: (search: Record<string, unknown>): { key?: string | undefined } =>
    typeof search.key === 'string' && /^[a-z0-9-]{1,60}$/.test(search.key) ? { key: search.key } : {},
  component: lazyScreen(
    ['builder', 'instruments', 'rules'],
    () => import('#web/instruments/builder-screen.tsx'),
    'BuilderScreen',
  ),
});

const byLink = (path: string, name: 'InvitationScreen' | 'SetUpScreen') =>
  createRoute({
    getParentRoute: () => rootRoute,
    path,
    component: lazyScreen(
      ['account', 'administration', 'cycle', 'rules'],
      () => import('#web/sign-in/link-screens.tsx'),
      name,
    ),
  });

const developmentOnly = import.meta.env.DEV
  ? [
      createRoute({
        getParentRoute: () => rootRoute,
        path: '/ui',
        component: lazyRouteComponent(() => import('#web/ui/gallery.tsx'), 'Gallery'),
      }),
    ]
  : [];

const routeTree = rootRoute.addChildren([
  signIn,
  byLink('/invitation/$token', 'InvitationScreen'),
  byLink('/set-up/$token', 'SetUpScreen'),
  ...developmentOnly,
  signedInRoute.addChildren([
    today,
    caseload,
    prospects,
    createRoute({ getParentRoute: () => signedInRoute, path: '$', component: NotFound }),
    screen(
      '/instruments',
      ['instrumentsHouse', 'instruments', 'rules', 'cycle'],
      () => import('#web/instruments/house-instruments.tsx'),
      'HouseInstruments',
    ),
    screen(
      '/clients/new',
      ['registration', 'cycle', 'rules'],
      () => import('#web/registration/registration-screen.tsx'),
      'RegistrationScreen',
    ),
    chartRoutes,
    planOnPaper,
    screen('/account', ['account', 'cycle', 'rules'], () => import('#web/account/account-screen.tsx'), 'AccountScreen'),
    // Both sides of a change (`shell/both-sides.tsx`) speak with the words of the chart.
    screen(
      '/agency',
      ['administration', 'chart'],
      () => import('#web/administration/agency-screen.tsx'),
      'AgencyScreen',
    ),
    screen(
      '/staff',
      ['administration', 'settings', 'chart'],
      () => import('#web/administration/staff-screen.tsx'),
      'StaffScreen',
    ),
    screen(
      '/permissions',
      ['permissions', 'settings'],
      () => import('#web/administration/permissions-screen.tsx'),
      'PermissionsScreen',
    ),
    screen(
      '/requests',
      ['requests', 'people', 'rules'],
      () => import('#web/rights/requests-screen.tsx'),
      'RequestsScreen',
    ),
    scans,
    privacy,
    accountings,
    instrumentBuilder,
    screen('/on-call', ['onCall', 'rules'], () => import('#web/on-call/on-call-screen.tsx'), 'OnCallScreen'),
    crisisSheet,
    whoLookedOnPaper,
    screen('/notices', ['notices'], () => import('#web/privacy/notices-screen.tsx'), 'NoticesScreen'),
    screen('/glass', ['glass', 'rules'], () => import('#web/privacy/find-screen.tsx'), 'FindBehindGlassScreen'),
    screen('/imports', ['imports'], () => import('#web/imports/imports-screen.tsx'), 'ImportsScreen'),
    screen('/approvals', ['approvals'], () => import('#web/approvals/approvals-screen.tsx'), 'ApprovalsScreen'),
    screen('/retention', ['retention'], () => import('#web/retention/retention-screen.tsx'), 'RetentionScreen'),
    screen('/settings', ['settings'], () => import('#web/settings/settings-screen.tsx'), 'SettingsScreen'),
  ]),
]);

export const queries = createQueries();

export const router = createRouter({
  routeTree,
  context: { queries },
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultPendingComponent: () => <Skeleton lines={6} />,
  defaultErrorComponent: ({ error, reset }) => <ErrorState error={error} onRetry={reset} />,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
