// Goal attainment: how far a person came on goals of their own, as one T score with mean 50 and standard deviation 10.
//   T = 50 + 10 Σ(w x) / √((1 − ρ) Σw² + ρ (Σw)²),  x from −2 (much less than expected) to +2 (much more), ρ = 0.30
// Kiresuk TJ, Sherman RE. Goal attainment scaling: a general method for evaluating comprehensive community mental health
// programs. Community Ment Health J 1968; 4: 443–453. T is not comparable between goals that were set differently.
import { done, type Result, refusal, refused } from '#domain/basics/result.ts';

export const attainmentLevels = [-2, -1, 0, 1, 2] as const;
export type AttainmentLevel = (typeof attainmentLevels)[number];

export type RatedGoal = { readonly level: AttainmentLevel; readonly weight: number };

const expectedCorrelation = 0.3;

/** Weight 0 takes a goal out of the score. */
export const goalWeight = (goal: { readonly importance: number; readonly difficulty: number }): number =>
  goal.importance * goal.difficulty;

/** T over the goals with a weight. Refused: a weight below 0 or not finite, or no goal left (Σw = 0). */
export const attainmentScore = (goals: readonly RatedGoal[], correlation = expectedCorrelation): Result<number> => {
  if (goals.some(({ weight }) => !Number.isFinite(weight) || weight < 0))
    return refused(refusal('goal-weight-negative'));
  if (!(correlation >= 0 && correlation <= 1)) return refused(refusal('goal-correlation-out-of-range'));
  const total = goals.reduce((sum, { weight }) => sum + weight, 0);
  if (!(total > 0)) return refused(refusal('no-goals'));
  // Weights are first brought to a sum of 1, which changes nothing in T and keeps large ones from overflowing.
  const shares = goals.map(({ level, weight }) => ({ level, weight: weight / total }));
  const weighted = shares.reduce((sum, { level, weight }) => sum + weight * level, 0);
  const squares = shares.reduce((sum, { weight }) => sum + weight * weight, 0);
  const spread = Math.sqrt((1 - correlation) * squares + correlation);
  const score = 50 + (10 * weighted) / spread;
  return Number.isFinite(score) ? done(score) : refused(refusal('goal-weight-negative'));
};

export type Attainment = {
  readonly baseline: number;
  readonly achieved: number;
  readonly change: number;
  /** Goals counted, and those left out because they have no level yet or a weight of 0. */
  readonly counted: number;
  readonly leftOut: number;
};

/** Baseline, achieved and change over the same goals: only those that have both levels. */
export const attainmentOf = (
  goals: readonly {
    readonly baseline: AttainmentLevel | null;
    readonly achieved: AttainmentLevel | null;
    readonly weight: number;
  }[],
): Result<Attainment> => {
  const both = goals.flatMap(({ baseline, achieved, weight }) =>
    baseline === null || achieved === null || weight === 0 ? [] : [{ baseline, achieved, weight }],
  );
  const before = attainmentScore(both.map(({ baseline, weight }) => ({ level: baseline, weight })));
  const after = attainmentScore(both.map(({ achieved, weight }) => ({ level: achieved, weight })));
  if (!before.ok) return before;
  if (!after.ok) return after;
  return done({
    baseline: before.value,
    achieved: after.value,
    change: after.value - before.value,
    counted: both.length,
    leftOut: goals.length - both.length,
  });
};
