// Five levels, from much more than expected to much less, described before anything begins: that is how both will know.
import { useId } from 'react';
import type { AttainmentLevel } from '#domain/cycle/goal-attainment.ts';
import { useWords } from '#web/ui/words.ts';
import { type GoalForm, levelKeys } from './form.ts';
import styles from './goal-editor.module.css';

export const Attainment = ({
  goal,
  called,
  onChange,
}: {
  readonly goal: GoalForm;
  readonly called: string;
  readonly onChange: (next: Partial<GoalForm>) => void;
}) => {
  const words = useWords();
  const id = useId();
  return (
    <fieldset className={styles.levels}>
      <legend className="visually-hidden">{words('plan-screen.attainment')}</legend>
      <p className={styles.levelsHead} aria-hidden>
        {words('plan-screen.baseline', { name: called })}
      </p>
      {levelKeys.map((key) => {
        const level = Number(key) as AttainmentLevel;
        const label = words(`plan-screen.level.${key}`);
        return (
          <div key={key} className={styles.levelRow} data-level={key}>
            <label htmlFor={`${id}${key}`} className={styles.levelName}>
              {label}
            </label>
            <textarea
              id={`${id}${key}`}
              rows={1}
              maxLength={1000}
              className={styles.levelText}
              placeholder={words(`plan-screen.level-help.${key}`)}
              value={goal.levels[key] ?? ''}
              onChange={(event) => onChange({ levels: { ...goal.levels, [key]: event.target.value } })}
            />
            <span className={styles.here}>
              <input
                type="radio"
                name={`${id}-now`}
                aria-label={words('plan-screen.baseline.at', { name: called, level: label })}
                checked={goal.baselineLevel === level}
                onChange={() => onChange({ baselineLevel: level })}
              />
            </span>
          </div>
        );
      })}
    </fieldset>
  );
};
