// Tasks, and the client's legal requests, which are tasks with a deadline the law sets.
import { z } from 'zod';
import { taskKinds } from '#domain/work/tasks.ts';
import { dayField, id, line, listing, offsetPage, owner, prose, segmentCode } from './fields.ts';

const about = {
  title: line(300),
  note: prose(5000).nullish(),
  dueBy: dayField.nullish(),
};

export const MakeTaskRequest = z.strictObject({
  clientId: id,
  ...about,
  kind: z.enum(['task', 'restriction-request', 'grievance', 'supervision', 'escalation']).default('task'),
  owner: owner.optional(),
  subject: z.strictObject({ kind: line(40), id }).optional(),
  segment: segmentCode.optional(),
});
export type MakeTaskRequest = z.infer<typeof MakeTaskRequest>;

export const MakeOwnTaskRequest = z.strictObject(about);
export type MakeOwnTaskRequest = z.infer<typeof MakeOwnTaskRequest>;

const taskId = id;

export const ChangeTaskRequest = z.discriminatedUnion('change', [
  z.strictObject({ taskId, change: z.literal('done'), on: dayField.optional(), outcome: prose(5000).default('') }),
  z.strictObject({
    taskId,
    change: z.literal('cancel'),
    reason: prose(2000),
    takenBackByClient: z.boolean().default(false),
  }),
  z.strictObject({ taskId, change: z.literal('reopen') }),
  z.strictObject({ taskId, change: z.literal('hand'), owner }),
  z.strictObject({ taskId, change: z.literal('date'), dueBy: dayField.nullable() }),
  /** More time for a legal request, announced to the client in writing. */
  z.strictObject({ taskId, change: z.literal('extend'), reason: prose(2000) }),
]);
export type ChangeTaskRequest = z.infer<typeof ChangeTaskRequest>;

export const TaskView = z.object({
  id,
  clientId: id.nullable(),
  clientName: z.string().nullable(),
  kind: z.enum(taskKinds),
  title: z.string(),
  note: z.string().nullable(),
  dueBy: z.string().nullable(),
  requestedOn: z.string().nullable(),
  extension: z.object({ on: z.string(), reason: z.string() }).nullable(),
  subject: z.object({ kind: z.string(), id }).nullable(),
  owner,
  ownerName: z.string().nullable(),
  state: z.enum(['open', 'done', 'cancelled']),
  doneOn: z.string().nullable(),
  outcome: z.string().nullable(),
  version: z.string(),
});
export type TaskView = z.infer<typeof TaskView>;

export const ListTasksRequest = z.strictObject({
  whose: z.enum(['mine', 'team', 'all']).default('mine'),
  clientId: id.optional(),
  state: z.enum(['open', 'done', 'cancelled', 'all']).default('open'),
  sort: z.enum(['due', 'title', 'client', 'recorded']).default('due'),
  ...offsetPage,
});
export type ListTasksRequest = z.infer<typeof ListTasksRequest>;
export const TaskList = listing(TaskView);
export type TaskList = z.infer<typeof TaskList>;
