// The review: looking back with the person, and what is decided.
import { z } from 'zod';
import { closingReasons } from '#domain/cycle/closing.ts';
import { decisions } from '#domain/cycle/review.ts';
import {
  addendumView,
  closingFields,
  dayField,
  domainCode,
  id,
  leftovers,
  line,
  lineInWriting,
  needPriority,
  owner,
  prose,
  refusalView,
} from './fields.ts';

const level = z.union([z.literal(-2), z.literal(-1), z.literal(0), z.literal(1), z.literal(2)]);
const fromOneToFive = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]);
const reasons = Object.keys(closingReasons) as [keyof typeof closingReasons, ...(keyof typeof closingReasons)[]];
export const reviewReasons = ['scheduled', 'event', 'client-asked', 'closing'] as const;

export const StartReviewRequest = z.strictObject({
  enrolmentId: id,
  reason: z.enum(reviewReasons).default('scheduled'),
  on: dayField.optional(),
});
export type StartReviewRequest = z.infer<typeof StartReviewRequest>;

const NewNeed = z.strictObject({
  domain: domainCode,
  label: lineInWriting(300).default(''),
  priority: needPriority.nullable().default(null),
  words: prose(5000).default(''),
});

export const SaveReviewRequest = z.strictObject({
  reviewId: id,
  day: dayField.optional(),
  progress: z
    .array(z.strictObject({ goal: id, level: level.nullable(), note: prose(2000).default('') }))
    .max(60)
    .default([]),
  newNeeds: z.array(NewNeed).max(30).default([]),
  clientWords: prose().default(''),
  satisfaction: fromOneToFive.nullable().default(null),
  independence: fromOneToFive.nullable().default(null),
  decision: z.enum(decisions).nullable().default(null),
  decisionReason: prose(5000).default(''),
  nextReviewOn: dayField.nullish(),
  attended: z.array(line(200)).max(30).default([]),
});
export type SaveReviewRequest = z.infer<typeof SaveReviewRequest>;

export const SignReviewRequest = z.strictObject({
  reviewId: id,
  on: dayField.optional(),
  stepDown: z.strictObject({ toProgrammeId: id, owner }).optional(),
  closing: z.strictObject({ reason: z.enum(reasons), ...closingFields }).optional(),
  leftovers,
});
export type SignReviewRequest = z.infer<typeof SignReviewRequest>;

export const ReviewSigned = z.object({
  reviewId: id,
  decision: z.enum(decisions),
  enrolmentId: id,
  state: z.string(),
  cycleId: id.nullable(),
  cycleNumber: z.number().int().nullable(),
  stage: z.string().nullable(),
  /** The draft begun in the next cycle. */
  assessmentId: id.nullable(),
  /** The enrolment stepped down to. */
  toEnrolmentId: id.nullable(),
});
export type ReviewSigned = z.infer<typeof ReviewSigned>;

export const ReviewView = z.object({
  id,
  clientId: id,
  enrolmentId: id,
  cycleId: id,
  planId: id.nullable(),
  day: z.string(),
  reason: z.enum(reviewReasons),
  author: z.object({ id, name: z.string() }),
  state: z.enum(['draft', 'signed', 'in-error']),
  signedAt: z.string().nullable(),
  signedBy: z.string().nullable(),
  errorReason: z.string().nullable(),
  progress: z.array(z.object({ goal: id, words: z.string().nullable(), level: level.nullable(), note: z.string() })),
  newNeeds: z.array(NewNeed),
  clientWords: z.string(),
  satisfaction: fromOneToFive.nullable(),
  independence: fromOneToFive.nullable(),
  decision: z.enum(decisions).nullable(),
  decisionReason: z.string(),
  nextReviewOn: z.string().nullable(),
  attended: z.array(z.string()),
  version: z.string(),
  addenda: z.array(addendumView),
  missing: z.array(refusalView),
  /** For a draft: the five decisions, why not, and what speaks for each. */
  decisions: z.array(
    z.object({
      decision: z.enum(decisions),
      why: z.array(refusalView),
      suggestedBy: z.array(z.object({ code: z.string(), params: z.record(z.string(), z.number()) })),
    }),
  ),
});
export type ReviewView = z.infer<typeof ReviewView>;

export const ReadReviewsRequest = z.strictObject({ clientId: id });
export const ReviewList = z.object({ items: z.array(ReviewView) });
export type ReviewList = z.infer<typeof ReviewList>;
