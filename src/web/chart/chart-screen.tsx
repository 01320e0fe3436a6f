// A client's chart: who it is about stays in view, the parts of the record stand beside it, what is being written beside those.
import { Outlet, useParams, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { ChartView } from '#contract/client.ts';
import { Problem } from '#web/shell/api.ts';
import { useChartOf } from '#web/shell/chart-of.ts';
import { Fetched } from '#web/shell/fetched.tsx';
import { ForPaper } from '#web/shell/for-paper.tsx';
import { GlassBanner } from '#web/shell/glass-banner.tsx';
import { rememberClient } from '#web/shell/recent-clients.ts';
import { Screen } from '#web/shell/screen.tsx';
import { ErrorState } from '#web/ui/states.tsx';
import { useWords } from '#web/ui/words.ts';
import { ClientBanner } from './banner.tsx';
import { ChartNav } from './chart-nav.tsx';
import styles from './chart-screen.module.css';
import { FormerRecord } from './former-record.tsx';
import { kindsOnPaper } from './on-paper.ts';
import { SafetyBanner } from './safety-banner.tsx';

const mayPrint = ({ may }: ChartView) => may.includes('print-record');

export const ChartScreen = () => {
  const { clientId } = useParams({ from: '/signed-in/clients/$clientId' });
  const words = useWords();
  const chart = useChartOf(clientId);
  const name = chart.data?.client.name;
  const kinds = kindsOnPaper(useRouterState({ select: ({ location }) => location.pathname }));
  useEffect(() => {
    if (name) rememberClient({ id: clientId, name });
  }, [clientId, name]);
  // Also with the chart still in hand: what was open for an hour is not open any more.
  if (chart.error instanceof Problem && chart.error.status === 404) return <FormerRecord clientId={clientId} />;
  if (chart.error && !chart.data)
    return (
      <Screen title={words('chart.failed')}>
        <ErrorState error={chart.error} onRetry={() => chart.refetch()} />
      </Screen>
    );
  return (
    <Fetched query={chart} lines={8}>
      {(data) => (
        <ForPaper
          clientId={clientId}
          name={data.client.name}
          what={kinds && mayPrint(data) ? { kinds } : null}
          label={words('chart.print')}
          notYet={words(`chart.print.${mayPrint(data) ? (kinds ? 'not-yet' : 'no-paper') : 'not-yours'}`)}
        >
          {(made) => (
            <div className={styles.chart}>
              {data.glass && <GlassBanner endsAt={data.glass.endsAt} />}
              <ClientBanner chart={data} />
              <div className={styles.below}>
                <ChartNav clientId={clientId} />
                <div className={styles.part}>
                  <SafetyBanner chart={data} />
                  <Outlet />
                </div>
              </div>
              {made?.consents.map(({ id, description }) => (
                <p key={id}>{words('disclosure.under-consent', { description })}</p>
              ))}
              {made?.isPart2 && <p>{words('part2-notice.short')}</p>}
            </div>
          )}
        </ForPaper>
      )}
    </Fetched>
  );
};
