// What the person and the worker will see, answered here to try it out; nothing of it is kept.
import { useMemo, useState } from 'react';
import { type AllAnswers, answersAsked, itemsAsked } from '#domain/instruments/asked.ts';
import { checkDefinition } from '#domain/instruments/checking.ts';
import type { InstrumentDefinition } from '#domain/instruments/definition.ts';
import type { Answer } from '#domain/instruments/expression.ts';
import type { Language } from '#domain/instruments/language.ts';
import { scorerOf } from '#domain/instruments/score.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Card } from '#web/ui/card.tsx';
import { Segmented } from '#web/ui/choices.tsx';
import { useWords } from '#web/ui/words.ts';
import { type BuilderForm, definitionOf } from './builder-form.ts';
import { Questions } from './questions.tsx';

/** As it stands, with an ellipsis for each text still to be written; null where it makes no sense yet. */
const shownOf = (form: BuilderForm): InstrumentDefinition | null => {
  const { spanish: _, ...definition } = definitionOf(form, 'preview', 1);
  const checked = checkDefinition(JSON.parse(JSON.stringify(definition, (__, value) => (value === '' ? '…' : value))));
  return checked.ok ? checked.value : null;
};

export const BuilderPreview = ({ form }: { readonly form: BuilderForm }) => {
  const words = useWords();
  const [language, setLanguage] = useState<Language>('en');
  const definition = useMemo(() => shownOf(form), [form]);
  return (
    <Card title={words('builder.preview')}>
      {form.isInSpanish && (
        <Segmented<Language>
          label={words('builder.preview.language')}
          isLabelHidden
          options={(['en', 'es'] as const).map((value) => ({ value, label: words(`instruments.language.${value}`) }))}
          value={language}
          onChange={setLanguage}
        />
      )}
      {definition ? (
        <Tried definition={definition} language={form.isInSpanish ? language : 'en'} />
      ) : (
        <p className="muted">{words('builder.preview.none')}</p>
      )}
    </Card>
  );
};

const Tried = ({
  definition,
  language,
}: {
  readonly definition: InstrumentDefinition;
  readonly language: Language;
}) => {
  const words = useWords();
  const [all, setAll] = useState<AllAnswers>({});
  // An option that was answered and then taken away is no answer any more.
  const answers = useMemo(() => {
    const known = (id: string, value: unknown): boolean => {
      const item = definition.items.find((each) => each.id === id);
      if (!item) return definition.prompts?.some((prompt) => prompt.id === id) ?? false;
      const options = definition.optionSets[item.options] ?? [];
      return (
        Array.isArray(value) === (item.many === true) &&
        [value].flat().every((each) => options.some((option) => option.value === each))
      );
    };
    return Object.fromEntries(Object.entries(all).filter(([id, value]) => known(id, value)));
  }, [all, definition]);
  const counting = answersAsked(definition, answers);
  const scored = scorerOf(definition)(definition.items.map(({ id }): Answer => counting[id] ?? null));
  const total = scored.scores.total;
  return (
    <>
      <Questions
        answering={{
          definition,
          answers,
          asked: itemsAsked(definition, answers),
          set: (id, value) =>
            setAll(({ [id]: _, ...others }) => (value === undefined ? others : { ...others, [id]: value })),
        }}
        language={language}
        missing={[]}
      />
      <div role="status">
        {total && (
          <p>
            <strong>{definition.scores[0]?.label}</strong>
            {' · '}
            {typeof total.value === 'number'
              ? [words('builder.preview.score', { value: total.value }), total.band].filter(Boolean).join(' · ')
              : words('builder.preview.incomplete', { count: scored.missing.length })}
          </p>
        )}
        {scored.flags.length > 0 && (
          <Banner tone="over" title={words('builder.preview.danger')}>
            {words(`builder.danger.${scored.flags.some(({ severity }) => severity === 'acute') ? 'acute' : 'urgent'}`)}
          </Banner>
        )}
      </div>
    </>
  );
};
