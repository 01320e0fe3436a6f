// The parts of a life that a comprehensive assessment goes through: needs are found in all of them, and so are strengths. An
// agency may add its own; the ones here are never taken away, so that reports over agencies mean the same thing.
// `strengthsDomain` is where the domain stands in the seven of a strengths assessment (Rapp & Goscha; domains as published in
// BMC Psychiatry 2021, 10.1186/s12888-021-03523-5, table 4).

export const strengthsDomains = [
  'daily-living',
  'assets',
  'employment-education',
  'supportive-relationships',
  'wellness-health',
  'leisure',
  'spirituality-culture',
] as const;
export type StrengthsDomain = (typeof strengthsDomains)[number];

export const lifeDomains = {
  'mental-health': { strengthsDomain: 'wellness-health' },
  'physical-health': { strengthsDomain: 'wellness-health' },
  housing: { strengthsDomain: 'daily-living' },
  transport: { strengthsDomain: 'daily-living' },
  work: { strengthsDomain: 'employment-education' },
  education: { strengthsDomain: 'employment-education' },
  money: { strengthsDomain: 'assets' },
  relationships: { strengthsDomain: 'supportive-relationships' },
  community: { strengthsDomain: 'supportive-relationships' },
  'daily-living': { strengthsDomain: 'daily-living' },
  legal: { strengthsDomain: 'assets' },
  safety: { strengthsDomain: 'wellness-health' },
  'substance-use': { strengthsDomain: 'wellness-health' },
  leisure: { strengthsDomain: 'leisure' },
  spirituality: { strengthsDomain: 'spirituality-culture' },
} as const satisfies Record<string, { readonly strengthsDomain: StrengthsDomain }>;

export type LifeDomain = keyof typeof lifeDomains;

/** A life domain of the list above, or the code of one the agency added. */
export type DomainCode = LifeDomain | (string & {});

export const isLifeDomain = (code: string): code is LifeDomain => Object.hasOwn(lifeDomains, code);

/** The domains an agency's assessment goes through, its own after the common ones. */
export const domainsWith = (added: readonly string[]): readonly DomainCode[] => [
  ...new Set<DomainCode>([...(Object.keys(lifeDomains) as LifeDomain[]), ...added]),
];
