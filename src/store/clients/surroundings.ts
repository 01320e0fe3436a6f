// The people and circumstances around a client, kind by kind: how the fields are the columns.
import { sql } from 'kysely';
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { AlertKind } from '#domain/people/alerts.ts';
import type { Authority, DecisionScope } from '#domain/people/authority.ts';
import type { ContactChannel } from '#domain/people/safe-contact.ts';
import type {
  coveragePlans,
  residenceSettings,
  supporterKinds,
  TieKind,
  tieFlows,
  tieQualities,
} from '#domain/people/surroundings.ts';
import { range } from '../postgres/query.ts';
import { entries, firstDay, lastDay, nameOf } from './entry.ts';

export type ContactDetailFields = {
  readonly channel: ContactChannel;
  readonly value: string;
  readonly label: string | null;
  readonly permission: 'yes' | 'ask' | 'no';
  readonly mayLeaveVoicemail: boolean;
  readonly isSafe: boolean | null;
  readonly whoMayKnow: string | null;
  readonly bestTimes: string | null;
  readonly caution: string | null;
  readonly preferred: boolean;
  readonly endedOn: Day | null;
};
export const contactDetails = entries<ContactDetailFields>(
  'contact_details',
  (fields) => ({
    channel: fields.channel,
    value: fields.value,
    label: fields.label,
    permission: fields.permission,
    may_leave_voicemail: fields.mayLeaveVoicemail,
    is_safe: fields.isSafe,
    who_may_know: fields.whoMayKnow,
    best_times: fields.bestTimes,
    caution: fields.caution,
    preferred: fields.preferred,
    ended_on: fields.endedOn,
  }),
  sql`e.channel, e.value, e.label, e.permission, e.may_leave_voicemail as "mayLeaveVoicemail", e.is_safe as "isSafe", e.who_may_know as "whoMayKnow",
    e.best_times as "bestTimes", e.caution, e.preferred, e.ended_on as "endedOn"`,
  sql`e.ended_on desc nulls first, e.preferred desc`,
);

export type SupporterFields = {
  readonly name: string;
  readonly relationship: string;
  readonly kind: (typeof supporterKinds)[number];
  readonly phone: string | null;
  readonly email: string | null;
  readonly organization: string | null;
  readonly isEmergencyContact: boolean;
  readonly mayBeTold: string | null;
  readonly authority: Authority | null;
  readonly scopes: readonly DecisionScope[];
  readonly authorityFrom: Day | null;
  readonly authorityTo: Day | null;
  readonly authorityBasis: string | null;
  readonly endedOn: Day | null;
};
export const supporters = entries<SupporterFields>(
  'supporters',
  (fields) => ({
    name: fields.name,
    relationship: fields.relationship,
    kind: fields.kind,
    phone: fields.phone,
    email: fields.email,
    organization: fields.organization,
    is_emergency_contact: fields.isEmergencyContact,
    may_be_told: fields.mayBeTold,
    authority: fields.authority,
    scopes: [...fields.scopes],
    authority_during: fields.authorityFrom === null ? null : range(fields.authorityFrom, fields.authorityTo),
    authority_basis: fields.authorityBasis,
    ended_on: fields.endedOn,
  }),
  sql`e.name, e.relationship, e.kind, e.phone, e.email, e.organization, e.is_emergency_contact as "isEmergencyContact", e.may_be_told as "mayBeTold",
    e.authority, e.scopes, ${firstDay('authority_during')} as "authorityFrom", ${lastDay('authority_during')} as "authorityTo",
    e.authority_basis as "authorityBasis", e.ended_on as "endedOn"`,
  sql`e.ended_on desc nulls first, e.is_emergency_contact desc, e.name`,
);

export type SocialTieFields = {
  readonly name: string;
  readonly kind: TieKind;
  readonly supporterId: Id | null;
  readonly closeness: number;
  readonly quality: (typeof tieQualities)[number];
  readonly flow: (typeof tieFlows)[number];
  readonly note: string | null;
  readonly endedOn: Day | null;
};
export const socialTies = entries<SocialTieFields>(
  'social_ties',
  (fields) => ({
    name: fields.name,
    kind: fields.kind,
    supporter_id: fields.supporterId,
    closeness: fields.closeness,
    quality: fields.quality,
    flow: fields.flow,
    note: fields.note,
    ended_on: fields.endedOn,
  }),
  sql`e.name, e.kind, e.supporter_id as "supporterId", e.closeness, e.quality, e.flow, e.note, e.ended_on as "endedOn"`,
  sql`e.ended_on desc nulls first, e.closeness desc, e.name`,
);

export type CoverageFields = {
  readonly payer: string;
  readonly plan: (typeof coveragePlans)[number];
  readonly memberNumber: string | null;
  readonly from: Day;
  readonly to: Day | null;
};
export const coverages = entries<CoverageFields>(
  'coverages',
  (fields) => ({
    payer: fields.payer,
    plan: fields.plan,
    member_number: fields.memberNumber,
    during: range(fields.from, fields.to),
  }),
  sql`e.payer, e.plan, e.member_number as "memberNumber", ${firstDay('during')} as "from", ${lastDay('during')} as "to"`,
  sql`e.during desc`,
);

export type AlertFields = {
  readonly kind: AlertKind;
  readonly text: string;
  readonly basis: string;
  readonly expiresOn: Day;
  readonly endedOn: Day | null;
};
/** When an alert was first set and by whom: the row itself names only its last change. */
export type AlertOrigin = {
  readonly from: Day;
  readonly setBy: { readonly id: Id; readonly name: string };
};
export const alerts = entries<AlertFields & Partial<AlertOrigin>>(
  'alerts',
  (fields) => ({
    kind: fields.kind,
    text: fields.text,
    basis: fields.basis,
    expires_on: fields.expiresOn,
    ended_on: fields.endedOn,
  }),
  sql`e.kind, e.text, e.basis, e.expires_on as "expiresOn", e.ended_on as "endedOn",
    (coalesce((select min(p.recorded_at) from alerts_past p where p.agency_id = e.agency_id and p.id = e.id), e.recorded_at)
      at time zone (select g.time_zone from agencies g where g.agency_id = e.agency_id))::date as "from",
    ${nameOf(sql`coalesce((select p.recorded_by from alerts_past p where p.agency_id = e.agency_id and p.id = e.id order by p.recorded_at limit 1), e.recorded_by)`)} as "setBy"`,
  sql`e.ended_on desc nulls first, e.expires_on desc`,
);

export type ResidenceFields = {
  readonly setting: (typeof residenceSettings)[number];
  readonly address: string | null;
  readonly household: string | null;
  readonly from: Day;
  readonly to: Day | null;
};
export const residences = entries<ResidenceFields>(
  'residences',
  (fields) => ({
    setting: fields.setting,
    address: fields.address,
    household: fields.household,
    during: range(fields.from, fields.to),
  }),
  sql`e.setting, e.address, e.household, ${firstDay('during')} as "from", ${lastDay('during')} as "to"`,
  sql`e.during desc`,
);
