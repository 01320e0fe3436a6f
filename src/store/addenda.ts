// What stands beside the entries of a client: what staff added after signing, and the client's own words.
import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import { agency } from './postgres/query.ts';
import type { Tx } from './postgres/transaction.ts';

export type Addendum = {
  readonly id: Id;
  readonly entryId: Id;
  readonly kind: 'addendum' | 'client-statement';
  readonly text: string;
  readonly at: Instant;
  readonly by: string | null;
};

/** What was added to these kinds of entries of a client, the oldest first. `seen` speaks of `a`. */
export const readAddenda = (
  tx: Tx,
  clientId: Id,
  kinds: readonly string[],
  seen: RawBuilder<boolean>,
): Promise<Addendum[]> =>
  tx.rows(sql<Addendum>`
    select a.id, a.entry_id as "entryId", a.kind, a.text, a.recorded_at as at, s.given_name || ' ' || s.family_name as by
    from addenda a left join staff s on s.agency_id = a.agency_id and s.id = a.recorded_by
    where a.agency_id = ${agency} and a.client_id = ${clientId} and a.entry_kind = any (${kinds}::text[]) and a.superseded_at is null and ${seen}
    order by a.recorded_at, a.id`);

export const addendaOf = (entryId: Id, addenda: readonly Addendum[]) =>
  addenda
    .filter((addendum) => addendum.entryId === entryId)
    .map(({ id, kind, text, at, by }) => ({ id, kind, text, at, by }));
