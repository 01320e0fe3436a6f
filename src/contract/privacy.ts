// Breaking the glass and what is said of it afterwards; what the privacy officer looks at; what somebody is told at once.
import { z } from 'zod';
import { findingKinds } from '#domain/access/findings.ts';
import { glassReasons, reviewOutcomes } from '#domain/access/glass.ts';
import { dayField, id, instantField, line, listing, namedRecord, offsetPage } from './fields.ts';

const person = z.object({ id, name: z.string() });

/** By number, or by the whole name and the day of birth: whoever knows less is not looking for one person. */
export const FindBehindGlassRequest = z
  .strictObject({
    number: z.number().int().min(1).max(999_999_999).nullish(),
    givenName: line(100).nullish(),
    familyName: line(100).nullish(),
    birthDate: dayField.nullish(),
  })
  .refine(
    ({ number, givenName, familyName, birthDate }) => number != null || (givenName && familyName && birthDate),
    'glass-search-incomplete',
  );
export const FoundBehindGlass = z.object({
  items: z.array(z.object({ id, name: z.string(), birthYear: z.number().nullable() })),
});
export type FoundBehindGlass = z.infer<typeof FoundBehindGlass>;

/** 42 CFR 2.51(c). */
const emergency = z.strictObject({
  recipient: line(200),
  affiliation: line(200),
  discloser: line(200),
  at: instantField,
  nature: line(500),
});

export const BreakGlassRequest = z.strictObject({
  clientId: id,
  reason: z.enum(glassReasons),
  explanation: line(500),
  emergency: emergency.nullish(),
});
export const GlassBroken = z.object({ id, endsAt: z.string(), told: z.number() });
export type GlassBroken = z.infer<typeof GlassBroken>;

export const ListGlassRequest = z.strictObject({
  ...offsetPage,
  state: z.enum(['open', 'reviewed', 'all']).default('all'),
  staffId: id.optional(),
  from: dayField.optional(),
  to: dayField.optional(),
});
export const GlassView = z.object({
  id,
  client: namedRecord,
  staff: person,
  reason: z.enum(glassReasons),
  explanation: z.string(),
  brokenAt: z.string(),
  endsAt: z.string(),
  emergency: z
    .object({
      recipient: z.string(),
      affiliation: z.string(),
      discloser: z.string(),
      at: z.string(),
      nature: z.string(),
    })
    .nullable(),
  review: z
    .object({
      outcome: z.enum(reviewOutcomes),
      note: z.string().nullable(),
      by: z.string().nullable(),
      at: z.string(),
    })
    .nullable(),
});
export type GlassView = z.infer<typeof GlassView>;
export const GlassListed = listing(GlassView);
export type GlassListed = z.infer<typeof GlassListed>;

export const ReviewGlassRequest = z.strictObject({
  glassId: id,
  outcome: z.enum(reviewOutcomes),
  note: line(500).nullish(),
});
export const GlassReviewed = z.object({ id });

const hours = z.object({ from: z.string(), to: z.string(), days: z.array(z.number()) });
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'field.invalid-format');
export const SetOfficeHoursRequest = z.strictObject({
  from: clockTime.default('07:00'),
  to: clockTime.default('19:00'),
  days: z.array(z.number().int().min(1).max(7)).max(7),
});

export const ReadPrivacyRequest = z.strictObject({
  from: dayField.optional(),
  to: dayField.optional(),
  staffId: id.optional(),
});
const figure = z.object({
  value: z.number(),
  interval: z.null(),
  n: z.number(),
  denominator: z.string(),
  method: z.string(),
  asOf: z.string(),
  reason: z.null(),
  rows: z.string(),
});
export const PrivacyView = z.object({
  from: z.string(),
  to: z.string(),
  hours,
  findings: z.array(z.object({ kind: z.enum(findingKinds), figure })),
  /** Broken and not looked at yet, however long ago. */
  openGlass: figure,
  rates: z.array(z.object({ staff: person, figure, open: z.number(), notJustified: z.number() })),
  /** Months whose audit report was made when they were over, the latest first. */
  reports: z.array(z.object({ month: z.string(), madeAt: z.string() })),
});
export type PrivacyView = z.infer<typeof PrivacyView>;

/** One month's audit as figures and what stands sealed: to be kept on paper, outside of every machine. */
export const MakeAuditReportRequest = z.strictObject({
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'field.invalid-format'),
  language: z.enum(['en', 'es']).default('en'),
});

const finding = {
  kind: z.enum(findingKinds),
  from: dayField.optional(),
  to: dayField.optional(),
};
export const ListFindingsRequest = z.strictObject({ ...offsetPage, ...finding, staffId: id.optional() });
export const FindingView = z.object({
  kind: z.enum(findingKinds),
  staff: person.extend({ roles: z.array(z.string()) }),
  client: namedRecord.nullable(),
  n: z.number(),
  firstAt: z.string(),
  lastAt: z.string(),
  rows: z.string(),
});
export type FindingView = z.infer<typeof FindingView>;
export const FindingsListed = listing(FindingView);
export type FindingsListed = z.infer<typeof FindingsListed>;

export const ListFindingEntriesRequest = z.strictObject({
  ...offsetPage,
  ...finding,
  staffId: id,
  /** Whose record; none: what concerns no one person. */
  about: id.optional(),
});
export const FindingEntryView = z.object({
  id,
  at: z.string(),
  action: z.string(),
  part: z.string(),
  effect: z.enum(['read', 'write', 'refused']),
  basis: z.string(),
  requestId: z.string().nullable(),
});
export type FindingEntryView = z.infer<typeof FindingEntryView>;
export const FindingEntriesListed = listing(FindingEntryView);
export type FindingEntriesListed = z.infer<typeof FindingEntriesListed>;

export const ListOwnNoticesRequest = z.strictObject(offsetPage);
export const NoticeView = z.object({
  id,
  kind: z.enum(['glass-broken', 'glass-reviewed', 'safety-raised', 'safety-waiting']),
  at: z.string(),
  seenAt: z.string().nullable(),
  by: z.string().nullable(),
  outcome: z.enum(reviewOutcomes).nullable(),
  client: namedRecord.nullable(),
});
export type NoticeView = z.infer<typeof NoticeView>;
export const NoticesListed = listing(NoticeView);
export type NoticesListed = z.infer<typeof NoticesListed>;
export const SeeOwnNoticeRequest = z.strictObject({ noticeId: id });

export const SetOwnKinshipRequest = z.strictObject({
  familyNames: z.array(line(100)).max(10),
  address: line(300).nullish(),
});
export const KinshipView = z.object({ familyNames: z.array(z.string()), address: z.string().nullable() });
export type KinshipView = z.infer<typeof KinshipView>;
