// Promises that are open: tasks and referrals, the soonest first.
import { Link } from '@tanstack/react-router';
import type { ChartView } from '#contract/client.ts';
import { useNearDay } from '#web/shell/near-day.tsx';
import { useTaskTitle } from '#web/shell/task-title.ts';
import { Card, Row, RowList } from '#web/ui/card.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';

const most = 5;

export const OpenWorkCard = ({ chart }: { readonly chart: ChartView }) => {
  const words = useWords();
  const near = useNearDay();
  const taskTitle = useTaskTitle();
  const { tasks, referrals, today, client } = chart;
  const params = { clientId: client.id };
  const tone = (day: string) => (day < today ? 'over' : day === today ? 'due' : 'neutral');
  return (
    <>
      {tasks && tasks.length > 0 && (
        <Card title={words('chart.tasks')} aside={words('chart.count', { count: tasks.length })} padding="none">
          <RowList label={words('chart.tasks')}>
            {tasks.slice(0, most).map(({ id, title, owner, dueBy, kind }) => (
              <Row
                key={id}
                title={
                  <Link to="/clients/$clientId/tasks" params={params}>
                    {taskTitle(title)}
                  </Link>
                }
                detail={[kind === 'task' ? null : words(`task.kind.${kind}`), owner.name].filter(Boolean).join(' · ')}
                status={dueBy && <Tag tone={tone(dueBy)}>{near(dueBy)}</Tag>}
              />
            ))}
          </RowList>
        </Card>
      )}
      {referrals && referrals.length > 0 && (
        <Card title={words('chart.referrals')} aside={words('chart.count', { count: referrals.length })} padding="none">
          <RowList label={words('chart.referrals')}>
            {referrals.slice(0, most).map(({ id, organization, service, state, nextOn }) => (
              <Row
                key={id}
                title={
                  <Link to="/clients/$clientId/referrals" params={params}>
                    {organization}
                  </Link>
                }
                detail={[service, words(`referral.state.${state}`)].filter(Boolean).join(' · ')}
                status={nextOn && <Tag tone={tone(nextOn)}>{near(nextOn)}</Tag>}
              />
            ))}
          </RowList>
        </Card>
      )}
    </>
  );
};
