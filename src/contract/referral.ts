// Linking: referrals to other organizations.
import { z } from 'zod';
import { referralStates } from '#domain/linking/referrals.ts';
import { dayField, id, line, listing, offsetPage, owner, prose } from './fields.ts';

export const MakeReferralRequest = z.strictObject({
  clientId: id,
  enrolmentId: id.optional(),
  organization: line(300),
  service: line(300).nullish(),
  contactName: line(200).nullish(),
  contactPhone: line(60).nullish(),
  goalThread: id.nullish(),
  needThread: id.nullish(),
  owner,
  /** Left out: kept as a draft. */
  sentOn: dayField.nullish(),
  /** The next day somebody looks at it. */
  nextOn: dayField.nullish(),
  note: prose(2000).default(''),
});
export type MakeReferralRequest = z.infer<typeof MakeReferralRequest>;

/** One step on, a new next date, or another owner. */
export const MoveReferralRequest = z.strictObject({
  referralId: id,
  to: z.enum(referralStates).optional(),
  on: dayField.optional(),
  nextOn: dayField.nullish(),
  needMet: z.boolean().nullish(),
  note: prose(2000).default(''),
  owner: owner.optional(),
});
export type MoveReferralRequest = z.infer<typeof MoveReferralRequest>;

export const ReferralView = z.object({
  id,
  clientId: id,
  clientName: z.string(),
  cycleId: id.nullable(),
  goal: z.object({ thread: id, words: z.string() }).nullable(),
  need: z.object({ thread: id, domain: z.string(), label: z.string() }).nullable(),
  organization: z.string(),
  service: z.string().nullable(),
  contactName: z.string().nullable(),
  contactPhone: z.string().nullable(),
  state: z.enum(referralStates),
  mayMoveTo: z.array(z.enum(referralStates)),
  owner,
  ownerName: z.string().nullable(),
  sentOn: z.string().nullable(),
  nextOn: z.string().nullable(),
  answeredOn: z.string().nullable(),
  receivedOn: z.string().nullable(),
  needMet: z.boolean().nullable(),
  note: z.string().nullable(),
  /** Days since it was sent while nobody has answered. */
  daysUnanswered: z.number().int().nullable(),
  version: z.string(),
});
export type ReferralView = z.infer<typeof ReferralView>;

export const ListReferralsRequest = z.strictObject({
  whose: z.enum(['mine', 'team', 'all']).default('mine'),
  state: z.enum([...referralStates, 'open', 'unanswered']).default('open'),
  sort: z.enum(['next', 'age', 'organization', 'client']).default('next'),
  ...offsetPage,
});
export type ListReferralsRequest = z.infer<typeof ListReferralsRequest>;
export const ReferralList = listing(ReferralView);
export type ReferralList = z.infer<typeof ReferralList>;

export const ReadReferralsRequest = z.strictObject({ clientId: id });
