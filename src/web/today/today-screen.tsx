import IconPrinter from '@tabler/icons-react/icons/IconPrinter';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useIntl } from 'react-intl';
import type { TodayView } from '#contract/today.ts';
import { read } from '#web/shell/api.ts';
import { Fetched } from '#web/shell/fetched.tsx';
import { tellCount } from '#web/shell/nav-count.ts';
import { Columns, Screen } from '#web/shell/screen.tsx';
import { useSession } from '#web/shell/session.ts';
import { Button } from '#web/ui/button.tsx';
import { Segmented } from '#web/ui/choices.tsx';
import { useWords } from '#web/ui/words.ts';
import { DueCard, isNote } from './due-card.tsx';
import { OnCallCard } from './on-call-card.tsx';
import { SafetyCard } from './safety-card.tsx';
import { hasLead } from './scope.ts';
import { FinishCard, OverdueByCard, SoonCard, StaysCard, TasksCard, WaitingCard } from './side-cards.tsx';
import styles from './today.module.css';

/** The first screen: whom to see today and why. Every number is the length of a list on it. */
export const TodayScreen = () => {
  const words = useWords();
  const intl = useIntl();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { staff, today } = useSession();
  const { scope } = useSearch({ from: '/signed-in/' });
  const query = useQuery(read<TodayView>(`/api/today?scope=${scope ?? 'mine'}`));
  const view = query.data;
  useEffect(() => {
    if (view && view.scope === 'mine') tellCount(queries, 'today', view.due.length);
  }, [view, queries]);
  const date = intl.formatDate(`${view?.today ?? today}T12:00:00Z`, {
    timeZone: 'UTC',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  });
  return (
    <Screen
      title={date}
      lede={view && <Lede view={view} />}
      actions={
        <div className={styles.actions}>
          {(hasLead(staff.roles) || staff.teams.length > 0) && (
            <Segmented
              label={words('today.scope')}
              isLabelHidden
              value={scope ?? 'mine'}
              onChange={(chosen) => navigate({ to: '/', search: { scope: chosen === 'mine' ? undefined : chosen } })}
              options={[
                { value: 'mine', label: words('today.scope.mine') },
                { value: 'team', label: words('today.scope.team') },
              ]}
            />
          )}
          <span className={styles.print}>
            <Button size="small" icon={IconPrinter} onClick={() => window.print()}>
              {words('today.print')}
            </Button>
          </span>
        </div>
      }
    >
      <Fetched query={query} lines={10}>
        {(day) => (
          <Columns
            aside={
              <>
                <OnCallCard />
                <StaysCard stays={day.stays} />
                <FinishCard notes={day.due.filter(isNote)} drafts={day.drafts} />
                <WaitingCard waiting={day.waiting} />
                <TasksCard tasks={day.tasks} />
                <OverdueByCard overdueBy={day.overdueBy} />
              </>
            }
          >
            <SafetyCard />
            <DueCard due={day.due.filter((item) => !isNote(item))} />
            <SoonCard soon={day.soon} isQuiet={day.due.length === 0} />
          </Columns>
        )}
      </Fetched>
    </Screen>
  );
};

const Lede = ({ view }: { readonly view: TodayView }) => {
  const words = useWords();
  const { due, overdue } = view.counts;
  return <>{words('today.lede', { things: due, overdue })}</>;
};
