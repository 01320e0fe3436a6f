// What the privacy officer looks at: not guilt, but looks that somebody should be able to explain.

/**
 * `outside-caseload`: a record was opened, or tried, by somebody who is not on the care team nor above it · `same-family-name`,
 * `same-address`: somebody of that name or living there opened it · `after-hours`: outside the agency's hours, and not on call ·
 * `glass`: what was done behind broken glass · `exports`: what left the house as a file or on paper.
 */
export const findingKinds = [
  'outside-caseload',
  'same-family-name',
  'same-address',
  'after-hours',
  'glass',
  'exports',
] as const;
export type FindingKind = (typeof findingKinds)[number];

/** Actions that make a file or a paper of what the record holds. */
export const exportActions = ['print-record', 'make-accounting', 'make-package', 'take-package'] as const;

/** When work is done as a rule, on the agency's own clock; days of the week from Monday, 1. */
export type OfficeHours = { readonly from: string; readonly to: string; readonly days: readonly number[] };

export const usualHours: OfficeHours = { from: '07:00', to: '19:00', days: [1, 2, 3, 4, 5] };
