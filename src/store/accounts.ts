// Accounts, reached through definer functions: the tables lie outside row-level security and no query of the app reads them.
import { sql } from 'kysely';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import type { Tx } from './postgres/transaction.ts';

export type OwnAccount = {
  readonly id: Id;
  readonly email: string;
  readonly password_hash: string | null;
  readonly totp_secret: string | null;
};

export const readOwnAccount = (tx: Tx) => tx.first(sql<OwnAccount>`select * from app.own_account()`);

export const createAccount = (tx: Tx, accountId: Id, staffId: Id, email: string, now: Instant) =>
  tx.rows(
    sql`select app.create_account(${accountId}::uuid, ${staffId}::uuid, ${email}, null, null, ${now}::timestamptz)`,
  );

export type AccountChange =
  | { readonly change: 'password'; readonly hash: string }
  | { readonly change: 'second-factor'; readonly secret: string | null }
  | { readonly change: 'disabled'; readonly at: Instant | null };

/** Returns how many accounts were changed: one, or none where the person has none. */
export const changeAccount = async (tx: Tx, staffId: Id, to: AccountChange): Promise<number> =>
  (
    await tx.first(
      sql<{ changed: number }>`select app.change_account(${staffId}::uuid, ${to.change === 'password' ? to.hash : null},
        ${to.change === 'second-factor' ? to.secret : null}, ${to.change === 'disabled' ? to.at : null}::timestamptz, ${to.change}) as changed`,
    )
  )?.changed ?? 0;

/** For somebody who lost what they show themselves with: second factor, passkeys and recovery codes are gone. */
export const forgetProofs = (tx: Tx, staffId: Id) => tx.rows(sql`select app.forget_proofs(${staffId}::uuid)`);

export const createLink = (
  tx: Tx,
  tokenHash: Buffer,
  kind: 'invitation' | 'password-reset',
  accountId: Id,
  now: Instant,
  days: number,
) =>
  tx.rows(
    sql`select app.create_link(${tokenHash}::bytea, ${kind}, ${accountId}::uuid, ${now}::timestamptz, ${`${days} days`}::interval)`,
  );

/** Uses a link up for a new password of the account it was made for; false when it is unknown, used or too old. */
export const setPasswordByLink = async (
  tx: Tx,
  tokenHash: Buffer,
  kind: 'invitation' | 'password-reset',
  now: Instant,
  passwordHash: string,
): Promise<boolean> =>
  (
    await tx.first(
      sql<{
        done: boolean;
      }>`select app.set_password_by_link(${tokenHash}::bytea, ${kind}, ${now}::timestamptz, ${passwordHash}) as done`,
    )
  )?.done ?? false;

export type SetUp = {
  readonly tokenHash: Buffer;
  readonly now: Instant;
  readonly agencyId: Id;
  readonly systemActorId: Id;
  readonly staffId: Id;
  readonly accountId: Id;
  readonly agencyName: string;
  readonly timeZone: string;
  readonly language: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string;
  readonly passwordHash: string;
};

/** Founds the agency that the set-up link stands for; false when the link no longer holds. */
export const setUp = async (tx: Tx, by: SetUp): Promise<boolean> =>
  (
    await tx.first(
      sql<{
        done: boolean;
      }>`select app.set_up(${by.tokenHash}::bytea, ${by.now}::timestamptz, ${by.agencyId}::uuid, ${by.systemActorId}::uuid,
        ${by.staffId}::uuid, ${by.accountId}::uuid, ${by.agencyName}, ${by.timeZone}, ${by.language}, ${by.givenName}, ${by.familyName},
        ${by.email}, ${by.passwordHash}) as done`,
    )
  )?.done ?? false;

export type OwnSessionRow = {
  readonly id: Id;
  readonly created_at: Instant;
  readonly last_seen_at: Instant;
  readonly expires_at: Instant;
  readonly user_agent: string | null;
  readonly address: string | null;
  readonly device_name: string | null;
  readonly is_current: boolean;
};

/** Those that still open something, this one first. */
export const listOwnSessions = (tx: Tx, currentHash: Buffer | null, now: Instant, seenSince: Instant) =>
  tx.rows(
    sql<OwnSessionRow>`select * from app.list_own_sessions(${currentHash}::bytea, ${now}::timestamptz, ${seenSince}::timestamptz)`,
  );

export const nameOwnSession = async (tx: Tx, sessionId: Id, name: string | null): Promise<boolean> =>
  (await tx.first(sql<{ named: boolean }>`select app.name_own_session(${sessionId}::uuid, ${name}) as named`))?.named ??
  false;

export const endOwnSession = async (tx: Tx, sessionId: Id, now: Instant): Promise<boolean> =>
  (
    await tx.first(
      sql<{ ended: boolean }>`select app.end_own_session(${sessionId}::uuid, ${now}::timestamptz) as ended`,
    )
  )?.ended ?? false;
