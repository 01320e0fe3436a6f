// What may be said about an entry afterwards. An entry made in error is marked with the reason and counts for nothing from then on;
// it is never deleted. An addendum, or the client's own words, stand beside it.
import { AddAddendumRequest, AddendumAdded, EnteredInError, EnterInErrorRequest } from '#contract/key-events.ts';
import { insertAddendum, markInError, readStandingOf, restsOnIt } from '#store/clients/marks.ts';
import { readClient, rewriteKeys } from '#store/clients/records.ts';
import { removeScores } from '#store/sittings.ts';
import { defineAction } from '../pipeline/define.ts';
import { conflict, found } from '../pipeline/refused.ts';

export const enterInError = defineAction({
  name: 'enter-in-error',
  effect: 'write',
  input: EnterInErrorRequest,
  output: EnteredInError,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async ({ tx, input, actor, segments, agency, now, note }) => {
    const { clientId, kind, entryId, reason } = input;
    const [entry, rests] = await Promise.all([
      readStandingOf(tx, clientId, kind, entryId, segments),
      restsOnIt(tx, clientId, entryId),
    ]);
    const { standing } = found(entry);
    if (standing === 'in-error') throw conflict('in-error-already');
    if (standing === 'draft') throw conflict('draft-is-discarded');
    if (rests) throw conflict('withdraw-act-first');
    const stamp = { agencyId: agency.id, by: actor.id, at: now };
    const [, client] = await Promise.all([
      markInError(tx, stamp, clientId, kind, entryId, reason),
      kind === 'identifier' ? readClient(tx, clientId, segments) : undefined,
      kind === 'sitting' ? removeScores(tx, entryId) : undefined,
    ]);
    if (client) await rewriteKeys(tx, client);
    note({ kind, entryId });
    return { id: entryId, kind };
  },
});

export const addAddendum = defineAction({
  name: 'add-addendum',
  effect: 'write',
  input: AddAddendumRequest,
  output: AddendumAdded,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async ({ tx, input, actor, segments, agency, now, newId }) => {
    const { clientId, entryKind, entryId, kind } = input;
    const entry = found(await readStandingOf(tx, clientId, entryKind, entryId, segments));
    // A draft is still written itself. What the client has to say may stand beside an entry whatever became of it.
    if (entry.standing === 'draft') throw conflict('not-signed-yet');
    if (entry.standing === 'in-error' && kind === 'addendum') throw conflict('in-error-already');
    const id = newId();
    await insertAddendum(tx, { agencyId: agency.id, by: actor.id, at: now }, { ...input, id });
    return { id, kind, at: now };
  },
});
