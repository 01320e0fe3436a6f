// The plan of a client: the version in force or the one asked for, every version there was, how far the goals came, and what the
// plain-language version for the person needs.
import { PlanPage, ReadPlanRequest } from '#contract/plan.ts';
import { attainmentOf, goalWeight } from '#domain/cycle/goal-attainment.ts';
import { ownSteps, whyNotSignPlan } from '#domain/cycle/plan.ts';
import { visible } from '#store/access/visible.ts';
import { readAddenda } from '#store/addenda.ts';
import { readCrisisLines } from '#store/agency.ts';
import { latestLevels, readGoals, readRatings, readSteps } from '#store/goals.ts';
import { readNeeds } from '#store/needs.ts';
import { planFrom, type RecordedPlan, readPlanFace, readPlans } from '#store/plans.ts';
import { readStrengths } from '#store/strengths.ts';
import { defineAction } from '../pipeline/define.ts';
import { realDay } from '../pipeline/list-sources.ts';
import { found } from '../pipeline/refused.ts';
import { goalsNow, type PlanRows, planFields, planView } from './plan-view.ts';

const attainmentView = (plan: RecordedPlan | null, rows: PlanRows) => {
  const levels = latestLevels(rows.ratings);
  const goals = (plan?.body.goals ?? []).filter(({ dropped }) => !dropped);
  const result = attainmentOf(
    goals.map((goal) => ({
      baseline: goal.baselineLevel,
      achieved: levels.get(goal.thread) ?? null,
      weight: goalWeight(goal),
    })),
  );
  if (!result.ok)
    return {
      baseline: null,
      achieved: null,
      change: null,
      n: 0,
      leftOut: goals.length,
      reason: result.refusals[0]?.code ?? null,
    };
  const { baseline, achieved, change, counted, leftOut } = result.value;
  return { baseline, achieved, change, n: counted, leftOut, reason: null };
};

export const readPlan = defineAction({
  name: 'read-plan',
  effect: 'read',
  input: ReadPlanRequest,
  output: PlanPage,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async ({ tx, input, actor, agency, now, today }) => {
    const { clientId } = input;
    const seen = (alias: string) => visible(actor, 'read-plan', alias, realDay({ agency, now }));
    const [all, needs, strengths, goals, steps, ratings, addenda] = await Promise.all([
      readPlans(tx, clientId, seen('p')),
      readNeeds(tx, clientId, seen('n')),
      readStrengths(tx, clientId, seen('t')),
      readGoals(tx, clientId),
      readSteps(tx, clientId),
      readRatings(tx, clientId, seen('r')),
      readAddenda(tx, clientId, ['plan'], seen('a')),
    ]);
    const rows: PlanRows = { goals, steps, ratings };
    const plans = input.enrolmentId ? all.filter((plan) => plan.enrolment_id === input.enrolmentId) : all;
    const draft = plans.find(({ state }) => state === 'draft');
    const asked = input.planId && found(plans.find(({ id }) => id === input.planId));
    const plan = asked || (plans.find(({ state }) => state === 'signed') ?? draft ?? null);
    const [face, crisisLines] = plan
      ? await Promise.all([readPlanFace(tx, clientId, plan.enrolment_id), readCrisisLines(tx)])
      : [];
    const whole = plan && { ...planFrom(plan), goals: goalsNow(plan, rows) };
    const missing = whole && plan.state === 'draft' ? whyNotSignPlan(whole, { needs, strengths }, today) : [];
    return {
      plan: plan && planView(plan, rows, missing, addenda),
      draft: draft ? { id: draft.id, version: draft.version } : null,
      versions: plans.map((each) => ({
        ...planFields(each),
        cycleNumber: each.cycle_number,
        goals: each.body.goals.filter(({ dropped }) => !dropped).length,
      })),
      attainment: attainmentView(plan, rows),
      ownSteps: whole ? ownSteps(whole) : { own: 0, natural: 0, of: 0 },
      needs: needs.map(({ thread, domain, label, level, priority, words }) => ({
        thread,
        domain,
        label,
        level,
        priority,
        words,
      })),
      strengths: strengths.map(({ id, domain, aspect, text }) => ({ id, domain, aspect, text })),
      clientView: face ? { ...face, agency: agency.name, crisisLines: crisisLines ?? [] } : null,
    };
  },
});
