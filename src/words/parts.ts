// Which catalogues come to the browser together, in one file for each language. What stands in none of them only the server says.
export const parts = {
  /** What is there from the start: the frame, the kit, the sign-in. */
  frame: ['app', 'shell', 'ui'],
  today: ['today'],
  /** What is due, as the server says it by code. */
  due: ['due'],
  caseload: ['caseload'],
  prospects: ['prospects'],
  registration: ['registration', 'duplicates'],
  account: ['account', 'kinship'],
  administration: ['administration'],
  permissions: ['permissions'],
  imports: ['imports', 'import'],
  approvals: ['approvals-screen'],
  retention: ['retention-screen'],
  settings: ['settings'],
  /** The words of the cycle, which many screens say. */
  cycle: ['cycle'],
  /** What the other rules say and what their codes are called. */
  rules: [
    ...[
      'assessment',
      'clients',
      'consent',
      'contact',
      'definitions',
      'disclosure',
      'enrolment',
      'house',
      'instrument-rules',
      'safety-rules',
      'models',
      'people',
      'people-actions',
    ],
    ...['pipeline', 'plan', 'privacy', 'referral', 'review', 'staff-roles', 'task', 'work'],
  ],
  chart: ['chart', 'autosave', 'who-looked', 'addenda', 'former-record'],
  consents: ['consents'],
  glass: ['glass'],
  notices: ['notices'],
  onCall: ['on-call'],
  crisis: ['crisis'],
  privacy: ['privacy-screen'],
  disclosures: ['disclosures'],
  contacts: ['contacts'],
  assessment: ['assessment-screen'],
  instruments: ['instruments-screen'],
  builder: ['instrument-builder'],
  safety: ['safety', 'safety-screen'],
  plan: ['plan-screen'],
  review: ['review-screen'],
  people: ['people-screens'],
  requests: ['rights-screen'],
} as const satisfies Record<string, readonly string[]>;

export type Part = keyof typeof parts;
