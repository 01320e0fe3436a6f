// How a contact standard is counted. The rule:
//
// 1. Time under standards is cut into stretches. A stretch begins when the person is enrolled (again), goes into a hospital or jail
//    for which the model has an in-stay standard, or comes out. Each begins anew: nothing is owed from the one before.
// 2. Inside a stretch the standard is counted in calendar windows, first to last day. A standard that begins within a window
//    asks for its share of that window: count × days left ÷ days of the window, to the nearest whole, halves up. Somebody enrolled
//    on a Thursday is owed the weekly visit by Sunday; somebody enrolled on a Friday from next Monday.
// 3. A window cut short (admission, discharge, closing, or another standard by a new phase, contact plan or version) could not be
//    used to its end: it is neither met nor missed. Another standard then begins within the window by rule 2; windows missed
//    before it stay missed.
// 4. What is due is the first window of the present stretch that is not settled. A window is settled when it is met, cut short, or
//    past and followed by a contact that counts: a missed week cannot be made up, but the person has been seen. So an unseen
//    person's item keeps the last day of the first window missed, and grows older; one contact brings it to the present window;
//    once the present window is met, the item is the next window's.
import { addDays, type Day, daysBetween, laterOf } from '#domain/basics/day.ts';
import { type Window, windowOf } from '#domain/basics/window.ts';
import type { ContactStandard } from '#domain/models/definition.ts';
import type { ContactFact } from './facts.ts';

/** A standard that holds from a day on, until the next one of the stretch or the end of the stretch. */
export type StandardFrom = { readonly from: Day; readonly standard: ContactStandard; readonly rule: string };

/** `to` is the last day; null: still going on. */
export type Stretch = {
  readonly inStay: boolean;
  readonly to: Day | null;
  readonly standards: readonly [StandardFrom, ...StandardFrom[]];
};

/** A window, or the part of one, that one standard asks something of. */
export type CountedWindow = {
  readonly rule: string;
  readonly standard: ContactStandard;
  readonly from: Day;
  /** The last day of the calendar window, or the day before it was cut short. */
  readonly to: Day;
  readonly cutShort: boolean;
  readonly needed: number;
};

export const counts = (contact: ContactFact, standard: ContactStandard): boolean =>
  (contact.outcome === 'reached' || !standard.reachedOnly) &&
  standard.modes.includes(contact.mode) &&
  standard.places.includes(contact.place) &&
  standard.with.includes(contact.withWhom);

/** What a standard that begins on `from` asks of the calendar window that holds that day. */
export const shareOf = (count: number, window: Window, from: Day): number =>
  Math.round((count * (daysBetween(from, window.to) + 1)) / (daysBetween(window.from, window.to) + 1));

const sameStandard = (a: ContactStandard, b: ContactStandard): boolean =>
  a.count === b.count &&
  a.window === b.window &&
  a.reachedOnly === b.reachedOnly &&
  sameSet(a.modes, b.modes) &&
  sameSet(a.places, b.places) &&
  sameSet(a.with, b.with);

const sameSet = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((each) => b.includes(each));

/** The windows of a stretch that begin on or before `until`, and the one after them where the stretch goes on. */
export function* windowsOf(stretch: Stretch, until: Day, startingAt: Day | null = null): Generator<CountedWindow> {
  const spans = stretch.standards.filter(
    (each, index) =>
      index === 0 || !sameStandard(each.standard, stretch.standards[index - 1]?.standard as ContactStandard),
  );
  for (const [index, span] of spans.entries()) {
    const next = spans[index + 1];
    const end = next ? addDays(next.from, -1) : stretch.to;
    let window = windowOf(span.standard.window, startingAt === null ? span.from : laterOf(span.from, startingAt));
    for (;;) {
      const from = laterOf(window.from, span.from);
      if (end !== null && from > end) break;
      const cutShort = end !== null && end < window.to;
      yield {
        // A version that leaves the standard as it is takes over with its next window.
        rule: stretch.standards.findLast((each) => each.from <= from)?.rule ?? span.rule,
        standard: span.standard,
        from,
        to: cutShort ? end : window.to,
        cutShort,
        needed: shareOf(span.standard.count, window, from),
      };
      if (from > until) return;
      window = windowOf(span.standard.window, addDays(window.to, 1));
    }
  }
}

export const countIn = (window: CountedWindow, contacts: readonly ContactFact[]): number =>
  contacts.filter(
    (contact) => contact.day >= window.from && contact.day <= window.to && counts(contact, window.standard),
  ).length;

/** The last day in the stretch, up to `until`, of a contact that counted under the standard of its day. */
const lastCounted = (stretch: Stretch, contacts: readonly ContactFact[], until: Day): Day | null => {
  let last: Day | null = null;
  for (const contact of contacts) {
    if (contact.day > until || (last !== null && contact.day <= last)) continue;
    if (stretch.to !== null && contact.day > stretch.to) continue;
    const held = stretch.standards.findLast(({ from }) => from <= contact.day);
    if (held && counts(contact, held.standard)) last = contact.day;
  }
  return last;
};

export type WindowInHand = CountedWindow & { readonly done: number };

/** The first window not settled (rule 4), or null where the standard asks for nothing. */
export const windowInHand = (
  stretch: Stretch,
  contacts: readonly ContactFact[],
  contactsFrom: Day | null,
  today: Day,
): WindowInHand | null => {
  const seenOn = lastCounted(stretch, contacts, today);
  for (const window of windowsOf(stretch, today, seenOn)) {
    const unknown = contactsFrom !== null && window.from < contactsFrom && window.to < today;
    if (window.cutShort || unknown || window.needed === 0 || (seenOn !== null && seenOn > window.to)) continue;
    const done = countIn(window, contacts);
    if (done < window.needed) return { ...window, done };
  }
  return null;
};
