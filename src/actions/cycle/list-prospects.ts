// Everyone referred and not enrolled yet: who waits, how urgently, how long, and what is still missing.

import { sql } from 'kysely';
import { ListProspectsRequest, ProspectList } from '#contract/enrolment.ts';
import { daysBetween } from '#domain/basics/day.ts';
import { daysToEngage, type Enrolment } from '#domain/cycle/enrolment.ts';
import { enrolmentRefusals } from '#domain/cycle/transitions.ts';
import { visible } from '#store/access/visible.ts';
import { coursesOn, recordOn } from '#store/past/record.ts';
import { ownerFrom } from '#store/postgres/stamps.ts';
import { type Prospect, listProspects as readProspects } from '#store/prospects.ts';
import { type Context, defineAction } from '../pipeline/define.ts';
import { clientsSeen, pastDay, realDay } from '../pipeline/list-sources.ts';
import { listed, offsetOf } from '../pipeline/listing.ts';

const enrolmentFrom = (row: Prospect): Enrolment => ({
  id: row.id,
  clientId: row.client_id,
  programmeId: row.programme_id,
  state: row.state,
  referredOn: row.referred_on,
  attempts: row.attempts,
  firstReachedOn: row.first_reached_on,
  eligibility: row.eligibility,
  eligibilityCheckedOn: row.eligibility_checked_on,
  priority: row.priority,
  waitlistedOn: row.waitlisted_on,
  enrolledOn: null,
  endedOn: null,
  closeReason: null,
  lastActOn: row.referred_on,
  cycles: [],
});

/** Whom one may see, and what stood in the record then. */
const askedOf = async (context: Context<unknown>) => {
  const on = pastDay(context);
  const { tx, actor } = context;
  if (on === null) return { past: recordOn(null, []), seen: visible(actor, 'list-prospects', 'e', realDay(context)) };
  const clientIds = await clientsSeen(context, 'list-prospects');
  const courses = await coursesOn(tx, 'client_id', clientIds, on);
  return {
    past: recordOn(on, ['contacts'], { courses }),
    // They stand in the courses, and only they.
    seen: sql<boolean>`true`,
  };
};

export const listProspects = defineAction({
  name: 'list-prospects',
  effect: 'read',
  input: ListProspectsRequest,
  output: ProspectList,
  run: async (context) => {
    const { tx, input, actor, today } = context;
    const offset = offsetOf(input.cursor);
    const mine = input.whose === 'mine' && actor.kind === 'staff';
    const { past, seen } = await askedOf(context);
    const { rows, total } = await readProspects(
      tx,
      past,
      {
        programmeId: input.programmeId ?? null,
        state: input.state ?? null,
        priority: input.priority ?? null,
        staff: mine ? [actor.id] : null,
        teams: mine ? actor.memberTeams : null,
      },
      seen,
      input.sort,
      input.limit,
      offset,
    );
    context.show(rows.map((row) => row.client_id));
    const items = rows.map((row) => {
      const enrolment = enrolmentFrom(row);
      const { days, reached } = daysToEngage(enrolment, today);
      return {
        enrolmentId: row.id,
        clientId: row.client_id,
        name: row.name,
        programme: { id: row.programme_id, name: row.programme_name },
        state: row.state,
        owner: row.staff_id || row.team_id ? ownerFrom(row) : null,
        ownerName: row.owner_name,
        priority: row.priority,
        referredOn: row.referred_on,
        referralSource: row.referral_source,
        waitlistedOn: row.waitlisted_on,
        daysWaiting: row.waitlisted_on && daysBetween(row.waitlisted_on, today),
        attempts: row.attempts,
        firstReachedOn: row.first_reached_on,
        daysToEngage: days,
        reached,
        lastAttemptOn: row.last_attempt_on,
        missing: [...enrolmentRefusals(enrolment)],
      };
    });
    return listed(items, total, offset);
  },
});
