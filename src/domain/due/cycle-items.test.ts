import { describe, expect, test } from 'vitest';
import { day } from '#domain/basics/day.ts';
import { dueItems, nextChange } from './due-items.ts';
import type { CycleFact, DueFacts } from './facts.ts';
import { aCycle, aModel, anEnrolment, aProspect, aStay, aVersion, factsOf } from './facts-for-tests.ts';
import { readRule } from './wording.ts';

const paper = ['assessment', 'plan', 'review', 'closing', 'eligibility', 'decision'];
const items = (facts: DueFacts, today: string): string[] =>
  dueItems(facts, day(today))
    .filter(({ kind }) => paper.includes(kind))
    .map(({ rule, dueFrom, dueBy }) => {
      const { what, detail } = readRule(rule);
      return `${what}${detail ? `:${detail}` : ''} ${dueFrom} ${dueBy}`;
    });
const withCycle = (changes: Partial<CycleFact>, served = '2026-01-05', stays: DueFacts['stays'] = []) =>
  factsOf(anEnrolment({ cycle: aCycle(changes), served: [{ from: day(served), to: null }] }), { stays });
const fresh = { stage: 'assessment', assessmentSignedOn: null, planSignedOn: null } as const;

describe('before enrolment', () => {
  test('a prospect who was reached has eligibility checked, then gets a decision', () => {
    const reached = aProspect({ firstReachedOn: day('2026-01-08') });
    expect(items(factsOf(reached), '2026-01-08')).toEqual(['eligibility 2026-01-08 2026-01-18']);
    const checked = { ...reached, eligibilityCheckedOn: day('2026-01-12') };
    expect(items(factsOf(checked), '2026-01-12')).toEqual(['decision 2026-01-12 2026-01-19']);
    expect(items(factsOf({ ...checked, state: 'waitlisted' }), '2026-01-12')).toEqual([]);
  });
});

describe('assessment and plan', () => {
  test('are due in the days of the model; the plan can be begun once the assessment is signed', () => {
    expect(items(withCycle(fresh), '2026-01-05')).toEqual([
      'assessment:comprehensive 2026-01-05 2026-02-04',
      'plan 2026-02-05 2026-02-19',
    ]);
    const signed = { ...fresh, stage: 'planning', assessmentSignedOn: day('2026-01-20') } as const;
    expect(items(withCycle(signed), '2026-01-20')).toEqual([
      'plan 2026-01-20 2026-02-19',
      're-assessment:comprehensive 2026-12-21 2027-01-20',
    ]);
  });
  test('of a new cycle count from its first day', () =>
    expect(
      items(withCycle({ ...fresh, number: 2, from: day('2026-07-01'), openedBy: 'review' }), '2026-07-01')[0],
    ).toBe('assessment:comprehensive 2026-07-01 2026-07-31'));
  test('of somebody reopened wait until they are reached', () => {
    const reopened = { ...fresh, number: 2, from: day('2026-07-01'), openedBy: 'reopening' } as const;
    expect(items(withCycle({ ...reopened, stage: 'outreach', reachedOn: null }, '2026-07-01'), '2026-07-09')).toEqual(
      [],
    );
    const back = withCycle({ ...reopened, reachedOn: day('2026-07-10') }, '2026-07-01');
    expect(items(back, '2026-07-10')[0]).toBe('assessment:comprehensive 2026-07-10 2026-08-09');
  });
  test('a repeated assessment counts from the last one', () => {
    const again = withCycle({ reassessedOn: day('2026-03-05') });
    expect(items(again, '2026-03-05')).toContain('re-assessment:comprehensive 2027-02-03 2027-03-05');
  });
  test('a plan to be revised after a review is due within two weeks of it', () =>
    expect(items(withCycle({ stage: 'planning', lastReviewSignedOn: day('2026-06-01') }), '2026-06-01')).toContain(
      'plan-revision 2026-06-01 2026-06-15',
    ));
  test('other required instruments are asked for once in the enrolment, then again', () => {
    const assessments = [{ key: 'phq-9', withinDays: 14, againEveryMonths: 3, leadDays: 14 }];
    const enrolment = anEnrolment({ versions: [aVersion('icm', { assessments })] });
    expect(items(factsOf(enrolment), '2026-01-05')).toContain('assessment:phq-9 2026-01-05 2026-01-19');
    const done = { ...enrolment, assessments: [{ key: 'phq-9', on: day('2026-01-15') }] };
    expect(items(factsOf(done), '2026-01-15')).toContain('re-assessment:phq-9 2026-04-01 2026-04-15');
  });
  test('keep the version under which they began', () => {
    const stricter = aVersion('icm', { plan: { ...aModel('icm').plan, withinDays: 31 } }, 2, '2026-02-15');
    const facts = factsOf(anEnrolment({ cycle: aCycle(fresh), versions: [aVersion('icm'), stricter] }));
    expect(items(facts, '2026-02-16')).toContain('plan 2026-02-05 2026-02-19');
  });
});

describe('review', () => {
  const review = (facts: DueFacts, today: string) => items(facts, today).filter((each) => each.startsWith('review'));
  test('comes six months after the plan, shown a month ahead', () =>
    expect(review(withCycle({}), '2026-01-06')).toEqual(['review:scheduled 2026-06-05 2026-07-05']));
  test('counts from the last one', () =>
    expect(review(withCycle({ lastReviewSignedOn: day('2026-03-31') }), '2026-04-01')).toEqual([
      'review:scheduled 2026-08-31 2026-09-30',
    ]));
  test('is due once it was begun', () =>
    expect(review(withCycle({ stage: 'review', reviewStartedOn: day('2026-04-01') }), '2026-04-02')).toEqual([
      'review:scheduled 2026-04-01 2026-07-05',
    ]));
  test('is called for by a discharge from hospital, and answered by the next one signed', () => {
    const stays = [aStay('2026-02-01', '2026-02-10')];
    expect(review(withCycle({}, '2026-01-05', stays), '2026-02-09')).toEqual([
      'review:scheduled 2026-06-05 2026-07-05',
    ]);
    expect(nextChange(withCycle({}, '2026-01-05', stays), day('2026-02-09'))).toBe('2026-02-10');
    expect(review(withCycle({}, '2026-01-05', stays), '2026-02-10')).toEqual([
      'review:discharge 2026-02-10 2026-02-17',
    ]);
    const reviewed = withCycle({ lastReviewSignedOn: day('2026-02-12') }, '2026-01-05', stays);
    const sameDay = withCycle({ lastReviewSignedOn: day('2026-02-10') }, '2026-01-05', stays);
    expect(review(sameDay, '2026-02-12')[0]).toMatch(/^review:scheduled/);
    expect(review(reviewed, '2026-02-12')).toEqual(['review:scheduled 2026-07-13 2026-08-12']);
  });
  test('waits while the person is back in hospital', () => {
    const stays = [aStay('2026-02-01', '2026-02-10'), aStay('2026-02-12', null)];
    expect(review(withCycle({}, '2026-01-05', stays), '2026-02-12')[0]).toMatch(/^review:scheduled/);
  });
  test('is not called for by an emergency visit, nor by a stay before enrolment', () => {
    const before = [aStay('2025-11-01', '2026-01-04'), aStay('2026-02-01', '2026-02-02', 'emergency')];
    expect(review(withCycle({}, '2026-01-05', before), '2026-02-03')[0]).toMatch(/^review:scheduled/);
  });
  test('needs a plan to look at', () => expect(review(withCycle(fresh), '2027-01-01')).toEqual([]));
});

test('a model with phases and a limit asks for a review at each end, and for the closing in time', () => {
  const [only] = aModel('icm').phases;
  const phases = ['transition', 'try-out', 'transfer'].map((key) => ({ ...only, key, months: 3 })) as never;
  const { review, closing } = aModel('icm');
  const events = [{ event: 'phase-end', settings: [], withinDays: 14 }] as const;
  const versions = [
    aVersion('icm', { phases, review: { ...review, events }, closing: { ...closing, timeLimitMonths: 9 } }),
  ];
  const facts = factsOf(anEnrolment({ versions }));
  expect(items(facts, '2026-04-05')).toContain('review:phase-end 2026-04-05 2026-04-19');
  expect(items(facts, '2026-04-04').join()).not.toContain('phase-end');
  expect(items(facts, '2026-04-04')).toContain('closing 2026-09-05 2026-10-05');
});
