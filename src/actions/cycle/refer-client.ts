// Referring a client to a programme: a prospect, with cycle 1 open in outreach and someone who answers for it.
import { EnrolmentMoved, ReferClientRequest } from '#contract/enrolment.ts';
import { defineAction } from '../pipeline/define.ts';
import { enterAct, movedTo } from '../pipeline/enter-act.ts';

export const referClient = defineAction({
  name: 'refer-client',
  effect: 'write',
  input: ReferClientRequest,
  output: EnrolmentMoved,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async (context) => {
    const { input, today, newId } = context;
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
