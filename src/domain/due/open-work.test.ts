import { describe, expect, test } from 'vitest';
import { day } from '#domain/basics/day.ts';
import { dueItems, nextChange } from './due-items.ts';
import type { DueFacts, ReferralFact } from './facts.ts';
import { aModel, anEnrolment, aVersion, factsOf } from './facts-for-tests.ts';

const owner = { kind: 'staff', id: 'worker' } as const;
const own = (facts: DueFacts, today: string): string[] =>
  dueItems(facts, day(today))
    .filter(({ enrolmentId }) => enrolmentId !== 'enrolment' || facts.enrolments.length === 0)
    .map(({ rule, dueFrom, dueBy }) => `${rule.split('/')[2]} ${dueFrom} ${dueBy}`);

test('a task shows a week before its day, and only while it is open', () => {
  const task = { id: 't', dueBy: day('2026-03-10'), owner, state: 'open', segment: 'general' } as const;
  expect(own(factsOf([], { tasks: [task] }), '2026-03-01')).toEqual(['task 2026-03-03 2026-03-10']);
  for (const closed of [{ state: 'done' }, { state: 'cancelled' }, { dueBy: null }] as const)
    expect(own(factsOf([], { tasks: [{ ...task, ...closed }] }), '2026-03-01')).toEqual([]);
});

describe('a referral', () => {
  const facts = (changes: Partial<ReferralFact> = {}) =>
    factsOf([], {
      referrals: [
        { id: 'r', state: 'sent', sentOn: day('2026-03-02'), nextOn: null, owner, segment: 'general', ...changes },
      ],
    });
  test('without an answer is asked after in a week and goes to the supervisor after two', () => {
    expect(own(facts(), '2026-03-02')).toEqual(['referral-answer 2026-03-09 2026-03-09']);
    expect(nextChange(facts(), day('2026-03-02'))).toBe('2026-03-16');
    expect(own(facts(), '2026-03-16')).toEqual(['referral-escalate 2026-03-09 2026-03-09']);
  });
  test('is looked at on the day that was set, but goes to the supervisor all the same', () => {
    expect(own(facts({ nextOn: day('2026-03-05') }), '2026-03-03')).toEqual(['referral-answer 2026-03-05 2026-03-05']);
    expect(own(facts({ nextOn: day('2026-04-01') }), '2026-03-03')).toEqual(['referral-answer 2026-03-16 2026-03-16']);
  });
  test('that was answered is looked at on the day that was set, if one was', () => {
    expect(own(facts({ state: 'accepted' }), '2026-03-20')).toEqual([]);
    expect(own(facts({ state: 'accepted', nextOn: day('2026-04-01') }), '2026-03-20')).toEqual([
      'referral-next 2026-04-01 2026-04-01',
    ]);
  });
  test.each(['declined', 'completed', 'cancelled'] as const)('%s is nobody’s work', (state) =>
    expect(own(facts({ state, nextOn: day('2026-03-05') }), '2026-03-20')).toEqual([]),
  );
});

describe('an unsigned note', () => {
  const note = { id: 'n', day: day('2026-03-02'), authorId: 'author', segment: 'psychotherapy' };
  test('is due to its author, in its own segment', () =>
    expect(dueItems(factsOf([], { unsignedNotes: [note] }), day('2026-03-02'))).toMatchObject([
      { kind: 'unsigned-note', dueBy: '2026-03-05', owner: { kind: 'staff', id: 'author' }, segment: 'psychotherapy' },
    ]));
  test('follows its own programme, or the strictest', () => {
    const by = (enrolmentId: string | null) =>
      dueItems(
        factsOf(
          [
            anEnrolment({ versions: [aVersion('icm', { notes: { signWithinDays: 1 } })] }),
            anEnrolment({ id: 'other', versions: [aVersion('icm', { notes: { signWithinDays: 9 } })] }),
          ],
          { unsignedNotes: [{ ...note, enrolmentId }] },
        ),
        day('2026-03-02'),
      ).find(({ kind }) => kind === 'unsigned-note')?.dueBy;
    expect([by('other'), by('enrolment'), by(null)]).toEqual(['2026-03-11', '2026-03-03', '2026-03-03']);
  });
  test('stays due after the enrolment has ended', () => {
    const ended = anEnrolment({ state: 'ended', versions: [aVersion('icm', { notes: aModel('icm').notes })] });
    expect(dueItems(factsOf(ended, { unsignedNotes: [note] }), day('2026-09-01'))).toHaveLength(1);
  });
});
