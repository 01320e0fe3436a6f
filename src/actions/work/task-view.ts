// How a task is shown.
import type { TaskView } from '#contract/task.ts';
import type { RecordedTask } from '#store/tasks.ts';

export const taskView = (task: RecordedTask): TaskView => ({
  id: task.id,
  clientId: task.clientId,
  clientName: task.clientName,
  kind: task.kind,
  title: task.title,
  note: task.note,
  dueBy: task.dueBy,
  requestedOn: task.requestedOn,
  extension: task.extension && { ...task.extension },
  subject: task.subject && { ...task.subject },
  owner: { ...task.owner },
  ownerName: task.ownerName,
  state: task.state,
  doneOn: task.doneOn,
  outcome: task.outcome,
  version: task.recordedAt,
});
