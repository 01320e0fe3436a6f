// The plan belongs to the client: goals in the person's words, each answering a need and building on a strength, measurable,
// with steps that say who does what by when, and the options they were offered. 42 CFR 440.169(d)(2) asks for goals and actions
// with the active participation of the person; 42 CFR 441.18(a)(7) for whether they declined services in the plan.
// A plan is never overwritten: the next version starts from the last and keeps the thread of each goal.
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { type Refusal, refusal } from '#domain/basics/result.ts';
import { type Need, type Strength, unmetNeeds } from './assessment.ts';
import type { AttainmentLevel } from './goal-attainment.ts';
import type { DomainCode } from './life-domains.ts';

export type Step = {
  readonly thread: Id;
  readonly text: string;
  readonly owner: 'client' | 'worker' | 'supporter' | 'provider';
  /** For a supporter or provider, who. */
  readonly ownerName: string;
  readonly dueOn: Day | null;
  /** Natural: friends, family, a club, a library; formal: the service system. */
  readonly resourceKind: 'natural' | 'formal' | null;
  readonly resource: string;
  readonly state: 'open' | 'done' | 'dropped';
};

export type Option = {
  readonly text: string;
  readonly choice: 'offered' | 'chosen' | 'declined';
  readonly reason: string;
};

export type Goal = {
  /** The same goal through every version and cycle. */
  readonly thread: Id;
  readonly domain: DomainCode;
  /** What the person wants, as they say it. */
  readonly words: string;
  readonly importance: 0 | 1 | 2 | 3;
  readonly difficulty: 0 | 1 | 2 | 3;
  readonly levels: Readonly<Partial<Record<`${AttainmentLevel}`, string>>>;
  readonly baselineLevel: AttainmentLevel | null;
  /** Threads of needs, ids of strengths. */
  readonly needs: readonly Id[];
  readonly strengths: readonly Id[];
  readonly options: readonly Option[];
  readonly steps: readonly Step[];
  readonly dropped: boolean;
};

/** A step as it is planned: the worker who takes it may be named. */
export type PlannedStep = Step & { readonly staffId?: Id | null };
export type PlannedGoal = Omit<Goal, 'steps'> & { readonly measure?: string; readonly steps: readonly PlannedStep[] };
/** What a plan says, as drafted and then as signed. */
export type PlanBody = { readonly goals: readonly PlannedGoal[]; readonly deferred: Plan['deferred'] };

export type ClientSignature = {
  readonly kind: 'screen' | 'paper' | 'verbal' | 'declined';
  readonly name: string;
  readonly on: Day;
  /** Why, when declined. */
  readonly reason: string;
};

export type Plan = {
  readonly version: number;
  readonly goals: readonly Goal[];
  readonly clientSignature: ClientSignature | null;
  /** Unmet needs that the person does not want to work on now, and why. */
  readonly deferred: readonly { readonly need: Id; readonly reason: string }[];
};

const stepRefusals = (step: Step, at: string, signedOn: Day): Refusal[] => {
  if (step.state !== 'open') return [];
  return [
    ...(step.text.trim() ? [] : [refusal('step-without-text', {}, `${at}/text`)]),
    ...(step.dueOn === null ? [refusal('step-without-date', {}, `${at}/dueOn`)] : []),
    ...(step.dueOn !== null && step.dueOn < signedOn
      ? [refusal('step-date-passed', { on: step.dueOn }, `${at}/dueOn`)]
      : []),
    ...(step.resourceKind === null ? [refusal('step-without-resource', {}, `${at}/resourceKind`)] : []),
    ...((step.owner === 'supporter' || step.owner === 'provider') && !step.ownerName.trim()
      ? [refusal('step-owner-without-name', {}, `${at}/ownerName`)]
      : []),
  ];
};

const goalRefusals = (goal: Goal, at: string, known: ReadonlySet<Id>, signedOn: Day): Refusal[] => {
  const refusals: Refusal[] = [];
  const missing = (code: string, field: string) => refusals.push(refusal(code, {}, `${at}/${field}`));
  if (!goal.words.trim()) missing('goal-without-words', 'words');
  if (goal.needs.length === 0) missing('goal-without-need', 'needs');
  if (goal.strengths.length === 0) missing('goal-without-strength', 'strengths');
  if ([...goal.needs, ...goal.strengths].some((id) => !known.has(id))) missing('goal-tied-to-unknown', 'needs');
  if (!goal.levels['0']?.trim()) missing('goal-without-expected-level', 'levels/0');
  if (goal.baselineLevel === null) missing('goal-without-baseline', 'baselineLevel');
  else if (!goal.levels[`${goal.baselineLevel}`]?.trim())
    missing('goal-baseline-not-described', `levels/${goal.baselineLevel}`);
  if (!goal.steps.some(({ state }) => state === 'open' || state === 'done')) missing('goal-without-step', 'steps');
  for (const [index, option] of goal.options.entries()) {
    if (option.choice === 'offered') missing('option-not-decided', `options/${index}/choice`);
    if (option.choice === 'declined' && !option.reason.trim())
      missing('option-declined-without-reason', `options/${index}/reason`);
  }
  for (const [index, step] of goal.steps.entries())
    refusals.push(...stepRefusals(step, `${at}/steps/${index}`, signedOn));
  return refusals;
};

/** Why a plan cannot be signed on a day, each with a pointer to the place; empty when it can. */
export const whyNotSignPlan = (
  plan: Plan,
  assessed: { readonly needs: readonly Need[]; readonly strengths: readonly Strength[] },
  signedOn: Day,
): readonly Refusal[] => {
  const known = new Set([...assessed.needs.map(({ thread }) => thread), ...assessed.strengths.map(({ id }) => id)]);
  const goals = plan.goals.filter(({ dropped }) => !dropped);
  const answered = new Set(goals.flatMap(({ needs }) => needs));
  const refusals: Refusal[] = goals.length === 0 ? [refusal('plan-without-goal', {}, '/goals')] : [];
  for (const [index, goal] of plan.goals.entries())
    if (!goal.dropped) refusals.push(...goalRefusals(goal, `/goals/${index}`, known, signedOn));
  for (const need of unmetNeeds(assessed.needs)) {
    const deferred = plan.deferred.find((each) => each.need === need.thread);
    if (!answered.has(need.thread) && !deferred?.reason.trim())
      refusals.push(refusal('need-without-goal', { need: need.label }, '/deferred'));
  }
  const signature = plan.clientSignature;
  if (signature === null) refusals.push(refusal('plan-without-client', {}, '/clientSignature'));
  else if (signature.kind === 'declined' && !signature.reason.trim())
    refusals.push(refusal('signature-declined-without-reason', {}, '/clientSignature/reason'));
  else if (signature.on > signedOn) refusals.push(refusal('signature-in-future', {}, '/clientSignature/on'));
  return refusals;
};

/** The next version: what is still open, unsigned; done and dropped steps stay behind in the version they belong to. */
export const nextVersion = (last: Plan): Plan => ({
  ...last,
  version: last.version + 1,
  clientSignature: null,
  goals: last.goals
    .filter(({ dropped }) => !dropped)
    .map((goal) => ({ ...goal, steps: goal.steps.filter(({ state }) => state === 'open') })),
});

const goalFor = (need: Need, thread: Id): Goal => ({
  thread,
  domain: need.domain,
  words: need.words,
  importance: 1,
  difficulty: 1,
  levels: {},
  baselineLevel: null,
  needs: [need.thread],
  strengths: [],
  options: [],
  steps: [],
  dropped: false,
});

/**
 * The first plan of a cycle: goals not yet reached come along with their latest level as the new baseline, and each unmet need
 * that no goal answers gets a goal begun in the person's words. `newThread` makes an id for each of those.
 */
export const prefilledPlan = (
  last: Plan | null,
  levels: ReadonlyMap<Id, AttainmentLevel>,
  needs: readonly Need[],
  newThread: () => Id,
): Plan => {
  const carried = (last ? nextVersion(last).goals : [])
    .filter(({ thread }) => (levels.get(thread) ?? -1) < 0)
    .map((goal) => ({ ...goal, baselineLevel: levels.get(goal.thread) ?? goal.baselineLevel }));
  const answered = new Set(carried.flatMap((goal) => goal.needs));
  const begun = unmetNeeds(needs)
    .filter(({ thread }) => !answered.has(thread))
    .map((need) => goalFor(need, newThread()));
  return { version: 1, goals: [...carried, ...begun], clientSignature: null, deferred: [] };
};

/**
 * Who carries the plan: steps owned by the client or a supporter, and steps that use natural resources, out of all that were not
 * dropped. A share that falls from cycle to cycle is a sign of growing dependence, to be talked about, never a score.
 */
export const ownSteps = (plan: Plan): { readonly own: number; readonly natural: number; readonly of: number } => {
  const steps = plan.goals
    .filter(({ dropped }) => !dropped)
    .flatMap((goal) => goal.steps.filter(({ state }) => state !== 'dropped'));
  return {
    own: steps.filter(({ owner }) => owner === 'client' || owner === 'supporter').length,
    natural: steps.filter(({ resourceKind }) => resourceKind === 'natural').length,
    of: steps.length,
  };
};
