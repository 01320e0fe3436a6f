// A version, once published, stays as it is; a change is a new version with its own first day. So last year's compliance is
// judged by last year's version, and before the first version nothing was asked.
import { addMonths, type Day, laterOf } from '#domain/basics/day.ts';
import type { Phase, ServiceModelDefinition } from './definition.ts';

export type ModelVersion = {
  readonly key: string;
  readonly version: number;
  readonly effectiveFrom: Day;
  readonly definition: ServiceModelDefinition;
};

/** The version that held on a day; of two with one first day, the one published later. */
export const versionInForce = (versions: readonly ModelVersion[], on: Day): ModelVersion | null => {
  let found: ModelVersion | null = null;
  for (const each of versions) {
    if (each.effectiveFrom > on) continue;
    if (!found || each.effectiveFrom > found.effectiveFrom) found = each;
    else if (each.effectiveFrom === found.effectiveFrom && each.version > found.version) found = each;
  }
  return found;
};

/**
 * The version that sets a deadline counted from `start`, and the day it counts from. A deadline keeps the version under which it
 * began to run: a stricter version makes nobody late overnight. What began before the first version counts from that version on.
 */
export const versionSetting = (
  versions: readonly ModelVersion[],
  start: Day,
): { readonly version: ModelVersion; readonly from: Day } | null => {
  const held = versionInForce(versions, start);
  if (held) return { version: held, from: start };
  const [first] = versions.map(({ effectiveFrom }) => effectiveFrom).toSorted();
  const version = first === undefined ? null : versionInForce(versions, first);
  return version && first !== undefined ? { version, from: laterOf(start, first) } : null;
};

/** A move into a phase by hand. */
export type PhaseMove = { readonly phase: string; readonly from: Day };

/** The phase a person is in on a day, since when, and the day the next begins by itself (null: no such day). */
export type PhaseOn = { readonly phase: Phase; readonly from: Day; readonly endsBefore: Day | null };

/**
 * Phases follow one another by their months, from enrolment or from the last move by hand; the last one has no next.
 * A move into a phase that the version does not have counts for nothing; of two on one day the later phase holds.
 */
export const phaseOn = (
  definition: ServiceModelDefinition,
  enrolledOn: Day,
  moves: readonly PhaseMove[],
  on: Day,
): PhaseOn => {
  const { phases } = definition;
  let [index, from] = [0, enrolledOn];
  let moved = false;
  for (const move of moves) {
    const to = phases.findIndex(({ key }) => key === move.phase);
    if (to < 0 || move.from > on || move.from < enrolledOn) continue;
    if (!moved || move.from > from || (move.from === from && to > index)) [index, from, moved] = [to, move.from, true];
  }
  for (;;) {
    const phase = phases[index];
    if (!phase) throw new RangeError(`service model ${definition.key} has no phase`);
    const ends = phase.months === null ? null : addMonths(from, phase.months);
    if (ends === null || ends > on || index === phases.length - 1) return { phase, from, endsBefore: ends };
    [index, from] = [index + 1, ends];
  }
};
