// Something about a person goes out on paper, or went out by letter or telephone: both through the one door.
import { DisclosureMade, PrintRecordRequest, RecordDisclosureRequest } from '#contract/disclosures.ts';
import type { DisclosedKind } from '#domain/disclosure/disclosing.ts';
import { segmentOfPlan, segmentsIn } from '#store/disclosures.ts';
import { type Context, defineAction } from '../pipeline/define.ts';
import { disclose, type ToDisclose } from '../pipeline/disclose.ts';
import { found, notFound } from '../pipeline/refused.ts';

type Said = Omit<ToDisclose, 'clientIds' | 'segments' | 'leavesOut'>;

const make = async (context: Context<{ clientId: string }>, said: Said, held: readonly string[]) => {
  const { ids, segments, isPart2, consents } = await disclose(context, {
    ...{ ...said, clientIds: [context.input.clientId], segments: held, leavesOut: false },
  });
  const [id = ''] = ids;
  context.note({ disclosureId: id, basis: said.basis, way: said.way });
  return { id, segments: [...segments], isPart2, consents: consents.map((each) => ({ ...each })) };
};

/** What is known of these parts to whoever tells or prints them. */
const heldOf = async ({ tx, segments }: Context<unknown>, clientId: string, kinds: readonly DisclosedKind[]) =>
  (await segmentsIn(tx, clientId, kinds)).filter((segment) => segments.includes(segment));

export const recordDisclosure = defineAction({
  name: 'record-disclosure',
  effect: 'write',
  input: RecordDisclosureRequest,
  output: DisclosureMade,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async (context) => {
    const { clientId, kinds } = context.input;
    return make(context, context.input, await heldOf(context, clientId, kinds));
  },
});

export const printRecord = defineAction({
  name: 'print-record',
  effect: 'write',
  input: PrintRecordRequest,
  output: DisclosureMade,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async (context) => {
    const { tx, input, segments, today } = context;
    const { planId, ...asked } = input;
    const segment = planId === null ? null : found(await segmentOfPlan(tx, input.clientId, planId));
    if (segment !== null && !segments.includes(segment)) throw notFound();
    const held = segment === null ? await heldOf(context, input.clientId, input.kinds) : [segment];
    return make(context, { ...asked, day: today, way: 'print' }, held);
  },
});
