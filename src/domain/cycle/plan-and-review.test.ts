import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day } from '#domain/basics/day.ts';
import {
  type Assessment,
  changedNeeds,
  type Need,
  prefilledAssessment,
  unmetNeeds,
  whyNotSignAssessment,
} from './assessment.ts';
import {
  type AttainmentLevel,
  attainmentLevels,
  attainmentOf,
  attainmentScore,
  goalWeight,
} from './goal-attainment.ts';
import { domainsWith, lifeDomains, strengthsDomains } from './life-domains.ts';
import { type Goal, nextVersion, ownSteps, type Plan, prefilledPlan, whyNotSignPlan } from './plan.ts';
import { decisionsOf, type Review, whyNotSignReview } from './review.ts';
import { apply } from './transitions.ts';

const today = day('2026-06-01');
const codes = (refusals: readonly { code: string }[]) => refusals.map(({ code }) => code);

const housing: Need = {
  thread: 'need-housing',
  domain: 'housing',
  label: 'A place of her own',
  level: 'unmet',
  priority: 1,
  origin: 'Lease ended while in hospital',
  upkeep: 'No deposit saved',
  words: 'I want my own front door',
};
const assessment: Assessment = {
  domains: {
    housing: { situation: 'With a cousin', wishes: 'Own flat', barriers: 'Deposit', words: '', discussed: true },
    leisure: { situation: 'Sings', wishes: '', barriers: '', words: '', discussed: true },
  },
  needs: [housing, { ...housing, thread: 'need-leisure', domain: 'leisure', level: 'none', priority: null }],
  strengths: [{ id: 'sings', domain: 'leisure', aspect: 'current', text: 'Sings in a choir' }],
};
const two = ['housing', 'leisure'];

describe('an assessment', () => {
  test('every life domain belongs to one of the seven strengths domains, and each of those is covered', () => {
    expect(new Set(Object.values(lifeDomains).map((each) => each.strengthsDomain))).toEqual(new Set(strengthsDomains));
    expect(domainsWith(['pets', 'housing'])).toHaveLength(Object.keys(lifeDomains).length + 1);
  });
  test('is ready when every domain was looked at and a strength was found', () => {
    expect(whyNotSignAssessment(assessment, two)).toEqual([]);
    expect(codes(whyNotSignAssessment(assessment, [...two, 'legal']))).toEqual(['domain-not-rated']);
    expect(codes(whyNotSignAssessment({ ...assessment, strengths: [] }, two))).toEqual(['assessment-without-strength']);
  });
  test('an unmet need says how pressing it is', () => {
    const needs = assessment.needs.map((need) => ({ ...need, priority: null }));
    expect(whyNotSignAssessment({ ...assessment, needs }, two)).toEqual([
      { code: 'need-without-priority', params: { domain: 'housing' }, pointer: '/domains/housing/priority' },
    ]);
  });
  test('carried over from last time, nothing counts until it was talked about again', () => {
    const again = prefilledAssessment(assessment);
    expect(again.needs).toEqual(assessment.needs);
    expect(codes(whyNotSignAssessment(again, two))).toEqual(['domain-not-discussed', 'domain-not-discussed']);
  });
  test('what changed since the last one is told need by need', () => {
    const now = [
      { ...housing, level: 'met' as const },
      { ...housing, thread: 'new' },
    ];
    expect(changedNeeds(assessment.needs, now)).toEqual([
      { thread: 'need-housing', from: 'unmet', to: 'met' },
      { thread: 'new', from: null, to: 'unmet' },
    ]);
  });
});

const goal: Goal = {
  thread: 'goal',
  domain: 'housing',
  words: 'My own front door by winter',
  importance: 3,
  difficulty: 2,
  levels: { '-2': 'No place', '-1': 'With cousin', '0': 'On the list with deposit saved' },
  baselineLevel: -1,
  needs: ['need-housing'],
  strengths: ['sings'],
  options: [
    { text: 'Supported flat', choice: 'declined', reason: 'Too far from the choir' },
    { text: 'Council list', choice: 'chosen', reason: '' },
  ],
  steps: [
    {
      thread: 's1',
      text: 'Save 20 a week',
      owner: 'client',
      ownerName: '',
      dueOn: day('2026-07-01'),
      resourceKind: 'natural',
      resource: 'Savings jar at the choir',
      state: 'open',
    },
    {
      thread: 's2',
      text: 'Fill in the form',
      owner: 'worker',
      ownerName: '',
      dueOn: day('2026-05-01'),
      resourceKind: 'formal',
      resource: 'Housing office',
      state: 'done',
    },
  ],
  dropped: false,
};
const plan: Plan = {
  version: 1,
  goals: [goal],
  clientSignature: { kind: 'screen', name: 'Ana', on: today, reason: '' },
  deferred: [],
};

describe('a plan', () => {
  const why = (change: Partial<Goal>) =>
    codes(whyNotSignPlan({ ...plan, goals: [{ ...goal, ...change }] }, assessment, today));
  test('is ready with a goal in the person’s words that answers a need and builds on a strength', () => {
    expect(whyNotSignPlan(plan, assessment, today)).toEqual([]);
  });
  test.each<[string, Partial<Goal>, string[]]>([
    ['words', { words: ' ' }, ['goal-without-words']],
    ['a need', { needs: [] }, ['goal-without-need', 'need-without-goal']],
    ['a strength', { strengths: [] }, ['goal-without-strength']],
    ['a known strength', { strengths: ['of someone else'] }, ['goal-tied-to-unknown']],
    ['an expected level', { levels: { '-1': 'With cousin' } }, ['goal-without-expected-level']],
    ['a baseline', { baselineLevel: null }, ['goal-without-baseline']],
    ['a described baseline', { baselineLevel: 1 }, ['goal-baseline-not-described']],
    ['a step', { steps: [] }, ['goal-without-step']],
    ['a decided option', { options: [{ text: 'x', choice: 'offered', reason: '' }] }, ['option-not-decided']],
    ['a reason', { options: [{ text: 'x', choice: 'declined', reason: '' }] }, ['option-declined-without-reason']],
  ])('a goal without %s is not signed', (_, change, expected) => expect(why(change)).toEqual(expected));
  test('an unmet need is answered by a goal or put off with a reason', () => {
    const other = { ...assessment, needs: [...assessment.needs, { ...housing, thread: 'teeth', label: 'Dentist' }] };
    expect(codes(whyNotSignPlan(plan, other, today))).toEqual(['need-without-goal']);
    const deferred = [{ need: 'teeth', reason: 'After the move' }];
    expect(whyNotSignPlan({ ...plan, deferred }, other, today)).toEqual([]);
  });
  test('the next version starts unsigned with what is still open', () => {
    const next = nextVersion(plan);
    expect(next).toMatchObject({ version: 2, clientSignature: null });
    expect(next.goals[0]?.steps.map(({ thread }) => thread)).toEqual(['s1']);
  });
  test('the next cycle brings along goals not yet reached and begins one for each need found', () => {
    const teeth = { ...housing, thread: 'teeth', domain: 'physical-health', words: 'I want to smile' };
    const next = prefilledPlan(plan, new Map([['goal', -1]]), [housing, teeth], () => 'made');
    expect(next.goals.map(({ thread, words }) => [thread, words])).toEqual([
      ['goal', goal.words],
      ['made', 'I want to smile'],
    ]);
    expect(prefilledPlan(plan, new Map([['goal', 0]]), [], () => 'made').goals).toEqual([]);
    expect(unmetNeeds([{ ...teeth, priority: 3 }, housing])[0]?.thread).toBe('need-housing');
  });
  test('counts who carries it', () => expect(ownSteps(plan)).toEqual({ own: 1, natural: 1, of: 2 }));
});

describe('a review', () => {
  const review: Review = {
    progress: [{ goal: 'goal', level: 0, note: '' }],
    newNeeds: [],
    clientWords: 'It helped',
    satisfaction: 5,
    independence: 4,
    decision: 'close',
    decisionReason: '',
  };
  const prospect = apply(null, {
    id: 'a',
    name: 'refer',
    on: today,
    params: {
      enrolmentId: 'e',
      clientId: 'c',
      programmeId: 'p',
      cycleId: 'y',
      owner: { kind: 'staff', id: 'rosa' },
      referralId: null,
    },
  });
  test('looks at every goal, and says why where it could not', () => {
    expect(whyNotSignReview(review, [goal])).toEqual([]);
    expect(codes(whyNotSignReview({ ...review, progress: [] }, [goal]))).toEqual(['goal-not-reviewed']);
    expect(codes(whyNotSignReview({ ...review, decision: null, independence: null }, [goal]))).toEqual([
      'independence-not-rated',
      'review-without-decision',
    ]);
  });
  test('says of each decision whether it is open, why not, and what speaks for it', () => {
    if (!prospect.ok) throw new Error('not referred');
    const views = decisionsOf(prospect.value, review, [goal], today);
    expect(views.map(({ why }) => why[0]?.code)).toEqual(Array(5).fill('not-enrolled-yet'));
    expect(views.filter(({ suggestedBy }) => suggestedBy.length > 0).map(({ decision }) => decision)).toEqual([
      'close',
    ]);
    const found = { ...review, newNeeds: [{ domain: 'legal', label: 'Custody hearing', priority: 1 as const }] };
    const suggested = decisionsOf(prospect.value, found, [goal], today).filter((each) => each.suggestedBy.length > 0);
    expect(suggested.map(({ decision }) => decision)).toEqual(['next-cycle']);
  });
});

describe('goal attainment', () => {
  // Kiresuk & Sherman with rho 0.30: the worked values of the method.
  test.each<[AttainmentLevel[], number[], number]>([
    [[0, 0, 0], [1, 1, 1], 50],
    [[1, 0, -1], [1, 1, 1], 50],
    [[2], [1], 70],
    [[1, 1, 1], [1, 1, 1], 63.69],
    [[-1, -1, -1], [1, 1, 1], 36.31],
    [[2, 2, 2, 2], [1, 1, 1, 1], 79.02],
    [[1, 0, 2], [3, 1, 2], 65.42],
    [[-2, 1], [2, 1], 37.95],
    [[1, 1, 0, -1, 2], [4, 1, 1, 9, 2], 50],
    [[2, 2, 2], [3, 3, 3], 77.39],
  ])('levels %j with weights %j give T', (levels, weights, expected) => {
    const score = attainmentScore(levels.map((level, index) => ({ level, weight: weights[index] ?? 0 })));
    expect(score.ok && score.value).toBeCloseTo(expected, 2);
  });
  test('a goal of weight 0 changes nothing, and without any weight there is no score', () => {
    const one = { level: 2, weight: 1 } as const;
    expect(attainmentScore([one, { level: -2, weight: 0 }])).toEqual(attainmentScore([one]));
    expect(attainmentScore([{ level: 2, weight: 0 }])).toMatchObject({ ok: false, refusals: [{ code: 'no-goals' }] });
    expect(attainmentScore([])).toMatchObject({ ok: false, refusals: [{ code: 'no-goals' }] });
    expect(goalWeight({ importance: 3, difficulty: 0 })).toBe(0);
  });
  test('baseline, achieved and change are taken over the same goals', () => {
    const result = attainmentOf([
      { baseline: -1, achieved: 1, weight: 1 },
      { baseline: -2, achieved: null, weight: 1 },
    ]);
    expect(result).toEqual({ ok: true, value: { baseline: 40, achieved: 60, change: 20, counted: 1, leftOut: 1 } });
  });
  test('more attained never gives a lower score, weights in any unit give the same, and T mirrors around 50', () => {
    const goals = fc.array(
      fc.record({
        level: fc.constantFrom(...attainmentLevels),
        weight: fc.double({ min: 0.001, max: 1e6, noNaN: true }),
      }),
      { minLength: 1, maxLength: 8 },
    );
    const score = (rated: { level: AttainmentLevel; weight: number }[]) => {
      const result = attainmentScore(rated);
      return result.ok ? result.value : Number.NaN;
    };
    fc.assert(
      fc.property(goals, fc.double({ min: 0.001, max: 1e6, noNaN: true }), (rated, unit) => {
        const value = score(rated);
        const [first, ...rest] = rated;
        if (first && first.level < 2)
          expect(score([{ ...first, level: (first.level + 1) as AttainmentLevel }, ...rest])).toBeGreaterThanOrEqual(
            value,
          );
        expect(score(rated.map(({ level, weight }) => ({ level, weight: weight * unit })))).toBeCloseTo(value, 6);
        const mirrored = rated.map(({ level, weight }) => ({ level: (0 - level) as AttainmentLevel, weight }));
        expect(score(mirrored) - 50).toBeCloseTo(50 - value, 6);
      }),
    );
  });
});
