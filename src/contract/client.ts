// The person served: registering, finding, and the identity part of the record.
import { z } from 'zod';
import { birthPrecisions } from '#domain/people/birth-and-age.ts';
import { dayField, id, languageTag, line, owner } from './fields.ts';

const identifier = z.strictObject({ system: line(100), value: line(100) });

export const ClientIdentityFields = {
  givenName: line(100),
  familyName: line(100),
  middleName: line(100).nullish(),
  chosenName: line(100).nullish(),
  formerNames: z.array(line(100)).max(10).default([]),
  pronouns: line(40).nullish(),
  birthDate: dayField.nullish(),
  birthPrecision: z.enum(birthPrecisions).default('day'),
  language: languageTag.nullish(),
  otherLanguages: z.array(languageTag).max(10).default([]),
  needsInterpreter: z.boolean().default(false),
  largePrint: z.boolean().default(false),
};

export const RegisterClientRequest = z.strictObject({
  ...ClientIdentityFields,
  identifiers: z.array(identifier).max(20).default([]),
  /** Set after the possible duplicates were looked at: this is another person. */
  notDuplicateOf: z.array(id).max(50).default([]),
  /** Refers the person to a programme at once: cycle 1 opens in outreach. */
  referral: z
    .strictObject({
      programmeId: id,
      owner,
      on: dayField.optional(),
      source: line(200).nullish(),
      reason: line(1000).nullish(),
    })
    .optional(),
});
export type RegisterClientRequest = z.infer<typeof RegisterClientRequest>;

export const ClientRegistered = z.object({ id, number: z.number(), enrolmentId: id.nullable() });
