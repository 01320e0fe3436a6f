// Writing a plan: the next version begins from the last, in a new cycle from what opened it; it is saved as often as one likes and
// signed once, by the worker and with the person's own signature, word or "no".
import { EnrolmentMoved } from '#contract/enrolment.ts';
import { type GoalEntry, PlanView, SavePlanRequest, SignPlanRequest, StartPlanRequest } from '#contract/plan.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Refusal } from '#domain/basics/result.ts';
import { openCycleOf } from '#domain/cycle/enrolment.ts';
import type { PlanBody } from '#domain/cycle/plan.ts';
import { type ClientSignature, nextVersion, prefilledPlan, whyNotSignPlan } from '#domain/cycle/plan.ts';
import { whyNot } from '#domain/cycle/transitions.ts';
import { readCourses } from '#store/enrolments.ts';
import { insertGoals, latestLevels, readGoals, readRatings, readSteps } from '#store/goals.ts';
import { type RecordedNeed, readNeeds } from '#store/needs.ts';
import { insertPlan, planFrom, type RecordedPlan, readPlans, replacePlans, updatePlan } from '#store/plans.ts';
import { type RecordedStrength, readStrengths } from '#store/strengths.ts';
import { type Context, defineAction } from '../pipeline/define.ts';
import { carryOut, decide, movedTo } from '../pipeline/enter-act.ts';
import { conflict, found, invalid, Refused } from '../pipeline/refused.ts';
import { goalsNow, type PlanRows, planView } from './plan-view.ts';

const readAll = async (context: Context<unknown>) => {
  const { tx } = context;
  const { clientId } = found(context.client);
  const [courses, plans, needs, strengths, goals, steps, ratings] = await Promise.all([
    readCourses(tx, clientId),
    readPlans(tx, clientId),
    readNeeds(tx, clientId),
    readStrengths(tx, clientId),
    readGoals(tx, clientId),
    readSteps(tx, clientId),
    readRatings(tx, clientId),
  ]);
  return { clientId, courses, plans, needs, strengths, rows: { goals, steps, ratings } satisfies PlanRows };
};

const missingIn = (
  plan: RecordedPlan,
  rows: PlanRows,
  assessed: { readonly needs: readonly RecordedNeed[]; readonly strengths: readonly RecordedStrength[] },
  on: Context<unknown>['today'],
): readonly Refusal[] =>
  whyNotSignPlan({ ...planFrom(plan), goals: goalsNow(plan, rows) }, assessed, on).filter(
    // Whether the person signs is asked in signing, not while the draft is written.
    ({ code }) => plan.client_signature !== null || code !== 'plan-without-client',
  );

export const startPlan = defineAction({
  name: 'start-plan',
  effect: 'write',
  input: StartPlanRequest,
  output: PlanView,
  subject: ({ enrolmentId }) => ({ table: 'enrolments', id: enrolmentId }),
  run: async (context) => {
    const { tx, input, actor, agency, now, today, newId } = context;
    const { clientId, courses, plans, needs, strengths, rows } = await readAll(context);
    const { enrolment } = found(courses.find((each) => each.enrolment.id === input.enrolmentId));
    const reasons = whyNot(enrolment, 'sign-plan', today);
    if (reasons.length > 0) throw new Refused(409, reasons);
    const cycle = found(openCycleOf(enrolment));
    const here = plans.filter((plan) => plan.cycle_id === cycle.id);
    if (here.some(({ state }) => state === 'draft')) throw conflict('plan-draft-exists');
    const inForce = here.find(({ state }) => state === 'signed');
    // In a new cycle, and after stepping down, the goals still open come along.
    const last = inForce ?? plans.find(({ state }) => state === 'signed');
    const lastNow = last && { ...planFrom(last), goals: goalsNow(last, rows) };
    const begun =
      inForce && lastNow
        ? nextVersion(lastNow)
        : prefilledPlan(lastNow ?? null, latestLevels(rows.ratings), needs, newId);
    const body: PlanBody = { goals: begun.goals, deferred: begun.deferred };
    const plan = {
      id: newId(),
      clientId,
      cycleId: cycle.id,
      version: Math.max(0, ...here.map(({ version }) => version)) + 1,
      day: today,
      vision: last?.vision ?? null,
      crisisNote: last?.crisis_note ?? null,
      body,
      revises: plans.find((each) => each.state === 'signed' && each.enrolment_id === enrolment.id)?.id ?? null,
    };
    await insertPlan(tx, agency.id, plan, { by: actor.id, at: now });
    const row: RecordedPlan = {
      id: plan.id,
      client_id: clientId,
      cycle_id: cycle.id,
      enrolment_id: enrolment.id,
      cycle_number: cycle.number,
      version: plan.version,
      state: 'draft',
      staff_id: actor.id,
      author: '',
      day: today,
      vision: plan.vision,
      crisis_note: plan.crisisNote,
      review_due_on: null,
      client_signature: null,
      body,
      signed_at: null,
      signer: null,
      error_reason: null,
      revises: plan.revises,
      recorded_at: now,
    };
    return planView(row, rows, missingIn(row, rows, { needs, strengths }, today));
  },
});

const draftIn = (plans: readonly RecordedPlan[], planId: Id): RecordedPlan => {
  const plan = found(plans.find(({ id }) => id === planId));
  if (plan.state === 'in-error') throw conflict('plan-in-error');
  if (plan.state !== 'draft') throw conflict('plan-signed-already', { on: plan.day });
  return plan;
};

/** Goals and steps keep their thread; new ones get one. A thread from nowhere is refused. */
const withThreads = (
  goals: readonly GoalEntry[],
  plans: readonly RecordedPlan[],
  newId: () => Id,
): PlanBody['goals'] => {
  const known = new Set(
    plans.flatMap(({ body }) => body.goals.flatMap((goal) => [goal.thread, ...goal.steps.map(({ thread }) => thread)])),
  );
  const threadOf = (thread: Id | undefined, code: string, at: string): Id => {
    if (thread === undefined) return newId();
    if (!known.has(thread)) throw invalid(code, {}, at);
    return thread;
  };
  return goals.map((goal, index) => ({
    ...goal,
    thread: threadOf(goal.thread, 'goal-not-known', `/goals/${index}/thread`),
    steps: goal.steps.map((step, at) => ({
      ...step,
      thread: threadOf(step.thread, 'step-not-known', `/goals/${index}/steps/${at}/thread`),
    })),
  }));
};

export const savePlan = defineAction({
  name: 'save-plan',
  effect: 'write',
  input: SavePlanRequest,
  output: PlanView,
  subject: ({ planId }) => ({ table: 'plans', id: planId }),
  run: async (context) => {
    const { tx, input, actor, now, today, newId } = context;
    const { plans, needs, strengths, rows } = await readAll(context);
    const plan = draftIn(plans, input.planId);
    const assessed = { needs, strengths };
    context.requireVersion(plan.recorded_at, planView(plan, rows, missingIn(plan, rows, assessed, today)));
    const change = {
      vision: input.vision?.trim() || null,
      crisisNote: input.crisisNote?.trim() || null,
      reviewDueOn: input.reviewDueOn ?? null,
      body: { goals: withThreads(input.goals, plans, newId), deferred: input.deferred },
    };
    const version = await updatePlan(tx, plan.id, change, { by: actor.id, at: now });
    const saved: RecordedPlan = {
      ...plan,
      vision: change.vision,
      crisis_note: change.crisisNote,
      review_due_on: change.reviewDueOn,
      body: change.body,
      recorded_at: version ?? now,
    };
    return planView(saved, rows, missingIn(saved, rows, assessed, today));
  },
});

export const signPlan = defineAction({
  name: 'sign-plan',
  effect: 'write',
  input: SignPlanRequest,
  output: EnrolmentMoved,
  subject: ({ planId }) => ({ table: 'plans', id: planId }),
  run: async (context) => {
    const { tx, input, actor, agency, now, today, newId } = context;
    const { clientId, courses, plans, needs, strengths, rows } = await readAll(context);
    const plan = draftIn(plans, input.planId);
    context.requireVersion(plan.recorded_at, planView(plan, rows, []));
    const course = found(courses.find(({ enrolment }) => enrolment.id === plan.enrolment_id));
    const cycle = course.enrolment.cycles.find(({ id }) => id === plan.cycle_id);
    if (cycle?.to) throw conflict('cycle-closed', { on: cycle.to });
    const on = input.on ?? today;
    const clientSignature: ClientSignature | null = input.clientSignature && {
      ...input.clientSignature,
      on: input.clientSignature.on ?? on,
    };
    const goals = goalsNow(plan, rows);
    const kept = goals.filter(({ dropped }) => !dropped).length;
    const decided = decide(context, course, 'sign-plan', on, { planId: plan.id, goals: Math.max(kept, 1) });
    const missing = whyNotSignPlan({ ...planFrom(plan), goals, clientSignature }, { needs, strengths }, on);
    if (missing.length > 0 || clientSignature === null) throw new Refused(422, missing);
    const stamp = { by: actor.id, at: now };
    const body = { goals, deferred: plan.body.deferred };
    const [after] = await Promise.all([
      carryOut(context, decided),
      replacePlans(tx, plan.enrolment_id, plan.id, stamp),
      updatePlan(tx, plan.id, { body, sign: { day: on, clientSignature } }, stamp),
      insertGoals(tx, agency.id, { id: plan.id, clientId, goals, today: on }, stamp, newId),
    ]);
    return movedTo(after);
  },
});
