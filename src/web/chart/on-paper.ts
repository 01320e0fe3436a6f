// What of the record each part of the chart shows, and so what goes out when it is printed. A part that is not here has no paper of its
// own: disclosures are told in an accounting, requests and consents on forms, an act in what it leads to.
import type { DisclosedKind } from '#domain/disclosure/disclosing.ts';

const shownBy: Readonly<Record<string, readonly DisclosedKind[]>> = {
  '': ['identity', 'enrolments', 'contacts', 'plans', 'tasks', 'stays', 'key-events'],
  cycle: ['enrolments'],
  assessment: ['assessments', 'needs'],
  instruments: ['assessments'],
  safety: ['assessments'],
  plan: ['plans', 'needs'],
  review: ['reviews', 'plans'],
  contacts: ['contacts', 'notes'],
  referrals: ['referrals'],
  tasks: ['tasks'],
  'key-events': ['key-events', 'stays'],
  people: ['identity'],
  'who-looked': ['access-log'],
};

/** Of the part at this address; null where it has no paper. */
export const kindsOnPaper = (path: string): readonly DisclosedKind[] | null =>
  shownBy[path.split('/')[3] ?? ''] ?? null;
