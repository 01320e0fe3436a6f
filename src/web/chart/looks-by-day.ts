// One line for what one person did on one day, instead of one for every screen they opened: so that the list can be read.
import type { Look } from '#contract/key-events.ts';
import { type Day, day as dayOf } from '#domain/basics/day.ts';
import { dayIn, type Instant, type ZoneName } from '#domain/basics/instant.ts';

export type LooksOfOne = {
  readonly key: string;
  readonly who: Look['who'];
  readonly access: Look['access'];
  readonly basis: string;
  /** Each part once, in the order in which they were first met. */
  readonly parts: readonly string[];
  readonly count: number;
  readonly firstAt: string;
  readonly lastAt: string;
};
export type LooksOfDay = { readonly day: Day; readonly lines: readonly LooksOfOne[] };

/** `looks` the latest first, as the server lists them; the order is kept. */
export const looksByDay = (looks: readonly Look[], zone: ZoneName): readonly LooksOfDay[] => {
  const days = new Map<string, Map<string, LooksOfOne>>();
  for (const look of looks) {
    const day = dayIn(zone, look.at as Instant);
    const lines = days.get(day) ?? new Map<string, LooksOfOne>();
    days.set(day, lines);
    const key = `${day} ${look.who.id} ${look.access} ${look.basis}`;
    const before = lines.get(key);
    lines.set(key, {
      key,
      who: look.who,
      access: look.access,
      basis: look.basis,
      parts: before ? [...new Set([...before.parts, look.part])] : [look.part],
      count: (before?.count ?? 0) + 1,
      firstAt: look.at,
      lastAt: before?.lastAt ?? look.at,
    });
  }
  return [...days].map(([day, lines]) => ({ day: dayOf(day), lines: [...lines.values()] }));
};
