import { expect, test } from 'vitest';
import {
  AlertFields,
  ContactDetailFields,
  CoverageFields,
  ResidenceFields,
  SocialTieFields,
  SupporterFields,
} from '#contract/people.ts';
import { bodyOf, entryKinds, fieldsOf, kindSpecs, missingFields } from './entry-kinds.ts';

const contracts = {
  'contact-details': ContactDetailFields,
  supporters: SupporterFields,
  'social-ties': SocialTieFields,
  coverages: CoverageFields,
  alerts: AlertFields,
  residences: ResidenceFields,
};

test('every field the record keeps can be filled in, and nothing else is sent', () => {
  for (const kind of entryKinds) {
    const spec = kindSpecs[kind];
    const sent = Object.keys(bodyOf(spec, fieldsOf(spec, null)));
    const kept = Object.keys(contracts[kind]).filter((name) => name !== 'supporterId');
    expect(sent.toSorted()).toEqual(kept.toSorted());
  }
});

test('a voicemail ticked earlier is not sent once the way is not safe', () => {
  const spec = kindSpecs['contact-details'];
  const fields = { ...fieldsOf(spec, null), value: '555-0101', mayLeaveVoicemail: true, isSafe: false };
  expect(bodyOf(spec, fields).mayLeaveVoicemail).toBe(false);
});

test('what must be said is named before anything is sent', () => {
  expect(missingFields(kindSpecs.alerts, fieldsOf(kindSpecs.alerts, null))).toEqual([
    'kind',
    'text',
    'basis',
    'expiresOn',
  ]);
});
