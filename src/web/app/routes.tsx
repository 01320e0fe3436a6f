// Every screen there is, each loaded when it is first opened.
import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { createQueries } from '#web/shell/queries.ts';
import { readSignInSearch } from '#web/sign-in/sign-in-search.ts';
import { ErrorState, Skeleton } from '#web/ui/states.tsx';
import { NotFound, rootRoute, signedInRoute } from './root.tsx';

/** A screen behind the sign-in. For search parameters or child routes write the `createRoute` out. */
const screen = <Path extends string, Module extends Record<string, unknown>>(
  path: Path,
  load: () => Promise<Module>,
  name: keyof Module & string,
) => createRoute({ getParentRoute: () => signedInRoute, path, component: lazyRouteComponent(load, name) });

const signIn = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: readSignInSearch,
  component: lazyRouteComponent(() => import('#web/sign-in/sign-in-screen.tsx'), 'SignInScreen'),
});

const byLink = (path: string, name: 'InvitationScreen' | 'SetUpScreen') =>
  createRoute({
    getParentRoute: () => rootRoute,
    path,
    component: lazyRouteComponent(() => import('#web/sign-in/link-screens.tsx'), name),
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
    createRoute({ getParentRoute: () => signedInRoute, path: '$', component: NotFound }),
    screen('/account', () => import('#web/account/account-screen.tsx'), 'AccountScreen'),
    screen('/agency', () => import('#web/administration/agency-screen.tsx'), 'AgencyScreen'),
    screen('/staff', () => import('#web/administration/staff-screen.tsx'), 'StaffScreen'),
    screen('/settings', () => import('#web/settings/settings-screen.tsx'), 'SettingsScreen'),
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
