import { describe, expect, test } from 'vitest';
import { day } from '#domain/basics/day.ts';
import { type Consent, consentKinds, type Signer } from './consent.ts';
import { consentOf, on, wholeConsent } from './consents-for-tests.ts';
import { whyDeficient } from './deficiency.ts';

const signature = wholeConsent().signature as NonNullable<Consent['signature']>;
const guardian = (changes: object = {}): Signer => ({
  as: 'proxy',
  supporterId: 'guardian',
  name: 'Gil Guardian',
  authority: {
    authority: 'guardian',
    scopes: ['records'],
    authorityDuring: { from: day('2026-01-01'), to: day('2026-06-30') },
    authorityBasis: 'Order 12 of the county court',
    endedOn: null,
    ...changes,
  },
});

describe('a consent', () => {
  test.each(consentKinds)('of kind %s with every element is whole', (kind) =>
    expect(whyDeficient(consentOf(kind), on)).toEqual([]),
  );

  test('of a release may be as long as it names when it ends', () =>
    expect(
      whyDeficient(consentOf('release', { expiry: { kind: 'event', text: 'I move', happenedOn: null } }), on),
    ).toEqual([]));

  test('may be signed by a guardian whose order covers records that day', () =>
    expect(whyDeficient(wholeConsent({ signer: guardian() }), on)).toEqual([]));

  test.each<[string, Partial<Consent>, string, string]>([
    ['the person is not named', { clientName: ' ' }, 'consent-without-client', '/clientName'],
    ['nobody is to disclose', { disclosers: [] }, 'consent-without-discloser', '/disclosers'],
    [
      'who discloses has no name',
      { disclosers: [{ kind: 'class', id: null, name: '' }] },
      'consent-without-discloser',
      '/disclosers',
    ],
    ['nothing is described', { description: '' }, 'consent-without-description', '/description'],
    ['it reaches no segment', { segments: [] }, 'consent-without-segments', '/segments'],
    ['nobody is to receive', { recipients: [] }, 'consent-without-recipient', '/recipients'],
    [
      'a recipient has no name',
      { recipients: [{ kind: 'organization', id: null, name: ' ', members: null }] },
      'recipient-without-name',
      '/recipients/0/name',
    ],
    [
      'an intermediary has no members',
      { recipients: [{ kind: 'intermediary', id: null, name: 'County exchange', members: ' ' }] },
      'intermediary-without-members',
      '/recipients/0/members',
    ],
    [
      'the class for all care stands on another form',
      { recipients: [{ kind: 'class', id: null, name: 'tpo', members: null }] },
      'tpo-class-elsewhere',
      '/recipients/0/name',
    ],
    ['it has no purpose', { purposes: [] }, 'consent-without-purpose', '/purposes'],
    ['another purpose is not said', { purposes: ['other'] }, 'consent-purpose-without-words', '/purposeText'],
    ['it has no end', { expiry: null }, 'consent-without-expiry', '/expiry'],
    [
      'the event that ends it is not said',
      { expiry: { kind: 'event', text: ' ', happenedOn: null } },
      'consent-without-expiry',
      '/expiry',
    ],
    ['it would never end', { expiry: { kind: 'none' } }, 'consent-without-end', '/expiry'],
    [
      'it ends before it begins',
      { expiry: { kind: 'day', on: day('2026-05-31') } },
      'consent-ends-before-it-begins',
      '/expiry/on',
    ],
    [
      'the days it covers are turned round',
      { recordsFrom: day('2026-02-02'), recordsTo: day('2026-02-01') },
      'period-ends-before-it-begins',
      '/recordsTo',
    ],
    ['how to revoke was not told', { told: ['redisclosure'] }, 'consent-statement-missing', '/told'],
    ['it is not signed', { signature: null }, 'consent-not-signed', '/signature'],
    [
      'the signature has no name',
      { signature: { ...signature, name: ' ' } },
      'signature-without-name',
      '/signature/name',
    ],
    [
      'the signature has no day',
      { signature: { ...signature, on: '' as never } },
      'signature-without-day',
      '/signature/on',
    ],
    ['nothing was drawn', { signature: { ...signature, how: 'drawn' } }, 'signature-not-drawn', '/signature/drawing'],
    [
      'the paper was not scanned',
      { signature: { ...signature, how: 'paper' } },
      'signature-without-scan',
      '/signature/scan',
    ],
    [
      'it is signed on a day to come',
      { from: day('2026-07-01'), signature: { ...signature, on: day('2026-06-16') } },
      'signed-in-the-future',
      '/signature/on',
    ],
    [
      'it began before it was signed',
      { signature: { ...signature, on: day('2026-06-02') } },
      'signed-after-it-begins',
      '/signature/on',
    ],
    ['it is known to be false', { knownFalse: 'signed by a brother' }, 'consent-known-false', '/knownFalse'],
    [
      'counselling notes stand beside other records',
      { segments: ['part2', 'counselling-notes'] },
      'counselling-notes-apart',
      '/segments',
    ],
    [
      'a Part 2 consent does not reach Part 2 records',
      { segments: ['general'] },
      'part2-consent-without-part2',
      '/segments',
    ],
    [
      'proceedings stand beside another purpose',
      { purposes: ['treatment', 'proceedings'] },
      'proceedings-apart',
      '/purposes',
    ],
    [
      'the proxy has no paper for records',
      { signer: guardian({ scopes: ['money'] }) },
      'authority-not-for-this',
      '/signer',
    ],
    [
      'the proxy signed before the order began',
      { signer: guardian({ authorityDuring: { from: day('2026-06-02'), to: null } }) },
      'authority-not-begun',
      '/signer',
    ],
    [
      'the proxy signed after the order ended',
      { signer: guardian({ authorityDuring: { from: day('2026-01-01'), to: day('2026-05-31') } }) },
      'authority-ended',
      '/signer',
    ],
    [
      'a payee signed',
      { signer: guardian({ authority: 'representative-payee', scopes: ['records'] }) },
      'authority-not-for-this',
      '/signer',
    ],
  ])('discloses nothing where %s', (_, changes, code, pointer) =>
    expect(whyDeficient(wholeConsent(changes), on).map((each) => [each.code, each.pointer])).toEqual([[code, pointer]]),
  );

  test.each<[string, Consent, string]>([
    [
      'a general release is not enough for Part 2 records',
      consentOf('release', { segments: ['general', 'part2'] }),
      'release-not-for-part2',
    ],
    [
      'counselling notes have a form of their own',
      consentOf('counselling-notes', { segments: ['counselling-notes', 'general'] }),
      'counselling-notes-apart',
    ],
    [
      'proceedings have a form of their own',
      consentOf('proceedings', { purposes: ['proceedings', 'housing'] }),
      'proceedings-apart',
    ],
    [
      'the one consent for all care names all three purposes',
      consentOf('part2-tpo', { purposes: ['treatment', 'payment'] }),
      'tpo-purposes',
    ],
    [
      'the one consent for all care has no further purpose',
      consentOf('part2-tpo', { purposes: ['treatment', 'payment', 'operations', 'family'] }),
      'tpo-purposes',
    ],
    [
      'the one consent for all care says what may be disclosed again',
      consentOf('part2-tpo', { told: ['revocation', 'refusal'] }),
      'consent-statement-missing',
    ],
    [
      'the one consent for all care says what refusing leads to',
      consentOf('part2-tpo', { told: ['revocation', 'redisclosure'] }),
      'consent-statement-missing',
    ],
  ])('%s', (_, consent, code) => expect(whyDeficient(consent, on).map((each) => each.code)).toEqual([code]));

  test('names every element it lacks at once', () =>
    expect(
      whyDeficient(wholeConsent({ purposes: [], recipients: [], signature: null }), on).map(({ pointer }) => pointer),
    ).toEqual(['/recipients', '/purposes', '/signature']));
});
