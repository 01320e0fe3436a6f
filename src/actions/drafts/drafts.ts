// Drafts follow their writer from phone to desk.
import { z } from 'zod';
import { Drafts, SaveDraftRequest } from '#contract/account.ts';
import { readDrafts, removeDraft, saveDraft } from '#store/drafts.ts';
import { defineAction } from '../pipeline/define.ts';

export const saveOwnDraft = defineAction({
  name: 'save-draft',
  effect: 'write',
  input: SaveDraftRequest,
  output: z.object({ key: z.string() }),
  run: async ({ tx, input, actor, agency, now }) => {
    const { key, body } = input;
    if (body === null) await removeDraft(tx, actor.id, key);
    else
      await saveDraft(tx, { agencyId: agency.id, staffId: actor.id, key, clientId: input.clientId ?? null, body, now });
    return { key };
  },
});

export const readOwnDrafts = defineAction({
  name: 'read-drafts',
  effect: 'read',
  input: z.strictObject({}),
  output: Drafts,
  run: async ({ tx, actor }): Promise<Drafts> => ({
    items: (await readDrafts(tx, actor.id)).map((row) => ({
      key: row.key,
      clientId: row.client_id,
      body: row.body,
      updatedAt: row.updated_at,
    })),
  }),
});
