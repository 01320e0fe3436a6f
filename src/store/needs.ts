// Assessed needs as facts: a new rating of a need is a new row in place of the last, under the same thread.
import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Need } from '#domain/cycle/assessment.ts';
import { agency, db } from './postgres/query.ts';
import type { Stamp } from './postgres/stamps.ts';
import type { Tx } from './postgres/transaction.ts';

export type RecordedNeed = Need & { readonly id: Id; readonly day: Day; readonly cycleId: Id };

/** What holds now: one row for each thread. */
export const readNeeds = (
  tx: Tx,
  clientId: Id,
  seen: RawBuilder<boolean> = sql<boolean>`true`,
): Promise<RecordedNeed[]> =>
  tx.rows(sql<RecordedNeed>`
    select n.id, n.thread, n.domain, n.label, n.level, n.priority, coalesce(n.origin, '') as origin,
      coalesce(n.upkeep, '') as upkeep, coalesce(n.words, '') as words, n.day, n.cycle_id as "cycleId"
    from needs n
    where n.agency_id = ${agency} and n.client_id = ${clientId} and n.superseded_at is null and ${seen}
    order by n.priority nulls last, n.domain, n.id`);

export type NewNeeds = {
  readonly clientId: Id;
  readonly cycleId: Id;
  readonly assessmentId: Id | null;
  readonly reviewId: Id | null;
  readonly day: Day;
  readonly needs: readonly Need[];
};

const supersede = (tx: Tx, ids: readonly Id[], { by, at }: Stamp) =>
  tx.run(
    db
      .updateTable('needs')
      .set({ superseded_at: at, superseded_by: by })
      .where('agency_id', '=', agency)
      .where('id', 'in', ids),
  );

/** Writes ratings over those that stand; the statements are sent together. */
export const writeNeeds = (
  tx: Tx,
  agencyId: Id,
  standing: readonly RecordedNeed[],
  { clientId, cycleId, assessmentId, reviewId, day, needs }: NewNeeds,
  /** An assessment speaks for the whole life: what it no longer names no longer holds. */
  whole: boolean,
  stamp: Stamp,
  newId: () => Id,
): Promise<unknown> => {
  const last = new Map(standing.map((need) => [need.thread, need.id]));
  const over = whole
    ? standing.map(({ id }) => id)
    : needs.flatMap(({ thread }) => (last.has(thread) ? [last.get(thread)!] : []));
  const sent: Promise<unknown>[] = [];
  if (over.length > 0) sent.push(supersede(tx, over, stamp));
  if (needs.length > 0)
    sent.push(
      tx.run(
        db.insertInto('needs').values(
          needs.map((need) => ({
            agency_id: agencyId,
            id: newId(),
            thread: need.thread,
            client_id: clientId,
            cycle_id: cycleId,
            assessment_id: assessmentId,
            review_id: reviewId,
            domain: need.domain,
            label: need.label,
            level: need.level,
            priority: need.priority,
            origin: need.origin || null,
            upkeep: need.upkeep || null,
            words: need.words || null,
            day,
            replaces: last.get(need.thread) ?? null,
            recorded_at: stamp.at,
            recorded_by: stamp.by,
          })),
        ),
      ),
    );
  return Promise.all(sent);
};

/**
 * Takes back the ratings of an assessment or review that was entered in error: each is marked so, and the rating it had stood in
 * place of stands again, as a new row.
 */
export const withdrawNeeds = (
  tx: Tx,
  source: { readonly assessmentId: Id } | { readonly reviewId: Id },
  reason: string,
  { by, at }: Stamp,
): Promise<unknown> => {
  const from =
    'assessmentId' in source ? sql`n.assessment_id = ${source.assessmentId}` : sql`n.review_id = ${source.reviewId}`;
  return Promise.all([
    tx.run(sql`
      update needs n set superseded_at = ${at}, superseded_by = ${by}, error_reason = ${reason}
      where n.agency_id = ${agency} and ${from} and n.superseded_at is null`),
    tx.run(sql`
      insert into needs (agency_id, id, thread, client_id, cycle_id, assessment_id, review_id, domain, label, level, priority,
        origin, upkeep, words, day, replaces, segment, recorded_at, recorded_by)
      select o.agency_id, uuidv7(), o.thread, o.client_id, o.cycle_id, o.assessment_id, o.review_id, o.domain, o.label, o.level,
        o.priority, o.origin, o.upkeep, o.words, o.day, n.id, o.segment, ${at}::timestamptz, ${by}::uuid
      from needs n join needs o on o.agency_id = n.agency_id and o.id = n.replaces
      where n.agency_id = ${agency} and ${from} and n.superseded_at = ${at}::timestamptz and n.error_reason = ${reason}
      on conflict (agency_id, client_id, thread) where superseded_at is null do nothing`),
  ]);
};
