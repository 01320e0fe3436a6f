// A task changes: it is done, called off, taken up again, handed on, put on another day; a legal request gets more time once.
import { ChangeTaskRequest, TaskView } from '#contract/task.ts';
import { instantFromMillis, millisOf } from '#domain/basics/instant.ts';
import { deadlinesOf, extend, isLegalRequest } from '#domain/work/legal-clocks.ts';
import { whyNotTickOff } from '#domain/work/rights.ts';
import { cancelTask, completeTask, handTask, reopenTask, type Task } from '#domain/work/tasks.ts';
import { type RecordedTask, readOwnerName, readTask, tasksSeenBy, updateTask } from '#store/tasks.ts';
import { type Context, defineAction } from '../pipeline/define.ts';
import { allow, conflict, found, granted, invalid } from '../pipeline/refused.ts';
import { taskView } from './task-view.ts';

type Changed = Pick<RecordedTask, keyof Task | 'extension'>;

const withMoreTime = (task: RecordedTask, reason: string, { today }: Context<unknown>): Changed => {
  if (!isLegalRequest(task.kind) || task.requestedOn === null) throw conflict('not-a-legal-request');
  if (task.state !== 'open') throw conflict(`task-${task.state}-already`, { on: task.doneOn ?? '' });
  const request = { kind: task.kind, requestedOn: task.requestedOn, extension: task.extension };
  const extended = granted(extend(request, { on: today, reason }));
  return { ...task, extension: extended.extension, dueBy: deadlinesOf(extended).dueBy };
};

const changed = (context: Context<ChangeTaskRequest>, task: RecordedTask): Changed => {
  const { input, today } = context;
  const kept = (result: ReturnType<typeof reopenTask>): Changed => ({ ...granted(result), extension: task.extension });
  switch (input.change) {
    case 'done':
      allow(whyNotTickOff(task.kind));
      return kept(completeTask(task, input.on ?? today, input.outcome, today));
    case 'cancel':
      return kept(cancelTask(task, today, input, today));
    case 'reopen':
      // Taken back by the person it can be taken up again; an answer that was given stays given.
      if (task.state === 'done') allow(whyNotTickOff(task.kind));
      return kept(reopenTask(task));
    case 'hand':
      return kept(handTask(task, input.owner));
    case 'date':
      if (isLegalRequest(task.kind)) throw invalid('legal-deadline-is-fixed', {}, '/dueBy');
      if (task.state !== 'open') throw conflict(`task-${task.state}-already`, { on: task.doneOn ?? '' });
      return { ...task, dueBy: input.dueBy };
    case 'extend':
      return withMoreTime(task, input.reason, context);
  }
};

export const changeTask = defineAction({
  name: 'change-task',
  effect: 'write',
  input: ChangeTaskRequest,
  output: TaskView,
  run: async (context) => {
    const { tx, input, actor, now, today } = context;
    const seen = tasksSeenBy(actor, 'make-task', today);
    const [row, ownerName] = await Promise.all([
      readTask(tx, input.taskId, seen),
      input.change === 'hand' ? readOwnerName(tx, input.owner) : undefined,
    ]);
    const task = found(row);
    if (task.clientId !== null) context.touch(task.clientId);
    const change = changed(context, task);
    // Sent with what follows: the client is not this action's subject, so its summary takes a trip of its own.
    updateTask(tx, task.id, change, { by: actor.id, at: now }).catch(() => undefined);
    const recordedAt = now > task.recordedAt ? now : instantFromMillis(millisOf(task.recordedAt) + 1);
    return taskView({ ...task, ...change, ownerName: ownerName ?? task.ownerName, recordedAt });
  },
});
