// A review while it is written.
import type { PlanView } from '#contract/plan.ts';
import type { ReviewView, SaveReviewRequest } from '#contract/review.ts';
import type { Day } from '#domain/basics/day.ts';
import type { NeedPriority } from '#domain/cycle/assessment.ts';
import type { Goal } from '#domain/cycle/plan.ts';
import type { Decision, GoalProgress } from '#domain/cycle/review.ts';
import type { Part } from '#web/shell/autosave.ts';

export type NewNeed = {
  readonly key: string;
  readonly domain: string;
  readonly label: string;
  readonly priority: NeedPriority | null;
  readonly words: string;
};

type OneToFive = 1 | 2 | 3 | 4 | 5;

export type ReviewForm = {
  readonly day: Day;
  readonly progress: readonly GoalProgress[];
  readonly newNeeds: readonly NewNeed[];
  readonly clientWords: string;
  readonly satisfaction: OneToFive | null;
  readonly independence: OneToFive | null;
  readonly decision: Decision | null;
  readonly decisionReason: string;
  readonly nextReviewOn: Day | null;
  readonly attended: readonly string[];
};

export const formFrom = (view: ReviewView): ReviewForm => ({
  day: view.day as Day,
  progress: view.progress.map(({ goal, level, note }) => ({ goal, level, note })),
  newNeeds: view.newNeeds.map((need, index) => ({ ...need, key: `${view.id}-${index}` })),
  clientWords: view.clientWords,
  satisfaction: view.satisfaction,
  independence: view.independence,
  decision: view.decision,
  decisionReason: view.decisionReason,
  nextReviewOn: view.nextReviewOn as Day | null,
  attended: view.attended,
});

/** Without `reviewId`, which stands in the path. */
export const bodyFrom = (form: ReviewForm): Omit<SaveReviewRequest, 'reviewId'> => ({
  ...form,
  progress: form.progress.map((each) => ({ ...each })),
  newNeeds: form.newNeeds.map(({ key: _, ...need }) => need),
  attended: form.attended.map((name) => name.trim()).filter(Boolean),
});

/** The goals a review looks back on, as far as its rules ask about them. */
export const goalsOf = (plan: PlanView | null): readonly Goal[] =>
  (plan?.goals ?? []).map((goal) => ({ ...goal, steps: [] }));

type Words = (key: string) => string;

export const partsOf = (
  form: ReviewForm,
  words: Words,
  goalWords: (goal: string) => string,
): readonly Part<ReviewForm>[] => {
  const part = <Key extends keyof ReviewForm>(key: Key, text: (form: ReviewForm) => string): Part<ReviewForm> => ({
    key,
    label: words(`review-screen.${key}`),
    text,
    take: (from, into) => ({ ...into, [key]: from[key] }),
  });
  return [
    part('day', ({ day }) => day),
    part('clientWords', ({ clientWords }) => clientWords),
    part('satisfaction', ({ satisfaction }) => `${satisfaction ?? ''}`),
    part('independence', ({ independence }) => `${independence ?? ''}`),
    part('newNeeds', ({ newNeeds }) =>
      newNeeds.map(({ domain, label, priority, words: own }) => [domain, label, priority, own].join(' · ')).join('\n'),
    ),
    part('decision', ({ decision }) => (decision ? words(`review.decision.${decision}`) : '')),
    part('decisionReason', ({ decisionReason }) => decisionReason),
    part('nextReviewOn', ({ nextReviewOn }) => nextReviewOn ?? ''),
    part('attended', ({ attended }) => attended.join(', ')),
    ...form.progress.map(
      ({ goal }): Part<ReviewForm> => ({
        key: goal,
        label: goalWords(goal),
        text: (each) => {
          const own = each.progress.find((progress) => progress.goal === goal);
          return own ? [own.level === null ? '' : words(`attainment.${own.level}`), own.note].join(' ').trim() : '';
        },
        take: (from, into) => ({
          ...into,
          progress: into.progress.map(
            (progress) => from.progress.find((each) => each.goal === goal && progress.goal === goal) ?? progress,
          ),
        }),
      }),
    ),
  ];
};
