// What was offered, what the person chose, and what they did not want and why: their choice is part of the record.
import IconX from '@tabler/icons-react/icons/IconX';
import { Button, IconButton } from '#web/ui/button.tsx';
import { Segmented } from '#web/ui/choices.tsx';
import { notify } from '#web/ui/notices.ts';
import { TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import type { OptionForm } from './form.ts';
import styles from './goal-editor.module.css';

export const Options = ({
  options,
  called,
  onChange,
}: {
  readonly options: readonly OptionForm[];
  readonly called: string;
  readonly onChange: (options: readonly OptionForm[]) => void;
}) => {
  const words = useWords();
  const change = (key: string, next: Partial<OptionForm>) =>
    onChange(options.map((each) => (each.key === key ? { ...each, ...next } : each)));
  return (
    <>
      {options.map((option) => (
        <div key={option.key} className={styles.option}>
          <TextField
            label={words('plan-screen.option')}
            isLabelHidden
            placeholder={words('plan-screen.option.example')}
            value={option.text}
            onChange={(text) => change(option.key, { text })}
            maxLength={500}
          />
          <Segmented
            label={words('plan-screen.option.choice', { name: called })}
            isLabelHidden
            options={(['offered', 'chosen', 'declined'] as const).map((choice) => ({
              value: choice,
              label: words(`option.${choice}`),
            }))}
            value={option.choice}
            onChange={(choice) => change(option.key, { choice })}
          />
          <IconButton
            icon={IconX}
            size="small"
            label={words('plan-screen.option.remove', { text: option.text })}
            onClick={() => {
              onChange(options.filter((each) => each !== option));
              notify(words('plan-screen.option.removed'), { undo: () => onChange(options) });
            }}
          />
          {option.choice !== 'offered' && (
            <div className={styles.reason}>
              <TextField
                label={words(`plan-screen.option.why.${option.choice}`, { name: called })}
                value={option.reason}
                onChange={(reason) => change(option.key, { reason })}
                maxLength={1000}
              />
            </div>
          )}
        </div>
      ))}
      <div>
        <Button
          size="small"
          onClick={() => onChange([...options, { key: crypto.randomUUID(), text: '', choice: 'offered', reason: '' }])}
        >
          {words('plan-screen.option.add')}
        </Button>
      </div>
    </>
  );
};
