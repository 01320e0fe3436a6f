// What follows a request or its answer: more time, the person taking it back, a review of a denial, a disagreement and its answer.
import { useState } from 'react';
import type { RequestView } from '#contract/rights.ts';
import type { Day } from '#domain/basics/day.ts';
import { DrawerForm } from '#web/shell/drawer-form.tsx';
import { RadioChips } from '#web/ui/choices.tsx';
import { DayField, useToday } from '#web/ui/day-field.tsx';
import { TextArea } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import { pathOf, type RequestAct } from './request-doing.ts';

export type Step = Exclude<RequestAct, 'answer' | 'copy'>;
type Outcome = 'upheld' | 'overturned';

type Typed = { readonly text: string; readonly on: Day | null; readonly outcome: Outcome };

const sent: Readonly<
  Record<Step, (request: RequestView, typed: Typed) => { path: string; body: Record<string, unknown> }>
> = {
  extend: ({ id }, { text }) => ({ path: `/api/tasks/${id}`, body: { change: 'extend', reason: text } }),
  'take-back': ({ id }, { text }) => ({
    path: `/api/tasks/${id}`,
    body: { change: 'cancel', reason: text, takenBackByClient: true },
  }),
  'ask-review': (request, { on }) => ({ path: `${pathOf(request)}/review-request`, body: { on: on ?? undefined } }),
  review: (request, { on, outcome, text }) => ({
    path: `${pathOf(request)}/review`,
    body: { outcome, reason: text, on: on ?? undefined },
  }),
  disagreement: (request, { text }) => ({ path: `${pathOf(request)}/disagreement`, body: { text } }),
  rebuttal: (request, { text }) => ({ path: `${pathOf(request)}/rebuttal`, body: { text } }),
};

export const StepForm = ({
  step,
  request,
  onClose,
}: {
  readonly step: Step;
  readonly request: RequestView;
  readonly onClose: () => void;
}) => {
  const words = useWords();
  const today = useToday();
  const [text, setText] = useState('');
  const [on, setOn] = useState<Day | null>(today);
  const [outcome, setOutcome] = useState<Outcome>('upheld');
  const { path, body } = sent[step](request, { text, on, outcome });
  const isSaid = step === 'disagreement' || step === 'rebuttal';
  return (
    <DrawerForm
      title={words(`requests.step.${step}`)}
      about={words(`requests.step.about.${step}`, { name: request.clientName })}
      shape={isSaid ? 'drawer' : 'centre'}
      path={path}
      body={() => body}
      save={words('requests.step.save')}
      saved={words('requests.step.saved')}
      onClose={onClose}
    >
      {step === 'review' && (
        <RadioChips
          label={words('requests.outcome')}
          name="outcome"
          options={(['upheld', 'overturned'] as const).map((value) => ({
            value,
            label: words(`requests.outcome.${value}`),
          }))}
          value={outcome}
          onChange={setOutcome}
        />
      )}
      {step !== 'ask-review' && (
        <TextArea
          label={words(`requests.step.text.${step}`)}
          name={isSaid ? 'text' : 'reason'}
          isRequired
          rows={isSaid ? 6 : 3}
          isQuote={step === 'disagreement'}
          maxLength={isSaid ? 20_000 : 2000}
          value={text}
          onChange={setText}
        />
      )}
      {(step === 'ask-review' || step === 'review') && (
        <DayField label={words('requests.step.on')} name="on" max={today} value={on} onChange={setOn} />
      )}
    </DrawerForm>
  );
};
