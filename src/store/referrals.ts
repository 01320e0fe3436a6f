// Referrals to other organizations.
import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import { openReferralStates, type Referral, type ReferralState } from '#domain/linking/referrals.ts';
import type { Owner } from '#domain/people/owner.ts';
import { agency, db } from './postgres/query.ts';
import { ownerColumns, type Stamp } from './postgres/stamps.ts';
import type { Tx } from './postgres/transaction.ts';

export type RecordedReferral = Referral & {
  readonly id: Id;
  readonly client_id: Id;
  readonly client_name: string;
  readonly cycle_id: Id | null;
  readonly enrolment_id: Id | null;
  readonly goal_thread: Id | null;
  readonly goal_words: string | null;
  readonly need_thread: Id | null;
  readonly need_domain: string | null;
  readonly need_label: string | null;
  readonly organization: string;
  readonly service: string | null;
  readonly contact_name: string | null;
  readonly contact_phone: string | null;
  readonly staff_id: Id | null;
  readonly team_id: Id | null;
  readonly owner_name: string | null;
  readonly recorded_at: Instant;
};

const columns = sql`
  r.id, r.client_id, coalesce(c.chosen_name, c.given_name) || ' ' || c.family_name as client_name, r.cycle_id, y.enrolment_id,
  r.goal_thread, r.need_thread, r.organization, r.service, r.contact_name, r.contact_phone, r.state, r.staff_id, r.team_id,
  coalesce(s.given_name || ' ' || s.family_name, t.name) as owner_name, r.sent_on as "sentOn", r.next_on as "nextOn",
  r.answered_on as "answeredOn", r.received_on as "receivedOn", r.need_met as "needMet", r.outcome_note as "outcomeNote", r.recorded_at,
  (select g.words from goals g where g.agency_id = r.agency_id and g.client_id = r.client_id and g.thread = r.goal_thread
    order by g.recorded_at desc limit 1) as goal_words,
  n.domain as need_domain, n.label as need_label`;

const joined = sql`
  from referrals r
  join clients c on c.agency_id = r.agency_id and c.id = r.client_id
  left join cycles y on y.agency_id = r.agency_id and y.id = r.cycle_id
  left join staff s on s.agency_id = r.agency_id and s.id = r.staff_id
  left join teams t on t.agency_id = r.agency_id and t.id = r.team_id
  left join needs n on n.agency_id = r.agency_id and n.client_id = r.client_id and n.thread = r.need_thread and n.superseded_at is null`;

/** The referrals of one client, the open ones first, then the latest. */
export const readReferrals = (
  tx: Tx,
  clientId: Id,
  seen: RawBuilder<boolean> = sql<boolean>`true`,
): Promise<RecordedReferral[]> =>
  tx.rows(sql<RecordedReferral>`
    select ${columns} ${joined}
    where r.agency_id = ${agency} and r.client_id = ${clientId} and ${seen}
    order by r.state = any (${openReferralStates}::text[]) desc, r.sent_on desc nulls first, r.id desc`);

const orders = {
  next: sql`r.next_on nulls last, r.sent_on nulls last, r.id`,
  age: sql`r.sent_on nulls last, r.id`,
  organization: sql`r.organization collate "C", r.id`,
  client: sql`client_name collate "C", r.id`,
} as const;
export type ReferralOrder = keyof typeof orders;

export type ReferralFilter = {
  readonly states: readonly ReferralState[];
  /** Null: whoever's. */
  readonly staff: readonly Id[] | null;
  readonly teams: readonly Id[] | null;
};

/** `past` stands before the statements where a past day is asked about (`recordOn`). */
export const listReferrals = async (
  tx: Tx,
  past: RawBuilder<unknown>,
  { states, staff, teams }: ReferralFilter,
  seen: RawBuilder<boolean>,
  order: ReferralOrder,
  limit: number,
  offset: number,
): Promise<{ rows: RecordedReferral[]; total: number }> => {
  const where = sql`
    where r.agency_id = ${agency} and r.state = any (${states}::text[]) and ${seen}
      and (${staff}::uuid[] is null and ${teams}::uuid[] is null
        or r.staff_id = any (${staff ?? []}::uuid[]) or r.team_id = any (${teams ?? []}::uuid[]))`;
  const [rows, counted] = await Promise.all([
    tx.rows(
      sql<RecordedReferral>`${past}select ${columns} ${joined} ${where} order by ${orders[order]} limit ${limit} offset ${offset}`,
    ),
    tx.first(sql<{ total: number }>`${past}select count(*) as total from referrals r ${where}`),
  ]);
  return { rows, total: counted?.total ?? 0 };
};

const stateColumns = (referral: Referral) => ({
  state: referral.state,
  sent_on: referral.sentOn,
  next_on: referral.nextOn,
  answered_on: referral.answeredOn,
  received_on: referral.receivedOn,
  need_met: referral.needMet,
  outcome_note: referral.outcomeNote,
});

export const insertReferral = (
  tx: Tx,
  agencyId: Id,
  made: {
    readonly id: Id;
    readonly clientId: Id;
    readonly cycleId: Id | null;
    readonly goalThread: Id | null;
    readonly needThread: Id | null;
    readonly organization: string;
    readonly service: string | null;
    readonly contactName: string | null;
    readonly contactPhone: string | null;
    readonly owner: Owner;
    readonly referral: Referral;
  },
  { by, at }: Stamp,
): Promise<number> =>
  tx.run(
    db.insertInto('referrals').values({
      agency_id: agencyId,
      id: made.id,
      client_id: made.clientId,
      cycle_id: made.cycleId,
      goal_thread: made.goalThread,
      need_thread: made.needThread,
      organization: made.organization,
      service: made.service,
      contact_name: made.contactName,
      contact_phone: made.contactPhone,
      ...ownerColumns(made.owner),
      ...stateColumns(made.referral),
      recorded_at: at,
      recorded_by: by,
    }),
  );

export const updateReferral = async (
  tx: Tx,
  id: Id,
  referral: Referral,
  owner: Owner,
  { by, at }: Stamp,
): Promise<Instant | undefined> => {
  const row = await tx.first(
    db
      .updateTable('referrals')
      .set({ ...ownerColumns(owner), ...stateColumns(referral), recorded_at: at, recorded_by: by })
      .where('agency_id', '=', agency)
      .where('id', '=', id)
      .returning('recorded_at'),
  );
  return row?.recorded_at;
};

/** Calls off, or hands over, the open referrals of some cycles. */
export const settleReferrals = (
  tx: Tx,
  ids: readonly Id[],
  how: { readonly cancelledFor: string } | { readonly handTo: Owner },
  { by, at }: Stamp,
): Promise<number> =>
  tx.run(
    db
      .updateTable('referrals')
      .set({
        ...('handTo' in how
          ? ownerColumns(how.handTo)
          : { state: 'cancelled', next_on: null as Day | null, outcome_note: how.cancelledFor }),
        recorded_at: at,
        recorded_by: by,
      })
      .where('agency_id', '=', agency)
      .where('id', 'in', ids),
  );

/** Open referrals of an enrolment follow whoever takes over from `from`. */
export const handReferrals = (tx: Tx, enrolmentId: Id, from: Owner, to: Owner, { by, at }: Stamp): Promise<number> =>
  tx.run(
    db
      .updateTable('referrals')
      .set({ ...ownerColumns(to), recorded_at: at, recorded_by: by })
      .where('agency_id', '=', agency)
      .where('state', 'in', openReferralStates)
      .where(from.kind === 'staff' ? 'staff_id' : 'team_id', '=', from.id)
      .where('cycle_id', 'in', (of) =>
        of
          .selectFrom('cycles')
          .select('cycles.id')
          .where('cycles.agency_id', '=', agency)
          .where('cycles.enrolment_id', '=', enrolmentId),
      ),
  );
