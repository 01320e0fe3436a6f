// Under which name something came from elsewhere, and what it said then: what says the same again changes nothing.
import { sql } from 'kysely';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import { agency, json } from './postgres/query.ts';
import type { Tx } from './postgres/transaction.ts';

export type Known = { readonly externalId: string; readonly id: Id; readonly hash: string | null };

/** Of these names those that are known, each with what it stands for. */
export const readExternalIds = async (
  tx: Tx,
  source: string,
  kind: string,
  externalIds: readonly string[],
): Promise<Map<string, Known>> => {
  if (externalIds.length === 0) return new Map();
  const rows = await tx.rows(sql<Known>`
    select x.external_id as "externalId", x.id, encode(x.content_hash, 'hex') as hash
    from external_ids x join unnest(${externalIds}::text[]) as n (name) on n.name = x.external_id
    where x.agency_id = ${agency} and x.source = ${source} and x.kind = ${kind}`);
  return new Map(rows.map((row) => [row.externalId, row]));
};

export type NewExternalId = {
  readonly kind: string;
  readonly externalId: string;
  readonly id: Id;
  /** Hexadecimal. */
  readonly hash: string;
  readonly clientId: Id;
};

/** Sends names and what they say now; a name that is known takes on what it stands for now. */
export const writeExternalIds = (
  tx: Tx,
  source: string,
  names: readonly NewExternalId[],
  at: Instant,
): Promise<number> =>
  names.length === 0
    ? Promise.resolve(0)
    : tx.run(sql`
      insert into external_ids (agency_id, source, kind, external_id, id, content_hash, client_id, recorded_at)
      select ${agency}, ${source}, n.kind, n."externalId", n.id, decode(n.hash, 'hex'), n."clientId", ${at}::timestamptz
      from jsonb_to_recordset(${json(names)}::jsonb) as n (kind text, "externalId" text, id uuid, hash text, "clientId" uuid)
      on conflict (agency_id, source, kind, external_id)
      do update set id = excluded.id, content_hash = excluded.content_hash, client_id = excluded.client_id, recorded_at = excluded.recorded_at`);
