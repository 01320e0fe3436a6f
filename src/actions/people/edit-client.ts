// Changing who the person is on record: names, pronouns, birth date, languages. Names that are replaced stay findable only when
// they are kept as former names, which is the person's choice.
import { ClientView, EditClientRequest } from '#contract/client.ts';
import { changeClient, readClient } from '#store/clients/records.ts';
import { defineAction } from '../pipeline/define.ts';
import { found } from '../pipeline/refused.ts';
import { identityFrom, viewOf } from './identity.ts';

export const editClient = defineAction({
  name: 'edit-client',
  effect: 'write',
  input: EditClientRequest,
  output: ClientView,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async ({ tx, input, actor, segments, agency, now, today, requireVersion }) => {
    const before = found(await readClient(tx, input.clientId, segments));
    requireVersion(before.version, viewOf(before, today));
    const fields = identityFrom(input, today);
    const version = await changeClient(tx, { agencyId: agency.id, by: actor.id, at: now }, before, fields);
    return viewOf({ ...before, ...fields, version }, today);
  },
});
