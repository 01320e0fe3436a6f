// While somebody's safety is being looked after, every part of the chart says so; and whoever was with the person when the answer was
// given is interrupted until they have said that they saw it.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import type { ChartView } from '#contract/client.ts';
import type { EpisodeList } from '#contract/safety.ts';
import { read } from '#web/shell/api.ts';
import { useSession } from '#web/shell/session.ts';
import { Banner } from '#web/ui/banner.tsx';
import { buttonClass } from '#web/ui/button.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './safety-banner.module.css';

const Interruption = lazy(() => import('./interruption.tsx').then((module) => ({ default: module.Interruption })));

export const SafetyBanner = ({ chart }: { readonly chart: ChartView }) => {
  const words = useWords();
  const { staff } = useSession();
  const { id } = chart.client;
  const { data } = useQuery({
    ...read<EpisodeList>(`/api/clients/${id}/safety`),
    enabled: chart.may.includes('read-safety-episodes'),
  });
  const open = data?.items.filter(({ state }) => state === 'open') ?? [];
  const [first] = open;
  if (!first) return null;
  const toSee = open.find(
    (episode) => episode.with.id === staff.id && episode.owed.some(({ step }) => step === 'acknowledge'),
  );
  const [next] = first.owed;
  return (
    <>
      <div className={styles.banner}>
        <Banner
          tone="over"
          title={`${words(`safety.severity.${first.severity}`)}${next ? `: ${words(`safety.owed.${next.step}`)}` : ''}`}
          actions={
            <Link
              to="/clients/$clientId/safety"
              params={{ clientId: id }}
              className={buttonClass('secondary', 'small')}
            >
              {words('safety-screen.open')}
            </Link>
          }
        />
      </div>
      {toSee && (
        <Suspense>
          <Interruption key={`${toSee.id} ${toSee.flags.length}`} episode={toSee} chart={chart} />
        </Suspense>
      )}
    </>
  );
};
