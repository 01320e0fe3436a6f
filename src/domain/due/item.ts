// Due and overdue, defined once. An item says from when something may be done and by when it must be; it never says whether it
// is late, because time passes without anything being written. Only this file compares an item's days with today, and screens,
// lists, reports and exports all ask it, so no two of them can disagree on what is overdue.
import { addDays, type Day, daysBetween } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';

/** In the order in which items of one day are worked. */
export const dueKinds = [
  'escalation',
  'in-stay-contact',
  'contact',
  'outreach',
  'eligibility',
  'decision',
  'assessment',
  'plan',
  'review',
  'closing',
  'referral',
  'task',
  'unsigned-note',
] as const;
export type DueKind = (typeof dueKinds)[number];

export type DueOwner = { readonly kind: 'staff' | 'team'; readonly id: Id };

export type DueItem = {
  readonly kind: DueKind;
  /** `model/version/what[/window/mode]`, for example `act/1/contact/week/face-to-face`; read by `wording.ts`. */
  readonly rule: string;
  /** Never later than `dueBy`. */
  readonly dueFrom: Day;
  /** The last day on which it is still in time. */
  readonly dueBy: Day;
  readonly needed: number;
  readonly done: number;
  readonly owner: DueOwner;
  readonly enrolmentId: Id | null;
  readonly cycleId: Id | null;
  /** The task, referral, note or cycle it is about. */
  readonly subjectId: Id | null;
  readonly segment: string;
};

export type DueState = 'not-yet' | 'due' | 'overdue' | 'met';

type Dates = Pick<DueItem, 'dueFrom' | 'dueBy' | 'needed' | 'done'>;

export const dueState = (item: Dates, today: Day): DueState => {
  if (item.done >= item.needed) return 'met';
  if (today > item.dueBy) return 'overdue';
  return today < item.dueFrom ? 'not-yet' : 'due';
};

export const isOverdue = (item: Dates, today: Day): boolean => dueState(item, today) === 'overdue';

/** Whole days past the last day in time; 0 when not overdue. */
export const daysOver = (item: Dates, today: Day): number =>
  isOverdue(item, today) ? daysBetween(item.dueBy, today) : 0;

/** Days from today to the last day in time: 0 on that day itself, null once overdue or met. */
export const daysLeft = (item: Dates, today: Day): number | null => {
  const state = dueState(item, today);
  return state === 'overdue' || state === 'met' ? null : daysBetween(today, item.dueBy);
};

const compareText = (a: string | null, b: string | null) =>
  (a ?? '') < (b ?? '') ? -1 : (a ?? '') > (b ?? '') ? 1 : 0;

type Ordered = Pick<DueItem, 'dueBy' | 'kind' | 'enrolmentId' | 'subjectId' | 'rule'>;

/** The earliest last day first; on one day in the order of `dueKinds`. The same for the same items, however they came. */
export const compareDue = (a: Ordered, b: Ordered): number =>
  compareText(a.dueBy, b.dueBy) ||
  dueKinds.indexOf(a.kind) - dueKinds.indexOf(b.kind) ||
  compareText(a.enrolmentId, b.enrolmentId) ||
  compareText(a.subjectId, b.subjectId) ||
  compareText(a.rule, b.rule);

export type DueSummary = {
  readonly overdue: number;
  readonly due: number;
  readonly notYet: number;
  /** Days over of the item that is over longest; 0 when none is. */
  readonly mostDaysOver: number;
  /** The first of all unmet items in `compareDue` order. */
  readonly firstDueBy: Day | null;
  readonly firstDueKind: DueKind | null;
  readonly reviewDueBy: Day | null;
};

export const summarise = (items: readonly DueItem[], today: Day): DueSummary => {
  const open = items.filter((item) => dueState(item, today) !== 'met').toSorted(compareDue);
  const count = (state: DueState) => open.filter((item) => dueState(item, today) === state).length;
  return {
    overdue: count('overdue'),
    due: count('due'),
    notYet: count('not-yet'),
    mostDaysOver: Math.max(0, ...open.map((item) => daysOver(item, today))),
    firstDueBy: open[0]?.dueBy ?? null,
    firstDueKind: open[0]?.kind ?? null,
    reviewDueBy: open.find(({ kind }) => kind === 'review')?.dueBy ?? null,
  };
};

/** Bounds for a query over kept items, all included. A bound that is not there does not bind. */
export type DueBounds = {
  readonly dueFromAtLeast?: Day;
  readonly dueFromAtMost?: Day;
  readonly dueByAtLeast?: Day;
  readonly dueByAtMost?: Day;
};

/** Which unmet items are in a state, as bounds. `open`: due or overdue. Kept items are unmet, so `met` has no bounds. */
export const boundsFor = (state: Exclude<DueState, 'met'> | 'open', today: Day): DueBounds => {
  if (state === 'overdue') return { dueByAtMost: addDays(today, -1) };
  if (state === 'due') return { dueFromAtMost: today, dueByAtLeast: today };
  return state === 'open' ? { dueFromAtMost: today } : { dueFromAtLeast: addDays(today, 1) };
};

/** Unmet items that are not overdue and whose last day falls within the next `days` days, today included. */
export const boundsWithin = (days: number, today: Day): DueBounds => ({
  dueByAtLeast: today,
  dueByAtMost: addDays(today, days),
});

export const isWithin = (item: Pick<DueItem, 'dueFrom' | 'dueBy'>, bounds: DueBounds): boolean =>
  (bounds.dueFromAtLeast === undefined || item.dueFrom >= bounds.dueFromAtLeast) &&
  (bounds.dueFromAtMost === undefined || item.dueFrom <= bounds.dueFromAtMost) &&
  (bounds.dueByAtLeast === undefined || item.dueBy >= bounds.dueByAtLeast) &&
  (bounds.dueByAtMost === undefined || item.dueBy <= bounds.dueByAtMost);
