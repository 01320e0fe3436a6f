// The three files in which an agency brings its caseload, and takes it away again: one set of columns for both directions.

export const caseloadKinds = ['clients', 'enrolments', 'contacts'] as const;
export type CaseloadKind = (typeof caseloadKinds)[number];

export type CaseloadColumn = { readonly name: string; readonly required: boolean; readonly example: string };
const column = (name: string, example: string, required = true): CaseloadColumn => ({ name, required, example });

/** `external_id` is the agency's own number for a row, or the id that Footbridge gave it. */
export const caseloadColumns: Readonly<Record<CaseloadKind, readonly CaseloadColumn[]>> = {
  clients: [
    column('external_id', 'C-1042'),
    column('given_name', 'Guadalupe'),
    column('family_name', 'Muñoz'),
    column('chosen_name', 'Lupe', false),
    column('birth_date', '1984-03-05', false),
    column('language', 'es', false),
  ],
  enrolments: [
    column('client_external_id', 'C-1042'),
    column('programme', 'Assertive Community Treatment'),
    column('from', '2025-02-01'),
    column('to', '', false),
    column('close_reason', '', false),
    column('owner_email', '', false),
  ],
  contacts: [
    column('external_id', 'K-77120'),
    column('client_external_id', 'C-1042'),
    column('staff_email', 'worker@agency.example'),
    column('start', '2025-02-03T14:05'),
    column('minutes', '40'),
    column('outcome', 'reached'),
    column('mode', 'face-to-face'),
    column('place', 'community'),
    column('note', 'Went to the housing office together.', false),
  ],
};
