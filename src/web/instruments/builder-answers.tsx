// The answers that questions have: what each is called and how much it counts.
import IconPlus from '@tabler/icons-react/icons/IconPlus';
import IconTrash from '@tabler/icons-react/icons/IconTrash';
import { type CommonAnswers, commonAnswers } from '#domain/instruments/common-answers.ts';
import { Button, IconButton } from '#web/ui/button.tsx';
import { Checkbox } from '#web/ui/choices.tsx';
import { NumberField } from '#web/ui/number-field.tsx';
import { Select } from '#web/ui/select.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './builder.module.css';
import { type AnswerSet, type BuilderForm, freeId, noTexts } from './builder-form.ts';
import { TextsField } from './builder-texts.tsx';

export type Change = (next: (form: BuilderForm) => BuilderForm) => void;

export const AnswerSetsPart = ({ form, change }: { readonly form: BuilderForm; readonly change: Change }) => {
  const words = useWords();
  const add = (which: CommonAnswers | 'empty') =>
    change((now) => {
      const texts = which === 'empty' ? [noTexts, noTexts] : commonAnswers[which];
      const options = texts.map((text, at) => ({ id: `o${at + 1}`, text, points: at }));
      return { ...now, sets: [...now.sets, { id: freeId('a', now.sets), options }] };
    });
  return (
    <>
      {form.sets.length === 0 && <p className="muted">{words('builder.answers.about')}</p>}
      {form.sets.map((set, at) => (
        <AnswerSetFields key={set.id} set={set} number={at + 1} form={form} change={change} />
      ))}
      <Select
        label={words('builder.answers.add')}
        value=""
        placeholder={words('builder.answers.choose')}
        options={[
          ...(Object.keys(commonAnswers) as CommonAnswers[]).map((value) => ({
            value,
            label: words(`builder.answers.common.${value}`),
          })),
          { value: 'empty' as const, label: words('builder.answers.own') },
        ]}
        onChange={add}
      />
    </>
  );
};

const AnswerSetFields = ({
  set,
  number,
  form,
  change,
}: {
  readonly set: AnswerSet;
  readonly number: number;
  readonly form: BuilderForm;
  readonly change: Change;
}) => {
  const words = useWords();
  const put = (options: AnswerSet['options']) =>
    change((now) => ({ ...now, sets: now.sets.map((each) => (each.id === set.id ? { ...each, options } : each)) }));
  const users = form.questions.filter(({ answers }) => answers === set.id).length;
  const next = Math.max(-1, ...set.options.map(({ points }) => points ?? -1)) + 1;
  return (
    <section className={styles.part} aria-label={words('builder.answers.set', { number })}>
      <header className={styles.partHead}>
        <h3>{words('builder.answers.set', { number })}</h3>
        <span className="small muted">{words('builder.answers.users', { count: users })}</span>
        <IconButton
          icon={IconTrash}
          size="small"
          label={words('builder.answers.remove', { number })}
          whyNot={users > 0 ? words('builder.answers.in-use') : null}
          onClick={() => change((now) => ({ ...now, sets: now.sets.filter(({ id }) => id !== set.id) }))}
        />
      </header>
      {set.options.map((option, at) => {
        const putOption = (part: Partial<typeof option>) => put(set.options.with(at, { ...option, ...part }));
        const name = `optionSets/${set.id}/${at}`;
        return (
          <div key={option.id} className={styles.option}>
            <TextsField
              label={words('builder.answer', { number: at + 1 })}
              name={`${name}/label/en`}
              value={option.text}
              isInSpanish={form.isInSpanish}
              onChange={(text) => putOption({ text })}
            />
            <div className={styles.points}>
              {option.points !== null && (
                <NumberField
                  label={words('builder.points')}
                  name={`${name}/value`}
                  value={option.points}
                  min={-100}
                  max={100}
                  // A field left empty holds nothing yet; it still is an answer that counts.
                  onChange={(points) => putOption({ points: points ?? 0 })}
                />
              )}
              <Checkbox
                label={words('builder.counts')}
                isSelected={option.points !== null}
                onChange={(counts) => putOption({ points: counts ? next : null })}
              />
              <IconButton
                icon={IconTrash}
                size="small"
                label={words('builder.answer.remove', { number: at + 1 })}
                onClick={() => put(set.options.toSpliced(at, 1))}
              />
            </div>
          </div>
        );
      })}
      <div>
        <Button
          size="small"
          icon={IconPlus}
          onClick={() => put([...set.options, { id: freeId('o', set.options), text: noTexts, points: next }])}
        >
          {words('builder.answer.add')}
        </Button>
      </div>
    </section>
  );
};
