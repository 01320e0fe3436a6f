// A client's chart: who it is about stays in view, the parts of the record stand beside it, what is being written beside those.
import { Outlet, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { GlassBanner } from '#web/privacy/glass-banner.tsx';
import { Problem } from '#web/shell/api.ts';
import { useChartOf } from '#web/shell/chart-of.ts';
import { Fetched } from '#web/shell/fetched.tsx';
import { rememberClient } from '#web/shell/recent-clients.ts';
import { Screen } from '#web/shell/screen.tsx';
import { ErrorState } from '#web/ui/states.tsx';
import { useWords } from '#web/ui/words.ts';
import { ClientBanner } from './banner.tsx';
import { ChartNav } from './chart-nav.tsx';
import styles from './chart-screen.module.css';
import { FormerRecord } from './former-record.tsx';

export const ChartScreen = () => {
  const { clientId } = useParams({ from: '/signed-in/clients/$clientId' });
  const words = useWords();
  const chart = useChartOf(clientId);
  const name = chart.data?.client.name;
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
        <div className={styles.chart}>
          {data.glass && <GlassBanner endsAt={data.glass.endsAt} />}
          <ClientBanner chart={data} />
          <div className={styles.below}>
            <ChartNav clientId={clientId} />
            <div className={styles.part}>
              <Outlet />
            </div>
          </div>
        </div>
      )}
    </Fetched>
  );
};
