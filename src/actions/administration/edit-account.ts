// Accounts of the staff: invited by a one-time link, disabled at once. An administrator never sees or sets a password.
import { randomBytes } from 'node:crypto';
import { Invitation } from '#contract/account.ts';
import { EditAccountRequest } from '#contract/administration.ts';
import { changeAccount, createAccount, createLink, forgetProofs } from '#store/accounts.ts';
import { listAccounts, lockHouseRow } from '#store/agency.ts';
import { endSessionsOf } from '#store/sessions.ts';
import { defineAction } from '../pipeline/define.ts';
import { linkHash } from '../pipeline/links.ts';
import { conflict, found } from '../pipeline/refused.ts';

const invitationDays = 7;

export const editAccount = defineAction({
  name: 'edit-account',
  effect: 'write',
  stepUp: true,
  // The link opens the account: no copy of it lies with the answers that are kept for a repeat.
  isSecret: true,
  input: EditAccountRequest,
  output: Invitation,
  run: async ({ tx, input, actor, now, newId, note }) => {
    const { staffId, change } = input;
    const person = found(await lockHouseRow(tx, 'staff', staffId));
    const account = (await listAccounts(tx)).find(({ staff_id }) => staff_id === staffId);
    note({ change, staffId });
    if (change === 'invite') {
      const accountId = account?.id ?? newId();
      if (!account) await createAccount(tx, accountId, staffId, String(person.email), now);
      const token = randomBytes(24).toString('base64url');
      await createLink(tx, linkHash(token), 'invitation', accountId, now, invitationDays);
      return { id: accountId, link: `/invitation/${token}` };
    }
    if (!account) throw conflict('no-account');
    if (staffId === actor.id && change === 'disable') throw conflict('keep-own-account');
    if (change === 'remove-second-factor') await forgetProofs(tx, staffId);
    else await changeAccount(tx, staffId, { change: 'disabled', at: change === 'disable' ? now : null });
    if (change !== 'enable') await endSessionsOf(tx, staffId, now);
    return { id: account.id, link: null };
  },
});
