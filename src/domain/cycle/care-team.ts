// Who stands beside, or for a while in the place of, the one who answers for a client. Whoever answers is on the care team by
// answering. Others are named: a backup, or somebody who stands in until a day that is said, so that nobody keeps a chart open
// that they no longer need. An assignment opens the chart at once, so one that has not begun is not made yet.
import type { Day } from '#domain/basics/day.ts';
import { type Refusal, refusal } from '#domain/basics/result.ts';
import { isSameOwner, type Owner } from '#domain/people/owner.ts';

export const coverRoles = ['backup', 'temporary'] as const;
export type CoverRole = (typeof coverRoles)[number];

export type Cover = {
  readonly owner: Owner;
  readonly role: CoverRole;
  readonly from: Day;
  readonly to: Day | null;
};

type Standing = { readonly owner: Owner; readonly role: string; readonly from: Day; readonly to: Day | null };

/** Why nobody can be added to the care team like this; nothing when they can. */
export const whyNotCover = (cover: Cover, team: readonly Standing[], today: Day): readonly Refusal[] => {
  const { from, to, owner, role } = cover;
  if (from > today) return [refusal('act-in-future', { today }, '/from')];
  if (role === 'temporary' && to === null) return [refusal('stand-in-without-last-day', {}, '/to')];
  if (to !== null && to < from) return [refusal('assignment-ends-before-it-begins', { from }, '/to')];
  if (team.some((each) => each.to === null && isSameOwner(each.owner, owner)))
    return [refusal('on-care-team-already', {}, '/owner')];
  return [];
};

/** Why an assignment cannot end on a day. */
export const whyNotEndCover = (assignment: Standing, on: Day, today: Day): readonly Refusal[] => {
  if (assignment.role === 'primary') return [refusal('primary-follows-owner')];
  if (on < assignment.from) return [refusal('assignment-ends-before-it-begins', { from: assignment.from }, '/on')];
  return on > today ? [refusal('act-in-future', { today }, '/on')] : [];
};
