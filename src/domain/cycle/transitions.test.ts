import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type Day, day } from '#domain/basics/day.ts';
import { includes, overlaps } from '#domain/basics/period.ts';
import { type ClosingReason, closingReasons } from './closing.ts';
import { type Cycle, cycleOn, daysToEngage, type Enrolment, enrolledPeriods, openCycleOf } from './enrolment.ts';
import { type Course, enter, type History, replay, stepDown, withdraw } from './history.ts';
import {
  type Act,
  type ActName,
  type ActOf,
  type ActParams,
  actNames,
  apply,
  mayApply,
  whyNot,
} from './transitions.ts';

const monday = day('2026-03-02');
const rosa = { kind: 'staff', id: 'rosa' } as const;
const amir = { kind: 'staff', id: 'amir' } as const;
const opening = { enrolmentId: 'enrolment', clientId: 'client', programmeId: 'icm', owner: rosa };

let made = 0;
const act = <N extends ActName>(name: N, on: Day, params: ActParams[N]): Act =>
  ({ id: `act-${++made}`, name, on, params }) as ActOf<N> as Act;

const codes = (result: ReturnType<typeof apply>) => (result.ok ? [] : result.refusals.map(({ code }) => code));

const follow = (...acts: Act[]): Enrolment => {
  let enrolment: Enrolment | null = null;
  for (const each of acts) {
    const result = apply(enrolment, each);
    if (!result.ok) throw new Error(`${each.name}: ${JSON.stringify(result.refusals)}`);
    enrolment = result.value;
  }
  if (!enrolment) throw new Error('no act');
  return enrolment;
};

const referred = () => act('refer', monday, { ...opening, cycleId: 'cycle-1', referralId: 'r' });
const toReview = (): Act[] => [
  referred(),
  act('log-attempt', monday, {}),
  act('log-reach', addDays(monday, 3), {}),
  act('check-eligibility', addDays(monday, 3), { findings: [{ criterion: 'age', met: true, note: '' }] }),
  act('waitlist', addDays(monday, 3), { priority: 'high' }),
  act('enrol', addDays(monday, 10), { waiver: null }),
  act('sign-assessment', addDays(monday, 20), { assessmentId: 'a' }),
  act('sign-plan', addDays(monday, 30), { planId: 'p', goals: 2 }),
  act('link', addDays(monday, 31), { referralId: 'x' }),
  act('follow-up', addDays(monday, 40), { contactId: 'c' }),
  act('start-review', addDays(monday, 90), {}),
];
const reviewDay = addDays(monday, 90);

describe('one pass through the six functions', () => {
  test('each act moves the cycle to the next function', () => {
    const acts = toReview();
    const stages = acts.map((_, index) => openCycleOf(follow(...acts.slice(0, index + 1)))?.stage);
    expect(stages).toEqual([
      ...Array(5).fill('outreach'),
      'assessment',
      'planning',
      'implementation',
      'implementation',
      'monitoring',
      'review',
    ]);
  });
  test('time to engage runs from referral to the first time the person was reached', () => {
    expect(daysToEngage(follow(referred()), addDays(monday, 5))).toEqual({ days: 5, reached: false });
    expect(daysToEngage(follow(...toReview()), reviewDay)).toEqual({ days: 3, reached: true });
  });
  test('a review that finds needs closes the cycle and opens the next one, linked to the review', () => {
    const next = follow(
      ...toReview(),
      act('decide-next-cycle', reviewDay, { foundBy: 'review', reviewId: 'rev', cycleId: 'cycle-2', needs: 1 }),
    );
    expect(next.cycles.map(({ number, from, to, stage, result }) => ({ number, from, to, stage, result }))).toEqual([
      { number: 1, from: monday, to: reviewDay, stage: 'closed', result: 'next-cycle' },
      { number: 2, from: addDays(reviewDay, 1), to: null, stage: 'assessment', result: null },
    ]);
    expect(next.cycles[1]?.openedBy).toEqual({ kind: 'review', id: 'rev' });
    expect(cycleOn(next, reviewDay)?.number).toBe(1);
    expect(cycleOn(next, addDays(reviewDay, 1))?.number).toBe(2);
    expect(enrolledPeriods(next)).toEqual([{ from: addDays(monday, 10), to: null }]);
    expect(whyNot(next, 'sign-assessment', reviewDay)).toEqual([]);
  });
  test('a revised plan goes back to planning and its next version leads on', () => {
    const revised = follow(
      ...toReview(),
      act('decide-revise-plan', reviewDay, { reviewId: 'rev' }),
      act('sign-plan', reviewDay, { planId: 'p2', goals: 1 }),
    );
    expect(openCycleOf(revised)).toMatchObject({ stage: 'implementation', planVersion: 2, planRevisedOn: reviewDay });
  });
  test('stepping down leaves neither a day without a programme nor a day with two', () => {
    let here: Course = { enrolment: null, history: [] };
    for (const each of toReview()) {
      const result = enter(here.history, each, reviewDay);
      if (result.ok) here = result.value;
    }
    const decision = act('decide-step-down', reviewDay, { reviewId: 'rev', toProgrammeId: 'brokerage' });
    const result = stepDown(
      here.history,
      decision as ActOf<'decide-step-down'>,
      {
        actId: 'arrive',
        enrolmentId: 'e2',
        cycleId: 'b1',
        owner: amir,
        clientId: 'client',
        fromEnrolmentId: 'enrolment',
      },
      reviewDay,
    );
    expect(result.ok && enrolledPeriods(result.value.here.enrolment as Enrolment)).toEqual([
      { from: addDays(monday, 10), to: reviewDay },
    ]);
    expect(result.ok && enrolledPeriods(result.value.there.enrolment as Enrolment)).toEqual([
      { from: addDays(reviewDay, 1), to: null },
    ]);
  });
});

describe('what is refused, and why', () => {
  const atReview = () => follow(...toReview());
  test('nobody is enrolled before they were reached and the criteria were checked, unless a reason is stated', () => {
    expect(codes(apply(follow(referred()), act('enrol', monday, { waiver: null })))).toEqual([
      'not-reached-yet',
      'eligibility-not-checked',
    ]);
    expect(codes(apply(follow(referred()), act('enrol', monday, { waiver: 'court order' })))).toEqual([]);
  });
  test('a plan without a goal is not signed', () => {
    const acts = toReview().slice(0, 7);
    expect(codes(apply(follow(...acts), act('sign-plan', reviewDay, { planId: 'p', goals: 0 })))).toEqual([
      'plan-without-goal',
    ]);
  });
  test('graduation is a finding of a review; a death is not held up by one', () => {
    const monitoring = follow(...toReview().slice(0, 10));
    const close = (reason: ClosingReason) =>
      codes(apply(monitoring, act('close-without-review', reviewDay, { reason })));
    expect(close('graduated')).toEqual(['closing-reason-needs-review']);
    expect(close('no-place')).toEqual(['closing-reason-not-for-enrolled']);
    expect(close('deceased')).toEqual([]);
    const imported = act('close-without-review', reviewDay, { reason: 'stepped-down', waiver: 'imported record' });
    expect(codes(apply(monitoring, imported))).toEqual([]);
    expect(codes(apply(atReview(), act('decide-close', reviewDay, { reviewId: 'v', reason: 'graduated' })))).toEqual(
      [],
    );
  });
  test('a clear stop is recorded as declined at any time, also on the day a new cycle was opened', () => {
    const stopped = follow(
      ...toReview(),
      act('decide-next-cycle', reviewDay, { foundBy: 'review', reviewId: 'v', cycleId: 'c2', needs: 1 }),
      act('respect-stop', reviewDay, {}),
    );
    expect(stopped).toMatchObject({ state: 'ended', closeReason: 'declined' });
    expect(follow(referred(), act('respect-stop', monday, {})).closeReason).toBe('declined');
  });
  test('two cycles in one day are not asked for: the second waits until the first has a day of its own', () => {
    const again = follow(
      ...toReview(),
      act('decide-next-cycle', reviewDay, { foundBy: 'review', reviewId: 'v', cycleId: 'c2', needs: 1 }),
      act('sign-assessment', reviewDay, { assessmentId: 'a' }),
      act('sign-plan', reviewDay, { planId: 'p', goals: 1 }),
      act('start-review', reviewDay, {}),
    );
    expect(whyNot(again, 'decide-next-cycle', reviewDay)[0]).toEqual({
      code: 'cycle-not-begun',
      params: { from: addDays(reviewDay, 1) },
    });
    expect(whyNot(again, 'decide-step-down', reviewDay)[0]?.code).toBe('cycle-not-begun');
    expect(whyNot(again, 'decide-next-cycle', addDays(reviewDay, 1))).toEqual([]);
  });
  test('an ended enrolment takes nothing but reopening, with a reason, and never after a death', () => {
    const lost = follow(...toReview(), act('close-without-review', reviewDay, { reason: 'lost' }));
    expect(actNames.filter((name) => whyNot(lost, name, reviewDay).length === 0)).toEqual(['reopen']);
    const reopen = (reason: string) => act('reopen', addDays(reviewDay, 30), { cycleId: 'c2', owner: amir, reason });
    expect(codes(apply(lost, reopen('  ')))).toEqual(['reopening-needs-reason']);
    const back = apply(lost, reopen('found at the shelter'));
    expect(back.ok && openCycleOf(back.value)).toMatchObject({ number: 2, stage: 'outreach', owner: amir });
    expect(back.ok && enrolledPeriods(back.value)).toHaveLength(2);
    const died = follow(...toReview(), act('close-without-review', reviewDay, { reason: 'deceased' }));
    expect(codes(apply(died, reopen('mistake')))).toEqual(['may-not-reopen']);
  });
  test('nothing is done in the future, and nothing before what was done already', () => {
    expect(mayApply(atReview(), act('hand-over', addDays(reviewDay, 1), { owner: amir }), reviewDay)).toMatchObject([
      { code: 'act-in-future' },
    ]);
    expect(codes(apply(atReview(), act('log-attempt', monday, {})))).toEqual(['before-last-act']);
  });
});

describe('late entries and entries in error', () => {
  const kept = (): History => {
    let history: History = [];
    for (const each of toReview()) {
      const result = enter(history, each, reviewDay);
      if (!result.ok) throw new Error(JSON.stringify(result.refusals));
      history = result.value.history;
    }
    return history;
  };
  test("Tuesday's attempt is entered on Thursday and counts on Tuesday", () => {
    const result = enter(kept(), act('log-attempt', addDays(monday, 1), {}), reviewDay);
    expect(result.ok && result.value.enrolment?.attempts).toBe(2);
    expect(result.ok && result.value.history.findIndex(({ act: { on } }) => on === addDays(monday, 1))).toBe(2);
  });
  test('an act that later ones rest on is not taken out, and the refusal names the first of them', () => {
    const history = kept();
    const signed = history.find((entry) => entry.act.name === 'sign-assessment');
    const result = withdraw(history, signed?.act.id ?? '', 'wrong client', reviewDay);
    expect(!result.ok && result.refusals[0]).toMatchObject({
      code: 'later-act-would-not-stand',
      params: { act: 'sign-plan' },
    });
  });
  test('a review started in error is taken out with a reason, and stays in the history', () => {
    const history = kept();
    const last = history.at(-1)?.act.id ?? '';
    expect(withdraw(history, last, ' ', reviewDay).ok).toBe(false);
    const result = withdraw(history, last, 'started for the wrong person', reviewDay);
    expect(result.ok && result.value.history).toHaveLength(history.length);
    expect(result.ok && result.value.enrolment && openCycleOf(result.value.enrolment)?.stage).toBe('monitoring');
  });
});

// Draws from the registry of all acts: any act, one that is open now, or one that is open and leads onward, so that deep states
// are reached too.
const onward: readonly ActName[] = actNames.filter(
  (name) =>
    !['log-attempt', 'set-priority', 'hand-over', 'close-referral', 'respect-stop', 'close-without-review'].includes(
      name,
    ),
);
const owners = fc.constantFrom(rosa, amir, { kind: 'team', id: 'act-team' } as const);
const reason = fc.constantFrom(...(Object.keys(closingReasons) as ClosingReason[]));
const priority = fc.constantFrom('urgent', 'high', 'routine' as const);
const findings = fc.array(
  fc.record({
    criterion: fc.constantFrom('age', 'county', 'diagnosis'),
    met: fc.constantFrom(true, true, true, false, 'unknown' as const),
    note: fc.constant(''),
  }),
  { maxLength: 3 },
);
const nothing = fc.constant({});
const review = { reviewId: fc.constant('review') };
const somewhere = {
  clientId: fc.constant('client'),
  programmeId: fc.constant('icm'),
  owner: owners,
  enrolmentId: fc.uuid(),
};
const paramsOf: { [N in ActName]: fc.Arbitrary<ActParams[N]> } = {
  refer: fc.record({ ...somewhere, cycleId: fc.uuid(), referralId: fc.constant(null) }),
  'receive-step-down': fc.record({ ...somewhere, cycleId: fc.uuid(), fromEnrolmentId: fc.uuid() }),
  'log-attempt': nothing,
  'log-reach': nothing,
  'check-eligibility': fc.record({ findings }),
  'set-priority': fc.record({ priority }),
  waitlist: fc.record({ priority }),
  enrol: fc.record({ waiver: fc.constantFrom(null, null, 'court order') }),
  'close-referral': fc.record({ reason }),
  'respect-stop': nothing,
  'sign-assessment': fc.record({ assessmentId: fc.constant('assessment') }),
  'sign-plan': fc.record({ planId: fc.constant('plan'), goals: fc.integer({ min: 0, max: 4 }) }),
  link: fc.record({ referralId: fc.constant(null) }),
  'follow-up': fc.record({ contactId: fc.constant('contact') }),
  'start-review': nothing,
  'decide-continue': fc.record(review),
  'decide-revise-plan': fc.record(review),
  'decide-next-cycle': fc.record({
    ...review,
    foundBy: fc.constantFrom('review', 're-assessment' as const),
    cycleId: fc.uuid(),
    needs: fc.integer({ min: 0, max: 3 }),
  }),
  'decide-step-down': fc.record({ ...review, toProgrammeId: fc.constantFrom('icm', 'brokerage') }),
  'decide-close': fc.record({ ...review, reason }),
  'close-without-review': fc.record({ reason, waiver: fc.constantFrom(null, null, 'imported record') }),
  'hand-over': fc.record({ owner: owners }),
  reopen: fc.record({ cycleId: fc.uuid(), owner: owners, reason: fc.constantFrom('came back', ' ') }),
};
const everyParams = fc.record(paramsOf) as fc.Arbitrary<ActParams>;
const draw = fc.record({
  pick: fc.nat(10_000),
  lean: fc.constantFrom('any', 'open', 'onward', 'onward'),
  daysOn: fc.constantFrom(0, 0, 1, 3, 30),
  late: fc.constantFrom(0, 0, 0, 0, 0, 0, 1, 5),
  takeOut: fc.constantFrom(...Array(14).fill(false), true),
  params: everyParams,
});

const expectWhole = (enrolment: Enrolment, today: Day) => {
  const { cycles } = enrolment;
  const open = cycles.filter(({ to }) => to === null);
  expect(open).toHaveLength(enrolment.state === 'ended' ? 0 : 1);
  expect(cycles.map(({ number }) => number)).toEqual(cycles.map((_, index) => index + 1));
  expect(new Set(cycles.map(({ id }) => id)).size).toBe(cycles.length);
  for (const [index, cycle] of cycles.entries()) {
    expect(cycle.owner.id).toBeTruthy();
    expect((cycle.stage === 'closed') === (cycle.to !== null) && (cycle.to === null) === (cycle.result === null)).toBe(
      true,
    );
    if (cycle.to) expect(cycle.from <= cycle.to).toBe(true);
    expect(cycle.openedOn <= today).toBe(true);
    const before: Cycle | undefined = cycles[index - 1];
    if (!before) continue;
    expect(before.to).not.toBeNull();
    expect(overlaps(before, cycle)).toBe(false);
    if (cycle.openedBy.kind !== 'reopening') expect(cycle.from).toBe(addDays(before.to as Day, 1));
    else expect(cycle.from > (before.to as Day)).toBe(true);
  }
  for (const period of enrolledPeriods(enrolment))
    for (const each of cycles)
      if (overlaps(period, each) && period.from > each.from) expect(period.from).toBe(enrolment.enrolledOn);
  expect(enrolment.endedOn !== null).toBe(enrolment.state === 'ended');
  expect(enrolment.closeReason !== null).toBe(enrolment.state === 'ended');
};

test('no sequence of acts leaves a cycle without an owner, a gap or an overlap', { timeout: 60_000 }, () => {
  const drawn = new Map<ActName, number>();
  const accepted = new Map<ActName, number>();
  let lateAccepted = 0;
  let takenOut = 0;
  const count = (into: Map<ActName, number>, name: ActName) => into.set(name, (into.get(name) ?? 0) + 1);
  fc.assert(
    fc.property(fc.array(draw, { minLength: 20, maxLength: 60, size: 'max' }), (steps) => {
      let course: Course = { enrolment: null, history: [] };
      let today = monday;
      for (const [index, step] of steps.entries()) {
        today = addDays(today, step.daysOn);
        const now: Enrolment | null = course.enrolment;
        if (step.takeOut && course.history.length > 0) {
          const entry = course.history[step.pick % course.history.length];
          const result = withdraw(course.history, entry?.act.id ?? '', 'entered in error', today);
          if (result.ok) {
            takenOut++;
            course = result.value;
          }
        } else {
          const on = addDays(today, -step.late);
          const openNow = actNames.filter((each) =>
            now === null ? each === 'refer' || each === 'receive-step-down' : whyNot(now, each, on).length === 0,
          );
          const leading = step.lean === 'onward' ? openNow.filter((each) => onward.includes(each)) : openNow;
          const names = step.lean === 'any' || leading.length === 0 ? actNames : leading;
          const name = names[step.pick % names.length] as ActName;
          count(drawn, name);
          const drawnAct = { id: `act-${index}`, name, on, params: step.params[name] } as Act;
          const result = enter(course.history, drawnAct, today);
          const beforehand = now && on >= now.lastActOn ? mayApply(now, drawnAct, today) : null;
          if (beforehand) expect(beforehand.length === 0).toBe(result.ok);
          if (!result.ok) {
            expect(result.refusals.length).toBeGreaterThan(0);
            continue;
          }
          count(accepted, name);
          if (now && on < now.lastActOn) lateAccepted++;
          course = result.value;
        }
        const { enrolment, history } = course;
        const days = history.map(({ act: { on } }) => on);
        expect(days).toEqual(days.toSorted());
        expect(replay(history)).toEqual({ ok: true, value: enrolment });
        if (enrolment) {
          expectWhole(enrolment, today);
          if (enrolment.state !== 'ended')
            expect(enrolment.cycles.filter((cycle) => includes(cycle, addDays(today, 2)))).toHaveLength(1);
        }
      }
    }),
    { numRuns: 400 },
  );
  expect(actNames.filter((name) => (drawn.get(name) ?? 0) < 100)).toEqual([]);
  expect(actNames.filter((name) => !accepted.get(name))).toEqual([]);
  expect(lateAccepted).toBeGreaterThan(50);
  expect(takenOut).toBeGreaterThan(50);
});
