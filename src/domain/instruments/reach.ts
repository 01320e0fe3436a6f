// What a score can come to, worked out from its items. A band beyond it would never be told, and a range short of it would be wrong.
import type { InstrumentDefinition, Item, Score, Sum } from './definition.ts';

type Ends = readonly [number, number];
/** `whole`: every item asked and answered with what counts. `any`: also where some are not asked, or answered with what does not count. */
export type Reach = { readonly whole: Ends; readonly any: Ends };

const added = (parts: readonly Ends[], scale: number): Ends => {
  const [least, most] = parts.reduce(([from, to], part) => [from + part[0], to + part[1]], [0, 0] as const);
  return [least * scale, most * scale];
};

/** Null where an option is missing, and for scores that are not numbers. */
export const reachOf = (score: Score, { items, optionSets, scores }: InstrumentDefinition): Reach | null => {
  if (score.method === 'scale') {
    const of = scores.find(({ id }) => id === score.of);
    const reach =
      of && of.method !== 'scale' ? reachOf(of, { items, optionSets, scores } as InstrumentDefinition) : null;
    if (!reach) return null;
    const scaled = ([least, most]: Ends): Ends => [least * score.multiply, most * score.multiply];
    return { whole: scaled(reach.whole), any: scaled(reach.any) };
  }
  if (score.method === 'count') return { whole: [0, score.items.length], any: [0, score.items.length] };
  if (score.method !== 'sum' && score.method !== 'mean') return null;
  const parts: { readonly whole: Ends; readonly any: Ends }[] = [];
  for (const id of score.items) {
    const points = pointsOf(
      items.find((item) => item.id === id),
      optionSets,
      score,
    );
    if (!points) return null;
    parts.push(points);
  }
  const scale = ((score.method === 'mean' ? 1 / parts.length : 1) * (score.multiply ?? 1)) / (score.divide ?? 1);
  return {
    whole: added(
      parts.map(({ whole }) => whole),
      scale,
    ),
    any: added(
      parts.map(({ any }) => any),
      scale,
    ),
  };
};

const pointsOf = (
  item: Item | undefined,
  optionSets: InstrumentDefinition['optionSets'],
  { recode, leastWhen }: Sum,
): Reach | null => {
  const options = item && Object.hasOwn(optionSets, item.options) ? optionSets[item.options] : undefined;
  if (!item || !options) return null;
  const as = recode?.find(({ items }) => items.includes(item.id))?.as ?? {};
  const points = options.flatMap(({ value, counts }) =>
    counts === false || typeof value !== 'number' ? [] : [as[String(value)] ?? value],
  );
  if (points.length === 0) return null;
  const whole = [Math.min(...points), Math.max(...points)] as const;
  const mayAddNothing = item.showWhen !== undefined || leastWhen !== undefined || points.length < options.length;
  return { whole, any: mayAddNothing ? [Math.min(0, whole[0]), Math.max(0, whole[1])] : whole };
};
