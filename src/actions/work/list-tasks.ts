// Tasks: one's own, one's teams', or those about one client.
import { ListTasksRequest, TaskList } from '#contract/task.ts';
import { recordOn } from '#store/past/record.ts';
import { listTasks as readList, tasksSeenBy } from '#store/tasks.ts';
import { defineAction } from '../pipeline/define.ts';
import { pastDay, realDay } from '../pipeline/list-sources.ts';
import { listed, offsetOf, ownersFor } from '../pipeline/listing.ts';
import { taskView } from './task-view.ts';

export const listTasks = defineAction({
  name: 'list-tasks',
  effect: 'read',
  input: ListTasksRequest,
  output: TaskList,
  run: async (context) => {
    const { tx, input, actor } = context;
    const offset = offsetOf(input.cursor);
    const { rows, total } = await readList(
      tx,
      recordOn(pastDay(context), ['tasks']),
      { state: input.state, clientId: input.clientId ?? null, ...ownersFor(actor, input.whose) },
      tasksSeenBy(actor, 'make-task', realDay(context)),
      input.sort,
      input.limit,
      offset,
    );
    context.show(rows.flatMap(({ clientId }) => clientId ?? []));
    return listed(rows.map(taskView), total, offset);
  },
});
