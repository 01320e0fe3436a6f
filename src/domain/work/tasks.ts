// A task is a promise with an owner and a day. It is open, done or cancelled. A client's legal request ends with an answer; it is
// not cancelled unless the client takes it back.
import type { Day } from '#domain/basics/day.ts';
import { done, type Refusal, type Result, refusal, refused } from '#domain/basics/result.ts';
import { isSameOwner, type Owner } from '#domain/people/owner.ts';
import { isLegalRequest } from './legal-clocks.ts';

export const taskKinds = [
  'task',
  'access-request',
  'amendment-request',
  'restriction-request',
  'grievance',
  'supervision',
  'duplicate-check',
  'escalation',
] as const;
export type TaskKind = (typeof taskKinds)[number];

export type Task = {
  readonly kind: TaskKind;
  readonly title: string;
  readonly owner: Owner;
  readonly dueBy: Day | null;
  readonly state: 'open' | 'done' | 'cancelled';
  /** The day it was done or cancelled. */
  readonly doneOn: Day | null;
  /** What came of it; for a cancelled task why. */
  readonly outcome: string | null;
};

/** Rights of the client: they end with an answer to the person, so an outcome must be written down. */
export const isClientsRight = (kind: TaskKind): boolean =>
  isLegalRequest(kind) || kind === 'restriction-request' || kind === 'grievance';

const whenOpen = (task: Pick<Task, 'state' | 'doneOn'>): readonly Refusal[] =>
  task.state === 'open' ? [] : [refusal(`task-${task.state}-already`, { on: task.doneOn ?? '' })];

const ended = (task: Task, state: 'done' | 'cancelled', on: Day, outcome: string, today: Day): Result<Task> =>
  on > today
    ? refused(refusal('task-done-in-future', { today }, '/on'))
    : done({ ...task, state, doneOn: on, outcome: outcome.trim() || null });

export const completeTask = (task: Task, on: Day, outcome: string, today: Day): Result<Task> => {
  const reasons = whenOpen(task);
  if (reasons.length > 0) return refused(...reasons);
  if (isClientsRight(task.kind) && !outcome.trim()) return refused(refusal('answer-missing', {}, '/outcome'));
  return ended(task, 'done', on, outcome, today);
};

export type Cancelling = { readonly reason: string; readonly takenBackByClient: boolean };

/** Why a task cannot be cancelled like this; nothing when it can. */
export const whyNotCancel = (
  task: Pick<Task, 'kind' | 'state' | 'doneOn'>,
  { reason, takenBackByClient }: Cancelling,
): readonly Refusal[] => {
  const reasons = whenOpen(task);
  if (reasons.length > 0) return reasons;
  if (!reason.trim()) return [refusal('cancelling-needs-reason', {}, '/reason')];
  return isClientsRight(task.kind) && !takenBackByClient
    ? [refusal('clients-right-not-cancelled', {}, '/takenBackByClient')]
    : [];
};

export const cancelTask = (task: Task, on: Day, why: Cancelling, today: Day): Result<Task> => {
  const reasons = whyNotCancel(task, why);
  return reasons.length > 0 ? refused(...reasons) : ended(task, 'cancelled', on, why.reason, today);
};

/** Back to open: undo for a task ticked off too soon. */
export const reopenTask = (task: Task): Result<Task> =>
  task.state === 'open'
    ? refused(refusal('task-open-already'))
    : done({ ...task, state: 'open', doneOn: null, outcome: null });

export const handTask = (task: Task, owner: Owner): Result<Task> => {
  const reasons = whenOpen(task);
  if (reasons.length > 0) return refused(...reasons);
  return isSameOwner(task.owner, owner)
    ? refused(refusal('task-owner-already', {}, '/owner'))
    : done({ ...task, owner });
};

/** Why a task cannot be set; empty when it can. A legal request's day is set by its clock, not by hand. */
export const whyNotSetTask = (task: Pick<Task, 'kind' | 'title' | 'dueBy'>): readonly Refusal[] => [
  ...(task.title.trim() ? [] : [refusal('task-without-title', {}, '/title')]),
  ...(isLegalRequest(task.kind) && task.dueBy !== null ? [refusal('legal-deadline-is-fixed', {}, '/dueBy')] : []),
];
