// One goal of the plan in force: the person's words, who does what by when, how far it came.
import { useState } from 'react';
import type { GoalView, PlanPage, StepView } from '#contract/plan.ts';
import type { Day } from '#domain/basics/day.ts';
import { type AttainmentLevel, attainmentLevels } from '#domain/cycle/goal-attainment.ts';
import { NearDay, useNearDay } from '#web/shell/near-day.tsx';
import { useSend } from '#web/shell/send.ts';
import { Button } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { Checkbox, RadioChips } from '#web/ui/choices.tsx';
import { useDayText, useToday } from '#web/ui/day-field.tsx';
import { notify } from '#web/ui/notices.ts';
import { ErrorState } from '#web/ui/states.tsx';
import { Tag, type Tone } from '#web/ui/tag.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './plan.module.css';

const toneOf = (level: number): Tone => (level > 0 ? 'ok' : level === 0 ? 'info' : 'due');

export type GoalUnderWayProps = {
  readonly goal: GoalView;
  readonly page: PlanPage;
  readonly called: string;
  readonly domain: string;
  readonly isInForce: boolean;
  readonly mayChange: boolean;
};

export const GoalUnderWay = ({ goal, page, called, domain, isInForce, mayChange }: GoalUnderWayProps) => {
  const words = useWords();
  const near = useNearDay();
  const [isRating, setRating] = useState(false);
  const latest = goal.ratings.toSorted((a, b) => b.day.localeCompare(a.day))[0];
  const ties = [
    ...page.needs.filter(({ thread }) => goal.needs.includes(thread)).map((need) => ({ ...need, id: need.thread })),
  ];
  const strengths = page.strengths.filter(({ id }) => goal.strengths.includes(id));
  return (
    <Card
      title={<span className={styles.goalWords}>“{goal.words}”</span>}
      footer={
        <span className={styles.ties}>
          {domain}
          {ties.map(({ id, label }) => label && <Tag key={id}>{words('plan-screen.need', { label })}</Tag>)}
          {strengths.map(({ id, text }) => (
            <Tag key={id} tone="ok">
              {words('plan-screen.strength', { text })}
            </Tag>
          ))}
        </span>
      }
    >
      <div className={styles.level}>
        {latest ? (
          <Tag tone={toneOf(latest.level)}>{words(`attainment.${latest.level}`)}</Tag>
        ) : (
          <Tag>{words('plan-screen.not-rated')}</Tag>
        )}
        <span className="muted">
          {latest
            ? words('plan-screen.rated', { by: words(`plan-screen.rated-by.${latest.ratedBy}`), on: near(latest.day) })
            : goal.baselineLevel !== null &&
              words('plan-screen.began-at', { level: goal.levels[`${goal.baselineLevel}`] ?? '' })}
        </span>
        {mayChange && goal.id && (
          <Button size="small" look="quiet" aria-expanded={isRating} onClick={() => setRating(!isRating)}>
            {words('plan-screen.rate')}
          </Button>
        )}
      </div>
      {isRating && goal.id && <RateGoal goal={goal} goalId={goal.id} called={called} onDone={() => setRating(false)} />}
      {goal.levels['0'] && (
        <p className={styles.expected}>
          <b>{words('plan-screen.expected')}</b> {goal.levels['0']}
        </p>
      )}
      <ul className={styles.steps}>
        {goal.steps.map((step) => (
          <StepUnderWay key={step.thread} step={step} called={called} mayChange={mayChange} isInForce={isInForce} />
        ))}
      </ul>
    </Card>
  );
};

const StepUnderWay = ({
  step,
  called,
  mayChange,
  isInForce,
}: {
  readonly step: StepView;
  readonly called: string;
  readonly mayChange: boolean;
  readonly isInForce: boolean;
}) => {
  const words = useWords();
  const dayText = useDayText();
  const today = useToday();
  const [isLettingGo, setLettingGo] = useState(false);
  const [reason, setReason] = useState('');
  const change = useSend<StepView, { state: StepView['state']; note?: string }>('POST', `/api/steps/${step.id}`);
  // Ticked at once; the record follows, or takes it back.
  const [ticked, setTicked] = useState<StepView['state'] | null>(null);
  const send = (state: StepView['state']) => {
    setTicked(state);
    return change.sendAndWait({ state }).finally(() => setTicked(null));
  };
  const turn = (state: StepView['state'], back: StepView['state']) =>
    send(state).then(
      () =>
        notify(words(`plan-screen.step.${state}`, { text: step.text }), {
          undo: () => void send(back).catch(() => undefined),
        }),
      () => undefined,
    );
  // Nothing of an earlier plan is still waited for.
  const isOver = isInForce && step.state === 'open' && step.dueOn !== null && step.dueOn < today;
  const who = words(`plan-screen.who.${step.owner}`, { name: called, other: step.ownerName });
  return (
    <li className={styles.step} data-state={step.state}>
      {mayChange && step.id && step.state !== 'dropped' ? (
        <Checkbox
          label={step.text}
          isSelected={(ticked ?? step.state) === 'done'}
          onChange={(isDone) => turn(isDone ? 'done' : 'open', isDone ? 'open' : 'done')}
        />
      ) : (
        <span>{step.text}</span>
      )}
      <span className={styles.stepDetail}>
        {who}
        {step.resource && <> · {step.resource}</>}
        {step.state === 'done' && step.doneOn && (
          <> · {words('plan-screen.done-on', { on: dayText(step.doneOn as Day, 'short') })}</>
        )}
        {step.state === 'dropped' && (
          <>
            {' '}
            · {words('step.state.dropped')}
            {step.note && <>: {step.note}</>}
          </>
        )}
      </span>
      {step.state === 'open' && step.dueOn && (
        <span className={styles.stepDue}>
          {isOver ? (
            <Tag tone="over">
              {words('plan-screen.was-due')} <NearDay day={step.dueOn} />
            </Tag>
          ) : (
            <span className="muted">
              {words('plan-screen.by')} {dayText(step.dueOn as Day, 'short')}
            </span>
          )}
          {mayChange && step.id && (
            <Button size="small" look="quiet" aria-expanded={isLettingGo} onClick={() => setLettingGo(!isLettingGo)}>
              {words('plan-screen.let-go')}
            </Button>
          )}
        </span>
      )}
      {isLettingGo && (
        <form
          className={styles.inline}
          onSubmit={(event) => {
            event.preventDefault();
            if (reason.trim()) change.send({ state: 'dropped', note: reason.trim() });
          }}
        >
          <TextField label={words('plan-screen.let-go.why')} value={reason} onChange={setReason} maxLength={2000} />
          <Button
            type="submit"
            isBusy={change.isBusy}
            whyNot={reason.trim() ? null : words('refusal.step-dropped-without-reason')}
          >
            {words('plan-screen.let-go')}
          </Button>
        </form>
      )}
      {change.problem && <ErrorState error={change.problem} />}
    </li>
  );
};

const RateGoal = ({
  goal,
  goalId,
  called,
  onDone,
}: {
  readonly goal: GoalView;
  readonly goalId: string;
  readonly called: string;
  readonly onDone: () => void;
}) => {
  const words = useWords();
  const [level, setLevel] = useState<AttainmentLevel | null>(null);
  const [ratedBy, setRatedBy] = useState<'client' | 'worker' | 'together'>('together');
  const [note, setNote] = useState('');
  const rate = useSend('POST', `/api/goals/${goalId}/ratings`, {
    onDone: () => {
      notify(words('plan-screen.rating.saved'));
      onDone();
    },
  });
  return (
    <div className={styles.rating}>
      <RadioChips
        label={words('plan-screen.rating.ask', { name: called })}
        options={attainmentLevels
          .toReversed()
          .map((each) => ({ value: `${each}`, label: goal.levels[`${each}`] || words(`attainment.${each}`) }))}
        value={level === null ? null : `${level}`}
        onChange={(each) => setLevel(Number(each) as AttainmentLevel)}
      />
      <RadioChips
        label={words('plan-screen.rating.by')}
        options={(['together', 'client', 'worker'] as const).map((each) => ({
          value: each,
          label: words(`plan-screen.rated-by.${each}`),
        }))}
        value={ratedBy}
        onChange={setRatedBy}
      />
      <TextField label={words('plan-screen.rating.note')} value={note} onChange={setNote} maxLength={2000} />
      {rate.problem && <ErrorState error={rate.problem} />}
      <div>
        <Button
          isBusy={rate.isBusy}
          whyNot={level === null ? words('plan-screen.rating.choose') : null}
          onClick={() => rate.send({ level, ratedBy, note: note.trim() || null })}
        >
          {words('plan-screen.rating.save')}
        </Button>
      </div>
    </div>
  );
};
