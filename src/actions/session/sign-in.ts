// Signing in, with a password (argon2id) and, where one is set, a one-time code. Whether an account exists shows neither in the
// answer nor in the time it takes. Only failures are counted, per account and per address.
import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { Secret, TOTP } from 'otpauth';
import { addMinutes, type Instant, millisOf, minutesBetween } from '#domain/basics/instant.ts';
import { refusal } from '#domain/basics/result.ts';
import { writeAuditEntry } from '#store/audit.ts';
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

const windowMinutes = 15;
const failuresPerAccount = 8;
const failuresPerAddress = 60;

/** argon2id with the parameters OWASP recommends (19 MiB, two passes). */
export const hashPassword = (password: string): Promise<string> =>
  hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });

// Checked when there is no such account, so that the answer takes as long.
let decoy: Promise<string> | undefined;
const decoyHash = () => {
  decoy ??= hashPassword(randomBytes(16).toString('hex'));
  return decoy;
};

export const tokenHashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

export const codeStep = (secret: string, code: string, now: Instant): number | null => {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  const delta = totp.validate({ token: code.replace(/\s/g, ''), timestamp: millisOf(now), window: 1 });
  return delta === null ? null : Math.floor(millisOf(now) / 30_000) + delta;
};

/** A session as its own person gets to know of it. */
export type Entered = OpenSession & { readonly draftKey: string };

const enter = async (tx: Tx, tokenHash: Buffer, now: Instant): Promise<Entered | undefined> => {
  const [session, draftKey] = await Promise.all([
    openSession(tx, { kind: 'session', tokenHash }, now),
    readDraftKey(tx),
  ]);
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

  const matches = await verify(account?.password_hash ?? (await decoyHash()), request.password).catch(() => false);
  if (!account?.password_hash || !matches) return fail(401, 'sign-in-failed');
  let step: number | null = null;
  if (account.totp_secret) {
    if (!request.code)
      throw new Refused(401, [refusal('second-factor-needed', {}, '/code')], { type: 'second-factor' });
    step = codeStep(account.totp_secret, request.code, now);
    if (step === null) return fail(401, 'second-factor-wrong', { type: 'second-factor' });
  }

  const token = randomBytes(32).toString('base64url');
  const tokenHash = tokenHashOf(token);
  const started = await database.transaction(async (tx) => {
    const begun = await startSession(tx, {
      accountId: account.id,
      tokenHash,
      id: newId(now),
      now,
      codeStep: step,
      userAgent: request.userAgent,
      address: request.address,
    });
    if (!begun) return undefined;
    const session = await enter(tx, tokenHash, now);
    if (session) writeSessionEntry(tx, session.agency_id, session.actor_id, 'sign-in', now);
    return session;
  });
  if (!started) return fail(401, account.totp_secret ? 'second-factor-wrong' : 'sign-in-failed');
  return { token, session: started };
};

export const writeSessionEntry = (
  tx: Tx,
  agencyId: string,
  staffId: string,
  action: 'sign-in' | 'sign-out' | 'step-up',
  now: Instant,
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
    details: {},
  });

export const signOut = async (database: Database, tokenHash: Buffer, now: Instant): Promise<void> => {
  await database.transaction(async (tx) => {
    const session = await openSession(tx, { kind: 'session', tokenHash }, now);
    await endSession(tx, tokenHash, now);
    if (session) writeSessionEntry(tx, session.agency_id, session.actor_id, 'sign-out', now);
  });
};

/** Who is signed in, or undefined. */
export const readSession = (database: Database, tokenHash: Buffer, now: Instant): Promise<Entered | undefined> =>
  database.transaction((tx) => enter(tx, tokenHash, now), { durable: false });
