// Requests about the record: one client's, and everybody's for those who answer them.
import { ListRequestsRequest, ReadRequestsRequest, RequestList, RequestsView } from '#contract/rights.ts';
import { mayActFor } from '#domain/people/authority.ts';
import { visible } from '#store/access/visible.ts';
import { readRequests as readAll, readAuthorities, readEntries, listRequests as readList } from '#store/requests.ts';
import { defineAction } from '../pipeline/define.ts';
import { listed, offsetOf } from '../pipeline/listing.ts';
import { requestView } from './request-view.ts';

export const readRequests = defineAction({
  name: 'read-requests',
  effect: 'read',
  input: ReadRequestsRequest,
  output: RequestsView,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async ({ tx, input, actor, segments, today }): Promise<RequestsView> => {
    const [requests, entries, supporters] = await Promise.all([
      readAll(tx, input.clientId, visible(actor, 'read-requests', 'q', today)),
      readEntries(tx, input.clientId, segments),
      readAuthorities(tx, input.clientId),
    ]);
    return {
      items: requests.map((request) => requestView(request, today, actor.id, entries)),
      entries: [...entries],
      representatives: supporters.flatMap((supporter) => {
        const acts = mayActFor(supporter, 'records', today);
        return acts.ok ? [{ id: supporter.id, name: supporter.name, authority: acts.value.authority }] : [];
      }),
    };
  },
});

export const listRequests = defineAction({
  name: 'list-requests',
  effect: 'read',
  input: ListRequestsRequest,
  output: RequestList,
  run: async (context): Promise<RequestList> => {
    const { tx, input, actor, today } = context;
    const offset = offsetOf(input.cursor);
    const { rows, total } = await readList(tx, input, visible(actor, 'list-requests', 'q', today), input.limit, offset);
    context.show(rows.map(({ client_id }) => client_id));
    return listed(
      rows.map((row) => requestView(row, today, actor.id)),
      total,
      offset,
    );
  },
});
