// One answer for one key, however often a request is sent. Kept per person; the key is locked first, so that forty parallel
// sends have one effect.
import { sql } from 'kysely';
import type { Instant } from '#domain/basics/instant.ts';
import { json, type Query } from './postgres/query.ts';
import type { Tx } from './postgres/transaction.ts';

export const lockKey = (key: string): Query<unknown> =>
  sql`select pg_advisory_xact_lock(hashtextextended(${key} || (select app.actor())::text, 0))`;

export const findAnswer = (key: string): Query<{ request_hash: Buffer; body: unknown }> =>
  sql`select request_hash, body from idempotency_keys where agency_id = (select app.agency()) and actor_id = (select app.actor()) and key = ${key}`;

export const keepAnswer = (tx: Tx, key: string, hash: Buffer, body: unknown, now: Instant): Promise<number> =>
  tx.run(sql`
    insert into idempotency_keys (agency_id, actor_id, key, request_hash, status, body, recorded_at)
    values ((select app.agency()), (select app.actor()), ${key}, ${hash}, 200, ${json(body ?? null)}::jsonb, ${now}::timestamptz)`);
