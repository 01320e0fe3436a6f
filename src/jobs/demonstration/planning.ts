// Plans: the person's goals, tied to needs and strengths, with levels, steps and the options they had; versions, never overwritten.
import { addDays, type Day, laterOf } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { millisOf } from '#domain/basics/instant.ts';
import { unmetNeeds } from '#domain/cycle/assessment.ts';
import type { AttainmentLevel } from '#domain/cycle/goal-attainment.ts';
import { type ClientSignature, type Goal, type Plan, type Step, whyNotSignPlan } from '#domain/cycle/plan.ts';
import { json } from '#store/postgres/query.ts';
import { act, cycleNow, type Episode, isOpen, type PlanInForce } from './episode.ts';
import { stamped, type Worker } from './house.ts';
import { link, planTask } from './linking.ts';
import { whoOn } from './seeing.ts';
import type { Theme } from './theme.ts';

const levelsOf = (theme: Theme): Goal['levels'] => ({
  '-2': theme.levels[0],
  '-1': theme.levels[1],
  '0': theme.levels[2],
  '1': theme.levels[3],
  '2': theme.levels[4],
});

const goalFrom = (episode: Episode, theme: Theme, need: Id, thread: Id, on: Day, newId: () => Id): Goal => {
  const { random, assessed } = episode;
  const strengths = (assessed?.strengths ?? []).filter(
    ({ domain, aspect }) => domain === theme.domain && aspect !== 'wish',
  );
  const others = (assessed?.strengths ?? []).filter(({ aspect }) => aspect !== 'wish');
  return {
    thread,
    domain: theme.domain,
    words: theme.goal,
    importance: random.weighted([
      [3, 45],
      [2, 40],
      [1, 15],
    ] as const),
    difficulty: random.weighted([
      [1, 30],
      [2, 50],
      [3, 20],
    ] as const),
    levels: levelsOf(theme),
    baselineLevel: random.weighted([
      [-2, 45],
      [-1, 55],
    ] as const),
    needs: [need],
    strengths: (strengths.length > 0 ? strengths : others).slice(0, 2).map(({ id }) => id),
    options: [
      { text: theme.chosen, choice: 'chosen', reason: '' },
      ...(random.chance(0.7)
        ? [{ text: theme.declined.text, choice: 'declined' as const, reason: theme.declined.reason }]
        : []),
    ],
    steps: theme.steps.map(
      (step, index): Step => ({
        thread: newId(),
        text: step.text,
        owner: step.owner,
        ownerName: step.who ?? '',
        dueOn: addDays(on, 14 + index * random.between(14, 30)),
        resourceKind: step.kind,
        resource: step.resource,
        state: 'open',
      }),
    ),
    dropped: false,
  };
};

const draftPlan = (
  episode: Episode,
  on: Day,
  version: number,
  newId: () => Id,
): { plan: Plan; themes: Map<Id, Theme> } => {
  const { random, assessed, plan: last } = episode;
  const themes = new Map<Id, Theme>();
  const goals: Goal[] = [];
  for (const { goal, theme } of last?.goals ?? []) {
    const level = last?.levels.get(goal.thread) ?? null;
    if (goal.dropped || (version === 1 && (level ?? -2) >= 0)) continue;
    // What went slowly is broken into a smaller step.
    const open = goal.steps.filter(
      ({ state, thread }) =>
        state === 'open' &&
        last?.goals.some(({ steps }) => steps.some((step) => step.thread === thread && step.state === 'open')),
    );
    const again: Step = {
      thread: newId(),
      text: theme.steps[0].text,
      owner: 'client',
      ownerName: '',
      dueOn: addDays(on, random.between(14, 40)),
      resourceKind: theme.steps[0].kind,
      resource: theme.steps[0].resource,
      state: 'open',
    };
    const steps = open.map((step) => ({
      ...step,
      dueOn: step.dueOn && step.dueOn > on ? step.dueOn : addDays(on, random.between(14, 60)),
    }));
    themes.set(goal.thread, theme);
    goals.push({
      ...goal,
      baselineLevel: version === 1 ? (level ?? goal.baselineLevel) : goal.baselineLevel,
      steps: steps.length > 0 ? steps : [again],
      dropped: version > 1 && goals.length > 0 && random.chance(0.08),
    });
  }
  const answered = new Set(goals.filter(({ dropped }) => !dropped).flatMap(({ needs }) => needs));
  const deferred: { need: Id; reason: string }[] = [];
  for (const need of unmetNeeds(assessed?.needs ?? [])) {
    if (answered.has(need.thread)) continue;
    const theme = assessed?.themes.get(need.thread);
    const carried = goals.some(({ needs }) => needs.includes(need.thread));
    if (!theme || carried || (goals.length >= 2 && random.chance(0.3)))
      deferred.push({ need: need.thread, reason: episode.person.words.notNow });
    else {
      const thread = newId();
      themes.set(thread, theme);
      goals.push(goalFrom(episode, theme, need.thread, thread, on, newId));
    }
  }
  return { plan: { version, goals, clientSignature: null, deferred }, themes };
};

const bodyOf = ({ goals, deferred }: Plan): string => json({ goals, deferred });

const signatureOf = (episode: Episode, on: Day): ClientSignature => {
  const { random, person } = episode;
  const kind = random.weighted([
    ['screen', 62],
    ['paper', 20],
    ['verbal', 14],
    ['declined', 4],
  ] as const);
  return { kind, name: person.called, on, reason: kind === 'declined' ? person.words.signsNothing : '' };
};

const goalRows = (
  episode: Episode,
  planId: Id,
  plan: Plan,
  themes: ReadonlyMap<Id, Theme>,
  worker: Worker,
  at: ReturnType<Episode['house']['at']>,
): PlanInForce['goals'] => {
  const { house, person, random } = episode;
  return plan.goals.map((goal, position) => {
    const theme = themes.get(goal.thread)!;
    const row = house.ledger.add('goals', {
      ...stamped(house, at, worker.id, random),
      thread: goal.thread,
      client_id: person.id,
      plan_id: planId,
      position,
      domain: goal.domain,
      words: goal.words,
      measure: theme.levels[2],
      importance: goal.importance,
      difficulty: goal.difficulty,
      levels: json(goal.levels),
      baseline_level: goal.baselineLevel,
      stage: null,
      needs: [...goal.needs],
      strengths: [...goal.strengths],
      options: json(goal.options),
      dropped: goal.dropped,
    });
    const steps = goal.steps.map((step, at2) =>
      house.ledger.add('steps', {
        ...stamped(house, at, worker.id, random),
        thread: step.thread,
        client_id: person.id,
        goal_id: row.id,
        position: at2,
        text: step.text,
        owner: step.owner,
        owner_name: step.ownerName || null,
        staff_id: step.owner === 'worker' ? worker.id : null,
        due_on: step.dueOn,
        resource: step.resource,
        resource_kind: step.resourceKind,
        state: step.state,
        done_on: null,
        outcome_note: null,
      }),
    );
    return { goal, theme, row, steps };
  });
};

/** Steps get done, a few are dropped, some are still open after their day. */
const workOnSteps = (episode: Episode, inForce: PlanInForce, signedOn: Day, worker: Worker): void => {
  const { house, random, agenda } = episode;
  for (const { theme, steps } of inForce.goals)
    for (const step of steps) {
      const fate = random.weighted([
        ['done', 68],
        ['dropped', 7],
        ['open', 25],
      ] as const);
      const on = addDays(signedOn, random.between(7, 110));
      if (fate === 'open') continue;
      agenda.plan(on, (day) => {
        if (!isOpen(episode) || episode.plan?.id !== inForce.id || step.state !== 'open') return;
        step.state = fate;
        step.done_on = day;
        step.outcome_note = fate === 'done' && random.chance(0.3) ? theme.levels[2] : null;
        step.recorded_at = house.at(day, random.between(540, 1000));
        step.recorded_by = worker.id;
      });
    }
};

/** Begins a plan with the person and signs it; a revision replaces the version before. */
export const beginPlan = (episode: Episode, from: Day, signOn: Day | null): void => {
  const { house, person, random, agenda } = episode;
  agenda.plan(from, (on) => {
    const cycle = cycleNow(episode);
    if (!isOpen(episode) || !cycle || !episode.assessed || cycle.stage === 'review' || episode.planBegun) return;
    episode.planBegun = true;
    const worker = whoOn(episode, on);
    const at = house.at(on, random.between(560, 1000));
    const newId = () => random.id(millisOf(at));
    const version = cycle.planVersion + 1;
    const signs = signOn === null ? null : laterOf(on, signOn);
    let drafted = draftPlan(episode, signs ?? on, version, newId);
    const basis = episode.assessed;
    const row = house.ledger.add('plans', {
      ...stamped(house, at, worker.id, random),
      client_id: person.id,
      cycle_id: cycle.id,
      version,
      state: 'draft',
      staff_id: worker.id,
      day: on,
      vision: random.pick(person.words.vision),
      crisis_note: random.chance(0.7) ? random.pick(person.words.crisisPlan) : null,
      review_due_on: null,
      client_signature: null,
      body: bodyOf(drafted.plan),
      signed_at: null,
      signed_by: null,
      revises: version > 1 ? (episode.plan?.id ?? null) : null,
      error_reason: null,
    });
    episode.drafts.add(row);
    if (signs === null) return;
    const sign = (day: Day): void => {
      const now = cycleNow(episode);
      if (now?.id === cycle.id && now.stage === 'review') {
        agenda.plan(addDays(day, 2), sign);
        return;
      }
      if (!episode.drafts.delete(row)) return;
      episode.planBegun = false;
      const signature = signatureOf(episode, day);
      // Assessed again in between: the plan answers what is needed now.
      if (episode.assessed !== basis) drafted = draftPlan(episode, day, version, newId);
      const { themes } = drafted;
      const plan: Plan = { ...drafted.plan, clientSignature: signature };
      const faults = whyNotSignPlan(plan, episode.assessed ?? { needs: [], strengths: [] }, day);
      if (faults.length > 0)
        throw new Error(
          `plan of ${person.called}: ${faults.map(({ code, pointer }) => `${code} ${pointer}`).join(', ')}`,
        );
      const signed = house.at(day, 1030);
      if (version > 1 && episode.plan) episode.plan.row.state = 'replaced';
      Object.assign(row, {
        state: 'signed',
        signed_at: signed,
        signed_by: worker.id,
        recorded_at: signed,
        body: bodyOf(plan),
        client_signature: json(signature),
      });
      const levels = new Map<Id, AttainmentLevel>(version > 1 ? episode.plan?.levels : []);
      const inForce: PlanInForce = {
        id: row.id,
        plan,
        row,
        goals: goalRows(episode, row.id, plan, themes, worker, signed),
        levels,
      };
      episode.plan = inForce;
      act(
        episode,
        'sign-plan',
        day,
        { planId: row.id, goals: plan.goals.filter(({ dropped }) => !dropped).length },
        worker.id,
        1030,
      );
      workOnSteps(episode, inForce, day, worker);
      row.review_due_on = episode.next.review(episode, day);
      link(episode, inForce, addDays(day, 2));
      planTask(episode, day);
    };
    agenda.plan(signs, sign);
  });
};

/** The level a goal has come to, one step further or back at a time, never far from the last. */
export const nextLevel = (episode: Episode, goal: Goal): AttainmentLevel => {
  const last = episode.plan?.levels.get(goal.thread) ?? goal.baselineLevel ?? -2;
  const change = episode.random.weighted([
    [1, 55],
    [0, 32],
    [-1, 7],
    [2, 6],
  ] as const);
  return Math.max(-2, Math.min(2, last + change)) as AttainmentLevel;
};

/** A rating of a goal, by the person, the worker or both. */
export const rate = (
  episode: Episode,
  goal: Goal,
  level: AttainmentLevel,
  on: Day,
  by: Id,
  reviewId: Id | null,
): void => {
  const { house, person, random, plan } = episode;
  plan?.levels.set(goal.thread, level);
  house.ledger.add('goal_ratings', {
    ...stamped(house, house.at(on, 1010), by, random),
    client_id: person.id,
    thread: goal.thread,
    review_id: reviewId,
    level,
    rated_by: random.weighted([
      ['together', 70],
      ['client', 20],
      ['worker', 10],
    ] as const),
    note: null,
    day: on,
  });
};
