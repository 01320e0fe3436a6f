// Two versions of a plan side by side, goal by goal: what came, what went, what was worded anew. Where there is no room for two
// columns each card says which version it is of.
import { useQuery } from '@tanstack/react-query';
import type { GoalView, PlanPage, PlanView } from '#contract/plan.ts';
import type { Day } from '#domain/basics/day.ts';
import { read } from '#web/shell/api.ts';
import { Fetched } from '#web/shell/fetched.tsx';
import { Button } from '#web/ui/button.tsx';
import { useDayText } from '#web/ui/day-field.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './compare.module.css';

export type CompareProps = {
  readonly page: PlanPage;
  readonly plan: PlanView;
  readonly besideId: string;
  readonly clientId: string;
  readonly onBack: () => void;
};

export const Compare = ({ page: { versions }, plan, besideId, clientId, onBack }: CompareProps) => {
  const words = useWords();
  const other = useQuery(read<PlanPage>(`/api/clients/${clientId}/plan?planId=${besideId}`));
  return (
    <div className={styles.page}>
      <div>
        <Button size="small" look="quiet" onClick={onBack}>
          {words('plan-screen.to-plan')}
        </Button>
      </div>
      <Fetched query={other} lines={8}>
        {(page) => page.plan && <Sides {...inOrder(plan, page.plan)} versions={versions} />}
      </Fetched>
    </div>
  );
};

const inOrder = (a: PlanView, b: PlanView) =>
  `${a.day} ${a.id}` <= `${b.day} ${b.id}` ? { before: a, after: b } : { before: b, after: a };

const Sides = ({
  before,
  after,
  versions,
}: {
  readonly before: PlanView;
  readonly after: PlanView;
  readonly versions: PlanPage['versions'];
}) => {
  const words = useWords();
  const dayText = useDayText();
  const live = (plan: PlanView) => plan.goals.filter(({ dropped }) => !dropped);
  const called = ({ id, version }: PlanView) =>
    words('plan-screen.version', { cycle: versions.find((each) => each.id === id)?.cycleNumber ?? 1, version });
  const threads = [...new Set([...live(before), ...live(after)].map(({ thread }) => thread))];
  return (
    <div className={styles.sides}>
      {[before, after].map((plan) => (
        <header key={plan.id} className={styles.head}>
          <h3>{called(plan)}</h3>
          <p className="small muted">{dayText(plan.day as Day)}</p>
          {plan.vision && <p className={styles.vision}>“{plan.vision}”</p>}
        </header>
      ))}
      {threads.map((thread) => {
        const [was, is] = [before, after].map((plan) => live(plan).find((goal) => goal.thread === thread));
        return [was, is].map((goal, side) => (
          <Goal
            key={`${thread}${side === 0 ? 'before' : 'after'}`}
            goal={goal}
            other={side === 0 ? is : was}
            version={called(side === 0 ? before : after)}
            isAfter={side === 1}
          />
        ));
      })}
    </div>
  );
};

const Goal = ({
  goal,
  other,
  version,
  isAfter,
}: {
  readonly goal: GoalView | undefined;
  readonly other: GoalView | undefined;
  readonly version: string;
  readonly isAfter: boolean;
}) => {
  const words = useWords();
  if (!goal)
    return (
      <div className={styles.absent}>
        <p className={styles.version}>{version}</p>
        {words(isAfter ? 'plan-screen.compare.gone' : 'plan-screen.compare.not-yet')}
      </div>
    );
  const isNew = (thread: string) =>
    isAfter && other !== undefined && !other.steps.some((step) => step.thread === thread);
  return (
    <article className={styles.goal}>
      <p className={styles.version}>{version}</p>
      <h4 className={styles.words}>“{goal.words}”</h4>
      <p className={styles.tags}>
        {isAfter && other === undefined && <Tag tone="info">{words('plan-screen.compare.new')}</Tag>}
        {isAfter && other !== undefined && other.words !== goal.words && (
          <Tag tone="info">{words('plan-screen.compare.reworded')}</Tag>
        )}
      </p>
      {goal.levels['0'] && (
        <p>
          <b>{words('plan-screen.expected')}</b> {goal.levels['0']}
        </p>
      )}
      <ul className={styles.steps}>
        {goal.steps.map((step) => (
          <li key={step.thread}>
            {step.text} <span className="muted">· {words(`step.state.${step.state}`)}</span>{' '}
            {isNew(step.thread) && <Tag tone="info">{words('plan-screen.compare.new')}</Tag>}
          </li>
        ))}
      </ul>
    </article>
  );
};
