// Referring a client to a programme: a prospect, with cycle 1 open in outreach and someone who answers for it.
import { EnrolmentMoved, ReferClientRequest } from '#contract/enrolment.ts';
import { readEnrolments } from '#store/enrolments.ts';
import { defineAction } from '../pipeline/define.ts';
import { enterAct, movedTo } from '../pipeline/enter-act.ts';
import { conflict } from '../pipeline/refused.ts';

export const referClient = defineAction({
  name: 'refer-client',
  effect: 'write',
  input: ReferClientRequest,
  output: EnrolmentMoved,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async (context) => {
    const { tx, input, today, newId } = context;
    const open = (await readEnrolments(tx, input.clientId)).find(
      ({ programmeId, state }) => programmeId === input.programmeId && state !== 'ended',
    );
    if (open) throw conflict('already-referred', {}, '/programmeId');
    const opening = {
      enrolmentId: newId(),
      clientId: input.clientId,
      programmeId: input.programmeId,
      cycleId: newId(),
      owner: input.owner,
      referralId: null,
    };
    return movedTo(
      await enterAct(context, null, 'refer', input.on ?? today, opening, {
        source: input.source ?? null,
        reason: input.reason ?? null,
      }),
    );
  },
});
