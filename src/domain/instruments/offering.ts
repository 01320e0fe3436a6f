// Which instruments an agency offers, and which definitions of its own it may publish. What ships with its words is offered until it is
// turned off; a pack only once it is turned on; scoring keys only once the agency has loaded the words under its own agreement.
import { type Refusal, refusal } from '#domain/basics/result.ts';
import type { InstrumentDefinition } from './definition.ts';

/** Whether somebody could be asked it: every word that is shown is there. */
export const hasWords = ({ items, optionSets, prompts = [] }: InstrumentDefinition): boolean =>
  items.every(({ text, options }) => text !== null && optionSets[options]?.every(({ label }) => label !== null)) &&
  prompts.every(({ text }) => text !== null);

/** `chosen`: what the agency decided; null where it did not. */
export const isOffered = (
  definition: InstrumentDefinition,
  source: 'shipped' | 'own',
  chosen: boolean | null,
): boolean => hasWords(definition) && (chosen ?? (source === 'own' || definition.licence.shipping === 'text'));

/** Languages in which all of it can be asked. */
export const languagesOf = ({
  title,
  stem,
  recall,
  items,
  optionSets,
  prompts = [],
  sections = [],
}: InstrumentDefinition): readonly ('en' | 'es')[] => {
  const said = [
    title,
    stem,
    recall,
    ...items.flatMap(({ text, period }) => [text, period ?? null]),
    ...items.flatMap(({ options }) => (optionSets[options] ?? []).map(({ label }) => label)),
    ...prompts.flatMap(({ text, about = null, fields = [] }) => [text, about, ...fields.map(({ label }) => label)]),
    ...sections.flatMap(({ title: heading, about = null }) => [heading, about]),
  ];
  return said.every((each) => each === null || each.es !== undefined) ? ['en', 'es'] : ['en'];
};

/** The same text for the same value, in whatever order its fields stand. */
const plainly = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) =>
    each !== null && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );

/** What of a definition makes the scores: all but the words. */
const keysOf = ({ items, optionSets, scores, flags, direction, reliableChange }: InstrumentDefinition): string =>
  plainly([
    items.map(({ text: _, period: __, ...key }) => key),
    Object.entries(optionSets)
      .map(([name, options]) => [name, options.map(({ label: _, ...key }) => key)])
      .toSorted(),
    scores,
    flags,
    direction,
    reliableChange,
  ]);

/**
 * Why an agency may not publish a definition. `last` is its latest version of the same id, `shipped` the one that ships under it:
 * only where its words are missing may the agency add them, and nothing else.
 */
export const whyNotPublish = (
  definition: InstrumentDefinition,
  last: number | null,
  shipped: InstrumentDefinition | null,
): readonly Refusal[] => {
  if (shipped && hasWords(shipped)) return [refusal('instrument-ships', { instrument: definition.id }, '/id')];
  const next = Math.max(last ?? 0, shipped?.version ?? 0) + 1;
  return [
    ...(definition.version === next ? [] : [refusal('instrument-version', { next }, '/version')]),
    ...(shipped && keysOf(shipped) !== keysOf(definition) ? [refusal('instrument-keys-differ', {}, '')] : []),
  ];
};
