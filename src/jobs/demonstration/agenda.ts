// What happens in a life, day by day: the earliest day first, on one day in the order in which it was planned. What happens may
// plan what comes after it.
import type { Day } from '#domain/basics/day.ts';

export type Agenda = {
  plan(on: Day, happen: (on: Day) => void): void;
  /** Lives through everything up to and including `until`; what lies later never happens. */
  run(until: Day): void;
};

type Entry = { readonly on: Day; readonly order: number; readonly happen: (on: Day) => void };

const before = (a: Entry, b: Entry): boolean => a.on < b.on || (a.on === b.on && a.order < b.order);

export const newAgenda = (): Agenda => {
  const heap: Entry[] = [];
  let order = 0;
  const push = (entry: Entry) => {
    let at = heap.push(entry) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(entry, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = entry;
  };
  const pop = (): Entry | undefined => {
    const first = heap[0];
    const last = heap.pop();
    if (!first || !last || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++;
      if (!before(heap[child]!, last)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
    return first;
  };
  let now: Day | null = null;
  return {
    plan: (on, happen) => push({ on: now !== null && on < now ? now : on, order: order++, happen }),
    run: (until) => {
      while (heap[0] && heap[0].on <= until) {
        const entry = pop()!;
        now = entry.on;
        entry.happen(entry.on);
      }
    },
  };
};
