// Keeping somebody on the staff away from a client's record, at once and whatever their role, and lifting it again with a reason.
import { BlockStaffRequest, Changed, LiftStaffBlockRequest } from '#contract/people.ts';
import { whyNotBlock } from '#domain/people/staff-block.ts';
import { insertStaffBlock, liftStaffBlock as lift, readStanding } from '#store/clients/staff-blocks.ts';
import { defineAction } from '../pipeline/define.ts';
import { allow, invalid, notFound } from '../pipeline/refused.ts';

export const blockStaff = defineAction({
  name: 'block-staff',
  effect: 'write',
  input: BlockStaffRequest,
  output: Changed,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async ({ tx, input, actor, agency, now, newId, note }) => {
    const standing = await readStanding(tx, input.clientId, input.staffId);
    if (!standing) throw invalid('staff-not-known', {}, '/staffId');
    allow(whyNotBlock(standing));
    const id = newId();
    await insertStaffBlock(tx, { agencyId: agency.id, by: actor.id, at: now }, { ...input, id });
    note({ staffId: input.staffId });
    return { id };
  },
});

export const liftStaffBlock = defineAction({
  name: 'lift-staff-block',
  effect: 'write',
  input: LiftStaffBlockRequest,
  output: Changed,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async ({ tx, input, actor, agency, now }) => {
    const stamp = { agencyId: agency.id, by: actor.id, at: now };
    if ((await lift(tx, stamp, input.clientId, input.blockId, input.reason)) === 0) throw notFound();
    return { id: input.blockId };
  },
});
