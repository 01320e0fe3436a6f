// The agency's own years, and legal holds: who placed one, why, from when, until when.
import {
  EditRetentionRequest,
  EndHoldRequest,
  HoldChanged,
  PlaceHoldRequest,
  RetentionSaved,
} from '#contract/retention.ts';
import { whyNotSchedule } from '#domain/people/retention.ts';
import { endHold, insertHold, writeSchedule } from '#store/retention.ts';
import { defineAction } from '../pipeline/define.ts';
import { allow, conflict, invalid } from '../pipeline/refused.ts';

export const editRetention = defineAction({
  name: 'edit-retention',
  effect: 'write',
  stepUp: true,
  input: EditRetentionRequest,
  output: RetentionSaved,
  run: async ({ tx, input, note }) => {
    allow(whyNotSchedule(input));
    await writeSchedule(tx, input);
    note(input);
    return input;
  },
});

export const placeLegalHold = defineAction({
  name: 'place-legal-hold',
  effect: 'write',
  input: PlaceHoldRequest,
  output: HoldChanged,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async ({ tx, input, actor, agency, now, today, newId, note }) => {
    const { clientId, reason, from = today, to = null } = input;
    if (from > today) throw invalid('act-in-future', { today }, '/from');
    if (to !== null && to < from) throw invalid('ends-before-it-begins', { from, to }, '/to');
    const id = newId();
    await insertHold(tx, { agencyId: agency.id, by: actor.id, at: now }, { id, clientId, reason, from, to });
    note({ holdId: id });
    return { id };
  },
});

export const endLegalHold = defineAction({
  name: 'end-legal-hold',
  effect: 'write',
  stepUp: true,
  input: EndHoldRequest,
  output: HoldChanged,
  subject: ({ holdId }) => ({ table: 'legal_holds', id: holdId }),
  run: async ({ tx, input, actor, now, today, note }) => {
    const ended = await endHold(tx, { by: actor.id, at: now }, input.holdId, today, input.reason);
    if (ended === 0) throw conflict('hold-ended-already');
    note({ holdId: input.holdId });
    return { id: input.holdId };
  },
});
