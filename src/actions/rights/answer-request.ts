// The agency answers: it shows the record, or says in writing on which grounds it does not; it amends the record, or says why not.
// With the answer the task that carried the clock is done.
import { AnswerAccessRequest, AnswerAmendmentRequest, RequestView } from '#contract/rights.ts';
import { type AnswerDecision, whyNotAnswerAccess, whyNotAnswerAmendment } from '#domain/work/rights.ts';
import { visible } from '#store/access/visible.ts';
import { answerRequest, insertBeside, type RecordedRequest, readRequest } from '#store/requests.ts';
import { updateTask } from '#store/tasks.ts';
import { type Context, defineAction } from '../pipeline/define.ts';
import { allow, found, invalid } from '../pipeline/refused.ts';
import { discloseToPerson } from './disclose-to-person.ts';
import { requestView } from './request-view.ts';

const asked = (request: RecordedRequest) => ({
  requestedOn: request.requested_on,
  state: request.state,
  doneOn: request.done_on,
  isRepresentative: request.supporter_name !== null,
});

type Answered = {
  readonly decision: AnswerDecision;
  readonly grounds: readonly string[];
  readonly determinedBy?: string;
  readonly packageId?: string | null | undefined;
  readonly told?: readonly string[];
};

/** Writes the answer down and ends the task; gives the request as it then stands. */
const answered = async (
  { tx, actor, agency, now, today, newId, note }: Context<unknown>,
  request: RecordedRequest,
  answer: Answered & { readonly on: string; readonly text: string; readonly amendment?: string },
): Promise<RequestView> => {
  const stamp = { by: actor.id, at: now };
  const on = answer.on as typeof today;
  note({ request: request.id, decision: answer.decision });
  const amendment = answer.amendment?.trim();
  const [, , , row] = await Promise.all([
    answerRequest(
      tx,
      request.id,
      {
        decision: answer.decision,
        on,
        text: answer.text.trim(),
        grounds: answer.grounds,
        determinedBy: answer.determinedBy?.trim() || null,
        packageId: answer.packageId ?? null,
        told: answer.told ?? [],
      },
      stamp,
    ),
    updateTask(
      tx,
      request.id,
      {
        owner: request.owner,
        state: 'done',
        doneOn: on,
        outcome: answer.text.trim(),
        dueBy: request.due_by,
        extension: request.extension,
      },
      stamp,
    ),
    amendment
      ? insertBeside(tx, agency.id, request, { id: newId(), kind: 'addendum', text: amendment }, stamp)
      : undefined,
    readRequest(tx, request.client_id, request.id, request.kind, visible(actor, 'read-requests', 'q', today)),
  ]);
  return requestView(found(row), today, actor.id);
};

export const answerAccess = defineAction({
  name: 'answer-access',
  effect: 'write',
  input: AnswerAccessRequest,
  output: RequestView,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async (context) => {
    const { tx, input, actor, today } = context;
    const seen = visible(actor, 'read-requests', 'q', today);
    const request = found(await readRequest(tx, input.clientId, input.accessRequestId, 'access', seen));
    const copy = input.packageId ? request.packages.find(({ id }) => id === input.packageId) : null;
    if (copy === undefined) throw invalid('package-not-of-request', {}, '/packageId');
    const on = input.on ?? today;
    allow(whyNotAnswerAccess(asked(request), { ...input, on }, copy, today));
    // A copy stands in the log from when it was taken to be handed over; what was read here does from now.
    if (input.decision !== 'denied' && copy === null)
      await discloseToPerson(context, {
        clientId: request.client_id,
        recipient: request.supporter_name ?? request.client_name,
        isRepresentative: request.supporter_name !== null,
        ...{ on, way: 'in-person', segments: context.segments },
      });
    return answered(context, request, { ...input, on });
  },
});

export const answerAmendment = defineAction({
  name: 'answer-amendment',
  effect: 'write',
  input: AnswerAmendmentRequest,
  output: RequestView,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async (context) => {
    const { tx, input, actor, today } = context;
    const seen = visible(actor, 'read-requests', 'q', today);
    const request = found(await readRequest(tx, input.clientId, input.amendmentRequestId, 'amendment', seen));
    const on = input.on ?? today;
    allow(whyNotAnswerAmendment(asked(request), { ...input, on }, today));
    return answered(context, request, { ...input, on });
  },
});
