// What the person wants, in their own words and as the largest text of the chart; under each goal who does what by when.
import IconCheck from '@tabler/icons-react/icons/IconCheck';
import IconCircle from '@tabler/icons-react/icons/IconCircle';
import { Link } from '@tanstack/react-router';
import type { ChartView } from '#contract/client.ts';
import { calledName } from '#domain/people/names.ts';
import { useNearDay } from '#web/shell/near-day.tsx';
import { useWhyNot } from '#web/shell/sentence.ts';
import { buttonClass } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { EmptyState } from '#web/ui/states.tsx';
import { Tag, type Tone } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './wants-card.module.css';

type Goal = NonNullable<ChartView['goals']>[number];

const toneOf = (level: number): Tone => (level > 0 ? 'ok' : level === 0 ? 'info' : 'due');

export const WantsCard = ({ chart }: { readonly chart: ChartView }) => {
  const words = useWords();
  const { client, goals } = chart;
  const called = calledName(client);
  return (
    <Card
      title={words('chart.wants', { name: called })}
      padding={goals && goals.length > 0 ? 'none' : 'normal'}
      actions={
        goals && goals.length > 0 ? (
          <Link
            to={'/clients/$clientId/plan'}
            params={{ clientId: client.id }}
            className={buttonClass('quiet', 'small')}
          >
            {words('chart.wants.plan')}
          </Link>
        ) : undefined
      }
    >
      {goals === null ? (
        <p className="muted">{words('chart.hidden.care')}</p>
      ) : goals.length === 0 ? (
        <NoGoals chart={chart} called={called} />
      ) : (
        <ul>
          {goals.map((goal) => (
            <GoalLine key={goal.id} goal={goal} chart={chart} />
          ))}
        </ul>
      )}
    </Card>
  );
};

const NoGoals = ({ chart, called }: { readonly chart: ChartView; readonly called: string }) => {
  const words = useWords();
  const whyNot = useWhyNot();
  const planning = chart.enrolments
    .filter(({ state }) => state !== 'ended')
    .flatMap(({ functions }) => functions.filter((each) => each.function === 'planning'))[0];
  const reason = planning?.state === 'not-yet' ? whyNot(planning.why) : null;
  return (
    <EmptyState
      title={words('chart.wants.none', { name: called })}
      action={
        planning && !reason ? (
          <Link to="/clients/$clientId/plan" params={{ clientId: chart.client.id }} className={buttonClass()}>
            {words('chart.next.planning')}
          </Link>
        ) : undefined
      }
    >
      {reason ?? words('chart.wants.none.why')}
    </EmptyState>
  );
};

const GoalLine = ({ goal, chart }: { readonly goal: Goal; readonly chart: ChartView }) => {
  const words = useWords();
  const near = useNearDay();
  return (
    <li className={styles.goal}>
      <div className={styles.head}>
        <p className={styles.words}>{words('chart.quote', { words: goal.words })}</p>
        <div className={styles.tags}>
          <Tag>{words(`domain.${goal.domain}`)}</Tag>
          {goal.level !== null && (
            <Tag tone={toneOf(goal.level)}>
              {words('chart.wants.level', {
                level: `${goal.level > 0 ? '+' : goal.level < 0 ? '−' : ''}${Math.abs(goal.level)}`,
                words: words(`chart.attainment.${goal.level}`),
              })}
            </Tag>
          )}
        </div>
      </div>
      {goal.steps.length > 0 && (
        <ul className={styles.steps}>
          {goal.steps.map((step) => (
            <li key={step.id} className={step.state === 'open' ? styles.open : styles.ended}>
              {step.state === 'done' ? <IconCheck aria-hidden /> : <IconCircle aria-hidden />}
              <span>
                {step.text}{' '}
                <span className={styles.owner}>
                  {step.ownerName ??
                    (step.owner === 'client' ? calledName(chart.client) : words(`step.owner.${step.owner}`))}
                </span>
                {step.state !== 'open' && <span className="visually-hidden"> {words(`step.state.${step.state}`)}</span>}
              </span>
              {step.state === 'open' && step.dueOn && (
                <Tag tone={step.dueOn < chart.today ? 'over' : step.dueOn === chart.today ? 'due' : 'neutral'}>
                  {near(step.dueOn)}
                </Tag>
              )}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
};
