// How far one goal came: the level is chosen by the person, with the descriptions both agreed on before.
import { useState } from 'react';
import type { GoalView } from '#contract/plan.ts';
import { type AttainmentLevel, attainmentLevels } from '#domain/cycle/goal-attainment.ts';
import type { GoalProgress } from '#domain/cycle/review.ts';
import { Card } from '#web/ui/card.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './review.module.css';

export const Progress = ({
  progress,
  goalWords,
  goal,
  called,
  onChange,
}: {
  readonly progress: GoalProgress;
  readonly goalWords: string;
  readonly goal: GoalView | null;
  readonly called: string;
  readonly onChange: (next: Partial<GoalProgress>) => void;
}) => {
  const words = useWords();
  const [isLeftOut, setLeftOut] = useState(progress.level === null && progress.note !== '');
  const choose = (level: AttainmentLevel | null) => {
    setLeftOut(level === null);
    onChange({ level });
  };
  return (
    <Card title={<span className={styles.goalWords}>“{goalWords}”</span>}>
      <fieldset className={styles.levels}>
        <legend className={styles.legend}>{words('review-screen.progress.ask', { name: called })}</legend>
        {attainmentLevels.toReversed().map((level) => (
          <label key={level} className={styles.level}>
            <input
              type="radio"
              name={`progress-${progress.goal}`}
              checked={progress.level === level}
              onChange={() => choose(level)}
            />
            <span>
              <b>{words(`attainment.${level}`)}</b>
              {goal?.levels[`${level}`] && <> · {goal.levels[`${level}`]}</>}
              {goal?.baselineLevel === level && (
                <span className="muted"> ({words('review-screen.progress.began')})</span>
              )}
            </span>
          </label>
        ))}
        <label className={styles.level}>
          <input
            type="radio"
            name={`progress-${progress.goal}`}
            checked={progress.level === null && isLeftOut}
            onChange={() => choose(null)}
          />
          <span>{words('review-screen.progress.not-talked')}</span>
        </label>
      </fieldset>
      <TextField
        label={words(
          progress.level === null && isLeftOut ? 'review-screen.progress.why-not' : 'review-screen.progress.note',
        )}
        value={progress.note}
        onChange={(note) => onChange({ note })}
        maxLength={2000}
      />
    </Card>
  );
};
