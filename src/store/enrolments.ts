// Enrolments, their cycles and the acts they add up to. The rows are what the acts add up to, kept at hand; the acts are the facts.
import { sql } from 'kysely';
import { addDays, type Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import type { Cycle, Enrolment } from '#domain/cycle/enrolment.ts';
import { cycleOn, openCycleOf, ownerOf } from '#domain/cycle/enrolment.ts';
import type { History } from '#domain/cycle/history.ts';
import type { Act } from '#domain/cycle/transitions.ts';
import { cycleColumns, enrolmentColumns } from './past/course-rows.ts';
import { agency, db, json, prepared } from './postgres/query.ts';
import { ownerColumns, ownerFrom, type Stamp } from './postgres/stamps.ts';
import type { Tx } from './postgres/transaction.ts';

/** How long an ended care team still opens the chart: after-care contacts and the closing note. */
export const afterCareDays = 90;

type Referral = { readonly source: string | null; readonly reason: string | null };

const enrolmentsOf = prepared((clientId: Id) =>
  db
    .selectFrom('enrolments')
    .selectAll()
    .where('agency_id', '=', agency)
    .where('client_id', '=', clientId)
    .orderBy('referred_on')
    .orderBy('id'),
);
const cyclesOf = prepared((clientId: Id) =>
  db
    .selectFrom('cycles')
    .selectAll()
    .where('agency_id', '=', agency)
    .where('client_id', '=', clientId)
    .where('withdrawn', '=', false)
    .orderBy('number'),
);

/** The enrolments of a client with their cycles, in order of referral. */
export const readEnrolments = async (tx: Tx, clientId: Id): Promise<Enrolment[]> => {
  const [enrolments, cycles] = await Promise.all([tx.rows(enrolmentsOf(clientId)), tx.rows(cyclesOf(clientId))]);
  return enrolments.map((row) => ({
    id: row.id,
    clientId: row.client_id,
    programmeId: row.programme_id,
    state: row.state as Enrolment['state'],
    referredOn: row.referred_on,
    attempts: row.attempts,
    firstReachedOn: row.first_reached_on,
    eligibility: row.eligibility as Enrolment['eligibility'],
    eligibilityCheckedOn: row.eligibility_checked_on,
    priority: row.priority as Enrolment['priority'],
    waitlistedOn: row.waitlisted_on,
    enrolledOn: row.enrolled_on,
    endedOn: row.ended_on,
    closeReason: row.close_reason as Enrolment['closeReason'],
    lastActOn: row.last_act_on,
    cycles: cycles
      .filter((cycle) => cycle.enrolment_id === row.id)
      .map(
        (cycle): Cycle => ({
          id: cycle.id,
          number: cycle.number,
          stage: cycle.stage as Cycle['stage'],
          from: cycle.from_day,
          to: cycle.to_day,
          openedOn: cycle.opened_on,
          openedBy: { kind: cycle.opened_by as Cycle['openedBy']['kind'], id: cycle.opened_by_id },
          owner: ownerFrom(cycle),
          reachedOn: cycle.reached_on,
          assessmentSignedOn: cycle.assessment_signed_on,
          reassessedOn: cycle.reassessed_on,
          planSignedOn: cycle.plan_signed_on,
          planRevisedOn: cycle.plan_revised_on,
          planVersion: cycle.plan_version,
          firstLinkOn: cycle.first_link_on,
          firstContactAfterPlanOn: cycle.first_contact_after_plan_on,
          reviewStartedOn: cycle.review_started_on,
          lastReviewSignedOn: cycle.last_review_signed_on,
          result: cycle.result as Cycle['result'],
          resultReason: cycle.result_reason,
        }),
      ),
  }));
};

const acts = db
  .selectFrom('cycle_acts')
  .select(['id', 'enrolment_id', 'act', 'day', 'params', 'superseded_at', 'error_reason'])
  .where('agency_id', '=', agency)
  .orderBy('day')
  .orderBy('entry');

const historyFrom = (
  rows: readonly {
    id: Id;
    act: string;
    day: Day;
    params: unknown;
    superseded_at: Instant | null;
    error_reason: string | null;
  }[],
): History =>
  rows.map((row) => ({
    act: { id: row.id, name: row.act, on: row.day, params: row.params } as Act,
    withdrawn: row.superseded_at ? { on: row.superseded_at.slice(0, 10) as Day, reason: row.error_reason ?? '' } : null,
  }));

/** Every act on an enrolment, the withdrawn ones too, in the order of their days and then of their entry. */
export const readHistory = async (tx: Tx, enrolmentId: Id): Promise<History> =>
  historyFrom(await tx.rows(acts.where('enrolment_id', '=', enrolmentId)));

export type RecordedCourse = { readonly enrolment: Enrolment; readonly history: History };

/** The enrolments of a client, each with its history; one round trip. */
export const readCourses = async (tx: Tx, clientId: Id): Promise<RecordedCourse[]> => {
  const [enrolments, rows] = await Promise.all([
    readEnrolments(tx, clientId),
    tx.rows(
      acts.where('enrolment_id', 'in', (of) =>
        of
          .selectFrom('enrolments')
          .select('enrolments.id')
          .where('enrolments.agency_id', '=', agency)
          .where('enrolments.client_id', '=', clientId),
      ),
    ),
  ]);
  return enrolments.map((enrolment) => ({
    enrolment,
    history: historyFrom(rows.filter((row) => row.enrolment_id === enrolment.id)),
  }));
};

/**
 * Writes what an enrolment looks like after something moved it on day `on`. The primary assignment follows the owner, and ends
 * with the enrolment; the statements are sent together.
 */
const writeMove = (
  tx: Tx,
  agencyId: Id,
  on: Day,
  before: Enrolment | null,
  after: Enrolment,
  stamp: Stamp,
  newId: () => Id,
  referral: Referral,
): Promise<unknown>[] => {
  const { by, at } = stamp;
  const own = { agency_id: agencyId, client_id: after.clientId };
  const sent: Promise<unknown>[] = [];
  if (before === null)
    sent.push(
      tx.run(
        db.insertInto('enrolments').values({
          ...own,
          id: after.id,
          programme_id: after.programmeId,
          referred_on: after.referredOn,
          referral_source: referral.source,
          referral_reason: referral.reason,
          ...enrolmentColumns(after, stamp),
        }),
      ),
    );
  // A cycle whose opening was entered in error keeps its row, because other entries may point to it.
  for (const gone of before?.cycles.filter(({ id }) => !after.cycles.some((cycle) => cycle.id === id)) ?? [])
    sent.push(
      tx.run(
        db
          .updateTable('cycles')
          .set({
            withdrawn: true,
            stage: 'closed',
            to_day: gone.from,
            result: 'closed',
            recorded_at: at,
            recorded_by: by,
          })
          .where('agency_id', '=', agency)
          .where('id', '=', gone.id),
      ),
    );
  // Closed cycles first: one enrolment never has two open ones, not even for a moment.
  const cycles = [...after.cycles].sort((a, b) => Number(a.to === null) - Number(b.to === null));
  for (const cycle of cycles) {
    const known = before?.cycles.find(({ id }) => id === cycle.id);
    if (known && JSON.stringify(known) === JSON.stringify(cycle)) continue;
    sent.push(
      known
        ? tx.run(
            db
              .updateTable('cycles')
              .set(cycleColumns(cycle, stamp))
              .where('agency_id', '=', agency)
              .where('id', '=', cycle.id),
          )
        : tx.run(
            db
              .insertInto('cycles')
              .values({ ...own, id: cycle.id, enrolment_id: after.id, ...cycleColumns(cycle, stamp) }),
          ),
    );
  }
  if (before !== null)
    sent.push(
      tx.run(
        db
          .updateTable('enrolments')
          .set(enrolmentColumns(after, stamp))
          .where('agency_id', '=', agency)
          .where('id', '=', after.id),
      ),
    );
  const [was, is] = [before && ownerOf(before), ownerOf(after)];
  if (JSON.stringify(was) !== JSON.stringify(is)) {
    if (was)
      sent.push(
        tx.run(
          db
            .updateTable('assignments')
            .set({
              to_day: sql<Day>`greatest(from_day, ${on}::date)`,
              visible_until: is === null ? addDays(on, afterCareDays) : null,
              recorded_at: at,
              recorded_by: by,
            })
            .where('agency_id', '=', agency)
            .where('enrolment_id', '=', after.id)
            .where('to_day', 'is', null)
            // On a hand-over the backup stays; when the enrolment ends, all end.
            .where((where) => (is === null ? where.val(true) : where('role', '=', 'primary'))),
        ),
      );
    if (is)
      sent.push(
        tx.run(
          db.insertInto('assignments').values({
            ...own,
            id: newId(),
            enrolment_id: after.id,
            ...ownerColumns(is),
            role: 'primary',
            from_day: on,
            recorded_at: at,
            recorded_by: by,
          }),
        ),
        tx.run(
          db
            .updateTable('clients')
            .set({ unclaimed: false, recorded_at: at, recorded_by: by })
            .where('agency_id', '=', agency)
            .where('id', '=', after.clientId)
            .where('unclaimed', '=', true),
        ),
      );
  }
  return sent;
};

// A decision belongs to the cycle it ends; what is entered late to the cycle of its day.
const cycleOfAct = (act: Act, before: Enrolment | null, after: Enrolment): Id | null => {
  const last = after.cycles.at(-1) ?? null;
  const late = before !== null && act.on < before.lastActOn;
  const cycle = late ? (cycleOn(after, act.on) ?? last) : ((before && openCycleOf(before)) ?? last);
  return cycle?.id ?? null;
};

/** Writes one act and what the enrolment looks like after it. */
export const writeAct = async (
  tx: Tx,
  agencyId: Id,
  act: Act,
  before: Enrolment | null,
  after: Enrolment,
  stamp: Stamp,
  newId: () => Id,
  referral: Referral = { source: null, reason: null },
): Promise<void> => {
  await Promise.all([
    ...writeMove(tx, agencyId, act.on, before, after, stamp, newId, referral),
    tx.run(
      db.insertInto('cycle_acts').values({
        agency_id: agencyId,
        client_id: after.clientId,
        id: act.id,
        enrolment_id: after.id,
        cycle_id: cycleOfAct(act, before, after),
        act: act.name,
        day: act.on,
        params: json(act.params),
        recorded_at: stamp.at,
        recorded_by: stamp.by,
      }),
    ),
  ]);
};

/** Marks an act as entered in error and writes what the enrolment looks like without it. */
export const writeWithdrawal = async (
  tx: Tx,
  agencyId: Id,
  actId: Id,
  reason: string,
  on: Day,
  before: Enrolment,
  after: Enrolment,
  stamp: Stamp,
  newId: () => Id,
): Promise<void> => {
  await Promise.all([
    markWithdrawn(tx, actId, reason, stamp),
    ...writeMove(tx, agencyId, on, before, after, stamp, newId, { source: null, reason: null }),
  ]);
};

/** Marks an act as entered in error. */
export const markWithdrawn = (tx: Tx, actId: Id, reason: string, { by, at }: Stamp): Promise<number> =>
  tx.run(
    db
      .updateTable('cycle_acts')
      .set({ superseded_at: at, superseded_by: by, error_reason: reason })
      .where('agency_id', '=', agency)
      .where('id', '=', actId),
  );
