import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, day } from '#domain/basics/day.ts';
import {
  isOpenReferral,
  mayMoveTo,
  moveReferral,
  newReferral,
  type Referral,
  type ReferralMove,
  referralStates,
} from './referrals.ts';

const today = day('2026-06-30');
const move = (to: ReferralMove['to'], more: Partial<ReferralMove> = {}): ReferralMove => ({
  to,
  on: day('2026-06-01'),
  nextOn: day('2026-06-08'),
  needMet: null,
  note: '',
  ...more,
});
const codes = (referral: Referral, step: ReferralMove) => {
  const result = moveReferral(referral, step, today);
  return result.ok ? [] : result.refusals.map(({ code }) => code);
};
const stepped = (...steps: ReferralMove[]): Referral =>
  steps.reduce((referral, step) => {
    const result = moveReferral(referral, step, today);
    if (!result.ok) throw new Error(JSON.stringify(result.refusals));
    return result.value;
  }, newReferral);

describe('a referral', () => {
  test('goes from sent to answered to a service received, and the need is asked about apart', () => {
    const started = stepped(
      move('sent'),
      move('accepted', { on: day('2026-06-05'), nextOn: day('2026-06-10') }),
      move('started', { on: day('2026-06-10'), nextOn: day('2026-06-30') }),
    );
    expect(started).toMatchObject({ sentOn: '2026-06-01', answeredOn: '2026-06-05', receivedOn: '2026-06-10' });
    expect(started.needMet).toBeNull();
    expect(codes(started, move('completed', { on: today }))).toEqual(['need-met-not-said']);
    const ended = moveReferral(started, move('completed', { on: today, needMet: false }), today);
    expect(ended).toMatchObject({ ok: true, value: { state: 'completed', needMet: false, nextOn: null } });
  });
  test('is never completed without a service received', () => {
    for (const state of referralStates.filter((each) => each !== 'started'))
      expect(mayMoveTo(state)).not.toContain('completed');
  });
  test('has a next date as long as it is open', () => {
    expect(codes(newReferral, move('sent', { nextOn: null }))).toEqual(['referral-without-next']);
    expect(codes(newReferral, move('sent', { nextOn: day('2026-05-31') }))).toEqual(['referral-next-passed']);
  });
  test('ends with a reason when the organization says no or it is called off', () => {
    const sent = stepped(move('sent'));
    expect(codes(sent, move('declined'))).toEqual(['referral-end-without-reason']);
    expect(codes(sent, move('cancelled', { note: ' ' }))).toEqual(['referral-end-without-reason']);
    expect(codes(sent, move('declined', { note: 'No place before autumn', nextOn: null }))).toEqual([]);
  });
  test('after no answer it may be sent again, and an answer may still come', () => {
    const silent = stepped(move('sent'), move('no-answer', { on: day('2026-06-08'), nextOn: day('2026-06-15') }));
    expect(codes(silent, move('sent', { on: day('2026-06-09'), nextOn: day('2026-06-20') }))).toEqual([]);
    expect(codes(silent, move('accepted', { on: day('2026-06-09'), nextOn: day('2026-06-20') }))).toEqual([]);
  });
  test('does not go backwards in time or into the future', () => {
    const sent = stepped(move('sent'));
    expect(codes(sent, move('accepted', { on: day('2026-05-30') }))).toContain('referral-before-last-step');
    expect(codes(sent, move('accepted', { on: day('2026-07-01'), nextOn: day('2026-07-02') }))).toEqual([
      'referral-in-future',
    ]);
  });
  test('whatever is done, days are in order, an open one has a next date and an ended one takes no step', () => {
    const steps = fc.array(
      fc.record({
        to: fc.constantFrom(...referralStates),
        on: fc.integer({ min: 0, max: 40 }).map((days) => addDays(day('2026-05-25'), days)),
        nextOn: fc.option(fc.integer({ min: 0, max: 60 }).map((days) => addDays(day('2026-05-25'), days))),
        needMet: fc.option(fc.boolean()),
        note: fc.constantFrom('', 'because'),
      }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(steps, (moves) => {
        let referral = newReferral;
        for (const step of moves) {
          const result = moveReferral(referral, step, today);
          if (!isOpenReferral(referral.state)) expect(result.ok).toBe(false);
          if (result.ok) referral = result.value;
          const days = [referral.sentOn, referral.answeredOn, referral.receivedOn].filter((each) => each !== null);
          expect(days).toEqual(days.toSorted());
          if (referral.state !== 'draft') expect(referral.nextOn !== null).toBe(isOpenReferral(referral.state));
          if (referral.state === 'completed') expect(referral.receivedOn).not.toBeNull();
        }
      }),
    );
  });
});
