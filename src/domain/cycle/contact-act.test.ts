import { describe, expect, test } from 'vitest';
import { addDays, type Day, day } from '../basics/day.ts';
import { contactAct } from './contact-act.ts';
import type { Enrolment } from './enrolment.ts';
import { type Act, type ActName, type ActParams, apply } from './transitions.ts';

const monday = day('2026-03-02');
const owner = { kind: 'staff', id: 'rosa' } as const;
type Step = { [N in ActName]: readonly [N, number, ActParams[N]] }[ActName];

const aCourse = (...steps: readonly Step[]): Enrolment => {
  let enrolment: Enrolment | null = null;
  const opening = {
    enrolmentId: 'e',
    clientId: 'c',
    programmeId: 'icm',
    cycleId: 'y',
    owner,
    referralId: null,
  };
  const way: readonly Step[] = [['refer', 0, opening], ...steps];
  for (const [name, days, params] of way) {
    const result = apply(enrolment, { id: name, name, on: addDays(monday, days), params } as Act);
    if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.refusals)}`);
    enrolment = result.value;
  }
  return enrolment as unknown as Enrolment;
};

const reached: Step = ['log-reach', 1, {}];
const checked: Step = ['check-eligibility', 1, { findings: [] }];
const enrolled: Step = ['enrol', 2, { waiver: null }];
const byCourt: Step = ['enrol', 2, { waiver: 'Court order' }];
const assessed: Step = ['sign-assessment', 10, { assessmentId: 'a' }];
const planned: Step = ['sign-plan', 20, { planId: 'p', goals: 1 }];
const followed: Step = ['follow-up', 25, { contactId: 'k' }];
const toPlan = [reached, checked, enrolled, assessed, planned];
const reviewed: readonly Step[] = [
  ['start-review', 60, {}],
  ['decide-revise-plan', 60, { reviewId: 'r' }],
  ['sign-plan', 70, { planId: 'p2', goals: 1 }],
];
const reopened: readonly Step[] = [
  reached,
  checked,
  enrolled,
  ['close-without-review', 30, { reason: 'lost' }],
  ['reopen', 40, { cycleId: 'z', owner, reason: 'Back in town' }],
];

describe('what a contact does to the cycle', () => {
  test.each<[string, Enrolment, 'reached' | 'attempted', 'client' | 'support', number, ReturnType<typeof contactAct>]>([
    ['an attempt in outreach counts', aCourse(), 'attempted', 'client', 1, 'log-attempt'],
    ['the person is reached for the first time', aCourse(), 'reached', 'client', 1, 'log-reach'],
    ['a prospect who was reached before is still only a prospect', aCourse(reached), 'reached', 'client', 2, null],
    ['a talk with the family is no reach', aCourse(), 'reached', 'support', 1, null],
    ['a day before the referral is none of this', aCourse(), 'reached', 'client', -1, null],
    ['whoever is back after an ending is reached anew', aCourse(...reopened), 'reached', 'client', 41, 'log-reach'],
    ['nothing is waited for while the plan is written', aCourse(...toPlan.slice(0, 4)), 'reached', 'client', 12, null],
    ['the first time seen under the plan', aCourse(...toPlan), 'reached', 'client', 20, 'follow-up'],
    ['the family may be the first reached under the plan', aCourse(...toPlan), 'reached', 'support', 21, 'follow-up'],
    ['an attempt does not follow up', aCourse(...toPlan), 'attempted', 'client', 21, null],
    ['a day before the plan does not follow up', aCourse(...toPlan), 'reached', 'client', 19, null],
    ['the second time under a plan moves nothing', aCourse(...toPlan, followed), 'reached', 'client', 30, null],
    [
      'a revised plan is followed up as well',
      aCourse(...toPlan, followed, ...reviewed),
      'reached',
      'client',
      71,
      'follow-up',
    ],
    ['enrolled by a court unseen, then reached', aCourse(byCourt), 'reached', 'client', 5, 'log-reach'],
    ['enrolled by a court, and the family is reached', aCourse(byCourt), 'reached', 'support', 5, null],
    ['enrolled by a court, and tried in vain', aCourse(byCourt), 'attempted', 'client', 5, null],
  ])('%s', (_, enrolment, outcome, withWhom, days, expected) => {
    const on: Day = addDays(monday, days);
    expect(contactAct(enrolment, { outcome, withWhom }, on)).toBe(expected);
  });
});
