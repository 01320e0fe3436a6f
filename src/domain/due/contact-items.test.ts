import { describe, expect, test } from 'vitest';
import { day } from '#domain/basics/day.ts';
import { dueItems, nextChange } from './due-items.ts';
import type { DueFacts } from './facts.ts';
import { aContact, aModel, anEnrolment, aProspect, aStay, aVersion, factsOf } from './facts-for-tests.ts';
import { daysOver, dueState } from './item.ts';

const contactKinds = ['contact', 'in-stay-contact'];
/** `kind from to done/needed state days-over` of what contact is due. */
const seeing = (facts: DueFacts, today: string): string[] =>
  dueItems(facts, day(today))
    .filter(({ kind }) => contactKinds.includes(kind))
    .map((item) => {
      const { kind, dueFrom, dueBy, done, needed } = item;
      const over = daysOver(item, day(today));
      return `${kind} ${dueFrom.slice(5)} ${dueBy.slice(5)} ${done}/${needed} ${dueState(item, day(today))}${over ? ` ${over}` : ''}`;
    });
const looking = (facts: DueFacts, today: string): string[] =>
  dueItems(facts, day(today))
    .filter(({ kind }) => kind === 'outreach' || kind === 'escalation')
    .map(({ kind, dueFrom, dueBy, done, needed }) => `${kind} ${dueFrom.slice(5)} ${dueBy.slice(5)} ${done}/${needed}`);

const seenOn = (...days: string[]) => factsOf(anEnrolment({ contacts: days.map((on) => aContact(on)) }));

describe('a weekly standard, Monday to Sunday', () => {
  test.each([
    ['is due from the first day', [], '2026-01-05', 'contact 01-05 01-11 0/1 due'],
    ['is due on its last day still', [], '2026-01-11', 'contact 01-05 01-11 0/1 due'],
    ['is over the day after', [], '2026-01-12', 'contact 01-05 01-11 0/1 overdue 1'],
    ['keeps the first window missed', [], '2026-01-22', 'contact 01-05 01-11 0/1 overdue 11'],
    ['is met by one visit and then next week’s', ['2026-01-07'], '2026-01-07', 'contact 01-12 01-18 0/1 not-yet'],
    ['stands for the new week from Monday', ['2026-01-07'], '2026-01-12', 'contact 01-12 01-18 0/1 due'],
    ['is met by a visit on its first day', ['2026-01-12'], '2026-01-12', 'contact 01-19 01-25 0/1 not-yet'],
    ['is met by a visit on its last day', ['2026-01-11'], '2026-01-11', 'contact 01-12 01-18 0/1 not-yet'],
    ['is cleared by a visit in the present week', ['2026-01-20'], '2026-01-21', 'contact 01-26 02-01 0/1 not-yet'],
    ['counts a late visit for its own week', ['2026-01-12'], '2026-01-19', 'contact 01-19 01-25 0/1 due'],
    ['is over again after another missed week', ['2026-01-13'], '2026-01-27', 'contact 01-19 01-25 0/1 overdue 2'],
    ['does not look into the future', ['2026-01-20'], '2026-01-12', 'contact 01-05 01-11 0/1 overdue 1'],
  ] as const)('%s', (_, visits, today, expected) => expect(seeing(seenOn(...visits), today)).toEqual([expected]));

  test.each([
    ['an attempt', { outcome: 'attempted' }],
    ['a telephone call', { mode: 'phone' }],
    ['a talk with the landlord', { withWhom: 'support' }],
  ] as const)('%s does not meet it', (_, changes) => {
    const facts = factsOf(anEnrolment({ contacts: [aContact('2026-01-07', changes)] }));
    expect(seeing(facts, '2026-01-08')).toEqual(['contact 01-05 01-11 0/1 due']);
  });
});

describe('somebody enrolled within a window', () => {
  const enrolledOn = (on: string, key = 'icm') =>
    factsOf(anEnrolment({ served: [{ from: day(on), to: null }], versions: [aVersion(key)] }));
  test.each([
    ['on a Thursday is owed the visit by Sunday', '2026-01-08', 'contact 01-08 01-11 0/1 due'],
    ['on a Friday from next Monday', '2026-01-09', 'contact 01-12 01-18 0/1 not-yet'],
  ])('%s', (_, on, expected) => expect(seeing(enrolledOn(on), on)).toEqual([expected]));
  test.each([
    ['2026-01-01', 2],
    ['2026-01-08', 2],
    ['2026-01-09', 1],
    ['2026-01-24', 1],
    ['2026-01-25', 0],
  ])('twice a month, enrolled on %s: %i left for January', (on, count) =>
    expect(seeing(enrolledOn(on, 'clinical'), on)).toEqual([
      count === 0 ? 'contact 02-01 02-28 0/2 not-yet' : `contact ${on.slice(5)} 01-31 0/${count} due`,
    ]),
  );
});

describe('a standard of two a month', () => {
  const facts = (...days: string[]) =>
    factsOf(
      anEnrolment({
        served: [{ from: day('2026-01-01'), to: null }],
        versions: [aVersion('clinical')],
        contacts: days.map((on) => aContact(on)),
      }),
    );
  test.each([
    [['2026-01-10'], '2026-01-10', 'contact 01-01 01-31 1/2 due'],
    [['2026-01-10'], '2026-02-03', 'contact 01-01 01-31 1/2 overdue 3'],
    [['2026-01-10', '2026-02-03'], '2026-02-03', 'contact 02-01 02-28 1/2 due'],
    [['2026-01-10', '2026-01-10'], '2026-01-11', 'contact 02-01 02-28 0/2 not-yet'],
  ] as const)('%o on %s', (days, today, expected) => expect(seeing(facts(...days), today)).toEqual([expected]));
});

describe('in hospital or jail', () => {
  const stayed = (
    to: string | null,
    visits: string[] = [],
    setting: 'psychiatric' | 'jail' | 'emergency' = 'psychiatric',
  ) =>
    factsOf(anEnrolment({ contacts: visits.map((on) => aContact(on, { place: 'institution' })) }), {
      stays: [aStay('2026-01-21', to, setting)],
    });
  test('the in-stay standard holds from the day of admission, and nothing is owed from before', () => {
    expect(seeing(stayed(null), '2026-01-20')).toEqual(['contact 01-05 01-11 0/1 overdue 9']);
    expect(seeing(stayed(null), '2026-01-21')).toEqual(['in-stay-contact 01-21 01-25 0/1 due']);
  });
  test('a visit on the ward meets it, a visit to the flat does not', () => {
    expect(seeing(stayed(null, ['2026-01-22']), '2026-01-22')).toEqual(['in-stay-contact 01-26 02-01 0/1 not-yet']);
    const home = factsOf(anEnrolment({ contacts: [aContact('2026-01-22')] }), { stays: [aStay('2026-01-21', null)] });
    expect(seeing(home, '2026-01-22')).toEqual(['in-stay-contact 01-21 01-25 0/1 due']);
  });
  test('it grows older like any other', () =>
    expect(seeing(stayed(null), '2026-01-27')).toEqual(['in-stay-contact 01-21 01-25 0/1 overdue 2']));
  test('after discharge the ordinary standard starts anew, on the day the person leaves', () => {
    expect(seeing(stayed('2026-02-04'), '2026-02-03')).toEqual(['in-stay-contact 01-21 01-25 0/1 overdue 9']);
    expect(seeing(stayed('2026-02-04'), '2026-02-04')).toEqual(['contact 02-04 02-08 0/1 due']);
    expect(seeing(stayed('2026-02-07'), '2026-02-07')).toEqual(['contact 02-09 02-15 0/1 not-yet']);
  });
  test('in jail a telephone call counts', () => {
    const called = factsOf(
      anEnrolment({ contacts: [aContact('2026-01-22', { mode: 'phone', place: 'institution' })] }),
      {
        stays: [aStay('2026-01-21', null, 'jail')],
      },
    );
    expect(seeing(called, '2026-01-22')[0]).toBe('in-stay-contact 01-26 02-08 0/1 not-yet');
  });
  test('an emergency visit the model has no standard for changes nothing', () =>
    expect(seeing(stayed('2026-01-22', [], 'emergency'), '2026-01-21')).toEqual([
      'contact 01-05 01-11 0/1 overdue 10',
    ]));
  test('a stay without a night changes nothing', () =>
    expect(seeing(stayed('2026-01-21'), '2026-01-21')).toEqual(['contact 01-05 01-11 0/1 overdue 10']));
  test('from one ward straight to another is one stay', () => {
    const facts = factsOf(anEnrolment(), {
      stays: [aStay('2026-01-20', '2026-01-23'), aStay('2026-01-23', null, 'medical')],
    });
    expect(seeing(facts, '2026-01-27')).toEqual(['in-stay-contact 01-20 01-25 0/1 overdue 2']);
  });
  test('a model may ask for nothing', () => {
    const inStay = aModel('icm').inStay.map((each) => ({ ...each, count: 0 }));
    const facts = factsOf(anEnrolment({ versions: [aVersion('icm', { inStay })] }), {
      stays: [aStay('2026-01-21', null)],
    });
    expect(seeing(facts, '2026-03-01')).toEqual([]);
  });
});

describe('a change of standard', () => {
  const twice = aModel('icm').phases.map((phase) => ({ ...phase, contact: { ...phase.contact, count: 2 } }));
  const versions = [aVersion('icm'), aVersion('icm', { phases: twice }, 2, '2026-01-22')];
  const rules = (facts: DueFacts, today: string) => dueItems(facts, day(today)).map(({ rule }) => rule)[0];
  test('by a new version shows from its first day only, for the rest of that week in proportion', () => {
    const facts = factsOf(anEnrolment({ versions, contacts: [aContact('2026-01-13'), aContact('2026-01-20')] }));
    expect(seeing(facts, '2026-01-21')).toEqual(['contact 01-26 02-01 0/1 not-yet']);
    expect(rules(facts, '2026-01-21')).toBe('icm/1/contact/week/face-to-face');
    expect(nextChange(facts, day('2026-01-21'))).toBe('2026-01-22');
    expect(seeing(facts, '2026-01-22')).toEqual(['contact 01-22 01-25 0/1 due']);
    expect(rules(facts, '2026-01-22')).toBe('icm/2/contact/week/face-to-face');
    expect(seeing(facts, '2026-01-26')).toEqual(['contact 01-22 01-25 0/1 overdue 1']);
  });
  test('forgives no window missed before it', () =>
    expect(seeing(factsOf(anEnrolment({ versions })), '2026-01-23')).toEqual(['contact 01-05 01-11 0/1 overdue 12']));
  test('by a version that leaves the standard alone changes no count', () => {
    const alike = [aVersion('icm'), aVersion('icm', { cover: 'phone' }, 2, '2026-01-22')];
    const facts = factsOf(anEnrolment({ versions: alike, contacts: [aContact('2026-01-13')] }));
    expect(seeing(facts, '2026-01-23')).toEqual(['contact 01-19 01-25 0/1 due']);
  });
  test('by a contact plan asks for more from its day', () => {
    const plan = { count: 3, window: 'week', from: day('2026-01-12') } as const;
    const facts = factsOf(
      anEnrolment({ contactPlans: [plan], contacts: [aContact('2026-01-06'), aContact('2026-01-12')] }),
    );
    expect(seeing(facts, '2026-01-13')).toEqual(['contact 01-12 01-18 1/3 due']);
    expect(rules(facts, '2026-01-13')).toBe('icm/1/contact-plan/week/face-to-face');
  });
  test('before the first version nothing is asked', () => {
    const facts = factsOf(anEnrolment({ versions: [aVersion('icm', {}, 1, '2026-02-02')] }));
    expect(dueItems(facts, day('2026-02-01')).filter(({ kind }) => kind === 'contact')).toEqual([]);
    expect(seeing(facts, '2026-02-02')).toEqual(['contact 02-02 02-08 0/1 due']);
  });
});

describe('two enrolments, teams, and endings', () => {
  test('a client in two programmes has items for each', () => {
    const both = factsOf([anEnrolment(), anEnrolment({ id: 'other', versions: [aVersion('clinical')] })]);
    expect(seeing(both, '2026-01-06')).toEqual(['contact 01-05 01-11 0/1 due', 'contact 01-05 01-31 0/2 due']);
  });
  test('items of a team model belong to the team, those of other models to the worker', () => {
    const owners = (key: string) =>
      new Set(
        dueItems(factsOf(anEnrolment({ versions: [aVersion(key)] })), day('2026-01-06')).map(({ owner }) => owner.id),
      );
    expect(owners('act')).toEqual(new Set(['team']));
    expect(owners('icm')).toEqual(new Set(['worker']));
  });
  test('somebody who said stop is left in peace', () => {
    const ended = anEnrolment({
      state: 'ended',
      served: [{ from: day('2026-01-05'), to: day('2026-01-20') }],
    });
    expect(dueItems(factsOf(ended), day('2026-06-01'))).toEqual([]);
  });
  test('nobody looks on for a person whose referral was closed', () =>
    expect(dueItems(factsOf(aProspect({ state: 'ended' })), day('2026-01-06'))).toEqual([]));
  test('months between a closing and a reopening are not missed', () => {
    const served = [
      { from: day('2026-01-05'), to: day('2026-01-20') },
      { from: day('2026-06-01'), to: null },
    ];
    expect(seeing(factsOf(anEnrolment({ served })), '2026-06-02')).toEqual(['contact 06-01 06-07 0/1 due']);
  });
  test('contacts read only so far back do not make anybody late for what was not read', () => {
    const facts = factsOf(anEnrolment({ contactsFrom: day('2026-03-02'), contacts: [] }));
    expect(seeing(facts, '2026-03-10')).toEqual(['contact 03-02 03-08 0/1 overdue 2']);
  });
});

describe('looking for people', () => {
  test('a prospect is looked for until reached, twice a week, and after four weeks a supervisor decides', () => {
    const attempt = (on: string) => aContact(on, { outcome: 'attempted', mode: 'phone' });
    const facts = (...days: string[]) => factsOf(aProspect({ contacts: days.map(attempt) }));
    expect(looking(facts(), '2026-01-05')).toEqual(['outreach 01-05 01-11 0/2', 'escalation 02-02 02-02 0/1']);
    expect(looking(facts('2026-01-06'), '2026-01-06')[0]).toBe('outreach 01-05 01-11 1/2');
    expect(looking(facts('2026-01-06', '2026-01-07'), '2026-01-08')[0]).toBe('outreach 01-12 01-18 0/2');
    expect(looking(factsOf(aProspect({ firstReachedOn: day('2026-01-08') })), '2026-01-08')).toEqual([]);
    expect(looking(factsOf(aProspect({ escalatedOn: day('2026-02-03') })), '2026-02-04')[1]).toBe(
      'escalation 03-03 03-03 0/1',
    );
  });
  test('a new version asks for more attempts from its day, and forgives none missed before', () => {
    const { outreach } = aModel('icm');
    const more = aVersion(
      'icm',
      { outreach: { ...outreach, attempts: { count: 4, window: 'week' } } },
      2,
      '2026-01-15',
    );
    const attempts = ['2026-01-06', '2026-01-07'].map((on) => aContact(on, { outcome: 'attempted' }));
    const facts = (contacts = attempts) => factsOf(aProspect({ versions: [aVersion('icm'), more], contacts }));
    expect(looking(facts(), '2026-01-14')[0]).toBe('outreach 01-12 01-18 0/2');
    expect(looking(facts(), '2026-01-15')[0]).toBe('outreach 01-15 01-18 0/2');
    expect(looking(facts(), '2026-01-19')[0]).toBe('outreach 01-15 01-18 0/2');
    expect(looking(facts([]), '2026-01-19')[0]).toBe('outreach 01-05 01-11 0/2');
  });
  test('somebody waiting for a place is kept in touch with', () => {
    const waiting = aProspect({
      state: 'waitlisted',
      firstReachedOn: day('2026-01-06'),
      waitlistedOn: day('2026-01-12'),
    });
    expect(looking(factsOf(waiting), '2026-01-12')).toEqual(['outreach 01-12 01-31 0/1']);
  });
  test('a client not reached for three weeks is looked for; being reached ends it', () => {
    const contacts = [aContact('2026-01-06', { mode: 'phone' })];
    expect(looking(factsOf(anEnrolment({ contacts })), '2026-01-26')).toEqual([]);
    expect(nextChange(factsOf(anEnrolment({ contacts })), day('2026-01-26'))).toBe('2026-01-27');
    const landlord = aContact('2026-01-20', { withWhom: 'support' });
    expect(looking(factsOf(anEnrolment({ contacts: [...contacts, landlord] })), '2026-01-27')).toHaveLength(2);
    expect(looking(factsOf(anEnrolment({ contacts })), '2026-01-27')).toEqual([
      'outreach 01-27 02-01 0/2',
      'escalation 02-24 02-24 0/1',
    ]);
    const again = [...contacts, aContact('2026-01-28', { mode: 'text' })];
    expect(looking(factsOf(anEnrolment({ contacts: again })), '2026-01-28')).toEqual([]);
  });
  test('nobody is lost in hospital; the days count again from discharge', () => {
    const facts = factsOf(anEnrolment(), { stays: [aStay('2026-01-10', '2026-03-02')] });
    expect(looking(facts, '2026-03-01')).toEqual([]);
    expect(looking(facts, '2026-03-22')).toEqual([]);
    expect(looking(facts, '2026-03-23')).toHaveLength(2);
  });
});
