// The comprehensive assessment: a whole life, domain by domain.
import { z } from 'zod';
import { needLevels } from '#domain/cycle/assessment.ts';
import {
  addendumView,
  dayField,
  domainCode,
  id,
  line,
  lineInWriting,
  needPriority,
  prose,
  refusalView,
} from './fields.ts';

const NeedEntry = z.strictObject({
  /** Left out for a need first found now. */
  thread: id.optional(),
  label: lineInWriting(300).default(''),
  level: z.enum(needLevels),
  priority: needPriority.nullable().default(null),
  origin: prose(5000).default(''),
  upkeep: prose(5000).default(''),
  words: prose(5000).default(''),
});

const StrengthEntry = z.strictObject({
  /** Left out for a strength first found now. */
  id: id.optional(),
  aspect: z.enum(['current', 'wish', 'past']).default('current'),
  text: prose(1000),
  /** In the person's own words. */
  words: z.boolean().default(false),
  rank: z.number().int().min(1).max(99).nullable().default(null),
});

const DomainEntry = z.strictObject({
  situation: prose().default(''),
  wishes: prose().default(''),
  barriers: prose().default(''),
  words: prose().default(''),
  discussed: z.boolean().default(false),
  needs: z.array(NeedEntry).max(20).default([]),
  strengths: z.array(StrengthEntry).max(50).default([]),
});
export type DomainEntryRequest = z.infer<typeof DomainEntry>;

export const StartAssessmentRequest = z.strictObject({ enrolmentId: id });

export const SaveAssessmentRequest = z.strictObject({
  assessmentId: id,
  day: dayField.optional(),
  summary: prose().nullish(),
  informants: line(500).nullish(),
  domains: z.record(domainCode, DomainEntry),
});
export type SaveAssessmentRequest = z.infer<typeof SaveAssessmentRequest>;

export const SignAssessmentRequest = z.strictObject({ assessmentId: id, on: dayField.optional() });
export type SignAssessmentRequest = z.infer<typeof SignAssessmentRequest>;

const summaryFields = {
  id,
  clientId: id,
  cycleId: id,
  cycleNumber: z.number().int().nullable(),
  kind: z.enum(['comprehensive', 're-assessment']),
  day: z.string(),
  state: z.enum(['draft', 'signed', 'in-error']),
  author: z.object({ id, name: z.string() }),
  signedAt: z.string().nullable(),
  signedBy: z.string().nullable(),
  prefilledFrom: id.nullable(),
  errorReason: z.string().nullable(),
  version: z.string(),
};

export const AssessmentSummary = z.object({
  ...summaryFields,
  unmetNeeds: z.number().int(),
  strengths: z.number().int(),
});
export type AssessmentSummary = z.infer<typeof AssessmentSummary>;

export const AssessmentView = z.object({
  ...summaryFields,
  summary: z.string().nullable(),
  informants: z.string().nullable(),
  /** The domains to go through, in order; the agency's own carry their label. */
  domainList: z.array(z.object({ code: z.string(), label: z.record(z.string(), z.string()).nullable() })),
  domains: z.record(
    z.string(),
    z.object({
      situation: z.string(),
      wishes: z.string(),
      barriers: z.string(),
      words: z.string(),
      discussed: z.boolean(),
      needs: z.array(NeedEntry.extend({ thread: id })),
      strengths: z.array(StrengthEntry.extend({ id })),
    }),
  ),
  addenda: z.array(addendumView),
  /** What is still missing before it can be signed. */
  missing: z.array(refusalView),
});
export type AssessmentView = z.infer<typeof AssessmentView>;

export const AssessmentList = z.object({
  items: z.array(AssessmentSummary),
  /** What holds now, over all assessments and reviews. */
  needs: z.array(
    z.object({
      thread: id,
      domain: z.string(),
      label: z.string(),
      level: z.enum(needLevels),
      priority: needPriority.nullable(),
      origin: z.string(),
      upkeep: z.string(),
      words: z.string(),
      day: z.string(),
    }),
  ),
  strengths: z.array(
    z.object({
      id,
      domain: z.string(),
      aspect: z.enum(['current', 'wish', 'past']),
      text: z.string(),
      words: z.boolean(),
      rank: z.number().int().nullable(),
      day: z.string(),
    }),
  ),
});
export type AssessmentList = z.infer<typeof AssessmentList>;
