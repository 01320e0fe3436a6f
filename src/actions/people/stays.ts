// Recording where a person is or was, and correcting it: an end, another ward, or that it did not take place. What was known before
// stays on record, because reports say what was known on their day.
import { CorrectStayRequest, RecordStayRequest, StayView } from '#contract/key-events.ts';
import { whyNotStay } from '#domain/stays/stay.ts';
import { insertStays, readStays, replacementOf, type StayFields, supersede } from '#store/clients/key-events.ts';
import { type Context, defineAction } from '../pipeline/define.ts';
import { found, Refused } from '../pipeline/refused.ts';
import { seenSegmentFor } from '../pipeline/segment-for.ts';
import { refuseReplaced } from './replaced.ts';

const keep = async (
  context: Context<unknown>,
  fields: StayFields,
  replaces: string | null,
  clientId: string,
  segment: string,
): Promise<StayView> => {
  const { tx, actor, segments, agency, now, today, newId } = context;
  const stamp = { agencyId: agency.id, by: actor.id, at: now };
  const known = await readStays(tx, clientId, segments);
  if (replaces !== null && !known.some(({ id }) => id === replaces))
    await refuseReplaced(context, known, await replacementOf(tx, 'stays', replaces));
  const others = known.filter(({ id, cancelled }) => id !== replaces && !cancelled);
  const wrong = fields.cancelled ? [] : whyNotStay(fields, others, today);
  if (wrong.length > 0) throw new Refused(wrong.some(({ pointer }) => pointer) ? 422 : 409, wrong);
  const id = newId();
  const [, , after] = await Promise.all([
    replaces === null ? null : supersede(tx, stamp, 'stays', replaces),
    insertStays(tx, stamp, [{ ...fields, id, clientId, replaces, segment }]),
    readStays(tx, clientId, segments),
  ]);
  return found(after.find((stay) => stay.id === id));
};

export const recordStay = defineAction({
  name: 'record-stay',
  effect: 'write',
  input: RecordStayRequest,
  output: StayView,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: (context) => {
    const { clientId, segment, ...fields } = context.input;
    return keep(context, { ...fields, cancelled: false }, null, clientId, seenSegmentFor(context, segment));
  },
});

export const correctStay = defineAction({
  name: 'correct-stay',
  effect: 'write',
  input: CorrectStayRequest,
  output: StayView,
  subject: ({ stayId }) => ({ table: 'stays', id: stayId }),
  run: (context) => {
    const { stayId, ...fields } = context.input;
    // A correction is as closed as what it corrects.
    const { clientId, segment } = found(context.client);
    return keep(context, fields, stayId, clientId, segment);
  },
});
