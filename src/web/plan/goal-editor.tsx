// One goal: in the person's words, tied to needs and strengths, measurable, weighed, with what was offered and who does what.
import IconArrowDown from '@tabler/icons-react/icons/IconArrowDown';
import IconArrowUp from '@tabler/icons-react/icons/IconArrowUp';
import { type ReactNode, useId } from 'react';
import type { PlanPage } from '#contract/plan.ts';
import type { Refusal } from '#domain/basics/result.ts';
import { lifeDomains } from '#domain/cycle/life-domains.ts';
import { useDomainLabel } from '#web/shell/domain-label.ts';
import { useSentence } from '#web/shell/sentence.ts';
import { Button, IconButton } from '#web/ui/button.tsx';
import { CheckChips, RadioChips } from '#web/ui/choices.tsx';
import { notify } from '#web/ui/notices.ts';
import { Select } from '#web/ui/select.tsx';
import { TextArea, TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import { Attainment } from './attainment.tsx';
import type { GoalForm } from './form.ts';
import styles from './goal-editor.module.css';
import { Options } from './options.tsx';
import { Steps } from './steps.tsx';

export type GoalEditorProps = {
  readonly goal: GoalForm;
  readonly number: number;
  readonly of: number;
  readonly page: PlanPage;
  readonly called: string;
  /** Who writes the plan: the worker of its steps. */
  readonly staffId: string;
  readonly missing: readonly Refusal[];
  readonly pointer: string;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly onChange: (next: Partial<GoalForm>) => void;
  readonly onMove: (by: 1 | -1) => void;
};

export const GoalEditor = (props: GoalEditorProps) => {
  const { goal, number, of, missing, isOpen, onToggle, onChange, onMove } = props;
  const words = useWords();
  const bodyId = useId();
  const domainLabel = useDomainLabel();
  const steps = goal.steps.filter(({ state }) => state !== 'dropped').length;
  return (
    <section
      className={styles.goal}
      data-dropped={goal.dropped || undefined}
      aria-label={words('plan-screen.goal.number', { number })}
    >
      <header className={styles.head}>
        <button
          type="button"
          className={styles.toggle}
          aria-expanded={isOpen}
          aria-controls={bodyId}
          onClick={onToggle}
        >
          <span className={styles.number}>
            {words('plan-screen.goal.number', { number })} · {domainLabel(goal.domain)}
          </span>
          <span className={styles.words}>{goal.words ? `“${goal.words}”` : words('plan-screen.goal.empty')}</span>
          <span className={styles.state}>
            {goal.dropped
              ? words('plan-screen.goal.dropped')
              : missing.length > 0
                ? words('plan-screen.goal.missing', { count: missing.length, steps })
                : words('plan-screen.goal.ready', { steps })}
          </span>
        </button>
        {of > 1 && (
          <span className={styles.move}>
            <IconButton
              icon={IconArrowUp}
              size="small"
              label={words('plan-screen.goal.up', { number })}
              whyNot={number === 1 ? words('plan-screen.first') : null}
              onClick={() => onMove(-1)}
            />
            <IconButton
              icon={IconArrowDown}
              size="small"
              label={words('plan-screen.goal.down', { number })}
              whyNot={number === of ? words('plan-screen.last') : null}
              onClick={() => onMove(1)}
            />
          </span>
        )}
      </header>
      <div id={bodyId} hidden={!isOpen} className={styles.body}>
        {isOpen &&
          (goal.dropped ? (
            <div>
              <Button onClick={() => onChange({ dropped: false })}>{words('plan-screen.goal.take-up')}</Button>
            </div>
          ) : (
            <Body {...props} />
          ))}
      </div>
    </section>
  );
};

const Body = ({ goal, page, called, staffId, missing, pointer, onChange }: GoalEditorProps) => {
  const words = useWords();
  const sentence = useSentence();
  const domainLabel = useDomainLabel();
  const domains = [...new Set([...Object.keys(lifeDomains), ...page.needs.map(({ domain }) => domain), goal.domain])];
  const needs = page.needs.filter(({ level, thread }) => level === 'unmet' || goal.needs.includes(thread));
  const errorAt = (field: string) => {
    const found = missing.find((each) => each.pointer === `${pointer}/${field}`);
    return found ? sentence('refusal.', found) : null;
  };
  return (
    <>
      <div className={styles.own}>
        <TextArea
          label={words('plan-screen.goal.words', { name: called })}
          description={words('plan-screen.goal.words.help')}
          value={goal.words}
          onChange={(text) => onChange({ words: text })}
          rows={2}
          maxLength={2000}
          isQuote
        />
      </div>
      <Section title={words('plan-screen.goal.ties')} hint={errorAt('needs') ?? errorAt('strengths')}>
        {needs.length > 0 && (
          <CheckChips
            label={words('plan-screen.goal.needs')}
            options={needs.map(({ thread, label, domain }) => ({ value: thread, label: label || domainLabel(domain) }))}
            value={goal.needs}
            onChange={(chosen) =>
              onChange({
                needs: chosen,
                domain: needs.find(({ thread }) => thread === chosen[0])?.domain ?? goal.domain,
              })
            }
          />
        )}
        {page.strengths.length > 0 ? (
          <CheckChips
            label={words('plan-screen.goal.strengths')}
            options={page.strengths.map(({ id, text }) => ({ value: id, label: text }))}
            value={goal.strengths}
            onChange={(strengths) => onChange({ strengths })}
          />
        ) : (
          <p className="muted">{words('plan-screen.goal.no-strengths')}</p>
        )}
        <div className={styles.narrowField}>
          <Select
            label={words('plan-screen.goal.domain')}
            value={goal.domain}
            onChange={(domain) => onChange({ domain })}
            options={domains.map((code) => ({ value: code, label: domainLabel(code) }))}
          />
        </div>
      </Section>
      <Section
        title={words('plan-screen.attainment')}
        about={words('plan-screen.attainment.about')}
        hint={errorAt('levels/0') ?? errorAt('baselineLevel') ?? errorAt(`levels/${goal.baselineLevel}`)}
      >
        <TextField
          label={words('plan-screen.measure')}
          description={words('plan-screen.measure.help')}
          value={goal.measure}
          onChange={(measure) => onChange({ measure })}
          maxLength={1000}
        />
        <Attainment goal={goal} called={called} onChange={onChange} />
        <div className={styles.weights}>
          {(['importance', 'difficulty'] as const).map((weight) => (
            <RadioChips
              key={weight}
              label={words(`plan-screen.${weight}`, { name: called })}
              options={(['1', '2', '3'] as const).map((each) => ({
                value: each,
                label: words(`plan-screen.${weight}.${each}`),
              }))}
              value={goal[weight] === 0 ? null : `${goal[weight]}`}
              onChange={(each) => onChange({ [weight]: Number(each) })}
            />
          ))}
        </div>
      </Section>
      <Section title={words('plan-screen.options')} about={words('plan-screen.options.about', { name: called })}>
        <Options options={goal.options} called={called} onChange={(options) => onChange({ options })} />
      </Section>
      <Section title={words('plan-screen.steps')} about={words('plan-screen.steps.about')} hint={errorAt('steps')}>
        <Steps
          steps={goal.steps}
          called={called}
          staffId={staffId}
          errorAt={(index, field) => errorAt(`steps/${index}/${field}`)}
          onChange={(steps) => onChange({ steps })}
        />
      </Section>
      <footer className={styles.foot}>
        <Button
          size="small"
          look="quiet"
          onClick={() => {
            onChange({ dropped: true });
            notify(words('plan-screen.goal.let-go.done'), { undo: () => onChange({ dropped: false }) });
          }}
        >
          {words('plan-screen.goal.let-go')}
        </Button>
      </footer>
    </>
  );
};

const Section = ({
  title,
  about,
  hint,
  children,
}: {
  readonly title: string;
  readonly about?: string;
  /** What is still missing here. */
  readonly hint?: string | null;
  readonly children: ReactNode;
}) => (
  <section className={styles.section}>
    <h4>{title}</h4>
    {about && <p className={styles.about}>{about}</p>}
    {hint && <p className={styles.hint}>{hint}</p>}
    {children}
  </section>
);
