// What a definition says about answers: when an item is shown, when a safety flag is raised, which result a decision has. A small
// language instead of code, so that an agency can write it and it can be checked:
//   q4 = 1 or q5 = 1        comparisons = != < <= > >= of items, numbers, 'texts' and sums of them; and, or, not, parentheses
//   any(q1..q4 = 1)         one of the items; all(…) each of them; count(q1..q9 >= 2) how many
//   unanswered(q6recent)    shown, and no answer was given
// Items are named alone, as a range in the order of the definition, or both, separated by commas. What is not answered is neither
// yes nor no: an expression is decided as soon as no answer still to come could change it (Kleene's three values).
import { type Refusal, refusal } from '#domain/basics/result.ts';

export type Value = number | string;
/** An answer; a list where several options may be marked; null where there is none. */
export type Answer = Value | readonly Value[] | null;

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';
type Items = readonly string[];

export type Expression =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'item'; readonly id: string }
  | { readonly kind: 'sum'; readonly parts: readonly Expression[] }
  | { readonly kind: 'count'; readonly items: Items; readonly how: Comparison; readonly value: Value }
  | { readonly kind: 'any' | 'all'; readonly items: Items; readonly how: Comparison; readonly value: Value }
  | { readonly kind: 'unanswered'; readonly items: Items }
  | { readonly kind: 'compare'; readonly how: Comparison; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Expression[] }
  | { readonly kind: 'not'; readonly part: Expression };

const token = /\s*(?:(\d+(?:\.\d+)?)|'([^']*)'|([a-zA-Z][a-zA-Z0-9_]*)|(\.\.|!=|<=|>=|[=<>(),+]))/y;
const deepest = 20;

type Token = { readonly kind: 'number' | 'text' | 'word' | 'sign'; readonly text: string };

const tokensOf = (source: string): Token[] | null => {
  const tokens: Token[] = [];
  token.lastIndex = 0;
  while (source.slice(token.lastIndex).trim() !== '') {
    const match = token.exec(source);
    if (!match) return null;
    const [, number, text, word, sign] = match;
    if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (text !== undefined) tokens.push({ kind: 'text', text });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word });
    else tokens.push({ kind: 'sign', text: sign ?? '' });
  }
  return tokens;
};

class Unreadable extends Error {}

/** The expression that `source` writes; `ids` are the items of the definition in their order. */
export const parseExpression = (
  source: string,
  ids: readonly string[],
): { readonly ok: true; readonly value: Expression } | { readonly ok: false; readonly refusal: Refusal } => {
  const tokens = tokensOf(source);
  let at = 0;
  const next = () => tokens?.[at];
  const takes = (text: string, kind: Token['kind'] = 'sign') => {
    if (next()?.text !== text || next()?.kind !== kind) return false;
    at++;
    return true;
  };
  const must = (text: string) => {
    if (!takes(text)) throw new Unreadable(next()?.text ?? '');
  };
  const itemId = (): string => {
    const word = next();
    if (word?.kind !== 'word') throw new Unreadable(word?.text ?? '');
    at++;
    if (!ids.includes(word.text)) throw new Unreadable(word.text);
    return word.text;
  };
  const items = (): Items => {
    const list: string[] = [];
    do {
      const first = itemId();
      if (takes('..')) {
        const last = itemId();
        const [from, to] = [ids.indexOf(first), ids.indexOf(last)];
        if (to < from) throw new Unreadable(last);
        list.push(...ids.slice(from, to + 1));
      } else list.push(first);
    } while (takes(','));
    return list;
  };
  const comparison = (): Comparison | null => {
    const sign = next();
    if (sign?.kind !== 'sign' || !/^(=|!=|<=?|>=?)$/.test(sign.text)) return null;
    at++;
    return sign.text as Comparison;
  };
  const value = (): Value => {
    const each = next();
    at++;
    if (each?.kind === 'number') return Number(each.text);
    if (each?.kind === 'text') return each.text;
    throw new Unreadable(each?.text ?? '');
  };
  const term = (depth: number): Expression => {
    if (depth > deepest) throw new Unreadable('(');
    const each = next();
    if (each?.kind === 'number' || each?.kind === 'text') return { kind: 'value', value: value() };
    if (takes('(')) {
      const inner = either(depth + 1);
      must(')');
      return inner;
    }
    for (const kind of ['any', 'all', 'count', 'unanswered'] as const)
      if (each?.kind === 'word' && each.text === kind && tokens?.[at + 1]?.text === '(') {
        at += 2;
        const of = items();
        if (kind === 'unanswered') {
          must(')');
          return { kind, items: of };
        }
        const how = comparison();
        if (!how) throw new Unreadable(next()?.text ?? '');
        const than = value();
        must(')');
        return { kind, items: of, how, value: than };
      }
    return { kind: 'item', id: itemId() };
  };
  const sum = (depth: number): Expression => {
    const parts = [term(depth)];
    while (takes('+')) parts.push(term(depth));
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'sum', parts };
  };
  const compared = (depth: number): Expression => {
    if (depth > deepest) throw new Unreadable('not');
    if (takes('not', 'word')) return { kind: 'not', part: compared(depth + 1) };
    const left = sum(depth);
    const how = comparison();
    return how ? { kind: 'compare', how, left, right: sum(depth) } : left;
  };
  const joined =
    (kind: 'and' | 'or', part: (depth: number) => Expression) =>
    (depth: number): Expression => {
      const parts = [part(depth)];
      while (takes(kind, 'word')) parts.push(part(depth));
      return parts.length === 1 && parts[0] ? parts[0] : { kind, parts };
    };
  const both = joined('and', compared);
  const either = joined('or', both);
  try {
    if (!tokens) throw new Unreadable(source);
    const read = either(0);
    if (at < tokens.length) throw new Unreadable(next()?.text ?? '');
    if (!isTruth(read)) throw new Unreadable(source);
    return { ok: true, value: read };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const near = error.message.slice(0, 60);
    return { ok: false, refusal: refusal('definition-expression', { near }) };
  }
};

const truths = ['any', 'all', 'unanswered', 'compare', 'and', 'or', 'not'];

/** Whether it is yes or no, all the way down: `q1 and 3` is neither. */
const isTruth = (expression: Expression): boolean => {
  if (!truths.includes(expression.kind)) return false;
  if (expression.kind === 'and' || expression.kind === 'or') return expression.parts.every(isTruth);
  if (expression.kind === 'not') return isTruth(expression.part);
  if (expression.kind === 'compare') return !isTruth(expression.left) && !isTruth(expression.right);
  return true;
};

/** The items an expression speaks of. */
export const itemsIn = (expression: Expression): readonly string[] => {
  switch (expression.kind) {
    case 'value':
      return [];
    case 'item':
      return [expression.id];
    case 'count':
    case 'any':
    case 'all':
    case 'unanswered':
      return expression.items;
    case 'compare':
      return [...itemsIn(expression.left), ...itemsIn(expression.right)];
    case 'not':
      return itemsIn(expression.part);
    default:
      return expression.parts.flatMap(itemsIn);
  }
};
