// What the owner does before an agency exists: looks whether there is one, and makes the link with which it is founded.

import { sql } from 'kysely';
import type { Instant } from '#domain/basics/instant.ts';
import type { Tx } from './postgres/transaction.ts';

export type WhatIsThere = { readonly empty: boolean; readonly demo: boolean };

export const whatIsThere = async (tx: Tx): Promise<WhatIsThere> =>
  (await tx.first(sql<WhatIsThere>`select app.is_empty() as empty, app.holds_demo() as demo`)) ?? {
    empty: true,
    demo: false,
  };

/** Makes a set-up link; an earlier one that was not used is no longer good. */
export const createSetUpLink = async (tx: Tx, tokenHash: Buffer, now: Instant, days: number): Promise<void> => {
  await tx.rows(sql`delete from link_tokens where kind = 'set-up' and used_at is null`);
  await tx.rows(
    sql`insert into link_tokens (token_hash, kind, created_at, expires_at)
        values (${tokenHash}::bytea, 'set-up', ${now}::timestamptz, ${now}::timestamptz + ${`${days} days`}::interval)`,
  );
};
