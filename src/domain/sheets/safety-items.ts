// Answers that can say somebody is in danger go to a person first, and are told of at once: where one is marked, where nobody can say
// whether it is, and where it was left blank. Source: scan sheets, "Reading".
import type { InstrumentDefinition } from '../instruments/definition.ts';
import { itemsIn, parseExpression } from '../instruments/expression.ts';
import type { Scored } from '../instruments/score.ts';
import type { ItemReading } from './marks.ts';

type Flags = Scored['flags'];

/** What each flag rests on. */
const restingOn = ({ items, flags }: InstrumentDefinition) => {
  const ids = items.map(({ id }) => id);
  return flags.map(({ id, severity, when }) => {
    const read = parseExpression(when, ids);
    return { flag: { id, severity }, items: read.ok ? itemsIn(read.value) : ids };
  });
};

/** The flags to tell of as a page was read; `raised` are those its answers raise for certain. */
export const flagsAtRawRead = (
  definition: InstrumentDefinition,
  readings: readonly ItemReading[],
  raised: Flags,
): Flags =>
  restingOn(definition)
    .filter(
      ({ flag, items }) =>
        raised.some(({ id }) => id === flag.id) ||
        readings.some(({ id, status, value }) => items.includes(id) && (status === 'check' || value === null)),
    )
    .map(({ flag }) => flag);

/** The readings, with every answer that a flag of these rests on left for a person. */
export const leftForAPerson = (
  definition: InstrumentDefinition,
  readings: readonly ItemReading[],
  told: Flags,
): readonly ItemReading[] => {
  const items = restingOn(definition)
    .filter(({ flag }) => told.some(({ id }) => id === flag.id))
    .flatMap((each) => each.items);
  return readings.map((reading) => (items.includes(reading.id) ? { ...reading, status: 'check' as const } : reading));
};
