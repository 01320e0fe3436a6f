// What left the agency about a person: writing it down, reading it, and the accounting somebody may ask for.
import { z } from 'zod';
import { purposes } from '#domain/consent/consent.ts';
import { accountingLaws } from '#domain/disclosure/accounting.ts';
import { bases, recipientKinds, recordedWays, ways } from '#domain/disclosure/bases.ts';
import { disclosedKinds } from '#domain/disclosure/disclosing.ts';
import { dayField, id, line, listing, page } from './fields.ts';

/** To whom, why and how much; what is missing for the basis is said by the rules. */
const asked = {
  basis: z.enum(bases),
  recipientKind: z.enum(recipientKinds),
  recipient: line(200),
  address: line(300).nullable().default(null),
  via: line(200).nullable().default(null),
  purpose: z.enum(purposes),
  purposeText: line(500).nullable().default(null),
  kinds: z.array(z.enum(disclosedKinds)).max(disclosedKinds.length),
  from: dayField.nullable().default(null),
  to: dayField.nullable().default(null),
  whyAll: line(500).nullable().default(null),
  grounds: line(1000).nullable().default(null),
};

/** Made by letter, telephone … and written down by whoever made it. */
export const RecordDisclosureRequest = z.strictObject({
  clientId: id,
  day: dayField,
  way: z.enum(recordedWays),
  ...asked,
});
export type RecordDisclosureRequest = z.infer<typeof RecordDisclosureRequest>;

/** A part of the chart on paper; of the plan one version. */
export const PrintRecordRequest = z.strictObject({ clientId: id, planId: id.nullable().default(null), ...asked });
export type PrintRecordRequest = z.infer<typeof PrintRecordRequest>;

export const DisclosureMade = z.object({
  id,
  segments: z.array(z.string()),
  /** The statement of 42 CFR 2.32 must stand on it. */
  isPart2: z.boolean(),
  /** The consents it rests on, and what each says it reaches, which must go along. */
  consents: z.array(z.object({ id, description: z.string() })),
});
export type DisclosureMade = z.infer<typeof DisclosureMade>;

export const DisclosureView = z.object({
  ...asked,
  id,
  day: z.string(),
  way: z.enum(ways),
  segments: z.array(z.string()),
  consents: z.array(id),
  recordedAt: z.string(),
  recordedBy: z.object({ id, name: z.string().nullable() }),
  /** The accountings that name it. */
  accountings: z.array(z.enum(accountingLaws)),
});
export type DisclosureView = z.infer<typeof DisclosureView>;

export const ReadDisclosuresRequest = z.strictObject({
  clientId: id,
  from: dayField.optional(),
  to: dayField.optional(),
  basis: z.enum(bases).optional(),
  ...page,
});
export type ReadDisclosuresRequest = z.infer<typeof ReadDisclosuresRequest>;
export const DisclosuresView = listing(DisclosureView).extend({
  /** Whose it is: whoever answers for disclosures opens no chart to see it. */
  client: z.object({
    id,
    number: z.number(),
    name: z.string(),
    birthDate: z.string().nullable(),
    language: z.string().nullable(),
    largePrint: z.boolean(),
  }),
});
export type DisclosuresView = z.infer<typeof DisclosuresView>;

export const MakeAccountingRequest = z.strictObject({
  clientId: id,
  law: z.enum(accountingLaws),
  language: z.enum(['en', 'es']).default('en'),
  isLarge: z.boolean().default(false),
});
export type MakeAccountingRequest = z.infer<typeof MakeAccountingRequest>;

export const Accounting = z.object({
  law: z.enum(accountingLaws),
  language: z.enum(['en', 'es']),
  isLarge: z.boolean(),
  client: z.object({ name: z.string(), number: z.number(), birthDate: z.string().nullable() }),
  agency: z.string(),
  /** Whether it names disclosures of every segment, or of those its maker may see. */
  isWhole: z.boolean(),
  madeOn: z.string(),
  from: z.string(),
  to: z.string(),
  entries: z.array(
    z.object({
      basis: z.enum(bases),
      recipientKind: z.enum(recipientKinds),
      recipient: z.string(),
      address: z.string().nullable(),
      via: z.string().nullable(),
      purpose: z.enum(purposes),
      purposeText: z.string().nullable(),
      kinds: z.array(z.enum(disclosedKinds)),
      first: z.string(),
      last: z.string(),
      times: z.number().int(),
    }),
  ),
});
export type Accounting = z.infer<typeof Accounting>;
