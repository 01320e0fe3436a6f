// Making a task: about a client, for oneself, or because the client asks to see or to amend the record, which starts a legal clock.
import { MakeOwnTaskRequest, MakeTaskRequest, RequestOfClient, TaskView } from '#contract/task.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Owner } from '#domain/people/owner.ts';
import { deadlinesOf, type LegalRequestKind } from '#domain/work/legal-clocks.ts';
import { whyNotSetTask } from '#domain/work/tasks.ts';
import { insertTask, readTask, tasksSeenBy } from '#store/tasks.ts';
import { type Language, languages, sentence } from '#words/catalogue.ts';
import { type Context, defineAction } from '../pipeline/define.ts';
import { found, invalid, Refused } from '../pipeline/refused.ts';
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
    const { clientId, title, kind, note, dueBy, subject, owner } = context.input;
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

const languageOf = (language: string): Language => languages.find((each) => each === language) ?? 'en';

const makeRequest = (context: Context<RequestOfClient>, kind: LegalRequestKind): Promise<TaskView> => {
  const { input, today, agency } = context;
  const clientId: Id = input.clientId;
  const requestedOn = input.requestedOn ?? today;
  if (requestedOn > today) throw invalid('act-in-future', { today }, '/requestedOn');
  return make(context, {
    clientId,
    kind,
    title: sentence(languageOf(agency.language), `task.kind.${kind}`),
    note: input.note?.trim() || null,
    dueBy: deadlinesOf({ kind, requestedOn, extension: null }).dueBy,
    requestedOn,
    subject: null,
    owner: ownerOf(context, input.owner),
  });
};

export const requestAccess = defineAction({
  name: 'request-access',
  effect: 'write',
  input: RequestOfClient,
  output: TaskView,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async (context) => makeRequest(context, 'access-request'),
});

export const requestAmendment = defineAction({
  name: 'request-amendment',
  effect: 'write',
  input: RequestOfClient,
  output: TaskView,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async (context) => makeRequest(context, 'amendment-request'),
});
