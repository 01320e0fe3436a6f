// Signing in, with a password (argon2id) and, where one is set, a one-time code. Whether an account exists shows neither in the
// answer nor in the time it takes. Only failures are counted, per account and per address.
import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { Secret, TOTP } from 'otpauth';
import type { PasskeyAnswer } from '#contract/session.ts';
import { readRecoveryCode } from '#domain/access/recovery-code.ts';
import type { Id } from '#domain/basics/id.ts';
import { addMinutes, type Instant, millisOf, minutesBetween } from '#domain/basics/instant.ts';
import { refusal } from '#domain/basics/result.ts';
import { writeAuditEntry } from '#store/audit.ts';
import { spendRecoveryCode } from '#store/passkeys.ts';
import type { Database, Tx } from '#store/postgres/transaction.ts';
import {
  accountForSignIn,
  countSignInFailures,
  endSession,
  type OpenSession,
  openSession,
  readDraftKey,
  recordSignInFailure,
  startSession,
} from '#store/sessions.ts';
import { newId } from '../pipeline/perform.ts';
import { Refused } from '../pipeline/refused.ts';
import { whoseAnswer } from './passkeys.ts';

const windowMinutes = 15;
const failuresPerAccount = 8;
const failuresPerAddress = 60;

/** argon2id with the parameters OWASP recommends (19 MiB, two passes). */
export const hashPassword = (password: string): Promise<string> =>
  hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });

// Checked when there is no such account, so that the answer takes as long; made for whoever comes first, account or none.
let decoy: Promise<string> | undefined;
const aDecoyHash = () => {
  decoy ??= hashPassword(randomBytes(16).toString('hex'));
  return decoy;
};

/** Plain: a recovery code is too random to be guessed from its hash. */
export const recoveryCodeHash = (code: string): Buffer => createHash('sha256').update(code).digest();

export const tokenHashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** The half minute a code of the authenticator app is of; null where it is none of these. */
export const stepOfCode = (secret: string, code: string, now: Instant): number | null => {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  const delta = totp.validate({ token: code.replace(/\s/g, ''), timestamp: millisOf(now), window: 1 });
  return delta === null ? null : Math.floor(millisOf(now) / 30_000) + delta;
};

/** A session as its own person gets to know of it. */
export type Entered = OpenSession & { readonly draftKey: string };

const enter = async (tx: Tx, tokenHash: Buffer, now: Instant): Promise<Entered | undefined> => {
  const [session, draftKey] = await Promise.all([openSession(tx, tokenHash, now), readDraftKey(tx)]);
  return session && draftKey !== undefined ? { ...session, draftKey } : undefined;
};

export const failureKeys = (email: string, address: string | null): readonly string[] => [
  `account:${email}`,
  `address:${address ?? 'unknown'}`,
];

export const refuseTooManyFailures = async (
  database: Database,
  keys: readonly string[],
  now: Instant,
): Promise<void> => {
  const failures = await database.transaction((tx) => countSignInFailures(tx, keys, addMinutes(now, -windowMinutes)), {
    durable: false,
  });
  for (const { key, failures: count, latest } of failures) {
    const most = key.startsWith('account:') ? failuresPerAccount : failuresPerAddress;
    if (count < most) continue;
    const retryAfter = Math.max(1, Math.ceil((windowMinutes - minutesBetween(latest, now)) * 60));
    throw new Refused(429, [refusal('too-many-failures', { minutes: Math.ceil(retryAfter / 60) })], { retryAfter });
  }
};

export type SignIn = {
  readonly email: string;
  readonly password: string;
  readonly code?: string | undefined;
  readonly userAgent: string | null;
  readonly address: string | null;
};

export const signIn = async (
  database: Database,
  request: SignIn,
  now: Instant,
): Promise<{ token: string; session: Entered }> => {
  const email = request.email.trim().toLowerCase();
  const keys = failureKeys(email, request.address);
  await refuseTooManyFailures(database, keys, now);
  const account = await database.transaction((tx) => accountForSignIn(tx, email), { durable: false });
  const fail = async (status: 401, code: string, extra = {}): Promise<never> => {
    await database.transaction((tx) => recordSignInFailure(tx, keys, now));
    throw new Refused(status, [refusal(code)], extra);
  };

  const decoyHash = await aDecoyHash();
  const matches = await verify(account?.password_hash ?? decoyHash, request.password).catch(() => false);
  if (!account?.password_hash || !matches) return fail(401, 'sign-in-failed');
  let codeStep: number | null = null;
  let recoveryCode: string | null = null;
  if (account.totp_secret) {
    if (!request.code)
      throw new Refused(401, [refusal('second-factor-needed', {}, '/code')], { type: 'second-factor' });
    recoveryCode = readRecoveryCode(request.code);
    codeStep = recoveryCode === null ? stepOfCode(account.totp_secret, request.code, now) : null;
    if (recoveryCode === null && codeStep === null) return fail(401, 'second-factor-wrong', { type: 'second-factor' });
  }
  const by = recoveryCode === null ? 'password' : 'recovery-code';
  const begun = await begin(database, account.id, { ...request, codeStep, recoveryCode, by }, now);
  if (!begun)
    return account.totp_secret
      ? fail(401, 'second-factor-wrong', { type: 'second-factor' })
      : fail(401, 'sign-in-failed');
  return begun;
};

/** The session of somebody who has shown who they are; undefined where a code was used before, or the account closed meanwhile. */
const begin = async (
  database: Database,
  accountId: Id,
  how: {
    readonly by: 'password' | 'recovery-code' | 'passkey';
    readonly codeStep: number | null;
    readonly recoveryCode: string | null;
    readonly userAgent: string | null;
    readonly address: string | null;
  },
  now: Instant,
): Promise<{ token: string; session: Entered } | undefined> => {
  const token = randomBytes(32).toString('base64url');
  const tokenHash = tokenHashOf(token);
  return database.transaction(async (tx) => {
    const { codeStep, recoveryCode, userAgent, address } = how;
    if (recoveryCode !== null && !(await spendRecoveryCode(tx, accountId, recoveryCodeHash(recoveryCode), now)))
      return undefined;
    const started = { accountId, tokenHash, id: newId(now), now, codeStep, userAgent, address };
    if (!(await startSession(tx, started))) return undefined;
    const session = await enter(tx, tokenHash, now);
    if (!session) return undefined;
    writeSessionEntry(tx, session.agency_id, session.actor_id, 'sign-in', now, { by: how.by });
    return { token, session };
  });
};

export type PasskeySignIn = Pick<SignIn, 'userAgent' | 'address'> & {
  readonly host: string;
  readonly passkey: PasskeyAnswer;
};

/** With a passkey alone: the device has asked its owner, so it stands for both factors. Every failure is one and the same. */
export const signInByPasskey = async (
  database: Database,
  request: PasskeySignIn,
  now: Instant,
): Promise<{ token: string; session: Entered }> => {
  const [, addressKey = ''] = failureKeys('', request.address);
  await refuseTooManyFailures(database, [addressKey], now);
  const key = await whoseAnswer(database, request, request.passkey, now);
  const begun =
    key &&
    (await begin(database, key.account_id, { ...request, codeStep: null, recoveryCode: null, by: 'passkey' }, now));
  if (begun) return begun;
  await database.transaction((tx) => recordSignInFailure(tx, [addressKey], now));
  throw new Refused(401, [refusal('passkey-failed')]);
};

export const writeSessionEntry = (
  tx: Tx,
  agencyId: string,
  staffId: string,
  action: 'sign-in' | 'sign-out' | 'step-up',
  now: Instant,
  details: Readonly<Record<string, string>> = {},
) =>
  writeAuditEntry(tx, {
    id: newId(now),
    at: now,
    actor: { kind: 'staff', id: staffId, agencyId, roles: [], reachStaff: [], reachTeams: [], memberTeams: [] },
    action,
    effect: 'write',
    clientId: null,
    clientIds: null,
    subject: null,
    decision: 'none',
    requestId: null,
    details,
  });

export const signOut = async (database: Database, tokenHash: Buffer, now: Instant): Promise<void> => {
  await database.transaction(async (tx) => {
    const session = await openSession(tx, tokenHash, now);
    await endSession(tx, tokenHash, now);
    if (session) writeSessionEntry(tx, session.agency_id, session.actor_id, 'sign-out', now);
  });
};

/** Who is signed in, or undefined. */
export const readSession = (database: Database, tokenHash: Buffer, now: Instant): Promise<Entered | undefined> =>
  database.transaction((tx) => enter(tx, tokenHash, now), { durable: false });
