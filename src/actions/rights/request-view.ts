// How a request is shown.
import type { RequestView } from '#contract/rights.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Refusal } from '#domain/basics/result.ts';
import { whyNotAskReview, whyNotDisagree } from '#domain/work/rights.ts';
import { denialOf, type Entry, type RecordedRequest } from '#store/requests.ts';

const shown = (refusals: readonly Refusal[]) =>
  refusals.map(({ code, params, pointer }) => ({
    code,
    ...(params && { params: { ...params } }),
    ...(pointer !== undefined && { pointer }),
  }));

export const saidBeside = ({ beside }: RecordedRequest) => ({
  disagreement: beside.some(({ kind }) => kind === 'disagreement'),
  rebuttal: beside.some(({ kind }) => kind === 'rebuttal'),
});

export const requestView = (
  request: RecordedRequest,
  today: Day,
  actorId: Id,
  entries: readonly Entry[] = [],
): RequestView => {
  const entry = entries.find(({ id }) => id === request.entry_id);
  const denial = denialOf(request);
  return {
    id: request.id,
    kind: request.kind,
    clientId: request.client_id,
    clientName: request.client_name,
    state: request.state,
    requestedOn: request.requested_on,
    dueBy: request.due_by,
    extension: request.extension && { ...request.extension },
    doneOn: request.done_on,
    outcome: request.outcome,
    owner: { ...request.owner },
    ownerName: request.owner_name,
    askedBy: request.supporter_name === null ? null : { name: request.supporter_name, under: request.asked_under },
    how: request.how,
    note: request.note,
    form: request.form,
    language: request.language,
    largePrint: request.large_print,
    entry: request.entry_kind && {
      kind: request.entry_kind,
      id: request.entry_id ?? request.client_id,
      day: entry?.day ?? null,
      text: entry?.text ?? null,
    },
    answer:
      request.decision && request.decided_on
        ? {
            decision: request.decision,
            on: request.decided_on,
            by: request.decided_by_name,
            text: request.answer ?? '',
            grounds: [...request.grounds],
            determinedBy: request.determined_by,
            packageId: request.package_id,
            told: [...request.told],
          }
        : null,
    review: request.review_asked_on && {
      askedOn: request.review_asked_on,
      outcome: request.review_outcome,
      on: request.reviewed_on,
      by: request.reviewed_by_name,
      reason: request.review_reason,
    },
    beside: [...request.beside],
    packages: [...request.packages],
    makingJobId: request.making?.by === actorId ? request.making.id : null,
    whyNot: {
      askReview: shown(whyNotAskReview(denial, today, today)),
      disagree: shown(whyNotDisagree(denial, saidBeside(request))),
    },
  };
};
