// The plan: the person's goals, and who does what by when.
import { z } from 'zod';
import {
  addendumView,
  crisisLine,
  dayField,
  domainCode,
  id,
  lineInWriting,
  lineOrNothing,
  prose,
  refusalView,
} from './fields.ts';

const level = z.union([z.literal(-2), z.literal(-1), z.literal(0), z.literal(1), z.literal(2)]);
const weight = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]);
const levelText = prose(1000).optional();

const StepEntry = z.strictObject({
  /** Left out for a new step. */
  thread: id.optional(),
  text: prose(1000),
  owner: z.enum(['client', 'worker', 'supporter', 'provider']),
  ownerName: lineInWriting(200).default(''),
  staffId: id.nullable().default(null),
  dueOn: dayField.nullable().default(null),
  resourceKind: z.enum(['natural', 'formal']).nullable().default(null),
  resource: prose(500).default(''),
  state: z.enum(['open', 'done', 'dropped']).default('open'),
});

const GoalEntry = z.strictObject({
  /** Left out for a new goal. */
  thread: id.optional(),
  domain: domainCode,
  words: prose(2000),
  measure: prose(1000).default(''),
  importance: weight.default(1),
  difficulty: weight.default(1),
  levels: z
    .strictObject({ '-2': levelText, '-1': levelText, '0': levelText, '1': levelText, '2': levelText })
    .default({}),
  baselineLevel: level.nullable().default(null),
  needs: z.array(id).max(30).default([]),
  strengths: z.array(id).max(30).default([]),
  options: z
    .array(
      z.strictObject({
        text: prose(500),
        choice: z.enum(['offered', 'chosen', 'declined']),
        reason: prose(1000).default(''),
      }),
    )
    .max(30)
    .default([]),
  steps: z.array(StepEntry).max(50).default([]),
  dropped: z.boolean().default(false),
});
export type GoalEntry = z.infer<typeof GoalEntry>;

export const StartPlanRequest = z.strictObject({ enrolmentId: id });

export const SavePlanRequest = z.strictObject({
  planId: id,
  vision: prose().nullish(),
  crisisNote: prose().nullish(),
  reviewDueOn: dayField.nullish(),
  goals: z.array(GoalEntry).max(40),
  deferred: z
    .array(z.strictObject({ need: id, reason: prose(1000) }))
    .max(60)
    .default([]),
});
export type SavePlanRequest = z.infer<typeof SavePlanRequest>;

const signature = z.strictObject({
  kind: z.enum(['screen', 'paper', 'verbal', 'declined']),
  name: lineOrNothing(200).default(''),
  on: dayField.optional(),
  reason: prose(1000).default(''),
});

export const SignPlanRequest = z.strictObject({
  planId: id,
  on: dayField.optional(),
  clientSignature: signature.nullable().default(null),
});
export type SignPlanRequest = z.infer<typeof SignPlanRequest>;

export const ChangeStepRequest = z.strictObject({
  stepId: id,
  state: z.enum(['open', 'done', 'dropped']),
  on: dayField.optional(),
  note: prose(2000).nullish(),
});
export type ChangeStepRequest = z.infer<typeof ChangeStepRequest>;

export const StepView = z.object({
  id: id.nullable(),
  thread: id,
  text: z.string(),
  owner: z.enum(['client', 'worker', 'supporter', 'provider']),
  ownerName: z.string(),
  staffId: id.nullable(),
  dueOn: z.string().nullable(),
  resourceKind: z.enum(['natural', 'formal']).nullable(),
  resource: z.string(),
  state: z.enum(['open', 'done', 'dropped']),
  doneOn: z.string().nullable(),
  note: z.string().nullable(),
});
export type StepView = z.infer<typeof StepView>;

export const RateGoalRequest = z.strictObject({
  goalId: id,
  level,
  ratedBy: z.enum(['client', 'worker', 'together']).default('together'),
  note: prose(2000).nullish(),
  on: dayField.optional(),
});
export type RateGoalRequest = z.infer<typeof RateGoalRequest>;

export const GoalRated = z.object({ id, thread: id, level, day: z.string() });

const rating = z.object({
  level,
  ratedBy: z.string(),
  note: z.string().nullable(),
  day: z.string(),
  reviewId: id.nullable(),
});

export const GoalView = z.object({
  id: id.nullable(),
  thread: id,
  domain: z.string(),
  words: z.string(),
  measure: z.string(),
  importance: weight,
  difficulty: weight,
  levels: z.object({ '-2': levelText, '-1': levelText, '0': levelText, '1': levelText, '2': levelText }),
  baselineLevel: level.nullable(),
  needs: z.array(id),
  strengths: z.array(id),
  options: z.array(
    z.object({ text: z.string(), choice: z.enum(['offered', 'chosen', 'declined']), reason: z.string() }),
  ),
  steps: z.array(StepView),
  dropped: z.boolean(),
  ratings: z.array(rating),
});
export type GoalView = z.infer<typeof GoalView>;

const planFields = {
  id,
  clientId: id,
  cycleId: id,
  version: z.number().int(),
  state: z.enum(['draft', 'signed', 'replaced', 'in-error']),
  author: z.object({ id, name: z.string() }),
  day: z.string(),
  signedAt: z.string().nullable(),
  signedBy: z.string().nullable(),
  revises: id.nullable(),
  errorReason: z.string().nullable(),
};

export const PlanView = z.object({
  ...planFields,
  etag: z.string(),
  vision: z.string().nullable(),
  crisisNote: z.string().nullable(),
  reviewDueOn: z.string().nullable(),
  goals: z.array(GoalView),
  deferred: z.array(z.object({ need: id, reason: z.string() })),
  clientSignature: z
    .object({
      kind: z.enum(['screen', 'paper', 'verbal', 'declined']),
      name: z.string(),
      on: z.string(),
      reason: z.string(),
    })
    .nullable(),
  addenda: z.array(addendumView),
  /** What is still missing before it can be signed; empty once it is. */
  missing: z.array(refusalView),
});
export type PlanView = z.infer<typeof PlanView>;

export const ReadPlanRequest = z.strictObject({
  clientId: id,
  enrolmentId: id.optional(),
  planId: id.optional(),
});
export type ReadPlanRequest = z.infer<typeof ReadPlanRequest>;

/** T over the goals that have a baseline and a rating; `reason` says why there is none. */
export const AttainmentView = z.object({
  baseline: z.number().nullable(),
  achieved: z.number().nullable(),
  change: z.number().nullable(),
  n: z.number().int(),
  leftOut: z.number().int(),
  reason: z.string().nullable(),
});

export const PlanPage = z.object({
  plan: PlanView.nullable(),
  draft: z.object({ id, version: z.number().int() }).nullable(),
  versions: z.array(z.object({ ...planFields, cycleNumber: z.number().int().nullable(), goals: z.number().int() })),
  attainment: AttainmentView,
  /** Steps the person or their people own, and those that use natural resources. */
  ownSteps: z.object({ own: z.number().int(), natural: z.number().int(), of: z.number().int() }),
  needs: z.array(
    z.object({
      thread: id,
      domain: z.string(),
      label: z.string(),
      level: z.string(),
      priority: z.number().int().nullable(),
      words: z.string(),
    }),
  ),
  strengths: z.array(z.object({ id, domain: z.string(), aspect: z.string(), text: z.string() })),
  /** What the plain-language version needs besides the plan. */
  clientView: z
    .object({
      name: z.string(),
      pronouns: z.string().nullable(),
      language: z.string().nullable(),
      largePrint: z.boolean(),
      programme: z.string(),
      worker: z.string().nullable(),
      phone: z.string().nullable(),
      agency: z.string(),
      crisisLines: z.array(crisisLine),
    })
    .nullable(),
});
export type PlanPage = z.infer<typeof PlanPage>;
