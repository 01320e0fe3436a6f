// What stands beside the entries of a client: what staff added after signing, and the client's own words.
import { type RawBuilder, sql } from 'kysely';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import { agency } from './postgres/query.ts';
import type { Tx } from './postgres/transaction.ts';

export type Addendum = {
  readonly id: Id;
  readonly entryId: Id;
  readonly kind: 'addendum' | 'client-statement' | 'disagreement' | 'rebuttal';
  readonly text: string;
  readonly at: Instant;
  readonly by: string | null;
};

/** The entries of a client that gave way to a corrected one, and which; what was said beside them is said beside that. */
const corrected = (clientId: Id): RawBuilder<unknown> =>
  sql.join(
    ['contacts', 'stays', 'key_events'].map(
      (table) =>
        sql`select replaces as entry, id as next from ${sql.table(table)} where agency_id = ${agency} and client_id = ${clientId} and replaces is not null`,
    ),
    sql` union all `,
  );

/** What was added to these kinds of entries of a client, the oldest first; `entryId` is the entry as it stands. `seen` speaks of `a`. */
export const readAddenda = (
  tx: Tx,
  clientId: Id,
  kinds: readonly string[],
  seen: RawBuilder<boolean>,
): Promise<Addendum[]> =>
  tx.rows(sql<Addendum>`
    with recursive corrected as (${corrected(clientId)}),
    standing as (
      select c.entry, c.next from corrected c where c.next not in (select entry from corrected)
      union all
      select c.entry, s.next from corrected c join standing s on s.entry = c.next
    )
    select a.id, coalesce((select s.next from standing s where s.entry = a.entry_id), a.entry_id) as "entryId", a.kind, a.text, a.recorded_at as at, s.given_name || ' ' || s.family_name as by
    from addenda a left join staff s on s.agency_id = a.agency_id and s.id = a.recorded_by
    where a.agency_id = ${agency} and a.client_id = ${clientId} and a.entry_kind = any (${kinds}::text[]) and a.superseded_at is null and ${seen}
    order by a.recorded_at, a.id`);

export const addendaOf = (entryId: Id, addenda: readonly Addendum[]) =>
  addenda
    .filter((addendum) => addendum.entryId === entryId)
    .map(({ id, kind, text, at, by }) => ({ id, kind, text, at, by }));
