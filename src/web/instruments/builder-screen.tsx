// An agency builds an instrument or checklist of its own: what is asked, how it is answered, and what the answers come to, with what
// the person will see beside it. It is a draft until it is published; what is published stays, and is changed by a next version.
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { InstrumentList, InstrumentSummary } from '#contract/instruments.ts';
import { type InstrumentDefinition, type Respondent, respondents } from '#domain/instruments/definition.ts';
import { read } from '#web/shell/api.ts';
import { DraftBanner, useDraft } from '#web/shell/draft.tsx';
import { Fetched } from '#web/shell/fetched.tsx';
import { Columns, Screen } from '#web/shell/screen.tsx';
import { useSend } from '#web/shell/send.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { Card, Row, RowList } from '#web/ui/card.tsx';
import { Checkbox } from '#web/ui/choices.tsx';
import { Form, FormActions } from '#web/ui/form.tsx';
import { notify } from '#web/ui/notices.ts';
import { documentOf } from '#web/ui/problem.ts';
import { Select } from '#web/ui/select.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './builder.module.css';
import { AnswerSetsPart } from './builder-answers.tsx';
import { type BuilderForm, definitionOf, emptyForm, formOf, keyFrom } from './builder-form.ts';
import { BuilderPreview } from './builder-preview.tsx';
import { QuestionsPart } from './builder-questions.tsx';
import { ScorePart } from './builder-score.tsx';
import { TextsField } from './builder-texts.tsx';
import { useSaid } from './said.ts';

export const BuilderScreen = () => {
  const words = useWords();
  const { key } = useSearch({ strict: false }) as { readonly key?: string };
  const list = useQuery(read<InstrumentList>('/api/instruments'));
  return (
    <Screen title={words('builder.title')} lede={words('builder.lede')} width="wide">
      <Fetched query={list}>
        {({ items }) => {
          const own = items.find((each) => each.key === key && each.source === 'own');
          return own ? (
            <Opened key={`${own.key}:${own.version}`} own={own} all={items} />
          ) : (
            <Builder key="new" own={null} all={items} initial={emptyForm} />
          );
        }}
      </Fetched>
    </Screen>
  );
};

const Opened = ({ own, all }: { readonly own: InstrumentSummary; readonly all: readonly InstrumentSummary[] }) => {
  const words = useWords();
  // By its version, so that a version before it is never opened as the latest.
  const instrument = useQuery(
    read<{ readonly definition: unknown }>(`/api/instruments/${own.key}?version=${own.version}`),
  );
  return (
    <Fetched query={instrument}>
      {({ definition }) => {
        const form = formOf(definition as InstrumentDefinition);
        return form ? (
          <Builder own={own} all={all} initial={form} />
        ) : (
          <Columns aside={<OwnList all={all} />}>
            <Banner title={words('builder.too-much')}>{words('builder.too-much.about')}</Banner>
          </Columns>
        );
      }}
    </Fetched>
  );
};

/** Which field a fault of the definition is mended in, and what that field is called. */
const placeOf = (
  form: BuilderForm,
  pointer: string,
): { readonly name: string; readonly where: string | null; readonly number?: number } => {
  const name = pointer.slice(1);
  const [part = '', index = '', rest = ''] = name.split('/');
  if (part === 'items' || part === 'prompts') {
    const alike = form.questions.filter(({ answers }) => (answers === null) === (part === 'prompts'));
    const question = alike[Number(index)];
    if (!question || index === '') return { name, where: 'builder.questions' };
    return { name, where: 'builder.question', number: form.questions.indexOf(question) + 1 };
  }
  if (part === 'optionSets')
    return { name, where: 'builder.answers.set', number: form.sets.findIndex(({ id }) => id === index) + 1 };
  if (part === 'sections') {
    const headed = form.questions.filter(({ heading }, at) => heading || at === 0)[Number(index)];
    return { name: `heading/${headed?.id}/${name.slice(-2)}`, where: 'builder.heading.text' };
  }
  if (part === 'spanish' && index === 'labels') {
    const band = form.score.bands.findIndex(({ text }) => text.en.slice(0, 60) === rest);
    if (band < 0) return { name: 'spanish/score', where: 'builder.score.label' };
    return { name: `spanish/band/${band}`, where: 'builder.band', number: band + 1 };
  }
  if (name.startsWith('scores/0/bands/'))
    return { name, where: 'builder.band', number: Number(name.split('/')[3]) + 1 };
  const wheres: Readonly<Record<string, string>> = {
    title: 'builder.name',
    abbreviation: 'builder.abbreviation',
    stem: 'builder.stem',
    licence: 'builder.notice',
    spanish: 'builder.notice',
    scores: rest === 'label' ? 'builder.score.label' : 'builder.score',
  };
  return { name, where: wheres[part] ?? null };
};

const Builder = ({
  own,
  all,
  initial,
}: {
  /** The version that is published; null for a new one. */
  readonly own: InstrumentSummary | null;
  readonly all: readonly InstrumentSummary[];
  readonly initial: BuilderForm;
}) => {
  const words = useWords();
  const navigate = useNavigate();
  const draft = useDraft<BuilderForm>(`instrument:${own?.key ?? 'new'}:${own?.version ?? 0}`, initial);
  const publish = useSend<InstrumentSummary>('POST', '/api/instruments', {
    onDone: async ({ key, version }) => {
      draft.clear();
      notify(words('builder.published', { version }));
      await navigate({ to: '/instruments/build', search: { key } });
    },
  });
  const form = draft.value;
  // What the server speaks of is what it was sent, whatever was typed since.
  const [sent, setSent] = useState(form);
  const change = (next: (now: BuilderForm) => BuilderForm) => draft.set(next);
  const put = (part: Partial<BuilderForm>) => change((now) => ({ ...now, ...part }));
  const version = (own?.version ?? 0) + 1;
  const key =
    own?.key ??
    keyFrom(
      form.title.en,
      all.map((each) => each.key),
    );
  // The server looks at the definition, and says of each fault where it stands.
  const faults =
    documentOf(publish.problem)?.errors?.filter(({ pointer }) => pointer?.startsWith('/definition/')) ?? [];
  const errors = Object.fromEntries(
    faults.map(({ pointer = '', message }) => {
      const { name, where, number } = placeOf(sent, pointer.replace('/definition', ''));
      return [name, where ? words('builder.fault', { where: words(where, { number }), what: message }) : message];
    }),
  );
  const isSame = own !== null && JSON.stringify(form) === JSON.stringify(initial);
  return (
    <div className={styles.columns}>
      <div className={styles.fields}>
        <DraftBanner draft={draft} />
        <Form
          label={words('builder.title')}
          errors={errors}
          problem={faults.length > 0 ? null : publish.problem}
          onSubmit={() => {
            if (isSame) return;
            setSent(form);
            publish.send({ definition: definitionOf(form, key, version) });
          }}
        >
          <Card title={words('builder.about')}>
            <div className={styles.fields}>
              <Checkbox
                label={words('builder.both-languages')}
                description={words('builder.both-languages.about')}
                isSelected={form.isInSpanish}
                onChange={(isInSpanish) => put({ isInSpanish })}
              />
              <TextsField
                label={words('builder.name')}
                name="title/en"
                value={form.title}
                isInSpanish={form.isInSpanish}
                isRequired
                onChange={(title) => put({ title })}
              />
              <TextField
                label={words('builder.abbreviation')}
                name="abbreviation"
                value={form.abbreviation}
                isRequired
                onChange={(abbreviation) => put({ abbreviation })}
              />
              <Select<Respondent>
                label={words('builder.respondent')}
                name="respondent"
                options={respondents.map((value) => ({ value, label: words(`builder.respondent.${value}`) }))}
                value={form.respondent}
                onChange={(respondent) => put({ respondent })}
              />
              <TextsField
                label={words('builder.stem')}
                name="stem/en"
                value={form.stem}
                isInSpanish={form.isInSpanish}
                isLong
                onChange={(stem) => put({ stem })}
              />
              <TextsField
                label={words('builder.notice')}
                name="licence/notice"
                esName="spanish/notice"
                value={form.notice}
                isInSpanish={form.isInSpanish}
                isRequired
                isLong
                onChange={(notice) => put({ notice })}
              />
            </div>
          </Card>
          <Card title={words('builder.answers')}>
            <div className={styles.fields}>
              <AnswerSetsPart form={form} change={change} />
            </div>
          </Card>
          <Card title={words('builder.questions')} aside={String(form.questions.length)}>
            <div className={styles.fields}>
              <QuestionsPart form={form} change={change} />
            </div>
          </Card>
          <Card title={words('builder.score')}>
            <div className={styles.fields}>
              <ScorePart form={form} change={change} />
            </div>
          </Card>
          <FormActions>
            <Button
              type="submit"
              look="primary"
              isBusy={publish.isBusy}
              whyNot={isSame ? words('builder.unchanged') : null}
            >
              {words('builder.publish', { version })}
            </Button>
            <span className="small muted">{words(draft.keptAt ? 'builder.draft.kept' : 'builder.draft.about')}</span>
          </FormActions>
        </Form>
      </div>
      <div className={styles.fields}>
        <OwnList all={all} current={own?.key ?? null} />
        <div className={styles.beside}>
          <BuilderPreview form={form} />
        </div>
      </div>
    </div>
  );
};

/** The agency's own, each to be opened, taken out of use, and used again. */
const OwnList = ({
  all,
  current = null,
}: {
  readonly all: readonly InstrumentSummary[];
  readonly current?: string | null;
}) => {
  const words = useWords();
  const said = useSaid();
  const turn = useSend<InstrumentSummary, { key: string; isOn: boolean }>(
    'PUT',
    ({ key }) => `/api/instruments/${key}/offered`,
    {
      onDone: ({ title, isOffered }) =>
        notify(words(isOffered ? 'builder.offered-again' : 'builder.retired', { what: said(title) })),
    },
  );
  const own = all.filter(({ source }) => source === 'own');
  return (
    <Card
      title={words('builder.own')}
      aside={String(own.length)}
      padding={own.length > 0 ? 'none' : 'normal'}
      footer={current !== null && <Link to="/instruments/build">{words('builder.new')}</Link>}
    >
      {own.length === 0 ? (
        <p className="muted">{words('builder.own.none')}</p>
      ) : (
        <RowList label={words('builder.own')}>
          {own.map(({ key, title, version, isOffered }) => (
            <Row
              key={key}
              title={
                <Link to="/instruments/build" search={{ key }}>
                  {said(title)}
                </Link>
              }
              detail={words('builder.own.version', { version })}
              status={isOffered ? null : <Tag>{words('builder.own.retired')}</Tag>}
              action={
                <Button
                  size="small"
                  look="quiet"
                  isBusy={turn.isBusy}
                  onClick={() => turn.send({ key, isOn: !isOffered })}
                >
                  {words(isOffered ? 'builder.retire' : 'builder.offer-again')}
                </Button>
              }
            />
          ))}
        </RowList>
      )}
    </Card>
  );
};
