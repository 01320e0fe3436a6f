// The answers as they come: each is kept on this device within 300 ms and in the record within a second. What is asked and what it comes
// to is worked out here by the rules the server asks, so that nothing waits for it.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { SittingView } from '#contract/instruments.ts';
import { type AllAnswers, answersAsked, itemsAsked } from '#domain/instruments/asked.ts';
import type { InstrumentDefinition } from '#domain/instruments/definition.ts';
import type { Answer } from '#domain/instruments/expression.ts';
import { scorerOf } from '#domain/instruments/score.ts';
import { useAutosave } from '#web/shell/autosave.ts';

export const definitionIn = (view: SittingView): InstrumentDefinition =>
  view.definition as unknown as InstrumentDefinition;

/** An answer in words, to compare two sides by. */
export const answerText = (definition: InstrumentDefinition, id: string, value: unknown): string => {
  if (value === undefined || value === null) return '';
  const item = definition.items.find((each) => each.id === id);
  if (!item) return typeof value === 'string' ? value : JSON.stringify(value);
  return [value]
    .flat()
    .map((each) => definition.optionSets[item.options]?.find((option) => option.value === each)?.label?.en ?? `${each}`)
    .join(', ');
};

const partsOf = (definition: InstrumentDefinition) =>
  [...definition.items, ...(definition.prompts ?? [])].map(({ id, text }) => ({
    key: id,
    label: text?.en ?? id,
    text: (answers: AllAnswers) => answerText(definition, id, answers[id]),
    take: (from: AllAnswers, into: AllAnswers): AllAnswers => {
      const { [id]: taken } = from;
      const { [id]: _, ...others } = into;
      return taken === undefined ? others : { ...others, [id]: taken };
    },
  }));

export const useAnswers = (view: SittingView) => {
  const queries = useQueryClient();
  const definition = definitionIn(view);
  const path = `/api/sittings/${view.id}`;
  const parts = useMemo(() => partsOf(definition), [definition]);
  const saved = useAutosave<AllAnswers, SittingView>(view, {
    key: `sitting:${view.id}`,
    path,
    readValue: ({ answers }) => answers as AllAnswers,
    readVersion: ({ version }) => version,
    bodyOf: (answers) => ({ answers }),
    adopt: (now) => now,
    parts: () => parts,
    onSaved: (now) => {
      queries.setQueryData(['api', path], now);
      // Whoever is with the person is interrupted by what stands in the chart: web/chart/safety-banner.tsx.
      if (now.flags.length > 0)
        queries.invalidateQueries({ queryKey: ['api', `/api/clients/${view.clientId}/safety`] });
    },
  });
  const scorer = useMemo(() => scorerOf(definition), [definition]);
  const answers = saved.value;
  const counting = answersAsked(definition, answers);
  const scored = scorer(definition.items.map(({ id }): Answer => counting[id] ?? null));
  const raised = scored.flags.map(({ id }) => id).join(' ');
  // What an answer says of the person's safety does not wait for the next pause.
  useEffect(() => {
    if (raised !== '') void saved.flush();
  }, [raised, saved.flush]);
  return {
    definition,
    parts,
    saved,
    answers,
    asked: itemsAsked(definition, answers),
    scored,
    /** Gives an answer; `undefined` takes it back. */
    set: (id: string, value: AllAnswers[string] | undefined) =>
      saved.set((now) => {
        const { [id]: _, ...others } = now;
        return value === undefined ? others : { ...others, [id]: value };
      }),
  };
};
export type Answering = ReturnType<typeof useAnswers>;
