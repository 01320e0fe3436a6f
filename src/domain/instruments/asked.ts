// Which items of a form are asked, given the answers so far: an item stays hidden only where its condition is surely not met.
import { decider, no, type Places } from './deciding.ts';
import type { InstrumentDefinition, Item, Option } from './definition.ts';
import { type Answer, parseExpression } from './expression.ts';
import type { Written } from './written.ts';

/** By item id; what is not there was not answered. */
export type Answers = Readonly<Record<string, Exclude<Answer, null>>>;
/** As they are kept and sent: what was chosen and what was said, by the id of item or prompt. */
export type AllAnswers = Readonly<Record<string, Exclude<Answer, null> | Written>>;

export const optionsOf = (definition: InstrumentDefinition, item: Item): readonly Option[] =>
  definition.optionSets[item.options] ?? [];

const endsOf = (options: readonly Option[]): readonly [number, number] => {
  const numbers = options.map(({ value, counts }) => (typeof value === 'number' && counts !== false ? value : 0));
  return [Math.min(...numbers), Math.max(...numbers)];
};

/** Where each item stands, and what it can be answered with. */
export const placesIn = (definition: InstrumentDefinition): Places =>
  new Map(definition.items.map((item, at) => [item.id, { at, ends: endsOf(optionsOf(definition, item)) }]));

/** The items asked now, in their order. What was answered and then hidden is not among them. */
export const itemsAsked = (definition: InstrumentDefinition, answers: AllAnswers): readonly Item[] => {
  const { items } = definition;
  const ids = items.map(({ id }) => id);
  const places = placesIn(definition);
  const given = ids.map((id): Answer => (answers[id] as Answer | undefined) ?? null);
  const hidden = new Array<boolean>(items.length).fill(false);
  return items.filter(({ showWhen }, at) => {
    if (showWhen === undefined) return true;
    const read = parseExpression(showWhen, ids);
    // `checkDefinition` has read it before.
    hidden[at] = read.ok && decider(read.value, places)(given, hidden, false) === no;
    return !hidden[at];
  });
};

/** The answers that count: none to an item that is no longer asked. */
export const answersAsked = (definition: InstrumentDefinition, answers: AllAnswers): Answers => {
  const asked = new Set(itemsAsked(definition, answers).map(({ id }) => id));
  return Object.fromEntries(Object.entries(answers).filter(([id]) => asked.has(id))) as Answers;
};
