// Making a task: about a client, or for oneself. What the client asks of the record is made in `rights`.
import { MakeOwnTaskRequest, MakeTaskRequest, TaskView } from '#contract/task.ts';
import type { Owner } from '#domain/people/owner.ts';
import { whyNotSetTask } from '#domain/work/tasks.ts';
import { insertTask, readTask, tasksSeenBy } from '#store/tasks.ts';
import { type Context, defineAction } from '../pipeline/define.ts';
import { found, invalid, Refused } from '../pipeline/refused.ts';
import { seenSegmentFor } from '../pipeline/segment-for.ts';
import { taskView } from './task-view.ts';

type NewTask = Omit<Parameters<typeof insertTask>[2], 'id'>;

const make = async (context: Context<unknown>, task: NewTask): Promise<TaskView> => {
  const { tx, actor, agency, now, today, newId } = context;
  const id = newId();
  const [, row] = await Promise.all([
    insertTask(tx, agency.id, { id, ...task }, { by: actor.id, at: now }),
    readTask(tx, id, tasksSeenBy(actor, 'make-task', today)),
  ]);
  return taskView(found(row));
};

/** Whoever makes it, unless somebody else is named. */
const ownerOf = ({ actor }: Context<unknown>, named: Owner | undefined): Owner => {
  if (named) return named;
  if (actor.kind === 'staff') return { kind: 'staff', id: actor.id };
  throw invalid('field.missing', { field: 'owner' }, '/owner');
};

export const makeTask = defineAction({
  name: 'make-task',
  effect: 'write',
  input: MakeTaskRequest,
  output: TaskView,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async (context) => {
    const { clientId, title, kind, note, dueBy, subject, owner, segment } = context.input;
    const wrong = whyNotSetTask({ kind, title, dueBy: dueBy ?? null });
    if (wrong.length > 0) throw new Refused(422, wrong);
    return make(context, {
      clientId,
      kind,
      title,
      note: note?.trim() || null,
      dueBy: dueBy ?? null,
      requestedOn: null,
      subject: subject ?? null,
      owner: ownerOf(context, owner),
      segment: seenSegmentFor(context, segment),
    });
  },
});

export const makeOwnTask = defineAction({
  name: 'make-own-task',
  effect: 'write',
  input: MakeOwnTaskRequest,
  output: TaskView,
  run: async (context) => {
    const { title, note, dueBy } = context.input;
    return make(context, {
      clientId: null,
      kind: 'task',
      title,
      note: note?.trim() || null,
      dueBy: dueBy ?? null,
      requestedOn: null,
      subject: null,
      owner: ownerOf(context, undefined),
    });
  },
});
