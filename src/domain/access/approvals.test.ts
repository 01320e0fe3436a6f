import { expect, test } from 'vitest';
import { addDays, day } from '#domain/basics/day.ts';
import { type Approval, type Decision, lapsesOn, stateOn, whyNotDecide } from './approvals.ts';

const asked: Approval = { askedBy: 'asker', askedOn: day('2026-11-01'), state: 'open', decidedOn: null };

test.each<[string, Partial<Approval>, string, Decision, string | null]>([
  ['a second person agrees', {}, 'second', 'approve', null],
  ['a second person declines', {}, 'second', 'decline', null],
  ['who asked cannot agree alone', {}, 'asker', 'approve', 'approval-needs-another'],
  ['nor decline what they can take back', {}, 'asker', 'decline', 'approval-needs-another'],
  ['who asked takes it back', {}, 'asker', 'withdraw', null],
  ['nobody takes back what another asked', {}, 'second', 'withdraw', 'approval-not-yours'],
  [
    'what is decided is decided',
    { state: 'declined', decidedOn: day('2026-11-02') },
    'second',
    'approve',
    'approval-decided',
  ],
  ['after seven days it has lapsed', { askedOn: day('2026-10-27') }, 'second', 'approve', 'approval-lapsed'],
])('%s', (_, more, by, decision, code) => {
  const refusals = whyNotDecide({ ...asked, ...more }, by, decision, day('2026-11-04'));
  expect(refusals.map((each) => each.code)).toEqual(code === null ? [] : [code]);
});

test('the seventh day still counts', () => {
  const last = lapsesOn(asked.askedOn);
  expect(last).toBe('2026-11-08');
  expect([stateOn(asked, last), stateOn(asked, addDays(last, 1))]).toEqual(['open', 'lapsed']);
});
