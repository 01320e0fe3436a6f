// Everything that due items are worked out from, for one client. Days only: the agency's time zone was applied when the facts
// were kept, so a clock change cannot move a deadline. The order of the facts never matters.
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Period } from '#domain/basics/period.ts';
import type { Cycle, EnrolmentState } from '#domain/cycle/enrolment.ts';
import type { ContactPlan } from '#domain/models/contact-plan.ts';
import type { ContactMode, ContactPartner, ContactPlace, StaySetting } from '#domain/models/definition.ts';
import type { ModelVersion, PhaseMove } from '#domain/models/versions.ts';
import type { DueOwner } from './item.ts';

export type ContactFact = {
  readonly day: Day;
  readonly outcome: 'reached' | 'attempted';
  readonly mode: ContactMode;
  readonly place: ContactPlace;
  readonly withWhom: ContactPartner;
};

export type CycleFact = Pick<
  Cycle,
  'id' | 'number' | 'stage' | 'from' | 'assessmentSignedOn' | 'planSignedOn' | 'lastReviewSignedOn' | 'reviewStartedOn'
> & {
  readonly openedBy: Cycle['openedBy']['kind'];
  readonly reachedOn: Day | null;
  /** The latest assessment signed again in this cycle. */
  readonly reassessedOn: Day | null;
};

export type EnrolmentFact = {
  readonly id: Id;
  readonly state: EnrolmentState;
  readonly referredOn: Day;
  readonly firstReachedOn: Day | null;
  readonly eligibilityCheckedOn: Day | null;
  readonly waitlistedOn: Day | null;
  /** The days as a client of the programme: `enrolledPeriods` of domain/cycle. */
  readonly served: readonly Period[];
  /** Null only once the enrolment has ended. */
  readonly owner: DueOwner | null;
  /** The team that shares the caseload, where there is one. */
  readonly teamId: Id | null;
  /** Every version of the programme's service model. */
  readonly versions: readonly ModelVersion[];
  /** Moves between phases by hand. */
  readonly phaseMoves: readonly PhaseMove[];
  readonly contactPlans: readonly ContactPlan[];
  /** The open cycle. */
  readonly cycle: CycleFact | null;
  /** Signed instruments, other than the comprehensive assessment. */
  readonly assessments: readonly { readonly key: string; readonly on: Day }[];
  readonly contacts: readonly ContactFact[];
  /**
   * Every contact on or after this day is among `contacts`; null: all of them are. Past windows that began earlier are not judged,
   * so an item keeps the first window missed as long as this day lies before that window.
   */
  readonly contactsFrom: Day | null;
  /** The last day the client was reached, however long ago; null: `contacts` tell. */
  readonly lastReachedOn: Day | null;
  /** The last day a supervisor decided to go on looking for the client. */
  readonly escalatedOn: Day | null;
  readonly segment: string;
};

/** A day in hospital or jail is one on which the person stayed the night: the day they leave is not. */
export type StayFact = { readonly setting: StaySetting; readonly from: Day; readonly to: Day | null };

export type TaskFact = {
  readonly id: Id;
  readonly dueBy: Day | null;
  readonly owner: DueOwner;
  readonly state: 'open' | 'done' | 'cancelled';
  readonly enrolmentId?: Id | null;
  readonly segment: string;
};

export type ReferralState =
  | 'draft'
  | 'sent'
  | 'acknowledged'
  | 'waitlisted'
  | 'accepted'
  | 'declined'
  | 'started'
  | 'completed'
  | 'cancelled'
  | 'no-answer';

export type ReferralFact = {
  readonly id: Id;
  readonly state: ReferralState;
  readonly sentOn: Day | null;
  /** The next day somebody looks at it. */
  readonly nextOn: Day | null;
  readonly owner: DueOwner;
  readonly enrolmentId?: Id | null;
  readonly cycleId?: Id | null;
  readonly segment: string;
};

export type NoteFact = {
  readonly id: Id;
  readonly day: Day;
  readonly authorId: Id;
  readonly enrolmentId?: Id | null;
  readonly segment: string;
};

export type DueFacts = {
  readonly enrolments: readonly EnrolmentFact[];
  readonly stays: readonly StayFact[];
  readonly tasks: readonly TaskFact[];
  readonly referrals: readonly ReferralFact[];
  readonly unsignedNotes: readonly NoteFact[];
};
