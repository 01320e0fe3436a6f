// One's own passkeys: made, named, removed. Several for one account, because devices are lost.
import { z } from 'zod';
import { AddPasskeyRequest, NamePasskeyRequest, OfferPasskeyRequest } from '#contract/account.ts';
import { id } from '#contract/fields.ts';
import { readOwnAccount } from '#store/accounts.ts';
import { addOwnPasskey, listOwnPasskeys, nameOwnPasskey, removeOwnPasskey } from '#store/passkeys.ts';
import { defineAction } from '../pipeline/define.ts';
import { conflict, found, invalid, notFound } from '../pipeline/refused.ts';
import { askForNewPasskey, checkNewPasskey } from './passkeys.ts';

const mostPasskeys = 20;

export const offerPasskey = defineAction({
  name: 'offer-own-passkey',
  effect: 'write',
  stepUp: true,
  isSecret: true,
  input: OfferPasskeyRequest,
  run: async ({ tx, input, now }) => {
    const [account, known] = await Promise.all([readOwnAccount(tx), listOwnPasskeys(tx)]);
    if (known.length >= mostPasskeys) throw conflict('too-many-passkeys', { most: mostPasskeys });
    return askForNewPasskey(tx, input, found(account), known, now);
  },
});

export const addPasskey = defineAction({
  name: 'add-own-passkey',
  effect: 'write',
  stepUp: true,
  isSecret: true,
  input: AddPasskeyRequest,
  output: z.object({ id }),
  run: async ({ tx, input, now, newId, note }) => {
    const account = found(await readOwnAccount(tx));
    const made = await checkNewPasskey(tx, input, account.id, input.passkey, now);
    if (!made) throw invalid('passkey-failed', {}, '/passkey');
    const passkeyId = newId();
    note({ passkeyId });
    await addOwnPasskey(tx, { ...made, id: passkeyId, name: input.name }, now);
    return { id: passkeyId };
  },
});

export const namePasskey = defineAction({
  name: 'name-own-passkey',
  effect: 'write',
  input: NamePasskeyRequest,
  run: async ({ tx, input }) => {
    if (!(await nameOwnPasskey(tx, input.passkeyId, input.name))) throw notFound();
    return null;
  },
});

export const removePasskey = defineAction({
  name: 'remove-own-passkey',
  effect: 'write',
  stepUp: true,
  input: z.strictObject({ passkeyId: id }),
  run: async ({ tx, input, note }) => {
    note({ passkeyId: input.passkeyId });
    if (!(await removeOwnPasskey(tx, input.passkeyId))) throw notFound();
    return null;
  },
});
