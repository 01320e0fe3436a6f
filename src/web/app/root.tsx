import IconLockOpen from '@tabler/icons-react/icons/IconLockOpen';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  isRedirect,
  Outlet,
  redirect,
  useNavigate,
} from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { careRoles, type Role } from '#domain/access/actor.ts';
import { Problem } from '#web/shell/api.ts';
import { useCommand } from '#web/shell/commands.ts';
import { Frame } from '#web/shell/frame.tsx';
import { closePrintSheets, useSheetsToPrint } from '#web/shell/print-sheets.ts';
import { Screen } from '#web/shell/screen.tsx';
import { sessionQuery, useSession } from '#web/shell/session.ts';
import { withWords } from '#web/shell/spoken-words.ts';
import { TellUnseenNotices } from '#web/shell/unseen-notices.ts';
import { buttonClass } from '#web/ui/button.tsx';
import { EmptyState, ErrorState } from '#web/ui/states.tsx';
import { useWords } from '#web/ui/words.ts';
import { placesFor } from './navigation.ts';

export const NotFound = () => {
  const words = useWords();
  return (
    <Screen title={words('shell.notFound.title')}>
      <EmptyState
        size="screen"
        title={words('shell.notFound.lead')}
        action={
          <a href="/" className={buttonClass('primary')}>
            {words('shell.notFound.home')}
          </a>
        }
      >
        {words('shell.notFound.why')}
      </EmptyState>
    </Screen>
  );
};

const Failed = ({ error, reset }: { readonly error: unknown; readonly reset: () => void }) => {
  const queries = useQueryClient();
  return (
    <ErrorState
      error={error}
      onRetry={() => {
        queries.resetQueries({ queryKey: ['session'] });
        reset();
      }}
    />
  );
};

export const rootRoute = createRootRouteWithContext<{ readonly queries: QueryClient }>()({
  component: Outlet,
  notFoundComponent: NotFound,
  errorComponent: Failed,
});

const quickLog = withWords(['contacts', 'cycle', 'rules'], () => import('#web/contacts/quick-log.tsx'));
const QuickLog = lazy(() => quickLog().then((module) => ({ default: module.QuickLog })));

const printSheets = withWords(['sheets', 'rules'], () => import('#web/sheets/print-form.tsx'));
const PrintSheets = lazy(() => printSheets().then((module) => ({ default: module.PrintSheets })));

const lentDevice = withWords(['instruments'], () => import('#web/instruments/lent-device.tsx'));
const LentDevice = lazy(() => lentDevice().then((module) => ({ default: module.LentDevice })));

const SignedIn = () => {
  const { staff, lentTo } = useSession();
  if (lentTo !== null)
    return (
      <Suspense>
        <LentDevice sittingId={lentTo} />
      </Suspense>
    );
  return (
    <Frame places={placesFor(staff.roles)} quickLog={hasCareRole(staff.roles) ? QuickLog : undefined}>
      {hasCareRole(staff.roles) && <FindBehindGlass />}
      <PrintSheetsWhenAsked />
      {placesFor(staff.roles).some(({ to }) => to === '/notices') && <TellUnseenNotices />}
      <Outlet />
    </Frame>
  );
};

const PrintSheetsWhenAsked = () => {
  const request = useSheetsToPrint();
  return <Suspense>{request && <PrintSheets request={request} onClose={closePrintSheets} />}</Suspense>;
};

/** Told to the palette: the way to somebody the search does not find. */
const FindBehindGlass = () => {
  const words = useWords();
  const navigate = useNavigate();
  useCommand({
    ...{ key: 'find-behind-glass', label: words('app.find-behind-glass'), icon: IconLockOpen, isLastResort: true },
    run: () => navigate({ to: '/glass' as never }),
  });
  return null;
};

const hasCareRole = (roles: readonly Role[]) => careRoles.some((role) => roles.includes(role));

/** Everything behind the sign-in. Who is not signed in is sent there, and back to where they wanted to go. */
export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  component: SignedIn,
  notFoundComponent: NotFound,
  errorComponent: Failed,
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queries.ensureQueryData(sessionQuery);
    } catch (error) {
      if (isRedirect(error) || !(error instanceof Problem) || error.status !== 401) throw error;
      throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { back: location.href } });
    }
  },
});
