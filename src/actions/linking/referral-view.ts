// How a referral is shown, with where it may go from here and how long nobody has answered.
import type { ReferralView } from '#contract/referral.ts';
import { type Day, daysBetween } from '#domain/basics/day.ts';
import { mayMoveTo, type ReferralState } from '#domain/linking/referrals.ts';
import { ownerFrom } from '#store/postgres/stamps.ts';
import type { RecordedReferral } from '#store/referrals.ts';

export const unanswered: readonly ReferralState[] = ['sent', 'acknowledged', 'no-answer'];

export const referralView = (row: RecordedReferral, today: Day): ReferralView => ({
  id: row.id,
  clientId: row.client_id,
  clientName: row.client_name,
  cycleId: row.cycle_id,
  goal: row.goal_thread === null ? null : { thread: row.goal_thread, words: row.goal_words ?? '' },
  need:
    row.need_thread === null
      ? null
      : { thread: row.need_thread, domain: row.need_domain ?? '', label: row.need_label ?? '' },
  organization: row.organization,
  service: row.service,
  contactName: row.contact_name,
  contactPhone: row.contact_phone,
  state: row.state,
  mayMoveTo: [...mayMoveTo(row.state)],
  owner: ownerFrom(row),
  ownerName: row.owner_name,
  sentOn: row.sentOn,
  nextOn: row.nextOn,
  answeredOn: row.answeredOn,
  receivedOn: row.receivedOn,
  needMet: row.needMet,
  note: row.outcomeNote,
  daysUnanswered: row.sentOn !== null && unanswered.includes(row.state) ? daysBetween(row.sentOn, today) : null,
  version: row.recorded_at,
});
