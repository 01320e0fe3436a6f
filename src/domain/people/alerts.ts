// An alert tells the next worker something they must know before they go in. It has an author, a basis and an end, because a
// warning that nobody looks at again turns into a label on a person.
import type { Day } from '#domain/basics/day.ts';
import { addDays, addMonths } from '#domain/basics/day.ts';
import { type Refusal, refusal } from '#domain/basics/result.ts';

export const alertKinds = ['safety', 'medical', 'communication', 'access', 'legal', 'other'] as const;
export type AlertKind = (typeof alertKinds)[number];

export type Alert = {
  readonly kind: AlertKind;
  readonly text: string;
  /** What it rests on: who saw or said what, when. */
  readonly basis: string;
  readonly from: Day;
  /** The last day it is shown unless someone renews it. */
  readonly expiresOn: Day;
  /** The day someone took it off, from then on not shown. */
  readonly endedOn: Day | null;
};

const longestMonths = 12;

export const isInForce = (alert: Alert, on: Day): boolean =>
  alert.from <= on && on <= alert.expiresOn && (alert.endedOn === null || on < alert.endedOn);

const urgency: Readonly<Record<AlertKind, number>> = {
  safety: 0,
  medical: 1,
  legal: 2,
  access: 3,
  communication: 4,
  other: 5,
};

/** The alerts of a day, the most pressing kind first, then the newest. */
export const alertsInForce = <A extends Alert>(alerts: readonly A[], on: Day): readonly A[] =>
  alerts
    .filter((alert) => isInForce(alert, on))
    .toSorted((a, b) => urgency[a.kind] - urgency[b.kind] || (a.from < b.from ? 1 : a.from > b.from ? -1 : 0));

/** Those that run out within two weeks: to be renewed or let go. */
export const alertsRunningOut = <A extends Alert>(alerts: readonly A[], on: Day): readonly A[] =>
  alerts.filter((alert) => isInForce(alert, on) && alert.expiresOn <= addDays(on, 14));

/** Why an alert cannot be set; empty when it can. */
export const whyNotAlert = (alert: Alert): readonly Refusal[] => [
  ...(alert.text.trim() ? [] : [refusal('alert-without-text', {}, '/text')]),
  ...(alert.basis.trim() ? [] : [refusal('alert-without-basis', {}, '/basis')]),
  ...(alert.expiresOn < alert.from ? [refusal('alert-ends-before-it-begins', {}, '/expiresOn')] : []),
  ...(alert.expiresOn > addMonths(alert.from, longestMonths)
    ? [refusal('alert-too-long', { months: longestMonths }, '/expiresOn')]
    : []),
];
