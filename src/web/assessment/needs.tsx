// What is needed here: none, met, not met yet, not known. A need that is not met says what, and how soon.

import IconPlus from '@tabler/icons-react/icons/IconPlus';
import IconX from '@tabler/icons-react/icons/IconX';
import { useState } from 'react';
import type { Day } from '#domain/basics/day.ts';
import { type NeedLevel, needLevels } from '#domain/cycle/assessment.ts';
import { Button, IconButton } from '#web/ui/button.tsx';
import { RadioChips, Segmented } from '#web/ui/choices.tsx';
import { useDayText } from '#web/ui/day-field.tsx';
import { notify } from '#web/ui/notices.ts';
import { TextArea, TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import { type NeedForm, newNeed } from './form.ts';
import styles from './needs.module.css';

export type NeedsProps = {
  readonly called: string;
  readonly needs: readonly NeedForm[];
  readonly lastNeeds: readonly NeedForm[];
  readonly lastDay: string | null;
  readonly onChange: (needs: readonly NeedForm[]) => void;
};

export const Needs = ({ called, needs, lastNeeds, lastDay, onChange }: NeedsProps) => {
  const words = useWords();
  // The first need keeps its place, and the focus, from the moment it is only a question.
  const [firstKey] = useState(() => crypto.randomUUID());
  const change = (key: string, next: Partial<NeedForm>) =>
    onChange(needs.map((each) => (each.key === key ? { ...each, ...next } : each)));
  const remove = (key: string) => {
    onChange(needs.filter((each) => each.key !== key));
    notify(words('assessment-screen.need.removed'), { undo: () => onChange(needs) });
  };
  const levels = needLevels.map((level) => ({ value: level, label: words(`need.level.${level}`) }));
  const first = needs[0];
  return (
    <section className={styles.needs} aria-label={words('assessment.field.needs')}>
      {(needs.length === 0 ? [{ ...newNeed(null), key: firstKey }] : needs).map((need, index) => (
        <Need
          key={need.key}
          need={need}
          position={needs.length > 1 ? index + 1 : null}
          called={called}
          levels={levels}
          last={lastNeeds.find(({ id }) => id === need.id) ?? null}
          lastDay={lastDay}
          onChange={(next) =>
            needs.length === 0
              ? next.level && onChange([{ ...newNeed(next.level), key: firstKey }])
              : change(need.key, next)
          }
          onRemove={needs.length === 0 ? null : () => remove(need.key)}
        />
      ))}
      {first && first.level !== 'none' && (
        <div>
          <Button size="small" look="quiet" icon={IconPlus} onClick={() => onChange([...needs, newNeed('unmet')])}>
            {words('assessment-screen.need.another')}
          </Button>
        </div>
      )}
    </section>
  );
};

const Need = ({
  need,
  position,
  called,
  levels,
  last,
  lastDay,
  onChange,
  onRemove,
}: {
  /** Without a level while it is only asked. */
  readonly need: Omit<NeedForm, 'level'> & { readonly level: NeedLevel | null };
  readonly position: number | null;
  readonly called: string;
  readonly levels: readonly { readonly value: NeedLevel; readonly label: string }[];
  readonly last: NeedForm | null;
  readonly lastDay: string | null;
  readonly onChange: (next: Partial<NeedForm>) => void;
  readonly onRemove: (() => void) | null;
}) => {
  const words = useWords();
  const dayText = useDayText();
  const isNeeded = need.level === 'unmet' || need.level === 'met';
  return (
    <div className={styles.need}>
      <div className={styles.level}>
        <RadioChips<NeedLevel>
          label={
            position === null
              ? words('assessment-screen.need.ask', { name: called })
              : words('assessment-screen.need.number', { number: position })
          }
          options={levels}
          value={need.level}
          onChange={(level) => onChange({ level, priority: level === 'unmet' ? need.priority : null })}
        />
        {onRemove && (
          <IconButton
            icon={IconX}
            size="small"
            label={words('assessment-screen.need.remove', { label: need.label })}
            onClick={onRemove}
          />
        )}
      </div>
      {last && lastDay && (
        <p className={styles.last}>
          {words(last.level === need.level ? 'assessment-screen.need.as-last' : 'assessment-screen.need.last', {
            day: dayText(lastDay as Day, 'short'),
            level: words(`need.level.${last.level}`),
          })}
        </p>
      )}
      {isNeeded && (
        <>
          <TextField
            label={words('assessment-screen.need.label')}
            description={words('assessment-screen.need.label.help')}
            value={need.label}
            onChange={(label) => onChange({ label })}
            maxLength={300}
          />
          {need.level === 'unmet' && (
            <Segmented
              label={words('assessment-screen.need.priority')}
              options={(['1', '2', '3'] as const).map((each) => ({
                value: each,
                label: words(`need.priority.${each}`),
              }))}
              value={need.priority === null ? null : `${need.priority}`}
              onChange={(each) => onChange({ priority: Number(each) as 1 | 2 | 3 })}
            />
          )}
          <TextArea
            label={words('assessment-screen.need.words', { name: called })}
            value={need.words}
            onChange={(text) => onChange({ words: text })}
            rows={2}
            maxLength={5000}
            isQuote
          />
          <div className={styles.pair}>
            <TextArea
              label={words('assessment.field.origin')}
              value={need.origin}
              onChange={(origin) => onChange({ origin })}
              rows={2}
              maxLength={5000}
            />
            <TextArea
              label={words('assessment.field.upkeep')}
              value={need.upkeep}
              onChange={(upkeep) => onChange({ upkeep })}
              rows={2}
              maxLength={5000}
            />
          </div>
        </>
      )}
    </div>
  );
};
