import { describe, expect, test } from 'vitest';
import { addDays, type Day, day } from '#domain/basics/day.ts';
import { dayIn, instant } from '#domain/basics/instant.ts';
import type { StayFact } from './facts.ts';
import { aContact, aStay, aVersion } from './facts-for-tests.ts';
import { type TransitionEnrolment, type TransitionFacts, transitionClocks } from './transition-clocks.ts';

const enrolment = (changes: Partial<TransitionEnrolment> = {}): TransitionEnrolment => ({
  id: 'enrolment',
  versions: [aVersion('act')],
  phaseMoves: [],
  contactPlans: [],
  served: [{ from: day('2025-06-02'), to: null }],
  cycles: [{ from: day('2025-06-02'), to: null, planSignedOn: day('2025-07-01') }],
  reviewedOn: [],
  ...changes,
});

const contact = (on: string, changes: Partial<TransitionFacts['contacts'][number]> = {}) => ({
  ...aContact(on),
  enrolmentId: 'enrolment',
  ...changes,
});

const clocksOf = (stay: StayFact, asOf: string, changes: Partial<TransitionFacts> = {}) => {
  const facts = { stay, stays: [stay], enrolments: [enrolment()], contacts: [], ...changes };
  return transitionClocks(facts, day(asOf)).map(({ rule, from, by, metOn }) => `${rule} ${from} ${by} ${metOn}`);
};
const followUps = (...asked: Parameters<typeof clocksOf>) =>
  clocksOf(...asked).filter((line) => line.includes('follow-up'));

describe('the clocks of a stay', () => {
  test('in hospital somebody comes by every week; the week of the discharge is not judged', () => {
    // Admitted on a Monday, discharged on the Wednesday of the third week.
    const stay = aStay('2026-01-05', '2026-01-21');
    const contacts = [contact('2026-01-08', { place: 'institution' }), contact('2026-01-15')];
    expect(clocksOf(stay, '2026-02-28', { contacts }).filter((line) => line.includes('in-stay'))).toEqual([
      'act/1/in-stay/week/face-to-face 2026-01-05 2026-01-11 2026-01-08',
      // Seen in the community, while in hospital: that is not reaching in.
      'act/1/in-stay/week/face-to-face 2026-01-12 2026-01-18 null',
    ]);
  });

  test('while the person is there, the window in hand runs and nothing of the discharge does', () => {
    expect(clocksOf(aStay('2026-01-05', null), '2026-01-14')).toEqual([
      'act/1/in-stay/week/face-to-face 2026-01-05 2026-01-11 null',
      'act/1/in-stay/week/face-to-face 2026-01-12 2026-01-18 null',
    ]);
    // Asked about a day before the discharge, it has not happened.
    expect(clocksOf(aStay('2026-01-05', '2026-01-20'), '2026-01-10')).toEqual([
      'act/1/in-stay/week/face-to-face 2026-01-05 2026-01-11 null',
    ]);
  });

  test.each([
    ['the day of discharge', '2026-01-21', 'null', 'null'],
    ['the day after', '2026-01-22', '2026-01-22', '2026-01-22'],
    ['day 7', '2026-01-28', '2026-01-28', '2026-01-28'],
    ['day 8', '2026-01-29', 'null', '2026-01-29'],
    ['day 30', '2026-02-20', 'null', '2026-02-20'],
    ['day 31', '2026-02-21', 'null', 'null'],
  ])('seen on %s after a psychiatric stay', (_, on, in7, in30) => {
    expect(followUps(aStay('2026-01-05', '2026-01-21'), '2026-04-01', { contacts: [contact(on)] })).toEqual([
      `fuh-style/1/follow-up-7-days 2026-01-22 2026-01-28 ${in7}`,
      `fuh-style/1/follow-up-30-days 2026-01-22 2026-02-20 ${in30}`,
    ]);
  });

  test('after an emergency department the same day counts; after jail and a medical ward there is no such clock', () => {
    const contacts = [contact('2026-01-21')];
    expect(followUps(aStay('2026-01-21', '2026-01-21', 'emergency'), '2026-04-01', { contacts })).toEqual([
      'fum-style/1/follow-up-7-days 2026-01-21 2026-01-28 2026-01-21',
      'fum-style/1/follow-up-30-days 2026-01-21 2026-02-20 2026-01-21',
    ]);
    expect(followUps(aStay('2026-01-05', '2026-01-21', 'jail'), '2026-04-01')).toEqual([]);
    expect(followUps(aStay('2026-01-05', '2026-01-21', 'medical'), '2026-04-01')).toEqual([]);
  });

  test('an attempt, a call and a talk with others are no visit', () => {
    const contacts = [
      contact('2026-01-23', { outcome: 'attempted' }),
      contact('2026-01-23', { mode: 'phone' }),
      contact('2026-01-23', { withWhom: 'provider' }),
    ];
    for (const line of followUps(aStay('2026-01-05', '2026-01-21'), '2026-04-01', { contacts }))
      expect(line).toMatch(/null$/);
  });

  test('of two stays within 30 days the last discharge is counted, from the day it is known', () => {
    const [first, second] = [aStay('2026-01-05', '2026-01-21'), aStay('2026-02-20', '2026-02-25', 'crisis')];
    const stays = [first, second];
    expect(followUps(first, '2026-02-19', { stays })).toHaveLength(2);
    expect(followUps(first, '2026-02-20', { stays })).toEqual([]);
    expect(followUps(second, '2026-03-01', { stays })).toHaveLength(2);
    const transfer = [first, aStay('2026-01-21', '2026-02-25')];
    expect(followUps(first, '2026-03-01', { stays: transfer })).toEqual([]);
    const later = [first, aStay('2026-02-21', '2026-02-25')];
    expect(followUps(first, '2026-03-01', { stays: later })).toHaveLength(2);
  });

  test('the review that the model calls for, by the version of the day of discharge', () => {
    const stay = aStay('2026-01-05', '2026-01-21');
    const reviews = (changes: Partial<TransitionEnrolment>) =>
      clocksOf(stay, '2026-04-01', { enrolments: [enrolment(changes)] }).filter((line) => line.includes('review'));
    expect(reviews({})).toEqual(['act/1/review:discharge 2026-01-21 2026-01-28 null']);
    expect(reviews({ reviewedOn: [day('2026-01-10'), day('2026-01-30')] })).toEqual([
      'act/1/review:discharge 2026-01-21 2026-01-28 2026-01-30',
    ]);
    const stricter = {
      ...aVersion('act').definition.review,
      events: [{ event: 'discharge', settings: ['psychiatric'], withinDays: 3 }],
    } as const;
    const versions = [aVersion('act'), aVersion('act', { review: stricter }, 2, '2026-01-20')];
    expect(reviews({ versions })).toEqual(['act/2/review:discharge 2026-01-21 2026-01-24 null']);
    expect(reviews({ cycles: [{ from: day('2025-06-02'), to: null, planSignedOn: null }] })).toEqual([]);
    expect(reviews({ served: [{ from: day('2025-06-02'), to: day('2026-01-20') }] })).toEqual([]);
  });

  test.each(['America/New_York', 'America/Los_Angeles', 'Asia/Kolkata'])(
    'in %s a visit at 23:59 is of that day and one at 00:01 of the next, whenever the clocks change',
    (zone) => {
      // An independent calendar: the plain dates of the wall clock, by Intl.
      const dates = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
      for (let hour = 0; hour < 24 * 40; hour++)
        for (const minute of [1, 59]) {
          const at = new Date(Date.UTC(2026, 2, 1, hour, minute));
          const on: Day = dayIn(zone, instant(at.toISOString()));
          expect(on).toBe(dates.format(at));
          const discharged = day('2026-03-05');
          const stay = { setting: 'psychiatric', from: day('2026-03-01'), to: discharged } as const;
          const [within7, within30] = transitionClocks(
            { stay, stays: [stay], enrolments: [], contacts: [contact(on)] },
            addDays(discharged, 60),
          );
          const after = Math.round((Date.parse(on) - Date.parse(discharged)) / 86_400_000);
          expect(within7?.metOn ?? null).toBe(after >= 1 && after <= 7 ? on : null);
          expect(within30?.metOn ?? null).toBe(after >= 1 && after <= 30 ? on : null);
        }
    },
  );
});
