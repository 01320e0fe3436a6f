// What of the record an action concerns, for who reads the audit: by words in its name, the first that fits.
const parts: readonly (readonly [RegExp, string])[] = [
  [/who-looked|audit/, 'access'],
  [/export|print-record|accounting|package/, 'export'],
  [/glass/, 'glass'],
  [/crisis-sheet|on-call|safety/, 'crisis-sheet'],
  [/import/, 'import'],
  [
    /list-approvals|list-doubled|list-records|retention|search|duplicates|caseload|prospects|list-due|today|list-clients/,
    'list',
  ],
  [/merge|purge|approval|former-record|legal-hold|find-record/, 'identity'],
  [/contact-detail|supporter|social-tie|coverage|alert|residence|identifier|link|people|block/, 'people'],
  [/note|addendum|in-error/, 'notes'],
  [/contact/, 'contacts'],
  [/stay|key-event/, 'key-events'],
  [/assessment|sitting|instrument|sheet|scan/, 'assessment'],
  [/plan|goal|step/, 'plan'],
  [/referral/, 'referrals'],
  [/review/, 'review'],
  [/task|request/, 'tasks'],
  [/consent|restriction/, 'consents'],
  [/chart/, 'chart'],
  [/client$/, 'identity'],
];

export const partOfRecord = (action: string): string => parts.find(([words]) => words.test(action))?.[1] ?? 'cycle';
