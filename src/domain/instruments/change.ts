// Whether a score has moved further than it moves by itself: reliable change (Jacobson & Truax 1991, J Consult Clin Psychol 59:12-19).
// Where the definition states the points by which a change is counted as reliable, those hold; else they follow from the spread of
// the scores and the reliability of the scale. Where neither is known nothing is said.
import type { InstrumentDefinition } from './definition.ts';

/** The 97.5th percentile of the normal distribution. */
const z = 1.959963984540054;

export type Threshold = {
  /** The least whole-point change, or the index a change must pass. */
  readonly points: number;
  readonly isStated: boolean;
  readonly sd: number | null;
  readonly reliability: number | null;
  readonly source: string;
};

export type Verdict = 'better' | 'worse' | 'no-reliable-change';
export type Change = {
  readonly from: number;
  readonly to: number;
  readonly by: number;
  readonly verdict: Verdict | null;
};

/** What a change of this score is measured against; null where it is not known. */
export const thresholdOf = (definition: InstrumentDefinition, score: string): Threshold | null => {
  const known = definition.reliableChange.filter((each) => each.score === score);
  const stated = known.find(({ points }) => points !== null);
  if (stated && stated.points !== null) return { ...stated, points: stated.points, isStated: true };
  const parameters = known.find(({ sd, reliability }) => sd !== null && reliability !== null);
  if (!parameters || parameters.sd === null || parameters.reliability === null) return null;
  const points = z * parameters.sd * Math.SQRT2 * Math.sqrt(1 - parameters.reliability);
  return { ...parameters, points, isStated: false };
};

/** From one value of a score to a later one. The verdict is null where nothing is known to measure it by, or no direction is better. */
export const changeOf = (definition: InstrumentDefinition, score: string, from: number, to: number): Change => {
  const by = to - from;
  const threshold = thresholdOf(definition, score);
  if (!threshold || definition.direction === 'none') return { from, to, by, verdict: null };
  const size = Math.abs(by);
  if (threshold.isStated ? size < threshold.points : size <= threshold.points)
    return { from, to, by, verdict: 'no-reliable-change' };
  const isBetter = definition.direction === 'higher-is-better' ? by > 0 : by < 0;
  return { from, to, by, verdict: isBetter ? 'better' : 'worse' };
};
