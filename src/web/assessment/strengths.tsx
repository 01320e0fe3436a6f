// Strengths are counted, so each is a line of its own: what is there now, what is hoped for, what helped before.
import IconPlus from '@tabler/icons-react/icons/IconPlus';
import IconX from '@tabler/icons-react/icons/IconX';
import { useId, useState } from 'react';
import { Button, IconButton } from '#web/ui/button.tsx';
import { Checkbox } from '#web/ui/choices.tsx';
import { notify } from '#web/ui/notices.ts';
import { Select } from '#web/ui/select.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import { newStrength, type StrengthForm } from './form.ts';
import styles from './strengths.module.css';

const aspects = ['current', 'past', 'wish'] as const;

export const Strengths = ({
  called,
  strengths,
  onChange,
}: {
  readonly called: string;
  readonly strengths: readonly StrengthForm[];
  readonly onChange: (next: readonly StrengthForm[]) => void;
}) => {
  const words = useWords();
  const titleId = useId();
  const [text, setText] = useState('');
  const add = () => {
    if (!text.trim()) return;
    onChange([...strengths, newStrength(text.trim())]);
    setText('');
  };
  const change = (key: string, next: Partial<StrengthForm>) =>
    onChange(strengths.map((each) => (each.key === key ? { ...each, ...next } : each)));
  const remove = (strength: StrengthForm) => {
    const before = strengths;
    onChange(strengths.filter((each) => each !== strength));
    notify(words('assessment-screen.strength.removed'), { undo: () => onChange(before) });
  };
  return (
    <fieldset className={styles.strengths} aria-labelledby={titleId}>
      <legend id={titleId} className={styles.title}>
        {words('assessment.field.strengths')}
      </legend>
      <ul className={styles.list}>
        {strengths.map((strength) => (
          <li key={strength.key} className={styles.strength}>
            <TextField
              label={words('assessment-screen.strength')}
              isLabelHidden
              value={strength.text}
              onChange={(next) => change(strength.key, { text: next })}
              maxLength={1000}
            />
            <Select
              label={words('assessment-screen.strength.aspect')}
              isLabelHidden
              value={strength.aspect}
              onChange={(aspect) => change(strength.key, { aspect })}
              options={aspects.map((aspect) => ({ value: aspect, label: words(`strength.aspect.${aspect}`) }))}
            />
            <span className={styles.own}>
              <Checkbox
                label={words('assessment-screen.strength.own-words')}
                isSelected={strength.words}
                onChange={(isOwn) => change(strength.key, { words: isOwn })}
              />
            </span>
            <IconButton
              icon={IconX}
              size="small"
              label={words('assessment-screen.strength.remove', { text: strength.text })}
              onClick={() => remove(strength)}
            />
          </li>
        ))}
      </ul>
      <div className={styles.add}>
        <TextField
          label={words('assessment-screen.strength.add', { name: called })}
          isLabelHidden
          placeholder={words('assessment-screen.strength.add', { name: called })}
          value={text}
          onChange={setText}
          maxLength={1000}
          onBlur={add}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
            event.preventDefault();
            add();
          }}
        />
        <Button icon={IconPlus} onClick={add}>
          {words('assessment-screen.add')}
        </Button>
      </div>
    </fieldset>
  );
};
