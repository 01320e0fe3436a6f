import type { TaskView } from '#contract/task.ts';

/** What is being done, in a drawer: something new, or something to a task. */
export type TaskDoing =
  | { readonly what: 'make' }
  | { readonly what: 'done' | 'cancel' | 'hand' | 'date' | 'extend'; readonly task: TaskView };
