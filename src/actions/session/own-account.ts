// One's own account: password, second factor, live sessions. Each change asks who is there.
import { randomBytes } from 'node:crypto';
import { verify } from '@node-rs/argon2';
import { Secret, TOTP } from 'otpauth';
import { z } from 'zod';
import {
  ChangeOwnPasswordRequest,
  NameSessionRequest,
  OwnSessions,
  RecoveryCodes,
  SecondFactorView,
  SetOwnSecondFactorRequest,
} from '#contract/account.ts';
import { id } from '#contract/fields.ts';
import { whyNotPassword } from '#domain/access/password.ts';
import { readRecoveryCode, recoveryCodeCount, recoveryCodeFrom } from '#domain/access/recovery-code.ts';
import { addMinutes } from '#domain/basics/instant.ts';
import {
  changeAccount,
  endOwnSession,
  listOwnSessions,
  nameOwnSession,
  type OwnAccount,
  readOwnAccount,
} from '#store/accounts.ts';
import { listOwnPasskeys, recoveryCodesLeft, setOwnRecoveryCodes } from '#store/passkeys.ts';
import { db } from '#store/postgres/query.ts';
import { endSessionsOf, idleMinutes } from '#store/sessions.ts';
import { type Context, defineAction } from '../pipeline/define.ts';
import { conflict, found, invalid, notFound, Refused } from '../pipeline/refused.ts';
import { commonPasswords } from './common-passwords.ts';
import { hashPassword, recoveryCodeHash, stepOfCode } from './sign-in.ts';

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
  isSecret: true,
  input: ChangeOwnPasswordRequest,
  output: z.object({ ended: z.number() }),
  run: async (context) => {
    const { tx, input, actor, agency, now } = context;
    const account = await checkedAccount(context, input.current);
    const { given_name, family_name } = found(
      await tx.first(db.selectFrom('staff').select(['given_name', 'family_name']).where('id', '=', actor.id)),
    );
    const known = [account.email, agency.name, given_name, family_name];
    const wrong = whyNotPassword(input.password, known, await commonPasswords());
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
  isSecret: true,
  input: SetOwnSecondFactorRequest,
  output: SecondFactorView,
  run: async ({ tx, input, actor, agency, now }): Promise<SecondFactorView> => {
    const account = found(await readOwnAccount(tx));
    if (input.remove) {
      await changeAccount(tx, actor.id, { change: 'second-factor', secret: null });
      // They stand in for the second factor, and go with it.
      await setOwnRecoveryCodes(tx, []);
      return { state: 'removed', secret: null, address: null };
    }
    if (input.secret === undefined) {
      const secret = new Secret({ buffer: new Uint8Array(randomBytes(20)).buffer });
      const totp = new TOTP({ issuer: `Footbridge ${agency.name}`, label: account.email, secret });
      return { state: 'offered', secret: secret.base32, address: totp.toString() };
    }
    if (stepOfCode(input.secret, input.code ?? '', now) === null) throw invalid('second-factor-wrong', {}, '/code');
    await changeAccount(tx, actor.id, { change: 'second-factor', secret: input.secret });
    return { state: 'set', secret: null, address: null };
  },
});

/** Shown this once; what is kept of them only says whether one is right. */
export const makeOwnRecoveryCodes = defineAction({
  name: 'make-own-recovery-codes',
  effect: 'write',
  stepUp: true,
  isSecret: true,
  input: z.strictObject({}),
  output: RecoveryCodes,
  run: async ({ tx }): Promise<RecoveryCodes> => {
    const account = found(await readOwnAccount(tx));
    if (account.totp_secret === null) throw conflict('no-second-factor');
    const codes = Array.from({ length: recoveryCodeCount }, () => recoveryCodeFrom(randomBytes(16)));
    await setOwnRecoveryCodes(
      tx,
      codes.map((code) => recoveryCodeHash(readRecoveryCode(code) ?? '')),
    );
    return { codes };
  },
});

export const listSessions = defineAction({
  name: 'list-own-sessions',
  effect: 'read',
  input: z.strictObject({}),
  output: OwnSessions,
  run: async ({ tx, sessionTokenHash, now }): Promise<OwnSessions> => {
    const [sessions, account, passkeys, codes] = await Promise.all([
      listOwnSessions(tx, sessionTokenHash, now, addMinutes(now, -idleMinutes)),
      readOwnAccount(tx),
      listOwnPasskeys(tx),
      recoveryCodesLeft(tx),
    ]);
    return {
      items: sessions.map((row) => ({
        id: row.id,
        createdAt: row.created_at,
        lastSeenAt: row.last_seen_at,
        expiresAt: row.expires_at,
        userAgent: row.user_agent,
        address: row.address,
        deviceName: row.device_name,
        isCurrent: row.is_current,
      })),
      hasSecondFactor: account?.totp_secret != null,
      recoveryCodesLeft: codes,
      passkeys: passkeys.map((row) => ({
        id: row.id,
        name: row.name,
        createdAt: row.created_at,
        lastUsedAt: row.last_used_at,
        isBackedUp: row.backed_up,
      })),
    };
  },
});

export const nameSession = defineAction({
  name: 'name-own-session',
  effect: 'write',
  input: NameSessionRequest,
  run: async ({ tx, input }) => {
    if (!(await nameOwnSession(tx, input.sessionId, input.name))) throw notFound();
    return null;
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
