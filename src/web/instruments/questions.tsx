// The questions one below the other. A digit answers and goes on to the next, so that whoever asks can look at the person.
import { useEffect, useRef } from 'react';
import { promptsAsked } from '#domain/instruments/asked.ts';
import type { Item, Option, Prompt } from '#domain/instruments/definition.ts';
import { inLanguage, type Language } from '#domain/instruments/language.ts';
import { keyOf, optionAt } from '#web/shell/option-keys.ts';
import { useWords } from '#web/ui/words.ts';
import type { Answering } from './answers.ts';
import { PromptField } from './prompt-field.tsx';
import styles from './questions.module.css';

type Asked = { readonly kind: 'item'; readonly item: Item } | { readonly kind: 'prompt'; readonly prompt: Prompt };

/** What is asked now, in the order of the sections where there are any, each under its heading. */
export const askedIn = ({ definition, answers, asked }: Pick<Answering, 'definition' | 'answers' | 'asked'>) => {
  const all: readonly (Asked & { readonly id: string })[] = [
    ...asked.map((item) => ({ kind: 'item' as const, id: item.id, item })),
    ...promptsAsked(definition, answers).map((prompt) => ({ kind: 'prompt' as const, id: prompt.id, prompt })),
  ];
  if (!definition.sections) return [{ id: '', title: null, about: null, asked: all }];
  return definition.sections.map(({ id, title, about = null, holds }) => ({
    id,
    title,
    about,
    asked: holds.flatMap((name) => all.find((each) => each.id === name) ?? []),
  }));
};

export const Questions = ({
  answering,
  language,
  missing,
  takesFocus = false,
}: {
  readonly answering: Pick<Answering, 'definition' | 'answers' | 'asked' | 'set'>;
  readonly language: Language;
  /** Items that are marked as not answered. */
  readonly missing: readonly string[];
  /** Whoever asks goes on where they were without reaching for anything: the first question without an answer has the focus. */
  readonly takesFocus?: boolean;
}) => {
  const words = useWords();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!takesFocus) return;
    const open = [...(list.current?.querySelectorAll('[data-question]') ?? [])].find(
      (field) => field.querySelector('input:checked') === null,
    );
    open?.querySelector<HTMLElement>('input, textarea')?.focus({ preventScroll: true });
  }, [takesFocus]);
  const { definition, answers, set } = answering;
  const numberOf = new Map(answering.asked.map(({ id }, at) => [id, at + 1]));
  const goOnFrom = (field: Element) => {
    const fields = [...(list.current?.querySelectorAll('[data-question]') ?? [])];
    const next = fields[fields.indexOf(field) + 1];
    const target =
      next?.querySelector<HTMLElement>('input:checked, input, textarea') ??
      document.querySelector<HTMLElement>('[data-after-questions]');
    target?.focus();
    (next ?? target)?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <div ref={list} className={styles.questions} lang={language}>
      {definition.stem && <p className={styles.stem}>{inLanguage(definition.stem, language)}</p>}
      {askedIn(answering).map((section) => (
        <section key={section.id} className={styles.section}>
          {section.title && <h3 className={styles.heading}>{inLanguage(section.title, language)}</h3>}
          {section.about && <p className={styles.about}>{inLanguage(section.about, language)}</p>}
          {section.asked.map((each) =>
            each.kind === 'item' ? (
              <Question
                key={each.id}
                item={each.item}
                number={numberOf.get(each.id) ?? 0}
                options={definition.optionSets[each.item.options] ?? []}
                value={answers[each.id]}
                language={language}
                isMissing={missing.includes(each.id)}
                onAnswer={(value) => set(each.id, value)}
                onGoOn={goOnFrom}
              />
            ) : (
              <PromptField
                key={each.id}
                prompt={each.prompt}
                language={language}
                value={answers[each.id]}
                onChange={(value) => set(each.id, value)}
              />
            ),
          )}
        </section>
      ))}
      <p className="visually-hidden">{words('instruments.keys.help')}</p>
    </div>
  );
};

type QuestionProps = {
  readonly item: Item;
  readonly number: number;
  readonly options: readonly Option[];
  readonly value: unknown;
  readonly language: Language;
  readonly isMissing: boolean;
  readonly onAnswer: (value: Option['value'] | Option['value'][] | undefined) => void;
  readonly onGoOn: (field: Element) => void;
};

/** With one of several marked: what stands alone takes the others away, and they it. */
export const marked = (
  options: readonly Option[],
  before: readonly Option['value'][],
  { value, alone }: Option,
  isOn: boolean,
): Option['value'][] | undefined => {
  const kept = before.filter(
    (each) => each !== value && !alone && !options.find((option) => option.value === each)?.alone,
  );
  const now = isOn ? [...kept, value] : before.filter((each) => each !== value);
  return now.length > 0 ? now : undefined;
};

const Question = ({ item, number, options, value, language, isMissing, onAnswer, onGoOn }: QuestionProps) => {
  const words = useWords();
  const field = useRef<HTMLFieldSetElement>(null);
  const chosen = (Array.isArray(value) ? value : value === undefined ? [] : [value]) as Option['value'][];
  const answer = (option: Option, isOn = true) =>
    onAnswer(item.many ? marked(options, chosen, option, isOn) : option.value);
  return (
    <fieldset
      ref={field}
      className={styles.question}
      data-question={item.id}
      data-missing={isMissing || undefined}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.key === 'Backspace' || event.key === 'Delete') {
          event.preventDefault();
          onAnswer(undefined);
          return;
        }
        const option = optionAt(options, event.key);
        if (!option) return;
        event.preventDefault();
        event.stopPropagation();
        answer(option, !chosen.includes(option.value));
        if (!item.many && field.current) onGoOn(field.current);
      }}
    >
      <legend className={styles.text}>
        <span className={styles.number} aria-hidden>
          {number}
        </span>
        <span>
          {item.period && <span className={styles.period}>{inLanguage(item.period, language)} </span>}
          {item.text && inLanguage(item.text, language)}
        </span>
      </legend>
      <div className={styles.options}>
        {options.map((option, at) => (
          <label key={option.value} className={styles.option}>
            <input
              type={item.many ? 'checkbox' : 'radio'}
              name={`question-${item.id}`}
              className={styles.input}
              checked={chosen.includes(option.value)}
              onChange={(event) => answer(option, event.target.checked)}
            />
            <span className={styles.chip}>
              {keyOf(options, at) !== null && (
                <kbd className={styles.key} aria-hidden>
                  {keyOf(options, at)}
                </kbd>
              )}
              {option.label && inLanguage(option.label, language)}
            </span>
          </label>
        ))}
        {chosen.length > 0 && (
          <button type="button" className={styles.clear} tabIndex={-1} onClick={() => onAnswer(undefined)}>
            {words('instruments.take-back-answer')}
          </button>
        )}
      </div>
      {isMissing && <p className={styles.missing}>{words('instruments.not-answered')}</p>}
    </fieldset>
  );
};
