// The people and circumstances around a client: how to reach them safely, who supports them and who may decide for them, the map
// of their ties, coverage, alerts, where they live. Each is changed as a whole, by its version.
import { z } from 'zod';
import { alertKinds } from '#domain/people/alerts.ts';
import { authorities, decisionScopes } from '#domain/people/authority.ts';
import { contactChannels } from '#domain/people/safe-contact.ts';
import {
  clientLinkKinds,
  coveragePlans,
  residenceSettings,
  supporterKinds,
  tieFlows,
  tieKinds,
  tieQualities,
} from '#domain/people/surroundings.ts';
import { dayField, id, line, prose } from './fields.ts';

const refusal = z.object({
  code: z.string(),
  params: z.record(z.string(), z.string().or(z.number())).optional(),
  pointer: z.string().optional(),
});

/** What every entry carries: whose, by whom, and the version a change must name. */
const kept = { id, clientId: id, version: z.string(), recordedBy: z.object({ id, name: z.string() }) };

export const ContactDetailFields = {
  channel: z.enum(contactChannels),
  value: line(300),
  label: line(100).nullable().default(null),
  permission: z.enum(['yes', 'ask', 'no']).default('ask'),
  mayLeaveVoicemail: z.boolean().default(false),
  /** Null: nobody has asked yet. */
  isSafe: z.boolean().nullable().default(null),
  whoMayKnow: line(300).nullable().default(null),
  bestTimes: line(200).nullable().default(null),
  caution: line(500).nullable().default(null),
  preferred: z.boolean().default(false),
  endedOn: dayField.nullable().default(null),
};
/** Whether a detail may be used for something today: allowed with advice, or why not. */
const use = z.object({ allowed: z.boolean(), askNow: z.boolean(), why: z.array(refusal) });
export const ContactDetailView = z.object({
  ...kept,
  ...ContactDetailFields,
  use: z.object({ speak: use, 'leave-message': use, write: use, visit: use }),
});
export type ContactDetailView = z.infer<typeof ContactDetailView>;

export const SupporterFields = {
  name: line(200),
  relationship: line(100),
  kind: z.enum(supporterKinds).default('natural'),
  phone: line(50).nullable().default(null),
  email: line(320).nullable().default(null),
  organization: line(200).nullable().default(null),
  isEmergencyContact: z.boolean().default(false),
  mayBeTold: line(500).nullable().default(null),
  /** Guardian or proxy: what they may decide, from when to when, and the paper it rests on. */
  authority: z.enum(authorities).nullable().default(null),
  scopes: z.array(z.enum(decisionScopes)).max(decisionScopes.length).default([]),
  authorityFrom: dayField.nullable().default(null),
  authorityTo: dayField.nullable().default(null),
  authorityBasis: line(500).nullable().default(null),
  endedOn: dayField.nullable().default(null),
};
export const SupporterView = z.object({
  ...kept,
  ...SupporterFields,
  /** In which matters they may decide today. */
  mayDecide: z.array(z.enum(decisionScopes)),
});
export type SupporterView = z.infer<typeof SupporterView>;

export const SocialTieFields = {
  name: line(200),
  kind: z.enum(tieKinds),
  supporterId: id.nullable().default(null),
  closeness: z.number().int().min(1).max(3),
  quality: z.enum(tieQualities),
  flow: z.enum(tieFlows).default('both'),
  note: line(1000).nullable().default(null),
  endedOn: dayField.nullable().default(null),
};
export const SocialTieView = z.object({ ...kept, ...SocialTieFields });
export type SocialTieView = z.infer<typeof SocialTieView>;

export const CoverageFields = {
  payer: line(200),
  plan: z.enum(coveragePlans),
  memberNumber: line(100).nullable().default(null),
  from: dayField,
  to: dayField.nullable().default(null),
};
export const CoverageView = z.object({ ...kept, ...CoverageFields, isInForce: z.boolean() });
export type CoverageView = z.infer<typeof CoverageView>;

export const AlertFields = {
  kind: z.enum(alertKinds),
  text: line(1000),
  basis: line(1000),
  expiresOn: dayField,
  endedOn: dayField.nullable().default(null),
};
export const AlertView = z.object({
  ...kept,
  ...AlertFields,
  /** The day it was first set, and by whom; `recordedBy` is whoever changed it last. */
  from: dayField,
  setBy: z.object({ id, name: z.string() }),
  isInForce: z.boolean(),
});
export type AlertView = z.infer<typeof AlertView>;

export const ResidenceFields = {
  setting: z.enum(residenceSettings),
  address: prose(500).nullable().default(null),
  household: line(500).nullable().default(null),
  from: dayField,
  to: dayField.nullable().default(null),
};
export const ResidenceView = z.object({ ...kept, ...ResidenceFields, isCurrent: z.boolean() });
export type ResidenceView = z.infer<typeof ResidenceView>;

export const IdentifierFields = { system: line(100), value: line(100) };
export const AddIdentifierRequest = z.strictObject({ clientId: id, ...IdentifierFields });
/** A corrected number, or with a reason and no number: it was never theirs. */
export const EditIdentifierRequest = z.strictObject({
  clientId: id,
  identifierId: id,
  corrected: z.strictObject(IdentifierFields).nullable(),
  reason: line(500),
});
export const IdentifiersView = z.object({
  items: z.array(z.object({ id, ...IdentifierFields })),
});
export type IdentifiersView = z.infer<typeof IdentifiersView>;

export const LinkClientsRequest = z.strictObject({
  clientId: id,
  otherClientId: id,
  kind: z.enum(clientLinkKinds),
  relationship: line(100).nullable().default(null),
});
/** `asked`: the other chart is not the worker's to open, so somebody who sees both was asked. */
export const ClientsLinked = z.object({ id: id.nullable(), result: z.enum(['linked', 'asked']) });
export type ClientsLinked = z.infer<typeof ClientsLinked>;
export const UnlinkClientsRequest = z.strictObject({ clientId: id, linkId: id, reason: line(500) });

export const BlockStaffRequest = z.strictObject({ clientId: id, staffId: id, reason: line(500) });
export const LiftStaffBlockRequest = z.strictObject({ clientId: id, blockId: id, reason: line(500) });
export const StaffBlockView = z.object({
  id,
  staff: z.object({ id, name: z.string() }),
  reason: z.string(),
  from: z.string(),
});
export type StaffBlockView = z.infer<typeof StaffBlockView>;

export const Changed = z.object({ id });

export const ReadPeopleRequest = z.strictObject({ clientId: id });
export const PeopleView = z.object({
  contactDetails: z.array(ContactDetailView),
  supporters: z.array(SupporterView),
  socialTies: z.array(SocialTieView),
  coverages: z.array(CoverageView),
  alerts: z.array(AlertView),
  residences: z.array(ResidenceView),
  identifiers: IdentifiersView.shape.items,
  links: z.array(
    z.object({
      id,
      kind: z.enum(clientLinkKinds),
      relationship: z.string().nullable(),
      other: z.object({ id, number: z.number(), name: z.string() }),
    }),
  ),
  /** Null for those who may not block staff themselves. */
  staffBlocks: z.array(StaffBlockView).nullable(),
});
export type PeopleView = z.infer<typeof PeopleView>;
