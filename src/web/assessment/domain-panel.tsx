// One part of life, as a conversation goes: what the person says first and largest, then how things are, what is strong, what is
// wished for, what stands in the way, and what is needed. Last time's answer stands beside each.
import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import type { Day } from '#domain/basics/day.ts';
import type { Refusal } from '#domain/basics/result.ts';
import { useDomainLabel } from '#web/shell/domain-label.ts';
import { useSentence } from '#web/shell/sentence.ts';
import { Button } from '#web/ui/button.tsx';
import { Checkbox } from '#web/ui/choices.tsx';
import { useDayText } from '#web/ui/day-field.tsx';
import { TextArea } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './domain-panel.module.css';
import type { DomainForm, ProseField } from './form.ts';
import { Needs } from './needs.tsx';
import { Strengths } from './strengths.tsx';

export type DomainPanelProps = {
  readonly code: string;
  readonly entry: DomainForm;
  /** What was written here last time, if there was a last time. */
  readonly last: DomainForm | null;
  readonly lastDay: string | null;
  /** What the person is called. */
  readonly called: string;
  readonly missing: readonly Refusal[];
  readonly onChange: (next: Partial<DomainForm>) => void;
  readonly onPrevious: (() => void) | null;
  readonly onNext: () => void;
};

export const DomainPanel = (props: DomainPanelProps) => {
  const { code, entry, last, lastDay, called, missing, onChange, onPrevious, onNext } = props;
  const words = useWords();
  const intl = useIntl();
  const sentence = useSentence();
  const domainLabel = useDomainLabel();
  const ask = `assessment-screen.ask.${code}`;
  const prose = (field: ProseField, rows: number) => (
    <Beside key={field} last={last?.[field] ?? ''} now={entry[field]} lastDay={lastDay}>
      <TextArea
        label={
          field === 'words' ? words('assessment-screen.words-of', { name: called }) : words(`assessment.field.${field}`)
        }
        description={words(`assessment-screen.help.${field}`, { name: called })}
        value={entry[field]}
        onChange={(text) => onChange({ [field]: text })}
        rows={rows}
        maxLength={20_000}
        isQuote={field === 'words'}
      />
    </Beside>
  );
  return (
    <section className={styles.panel} aria-labelledby="assessment-domain">
      <header>
        <h3 id="assessment-domain" tabIndex={-1} data-focus-quietly className={styles.title}>
          {domainLabel(code)}
        </h3>
        <p className={styles.ask}>
          {words(Object.hasOwn(intl.messages, ask) ? ask : 'assessment-screen.ask.own', { name: called })}
        </p>
      </header>
      <div className={styles.own}>{prose('words', 3)}</div>
      {prose('situation', 2)}
      <Beside
        last={last?.strengths.map(({ text }) => text).join('\n') ?? ''}
        now={entry.strengths.map(({ text }) => text).join('\n')}
        lastDay={lastDay}
      >
        <Strengths called={called} strengths={entry.strengths} onChange={(strengths) => onChange({ strengths })} />
      </Beside>
      {prose('wishes', 2)}
      {prose('barriers', 2)}
      <Needs
        called={called}
        needs={entry.needs}
        lastNeeds={last?.needs ?? []}
        lastDay={lastDay}
        onChange={(needs) => onChange({ needs })}
      />
      {missing.length > 0 && entry.discussed && (
        <div className={styles.missing}>
          <p className={styles.missingTitle}>{words('assessment-screen.before-signing')}</p>
          <ul>
            {missing.map((each) => (
              <li key={`${each.code}${each.pointer}`}>{sentence('refusal.', each)}</li>
            ))}
          </ul>
        </div>
      )}
      <footer className={styles.footer}>
        <Checkbox
          label={words('assessment.field.discussed')}
          isSelected={entry.discussed}
          onChange={(discussed) => onChange({ discussed })}
        />
        <span className={styles.move}>
          {onPrevious && (
            <Button onClick={onPrevious} title={words('assessment-screen.keys.back')}>
              {words('assessment-screen.previous')}
            </Button>
          )}
          <Button look="primary" onClick={onNext} title={words('assessment-screen.keys.on')}>
            {words('assessment-screen.next')}
          </Button>
        </span>
      </footer>
      <p className={styles.keys}>{words('assessment-screen.keys')}</p>
    </section>
  );
};

/** A field and, where it says something else now, what it said last time. */
const Beside = ({
  last,
  now,
  lastDay,
  children,
}: {
  readonly last: string;
  readonly now: string;
  readonly lastDay: string | null;
  readonly children: ReactNode;
}) => {
  const words = useWords();
  const dayText = useDayText();
  if (!last.trim() || lastDay === null) return children;
  const isSame = last.trim() === now.trim();
  const title = words(isSame ? 'assessment-screen.as-last-time' : 'assessment-screen.last-time', {
    day: dayText(lastDay as Day, 'short'),
  });
  if (isSame)
    return (
      <div className={styles.same}>
        {children}
        <p className={styles.lastTitle}>{title}</p>
      </div>
    );
  return (
    <div className={styles.beside}>
      {children}
      <aside className={styles.last}>
        <p className={styles.lastTitle}>{title}</p>
        <p className={styles.lastText}>{last}</p>
      </aside>
    </div>
  );
};
