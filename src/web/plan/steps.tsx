// Who does what by when, and with what: the person's own people and places come before services.
import IconArrowDown from '@tabler/icons-react/icons/IconArrowDown';
import IconArrowUp from '@tabler/icons-react/icons/IconArrowUp';
import IconX from '@tabler/icons-react/icons/IconX';
import { useEffect, useRef } from 'react';
import { Button, IconButton } from '#web/ui/button.tsx';
import { RadioChips, Segmented } from '#web/ui/choices.tsx';
import { DayField } from '#web/ui/day-field.tsx';
import { notify } from '#web/ui/notices.ts';
import { Tag } from '#web/ui/tag.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import { moved, newStep, type StepForm, stepOwners } from './form.ts';
import styles from './goal-editor.module.css';

export type StepsProps = {
  readonly steps: readonly StepForm[];
  readonly called: string;
  readonly staffId: string;
  readonly errorAt: (index: number, field: string) => string | null;
  readonly onChange: (steps: readonly StepForm[]) => void;
};

export const Steps = ({ steps, called, staffId, errorAt, onChange }: StepsProps) => {
  const words = useWords();
  const list = useRef<HTMLOListElement>(null);
  const added = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a step just added takes the focus
  useEffect(() => {
    if (!added.current) return;
    added.current = false;
    list.current?.lastElementChild?.querySelector<HTMLElement>('input')?.focus();
  }, [steps.length]);
  const change = (key: string, next: Partial<StepForm>) =>
    onChange(steps.map((each) => (each.key === key ? { ...each, ...next } : each)));
  return (
    <>
      <ol ref={list} className={styles.steps}>
        {steps.map((step, index) => (
          <li key={step.key} className={styles.step}>
            <div className={styles.stepHead}>
              <TextField
                label={words('plan-screen.step.number', { number: index + 1 })}
                value={step.text}
                onChange={(text) => change(step.key, { text })}
                maxLength={1000}
                placeholder={words('plan-screen.step.example')}
              />
              <span className={styles.stepMove}>
                <IconButton
                  icon={IconArrowUp}
                  size="small"
                  label={words('plan-screen.step.up', { number: index + 1 })}
                  whyNot={index === 0 ? words('plan-screen.first') : null}
                  onClick={() => onChange(moved(steps, index, -1))}
                />
                <IconButton
                  icon={IconArrowDown}
                  size="small"
                  label={words('plan-screen.step.down', { number: index + 1 })}
                  whyNot={index === steps.length - 1 ? words('plan-screen.last') : null}
                  onClick={() => onChange(moved(steps, index, 1))}
                />
                <IconButton
                  icon={IconX}
                  size="small"
                  label={words('plan-screen.step.remove', { number: index + 1 })}
                  onClick={() => {
                    onChange(steps.filter((each) => each !== step));
                    notify(words('plan-screen.step.removed'), { undo: () => onChange(steps) });
                  }}
                />
              </span>
            </div>
            {step.state === 'done' ? (
              <div>
                <Tag tone="ok">{words('step.state.done')}</Tag>
              </div>
            ) : (
              <div className={styles.stepFields}>
                <RadioChips
                  label={words('plan-screen.step.owner')}
                  options={stepOwners.map((owner) => ({
                    value: owner,
                    label: words(`plan-screen.owner.${owner}`, { name: called }),
                  }))}
                  value={step.owner}
                  onChange={(owner) =>
                    change(step.key, { owner, staffId: owner === 'worker' ? staffId : null, ownerName: '' })
                  }
                />
                {(step.owner === 'supporter' || step.owner === 'provider') && (
                  <TextField
                    label={words(`plan-screen.step.who.${step.owner}`)}
                    value={step.ownerName}
                    onChange={(ownerName) => change(step.key, { ownerName })}
                    maxLength={200}
                    error={step.text ? errorAt(index, 'ownerName') : null}
                  />
                )}
                <DayField
                  label={words('plan-screen.step.due')}
                  value={step.dueOn}
                  onChange={(dueOn) => change(step.key, { dueOn })}
                  error={step.dueOn ? errorAt(index, 'dueOn') : null}
                />
                <Segmented
                  label={words('plan-screen.step.resource-kind')}
                  options={(['natural', 'formal'] as const).map((kind) => ({
                    value: kind,
                    label: words(`plan-screen.resource.${kind}`),
                  }))}
                  value={step.resourceKind}
                  onChange={(resourceKind) => change(step.key, { resourceKind })}
                />
                <TextField
                  label={words('plan-screen.step.resource')}
                  value={step.resource}
                  onChange={(resource) => change(step.key, { resource })}
                  maxLength={500}
                />
              </div>
            )}
          </li>
        ))}
      </ol>
      <div>
        <Button
          size="small"
          onClick={() => {
            added.current = true;
            onChange([...steps, newStep()]);
          }}
        >
          {words('plan-screen.step.add')}
        </Button>
      </div>
    </>
  );
};
