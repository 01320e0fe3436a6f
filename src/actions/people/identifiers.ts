// Numbers a client goes by elsewhere. They are facts: a wrong one is marked as such, the right one stands beside it.
import { AddIdentifierRequest, EditIdentifierRequest, IdentifiersView } from '#contract/people.ts';
import { addIdentifier as insert, readClient, replaceIdentifier } from '#store/clients/records.ts';
import { defineAction } from '../pipeline/define.ts';
import { conflict, found } from '../pipeline/refused.ts';

export const addIdentifier = defineAction({
  name: 'add-identifier',
  effect: 'write',
  input: AddIdentifierRequest,
  output: IdentifiersView,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async ({ tx, input, actor, segments, agency, now, newId }) => {
    const client = found(await readClient(tx, input.clientId, segments));
    const { system, value } = input;
    if (client.identifiers.some((each) => each.system === system && each.value === value))
      throw conflict('identifier-there-already', { system, value });
    const added = { id: newId(), system, value };
    await insert(tx, { agencyId: agency.id, by: actor.id, at: now }, client, added);
    return { items: [...client.identifiers, added] };
  },
});

export const editIdentifier = defineAction({
  name: 'edit-identifier',
  effect: 'write',
  input: EditIdentifierRequest,
  output: IdentifiersView,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async ({ tx, input, actor, segments, agency, now, newId }) => {
    const client = found(await readClient(tx, input.clientId, segments));
    const old = found(client.identifiers.find(({ id }) => id === input.identifierId));
    const next = input.corrected && { ...input.corrected, id: newId() };
    const stamp = { agencyId: agency.id, by: actor.id, at: now };
    await replaceIdentifier(tx, stamp, client, old.id, next, input.reason);
    return { items: [...client.identifiers.filter(({ id }) => id !== old.id), ...(next ? [next] : [])] };
  },
});
