// The parts of the record. Beside the chart where there is room; on a phone one line that scrolls sideways.
import { Link, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useWords } from '#web/ui/words.ts';
import styles from './chart-nav.module.css';

const parts = [
  { to: '/clients/$clientId', label: 'overview' },
  { to: '/clients/$clientId/cycle', label: 'cycle' },
  { to: '/clients/$clientId/assessment', label: 'assessment' },
  { to: '/clients/$clientId/instruments', label: 'instruments' },
  { to: '/clients/$clientId/safety', label: 'safety' },
  { to: '/clients/$clientId/plan', label: 'plan' },
  { to: '/clients/$clientId/review', label: 'review' },
  { to: '/clients/$clientId/contacts', label: 'contacts' },
  { to: '/clients/$clientId/referrals', label: 'referrals' },
  { to: '/clients/$clientId/tasks', label: 'tasks' },
  { to: '/clients/$clientId/key-events', label: 'key-events' },
  { to: '/clients/$clientId/people', label: 'people' },
  { to: '/clients/$clientId/requests', label: 'requests' },
  { to: '/clients/$clientId/consents', label: 'consents' },
  { to: '/clients/$clientId/disclosures', label: 'disclosures' },
  { to: '/clients/$clientId/who-looked', label: 'who-looked' },
] as const;

export const ChartNav = ({ clientId }: { readonly clientId: string }) => {
  const words = useWords();
  const list = useRef<HTMLElement>(null);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new place is brought into view in the sideways list
  useEffect(() => {
    const current = list.current?.querySelector<HTMLElement>('[aria-current="page"]');
    if (list.current && current)
      list.current.scrollLeft = current.offsetLeft - (list.current.clientWidth - current.offsetWidth) / 2;
  }, [path]);
  return (
    <nav ref={list} className={styles.nav} aria-label={words('chart.nav')}>
      {parts.map(({ to, label }) => (
        <Link
          key={to}
          to={to}
          params={{ clientId }}
          activeOptions={{ exact: label === 'overview' }}
          className={styles.link}
        >
          {words(`chart.part.${label}`)}
        </Link>
      ))}
    </nav>
  );
};
