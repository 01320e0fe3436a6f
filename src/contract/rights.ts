// What a person asks of their own record, and how it is answered.
import { z } from 'zod';
import {
  accessGroundNames,
  amendableKinds,
  amendmentGrounds,
  decisions,
  recordForms,
  recordLanguages,
  waysToAsk,
} from '#domain/work/rights.ts';
import { dayField, id, line, lineOrNothing, listing, offsetPage, owner, prose, refusalView } from './fields.ts';

const asking = {
  clientId: id,
  /** The day the agency received it; today when left out. */
  requestedOn: dayField.optional(),
  /** Who asks for the person, with an authority that covers the record; the person when left out. */
  supporterId: id.nullish(),
  how: z.enum(waysToAsk).default('in-person'),
  note: prose(5000).nullish(),
  owner: owner.optional(),
};

export const RequestAccessRequest = z.strictObject({
  ...asking,
  form: z.enum(recordForms).default('pdf'),
  language: z.enum(recordLanguages).optional(),
  largePrint: z.boolean().optional(),
});
export type RequestAccessRequest = z.infer<typeof RequestAccessRequest>;

const entry = z.strictObject({ kind: z.enum(amendableKinds), id });

export const RequestAmendmentRequest = z.strictObject({
  ...asking,
  /** What is to be amended; the record as a whole when left out. */
  entry: entry.optional(),
});
export type RequestAmendmentRequest = z.infer<typeof RequestAmendmentRequest>;

const answer = {
  clientId: id,
  decision: z.enum(decisions),
  /** The day the person was answered; today when left out. */
  on: dayField.optional(),
  /** What the person was told, in plain words. */
  text: prose(5000),
};

export const AnswerAccessRequest = z.strictObject({
  ...answer,
  accessRequestId: id,
  grounds: z.array(z.enum(accessGroundNames)).max(accessGroundNames.length).default([]),
  /** The licensed professional in whose judgement a reviewable ground holds. */
  determinedBy: lineOrNothing(200).default(''),
  /** The copy that was handed over; none where the person read the record here. */
  packageId: id.nullish(),
});
export type AnswerAccessRequest = z.infer<typeof AnswerAccessRequest>;

export const AnswerAmendmentRequest = z.strictObject({
  ...answer,
  amendmentRequestId: id,
  grounds: z.array(z.enum(amendmentGrounds)).max(amendmentGrounds.length).default([]),
  /** What is put beside the entry. */
  amendment: prose(20_000).default(''),
  /** Whom the person wants told, and who was. */
  told: z.array(line(200)).max(40).default([]),
});
export type AnswerAmendmentRequest = z.infer<typeof AnswerAmendmentRequest>;

export const AskDenialReviewRequest = z.strictObject({ clientId: id, accessRequestId: id, on: dayField.optional() });
export const ReviewDenialRequest = z.strictObject({
  clientId: id,
  accessRequestId: id,
  outcome: z.enum(['upheld', 'overturned']),
  on: dayField.optional(),
  reason: prose(5000),
});

const said = {
  clientId: id,
  amendmentRequestId: id,
  text: prose(20_000).refine((text) => text.trim() !== '', 'field.blank'),
};
export const AddDisagreementRequest = z.strictObject(said);
export const AddRebuttalRequest = z.strictObject(said);

export const MakePackageRequest = z.strictObject({
  clientId: id,
  accessRequestId: id,
  language: z.enum(recordLanguages).optional(),
  largePrint: z.boolean().optional(),
  /** Entries that are not given, on grounds the answer names. */
  leaveOut: z.array(id).max(500).default([]),
  /** Nobody was promised that what they said stays between them and the staff. */
  withSupportersWords: z.boolean().default(false),
});
export type MakePackageRequest = z.infer<typeof MakePackageRequest>;
export const PackageAsked = z.object({ id });
export type PackageAsked = z.infer<typeof PackageAsked>;

export const TakePackageRequest = z.strictObject({ clientId: id, packageId: id, part: z.enum(['pdf', 'data']) });

export const PackageView = z.object({
  id,
  madeAt: z.string(),
  by: z.string().nullable(),
  language: z.string(),
  largePrint: z.boolean(),
  entries: z.number().int(),
  leftOut: z.number().int(),
  pages: z.number().int(),
});
export type PackageView = z.infer<typeof PackageView>;

export const RequestView = z.object({
  /** Of the request, and of the task that carries its clock. */
  id,
  kind: z.enum(['access', 'amendment']),
  clientId: id,
  clientName: z.string(),
  state: z.enum(['open', 'done', 'cancelled']),
  requestedOn: z.string(),
  dueBy: z.string(),
  extension: z.object({ on: z.string(), reason: z.string() }).nullable(),
  doneOn: z.string().nullable(),
  outcome: z.string().nullable(),
  owner,
  ownerName: z.string().nullable(),
  askedBy: z.object({ name: z.string(), under: z.string().nullable() }).nullable(),
  how: z.enum(waysToAsk),
  note: z.string().nullable(),
  form: z.enum(recordForms).nullable(),
  language: z.string().nullable(),
  largePrint: z.boolean(),
  entry: z
    .object({ kind: z.enum(amendableKinds), id, day: z.string().nullable(), text: z.string().nullable() })
    .nullable(),
  answer: z
    .object({
      decision: z.enum(decisions),
      on: z.string(),
      by: z.string().nullable(),
      text: z.string(),
      grounds: z.array(z.string()),
      determinedBy: z.string().nullable(),
      packageId: id.nullable(),
      told: z.array(z.string()),
    })
    .nullable(),
  review: z
    .object({
      askedOn: z.string(),
      outcome: z.enum(['upheld', 'overturned']).nullable(),
      on: z.string().nullable(),
      by: z.string().nullable(),
      reason: z.string().nullable(),
    })
    .nullable(),
  /** What stands beside the entry because of this request. */
  beside: z.array(
    z.object({ id, kind: z.enum(['addendum', 'disagreement', 'rebuttal']), text: z.string(), at: z.string() }),
  ),
  packages: z.array(PackageView),
  /** The job that is making a copy, for whoever asked for it. */
  makingJobId: id.nullable(),
  /** Why a review cannot be asked for, and why no disagreement can be added; empty where it can. */
  whyNot: z.object({ askReview: z.array(refusalView), disagree: z.array(refusalView) }),
});
export type RequestView = z.infer<typeof RequestView>;

export const ReadRequestsRequest = z.strictObject({ clientId: id });
export const RequestsView = z.object({
  items: z.array(RequestView),
  /** What can be amended, or left out of a copy: the latest first. */
  entries: z.array(z.object({ kind: z.enum(amendableKinds), id, day: z.string(), text: z.string().nullable() })),
  /** Who may ask for the person: those with an authority that covers the record today. */
  representatives: z.array(z.object({ id, name: z.string(), authority: z.string() })),
});
export type RequestsView = z.infer<typeof RequestsView>;

export const ListRequestsRequest = z.strictObject({
  kind: z.enum(['access', 'amendment', 'all']).default('all'),
  state: z.enum(['open', 'review', 'done']).default('open'),
  ...offsetPage,
});
export type ListRequestsRequest = z.infer<typeof ListRequestsRequest>;
export const RequestList = listing(RequestView);
export type RequestList = z.infer<typeof RequestList>;
