// What somebody is writing: kept on the server too, so that a lost phone loses no words. Only the writer sees it.
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import { agency, db, json } from './postgres/query.ts';
import type { Tx } from './postgres/transaction.ts';

export const saveDraft = (
  tx: Tx,
  draft: { agencyId: Id; staffId: Id; key: string; clientId: Id | null; body: Record<string, unknown>; now: Instant },
) =>
  tx.run(
    db
      .insertInto('drafts')
      .values({
        agency_id: draft.agencyId,
        staff_id: draft.staffId,
        key: draft.key,
        client_id: draft.clientId,
        body: json(draft.body),
        updated_at: draft.now,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['agency_id', 'staff_id', 'key'])
          .doUpdateSet({ body: json(draft.body), client_id: draft.clientId, updated_at: draft.now }),
      ),
  );

export const removeDraft = (tx: Tx, staffId: Id, key: string) =>
  tx.run(
    db.deleteFrom('drafts').where('agency_id', '=', agency).where('staff_id', '=', staffId).where('key', '=', key),
  );

export const readDrafts = (tx: Tx, staffId: Id) =>
  tx.rows(
    db
      .selectFrom('drafts')
      .select(['key', 'client_id', 'body', 'updated_at'])
      .where('agency_id', '=', agency)
      .where('staff_id', '=', staffId)
      .orderBy('updated_at', 'desc')
      .limit(100),
  );
