// The audit: one entry for each write and each read of a client's record, in the transaction that does it.
import { sql } from 'kysely';
import type { Actor } from '#domain/access/actor.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import { json, prepared } from './postgres/query.ts';
import type { Tx } from './postgres/transaction.ts';

export type AuditEntry = {
  readonly id: Id;
  readonly at: Instant;
  readonly actor: Actor;
  readonly action: string;
  readonly effect: 'read' | 'write' | 'refused';
  readonly clientId: Id | null;
  /** The clients a list showed. */
  readonly clientIds: readonly Id[] | null;
  readonly subject: { readonly table: string; readonly id: Id } | null;
  readonly decision: string;
  readonly requestId: string | null;
  /** Ids and codes only; no clinical text. */
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
};

const inserted = prepared((...values: readonly unknown[]) => {
  const [agencyId, id, at, actorId, actorKind, action, effect, clientId, clientIds, subjectKind, subjectId, ...rest] =
    values;
  const [decision, requestId, details] = rest;
  return sql`
    insert into audit (agency_id, id, at, actor_id, actor_kind, action, effect, client_id, client_ids, subject_kind, subject_id,
      decision, request_id, details)
    values (${agencyId}, ${id}, ${at}, ${actorId}, ${actorKind}, ${action}, ${effect}, ${clientId}, ${clientIds}, ${subjectKind}, ${subjectId},
      ${decision}, ${requestId}, ${details})`;
});

/** Sends the entry; a failure to write it fails the transaction's commit. */
export const writeAuditEntry = (tx: Tx, entry: AuditEntry): Promise<number> =>
  tx.run(
    inserted(
      entry.actor.agencyId,
      entry.id,
      entry.at,
      entry.actor.id,
      entry.actor.kind,
      entry.action,
      entry.effect,
      entry.clientId,
      entry.clientIds,
      entry.subject?.table ?? null,
      entry.subject?.id ?? null,
      entry.decision,
      entry.requestId,
      json(entry.details),
    ),
  );
