// Clients of the tests of this room: weekday dates around Monday 5 January 2026, models from content.
import { readFileSync } from 'node:fs';
import { type Day, day } from '#domain/basics/day.ts';
import type { ServiceModelDefinition } from '#domain/models/definition.ts';
import type { ModelVersion } from '#domain/models/versions.ts';
import type { ContactFact, CycleFact, DueFacts, EnrolmentFact, StayFact } from './facts.ts';

export const aModel = (key: string, changes: Partial<ServiceModelDefinition> = {}): ServiceModelDefinition => ({
  ...JSON.parse(readFileSync(new URL(`../../../content/models/${key}.json`, import.meta.url), 'utf8')),
  ...changes,
});

export const aVersion = (
  key: string,
  changes: Partial<ServiceModelDefinition> = {},
  version = 1,
  from = '2000-01-01',
): ModelVersion => ({ key, version, effectiveFrom: day(from), definition: aModel(key, changes) });

export const aContact = (on: string | Day, changes: Partial<ContactFact> = {}): ContactFact => ({
  day: day(on),
  outcome: 'reached',
  mode: 'face-to-face',
  place: 'community',
  withWhom: 'client',
  ...changes,
});

export const aStay = (from: string, to: string | null, setting: StayFact['setting'] = 'psychiatric'): StayFact => ({
  setting,
  from: day(from),
  to: to === null ? null : day(to),
});

export const aCycle = (changes: Partial<CycleFact> = {}): CycleFact => ({
  id: 'cycle',
  number: 1,
  stage: 'monitoring',
  from: day('2026-01-05'),
  openedBy: 'referral',
  reachedOn: day('2026-01-05'),
  assessmentSignedOn: day('2026-01-05'),
  reassessedOn: null,
  planSignedOn: day('2026-01-05'),
  lastReviewSignedOn: null,
  reviewStartedOn: null,
  ...changes,
});

/** Enrolled on Monday 5 January 2026, in intensive case management unless said otherwise, with plan and assessment signed. */
export const anEnrolment = (changes: Partial<EnrolmentFact> = {}): EnrolmentFact => ({
  id: 'enrolment',
  state: 'enrolled',
  referredOn: day('2026-01-01'),
  firstReachedOn: day('2026-01-02'),
  eligibilityCheckedOn: day('2026-01-02'),
  waitlistedOn: null,
  served: [{ from: day('2026-01-05'), to: null }],
  owner: { kind: 'staff', id: 'worker' },
  teamId: 'team',
  versions: [aVersion('icm')],
  phaseMoves: [],
  contactPlans: [],
  cycle: aCycle(),
  assessments: [],
  contacts: [],
  contactsFrom: null,
  lastReachedOn: null,
  escalatedOn: null,
  segment: 'general',
  ...changes,
});

export const aProspect = (changes: Partial<EnrolmentFact> = {}): EnrolmentFact =>
  anEnrolment({
    state: 'prospect',
    referredOn: day('2026-01-05'),
    firstReachedOn: null,
    eligibilityCheckedOn: null,
    served: [],
    cycle: aCycle({ stage: 'outreach', reachedOn: null, assessmentSignedOn: null, planSignedOn: null }),
    ...changes,
  });

export const factsOf = (
  enrolment: EnrolmentFact | readonly EnrolmentFact[],
  changes: Partial<DueFacts> = {},
): DueFacts => ({
  enrolments: [enrolment].flat() as EnrolmentFact[],
  stays: [],
  tasks: [],
  referrals: [],
  unsignedNotes: [],
  ...changes,
});
