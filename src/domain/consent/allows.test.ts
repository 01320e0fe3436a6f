import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, day } from '#domain/basics/day.ts';
import { allows, type Disclosure, standingOf } from './allows.ts';
import type { Consent, Restriction } from './consent.ts';
import { consentOf, on, restrictionWith, revokedOn, wholeConsent } from './consents-for-tests.ts';
import { openingsOf, whyNotRestrict } from './openings.ts';

const asked = (changes: Partial<Disclosure> = {}): Disclosure => ({
  on,
  by: { kind: 'agency', id: null, name: 'Riverbend' },
  to: [{ kind: 'staff', id: 'worker', name: 'Sam Worker' }],
  purpose: 'treatment',
  segment: 'part2',
  record: 'contacts',
  recordDay: day('2026-05-05'),
  ...changes,
});
const organization = (name: string) => [{ kind: 'organization', id: null, name, members: null }] as const;
const codes = (consents: Consent[], restrictions: Restriction[] = [], disclosure = asked()) => {
  const answer = allows(consents, restrictions, disclosure);
  return answer.allowed ? 'allowed' : answer.refusals.map(({ code }) => code);
};

describe('a consent in force', () => {
  test('lets what it covers go to whom it names', () =>
    expect(allows([wholeConsent()], [], asked())).toEqual({ allowed: true, consentIds: ['consent'] }));

  test.each<[string, Partial<Consent>, Partial<Disclosure>, unknown]>([
    ['not to somebody else', {}, { to: [{ kind: 'staff', id: 'other', name: 'Sam Worker' }] }, ['consent-missing']],
    ['not for another purpose', {}, { purpose: 'housing' }, ['consent-covers-less']],
    ['not of another segment', {}, { segment: 'hiv' }, ['consent-covers-less']],
    ['not of another kind of record', { records: ['plans'] }, {}, ['consent-covers-less']],
    ['of a kind of record it names', { records: ['plans', 'contacts'] }, {}, 'allowed'],
    ['not of days before those it covers', { recordsFrom: day('2026-05-06') }, {}, ['consent-covers-less']],
    ['of the first day it covers', { recordsFrom: day('2026-05-05') }, {}, 'allowed'],
    ['of the last day it covers', { recordsTo: day('2026-05-05') }, {}, 'allowed'],
    ['not of days after those it covers', { recordsTo: day('2026-05-04') }, {}, ['consent-covers-less']],
    [
      'to an organization however it is written',
      { recipients: organization('County  hospital') },
      { to: [{ kind: 'organization', id: null, name: ' county Hospital ' }] },
      'allowed',
    ],
    [
      'not to a person called like an organization',
      { recipients: organization('Hill') },
      { to: [{ kind: 'person', id: null, name: 'Hill' }] },
      ['consent-missing'],
    ],
    [
      'to the care team',
      { recipients: [{ kind: 'care-team', id: null, name: '', members: null }] },
      {
        to: [
          { kind: 'staff', id: 'x', name: 'X' },
          { kind: 'care-team', id: null, name: '' },
        ],
      },
      'allowed',
    ],
    [
      'from the programme it names',
      { disclosers: [{ kind: 'programme', id: 'p', name: 'Recovery' }] },
      { by: { kind: 'programme', id: 'p', name: 'Recovery' } },
      'allowed',
    ],
    [
      'not from another programme',
      { disclosers: [{ kind: 'programme', id: 'p', name: 'Recovery' }] },
      { by: { kind: 'programme', id: 'q', name: 'Recovery' } },
      ['consent-covers-less'],
    ],
    [
      'from the class it names',
      { disclosers: [{ kind: 'class', id: null, name: 'My doctors' }] },
      { by: { kind: 'class', id: null, name: 'my doctors' } },
      'allowed',
    ],
  ])('%s', (_, consent, disclosure, expected) =>
    expect(codes([wholeConsent(consent)], [], asked(disclosure))).toEqual(expected),
  );
});

describe('a consent that is not in force discloses nothing', () => {
  test.each<[string, Partial<Consent>, string]>([
    ['deficient', { purposes: ['treatment', 'proceedings'] }, 'deficient'],
    ['not yet begun', { from: day('2026-06-16') }, 'not-begun'],
    ['expired by its day', { expiry: { kind: 'day', on: day('2026-06-14') } }, 'expired'],
    ['expired by its event', { expiry: { kind: 'event', text: 'I move', happenedOn: on } }, 'expired'],
    ['revoked in writing', revokedOn(on), 'revoked'],
    ['asked by phone to be revoked', revokedOn(on, 'phone'), 'revocation-asked'],
  ])('%s', (_, changes, standing) => {
    expect(standingOf(wholeConsent(changes), on)).toBe(standing);
    expect(codes([wholeConsent(changes)])).toEqual([`consent-${standing}`]);
  });

  test('a revocation by phone that came in writing later is a revocation', () => {
    const revocation = {
      ...(revokedOn(day('2026-06-10'), 'phone').revocation as object),
      writtenOn: on,
    } as Consent['revocation'];
    expect(standingOf(wholeConsent({ revocation }), on)).toBe('revoked');
  });

  test.each<[string, Partial<Consent>]>([
    ['on its last day', { expiry: { kind: 'day', on } }],
    ['on its first day', { from: on }],
    ['the day before it is revoked', revokedOn(addDays(on, 1))],
    ['until its event has happened', { expiry: { kind: 'event', text: 'I move', happenedOn: null } }],
    ['the day before its event', { expiry: { kind: 'event', text: 'I move', happenedOn: addDays(on, 1) } }],
  ])('and is in force %s', (_, changes) => expect(standingOf(wholeConsent(changes), on)).toBe('in-force'));
});

describe('two consents that say different things to the same recipient', () => {
  const narrow = wholeConsent({ id: 'narrow', records: ['contacts', 'plans'] });
  const wide = wholeConsent({ id: 'wide' });
  const notes = asked({ record: 'notes' });

  test('disclose only what both say, and say so', () => {
    expect(codes([wide, narrow])).toBe('allowed');
    expect(codes([wide, narrow], [], notes)).toEqual(['consents-contradict', 'consent-covers-less']);
  });
  test('go on doing so when the narrower one is revoked, for what was signed before', () => {
    const revoked = { ...narrow, ...revokedOn(day('2026-06-10')) };
    expect(codes([wide, revoked], [], notes)).toEqual(['consents-contradict', 'consent-revoked']);
    const later = wholeConsent({
      id: 'later',
      from: day('2026-06-11'),
      signature: { how: 'typed', on: day('2026-06-11'), name: 'Ana', drawing: null, scan: null },
    });
    expect(codes([later, revoked], [], notes)).toBe('allowed');
  });
  test('do not where they speak of different kinds of record, purposes or recipients', () => {
    expect(
      codes([wholeConsent({ id: 'a', records: ['contacts'] }), wholeConsent({ id: 'b', records: ['plans'] })]),
    ).toBe('allowed');
    expect(codes([wide, { ...narrow, purposes: ['housing'] }], [], notes)).toBe('allowed');
    expect(codes([wide, { ...narrow, recipients: [...organization('County hospital')] }], [], notes)).toBe('allowed');
    expect(codes([wide, { ...narrow, disclosers: [{ kind: 'class', id: null, name: 'My doctors' }] }], [], notes)).toBe(
      'allowed',
    );
    expect(
      codes([wide, { ...narrow, segments: ['part2'], expiry: { kind: 'day', on: addDays(on, -1) } }], [], notes),
    ).toBe('allowed');
  });
});

describe('a restriction the agency agreed to', () => {
  test('beats a consent', () => expect(codes([wholeConsent()], [restrictionWith()])).toEqual(['restriction-agreed']));

  test.each<[string, Partial<Restriction>]>([
    ['was not agreed to', { agreed: false }],
    ['has not begun', { beginsOn: addDays(on, 1) }],
    ['has ended', { endedOn: on }],
    ['is about another segment', { segments: ['general'] }],
    ['is about another kind of record', { records: ['notes'] }],
    ['is about another purpose', { purposes: ['payment'] }],
    ['is about somebody else', { from: [{ kind: 'staff', id: 'other', name: '' }] }],
  ])('holds nothing back where it %s', (_, changes) =>
    expect(codes([wholeConsent()], [restrictionWith(changes)])).toBe('allowed'),
  );

  test('holds back from everybody where it names nobody, and on its first day and its last', () => {
    expect(codes([wholeConsent()], [restrictionWith({ from: [] })])).toEqual(['restriction-agreed']);
    expect(codes([wholeConsent()], [restrictionWith({ beginsOn: on, endedOn: addDays(on, 1) })])).toEqual([
      'restriction-agreed',
    ]);
  });

  test.each<[string, Partial<Restriction>, string[]]>([
    ['a segment', { segments: [] }, ['/segments']],
    ['somebody', { from: [] }, ['/from']],
    ['an end after its beginning', { endedOn: day('2026-05-31') }, ['/endedOn']],
    [
      'the whole chart, where it is kept from one of the staff',
      { segments: ['general'], records: ['notes'] },
      ['/records'],
    ],
    [
      'somebody of the care team by name',
      { segments: ['general'], from: [{ kind: 'care-team', id: null, name: '' }] },
      ['/from'],
    ],
  ])('names %s', (_, changes, pointers) =>
    expect(whyNotRestrict(restrictionWith(changes)).map(({ pointer }) => pointer)).toEqual(pointers),
  );

  test('may keep single kinds of record from an organization', () =>
    expect(
      whyNotRestrict(restrictionWith({ segments: ['general'], records: ['notes'], from: [...organization('Plan')] })),
    ).toEqual([]));
});

describe('inside the agency a consent', () => {
  const opened = (consents: Consent[], restrictions: Restriction[] = []) =>
    openingsOf(consents, restrictions, on).map(({ effect, segment, to, from, until }) => [
      effect,
      segment,
      to.kind,
      from,
      until,
    ]);

  test('opens the segment to whom it names, for its days', () =>
    expect(opened([wholeConsent()])).toEqual([['opens', 'part2', 'staff', '2026-06-01', '2026-12-31']]));
  test('for all care opens it to the care team', () =>
    expect(opened([consentOf('part2-tpo')])).toEqual([['opens', 'part2', 'care-team', '2026-06-01', null]]));
  test('ends the day before its event', () =>
    expect(opened([wholeConsent({ expiry: { kind: 'event', text: 'I move', happenedOn: on } })])).toEqual([
      ['opens', 'part2', 'staff', '2026-06-01', '2026-06-14'],
    ]));
  test.each<[string, Partial<Consent>]>([
    ['deficient', { description: '' }],
    ['revoked', revokedOn(on)],
    ['asked by phone to be revoked', revokedOn(on, 'phone')],
    ['for another purpose than care', { purposes: ['payment'] }],
    ['of what others disclose', { disclosers: [{ kind: 'class', id: null, name: 'My doctors' }] }],
    ['to somebody outside', { recipients: [...organization('County hospital')] }],
    ['to another class', { recipients: [{ kind: 'class', id: null, name: 'My neighbours', members: null }] }],
  ])('opens nothing where it is %s', (_, changes) => expect(opened([wholeConsent(changes)])).toEqual([]));
  test('to a part of the segment narrows and opens nothing', () =>
    expect(opened([wholeConsent({ records: ['plans'] })])).toEqual([
      ['narrows', 'part2', 'staff', '2026-06-01', '2026-12-31'],
    ]));
  test('that was narrower narrows on when it is revoked', () => {
    const revoked = wholeConsent({ id: 'narrow', records: ['plans'], ...revokedOn(on) });
    expect(opened([wholeConsent(), revoked]).map(([effect]) => effect)).toEqual(['opens', 'narrows']);
    expect(opened([revoked])).toEqual([]);
  });
  test('is beaten by a restriction, for its days', () =>
    expect(
      opened([], [restrictionWith({ endedOn: day('2026-07-01') }), restrictionWith({ purposes: ['payment'] })]),
    ).toEqual([['denies', 'part2', 'staff', '2026-06-01', '2026-06-30']]));
  test('a restriction that ended as it began keeps nothing', () =>
    expect(opened([], [restrictionWith({ endedOn: day('2026-06-01') })])).toEqual([]));
});

// Worlds of a few consents and restrictions over a few people and days, so that they meet.
const people = [
  { kind: 'staff', id: 'worker', name: 'Sam Worker' },
  { kind: 'organization', id: null, name: 'County hospital' },
] as const;
const someDay = fc.integer({ min: -3, max: 3 }).map((days) => addDays(on, days));
const kindsOfRecord = fc.subarray(['contacts', 'notes', 'plans'] as const);
const someConsent: fc.Arbitrary<Consent> = fc
  .record({
    recipients: fc.subarray([...people]).map((all) => all.map((each) => ({ ...each, members: null }))),
    segments: fc.subarray(['part2', 'hiv', 'counselling-notes']),
    records: kindsOfRecord,
    purposes: fc.subarray(['treatment', 'housing', 'proceedings'] as const),
    end: someDay,
    signed: someDay,
    revoked: fc.option(someDay),
  })
  .map(({ end, signed, revoked, ...rest }) =>
    wholeConsent({
      ...rest,
      from: signed,
      signature: { how: 'typed', on: signed, name: 'Ana', drawing: null, scan: null },
      expiry: { kind: 'day', on: end },
      ...(revoked && revokedOn(revoked)),
    }),
  );
const someConsents = fc
  .array(someConsent, { maxLength: 4 })
  .map((all) => all.map((each, index) => ({ ...each, id: `c${index}` })));
const someRestriction: fc.Arbitrary<Restriction> = fc
  .record({
    from: fc.subarray([...people]),
    segments: fc.subarray(['part2', 'hiv']),
    records: kindsOfRecord,
    agreed: fc.boolean(),
    beginsOn: someDay,
    endedOn: fc.option(someDay),
  })
  .map(restrictionWith);
const someDisclosure = fc
  .record({
    to: fc.constantFrom(...people).map((each) => [each]),
    segment: fc.constantFrom('part2', 'hiv', 'counselling-notes'),
    record: fc.constantFrom('contacts', 'notes', 'plans'),
    purpose: fc.constantFrom('treatment', 'housing'),
  } as const)
  .map((changes) => asked(changes as Partial<Disclosure>));

describe('whatever was signed', () => {
  test('adding a restriction never lets more go', () =>
    fc.assert(
      fc.property(
        someConsents,
        fc.array(someRestriction, { maxLength: 3 }),
        someRestriction,
        someDisclosure,
        (consents, kept, added, disclosure) => {
          const before = allows(consents, kept, disclosure).allowed;
          return before || !allows(consents, [...kept, added], disclosure).allowed;
        },
      ),
    ));
  test('revoking a consent never lets more go, nor opens more inside', () =>
    fc.assert(
      fc.property(someConsents, fc.nat(3), someDisclosure, (consents, which, disclosure) => {
        const after = consents.map((each, index) =>
          index === which && !each.revocation ? { ...each, ...revokedOn(on) } : each,
        );
        const opens = (of: Consent[]) =>
          openingsOf(of, [], on)
            .filter(({ effect }) => effect === 'opens')
            .map(({ source }) => source);
        expect(opens(consents)).toEqual(expect.arrayContaining(opens(after)));
        return allows(consents, [], disclosure).allowed || !allows(after, [], disclosure).allowed;
      }),
    ));
  test('what goes rests on a consent in force that covers it and names the recipient', () =>
    fc.assert(
      fc.property(someConsents, someDisclosure, (consents, disclosure) => {
        const answer = allows(consents, [], disclosure);
        if (!answer.allowed) return answer.refusals.length > 0;
        return answer.consentIds.every((id) => {
          const consent = consents.find((each) => each.id === id) as Consent;
          return (
            standingOf(consent, on) === 'in-force' &&
            consent.segments.includes(disclosure.segment) &&
            consent.recipients.some(({ name }) => name === disclosure.to[0]?.name)
          );
        });
      }),
    ));
  test('the order in which consents are kept says nothing', () =>
    fc.assert(
      fc.property(
        someConsents,
        someDisclosure,
        (consents, disclosure) =>
          allows(consents, [], disclosure).allowed === allows(consents.toReversed(), [], disclosure).allowed,
      ),
    ));
});
