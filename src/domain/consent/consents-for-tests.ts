// A consent with every element, for tests that take one away.
import { type Day, day } from '#domain/basics/day.ts';
import type { Consent, ConsentKind, Restriction } from './consent.ts';

export const on = day('2026-06-15');

export const wholeConsent = (changes: Partial<Consent> = {}): Consent => ({
  id: 'consent',
  kind: 'part2',
  clientName: 'Ana Example',
  disclosers: [{ kind: 'agency', id: null, name: 'Riverbend' }],
  recipients: [{ kind: 'staff', id: 'worker', name: 'Sam Worker', members: null }],
  segments: ['part2'],
  records: [],
  recordsFrom: null,
  recordsTo: null,
  description: 'Everything my substance use programme writes about me',
  purposes: ['treatment'],
  purposeText: null,
  from: day('2026-06-01'),
  expiry: { kind: 'day', on: day('2026-12-31') },
  told: ['revocation', 'redisclosure', 'refusal'],
  signer: { as: 'client' },
  signature: { how: 'typed', on: day('2026-06-01'), name: 'Ana Example', drawing: null, scan: null },
  revocation: null,
  knownFalse: null,
  ...changes,
});

const ofKind: Readonly<Record<ConsentKind, Partial<Consent>>> = {
  release: { segments: ['general'] },
  part2: {},
  'part2-tpo': {
    purposes: ['treatment', 'payment', 'operations'],
    recipients: [{ kind: 'class', id: null, name: 'tpo', members: null }],
    expiry: { kind: 'none' },
  },
  'counselling-notes': { segments: ['counselling-notes'] },
  proceedings: { purposes: ['proceedings'] },
};

export const consentOf = (kind: ConsentKind, changes: Partial<Consent> = {}): Consent =>
  wholeConsent({ kind, ...ofKind[kind], ...changes });

export const revokedOn = (revoked: Day, how: 'written' | 'phone' = 'written'): Partial<Consent> => ({
  revocation: { how, on: revoked, at: `${revoked}T10:00:00.000Z`, writtenOn: null } as Consent['revocation'],
});

export const restrictionWith = (changes: Partial<Restriction> = {}): Restriction => ({
  id: 'restriction',
  segments: ['part2'],
  records: [],
  from: [{ kind: 'staff', id: 'worker', name: 'Sam Worker' }],
  purposes: [],
  agreed: true,
  beginsOn: day('2026-06-01'),
  endedOn: null,
  ...changes,
});
