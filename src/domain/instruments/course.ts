// How a score went over time: each value beside the one before it and the first. Only values of their own are drawn and compared, never
// estimates, and only values of one version of the instrument.
import type { Day } from '#domain/basics/day.ts';
import { type Change, changeOf } from './change.ts';
import type { InstrumentDefinition } from './definition.ts';

export type Measured = { readonly version: number; readonly day: Day; readonly value: number };

export type Point<M extends Measured> = M & {
  readonly sinceLast: Change | null;
  readonly sinceFirst: Change | null;
};

/** `measured` from the earliest on; `definition` is the version they are judged by. */
export const courseOf = <M extends Measured>(
  definition: InstrumentDefinition,
  score: string,
  measured: readonly M[],
): readonly Point<M>[] =>
  measured.map((each, at) => {
    const before = measured.slice(0, at).filter(({ version }) => version === each.version);
    const since = (earlier: M | undefined) => (earlier ? changeOf(definition, score, earlier.value, each.value) : null);
    return { ...each, sinceLast: since(before.at(-1)), sinceFirst: since(before[0]) };
  });
