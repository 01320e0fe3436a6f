// People referred and not enrolled yet: prospects and those who wait for a place.
import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { CriterionFinding, EnrolmentState, Priority } from '#domain/cycle/enrolment.ts';
import { agency } from './postgres/query.ts';
import type { Tx } from './postgres/transaction.ts';

export type Prospect = {
  readonly id: Id;
  readonly client_id: Id;
  readonly name: string;
  readonly programme_id: Id;
  readonly programme_name: string;
  readonly state: EnrolmentState;
  readonly staff_id: Id | null;
  readonly team_id: Id | null;
  readonly owner_name: string | null;
  readonly priority: Priority | null;
  readonly referred_on: Day;
  readonly referral_source: string | null;
  readonly waitlisted_on: Day | null;
  readonly attempts: number;
  readonly first_reached_on: Day | null;
  readonly last_attempt_on: Day | null;
  readonly eligibility: readonly CriterionFinding[];
  readonly eligibility_checked_on: Day | null;
};

const orders = {
  priority: sql`array_position(array['urgent', 'high', 'routine'], e.priority) nulls last, coalesce(e.waitlisted_on, e.referred_on), e.id`,
  waiting: sql`e.waitlisted_on nulls last, e.referred_on, e.id`,
  referred: sql`e.referred_on, e.id`,
  name: sql`name collate "C", e.id`,
  attempts: sql`e.attempts desc, e.id`,
} as const;
export type ProspectOrder = keyof typeof orders;

export type ProspectFilter = {
  readonly programmeId: Id | null;
  readonly state: string | null;
  readonly priority: string | null;
  readonly staff: readonly Id[] | null;
  readonly teams: readonly Id[] | null;
};

/** `past` stands before the statements where a past day is asked about (`recordOn`). */
export const listProspects = async (
  tx: Tx,
  past: RawBuilder<unknown>,
  { programmeId, state, priority, staff, teams }: ProspectFilter,
  seen: RawBuilder<boolean>,
  order: ProspectOrder,
  limit: number,
  offset: number,
): Promise<{ rows: Prospect[]; total: number }> => {
  const where = sql`
    where e.agency_id = ${agency} and e.state in ('prospect', 'waitlisted') and ${seen}
      and (${programmeId}::uuid is null or e.programme_id = ${programmeId}) and (${state}::text is null or e.state = ${state})
      and (${priority}::text is null or e.priority = ${priority})
      and (${staff}::uuid[] is null or e.staff_id = any (${staff ?? []}::uuid[]) or e.team_id = any (${teams ?? []}::uuid[]))`;
  const [rows, counted] = await Promise.all([
    tx.rows(sql<Prospect>`
      ${past}select e.id, e.client_id, coalesce(k.chosen_name, k.given_name) || ' ' || k.family_name as name, e.programme_id,
        p.name as programme_name, e.state, e.staff_id, e.team_id, coalesce(s.given_name || ' ' || s.family_name, t.name) as owner_name,
        e.priority, e.referred_on, e.referral_source, e.waitlisted_on, e.attempts, e.first_reached_on, e.eligibility,
        e.eligibility_checked_on,
        (select max(o.day) from contacts o where o.agency_id = e.agency_id and o.client_id = e.client_id and o.enrolment_id = e.id
          and o.outcome = 'attempted' and o.superseded_at is null) as last_attempt_on
      from enrolments e
      join clients k on k.agency_id = e.agency_id and k.id = e.client_id
      join programmes p on p.agency_id = e.agency_id and p.id = e.programme_id
      left join staff s on s.agency_id = e.agency_id and s.id = e.staff_id
      left join teams t on t.agency_id = e.agency_id and t.id = e.team_id
      ${where} order by ${orders[order]} limit ${limit} offset ${offset}`),
    tx.first(sql<{ total: number }>`${past}select count(*) as total from enrolments e ${where}`),
  ]);
  return { rows, total: counted?.total ?? 0 };
};
