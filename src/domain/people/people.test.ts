import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, ageOn, type Day, day, dayFromNumber } from '#domain/basics/day.ts';
import { type Alert, alertsInForce, alertsRunningOut, whyNotAlert } from './alerts.ts';
import { type DecisionScope, mayActFor, type SupporterAuthority } from './authority.ts';
import { ageRangeOn, type Birth, birthRange, isAtLeast, nextBirthday, whyNotBirth } from './birth-and-age.ts';
import { calledName, legalName, listedName, shownName } from './names.ts';

const today = day('2026-06-01');

describe('ages', () => {
  test('a known birthday gives one age, a known year two, an unknown date none', () => {
    expect(ageRangeOn({ date: day('2008-06-02'), precision: 'day' }, today)).toEqual({ from: 17, to: 17 });
    expect(ageRangeOn({ date: day('2008-01-01'), precision: 'year' }, today)).toEqual({ from: 17, to: 18 });
    expect(ageRangeOn({ date: day('2008-05-01'), precision: 'month' }, today)).toEqual({ from: 18, to: 18 });
    expect(ageRangeOn({ date: null, precision: 'unknown' }, today)).toBeNull();
  });
  test('whether someone is of age may be unsure, and then it is not guessed', () => {
    expect(isAtLeast({ date: day('2008-07-09'), precision: 'year' }, 18, today)).toBe('unsure');
    expect(isAtLeast({ date: day('2007-07-09'), precision: 'year' }, 18, today)).toBe('yes');
    expect(isAtLeast({ date: day('2009-07-09'), precision: 'year' }, 18, today)).toBe('no');
  });
  test('the true age lies within the range, however roughly the date is known', () => {
    const someDay = fc.integer({ min: -20_000, max: 20_000 }).map(dayFromNumber);
    fc.assert(
      fc.property(
        someDay,
        fc.constantFrom('day', 'month', 'year' as const),
        fc.nat(30_000),
        (born, precision, later) => {
          const on = addDays(born, later);
          const age = ageRangeOn({ date: born, precision }, on);
          expect(age && age.from <= ageOn(born, on) && ageOn(born, on) <= age.to).toBe(true);
          const range = birthRange({ date: born, precision });
          expect(range && range.first <= born && born <= range.last).toBe(true);
        },
      ),
    );
  });
  test('the next birthday is the first day the age goes up', () => {
    const birth: Birth = { date: day('2004-02-29'), precision: 'day' };
    expect(nextBirthday(birth, today)).toEqual({ on: '2027-03-01', age: 23 });
    expect(ageOn(day('2004-02-29'), day('2027-02-28'))).toBe(22);
    expect(nextBirthday({ date: day('1990-06-01'), precision: 'day' }, today)).toEqual({ on: '2027-06-01', age: 37 });
    expect(nextBirthday({ date: day('1990-06-01'), precision: 'year' }, today)).toBeNull();
  });
  test('a birth date in the future or 130 years back is asked about', () => {
    const code = (date: Day | null, precision: Birth['precision']) => whyNotBirth({ date, precision }, today)[0]?.code;
    expect(code(day('2026-06-02'), 'day')).toBe('birth-date-in-future');
    expect(code(day('1896-01-01'), 'day')).toBe('birth-date-too-long-ago');
    expect(code(null, 'day')).toBe('birth-date-and-precision-disagree');
    expect(code(day('2026-12-31'), 'year')).toBeUndefined();
  });
});

describe('names', () => {
  const lupe = { givenName: 'Guadalupe', middleName: null, familyName: 'Ortiz Vega', chosenName: 'Lupe' };
  test('a person is called what they wish to be called; the legal name stands on claims', () => {
    expect([calledName(lupe), shownName(lupe), listedName(lupe), legalName(lupe)]).toEqual([
      'Lupe',
      'Lupe Ortiz Vega',
      'Ortiz Vega, Lupe',
      'Guadalupe Ortiz Vega',
    ]);
  });
  test('a chosen name that brings its family name is not given it twice', () => {
    expect(shownName({ ...lupe, chosenName: 'Lupe Ortiz Vega' })).toBe('Lupe Ortiz Vega');
    expect(shownName({ givenName: 'Sukarno', familyName: '' })).toBe('Sukarno');
  });
});

describe('who may decide for someone', () => {
  const guardian: SupporterAuthority = {
    authority: 'guardian',
    scopes: ['health-care', 'housing'],
    authorityDuring: { from: day('2026-01-01'), to: day('2026-12-31') },
    authorityBasis: 'Order of the county court',
    endedOn: null,
  };
  const answer = (supporter: SupporterAuthority, scope: DecisionScope, on = today) => {
    const result = mayActFor(supporter, scope, on);
    return result.ok ? result.value.basis : result.refusals[0]?.code;
  };
  test.each<[string, Partial<SupporterAuthority>, DecisionScope, string]>([
    ['within scope and dates', {}, 'housing', 'Order of the county court'],
    ['outside the scope of the order', {}, 'money', 'authority-not-for-this'],
    ['family without a paper', { authority: null }, 'housing', 'supporter-without-authority'],
    [
      'a payee about care, whatever is ticked',
      { authority: 'representative-payee' },
      'health-care',
      'authority-not-for-this',
    ],
    ['no paper named', { authorityBasis: ' ' }, 'housing', 'authority-without-paper'],
    ['no dates', { authorityDuring: null }, 'housing', 'authority-without-dates'],
    ['no longer a supporter', { endedOn: day('2026-05-01') }, 'housing', 'supporter-ended'],
  ])('%s', (_, change, scope, expected) => expect(answer({ ...guardian, ...change }, scope)).toBe(expected));
  test('the first and the last day of an order count', () => {
    expect(answer(guardian, 'housing', day('2026-01-01'))).toBe('Order of the county court');
    expect(answer(guardian, 'housing', day('2026-12-31'))).toBe('Order of the county court');
    expect(answer(guardian, 'housing', day('2025-12-31'))).toBe('authority-not-begun');
    expect(answer(guardian, 'housing', day('2027-01-01'))).toBe('authority-ended');
  });
});

describe('alerts', () => {
  const dog: Alert = {
    kind: 'access',
    text: 'Large dog, ring first',
    basis: 'Seen by R. Diaz on 3 May',
    from: day('2026-05-03'),
    expiresOn: day('2026-06-10'),
    endedOn: null,
  };
  const allergy: Alert = {
    ...dog,
    kind: 'medical',
    text: 'Penicillin',
    from: day('2026-01-05'),
    expiresOn: day('2027-01-05'),
  };
  test('those in force today, the most pressing first', () => {
    expect(alertsInForce([dog, allergy], today).map(({ text }) => text)).toEqual([allergy.text, dog.text]);
    expect(alertsInForce([dog], day('2026-06-11'))).toEqual([]);
    expect(alertsInForce([{ ...dog, endedOn: today }], today)).toEqual([]);
    expect(alertsRunningOut([dog, allergy], today)).toEqual([dog]);
  });
  test('a warning says what it rests on and ends within a year', () => {
    expect(whyNotAlert(dog)).toEqual([]);
    expect(whyNotAlert({ ...dog, basis: '', expiresOn: day('2027-05-04') }).map(({ code }) => code)).toEqual([
      'alert-without-basis',
      'alert-too-long',
    ]);
  });
});
