// Who may close a safety episode: somebody with a licence to assess and treat on their own that holds on the day. Which credentials are
// such is the law of the state and the agency's to say; the list here is where an agency begins.
import type { Day } from '#domain/basics/day.ts';

export type Credential = { readonly kind: string; readonly validFrom: Day | null; readonly validTo: Day | null };

export const clinicianCredentials = [
  'licensed clinical social worker',
  'licensed professional counselor',
  'licensed mental health counselor',
  'licensed marriage and family therapist',
  'licensed psychologist',
  'psychologist',
  'psychiatrist',
  'physician',
  'psychiatric nurse practitioner',
  'nurse practitioner',
  'physician assistant',
] as const;

const folded = (kind: string): string => kind.trim().toLowerCase().replace(/\s+/g, ' ');

export const isQualifiedClinician = (
  credentials: readonly Credential[],
  on: Day,
  kinds: readonly string[] = clinicianCredentials,
): boolean => {
  const qualifying = new Set(kinds.map(folded));
  return credentials.some(
    ({ kind, validFrom, validTo }) =>
      qualifying.has(folded(kind)) && (validFrom === null || validFrom <= on) && (validTo === null || on <= validTo),
  );
};
