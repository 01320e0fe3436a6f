// What changed a person's life, and the line of time that shows it together with the stays.
import {
  CorrectKeyEventRequest,
  KeyEventsView,
  KeyEventView,
  ReadKeyEventsRequest,
  RecordKeyEventRequest,
} from '#contract/key-events.ts';
import { visible } from '#store/access/visible.ts';
import { addendaOf, readAddenda } from '#store/addenda.ts';
import {
  insertKeyEvent,
  type KeyEventFields,
  readKeyEvents as readEvents,
  readStays,
  replacementOf,
  supersede,
} from '#store/clients/key-events.ts';
import { type Context, defineAction } from '../pipeline/define.ts';
import { realDay } from '../pipeline/list-sources.ts';
import { found, invalid } from '../pipeline/refused.ts';
import { seenSegmentFor } from '../pipeline/segment-for.ts';
import { refuseReplaced } from './replaced.ts';

const keep = async (
  context: Context<unknown>,
  fields: KeyEventFields,
  replaces: string | null,
  clientId: string,
  segment: string,
): Promise<KeyEventView> => {
  const { tx, actor, segments, agency, now, today, newId } = context;
  if (fields.day > today) throw invalid('in-the-future', { field: 'day', value: fields.day }, '/day');
  const stamp = { agencyId: agency.id, by: actor.id, at: now };
  if (replaces !== null) {
    const known = await readEvents(tx, clientId, segments);
    if (!known.some(({ id }) => id === replaces))
      await refuseReplaced(context, known, await replacementOf(tx, 'key_events', replaces));
  }
  const id = newId();
  const [, , after] = await Promise.all([
    replaces === null ? null : supersede(tx, stamp, 'key_events', replaces),
    insertKeyEvent(tx, stamp, { ...fields, id, clientId, replaces, segment }),
    readEvents(tx, clientId, segments),
  ]);
  return found(after.find((event) => event.id === id));
};

export const recordKeyEvent = defineAction({
  name: 'record-key-event',
  effect: 'write',
  input: RecordKeyEventRequest,
  output: KeyEventView,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: (context) => {
    const { clientId, segment, ...fields } = context.input;
    return keep(context, fields, null, clientId, seenSegmentFor(context, segment));
  },
});

export const correctKeyEvent = defineAction({
  name: 'correct-key-event',
  effect: 'write',
  input: CorrectKeyEventRequest,
  output: KeyEventView,
  subject: ({ eventId }) => ({ table: 'key_events', id: eventId }),
  run: (context) => {
    const { eventId, ...fields } = context.input;
    // A correction is as closed as what it corrects.
    const { clientId, segment } = found(context.client);
    return keep(context, fields, eventId, clientId, segment);
  },
});

export const readKeyEvents = defineAction({
  name: 'read-key-events',
  effect: 'read',
  input: ReadKeyEventsRequest,
  output: KeyEventsView,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async ({ tx, input: { clientId }, actor, segments, agency, now }): Promise<KeyEventsView> => {
    const [stays, events, addenda] = await Promise.all([
      readStays(tx, clientId, segments),
      readEvents(tx, clientId, segments),
      readAddenda(
        tx,
        clientId,
        ['stay', 'key-event'],
        visible(actor, 'read-key-events', 'a', realDay({ agency, now })),
      ),
    ]);
    const items = [
      ...stays.map((stay) => ({ what: 'stay' as const, on: stay.from, stay, addenda: addendaOf(stay.id, addenda) })),
      ...events.map((event) => ({
        what: 'event' as const,
        on: event.day,
        event,
        addenda: addendaOf(event.id, addenda),
      })),
    ].sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0));
    return { items, total: items.length };
  },
});
