// The audit: one entry for each write and each read of a client's record, in the transaction that does it.
import type { Actor } from '#domain/access/actor.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import { db, json } from './postgres/query.ts';
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

/** Sends the entry; a failure to write it fails the transaction's commit. */
export const writeAuditEntry = (tx: Tx, entry: AuditEntry): Promise<number> =>
  tx.run(
    db.insertInto('audit').values({
      agency_id: entry.actor.agencyId,
      id: entry.id,
      at: entry.at,
      actor_id: entry.actor.id,
      actor_kind: entry.actor.kind,
      action: entry.action,
      effect: entry.effect,
      client_id: entry.clientId,
      client_ids: entry.clientIds as string[] | null,
      subject_kind: entry.subject?.table ?? null,
      subject_id: entry.subject?.id ?? null,
      decision: entry.decision,
      request_id: entry.requestId,
      details: json(entry.details),
    }),
  );
