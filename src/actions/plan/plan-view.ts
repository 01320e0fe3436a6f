// How a plan is shown. A draft is shown as it was written; a signed plan with its steps as they stand today.
import type { GoalView, PlanView } from '#contract/plan.ts';
import type { Refusal } from '#domain/basics/result.ts';
import type { PlannedGoal, PlannedStep } from '#domain/cycle/plan.ts';
import { type Addendum, addendaOf } from '#store/addenda.ts';
import type { GoalRow, Rating, RecordedStep } from '#store/goals.ts';
import type { RecordedPlan } from '#store/plans.ts';

export type PlanRows = {
  readonly goals: readonly GoalRow[];
  readonly steps: readonly RecordedStep[];
  readonly ratings: readonly Rating[];
};

/** The row of a step that is under way: in the plan itself, or for a draft in the plan in force. */
const rowOf = (plan: RecordedPlan, step: PlannedStep, rows: PlanRows): RecordedStep | undefined => {
  const same = rows.steps.filter(({ thread }) => thread === step.thread);
  return same.find(({ planId }) => planId === plan.id) ?? (plan.state === 'draft' ? same.at(-1) : undefined);
};

/** The goals with each step in the state it is in now: what was done meanwhile is done in the next version too. */
export const goalsNow = (plan: RecordedPlan, rows: PlanRows): PlannedGoal[] =>
  plan.body.goals.map((goal) => ({
    ...goal,
    steps: goal.steps.map((step) => {
      const row = rowOf(plan, step, rows);
      return row && (plan.state !== 'draft' || step.state === 'open') ? { ...step, state: row.state } : step;
    }),
  }));

const goalView = (plan: RecordedPlan, goal: PlannedGoal, rows: PlanRows): GoalView => ({
  id: rows.goals.find(({ thread, planId }) => thread === goal.thread && planId === plan.id)?.id ?? null,
  thread: goal.thread,
  domain: goal.domain,
  words: goal.words,
  measure: goal.measure ?? '',
  importance: goal.importance,
  difficulty: goal.difficulty,
  levels: { ...goal.levels },
  baselineLevel: goal.baselineLevel,
  needs: [...goal.needs],
  strengths: [...goal.strengths],
  options: goal.options.map((option) => ({ ...option })),
  steps: goal.steps.map((step) => {
    const row = rowOf(plan, step, rows);
    return {
      id: row?.id ?? null,
      thread: step.thread,
      text: step.text,
      owner: step.owner,
      ownerName: step.ownerName,
      staffId: step.staffId ?? null,
      dueOn: step.dueOn,
      resourceKind: step.resourceKind,
      resource: step.resource,
      state: step.state,
      doneOn: row?.doneOn ?? null,
      note: row?.note ?? null,
    };
  }),
  dropped: goal.dropped,
  ratings: rows.ratings
    .filter(({ thread }) => thread === goal.thread)
    .map(({ level, ratedBy, note, day, reviewId }) => ({ level, ratedBy, note, day, reviewId })),
});

export const planFields = (plan: RecordedPlan) => ({
  id: plan.id,
  clientId: plan.client_id,
  cycleId: plan.cycle_id,
  version: plan.version,
  state: plan.state,
  author: { id: plan.staff_id, name: plan.author ?? '' },
  day: plan.day,
  signedAt: plan.signed_at,
  signedBy: plan.signer,
  revises: plan.revises,
  errorReason: plan.error_reason,
});

export const planView = (
  plan: RecordedPlan,
  rows: PlanRows,
  missing: readonly Refusal[],
  addenda: readonly Addendum[] = [],
): PlanView => ({
  ...planFields(plan),
  etag: plan.recorded_at,
  vision: plan.vision,
  crisisNote: plan.crisis_note,
  reviewDueOn: plan.review_due_on,
  goals: goalsNow(plan, rows).map((goal) => goalView(plan, goal, rows)),
  deferred: plan.body.deferred.map((each) => ({ ...each })),
  clientSignature: plan.client_signature,
  addenda: addendaOf(plan.id, addenda),
  missing: [...missing],
});
