// Nothing about a person leaves the agency without a ground in law. Each basis says what must be told of it, how much of the record it
// may carry, and whether the person hears of it in an accounting.
// Sources: 45 CFR 164.502(b), 164.506, 164.508, 164.510(b), 164.512, 164.524, 164.528 (uses that broke the rule are accounted for too);
// 42 CFR 2.12(c), 2.23, 2.25, 2.31–2.33, 2.51–2.53, 2.61–2.67.

export type BasisRule = {
  /** What must be said beside to whom and why: a consent in force, or the grounds (the order, the emergency, the approved study …). */
  readonly demands: 'consent' | 'grounds' | null;
  /**
   * `general`: what needs no consent of its own · `part2`: records under 42 CFR Part 2 as well · `own-record`: all but counselling
   * notes · `consented`: what the consent names · `any`: it has happened already.
   */
  readonly carries: 'general' | 'part2' | 'own-record' | 'consented' | 'any';
  /** Whether the accounting of six years names it (45 CFR 164.528(a)(1)). */
  readonly isAccountedFor: boolean;
  /** Whether no more may go than the purpose needs (45 CFR 164.502(b)). */
  readonly isBoundToNeed: boolean;
  /** Whether a restriction the agency agreed to keeps it back (45 CFR 164.522(a)(1)); neither emergencies nor the law are bound by one. */
  readonly isRestrictable: boolean;
};

const rule = (
  demands: BasisRule['demands'],
  carries: BasisRule['carries'],
  isAccountedFor: boolean,
  isBoundToNeed: boolean,
  isRestrictable = false,
): BasisRule => ({ demands, carries, isAccountedFor, isBoundToNeed, isRestrictable });

export const basisRules = {
  /** The person's own copy, also through whoever decides about records for them. */
  'own-request': rule(null, 'own-record', false, false),
  consent: rule('consent', 'consented', false, false, true),
  treatment: rule(null, 'general', false, false, true),
  payment: rule(null, 'general', false, true, true),
  operations: rule(null, 'general', false, true, true),
  /** Family or friends, as far as they help and the person did not object. */
  'involved-in-care': rule(null, 'general', false, true, true),
  /** A medical emergency in which consent cannot be had. */
  emergency: rule('grounds', 'part2', false, false),
  'serious-threat': rule('grounds', 'general', true, true),
  'required-by-law': rule('grounds', 'general', true, false),
  'abuse-report': rule('grounds', 'general', true, true),
  'court-order': rule('grounds', 'part2', true, false),
  'public-health': rule('grounds', 'general', true, true),
  /** Audits, inspections, licensing. */
  oversight: rule('grounds', 'part2', true, true),
  research: rule('grounds', 'part2', true, true),
  /** It went out and should not have: written down afterwards, never a way to send. */
  mistake: rule('grounds', 'any', true, false),
} as const satisfies Record<string, BasisRule>;

export type Basis = keyof typeof basisRules;
export const bases = Object.keys(basisRules) as [Basis, ...Basis[]];

export const recipientKinds = ['client', 'representative', 'organization', 'person', 'own-agency'] as const;
export type RecipientKind = (typeof recipientKinds)[number];

/** How it left. The first three are the product's own ways out; what went otherwise is written down by whoever sent it. */
export const ways = ['print', 'export', 'package', 'letter', 'e-mail', 'fax', 'phone', 'in-person'] as const;
export type Way = (typeof ways)[number];
export const ownWays = ['print', 'export', 'package'] as const satisfies readonly Way[];
export const recordedWays = ['letter', 'e-mail', 'fax', 'phone', 'in-person'] as const satisfies readonly Way[];
