// Tasks over HTTP.
import { changeTask } from '#actions/work/change-task.ts';
import { listTasks } from '#actions/work/list-tasks.ts';
import { makeOwnTask, makeTask } from '#actions/work/make-task.ts';
import { route } from './http/route.ts';

export const taskRoutes = [
  route('GET', '/api/tasks', listTasks),
  route('POST', '/api/tasks', makeOwnTask, { status: 201 }),
  route('POST', '/api/tasks/{taskId}', changeTask),
  route('POST', '/api/clients/{clientId}/tasks', makeTask, { status: 201 }),
];
