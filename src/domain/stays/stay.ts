// The ledger of where a person was: hospital, emergency department, crisis house, jail. Hospital days are counted from it, so a
// stay is never rewritten: what turns out differently is a new row that replaces the old one. A stay reported but not confirmed
// is kept as such.
import type { Day } from '#domain/basics/day.ts';
import { type Refusal, refusal } from '#domain/basics/result.ts';
import type { StaySetting } from '#domain/models/definition.ts';

export const stayCertainties = ['confirmed', 'reported', 'presumed'] as const;
export type StayCertainty = (typeof stayCertainties)[number];

/** `to` is the day of discharge; null while the person is still there. */
export type Stay = { readonly setting: StaySetting; readonly from: Day; readonly to: Day | null };

/** Whether two stays claim the same nights. On the day of a transfer a person is in both places, and that is no contradiction. */
const contradict = (a: Stay, b: Stay): boolean =>
  a.setting === b.setting &&
  (a.from === b.from || ((b.to === null || a.from < b.to) && (a.to === null || b.from < a.to)));

/** Why a stay cannot stand beside the `others` of the same person; empty when it can. */
export const whyNotStay = (stay: Stay, others: readonly Stay[], today: Day): readonly Refusal[] => {
  if (stay.from > today) return [refusal('in-the-future', { field: 'from', value: stay.from }, '/from')];
  if (stay.to !== null && stay.to > today) return [refusal('in-the-future', { field: 'to', value: stay.to }, '/to')];
  if (stay.to !== null && stay.to < stay.from)
    return [refusal('stay-ends-before-it-begins', { from: stay.from, to: stay.to }, '/to')];
  const other = others.find((each) => contradict(stay, each));
  return other ? [refusal('stay-overlaps', { from: other.from, to: other.to ?? 'open' })] : [];
};
