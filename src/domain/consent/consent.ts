// A consent says who may disclose what to whom, for what, until when, and that the person said so. Elements: 42 CFR 2.31(a) (2024
// rule, 89 FR 12472); releases of information that are no Part 2 consent have the same ones (45 CFR 164.508(c)).
import type { Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Instant } from '#domain/basics/instant.ts';
import type { SupporterAuthority } from '#domain/people/authority.ts';

/**
 * `release`: of information that is no Part 2 record · `part2`: for what it names · `part2-tpo`: one consent for all treatment,
 * payment and operations to come · `counselling-notes`, `proceedings`: each on a form of its own (§2.31(b), (d)).
 */
export const consentKinds = ['release', 'part2', 'part2-tpo', 'counselling-notes', 'proceedings'] as const;
export type ConsentKind = (typeof consentKinds)[number];

export const recordKinds = [
  ...(['identity', 'enrolments', 'contacts', 'notes', 'assessments', 'needs', 'plans', 'reviews'] as const),
  ...(['referrals', 'tasks', 'stays', 'key-events', 'documents'] as const),
] as const;
export type RecordKind = (typeof recordKinds)[number];

export const purposes = [
  ...(['treatment', 'payment', 'operations', 'coordination', 'at-request', 'benefits', 'housing', 'work'] as const),
  ...(['family', 'proceedings', 'other'] as const),
] as const;
export type Purpose = (typeof purposes)[number];

/** Treatment, payment and health care operations. */
export const tpo = ['treatment', 'payment', 'operations'] as const satisfies readonly Purpose[];

export const partyKinds = [
  ...(['staff', 'programme', 'care-team', 'organization', 'person', 'class', 'intermediary'] as const),
] as const;

/** How somebody is named. Inside the agency by id, others by name; the care team is always the person's own. */
export type Named = { readonly kind: (typeof partyKinds)[number]; readonly id: Id | null; readonly name: string };

/** The class that suffices for one consent to all treatment, payment and operations (§2.31(a)(4)(iii)); `name` of a `class`. */
export const tpoClass = 'tpo';

export type Recipient = Named & {
  /** Of an intermediary: its members, or the class of those treating the person (§2.31(a)(4)(ii)). */
  readonly members: string | null;
};

export type Discloser = {
  readonly kind: 'agency' | 'programme' | 'class';
  readonly id: Id | null;
  readonly name: string;
};

export type Expiry =
  | { readonly kind: 'day'; readonly on: Day }
  /** An event or condition in words; over from the day it happened on. */
  | { readonly kind: 'event'; readonly text: string; readonly happenedOn: Day | null }
  | { readonly kind: 'none' };

/** What a form must tell whoever signs: how to revoke; that it may be disclosed again; what refusing to sign leads to. */
export const statements = ['revocation', 'redisclosure', 'refusal'] as const;
export type Statement = (typeof statements)[number];

export const signatureWays = ['typed', 'drawn', 'paper'] as const;

export type Signature = {
  readonly how: (typeof signatureWays)[number];
  readonly on: Day;
  /** As typed, or as read under the drawing or on the paper. */
  readonly name: string;
  /** The lines of a drawing. */
  readonly drawing: string | null;
  /** The scanned paper, by its content. */
  readonly scan: string | null;
};

export type Signer =
  | { readonly as: 'client' }
  | {
      readonly as: 'proxy';
      readonly supporterId: Id;
      readonly name: string;
      /** What the proxy's paper said on the day of signing. */
      readonly authority: SupporterAuthority;
    };

export const revocationWays = ['written', 'in-person', 'phone'] as const;

/** A revocation counts in writing (§2.31(a)(6)); one by word of mouth is kept as asked, and nothing is disclosed from then on. */
export type Revocation = {
  readonly how: (typeof revocationWays)[number];
  readonly on: Day;
  readonly at: Instant;
  /** The day the writing came, where it was asked by word of mouth first. */
  readonly writtenOn: Day | null;
};

export type Consent = {
  readonly id: Id;
  readonly kind: ConsentKind;
  readonly clientName: string;
  readonly disclosers: readonly Discloser[];
  readonly recipients: readonly Recipient[];
  readonly segments: readonly string[];
  /** Empty: every kind. */
  readonly records: readonly RecordKind[];
  /** The days that what is disclosed is about; null where the consent sets no end to that side. */
  readonly recordsFrom: Day | null;
  readonly recordsTo: Day | null;
  /** What is disclosed, in words the person understands. */
  readonly description: string;
  readonly purposes: readonly Purpose[];
  readonly purposeText: string | null;
  readonly from: Day;
  readonly expiry: Expiry | null;
  readonly told: readonly Statement[];
  readonly signer: Signer;
  readonly signature: Signature | null;
  readonly revocation: Revocation | null;
  /** Why it is known not to be true (§2.31(c)(4)). */
  readonly knownFalse: string | null;
};

/** What a person asks to be kept from somebody (§2.26; 45 CFR 164.522(a)). Only what the agency agreed to holds it back. */
export type Restriction = {
  readonly id: Id;
  readonly segments: readonly string[];
  /** Empty: every kind. */
  readonly records: readonly RecordKind[];
  /** Empty: from everybody. */
  readonly from: readonly Named[];
  /** Empty: for whatever purpose. */
  readonly purposes: readonly Purpose[];
  readonly agreed: boolean;
  readonly beginsOn: Day;
  readonly endedOn: Day | null;
};
