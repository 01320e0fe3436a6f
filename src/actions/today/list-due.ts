// The due items behind every number: the same rows on Today, in reports and in exports.
import { DueListing, ListDueRequest } from '#contract/today.ts';
import { type Day, isDay } from '#domain/basics/day.ts';
import { type Id, isId } from '#domain/basics/id.ts';
import { boundsFor } from '#domain/due/item.ts';
import { countDueItems, type DueFilter, listDueItems } from '#store/due-items.ts';
import { defineAction } from '../pipeline/define.ts';
import { answering, listSources, realDay } from '../pipeline/list-sources.ts';
import { invalid } from '../pipeline/refused.ts';
import { dueView } from './due-view.ts';

const placeAfter = (cursor: string | undefined): { day: Day; id: Id } | null => {
  if (cursor === undefined) return null;
  const [on = '', id = ''] = cursor.split('~');
  if (!isDay(on) || !isId(id)) throw invalid('cursor-unknown', {}, '/cursor');
  return { day: on, id };
};

export const listDue = defineAction({
  name: 'list-due',
  effect: 'read',
  input: ListDueRequest,
  output: DueListing,
  run: async (context): Promise<DueListing> => {
    const { tx, input, actor, today } = context;
    const after = placeAfter(input.cursor);
    const real = realDay(context);
    const { items } = await listSources(context, 'read-client');
    const filter: DueFilter = {
      who: answering(context, input.scope),
      bounds: boundsFor(input.state, today),
      kinds: input.kind ?? null,
      clientId: input.client ?? null,
      programmeId: input.programme ?? null,
      staffId: input.staff ?? null,
      teamId: input.team ?? null,
    };
    const [rows, total] = await Promise.all([
      listDueItems(tx, items, filter, actor, real, { limit: input.limit + 1, after }),
      countDueItems(tx, items, filter, actor, real),
    ]);
    const shown = rows.slice(0, input.limit);
    const last = shown.at(-1);
    context.show([...new Set(shown.map(({ client_id }) => client_id))]);
    return {
      items: shown.map((row) => dueView(row, today)),
      total,
      next: rows.length > shown.length && last ? `${last.due_by}~${last.id}` : null,
    };
  },
});
