// Asking, while a person is being entered, whether they are already here.
import { FindDuplicatesRequest, PossibleDuplicates } from '#contract/client.ts';
import { defineAction } from '../pipeline/define.ts';
import { findAmongClients } from './duplicates.ts';
import { identityFrom } from './identity.ts';

export const findDuplicates = defineAction({
  name: 'find-duplicates',
  effect: 'read',
  input: FindDuplicatesRequest,
  output: PossibleDuplicates,
  run: async (context) => {
    const { input, today } = context;
    const { shown, total } = await findAmongClients(context, identityFrom(input, today), input.identifiers, today);
    return { items: [...shown], total };
  },
});
