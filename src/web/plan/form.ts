// A plan while it is written. What is new has no id until the record gives it one; its key stays the same.
import type { PlanPage, PlanView, SavePlanRequest } from '#contract/plan.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Refusal } from '#domain/basics/result.ts';
import type { NeedLevel, NeedPriority } from '#domain/cycle/assessment.ts';
import type { AttainmentLevel } from '#domain/cycle/goal-attainment.ts';
import { whyNotSignPlan } from '#domain/cycle/plan.ts';

export type LevelKey = `${AttainmentLevel}`;
export const levelKeys = ['2', '1', '0', '-1', '-2'] as const satisfies readonly LevelKey[];

export const stepOwners = ['client', 'worker', 'supporter', 'provider'] as const;

type Keyed = {
  readonly key: string;
  /** The thread; null until the record has it. */
  readonly id: string | null;
};

export type StepForm = Keyed & {
  readonly text: string;
  readonly owner: (typeof stepOwners)[number];
  readonly ownerName: string;
  readonly staffId: string | null;
  readonly dueOn: Day | null;
  readonly resourceKind: 'natural' | 'formal' | null;
  readonly resource: string;
  readonly state: 'open' | 'done' | 'dropped';
};

export type OptionForm = {
  readonly key: string;
  readonly text: string;
  readonly choice: 'offered' | 'chosen' | 'declined';
  readonly reason: string;
};

type Weight = 0 | 1 | 2 | 3;

export type GoalForm = Keyed & {
  readonly domain: string;
  readonly words: string;
  readonly measure: string;
  readonly importance: Weight;
  readonly difficulty: Weight;
  readonly levels: Readonly<Partial<Record<LevelKey, string>>>;
  readonly baselineLevel: AttainmentLevel | null;
  readonly needs: readonly string[];
  readonly strengths: readonly string[];
  readonly options: readonly OptionForm[];
  readonly steps: readonly StepForm[];
  readonly dropped: boolean;
};

export type PlanForm = {
  readonly vision: string;
  readonly crisisNote: string;
  readonly reviewDueOn: Day | null;
  readonly goals: readonly GoalForm[];
  readonly deferred: readonly { readonly need: string; readonly reason: string }[];
};

export const formFrom = (plan: PlanView): PlanForm => ({
  vision: plan.vision ?? '',
  crisisNote: plan.crisisNote ?? '',
  reviewDueOn: plan.reviewDueOn as Day | null,
  deferred: plan.deferred,
  goals: plan.goals.map(({ thread, id: _, ratings: __, ...goal }) => ({
    ...goal,
    key: thread,
    id: thread,
    levels: Object.fromEntries(Object.entries(goal.levels).filter(([, text]) => text !== undefined)),
    options: goal.options.map((option, index) => ({ ...option, key: `${thread}-${index}` })),
    steps: goal.steps.map(({ thread: step, id: ___, doneOn: ____, note: _____, ...each }) => ({
      ...each,
      dueOn: each.dueOn as Day | null,
      key: step,
      id: step,
    })),
  })),
});

const thread = (id: string | null) => (id === null ? {} : { thread: id });

/** Without `planId`, which stands in the path. */
export const bodyFrom = (form: PlanForm): Omit<SavePlanRequest, 'planId'> => ({
  vision: form.vision,
  crisisNote: form.crisisNote,
  reviewDueOn: form.reviewDueOn,
  deferred: form.deferred.map((each) => ({ ...each })),
  goals: form.goals.map(({ key: _, id, ...goal }) => ({
    ...goal,
    ...thread(id),
    levels: { ...goal.levels },
    needs: [...goal.needs],
    strengths: [...goal.strengths],
    options: goal.options.map(({ key: __, ...option }) => option),
    steps: goal.steps.map(({ key: __, id: step, ...each }) => ({ ...each, ...thread(step) })),
  })),
});

/** The threads the record gave to what was new in `sent`, brought into the form as it is now. */
export const adoptIds = (now: PlanForm, sent: PlanForm, saved: PlanView): PlanForm => {
  const ids = new Map<string, string>();
  sent.goals.forEach((goal, index) => {
    const kept = saved.goals[index];
    if (kept) ids.set(goal.key, kept.thread);
    goal.steps.forEach((step, at) => {
      const keptStep = kept?.steps[at];
      if (keptStep) ids.set(step.key, keptStep.thread);
    });
  });
  const known = <Item extends Keyed>(item: Item): Item => ({ ...item, id: ids.get(item.key) ?? item.id });
  return {
    ...now,
    goals: now.goals.map((goal) => ({ ...known(goal), steps: goal.steps.map(known) })),
  };
};

type Assessed = Pick<PlanPage, 'needs' | 'strengths'>;

/** What is missing before the plan can be signed; whether the person signs is asked in signing. */
export const missingIn = (form: PlanForm, version: number, assessed: Assessed, today: Day): readonly Refusal[] =>
  whyNotSignPlan(
    {
      version,
      clientSignature: null,
      deferred: form.deferred,
      goals: form.goals.map(({ key, ...goal }) => ({
        ...goal,
        thread: key,
        steps: goal.steps.map((step) => ({ ...step, thread: step.key })),
      })),
    },
    {
      needs: assessed.needs.map((need) => ({
        ...need,
        level: need.level as NeedLevel,
        priority: need.priority as NeedPriority | null,
        origin: '',
        upkeep: '',
      })),
      strengths: assessed.strengths.map((strength) => ({
        ...strength,
        aspect: strength.aspect as 'current' | 'wish' | 'past',
      })),
    },
    today,
  ).filter(({ code }) => code !== 'plan-without-client');

export const newStep = (): StepForm => ({
  key: crypto.randomUUID(),
  id: null,
  text: '',
  owner: 'client',
  ownerName: '',
  staffId: null,
  dueOn: null,
  resourceKind: null,
  resource: '',
  state: 'open',
});

export const newGoal = (
  need: { readonly thread: string; readonly domain: string; readonly words: string } | null,
): GoalForm => ({
  key: crypto.randomUUID(),
  id: null,
  domain: need?.domain ?? 'daily-living',
  words: need?.words ?? '',
  measure: '',
  importance: 1,
  difficulty: 1,
  levels: {},
  baselineLevel: null,
  needs: need ? [need.thread] : [],
  strengths: [],
  options: [],
  steps: [],
  dropped: false,
});

/** The list with the item at `index` one place up or down. */
export const moved = <Item>(items: readonly Item[], index: number, by: 1 | -1): readonly Item[] => {
  const item = items[index];
  const to = index + by;
  if (item === undefined || to < 0 || to >= items.length) return items;
  return items.toSpliced(index, 1).toSpliced(to, 0, item);
};
