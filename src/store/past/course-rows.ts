// A course as rows: written when an act moves it, and made again where a past day is asked about.
import { type Cycle, type Enrolment, ownerOf } from '#domain/cycle/enrolment.ts';
import { json } from '../postgres/query.ts';
import { ownerColumns, type Stamp } from '../postgres/stamps.ts';

export const enrolmentColumns = (enrolment: Enrolment, { by, at }: Stamp) => ({
  state: enrolment.state,
  attempts: enrolment.attempts,
  first_reached_on: enrolment.firstReachedOn,
  eligibility: json(enrolment.eligibility),
  eligibility_checked_on: enrolment.eligibilityCheckedOn,
  priority: enrolment.priority,
  waitlisted_on: enrolment.waitlistedOn,
  enrolled_on: enrolment.enrolledOn,
  ended_on: enrolment.endedOn,
  close_reason: enrolment.closeReason,
  last_act_on: enrolment.lastActOn,
  ...ownerColumns(ownerOf(enrolment)),
  recorded_at: at,
  recorded_by: by,
});

export const cycleColumns = (cycle: Cycle, { by, at }: Stamp) => ({
  number: cycle.number,
  stage: cycle.stage,
  from_day: cycle.from,
  to_day: cycle.to,
  opened_on: cycle.openedOn,
  opened_by: cycle.openedBy.kind,
  opened_by_id: cycle.openedBy.id,
  ...ownerColumns(cycle.owner),
  reached_on: cycle.reachedOn,
  assessment_signed_on: cycle.assessmentSignedOn,
  reassessed_on: cycle.reassessedOn,
  plan_signed_on: cycle.planSignedOn,
  plan_revised_on: cycle.planRevisedOn,
  plan_version: cycle.planVersion,
  first_link_on: cycle.firstLinkOn,
  first_contact_after_plan_on: cycle.firstContactAfterPlanOn,
  review_started_on: cycle.reviewStartedOn,
  last_review_signed_on: cycle.lastReviewSignedOn,
  result: cycle.result,
  result_reason: cycle.resultReason,
  recorded_at: at,
  recorded_by: by,
});
