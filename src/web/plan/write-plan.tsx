// Building a plan with the person: what they want first, then goal by goal; beside it which needs the plan answers. It saves itself.
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ChartView } from '#contract/client.ts';
import type { PlanPage, PlanView } from '#contract/plan.ts';
import { useAutosave } from '#web/shell/autosave.ts';
import { AutosaveBanners, SavedMark } from '#web/shell/both-sides.tsx';
import { Columns } from '#web/shell/screen.tsx';
import { Button } from '#web/ui/button.tsx';
import { DayField, useToday } from '#web/ui/day-field.tsx';
import { TextArea } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import { Answered } from './answered.tsx';
import { adoptIds, bodyFrom, formFrom, type GoalForm, missingIn, moved, newGoal, type PlanForm } from './form.ts';
import { GoalEditor } from './goal-editor.tsx';
import { partsOf } from './parts.ts';
import planStyles from './plan.module.css';
import { SignPlan } from './sign-plan.tsx';
import styles from './write-plan.module.css';

export type WritePlanProps = {
  readonly page: PlanPage;
  readonly plan: PlanView;
  readonly chart: ChartView;
  readonly onLeave: () => void;
};

export const WritePlan = ({ page, plan, chart, onLeave }: WritePlanProps) => {
  const words = useWords();
  const today = useToday();
  const queries = useQueryClient();
  const called = chart.client.chosenName ?? (chart.client.givenName || chart.client.name);
  const parts = (mine: PlanForm, theirs: PlanForm) => partsOf(mine, theirs, words);
  const saved = useAutosave<PlanForm, PlanView>(plan, {
    key: `plan:${plan.id}`,
    path: `/api/plans/${plan.id}`,
    readValue: formFrom,
    readVersion: ({ etag }) => etag,
    bodyOf: bodyFrom,
    adopt: adoptIds,
    parts,
    onSaved: (now) => {
      const base = `/api/clients/${chart.client.id}/plan`;
      for (const path of [base, `${base}?planId=${plan.id}`])
        queries.setQueryData<PlanPage>(['api', path], (before) =>
          before?.plan?.id === plan.id ? { ...before, plan: now } : before,
        );
    },
  });
  const form = saved.value;
  const [openGoal, setOpenGoal] = useState<string | null>(form.goals[0]?.key ?? null);
  const missing = useMemo(() => missingIn(form, plan.version, page, today), [form, plan.version, page, today]);
  const set = (next: Partial<PlanForm>) => saved.set((now) => ({ ...now, ...next }));
  const changeGoal = (key: string, next: Partial<GoalForm>) =>
    saved.set((now) => ({
      ...now,
      goals: now.goals.map((goal) => (goal.key === key ? { ...goal, ...next } : goal)),
    }));
  const addGoal = (need: PlanPage['needs'][number] | null) => {
    const goal = newGoal(need);
    saved.set((now) => ({
      ...now,
      goals: [...now.goals, goal],
      deferred: now.deferred.filter((each) => each.need !== need?.thread),
    }));
    setOpenGoal(goal.key);
  };
  const live = form.goals.filter(({ dropped }) => !dropped);

  return (
    <div className={planStyles.page}>
      <div className={styles.bar}>
        <Button size="small" look="quiet" onClick={onLeave}>
          {words('plan-screen.leave')}
        </Button>
        <p className={styles.about}>
          <b>{words('plan-screen.writing', { version: plan.version })}</b>
        </p>
        <SavedMark saved={saved} />
      </div>
      <AutosaveBanners saved={saved} parts={saved.both ? parts(form, saved.both.theirs) : []} onSettle={saved.settle} />
      <Columns
        aside={
          <div className={styles.beside}>
            <Answered
              page={page}
              form={form}
              onAddGoal={addGoal}
              onOpenGoal={setOpenGoal}
              onDefer={(deferred) => set({ deferred })}
            />
          </div>
        }
      >
        <div className={styles.vision}>
          <TextArea
            label={words('plan-screen.vision.ask', { name: called })}
            description={words('plan-screen.vision.help')}
            value={form.vision}
            onChange={(vision) => set({ vision })}
            rows={2}
            maxLength={20_000}
            isQuote
          />
        </div>
        <ol className={styles.goals}>
          {form.goals.map((goal, index) => (
            <li key={goal.key}>
              <GoalEditor
                goal={goal}
                number={index + 1}
                of={form.goals.length}
                page={page}
                called={called}
                staffId={plan.author.id}
                missing={missing.filter(({ pointer }) => pointer?.startsWith(`/goals/${index}/`))}
                pointer={`/goals/${index}`}
                isOpen={openGoal === goal.key}
                onToggle={() => setOpenGoal(openGoal === goal.key ? null : goal.key)}
                onChange={(next) => changeGoal(goal.key, next)}
                onMove={(by) => set({ goals: moved(form.goals, index, by) })}
              />
            </li>
          ))}
        </ol>
        <div>
          <Button onClick={() => addGoal(null)}>{words('plan-screen.goal.add')}</Button>
        </div>
        <div className={styles.frame}>
          <TextArea
            label={words('plan-screen.crisisNote')}
            description={words('plan-screen.crisisNote.help', { name: called })}
            value={form.crisisNote}
            onChange={(crisisNote) => set({ crisisNote })}
            rows={2}
            maxLength={20_000}
          />
          <DayField
            label={words('plan-screen.reviewDueOn')}
            value={form.reviewDueOn}
            min={today}
            onChange={(reviewDueOn) => set({ reviewDueOn })}
          />
        </div>
        <SignPlan
          plan={plan}
          chart={chart}
          saved={saved}
          missing={missing}
          goals={live.length}
          onShow={(pointer) => {
            const at = /^\/goals\/(\d+)/.exec(pointer)?.[1];
            const goal = at === undefined ? undefined : form.goals[Number(at)];
            if (goal) setOpenGoal(goal.key);
          }}
        />
      </Columns>
    </div>
  );
};
