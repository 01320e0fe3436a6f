// One's own account: password, second factor, live sessions. Each change asks for the password again.
import { randomBytes } from 'node:crypto';
import { verify } from '@node-rs/argon2';
import { Secret, TOTP } from 'otpauth';
import { z } from 'zod';
import {
  ChangeOwnPasswordRequest,
  OwnSessions,
  SecondFactorView,
  SetOwnSecondFactorRequest,
} from '#contract/account.ts';
import { id } from '#contract/fields.ts';
import { whyNotPassword } from '#domain/access/password.ts';
import { millisOf } from '#domain/basics/instant.ts';
import { changeAccount, endOwnSession, listOwnSessions, type OwnAccount, readOwnAccount } from '#store/accounts.ts';
import { endSessionsOf } from '#store/sessions.ts';
import { type Context, defineAction } from '../pipeline/define.ts';
import { found, invalid, notFound, Refused } from '../pipeline/refused.ts';
import { hashPassword } from './sign-in.ts';

const checkedAccount = async ({ tx }: Context<unknown>, current: string): Promise<OwnAccount> => {
  const account = found(await readOwnAccount(tx));
  const matches = account.password_hash !== null && (await verify(account.password_hash, current).catch(() => false));
  if (!matches) throw invalid('current-password-wrong', {}, '/current');
  return account;
};

export const changeOwnPassword = defineAction({
  name: 'change-own-password',
  effect: 'write',
  stepUp: true,
  input: ChangeOwnPasswordRequest,
  output: z.object({ ended: z.number() }),
  run: async (context) => {
    const { tx, input, actor, agency, now } = context;
    const account = await checkedAccount(context, input.current);
    const wrong = whyNotPassword(input.password, [account.email, agency.name]);
    if (wrong.length > 0) throw new Refused(422, wrong);
    await changeAccount(tx, actor.id, { change: 'password', hash: await hashPassword(input.password) });
    // Whoever knew the old password is out, on every device; this one signs in again too.
    return { ended: await endSessionsOf(tx, actor.id, now) };
  },
});

export const setOwnSecondFactor = defineAction({
  name: 'set-own-second-factor',
  effect: 'write',
  stepUp: true,
  input: SetOwnSecondFactorRequest,
  output: SecondFactorView,
  run: async (context): Promise<SecondFactorView> => {
    const { tx, input, actor, agency, now } = context;
    const account = await checkedAccount(context, input.current);
    if (input.remove) {
      await changeAccount(tx, actor.id, { change: 'second-factor', secret: null });
      return { state: 'removed', secret: null, address: null };
    }
    if (input.secret === undefined) {
      const secret = new Secret({ buffer: new Uint8Array(randomBytes(20)).buffer });
      const totp = new TOTP({ issuer: `Footbridge ${agency.name}`, label: account.email, secret });
      return { state: 'offered', secret: secret.base32, address: totp.toString() };
    }
    const totp = new TOTP({ secret: Secret.fromBase32(input.secret) });
    const valid = totp.validate({ token: (input.code ?? '').replace(/\s/g, ''), timestamp: millisOf(now), window: 1 });
    if (valid === null) throw invalid('second-factor-wrong', {}, '/code');
    await changeAccount(tx, actor.id, { change: 'second-factor', secret: input.secret });
    return { state: 'set', secret: null, address: null };
  },
});

export const listSessions = defineAction({
  name: 'list-own-sessions',
  effect: 'read',
  input: z.strictObject({}),
  output: OwnSessions,
  run: async ({ tx, sessionTokenHash }): Promise<OwnSessions> => {
    const [sessions, account] = await Promise.all([listOwnSessions(tx, sessionTokenHash), readOwnAccount(tx)]);
    return {
      items: sessions.map((row) => ({
        id: row.id,
        createdAt: row.created_at,
        lastSeenAt: row.last_seen_at,
        expiresAt: row.expires_at,
        userAgent: row.user_agent,
        address: row.address,
        isCurrent: row.is_current,
      })),
      hasSecondFactor: account?.totp_secret != null,
    };
  },
});

export const endSession = defineAction({
  name: 'end-own-session',
  effect: 'write',
  input: z.strictObject({ sessionId: id }),
  run: async ({ tx, input, now }) => {
    if (!(await endOwnSession(tx, input.sessionId, now))) throw notFound();
    return null;
  },
});
