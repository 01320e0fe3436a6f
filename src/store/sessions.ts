// Sessions and the sign-in functions around them; the tables lie outside row-level security and are reached through definer functions.
import { sql } from 'kysely';
import type { Role, Sight, StaffActor } from '#domain/access/actor.ts';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import { prepared } from './postgres/query.ts';
import type { Tx } from './postgres/transaction.ts';

export const idleMinutes = 15;
export const sessionHours = 12;
/** So lately must somebody have shown who they are where an act asks for it. */
export const stepUpMinutes = 5;

export type OpenAgency = {
  readonly agency_id: Id;
  readonly agency_name: string;
  readonly time_zone: string;
  readonly language: string;
  readonly is_demo: boolean;
  readonly actor_id: Id;
};

export type OpenSession = OpenAgency & {
  readonly session_id: Id;
  readonly given_name: string;
  readonly family_name: string;
  readonly roles: Role[];
  readonly reach_staff: Id[];
  readonly reach_teams: Id[];
  readonly member_teams: Id[];
  readonly last_seen_at: Instant;
  readonly expires_at: Instant;
  readonly today: Day;
  readonly part2_programmes: Id[];
  readonly blocked_clients: Id[];
  readonly own_segments: Sight['ownSegments'] | null;
  readonly has_openings: boolean;
  readonly has_denials: boolean;
  readonly glass: Id[];
  readonly emergencies: Id[];
  readonly on_call: Id[];
  /** The sitting for which the device is lent to a client; null where it is not. */
  readonly lent_to: Id | null;
};

const opened = prepared(
  (tokenHash: Buffer, now: Instant) =>
    sql<OpenSession>`select *, staff_id as actor_id from app.open_session(${tokenHash}::bytea, ${now}::timestamptz, ${`${idleMinutes} minutes`}::interval, true)`,
);

/** Opens a session for this transaction and sets row-level security to its agency; undefined when there is none. */
export const openSession = (tx: Tx, tokenHash: Buffer, now: Instant): Promise<OpenSession | undefined> =>
  tx.first(opened(tokenHash, now));

/** Who acts in this session, with all that the policy's two readings ask about them. */
export const staffActorOf = (session: OpenSession): StaffActor => ({
  kind: 'staff',
  id: session.actor_id,
  agencyId: session.agency_id,
  roles: session.roles,
  reachStaff: session.reach_staff,
  reachTeams: session.reach_teams,
  memberTeams: session.member_teams,
  opened: { glass: session.glass, emergencies: session.emergencies, onCall: session.on_call },
  sight: {
    blocked: session.blocked_clients,
    part2Programmes: session.part2_programmes,
    ownSegments: session.own_segments ?? [],
    hasOpenings: session.has_openings,
    hasDenials: session.has_denials,
  },
});

/** The same for the system within one agency. */
export const openAsSystem = (tx: Tx, agencyId: Id): Promise<OpenAgency | undefined> => {
  tx.rows(sql`select set_config('app.agency_id', ${agencyId}, true)`);
  return tx.first(
    sql<OpenAgency>`
      select g.agency_id, g.name as agency_name, g.time_zone, g.language, g.is_demo, a.id as actor_id, set_config('app.actor_id', a.id::text, true)
      from agencies g join actors a on a.agency_id = g.agency_id and a.kind = 'system' where g.agency_id = ${agencyId}::uuid limit 1`,
  );
};

/** What locks the drafts that whoever this transaction is open for leaves on a device (base64). */
export const readDraftKey = async (tx: Tx): Promise<string | undefined> =>
  (await tx.first(sql<{ key: string }>`select key from app.own_draft_key()`))?.key;

export type SignInAccount = {
  readonly id: Id;
  readonly agency_id: Id;
  readonly staff_id: Id;
  readonly password_hash: string | null;
  readonly totp_secret: string | null;
  readonly totp_last_step: number | null;
};

export const accountForSignIn = (tx: Tx, email: string): Promise<SignInAccount | undefined> =>
  tx.first(sql<SignInAccount>`select * from app.account_for_sign_in(${email})`);

export const countSignInFailures = (tx: Tx, keys: readonly string[], since: Instant) =>
  tx.rows(
    sql<{
      key: string;
      failures: number;
      latest: Instant;
    }>`select * from app.count_sign_in_failures(${keys}::text[], ${since}::timestamptz)`,
  );

export const recordSignInFailure = (tx: Tx, keys: readonly string[], now: Instant): Promise<unknown> =>
  tx.rows(sql`select app.record_sign_in_failure(${keys}::text[], ${now}::timestamptz)`);

export const startSession = async (
  tx: Tx,
  session: {
    accountId: Id;
    tokenHash: Buffer;
    id: Id;
    now: Instant;
    codeStep: number | null;
    userAgent: string | null;
    address: string | null;
  },
): Promise<boolean> => {
  const row = await tx.first(
    sql<{
      started: boolean;
    }>`select app.start_session(${session.accountId}::uuid, ${session.tokenHash}::bytea, ${session.id}::uuid, ${session.now}::timestamptz,
      ${`${sessionHours} hours`}::interval, ${session.codeStep}::bigint, ${session.userAgent}, ${session.address}) as started`,
  );
  return row?.started ?? false;
};

export type SessionProof = {
  readonly proved_at: Instant;
  readonly has_password: boolean;
  readonly has_code: boolean;
  readonly has_passkey: boolean;
};

/** When whoever holds the session last showed who they are, and what they can show. */
export const proofOf = prepared(
  (tokenHash: Buffer) => sql<SessionProof>`select * from app.proof_of_session(${tokenHash}::bytea)`,
);

/** Who is there was shown anew: the session goes on under a new token. False when it is over, or the code was used before. */
export const proveSession = async (
  tx: Tx,
  proof: { tokenHash: Buffer; newHash: Buffer; now: Instant; codeStep: number | null },
): Promise<boolean> =>
  (
    await tx.first(
      sql<{
        proved: boolean;
      }>`select app.prove_session(${proof.tokenHash}::bytea, ${proof.newHash}::bytea, ${proof.now}::timestamptz, ${proof.codeStep}::bigint) as proved`,
    )
  )?.proved ?? false;

/** The device is in somebody else's hands: until who holds the session shows anew who they are, it answers for one sitting alone. */
export const lendSession = async (tx: Tx, tokenHash: Buffer, sittingId: Id, now: Instant): Promise<boolean> =>
  (
    await tx.first(
      sql<{
        lent: boolean;
      }>`select app.lend_session(${tokenHash}::bytea, ${sittingId}::uuid, ${now}::timestamptz) as lent`,
    )
  )?.lent ?? false;

export const endSession = (tx: Tx, tokenHash: Buffer, now: Instant) =>
  tx.first(
    sql<{ agency_id: Id; staff_id: Id }>`select * from app.end_session(${tokenHash}::bytea, ${now}::timestamptz)`,
  );

/** Ends every live session of someone; returns how many. */
export const endSessionsOf = async (tx: Tx, staffId: Id, now: Instant): Promise<number> =>
  (await tx.first(sql<{ ended: number }>`select app.end_sessions_of(${staffId}::uuid, ${now}::timestamptz) as ended`))
    ?.ended ?? 0;
