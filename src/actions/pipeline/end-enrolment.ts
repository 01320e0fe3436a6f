// When an enrolment or a cycle ends, nothing open is left behind unseen: what is open is named in the refusal, until it is said
// what becomes of it. A client's legal requests outlive every ending and are never in the way.
import type { z } from 'zod';
import type { closingFields, leftovers } from '#contract/fields.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { type Refusal, refusal } from '#domain/basics/result.ts';
import type { ClosingReason } from '#domain/cycle/closing.ts';
import { type Enrolment, openCycleOf } from '#domain/cycle/enrolment.ts';
import { isOpenReferral } from '#domain/linking/referrals.ts';
import type { TaskKind } from '#domain/work/tasks.ts';
import { voidAssessments } from '#store/assessments.ts';
import { insertClosing, type OpenDraft, readOpenDrafts } from '#store/closings.ts';
import { discardPlanDrafts } from '#store/plans.ts';
import { type RecordedReferral, readReferrals, settleReferrals } from '#store/referrals.ts';
import { voidReviews } from '#store/reviews.ts';
import { type RecordedTask, readOpenTasks, settleTasks } from '#store/tasks.ts';
import type { Context } from './define.ts';
import { Refused } from './refused.ts';

type Acting = Pick<Context<unknown>, 'tx' | 'actor' | 'agency' | 'now' | 'newId'>;

export type OpenWork = {
  readonly tasks: readonly RecordedTask[];
  readonly referrals: readonly RecordedReferral[];
  readonly drafts: readonly OpenDraft[];
};

/** Everything open about a client; one round trip, shared with whatever is read beside it. */
export const readOpenWork = async ({ tx }: Acting, clientId: Id): Promise<OpenWork> => {
  const [tasks, referrals, drafts] = await Promise.all([
    readOpenTasks(tx, clientId),
    readReferrals(tx, clientId),
    readOpenDrafts(tx, clientId),
  ]);
  return { tasks, referrals: referrals.filter(({ state }) => isOpenReferral(state)), drafts };
};

const outlivesClosing: readonly TaskKind[] = [
  'access-request',
  'amendment-request',
  'restriction-request',
  'grievance',
];

/** What of it the end of this enrolment would leave behind; while the client is served elsewhere, tasks go on there. */
export const leftBehind = (work: OpenWork, enrolment: Enrolment, all: readonly Enrolment[]): OpenWork => {
  const servedElsewhere = all.some(({ id, state }) => id !== enrolment.id && state !== 'ended');
  const cycle = openCycleOf(enrolment);
  return {
    tasks: servedElsewhere ? [] : work.tasks.filter(({ kind }) => !outlivesClosing.includes(kind)),
    referrals: work.referrals.filter(
      ({ enrolment_id: of }) => of === enrolment.id || (of === null && !servedElsewhere),
    ),
    drafts: work.drafts.filter(({ cycleId }) => cycleId === cycle?.id),
  };
};

type Leftovers = z.infer<typeof leftovers>;

const unsettled = (work: OpenWork, how: Leftovers): Refusal[] => [
  ...(work.tasks.length > 0 && !how.tasks
    ? [refusal('tasks-left-open', { count: work.tasks.length }, '/leftovers/tasks')]
    : []),
  ...(work.referrals.length > 0 && !how.referrals
    ? [refusal('referrals-left-open', { count: work.referrals.length }, '/leftovers/referrals')]
    : []),
  ...(work.drafts.length > 0 && !how.drafts
    ? [refusal('drafts-left-open', { count: work.drafts.length }, '/leftovers/drafts')]
    : []),
];

/** Sends what becomes of open work, or refuses and names it. `why` is the code of what ended it. */
export const settleOpenWork = (
  { tx, actor, now }: Acting,
  work: OpenWork,
  how: Leftovers,
  on: Day,
  why: ClosingReason | 'next-cycle',
): Promise<unknown> => {
  const refusals = unsettled(work, how);
  if (refusals.length > 0)
    throw new Refused(409, refusals, {
      openWork: {
        tasks: work.tasks.map(({ id, title, dueBy }) => ({ id, title, dueBy })),
        referrals: work.referrals.map(({ id, organization, state }) => ({ id, organization, state })),
        drafts: work.drafts.map(({ id, kind }) => ({ id, kind })),
      },
    });
  const stamp = { by: actor.id, at: now };
  const sent: Promise<unknown>[] = [];
  const [tasks, referrals] = [work.tasks.map(({ id }) => id), work.referrals.map(({ id }) => id)];
  if (tasks.length > 0 && how.tasks)
    sent.push(settleTasks(tx, tasks, how.tasks === 'cancel' ? { cancelledFor: why, on } : how.tasks, stamp));
  if (referrals.length > 0 && how.referrals)
    sent.push(
      settleReferrals(tx, referrals, how.referrals === 'cancel' ? { cancelledFor: why } : how.referrals, stamp),
    );
  for (const cycleId of new Set(work.drafts.map((draft) => draft.cycleId)))
    sent.push(
      voidAssessments(tx, { draftsOf: cycleId }, why, stamp),
      discardPlanDrafts(tx, cycleId, why, stamp),
      ...(work.drafts.some(({ kind }) => kind === 'review')
        ? [voidReviews(tx, { draftsOf: cycleId }, why, stamp)]
        : []),
    );
  return Promise.all(sent);
};

type ClosingFields = { [K in keyof typeof closingFields]: z.infer<(typeof closingFields)[K]> };

/** Sends the closing of an enrolment that ends now with its open cycle. */
export const writeClosing = (
  { tx, actor, agency, now, newId }: Acting,
  enrolment: Enrolment,
  on: Day,
  reason: ClosingReason,
  fields: Partial<ClosingFields>,
): Promise<unknown> =>
  insertClosing(
    tx,
    agency.id,
    enrolment.clientId,
    {
      id: newId(),
      enrolmentId: enrolment.id,
      cycleId: openCycleOf(enrolment)?.id ?? '',
      on,
      reason,
      note: fields.note?.trim() || null,
      clientView: fields.clientView?.trim() || null,
      afterCare: fields.afterCare ?? [],
      toldClient: fields.toldClient ?? null,
    },
    { by: actor.id, at: now },
  );
