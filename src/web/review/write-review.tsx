// Looking back with the person: their words, each goal, what is newly needed, how they find it, and what is decided.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ChartView } from '#contract/client.ts';
import type { PlanPage } from '#contract/plan.ts';
import type { ReviewList, ReviewView } from '#contract/review.ts';
import { whyNotSignReview } from '#domain/cycle/review.ts';
import { read } from '#web/shell/api.ts';
import { useAutosave } from '#web/shell/autosave.ts';
import { AutosaveBanners, SavedMark } from '#web/shell/both-sides.tsx';
import { Card } from '#web/ui/card.tsx';
import { RadioChips } from '#web/ui/choices.tsx';
import { DayField, useToday } from '#web/ui/day-field.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { TextArea, TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import { Decide } from './decide.tsx';
import { bodyFrom, formFrom, goalsOf, partsOf, type ReviewForm } from './form.ts';
import { NewNeeds } from './new-needs.tsx';
import { Progress } from './progress.tsx';
import styles from './review.module.css';

const oneToFive = ['1', '2', '3', '4', '5'] as const;

export const WriteReview = ({
  view,
  chart,
  listPath,
}: {
  readonly view: ReviewView;
  readonly chart: ChartView;
  readonly listPath: string;
}) => {
  const words = useWords();
  const today = useToday();
  const queries = useQueryClient();
  const { client } = chart;
  const called = client.chosenName ?? (client.givenName || client.name);
  const goalWords = (goal: string) => view.progress.find((each) => each.goal === goal)?.words ?? goal;
  const parts = (form: ReviewForm) => partsOf(form, words, goalWords);
  const saved = useAutosave<ReviewForm, ReviewView>(view, {
    key: `review:${view.id}`,
    path: `/api/reviews/${view.id}`,
    readValue: formFrom,
    readVersion: ({ version }) => version,
    bodyOf: bodyFrom,
    adopt: (now) => now,
    parts,
    onSaved: (now) =>
      queries.setQueryData<ReviewList>(['api', listPath], (before) =>
        before ? { items: before.items.map((each) => (each.id === now.id ? now : each)) } : before,
      ),
  });
  const form = saved.value;
  const set = (next: Partial<ReviewForm>) => saved.set((now) => ({ ...now, ...next }));
  const plan = useQuery({
    ...read<PlanPage>(`/api/clients/${client.id}/plan?planId=${view.planId}`),
    enabled: view.planId !== null,
  });
  const goals = useMemo(() => goalsOf(plan.data?.plan ?? null), [plan.data]);
  const missing = useMemo(() => whyNotSignReview(form, goals), [form, goals]);
  return (
    <div className={styles.page}>
      <div className={styles.bar}>
        <p>
          <b>{words('review-screen.writing', { name: client.name })}</b>
        </p>
        <Tag>{words(`review.reason.${view.reason}`)}</Tag>
        <SavedMark saved={saved} />
      </div>
      <AutosaveBanners saved={saved} parts={parts(form)} onSettle={saved.settle} />
      <div className={styles.own}>
        <TextArea
          label={words('review-screen.words.ask', { name: called })}
          value={form.clientWords}
          onChange={(clientWords) => set({ clientWords })}
          rows={2}
          maxLength={20_000}
          isQuote
        />
      </div>
      {form.progress.map((progress) => (
        <Progress
          key={progress.goal}
          progress={progress}
          goalWords={goalWords(progress.goal)}
          goal={plan.data?.plan?.goals.find(({ thread }) => thread === progress.goal) ?? null}
          called={called}
          onChange={(next) =>
            set({ progress: form.progress.map((each) => (each.goal === progress.goal ? { ...each, ...next } : each)) })
          }
        />
      ))}
      <NewNeeds needs={form.newNeeds} called={called} onChange={(newNeeds) => set({ newNeeds })} />
      <Card title={words('review-screen.how')}>
        <div className={styles.fields}>
          {(['satisfaction', 'independence'] as const).map((field) => (
            <RadioChips
              key={field}
              label={words(`review-screen.${field}.ask`, { name: called })}
              options={oneToFive.map((value) => ({ value, label: words(`review-screen.${field}.${value}`) }))}
              value={form[field] === null ? null : `${form[field]}`}
              onChange={(value) => set({ [field]: Number(value) })}
            />
          ))}
          <div className={styles.pair}>
            <TextField
              label={words('review-screen.attended')}
              description={words('review-screen.attended.help')}
              value={form.attended.join(', ')}
              onChange={(text) => set({ attended: text.split(',').map((name) => name.trimStart()) })}
            />
            <DayField
              label={words('review-screen.day')}
              value={form.day}
              max={today}
              onChange={(day) => day && set({ day })}
            />
          </div>
        </div>
      </Card>
      <Decide view={view} chart={chart} saved={saved} missing={missing} called={called} />
    </div>
  );
};
