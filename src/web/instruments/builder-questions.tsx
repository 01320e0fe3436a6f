// The questions in their order: what is asked, how it is answered, when it is asked at all, and which answers may mean danger.
import IconArrowDown from '@tabler/icons-react/icons/IconArrowDown';
import IconArrowUp from '@tabler/icons-react/icons/IconArrowUp';
import IconPlus from '@tabler/icons-react/icons/IconPlus';
import IconTrash from '@tabler/icons-react/icons/IconTrash';
import { useState } from 'react';
import { type Severity, severities } from '#domain/instruments/definition.ts';
import { Button, IconButton } from '#web/ui/button.tsx';
import { Checkbox, CheckChips, RadioChips } from '#web/ui/choices.tsx';
import { FieldRow } from '#web/ui/form.tsx';
import { notify } from '#web/ui/notices.ts';
import { Select } from '#web/ui/select.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './builder.module.css';
import type { Change } from './builder-answers.tsx';
import {
  type BuilderForm,
  type Comparison,
  comparisons,
  newQuestion,
  noTexts,
  type Question,
  setOf,
  withoutQuestion,
  withQuestionMoved,
} from './builder-form.ts';
import { TextsField } from './builder-texts.tsx';

type Part = { readonly form: BuilderForm; readonly change: Change };

export const QuestionsPart = ({ form, change }: Part) => {
  const words = useWords();
  return (
    <>
      {form.questions.length === 0 && <p className="muted">{words('builder.questions.none')}</p>}
      <ol className={styles.questions}>
        {form.questions.map((question, at) => (
          <li key={question.id}>
            <QuestionFields question={question} at={at} form={form} change={change} />
          </li>
        ))}
      </ol>
      <div>
        <Button
          icon={IconPlus}
          onClick={() => change((now) => ({ ...now, questions: [...now.questions, newQuestion(now)] }))}
        >
          {words('builder.question.add')}
        </Button>
      </div>
    </>
  );
};

/** Where the definition holds a question: among its items, or among its prompts. */
export const pointerOf = (form: BuilderForm, question: Question): string => {
  const isWritten = question.answers === null;
  const alike = form.questions.filter(({ answers }) => (answers === null) === isWritten);
  return `${isWritten ? 'prompts' : 'items'}/${alike.indexOf(question)}`;
};

const QuestionFields = ({
  question,
  at,
  form,
  change,
}: Part & { readonly question: Question; readonly at: number }) => {
  const words = useWords();
  const [isOpen, setOpen] = useState(false);
  const number = at + 1;
  const put = (part: Partial<Question>) =>
    change((now) => ({
      ...now,
      questions: now.questions.map((each) => (each.id === question.id ? { ...each, ...part } : each)),
    }));
  const set = setOf(form, question);
  const pointer = pointerOf(form, question);
  const remove = () => {
    change((now) => withoutQuestion(now, question.id));
    notify(words('builder.question.removed', { number }), { undo: () => change(() => form) });
  };
  return (
    <section className={styles.part} aria-label={words('builder.question', { number })}>
      <header className={styles.partHead}>
        <h3>{words('builder.question', { number })}</h3>
        {question.onlyIf && <Tag>{words('builder.only-if.tag')}</Tag>}
        {question.danger && <Tag tone="over">{words('builder.danger.tag')}</Tag>}
        <IconButton
          icon={IconArrowUp}
          size="small"
          label={words('builder.question.up', { number })}
          whyNot={at === 0 ? words('builder.question.first') : null}
          onClick={() => change((now) => withQuestionMoved(now, at, -1))}
        />
        <IconButton
          icon={IconArrowDown}
          size="small"
          label={words('builder.question.down', { number })}
          whyNot={at === form.questions.length - 1 ? words('builder.question.last') : null}
          onClick={() => change((now) => withQuestionMoved(now, at, 1))}
        />
        <IconButton
          icon={IconTrash}
          size="small"
          label={words('builder.question.remove', { number })}
          onClick={remove}
        />
      </header>
      <TextsField
        label={words('builder.question.text')}
        name={`${pointer}/text/en`}
        value={question.text}
        isInSpanish={form.isInSpanish}
        isRequired
        isLong
        onChange={(text) => put({ text })}
      />
      <Select
        label={words('builder.question.answers')}
        name={`${pointer}/options`}
        value={question.answers ?? 'words'}
        options={[
          ...form.sets.map(({ id, options }, index) => ({
            value: id,
            label: words('builder.answers.named', {
              number: index + 1,
              answers: options.map(({ text }) => text.en).join(' · '),
            }),
          })),
          { value: 'words', label: words('builder.answers.words') },
        ]}
        onChange={(answers) =>
          put({
            answers: answers === 'words' ? null : answers,
            danger: null,
          })
        }
      />
      <div>
        <Button size="small" look="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {words('builder.question.more')}
        </Button>
      </div>
      {isOpen && (
        <div className={styles.more}>
          <div className={styles.checks}>
            <Checkbox
              label={words('builder.required')}
              isSelected={question.isRequired}
              onChange={(isRequired) => put({ isRequired })}
            />
            <Checkbox
              label={words('builder.many')}
              isSelected={question.isMany}
              onChange={(isMany) => put({ isMany })}
            />
            {set && form.score.method !== 'none' && !question.isMany && (
              <Checkbox
                label={words('builder.scored')}
                isSelected={question.isScored}
                onChange={(isScored) => put({ isScored })}
              />
            )}
            <Checkbox
              label={words('builder.heading')}
              isSelected={question.heading !== null}
              onChange={(has) => put({ heading: has ? noTexts : null })}
            />
          </div>
          {question.heading && (
            <TextsField
              label={words('builder.heading.text')}
              name={`heading/${question.id}/en`}
              value={question.heading}
              isInSpanish={form.isInSpanish}
              isRequired
              onChange={(heading) => put({ heading })}
            />
          )}
          <OnlyIf question={question} at={at} form={form} put={put} />
          {set && (
            <>
              <CheckChips
                label={words('builder.danger')}
                description={words('builder.danger.about')}
                options={set.options.map(({ id, text }) => ({ value: id, label: text.en || id }))}
                value={question.danger?.options ?? []}
                onChange={(options) =>
                  put({
                    danger: options.length > 0 ? { options, severity: question.danger?.severity ?? 'urgent' } : null,
                  })
                }
              />
              {question.danger && (
                <RadioChips<Severity>
                  label={words('builder.danger.how')}
                  options={severities.map((value) => ({ value, label: words(`builder.danger.${value}`) }))}
                  value={question.danger.severity}
                  onChange={(severity) => put({ danger: { options: question.danger?.options ?? [], severity } })}
                />
              )}
            </>
          )}
        </div>
      )}
    </section>
  );
};

/** The rule is chosen from what was asked before: it cannot go in a circle, or name what is not there. */
const OnlyIf = ({
  question,
  at,
  form,
  put,
}: Pick<Part, 'form'> & {
  readonly question: Question;
  readonly at: number;
  readonly put: (part: Partial<Question>) => void;
}) => {
  const words = useWords();
  const before = form.questions.slice(0, at).filter(({ answers, isMany }) => answers !== null && !isMany);
  const { onlyIf } = question;
  const asked = before.find(({ id }) => id === onlyIf?.question);
  const options = (asked && setOf(form, asked)?.options) ?? [];
  const first = (id: string) => setOf(form, before.find((each) => each.id === id) as Question)?.options[0]?.id ?? '';
  return (
    <FieldRow>
      <Select
        label={words('builder.only-if')}
        value={onlyIf?.question ?? 'always'}
        options={[
          { value: 'always', label: words('builder.only-if.always') },
          ...before.map((each) => ({
            value: each.id,
            label: words('builder.only-if.question', {
              number: form.questions.indexOf(each) + 1,
              text: each.text.en.slice(0, 60),
            }),
          })),
        ]}
        onChange={(id) => put({ onlyIf: id === 'always' ? null : { question: id, how: '=', option: first(id) } })}
      />
      {onlyIf && asked && (
        <>
          <Select<Comparison>
            label={words('builder.only-if.how')}
            value={onlyIf.how}
            options={comparisons.map((value) => ({
              value,
              label: words(`builder.only-if.${{ '=': 'is', '!=': 'is-not', '>=': 'at-least' }[value]}`),
            }))}
            onChange={(how) => put({ onlyIf: { ...onlyIf, how } })}
          />
          <Select
            label={words('builder.only-if.answer')}
            value={onlyIf.option}
            options={options.map(({ id, text }) => ({ value: id, label: text.en || id }))}
            onChange={(option) => put({ onlyIf: { ...onlyIf, option } })}
          />
        </>
      )}
    </FieldRow>
  );
};
