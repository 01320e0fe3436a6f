// How an enrolment ended: the reason, what the person says to it, and what follows after the last day.
import { sql } from 'kysely';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { agency, db, json } from './postgres/query.ts';
import type { Stamp } from './postgres/stamps.ts';
import type { Tx } from './postgres/transaction.ts';

export type AfterCare = { readonly what: string; readonly by?: Day | null; readonly who?: string | null };

export type Closing = {
  readonly id: Id;
  readonly enrolmentId: Id;
  readonly cycleId: Id;
  readonly on: Day;
  readonly reason: string;
  readonly note: string | null;
  readonly clientView: string | null;
  readonly afterCare: readonly AfterCare[];
  readonly toldClient: boolean | null;
};

export type RecordedClosing = Closing & { readonly reopenedOn: Day | null; readonly reopenedReason: string | null };

export const insertClosing = (
  tx: Tx,
  agencyId: Id,
  clientId: Id,
  closing: Closing,
  { by, at }: Stamp,
): Promise<number> =>
  tx.run(
    db.insertInto('closings').values({
      agency_id: agencyId,
      id: closing.id,
      client_id: clientId,
      enrolment_id: closing.enrolmentId,
      cycle_id: closing.cycleId,
      day: closing.on,
      reason: closing.reason,
      note: closing.note,
      client_view: closing.clientView,
      after_care: json(closing.afterCare),
      told_client: closing.toldClient,
      recorded_at: at,
      recorded_by: by,
    }),
  );

export const readClosings = (tx: Tx, enrolmentId: Id, clientId: Id): Promise<RecordedClosing[]> =>
  tx.rows(sql<RecordedClosing>`
    select id, enrolment_id as "enrolmentId", cycle_id as "cycleId", day as on, reason, note, client_view as "clientView",
      after_care as "afterCare", told_client as "toldClient", reopened_on as "reopenedOn", reopened_reason as "reopenedReason"
    from closings where agency_id = ${agency} and client_id = ${clientId} and enrolment_id = ${enrolmentId}
    order by day, id`);

/** The closing no longer holds: the enrolment was reopened, or its end entered in error. */
export const reopenClosing = (tx: Tx, enrolmentId: Id, on: Day, reason: string, { by, at }: Stamp): Promise<number> =>
  tx.run(
    db
      .updateTable('closings')
      .set({ reopened_on: on, reopened_reason: reason, recorded_at: at, recorded_by: by })
      .where('agency_id', '=', agency)
      .where('enrolment_id', '=', enrolmentId)
      .where('reopened_on', 'is', null),
  );

/** The reopening was entered in error: the closing holds again. */
export const closeAgain = (tx: Tx, enrolmentId: Id, reopenedOn: Day, { by, at }: Stamp): Promise<number> =>
  tx.run(
    db
      .updateTable('closings')
      .set({ reopened_on: null, reopened_reason: null, recorded_at: at, recorded_by: by })
      .where('agency_id', '=', agency)
      .where('enrolment_id', '=', enrolmentId)
      .where('reopened_on', '=', reopenedOn),
  );

export type OpenDraft = { readonly kind: 'assessment' | 'plan' | 'review'; readonly id: Id; readonly cycleId: Id };

/** Drafts nobody has signed, over all cycles of a client. */
export const readOpenDrafts = (tx: Tx, clientId: Id): Promise<OpenDraft[]> =>
  tx.rows(sql<OpenDraft>`
    select 'assessment' as kind, id, cycle_id as "cycleId" from assessments
      where agency_id = ${agency} and client_id = ${clientId} and state = 'draft'
    union all select 'plan', id, cycle_id from plans where agency_id = ${agency} and client_id = ${clientId} and state = 'draft'
    union all select 'review', id, cycle_id from reviews where agency_id = ${agency} and client_id = ${clientId} and state = 'draft'`);
