// The identity part of the record, with the version a change must name.
import { ClientView, ReadClientRequest } from '#contract/client.ts';
import { readClient as readRecord } from '#store/clients/records.ts';
import { defineAction } from '../pipeline/define.ts';
import { found } from '../pipeline/refused.ts';
import { viewOf } from './identity.ts';

export const readClient = defineAction({
  name: 'read-client',
  effect: 'read',
  input: ReadClientRequest,
  output: ClientView,
  subject: ({ clientId }) => ({ table: 'clients', id: clientId }),
  run: async ({ tx, input, segments, today }) => viewOf(found(await readRecord(tx, input.clientId, segments)), today),
});
