// Which items of a form are asked, given the answers so far: an item stays hidden only where its condition is surely not met.
import { decider, no, type Places } from './deciding.ts';
import type { InstrumentDefinition, Item, Option, Prompt } from './definition.ts';
import { type Answer, parseExpression } from './expression.ts';
import { type Written, writtenFrom } from './written.ts';

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

/** Whether a condition is surely not met, as far as is answered; and which items are hidden so, in their order. */
const hiding = (definition: InstrumentDefinition, answers: AllAnswers) => {
  const ids = definition.items.map(({ id }) => id);
  const places = placesIn(definition);
  const given = ids.map((id): Answer => (answers[id] as Answer | undefined) ?? null);
  const hidden = new Array<boolean>(ids.length).fill(false);
  const isHidden = (showWhen: string | undefined): boolean => {
    if (showWhen === undefined) return false;
    const read = parseExpression(showWhen, ids);
    // `checkDefinition` has read it before.
    return read.ok && decider(read.value, places)(given, hidden, false) === no;
  };
  for (const [at, { showWhen }] of definition.items.entries()) hidden[at] = isHidden(showWhen);
  return { isHidden, hidden };
};

/** The items asked now, in their order. What was answered and then hidden is not among them. */
export const itemsAsked = (definition: InstrumentDefinition, answers: AllAnswers): readonly Item[] => {
  const { hidden } = hiding(definition, answers);
  return definition.items.filter((_, at) => !hidden[at]);
};

/** The prompts asked now. What somebody said is shown, whatever they answered since. */
export const promptsAsked = (definition: InstrumentDefinition, answers: AllAnswers): readonly Prompt[] => {
  const { prompts = [] } = definition;
  const { isHidden } = hiding(definition, answers);
  const written = writtenFrom(definition, answers);
  return prompts.filter(({ id, showWhen }) => Object.hasOwn(written, id) || !isHidden(showWhen));
};

/** The answers that count: none to an item that is no longer asked. */
export const answersAsked = (definition: InstrumentDefinition, answers: AllAnswers): Answers => {
  const asked = new Set(itemsAsked(definition, answers).map(({ id }) => id));
  return Object.fromEntries(Object.entries(answers).filter(([id]) => asked.has(id))) as Answers;
};
