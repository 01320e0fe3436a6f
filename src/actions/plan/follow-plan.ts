// A plan under way: steps are done, dropped or taken up again, and goals are rated, also long after it was signed.
import { ChangeStepRequest, GoalRated, RateGoalRequest, StepView } from '#contract/plan.ts';
import { insertRatings, readGoals, readSteps, changeStep as writeStep } from '#store/goals.ts';
import { defineAction } from '../pipeline/define.ts';
import { conflict, found, invalid } from '../pipeline/refused.ts';

export const changeStep = defineAction({
  name: 'change-step',
  effect: 'write',
  input: ChangeStepRequest,
  output: StepView,
  subject: ({ stepId }) => ({ table: 'steps', id: stepId }),
  run: async (context) => {
    const { tx, input, actor, now, today } = context;
    const step = found((await readSteps(tx, found(context.client).clientId)).find(({ id }) => id === input.stepId));
    if (step.planState === 'replaced') throw conflict('step-of-earlier-version');
    if (step.state === input.state) throw conflict('step-state-already');
    const on = input.on ?? today;
    if (on > today) throw invalid('act-in-future', { today }, '/on');
    const note = input.note?.trim() || null;
    if (input.state === 'dropped' && note === null) throw invalid('step-dropped-without-reason', {}, '/note');
    const doneOn = input.state === 'open' ? null : on;
    await writeStep(tx, step.id, { state: input.state, doneOn, note }, { by: actor.id, at: now });
    const { goalId: _, planId: __, planState: ___, ...kept } = step;
    return { ...kept, state: input.state, doneOn, note };
  },
});

export const rateGoal = defineAction({
  name: 'rate-goal',
  effect: 'write',
  input: RateGoalRequest,
  output: GoalRated,
  subject: ({ goalId }) => ({ table: 'goals', id: goalId }),
  run: async (context) => {
    const { tx, input, actor, agency, now, today, newId } = context;
    const { clientId } = found(context.client);
    const { thread } = found((await readGoals(tx, clientId)).find(({ id }) => id === input.goalId));
    const day = input.on ?? today;
    if (day > today) throw invalid('act-in-future', { today }, '/on');
    const rating = {
      id: newId(),
      thread,
      level: input.level,
      ratedBy: input.ratedBy,
      note: input.note?.trim() || null,
      day,
      reviewId: null,
    };
    await insertRatings(tx, agency.id, clientId, [rating], { by: actor.id, at: now });
    return { id: rating.id, thread, level: input.level, day };
  },
});
