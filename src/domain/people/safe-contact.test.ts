import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day } from '#domain/basics/day.ts';
import { type ContactDetail, type ContactPurpose, contactChannels, mayContactBy } from './safe-contact.ts';

const today = day('2026-06-01');
const mobile: ContactDetail = {
  channel: 'phone',
  permission: 'yes',
  mayLeaveVoicemail: false,
  isSafe: true,
  whoMayKnow: 'her sister',
  bestTimes: 'after five',
  caution: null,
  endedOn: null,
};
const answer = (detail: ContactDetail, purpose: ContactPurpose) => {
  const result = mayContactBy(detail, purpose, today);
  return result.ok ? 'yes' : result.refusals[0]?.code;
};

describe('reaching a person safely', () => {
  test('a call is fine, a message on the machine is not unless the person agreed to it', () => {
    expect(answer(mobile, 'speak')).toBe('yes');
    expect(answer(mobile, 'leave-message')).toBe('voicemail-not-agreed');
    expect(answer({ ...mobile, mayLeaveVoicemail: true }, 'leave-message')).toBe('yes');
  });
  test('who may know and the best times come along with the yes', () => {
    expect(mayContactBy(mobile, 'speak', today)).toEqual({
      ok: true,
      value: { whoMayKnow: 'her sister', bestTimes: 'after five', caution: null, askNow: false },
    });
  });
  test('a letter is not sent where nobody asked whether it is safe', () => {
    const post: ContactDetail = { ...mobile, channel: 'post', isSafe: null };
    expect(answer(post, 'write')).toBe('contact-safety-not-asked');
    expect(answer({ ...post, isSafe: false }, 'write')).toBe('contact-not-safe');
    expect(answer({ ...post, isSafe: true, permission: 'ask' }, 'write')).toBe('contact-ask-first');
    expect(answer({ ...post, isSafe: true, permission: 'no' }, 'write')).toBe('contact-not-wanted');
  });
  test('an old number is not used, and a text does not go to a street address', () => {
    expect(answer({ ...mobile, endedOn: day('2026-05-31') }, 'speak')).toBe('contact-detail-ended');
    expect(answer({ ...mobile, endedOn: today }, 'speak')).toBe('yes');
    expect(answer({ ...mobile, channel: 'visit' }, 'write')).toBe('contact-channel-unfit');
  });
  test('unsafe or unwanted is never used, and granting less never opens more', () => {
    const detail = fc.record({
      channel: fc.constantFrom(...contactChannels),
      permission: fc.constantFrom('yes', 'ask', 'no' as const),
      mayLeaveVoicemail: fc.boolean(),
      isSafe: fc.constantFrom(true, false, null),
      whoMayKnow: fc.constant(null),
      bestTimes: fc.constant(null),
      caution: fc.constant(null),
      endedOn: fc.constantFrom(null, day('2026-01-01'), day('2027-01-01')),
    });
    const purpose = fc.constantFrom<ContactPurpose>('speak', 'leave-message', 'write', 'visit');
    fc.assert(
      fc.property(detail, purpose, (any, what) => {
        if (answer(any, what) !== 'yes') return;
        expect(any.isSafe).not.toBe(false);
        expect(any.permission).not.toBe('no');
        expect(answer({ ...any, isSafe: true, permission: 'yes', mayLeaveVoicemail: true }, what)).toBe('yes');
      }),
    );
  });
});
