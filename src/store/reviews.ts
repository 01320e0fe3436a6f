// Reviews: drafts that change, signed ones that stay.
import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import type { NeedPriority } from '#domain/cycle/assessment.ts';
import type { GoalProgress, Review } from '#domain/cycle/review.ts';
import { agency, db, json } from './postgres/query.ts';
import type { Stamp } from './postgres/stamps.ts';
import type { Tx } from './postgres/transaction.ts';

export type FoundNeed = {
  readonly domain: string;
  readonly label: string;
  readonly priority: NeedPriority | null;
  readonly words: string;
};

export type RecordedReview = {
  readonly id: Id;
  readonly client_id: Id;
  readonly cycle_id: Id;
  readonly enrolment_id: Id;
  readonly plan_id: Id | null;
  readonly day: Day;
  readonly staff_id: Id;
  readonly author: string;
  readonly reason: 'scheduled' | 'event' | 'client-asked' | 'closing';
  readonly progress: readonly GoalProgress[];
  readonly new_needs: readonly FoundNeed[];
  readonly client_words: string | null;
  readonly satisfaction: Review['satisfaction'];
  readonly independence: Review['independence'];
  readonly decision: Review['decision'];
  readonly decision_reason: string | null;
  readonly next_review_on: Day | null;
  readonly attended: readonly string[];
  readonly state: 'draft' | 'signed' | 'in-error';
  readonly signed_at: Instant | null;
  readonly signer: string | null;
  readonly error_reason: string | null;
  readonly recorded_at: Instant;
};

/** The reviews of a client, the latest first. */
export const readReviews = (
  tx: Tx,
  clientId: Id,
  seen: RawBuilder<boolean> = sql<boolean>`true`,
): Promise<RecordedReview[]> =>
  tx.rows(sql<RecordedReview>`
    select v.id, v.client_id, v.cycle_id, c.enrolment_id, v.plan_id, v.day, v.staff_id,
      s.given_name || ' ' || s.family_name as author, v.reason, v.progress, v.new_needs, v.client_words, v.satisfaction, v.independence,
      v.decision, v.decision_reason, v.next_review_on, v.attended, v.state, v.signed_at, g.given_name || ' ' || g.family_name as signer,
      v.error_reason, v.recorded_at
    from reviews v
    join cycles c on c.agency_id = v.agency_id and c.id = v.cycle_id
    left join staff s on s.agency_id = v.agency_id and s.id = v.staff_id
    left join staff g on g.agency_id = v.agency_id and g.id = v.signed_by
    where v.agency_id = ${agency} and v.client_id = ${clientId} and ${seen}
    order by v.day desc, v.id desc`);

export const reviewFrom = (row: RecordedReview): Review => ({
  progress: row.progress,
  newNeeds: row.new_needs,
  clientWords: row.client_words ?? '',
  satisfaction: row.satisfaction,
  independence: row.independence,
  decision: row.decision,
  decisionReason: row.decision_reason ?? '',
});

export const insertReview = (
  tx: Tx,
  agencyId: Id,
  draft: {
    readonly id: Id;
    readonly clientId: Id;
    readonly cycleId: Id;
    readonly planId: Id | null;
    readonly day: Day;
    readonly reason: RecordedReview['reason'];
    readonly progress: readonly GoalProgress[];
  },
  { by, at }: Stamp,
): Promise<number> =>
  tx.run(
    db.insertInto('reviews').values({
      agency_id: agencyId,
      id: draft.id,
      client_id: draft.clientId,
      cycle_id: draft.cycleId,
      plan_id: draft.planId,
      day: draft.day,
      staff_id: by,
      reason: draft.reason,
      progress: json(draft.progress),
      recorded_at: at,
      recorded_by: by,
    }),
  );

export const updateReview = async (
  tx: Tx,
  id: Id,
  review: Review & {
    readonly newNeeds: readonly FoundNeed[];
    readonly day: Day;
    readonly nextReviewOn: Day | null;
    readonly attended: readonly string[];
  },
  { by, at }: Stamp,
): Promise<Instant | undefined> => {
  const row = await tx.first(
    db
      .updateTable('reviews')
      .set({
        day: review.day,
        progress: json(review.progress),
        new_needs: json(review.newNeeds),
        client_words: review.clientWords,
        satisfaction: review.satisfaction,
        independence: review.independence,
        decision: review.decision,
        decision_reason: review.decisionReason,
        next_review_on: review.nextReviewOn,
        attended: [...review.attended],
        recorded_at: at,
        recorded_by: by,
      })
      .where('agency_id', '=', agency)
      .where('id', '=', id)
      .returning('recorded_at'),
  );
  return row?.recorded_at;
};

export const signReview = (tx: Tx, id: Id, day: Day, { by, at }: Stamp): Promise<number> =>
  tx.run(
    db
      .updateTable('reviews')
      .set({ day, state: 'signed', signed_at: at, signed_by: by, recorded_at: at, recorded_by: by })
      .where('agency_id', '=', agency)
      .where('id', '=', id),
  );

/** Marks a review as entered in error, or the draft of a cycle as let go. */
export const voidReviews = (
  tx: Tx,
  which: { readonly id: Id } | { readonly draftsOf: Id },
  reason: string,
  { by, at }: Stamp,
): Promise<number> =>
  tx.run(
    db
      .updateTable('reviews')
      .set({ state: 'in-error', error_reason: reason, recorded_at: at, recorded_by: by })
      .where('agency_id', '=', agency)
      .where((row) =>
        'id' in which
          ? row('id', '=', which.id)
          : row.and([row('cycle_id', '=', which.draftsOf), row('state', '=', 'draft')]),
      ),
  );

/** The decision was taken back: the same review stands as a draft again, as a new entry. */
export const redraftReview = (tx: Tx, id: Id, draftId: Id, { by, at }: Stamp): Promise<number> =>
  tx.run(sql`
    insert into reviews (agency_id, id, client_id, cycle_id, plan_id, day, staff_id, reason, progress, new_needs, client_words,
      satisfaction, independence, decision, decision_reason, next_review_on, attended, segment, recorded_at, recorded_by)
    select agency_id, ${draftId}::uuid, client_id, cycle_id, plan_id, day, staff_id, reason, progress, new_needs, client_words,
      satisfaction, independence, decision, decision_reason, next_review_on, attended, segment, ${at}::timestamptz, ${by}::uuid
    from reviews where agency_id = ${agency} and id = ${id}`);
