// The parts a plan is compared by when two people wrote it at once: its frame, and each goal as a whole.
import type { Part } from '#web/shell/autosave.ts';
import { type GoalForm, levelKeys, type PlanForm } from './form.ts';

type Words = (key: string, values?: Record<string, string | number>) => string;

const goalText = (goal: GoalForm | undefined, words: Words): string =>
  goal === undefined
    ? ''
    : [
        goal.dropped ? words('step.state.dropped') : '',
        `“${goal.words}”`,
        goal.measure,
        ...levelKeys.map((key) => (goal.levels[key] ? `${words(`attainment.${key}`)}: ${goal.levels[key]}` : '')),
        [goal.baselineLevel, goal.importance, goal.difficulty, ...goal.needs, ...goal.strengths].length > 0
          ? words('plan-screen.weights', {
              importance: words(`plan-screen.importance.${goal.importance}`),
              difficulty: words(`plan-screen.difficulty.${goal.difficulty}`),
              baseline: goal.baselineLevel === null ? '–' : words(`attainment.${goal.baselineLevel}`),
              needs: goal.needs.length,
              strengths: goal.strengths.length,
            })
          : '',
        ...goal.options.map(({ text, choice, reason }) => `${words(`option.${choice}`)}: ${text} ${reason}`),
        ...goal.steps.map((step) =>
          [
            `→ ${step.text}`,
            words(`step.owner.${step.owner}`),
            step.ownerName,
            step.dueOn,
            step.resource,
            step.resourceKind,
            words(`step.state.${step.state}`),
          ]
            .filter(Boolean)
            .join(' · '),
        ),
      ]
        .filter(Boolean)
        .join('\n');

/** What a goal is known by on both sides: its thread, as soon as the record has it. */
const nameOf = ({ id, key }: GoalForm): string => id ?? key;

const withGoal = (from: PlanForm, into: PlanForm, key: string): PlanForm => {
  const goal = from.goals.find((each) => nameOf(each) === key);
  const at = into.goals.findIndex((each) => nameOf(each) === key);
  if (goal === undefined) return { ...into, goals: into.goals.filter((each) => each.key !== key) };
  return { ...into, goals: at < 0 ? [...into.goals, goal] : into.goals.with(at, goal) };
};

export const partsOf = (mine: PlanForm, theirs: PlanForm, words: Words): readonly Part<PlanForm>[] => [
  ...(['vision', 'crisisNote'] as const).map(
    (key): Part<PlanForm> => ({
      key,
      label: words(`plan-screen.${key}`),
      text: (each) => each[key],
      take: (from, into) => ({ ...into, [key]: from[key] }),
    }),
  ),
  {
    key: 'reviewDueOn',
    label: words('plan-screen.reviewDueOn'),
    text: (each) => each.reviewDueOn ?? '',
    take: (from, into) => ({ ...into, reviewDueOn: from.reviewDueOn }),
  },
  {
    key: 'deferred',
    label: words('plan-screen.deferred'),
    text: (each) => each.deferred.map(({ need, reason }) => `${need}: ${reason}`).join('\n'),
    take: (from, into) => ({ ...into, deferred: from.deferred }),
  },
  ...[...new Set([...mine.goals, ...theirs.goals].map(nameOf))].map((key, index): Part<PlanForm> => {
    const own = (each: PlanForm) => each.goals.find((goal) => nameOf(goal) === key);
    return {
      key,
      label: words('plan-screen.goal.number', { number: index + 1 }),
      text: (each) => goalText(own(each), words),
      take: (from, into) => withGoal(from, into, key),
    };
  }),
];
