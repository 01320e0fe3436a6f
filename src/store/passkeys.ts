// Passkeys, what they are asked to sign, and recovery codes; like all of signing in reached through definer functions.
import { sql } from 'kysely';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import type { Tx } from './postgres/transaction.ts';

export const addChallenge = (tx: Tx, hash: Buffer, accountId: Id | null, now: Instant, minutes: number) =>
  tx.rows(
    sql`select app.add_challenge(${hash}::bytea, ${accountId}::uuid, ${now}::timestamptz, ${`${minutes} minutes`}::interval)`,
  );

/** False when it was never asked, not of this account, answered before, or too long ago. */
export const takeChallenge = async (tx: Tx, hash: Buffer, accountId: Id | null, now: Instant): Promise<boolean> =>
  (
    await tx.first(
      sql<{
        taken: boolean;
      }>`select app.take_challenge(${hash}::bytea, ${accountId}::uuid, ${now}::timestamptz) as taken`,
    )
  )?.taken ?? false;

export type SignInPasskey = {
  readonly id: Id;
  readonly account_id: Id;
  readonly email: string;
  readonly public_key: Buffer;
  readonly rp_id: string;
  readonly counter: number;
};

export const passkeyForSignIn = (tx: Tx, credentialId: Buffer) =>
  tx.first(sql<SignInPasskey>`select * from app.passkey_for_sign_in(${credentialId}::bytea)`);

/** False when another answer was taken since it was read. */
export const noteUseOfPasskey = async (
  tx: Tx,
  by: { id: Id; was: number; counter: number; isBackedUp: boolean; now: Instant },
): Promise<boolean> =>
  (
    await tx.first(
      sql<{
        used: boolean;
      }>`select app.use_passkey(${by.id}::uuid, ${by.was}::bigint, ${by.counter}::bigint, ${by.isBackedUp}, ${by.now}::timestamptz) as used`,
    )
  )?.used ?? false;

export type NewPasskey = {
  readonly id: Id;
  readonly name: string;
  readonly credentialId: Buffer;
  readonly publicKey: Buffer;
  readonly rpId: string;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly isBackupEligible: boolean;
  readonly isBackedUp: boolean;
};

export const addOwnPasskey = (tx: Tx, key: NewPasskey, now: Instant) =>
  tx.rows(
    sql`select app.add_own_passkey(${key.id}::uuid, ${key.name}, ${key.credentialId}::bytea, ${key.publicKey}::bytea, ${key.rpId}, ${key.counter}::bigint,
      ${key.transports}::text[], ${key.isBackupEligible}, ${key.isBackedUp}, ${now}::timestamptz)`,
  );

export type OwnPasskeyRow = {
  readonly id: Id;
  readonly name: string;
  readonly credential_id: Buffer;
  readonly transports: string[];
  readonly backed_up: boolean;
  readonly created_at: Instant;
  readonly last_used_at: Instant | null;
};

export const listOwnPasskeys = (tx: Tx) => tx.rows(sql<OwnPasskeyRow>`select * from app.list_own_passkeys()`);

export const nameOwnPasskey = async (tx: Tx, id: Id, name: string): Promise<boolean> =>
  (await tx.first(sql<{ named: boolean }>`select app.name_own_passkey(${id}::uuid, ${name}) as named`))?.named ?? false;

export const removeOwnPasskey = async (tx: Tx, id: Id): Promise<boolean> =>
  (await tx.first(sql<{ removed: boolean }>`select app.remove_own_passkey(${id}::uuid) as removed`))?.removed ?? false;

export const setOwnRecoveryCodes = (tx: Tx, hashes: readonly Buffer[]) =>
  tx.rows(sql`select app.set_own_recovery_codes(${hashes}::bytea[])`);

export const recoveryCodesLeft = async (tx: Tx): Promise<number> =>
  (await tx.first(sql<{ codes: number }>`select codes from app.own_recovery_codes_left()`))?.codes ?? 0;

export const spendRecoveryCode = async (tx: Tx, accountId: Id, hash: Buffer, now: Instant): Promise<boolean> =>
  (
    await tx.first(
      sql<{
        used: boolean;
      }>`select app.use_recovery_code(${accountId}::uuid, ${hash}::bytea, ${now}::timestamptz) as used`,
    )
  )?.used ?? false;
