// The device goes into the client's hands, to answer alone. Until whoever is signed in shows anew who they are, their session answers
// for that one sitting and opens nothing else (pipeline/perform.ts): not the chart, not the list, whatever address is typed.
import { DeviceLent, LendDeviceRequest } from '#contract/instruments.ts';
import { lendSession } from '#store/sessions.ts';
import { readSittings } from '#store/sittings.ts';
import { defineAction } from '../pipeline/define.ts';
import { conflict, found } from '../pipeline/refused.ts';

export const lendDevice = defineAction({
  name: 'lend-device',
  effect: 'write',
  input: LendDeviceRequest,
  output: DeviceLent,
  subject: ({ sittingId }) => ({ table: 'sittings', id: sittingId }),
  run: async ({ tx, input, client, sessionTokenHash, now }): Promise<{ lentTo: string }> => {
    const sittings = await readSittings(tx, found(client).clientId);
    const sitting = found(sittings.find(({ id }) => id === input.sittingId));
    if (sitting.state !== 'draft') throw conflict('sitting-signed-already', { on: sitting.day });
    if (sitting.means !== 'client') throw conflict('sitting-not-the-clients');
    await lendSession(tx, found(sessionTokenHash), sitting.id, now);
    return { lentTo: sitting.id };
  },
});

/** Asks for nothing but what the pipeline asks before it: that it is in its owner's hands. */
export const takeDeviceBack = defineAction({
  name: 'take-device-back',
  effect: 'write',
  input: LendDeviceRequest,
  output: DeviceLent,
  subject: ({ sittingId }) => ({ table: 'sittings', id: sittingId }),
  run: async () => ({ lentTo: null }),
});
