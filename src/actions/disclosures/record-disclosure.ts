// Something about a person goes out on paper, or went out by letter or telephone: both through the one door.
import { DisclosureMade, PrintRecordRequest, RecordDisclosureRequest } from '#contract/disclosures.ts';
import type { DisclosedKind } from '#domain/disclosure/disclosing.ts';
import { segmentsIn } from '#store/disclosures.ts';
import { type Context, defineAction } from '../pipeline/define.ts';
import { disclose, type ToDisclose } from '../pipeline/disclose.ts';

type Said = Omit<ToDisclose, 'clientIds' | 'segments' | 'leavesOut'>;

const make = async (context: Context<{ clientId: string; kinds: DisclosedKind[] }>, said: Said) => {
  const { tx, input, segments: seen, note } = context;
  const held = await segmentsIn(tx, input.clientId, input.kinds);
  const { ids, segments, isPart2, consents } = await disclose(context, {
    ...{ ...said, clientIds: [input.clientId], leavesOut: false },
    segments: held.filter((segment) => seen.includes(segment)),
  });
  const [id = ''] = ids;
  note({ disclosureId: id, basis: said.basis, way: said.way });
  return { id, segments: [...segments], isPart2, consents: [...consents] };
};

export const recordDisclosure = defineAction({
  name: 'record-disclosure',
  effect: 'write',
  input: RecordDisclosureRequest,
  output: DisclosureMade,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: (context) => make(context, context.input),
});

export const printRecord = defineAction({
  name: 'print-record',
  effect: 'write',
  input: PrintRecordRequest,
  output: DisclosureMade,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: (context) => make(context, { ...context.input, day: context.today, way: 'print' }),
});
