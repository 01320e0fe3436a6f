// Referral, outreach, eligibility, waitlist, enrolment, closing: what moves a client through a programme.
import { z } from 'zod';
import { coverRoles } from '#domain/cycle/care-team.ts';
import { type ClosingReason, closingReasons } from '#domain/cycle/closing.ts';
import { enrolmentStates, priorities } from '#domain/cycle/enrolment.ts';
import { windowUnits } from '#domain/models/definition.ts';
import {
  closingFields,
  dayField,
  id,
  leftovers,
  line,
  listing,
  offsetPage,
  owner,
  prose,
  refusalView,
} from './fields.ts';

export const ReferClientRequest = z.strictObject({
  clientId: id,
  programmeId: id,
  owner,
  on: dayField.optional(),
  source: line(200).nullish(),
  reason: line(1000).nullish(),
});
export type ReferClientRequest = z.infer<typeof ReferClientRequest>;

/** What an act on an enrolment answers with. */
export const EnrolmentMoved = z.object({
  enrolmentId: id,
  state: z.string(),
  cycleId: id.nullable(),
  cycleNumber: z.number().int().nullable(),
  stage: z.string().nullable(),
});
export type EnrolmentMoved = z.infer<typeof EnrolmentMoved>;

const enrolmentId = id;
/** The day it happened; today when left out. */
const on = dayField.optional();
const reasons = Object.keys(closingReasons) as [ClosingReason, ...ClosingReason[]];
const code = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'field.invalid-format');

export const CheckEligibilityRequest = z.strictObject({
  enrolmentId,
  on,
  findings: z
    .array(
      z.strictObject({
        criterion: z.string().min(1).max(100),
        met: z.union([z.boolean(), z.literal('unknown')]),
        note: prose(1000).default(''),
      }),
    )
    .max(50),
});
export type CheckEligibilityRequest = z.infer<typeof CheckEligibilityRequest>;

export const SetPriorityRequest = z.strictObject({ enrolmentId, on, priority: z.enum(priorities) });
export type SetPriorityRequest = z.infer<typeof SetPriorityRequest>;

export const WaitlistClientRequest = SetPriorityRequest;
export type WaitlistClientRequest = SetPriorityRequest;

export const EnrolClientRequest = z.strictObject({
  enrolmentId,
  on,
  /** Why the person is enrolled although not everything is checked. */
  waiver: line(1000).nullish(),
});
export type EnrolClientRequest = z.infer<typeof EnrolClientRequest>;

export const CloseReferralRequest = z.strictObject({
  enrolmentId,
  on,
  reason: z.enum(reasons),
  ...closingFields,
  leftovers,
});
export type CloseReferralRequest = z.infer<typeof CloseReferralRequest>;

export const RespectStopRequest = z.strictObject({ enrolmentId, on, ...closingFields });
export type RespectStopRequest = z.infer<typeof RespectStopRequest>;

export const CloseEnrolmentRequest = z.strictObject({
  enrolmentId,
  on,
  reason: z.enum(reasons),
  ...closingFields,
  leftovers,
});
export type CloseEnrolmentRequest = z.infer<typeof CloseEnrolmentRequest>;

export const ReopenEnrolmentRequest = z.strictObject({ enrolmentId, on, owner, reason: prose(2000) });
export type ReopenEnrolmentRequest = z.infer<typeof ReopenEnrolmentRequest>;

export const WithdrawActRequest = z.strictObject({ enrolmentId, actId: id, reason: prose(2000) });
export type WithdrawActRequest = z.infer<typeof WithdrawActRequest>;

export const HandOverRequest = z.strictObject({ enrolmentId, on, owner });
export type HandOverRequest = z.infer<typeof HandOverRequest>;

export const AssignCareTeamRequest = z.union([
  z.strictObject({
    enrolmentId,
    owner,
    role: z.enum(coverRoles),
    from: dayField.optional(),
    to: dayField.nullish(),
    reason: line(500).nullish(),
  }),
  z.strictObject({ enrolmentId, endAssignmentId: id, on }),
]);
export type AssignCareTeamRequest = z.infer<typeof AssignCareTeamRequest>;

export const CareTeamView = z.object({
  enrolmentId: id,
  assignments: z.array(
    z.object({
      id,
      owner,
      name: z.string(),
      role: z.string(),
      from: z.string(),
      to: z.string().nullable(),
      reason: z.string().nullable(),
    }),
  ),
});
export type CareTeamView = z.infer<typeof CareTeamView>;

/** `plan` null ends what was agreed: the model's standard holds again. */
export const AgreeContactPlanRequest = z.strictObject({
  enrolmentId,
  from: dayField.optional(),
  plan: z.strictObject({ count: z.number().int(), window: z.enum(windowUnits) }).nullable(),
});
export type AgreeContactPlanRequest = z.infer<typeof AgreeContactPlanRequest>;

export const SetPhaseRequest = z.strictObject({ enrolmentId, from: dayField.optional(), phase: code });
export type SetPhaseRequest = z.infer<typeof SetPhaseRequest>;

export const AgreedView = z.object({
  enrolmentId: id,
  contactPlans: z.array(z.object({ count: z.number(), window: z.enum(windowUnits), from: z.string() })),
  phaseMoves: z.array(z.object({ phase: z.string(), from: z.string() })),
});
export type AgreedView = z.infer<typeof AgreedView>;

export const ListProspectsRequest = z.strictObject({
  programmeId: id.optional(),
  state: z.enum(['prospect', 'waitlisted']).optional(),
  priority: z.enum(priorities).optional(),
  whose: z.enum(['mine', 'all']).default('all'),
  sort: z.enum(['priority', 'waiting', 'referred', 'name', 'attempts']).default('priority'),
  ...offsetPage,
});
export type ListProspectsRequest = z.infer<typeof ListProspectsRequest>;

export const ProspectView = z.object({
  enrolmentId: id,
  clientId: id,
  name: z.string(),
  programme: z.object({ id, name: z.string() }),
  state: z.enum(enrolmentStates),
  owner: owner.nullable(),
  ownerName: z.string().nullable(),
  priority: z.enum(priorities).nullable(),
  referredOn: z.string(),
  referralSource: z.string().nullable(),
  waitlistedOn: z.string().nullable(),
  daysWaiting: z.number().int().nullable(),
  attempts: z.number().int(),
  firstReachedOn: z.string().nullable(),
  /** From referral to the first time the person was reached, or so far. */
  daysToEngage: z.number().int(),
  reached: z.boolean(),
  lastAttemptOn: z.string().nullable(),
  /** What still stands before enrolment. */
  missing: z.array(refusalView),
});
export type ProspectView = z.infer<typeof ProspectView>;
export const ProspectList = listing(ProspectView);
export type ProspectList = z.infer<typeof ProspectList>;

const detail = z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) });

export const CycleView = z.object({
  id,
  number: z.number().int(),
  stage: z.string(),
  from: z.string(),
  to: z.string().nullable(),
  openedOn: z.string(),
  openedBy: z.object({ kind: z.string(), id: id.nullable() }),
  owner,
  ownerName: z.string().nullable(),
  result: z.string().nullable(),
  resultReason: z.string().nullable(),
  planVersion: z.number().int(),
  functions: z.array(
    z.object({
      function: z.string(),
      state: z.enum(['done', 'under-way', 'next', 'not-yet']),
      why: z.array(refusalView),
      details: z.array(detail),
    }),
  ),
});

export const EnrolmentView = z.object({
  id,
  clientId: id,
  programme: z.object({ id, name: z.string(), modelKey: z.string() }),
  state: z.enum(enrolmentStates),
  referredOn: z.string(),
  referralSource: z.string().nullable(),
  referralReason: z.string().nullable(),
  attempts: z.number().int(),
  firstReachedOn: z.string().nullable(),
  daysToEngage: z.number().int(),
  criteria: z.array(
    z.object({ code: z.string(), label: z.record(z.string(), z.string()).nullable(), required: z.boolean() }),
  ),
  eligibility: z.array(
    z.object({
      criterion: z.string(),
      met: z.union([z.boolean(), z.literal('unknown')]),
      note: z.string(),
      required: z.boolean().optional(),
    }),
  ),
  eligibilityCheckedOn: z.string().nullable(),
  priority: z.enum(priorities).nullable(),
  waitlistedOn: z.string().nullable(),
  enrolledOn: z.string().nullable(),
  endedOn: z.string().nullable(),
  closeReason: z.string().nullable(),
  contactPlans: AgreedView.shape.contactPlans,
  phaseMoves: AgreedView.shape.phaseMoves,
  /** What the service model in force allows to be agreed with one person; null before enrolment and without a model. */
  agreeable: z
    .object({
      phases: z.array(z.object({ key: z.string(), label: z.record(z.string(), z.string()) })),
      phase: z.object({ key: z.string(), from: z.string(), endsBefore: z.string().nullable() }),
      contactPlans: z.boolean(),
      /** What the present phase asks for, which a contact plan may raise. */
      standard: z.object({ count: z.number(), window: z.enum(windowUnits) }),
    })
    .nullable(),
  careTeam: CareTeamView.shape.assignments,
  cycles: z.array(CycleView),
  /** Every act, the withdrawn ones too. */
  history: z.array(
    z.object({
      id,
      act: z.string(),
      on: z.string(),
      cycleId: id.nullable(),
      by: z.string().nullable(),
      recordedAt: z.string(),
      params: z.record(z.string(), z.unknown()),
      withdrawn: z.object({ on: z.string(), reason: z.string() }).nullable(),
    }),
  ),
  /** Each act a person may choose now, and why not yet. */
  acts: z.array(z.object({ act: z.string(), why: z.array(refusalView) })),
  closings: z.array(
    z.object({
      id,
      on: z.string(),
      reason: z.string(),
      note: z.string().nullable(),
      clientView: z.string().nullable(),
      afterCare: z.array(z.object({ what: z.string(), by: z.string().nullish(), who: z.string().nullish() })),
      toldClient: z.boolean().nullable(),
      reopenedOn: z.string().nullable(),
      reopenedReason: z.string().nullable(),
    }),
  ),
});
export type EnrolmentView = z.infer<typeof EnrolmentView>;

export const ReadCycleRequest = z.strictObject({ enrolmentId });
