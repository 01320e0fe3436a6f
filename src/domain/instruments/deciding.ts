// Expressions made ready to be asked about many answers: scoring reads a definition once and then only calls functions.
import type { Answer, Comparison, Expression, Value } from './expression.ts';

/** 1 yes, 0 no, -1 it depends on an answer that is not given. */
export type Truth = 1 | 0 | -1;
export const [yes, no, unknown] = [1, 0, -1] as const;

/**
 * Answers stand in the order of the items. `hidden` says which items are not asked, and is empty where none can be hidden. `isFull`:
 * every item is answered, so that nothing is left open and half of the work is saved.
 */
export type Decide = (answers: readonly Answer[], hidden: readonly boolean[], isFull: boolean) => Truth;

/** Where an item stands in the definition, and the least and the greatest number it can be answered with. */
export type Places = ReadonlyMap<
  string,
  { readonly at: number; readonly ends: readonly [least: number, most: number] }
>;

const holds = (how: Comparison, left: Value, right: Value): boolean => {
  if (how === '=') return left === right;
  if (how === '!=') return left !== right;
  if (typeof left !== 'number' || typeof right !== 'number') return false;
  if (how === '<') return left < right;
  if (how === '<=') return left <= right;
  return how === '>' ? left > right : left >= right;
};

const placeOf = (places: Places, id: string) => {
  const place = places.get(id);
  if (!place) throw new Error(`no item ${id}`);
  return place;
};

/** One item against one value. What is hidden and not answered is no answer; of several marks, one is enough. */
const itemHolds = (places: Places, id: string, how: Comparison, value: Value): Decide => {
  const { at } = placeOf(places, id);
  return (answers, hidden) => {
    const answer = answers[at];
    // The usual case first: scores are made of such by the million.
    if (how === '>=' && typeof answer === 'number') return answer >= (value as number) ? yes : no;
    if (answer === null || answer === undefined) return hidden[at] ? no : unknown;
    if (typeof answer === 'object') return answer.some((each) => holds(how, each, value)) ? yes : no;
    return holds(how, answer, value) ? yes : no;
  };
};

type Amount = (answers: readonly Answer[], hidden: readonly boolean[], isFull: boolean) => number;
/** The least and the greatest an amount can come to, whatever is still answered. */
type Span = { readonly least: Amount; readonly most: Amount };

const spanOf = (expression: Expression, places: Places): Span => {
  switch (expression.kind) {
    case 'value': {
      const { value } = expression;
      const amount = typeof value === 'number' ? value : Number.NaN;
      return { least: () => amount, most: () => amount };
    }
    case 'item': {
      const { at, ends } = placeOf(places, expression.id);
      const end =
        (which: 0 | 1): Amount =>
        (answers, hidden) => {
          const answer = answers[at] ?? null;
          if (typeof answer === 'number') return answer;
          return answer === null && !hidden[at] ? ends[which] : 0;
        };
      return { least: end(0), most: end(1) };
    }
    case 'sum': {
      const spans = expression.parts.map((part) => spanOf(part, places));
      const total =
        (which: 'least' | 'most'): Amount =>
        (answers, hidden, isFull) => {
          let sum = 0;
          for (const span of spans) sum += span[which](answers, hidden, isFull);
          return sum;
        };
      return { least: total('least'), most: total('most') };
    }
    case 'count': {
      const each = expression.items.map((id) => itemHolds(places, id, expression.how, expression.value));
      const counted =
        (alsoUnknown: boolean): Amount =>
        (answers, hidden, isFull) => {
          let count = 0;
          for (const decide of each) {
            const truth = decide(answers, hidden, isFull);
            if (truth === yes || (alsoUnknown && truth === unknown)) count++;
          }
          return count;
        };
      return { least: counted(false), most: counted(true) };
    }
    default:
      throw new Error(`${expression.kind} is no amount`);
  }
};

/** Decided where both ends of both sides say the same. */
const compared = (how: Comparison, left: Span, right: Span): Decide => {
  return (answers, hidden, isFull) => {
    const a = left.least(answers, hidden, isFull);
    const c = right.least(answers, hidden, isFull);
    if (isFull) return holds(how, a, c) ? yes : no;
    const b = left.most(answers, hidden, isFull);
    const d = right.most(answers, hidden, isFull);
    if (a === b && c === d) return holds(how, a, c) ? yes : no;
    if (how === '=' || how === '!=') {
      if (b >= c && d >= a) return unknown;
      return how === '!=' ? yes : no;
    }
    const surely = how === '<' || how === '<=' ? holds(how, b, c) : holds(how, a, d);
    if (surely) return yes;
    const perhaps = how === '<' || how === '<=' ? holds(how, a, d) : holds(how, b, c);
    return perhaps ? unknown : no;
  };
};

/** `yes` as soon as one is yes (`ends` 1), or `no` as soon as one is no (`ends` 0). */
const joined = (parts: readonly Decide[], ends: 1 | 0): Decide => {
  const rest: Truth = ends === yes ? no : yes;
  return (answers, hidden, isFull) => {
    let truth: Truth = rest;
    for (const part of parts) {
      const each = part(answers, hidden, isFull);
      if (each === ends) return ends;
      if (each === unknown) truth = unknown;
    }
    return truth;
  };
};

/** Makes an expression ready. It speaks of items that `places` knows: `parseExpression` has seen to that. */
export const decider = (expression: Expression, places: Places): Decide => {
  switch (expression.kind) {
    case 'any':
    case 'all': {
      const { items, how, value } = expression;
      return joined(
        items.map((id) => itemHolds(places, id, how, value)),
        expression.kind === 'any' ? yes : no,
      );
    }
    case 'unanswered': {
      const at = expression.items.map((id) => placeOf(places, id).at);
      return (answers, hidden) => (at.some((each) => (answers[each] ?? null) === null && !hidden[each]) ? yes : no);
    }
    case 'compare': {
      const { how, left, right } = expression;
      if (left.kind === 'item' && right.kind === 'value') return itemHolds(places, left.id, how, right.value);
      return compared(how, spanOf(left, places), spanOf(right, places));
    }
    case 'and':
    case 'or':
      return joined(
        expression.parts.map((part) => decider(part, places)),
        expression.kind === 'or' ? yes : no,
      );
    case 'not': {
      const part = decider(expression.part, places);
      return (answers, hidden, isFull) => {
        const truth = part(answers, hidden, isFull);
        return truth === unknown ? unknown : truth === yes ? no : yes;
      };
    }
    default:
      throw new Error(`${expression.kind} is neither yes nor no`);
  }
};
