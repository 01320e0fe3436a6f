// What the person can do when the answer is no: have another professional look at a denial of access, and let their disagreement
// stand beside an entry that was not amended; the agency may answer that once.
import {
  AddDisagreementRequest,
  AddRebuttalRequest,
  AskDenialReviewRequest,
  RequestView,
  ReviewDenialRequest,
} from '#contract/rights.ts';
import type { Permission } from '#domain/access/policy.ts';
import type { Refusal } from '#domain/basics/result.ts';
import { whyNotAskReview, whyNotDisagree, whyNotRebut, whyNotReview } from '#domain/work/rights.ts';
import { visible } from '#store/access/visible.ts';
import { askReview, decideReview, denialOf, insertBeside, type RecordedRequest, readRequest } from '#store/requests.ts';
import { updateTask } from '#store/tasks.ts';
import { type Context, defineAction } from '../pipeline/define.ts';
import { allow, found } from '../pipeline/refused.ts';
import { requestView, saidBeside } from './request-view.ts';

const read = async (
  { tx, actor, today }: Context<{ readonly clientId: string }>,
  clientId: string,
  id: string,
  kind: 'access' | 'amendment',
  permission: Permission = 'read-requests',
): Promise<RecordedRequest> => found(await readRequest(tx, clientId, id, kind, visible(actor, permission, 'q', today)));

export const askDenialReview = defineAction({
  name: 'ask-denial-review',
  effect: 'write',
  input: AskDenialReviewRequest,
  output: RequestView,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async (context) => {
    const { tx, input, actor, now, today, note } = context;
    const { clientId, accessRequestId } = input;
    const request = await read(context, clientId, accessRequestId, 'access');
    const on = input.on ?? today;
    allow(whyNotAskReview(denialOf(request), on, today));
    note({ request: request.id });
    await askReview(tx, request.id, on, { by: actor.id, at: now });
    return requestView({ ...request, review_asked_on: on }, today, actor.id);
  },
});

export const reviewDenial = defineAction({
  name: 'review-denial',
  effect: 'write',
  input: ReviewDenialRequest,
  output: RequestView,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async (context) => {
    const { tx, input, actor, now, today, note } = context;
    const { clientId, accessRequestId, outcome } = input;
    const request = await read(context, clientId, accessRequestId, 'access', 'review-denial');
    const reason = input.reason.trim();
    const on = input.on ?? today;
    const wrongDay: Refusal[] = [];
    if (on > today) wrongDay.push({ code: 'answer-in-future', params: { today }, pointer: '/on' });
    allow([...whyNotReview(denialOf(request), request.decided_by, actor.id, reason), ...wrongDay]);
    note({ request: request.id, outcome });
    const stamp = { by: actor.id, at: now };
    const isOverturned = outcome === 'overturned';
    await Promise.all([
      decideReview(tx, request.id, { outcome, on, reason }, stamp),
      // What was denied is given after all: the request is open again, and its clock has not stood still.
      isOverturned
        ? updateTask(tx, request.id, { ...task(request), state: 'open', doneOn: null, outcome: null }, stamp)
        : undefined,
    ]);
    return requestView(
      found(await readRequest(tx, clientId, request.id, 'access', visible(actor, 'review-denial', 'q', today))),
      today,
      actor.id,
    );
  },
});

const task = ({ owner, due_by, extension }: RecordedRequest) => ({ owner, dueBy: due_by, extension });

const beside = async (
  context: Context<{ readonly clientId: string; readonly amendmentRequestId: string; readonly text: string }>,
  kind: 'disagreement' | 'rebuttal',
  whyNot: (request: RecordedRequest) => readonly Refusal[],
): Promise<RequestView> => {
  const { tx, input, actor, agency, now, today, newId, note } = context;
  const request = await read(context, input.clientId, input.amendmentRequestId, 'amendment');
  allow(whyNot(request));
  const said = { id: newId(), kind, text: input.text.trim() };
  note({ request: request.id, addendum: said.id });
  await insertBeside(tx, agency.id, request, said, { by: actor.id, at: now });
  return requestView({ ...request, beside: [...request.beside, { ...said, at: now }] }, today, actor.id);
};

export const addDisagreement = defineAction({
  name: 'add-disagreement',
  effect: 'write',
  input: AddDisagreementRequest,
  output: RequestView,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async (context) =>
    beside(context, 'disagreement', (request) => whyNotDisagree(denialOf(request), saidBeside(request))),
});

export const addRebuttal = defineAction({
  name: 'add-rebuttal',
  effect: 'write',
  input: AddRebuttalRequest,
  output: RequestView,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async (context) => beside(context, 'rebuttal', (request) => whyNotRebut(saidBeside(request))),
});
