// Showing anew who one is, before an act that asks for it (`stepUp` in pipeline/define.ts). The session goes on under a new token.
import { randomBytes } from 'node:crypto';
import { verify } from '@node-rs/argon2';
import type { StepUpRequest } from '#contract/session.ts';
import type { Instant } from '#domain/basics/instant.ts';
import { refusal } from '#domain/basics/result.ts';
import { readOwnAccount } from '#store/accounts.ts';
import type { Database } from '#store/postgres/transaction.ts';
import { openSession, proveSession, recordSignInFailure } from '#store/sessions.ts';
import { invalid, Refused } from '../pipeline/refused.ts';
import { whoseAnswer } from './passkeys.ts';
import { failureKeys, refuseTooManyFailures, stepOfCode, tokenHashOf, writeSessionEntry } from './sign-in.ts';

const notSignedIn = () => new Refused(401, [refusal('not-signed-in')]);

/** Returns the token the session goes on under. Failures count like those of signing in: a stolen session is no place to guess from. */
export const stepUp = async (
  database: Database,
  request: StepUpRequest & { readonly tokenHash: Buffer; readonly address: string | null; readonly host: string },
  now: Instant,
): Promise<string> => {
  const { tokenHash, password, code, passkey } = request;
  const account = await database.transaction(
    async (tx) => {
      const session = await openSession(tx, tokenHash, now);
      return session && (await readOwnAccount(tx));
    },
    { durable: false },
  );
  if (!account) throw notSignedIn();
  const keys = failureKeys(account.email, request.address);
  await refuseTooManyFailures(database, keys, now);
  const fail = async (wrong: Refused): Promise<never> => {
    await database.transaction((tx) => recordSignInFailure(tx, keys, now));
    throw wrong;
  };

  const by = passkey ? 'passkey' : code === undefined ? 'password' : 'code';
  let step: number | null = null;
  if (password !== undefined) {
    const matches =
      account.password_hash !== null && (await verify(account.password_hash, password).catch(() => false));
    if (!matches) await fail(invalid('current-password-wrong', {}, '/password'));
  } else if (passkey !== undefined) {
    const key = await whoseAnswer(database, request, passkey, now);
    if (key?.account_id !== account.id) await fail(invalid('passkey-failed', {}, '/passkey'));
  } else {
    step = account.totp_secret === null ? null : stepOfCode(account.totp_secret, code ?? '', now);
    if (step === null) await fail(invalid('second-factor-wrong', {}, '/code'));
  }

  const token = randomBytes(32).toString('base64url');
  const isProved = await database.transaction(async (tx) => {
    const newHash = tokenHashOf(token);
    if (!(await proveSession(tx, { tokenHash, newHash, now, codeStep: step }))) return false;
    const session = await openSession(tx, newHash, now);
    if (session) writeSessionEntry(tx, session.agency_id, session.actor_id, 'step-up', now, { by });
    return session !== undefined;
  });
  if (!isProved) throw step === null ? notSignedIn() : invalid('second-factor-wrong', {}, '/code');
  return token;
};
