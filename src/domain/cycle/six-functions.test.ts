import { describe, expect, test } from 'vitest';
import { addDays, type Day, day } from '#domain/basics/day.ts';
import { type Enrolment, openCycleOf } from './enrolment.ts';
import { type CycleFacts, functionsOf, sixFunctions } from './six-functions.ts';
import { type Act, type ActName, type ActOf, type ActParams, apply } from './transitions.ts';

const monday = day('2026-03-02');
const owner = { kind: 'staff', id: 'rosa' } as const;
const act = <N extends ActName>(name: N, on: Day, params: ActParams[N]): Act =>
  ({ id: `${name}-${on}`, name, on, params }) as ActOf<N> as Act;
const later = (days: number) => addDays(monday, days);
const nothingElse: CycleFacts = {
  assessmentStarted: false,
  planStarted: false,
  goals: 0,
  openReferrals: 0,
  contactsSincePlan: 0,
  reviewDueBy: null,
};

const wholeLife: Act[] = [
  act('refer', monday, {
    enrolmentId: 'e',
    clientId: 'c',
    programmeId: 'icm',
    cycleId: 'cycle-1',
    owner,
    referralId: null,
  }),
  act('log-attempt', later(1), {}),
  act('log-reach', later(2), {}),
  act('check-eligibility', later(2), { findings: [] }),
  act('enrol', later(5), { waiver: null }),
  act('sign-assessment', later(20), { assessmentId: 'a' }),
  act('sign-plan', later(25), { planId: 'p', goals: 2 }),
  act('link', later(26), { referralId: 'r' }),
  act('follow-up', later(30), { contactId: 'k' }),
  act('start-review', later(90), {}),
  act('decide-revise-plan', later(90), { reviewId: 'v1' }),
  act('sign-plan', later(95), { planId: 'p2', goals: 2 }),
  act('follow-up', later(99), { contactId: 'k2' }),
  act('start-review', later(180), {}),
  act('decide-next-cycle', later(180), { foundBy: 'review', reviewId: 'v2', cycleId: 'cycle-2', needs: 1 }),
  act('close-without-review', later(200), { reason: 'lost' }),
  act('reopen', later(230), { cycleId: 'cycle-3', owner, reason: 'came back' }),
  act('log-reach', later(231), {}),
  act('sign-assessment', later(240), { assessmentId: 'a3' }),
];

const lives = wholeLife.map((_, index) => {
  let enrolment: Enrolment | null = null;
  for (const each of wholeLife.slice(0, index + 1)) {
    const result = apply(enrolment, each);
    if (!result.ok) throw new Error(`${each.name}: ${JSON.stringify(result.refusals)}`);
    enrolment = result.value;
  }
  return enrolment as Enrolment;
});
const once = (name: ActName, nth = 1): Enrolment => {
  const indexes = wholeLife.flatMap((each, index) => (each.name === name ? [index] : []));
  return lives[indexes[nth - 1] ?? -1] as Enrolment;
};
const statesOf = (enrolment: Enrolment, facts = nothingElse) => {
  const cycle = openCycleOf(enrolment) ?? enrolment.cycles.at(-1);
  return cycle ? functionsOf(enrolment, cycle, facts, later(300)).map(({ state }) => state) : [];
};

describe('the six functions on the bridge', () => {
  test('a new prospect: outreach comes next, nothing else can start', () => {
    expect(statesOf(once('refer'))).toEqual(['next', ...Array(5).fill('not-yet')]);
  });
  test('after enrolment outreach is done and assessment is next, under way once begun', () => {
    expect(statesOf(once('enrol')).slice(0, 3)).toEqual(['done', 'next', 'not-yet']);
    expect(statesOf(once('enrol'), { ...nothingElse, assessmentStarted: true })[1]).toBe('under-way');
  });
  test('linking stays under way while a referral waits for an answer', () => {
    const waiting = { ...nothingElse, openReferrals: 1 };
    expect(statesOf(once('follow-up'), waiting)).toEqual(['done', 'done', 'done', 'under-way', 'under-way', 'next']);
    expect(statesOf(once('follow-up'))[3]).toBe('done');
  });
  test('the function that carries the cycle is never "not yet", and whatever is "not yet" says why', () => {
    for (const enrolment of lives)
      for (const cycle of enrolment.cycles) {
        const views = functionsOf(enrolment, cycle, nothingElse, later(300));
        expect(views.map((view) => view.function)).toEqual([...sixFunctions]);
        const here = views.find((view) => view.function === cycle.stage);
        if (here) expect(['under-way', 'next']).toContain(here.state);
        for (const view of views) if (view.state === 'not-yet') expect(view.why.length).toBeGreaterThan(0);
      }
  });
  test('a prospect sees what still stands before enrolment', () => {
    const cycle = openCycleOf(once('log-attempt'));
    const outreach = cycle && functionsOf(once('log-attempt'), cycle, nothingElse, later(3))[0];
    expect(outreach?.state).toBe('under-way');
    expect(outreach?.why.map(({ code }) => code)).toEqual(['not-reached-yet', 'eligibility-not-checked']);
  });
});
