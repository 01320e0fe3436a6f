// Which needs the plan answers, and which the person wants to leave for later, with why.
import IconCircleCheckFilled from '@tabler/icons-react/icons/IconCircleCheckFilled';
import { useState } from 'react';
import type { PlanPage } from '#contract/plan.ts';
import { useDomainLabel } from '#web/shell/domain-label.ts';
import { Button } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { TextArea } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import type { PlanForm } from './form.ts';
import styles from './write-plan.module.css';

export type AnsweredProps = {
  readonly page: PlanPage;
  readonly form: PlanForm;
  readonly onAddGoal: (need: PlanPage['needs'][number]) => void;
  readonly onOpenGoal: (key: string) => void;
  readonly onDefer: (deferred: PlanForm['deferred']) => void;
};

export const Answered = ({ page, form, onAddGoal, onOpenGoal, onDefer }: AnsweredProps) => {
  const words = useWords();
  const domainLabel = useDomainLabel();
  const [asked, setAsked] = useState<string | null>(null);
  const unmet = page.needs
    .filter(({ level }) => level === 'unmet')
    .toSorted((a, b) => (a.priority ?? 4) - (b.priority ?? 4));
  const defer = (need: string, reason: string) =>
    onDefer([...form.deferred.filter((each) => each.need !== need), { need, reason }]);
  const take = (need: string) => {
    onDefer(form.deferred.filter((each) => each.need !== need));
    setAsked(null);
  };
  return (
    <Card title={words('plan-screen.answered')}>
      {unmet.length === 0 && <p className="muted">{words('plan-screen.answered.none')}</p>}
      <ul className={styles.answered}>
        {unmet.map((need) => {
          const goals = form.goals
            .map((goal, index) => ({ goal, number: index + 1 }))
            .filter(({ goal }) => !goal.dropped && goal.needs.includes(need.thread));
          const deferred = form.deferred.find((each) => each.need === need.thread);
          const isLater = asked === need.thread || deferred !== undefined;
          return (
            <li key={need.thread}>
              <p>
                <b>{need.label || domainLabel(need.domain)}</b>
                {need.priority && <span className="muted"> · {words(`need.priority.${need.priority}`)}</span>}
              </p>
              {need.words && <p className={styles.needWords}>“{need.words}”</p>}
              {goals.length > 0 ? (
                <p className={styles.answer}>
                  <IconCircleCheckFilled aria-hidden />
                  {goals.map(({ goal, number }) => (
                    <button key={goal.key} type="button" className={styles.link} onClick={() => onOpenGoal(goal.key)}>
                      {words('plan-screen.goal.number', { number })}
                    </button>
                  ))}
                </p>
              ) : isLater ? (
                <>
                  <TextArea
                    label={words('plan-screen.defer.why')}
                    value={deferred?.reason ?? ''}
                    onChange={(reason) => defer(need.thread, reason)}
                    rows={2}
                    maxLength={1000}
                    autoFocus={deferred === undefined}
                  />
                  <Button size="small" look="quiet" onClick={() => take(need.thread)}>
                    {words('plan-screen.defer.not')}
                  </Button>
                </>
              ) : (
                <span className={styles.choices}>
                  <Button size="small" onClick={() => onAddGoal(need)}>
                    {words('plan-screen.answer')}
                  </Button>
                  <Button size="small" look="quiet" onClick={() => setAsked(need.thread)}>
                    {words('plan-screen.defer')}
                  </Button>
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </Card>
  );
};
