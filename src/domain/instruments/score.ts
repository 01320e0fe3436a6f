// Scoring. A score is made of given answers alone: with one missing there is no value, and what is estimated says so and stands
// apart. Safety flags are raised by what is answered, finished or not.
import { done, type Refusal, type Result, refusal, refused } from '#domain/basics/result.ts';
import { placesIn } from './asked.ts';
import { type Decide, decider, no, type Places, unknown, yes } from './deciding.ts';
import type { Band, CutOff, InstrumentDefinition, Item, Option, Score, Severity, Sum } from './definition.ts';
import { type Answer, type Expression, itemsIn, parseExpression, type Value } from './expression.ts';
import { whyNotWritten } from './written.ts';

export type Scored = {
  readonly instrument: string;
  readonly version: number;
  /** Every item that is asked and required is answered. */
  readonly complete: boolean;
  /** How many items are answered. */
  readonly answered: number;
  readonly missing: readonly string[];
  readonly scores: Readonly<Record<string, ScoreValue>>;
  readonly flags: readonly { readonly id: string; readonly severity: Severity }[];
  /** The notice of the instrument's licence. */
  readonly notice: string;
};

export type ScoreValue = {
  /** A number; true or false for a rule; the name of the case for a decision. Null with a `reason`. */
  readonly value: number | boolean | string | null;
  readonly band: string | null;
  readonly cutoffMet: boolean | null;
  /** Where answers are missing and the definition allows it: the mean of those given stands in for them. */
  readonly estimated: number | null;
  readonly reason: 'incomplete' | null;
};

type Scoring = (
  answers: readonly Answer[],
  hidden: readonly boolean[],
  isFull: boolean,
  made: Readonly<Record<string, ScoreValue>>,
) => ScoreValue;

const incomplete: ScoreValue = { value: null, band: null, cutoffMet: null, estimated: null, reason: 'incomplete' };
const said = (value: ScoreValue['value']): ScoreValue => ({
  value,
  band: null,
  cutoffMet: null,
  estimated: null,
  reason: null,
});

/** The band a value falls in: the last that begins at or below it, so that a value between two whole numbers is in the lower. */
const bandOf = (bands: readonly Band[] | undefined, value: number): string | null =>
  bands?.findLast(
    ({ from }, index) => value >= from && (index < bands.length - 1 || value <= (bands.at(-1)?.to ?? value)),
  )?.label ?? null;

const meets = (cutOff: CutOff | undefined, value: number): boolean | null =>
  cutOff
    ? value >= (cutOff.atLeast ?? Number.NEGATIVE_INFINITY) && value <= (cutOff.atMost ?? Number.POSITIVE_INFINITY)
    : null;

const counted = ({ bands, cutOff }: Score, value: number): ScoreValue => ({
  value,
  band: bandOf(bands, value),
  cutoffMet: meets(cutOff, value),
  estimated: null,
  reason: null,
});

/** What each answer to an item counts as in a score; nothing where it does not count. */
const pointsOf = (item: Item, options: readonly Option[], score: Sum): ReadonlyMap<Value, number> => {
  const recode = score.recode?.find(({ items }) => items.includes(item.id))?.as;
  return new Map(
    options.flatMap(({ value, counts }): [Value, number][] =>
      counts === false || typeof value !== 'number' ? [] : [[value, recode?.[String(value)] ?? value]],
    ),
  );
};

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** All missing answers replaced by the mean of those given, each within its own group; null where that may not be done. */
const estimateOf = (score: Sum, given: readonly (number | null)[]): number | null => {
  const { estimate, items } = score;
  const missing = given.filter((points) => points === null).length;
  if (!estimate || missing > estimate.atMostMissing || missing === given.length) return null;
  let total = 0;
  for (const group of estimate.by ?? [items]) {
    const own = given.filter((_, at) => group.includes(items[at] ?? ''));
    const known = own.filter((points): points is number => points !== null);
    if (known.length === 0) return null;
    // Two missing in one group leave too little to go by.
    if (estimate.by && own.length - known.length > 1) return null;
    total += mean(known) * own.length;
  }
  return total;
};

type Reading = {
  readonly definition: InstrumentDefinition;
  readonly places: Places;
  readonly decide: (source: string) => Decide;
  readonly placesIn: (source: string) => readonly number[];
  readonly optionsOf: (item: Item) => readonly Option[];
};

const summing = (score: Sum, { definition, places, decide, optionsOf }: Reading): Scoring => {
  const items = score.items.map((id) => {
    const item = definition.items.find((each) => each.id === id) as Item;
    const points = pointsOf(item, optionsOf(item), score);
    // As they were marked, which needs no looking up.
    const isPlain = optionsOf(item).every(({ value }) => points.get(value) === value);
    return { at: places.get(id)?.at ?? 0, points, isPlain };
  });
  const scale = ((score.method === 'mean' ? 1 / items.length : 1) * (score.multiply ?? 1)) / (score.divide ?? 1);
  const isLeast = score.leastWhen === undefined ? null : decide(score.leastWhen);
  // Few sums are possible, and each is made once.
  const made = new Map<number, ScoreValue>();
  const madeOf = (sum: number): ScoreValue => {
    const known = made.get(sum) ?? counted(score, scale === 1 ? sum : sum * scale);
    made.set(sum, known);
    return known;
  };
  const least = counted(score, score.range[0]);
  return (answers, hidden, isFull) => {
    if (isLeast?.(answers, hidden, isFull) === yes) return least;
    let sum = 0;
    let isWhole = true;
    for (const { at, points, isPlain } of items) {
      const answer = answers[at];
      // What is not asked adds nothing; neither does an answer that does not count.
      if (answer === null || answer === undefined) isWhole &&= hidden[at] === true;
      else sum += isPlain ? (answer as number) : (points.get(answer as Value) ?? 0);
    }
    if (isWhole) return madeOf(sum);
    const given = items.map(({ at, points }) => {
      const answer = answers[at] ?? null;
      return answer === null ? (hidden[at] ? 0 : null) : (points.get(answer as Value) ?? 0);
    });
    const estimated = estimateOf(score, given);
    return estimated === null ? incomplete : { ...incomplete, estimated: estimated * scale };
  };
};

const scoringOf = (score: Score, reading: Reading): Scoring => {
  const { decide, places, definition, optionsOf } = reading;
  switch (score.method) {
    case 'sum':
    case 'mean':
      return summing(score, reading);
    case 'count': {
      const at = score.items.map((id) => places.get(id)?.at ?? 0);
      return (answers, hidden) => {
        let count = 0;
        for (const each of at) {
          const answer = answers[each] ?? null;
          if (answer === null && !hidden[each]) return incomplete;
          if (typeof answer === 'number' && answer >= score.atLeast) count++;
        }
        return counted(score, count);
      };
    }
    case 'scale':
      return (_answers, _hidden, _isFull, made) => {
        const of = made[score.of];
        if (typeof of?.value === 'number') return counted(score, of.value * score.multiply);
        return typeof of?.estimated === 'number'
          ? { ...incomplete, estimated: of.estimated * score.multiply }
          : incomplete;
      };
    case 'greatest': {
      const cases = score.of.map(({ when, value }) => ({ decide: decide(when), value }));
      return (answers, hidden, isFull) => {
        const truths = cases.map((each) => ({ truth: each.decide(answers, hidden, isFull), value: each.value }));
        const greatest = Math.max(0, ...truths.filter(({ truth }) => truth === yes).map(({ value }) => value));
        return truths.some(({ truth, value }) => truth === unknown && value > greatest)
          ? incomplete
          : counted(score, greatest);
      };
    }
    case 'decision': {
      const cases = score.cases.map(({ when, is }) => ({ decide: decide(when), answer: said(is) }));
      const otherwise = said(score.otherwise);
      return (answers, hidden, isFull) => {
        for (const each of cases) {
          const truth = each.decide(answers, hidden, isFull);
          if (truth === yes) return each.answer;
          if (truth === unknown) return incomplete;
        }
        return otherwise;
      };
    }
    case 'rule': {
      const rule = decide(score.rule);
      const [isSo, isNot] = [said(true), said(false)];
      const spokenOf = reading.placesIn(score.rule);
      // Not even where the rest could change nothing: what a rule says of a form, it says of a whole one.
      return (answers, hidden, isFull) => {
        if (!isFull && spokenOf.some((at) => (answers[at] ?? null) === null && !hidden[at])) return incomplete;
        return rule(answers, hidden, isFull) === yes ? isSo : isNot;
      };
    }
    default: {
      const items = score.items.map((id) => {
        const item = definition.items.find((each) => each.id === id) as Item;
        const needs = new Set(optionsOf(item).flatMap(({ value, need }) => (need ? [value] : [])));
        return { at: places.get(id)?.at ?? 0, needs };
      });
      return (answers, hidden, _isFull) => {
        let isWhole = true;
        for (const { at, needs } of items) {
          const answer = answers[at] ?? null;
          if (answer === null) isWhole &&= hidden[at] === true;
          else if ((typeof answer === 'object' ? answer : [answer]).some((each) => needs.has(each)))
            return said('need');
        }
        return isWhole ? said('no-need') : incomplete;
      };
    }
  }
};

export type Scorer = (answers: readonly Answer[]) => Scored;

/**
 * Reads a definition that `checkDefinition` has found faultless, and scores answers by it: one for each item, in the order of the
 * items, each null or among the item's options (`answersFrom`).
 */
export const scorerOf = (definition: InstrumentDefinition): Scorer => {
  const { items, optionSets, licence } = definition;
  const ids = items.map(({ id }) => id);
  const optionsOf = (item: Item) => optionSets[item.options] ?? [];
  const places = placesIn(definition);
  const isSpokenOf = new Array<boolean>(items.length).fill(false);
  const expressionOf = (source: string): Expression => {
    const read = parseExpression(source, ids);
    if (!read.ok) throw new Error(`${definition.id}: ${source} cannot be read`);
    return read.value;
  };
  const placesSpokenOf = (source: string) => [...new Set(itemsIn(expressionOf(source)))].map((id) => ids.indexOf(id));
  const decide = (source: string): Decide => {
    for (const at of placesSpokenOf(source)) isSpokenOf[at] = true;
    return decider(expressionOf(source), places);
  };
  const reading: Reading = { definition, places, decide, placesIn: placesSpokenOf, optionsOf };
  const conditional = items.flatMap(({ showWhen }, at) =>
    showWhen === undefined ? [] : [{ at, shown: decide(showWhen) }],
  );
  const scorings = definition.scores.map((score) => ({ id: score.id, scoring: scoringOf(score, reading) }));
  const flags = definition.flags.map(({ id, severity, when }) => ({ flag: { id, severity }, raised: decide(when) }));
  const isRequired = items.map(({ required }) => required !== false);
  const { id: instrument, version } = definition;
  const noneHidden: readonly boolean[] = [];
  return (answers) => {
    let hidden = noneHidden;
    if (conditional.length > 0) {
      const own = new Array<boolean>(items.length).fill(false);
      hidden = own;
      // In order, so that what an item hides hides what depends on it.
      for (const { at, shown } of conditional) own[at] = shown(answers, own, false) === no;
    }
    let answered = 0;
    let isFull = true;
    const missing: string[] = [];
    for (let at = 0; at < ids.length; at++) {
      if ((answers[at] ?? null) !== null) answered++;
      else if (!hidden[at]) {
        if (isSpokenOf[at]) isFull = false;
        if (isRequired[at]) missing.push(ids[at] as string);
      }
    }
    const scores: Record<string, ScoreValue> = {};
    for (const { id, scoring } of scorings) scores[id] = scoring(answers, hidden, isFull, scores);
    const raised = [];
    for (const { flag, raised: isRaised } of flags) if (isRaised(answers, hidden, isFull) === yes) raised.push(flag);
    return {
      instrument,
      version,
      complete: missing.length === 0,
      answered,
      missing,
      scores,
      flags: raised,
      notice: licence.notice,
    };
  };
};

const shown = (value: unknown): string => (JSON.stringify(value) ?? '').slice(0, 60);

/** Why an answer to an item is none of its options. */
const whyNotAnswer = (item: Item, options: readonly Option[], value: unknown): Refusal | null => {
  const pointer = `/${item.id}`;
  const unknownValue = (each: unknown) =>
    refusal(
      'answer-not-an-option',
      { item: item.id, value: shown(each), allowed: options.map((option) => shown(option.value)).join(', ') },
      pointer,
    );
  if (value === null || value === undefined) return null;
  const marked = Array.isArray(value) ? value : [value];
  if (Array.isArray(value) && !item.many) return refusal('answer-not-one', { item: item.id }, pointer);
  for (const each of marked) if (!options.some((option) => option.value === each)) return unknownValue(each);
  if (new Set(marked).size < marked.length) return refusal('answer-twice', { item: item.id }, pointer);
  if (marked.length > 1 && options.some((option) => option.alone && marked.includes(option.value)))
    return refusal('answer-stands-alone', { item: item.id }, pointer);
  return null;
};

/**
 * Answers as they come (an object of item and value, or a list in the order of the items), in the order of the items. What was said to
 * prompts may stand in the object too: it is looked at here, and read by `writtenFrom`.
 */
export const answersFrom = (definition: InstrumentDefinition, given: unknown): Result<readonly Answer[]> => {
  const { items, optionSets, prompts = [] } = definition;
  if (typeof given !== 'object' || given === null) return refused(refusal('answers-not-readable', {}, ''));
  const isList = Array.isArray(given);
  if (isList && given.length > items.length)
    return refused(refusal('answers-too-many', { most: items.length, count: given.length }, `/${items.length}`));
  const faults: Refusal[] = [];
  if (!isList)
    for (const [id, value] of Object.entries(given)) {
      const prompt = prompts.find((each) => each.id === id);
      if (prompt) faults.push(...whyNotWritten(prompt, value));
      else if (!items.some((item) => item.id === id))
        faults.push(refusal('answer-to-no-item', { item: id.slice(0, 60) }, `/${id.slice(0, 60)}`));
    }
  const answers = items.map((item, at): Answer => {
    const value: unknown = isList
      ? given[at]
      : Object.hasOwn(given, item.id)
        ? (given as Record<string, unknown>)[item.id]
        : null;
    const fault = whyNotAnswer(item, optionSets[item.options] ?? [], value);
    if (fault) faults.push(fault);
    // Nothing marked is no answer.
    if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return null;
    return item.many && !Array.isArray(value) ? [value as Value] : (value as Answer);
  });
  return faults.length > 0 ? refused(...faults) : done(answers);
};
