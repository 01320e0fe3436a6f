// Consents and restrictions: what is asked of whoever records one, and how they are shown.
import { z } from 'zod';
import {
  consentKinds,
  partyKinds,
  purposes,
  recordKinds,
  revocationWays,
  statements,
} from '#domain/consent/consent.ts';
import { dayField, id, line, lineOrNothing, prose, refusalView, segmentCode } from './fields.ts';

/** Of a scanned paper: it comes as text within the form, which is no larger than any other request. */
export const scanBytes = 1_400_000;
export const scanTypes = ['application/pdf', 'image/png', 'image/jpeg'] as const;

const named = z.strictObject({ kind: z.enum(partyKinds), id: id.nullish(), name: lineOrNothing(200) });

const scan = z.strictObject({
  mediaType: z.enum(scanTypes),
  base64: z
    .string()
    .max(Math.ceil((scanBytes * 4) / 3) + 4)
    .regex(/^[A-Za-z0-9+/]*={0,2}$/, 'field.invalid-format'),
});

const signature = z.discriminatedUnion('how', [
  z.strictObject({ how: z.literal('typed'), on: dayField, name: lineOrNothing(200) }),
  z.strictObject({
    how: z.literal('drawn'),
    on: dayField,
    name: lineOrNothing(200),
    /** The lines of the drawing, as an SVG path within 600 by 160. */
    drawing: z
      .string()
      .max(60_000)
      .regex(/^[ML\d. -]*$/, 'field.invalid-format'),
  }),
  z.strictObject({ how: z.literal('paper'), on: dayField, name: lineOrNothing(200), scan: scan.nullish() }),
]);

export const RecordConsentRequest = z.strictObject({
  clientId: id,
  kind: z.enum(consentKinds),
  disclosers: z
    .array(
      z.strictObject({ kind: z.enum(['agency', 'programme', 'class']), id: id.nullish(), name: lineOrNothing(200) }),
    )
    .max(20),
  recipients: z.array(named.extend({ members: lineOrNothing(500).nullish() })).max(20),
  segments: z.array(segmentCode).max(20),
  records: z.array(z.enum(recordKinds)).max(20).default([]),
  recordsFrom: dayField.nullish(),
  recordsTo: dayField.nullish(),
  description: prose(2_000),
  purposes: z.array(z.enum(purposes)).max(20),
  purposeText: lineOrNothing(300).nullish(),
  from: dayField,
  expiry: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('day'), on: dayField }),
      z.strictObject({ kind: z.literal('event'), text: lineOrNothing(300) }),
      z.strictObject({ kind: z.literal('none') }),
    ])
    .nullish(),
  told: z.array(z.enum(statements)).max(3),
  language: z.enum(['en', 'es']),
  /** Who signs for the person, by a paper; the person themself where left out. */
  supporterId: id.nullish(),
  signature: signature.nullish(),
  /** A form that came as it is: kept with what it lacks, and nothing is disclosed under it. */
  keepDeficient: z.boolean().default(false),
});
export type RecordConsentRequest = z.infer<typeof RecordConsentRequest>;

export const SignConsentRequest = z.strictObject({ consentId: id, signature });
export type SignConsentRequest = z.infer<typeof SignConsentRequest>;

export const ReadConsentScanRequest = z.strictObject({ consentId: id });
/** The paper as images to be looked at, whatever kind of file it came as: JSON, for it is shown and not handed out. */
export const ConsentScanView = z.object({
  pages: z.array(z.object({ mediaType: z.enum(['image/png', 'image/jpeg']), base64: z.string() })),
  /** Of the whole paper: of a long one the first pages are shown. */
  count: z.number().int(),
});
export type ConsentScanView = z.infer<typeof ConsentScanView>;

export const RevokeConsentRequest = z.strictObject({ consentId: id, how: z.enum(revocationWays) });
export const EndConsentRequest = z.strictObject({ consentId: id, on: dayField });
export const MarkConsentFalseRequest = z.strictObject({ consentId: id, reason: line(500) });

export const RecordRestrictionRequest = z.strictObject({
  clientId: id,
  segments: z.array(segmentCode).max(20),
  records: z.array(z.enum(recordKinds)).max(20).default([]),
  from: z.array(named).max(20),
  purposes: z.array(z.enum(purposes)).max(20).default([]),
  /** What the person asked for, in their words. */
  words: line(1_000),
  beginsOn: dayField,
});
export type RecordRestrictionRequest = z.infer<typeof RecordRestrictionRequest>;
export const AnswerRestrictionRequest = z.strictObject({
  restrictionId: id,
  agreed: z.boolean(),
  answer: lineOrNothing(1_000).nullish(),
});
export const EndRestrictionRequest = z.strictObject({ restrictionId: id });

const namedView = z.object({ kind: z.enum(partyKinds), id: z.string().nullable(), name: z.string() });

export const ConsentView = z.object({
  id,
  kind: z.enum(consentKinds),
  standing: z.enum(['in-force', 'not-begun', 'expired', 'revoked', 'revocation-asked', 'deficient']),
  /** What it lacks, each with the field it is about. */
  why: z.array(refusalView),
  /** Consents that say something else to the same recipient: only what all of them allow is disclosed. */
  contradicts: z.array(z.string()),
  clientName: z.string(),
  disclosers: z.array(
    z.object({ kind: z.enum(['agency', 'programme', 'class']), id: z.string().nullable(), name: z.string() }),
  ),
  recipients: z.array(namedView.extend({ members: z.string().nullable() })),
  segments: z.array(z.string()),
  records: z.array(z.enum(recordKinds)),
  recordsFrom: z.string().nullable(),
  recordsTo: z.string().nullable(),
  description: z.string(),
  purposes: z.array(z.enum(purposes)),
  purposeText: z.string().nullable(),
  from: z.string(),
  expiry: z
    .object({
      kind: z.enum(['day', 'event', 'none']),
      on: z.string().optional(),
      text: z.string().optional(),
      happenedOn: z.string().nullish(),
    })
    .nullable(),
  told: z.array(z.enum(statements)),
  language: z.string(),
  signer: z.object({ as: z.enum(['client', 'proxy']), name: z.string().nullable() }),
  signature: z
    .object({
      how: z.enum(['typed', 'drawn', 'paper']),
      on: z.string(),
      name: z.string(),
      drawing: z.string().nullable(),
      hasScan: z.boolean(),
    })
    .nullable(),
  revocation: z.object({ how: z.enum(revocationWays), on: z.string(), writtenOn: z.string().nullable() }).nullable(),
  knownFalse: z.string().nullable(),
});
export type ConsentView = z.infer<typeof ConsentView>;

export const RestrictionView = z.object({
  id,
  segments: z.array(z.string()),
  records: z.array(z.enum(recordKinds)),
  from: z.array(namedView),
  purposes: z.array(z.enum(purposes)),
  words: z.string(),
  agreed: z.boolean().nullable(),
  answer: z.string().nullable(),
  beginsOn: z.string(),
  endedOn: z.string().nullable(),
});
export type RestrictionView = z.infer<typeof RestrictionView>;

export const ReadConsentsRequest = z.strictObject({ clientId: id });
const choice = z.object({ id: z.string(), name: z.string() });
export const ConsentsView = z.object({
  agencyName: z.string(),
  clientName: z.string(),
  consents: z.array(ConsentView),
  restrictions: z.array(RestrictionView),
  /** Segments a form can name: those of the house and the agency's own. */
  segments: z.array(z.object({ code: z.string(), labels: z.object({ en: z.string(), es: z.string() }).nullable() })),
  /** Those that whoever asks sees of this client. */
  seen: z.array(z.string()),
  programmes: z.array(choice.extend({ isPart2: z.boolean() })),
  staff: z.array(choice),
  supporters: z.array(choice),
});
export type ConsentsView = z.infer<typeof ConsentsView>;
