import { describe, expect, test } from 'vitest';
import { day } from '#domain/basics/day.ts';
import {
  type AccessAnswer,
  type AmendmentAnswer,
  accessGroundNames,
  accessGrounds,
  type Denial,
  isReviewable,
  whyNotAnswerAccess,
  whyNotAnswerAmendment,
  whyNotAskReview,
  whyNotDisagree,
  whyNotRebut,
  whyNotReview,
  whyNotTickOff,
} from './rights.ts';

const today = day('2026-06-10');
const asked = { requestedOn: day('2026-06-01'), state: 'open' as const, doneOn: null, isRepresentative: false };
const pointed = (refusals: readonly { code: string; pointer?: string }[]) =>
  refusals.map(({ code, pointer }) => `${code} ${pointer ?? ''}`.trim());

describe('an answer to a request to see the record', () => {
  const granted: AccessAnswer = { decision: 'granted', on: today, text: 'Here it is', grounds: [], determinedBy: '' };
  const denied: AccessAnswer = { ...granted, decision: 'denied', grounds: ['psychotherapy-notes'] };
  const why = (answer: Partial<AccessAnswer>, copy: { leftOut: number } | null = null, more: object = {}) =>
    pointed(whyNotAnswerAccess({ ...asked, ...more }, { ...granted, ...answer }, copy, today));
  test.each([
    ['is given whole', why({}, { leftOut: 0 }), []],
    ['is given by reading it here', why({}), []],
    ['says something', why({ text: ' ' }), ['answer-missing /text']],
    ['is of a day that has come', why({ on: day('2026-06-11') }), ['answer-in-future /on']],
    ['comes after the request', why({ on: day('2026-05-31') }), ['answer-before-request /on']],
    ['granted, has no grounds', why({ grounds: ['research'] }), ['granted-without-grounds /grounds']],
    ['granted, leaves nothing out', why({}, { leftOut: 2 }), ['granted-but-left-out /decision']],
    ['in part, may leave something out', why({ ...denied, decision: 'partly' }, { leftOut: 2 }), []],
    ['in part, has grounds', why({ decision: 'partly' }), ['denial-needs-ground /grounds']],
    ['denied, gives nothing', why(denied, { leftOut: 0 }), ['denied-but-given /packageId']],
    [
      'on judgement, names whose',
      why({ ...denied, grounds: ['names-another'] }),
      ['ground-needs-professional /determinedBy'],
    ],
    ['on judgement, is one', why({ ...denied, grounds: ['names-another'], determinedBy: 'Dr Osei' }), []],
    [
      'about a representative, needs one',
      why({ ...denied, grounds: ['harm-by-representative'], determinedBy: 'Dr Osei' }),
      ['ground-about-representatives /grounds'],
    ],
    [
      'about a representative, who asks',
      why({ ...denied, grounds: ['harm-by-representative'], determinedBy: 'Dr Osei' }, null, {
        isRepresentative: true,
      }),
      [],
    ],
    ['is given once', why({}, null, { state: 'done', doneOn: today }), ['request-done-already']],
  ])('%s', (_, found, expected) => expect(found).toEqual(expected));

  test('may be reviewed where a ground rests on judgement, and only there', () => {
    for (const ground of accessGroundNames) expect(isReviewable([ground])).toBe(accessGrounds[ground].reviewable);
    expect(accessGroundNames.filter((ground) => isReviewable([ground]))).toEqual([
      'endangers-life',
      'names-another',
      'harm-by-representative',
    ]);
    expect(isReviewable(['research', 'names-another'])).toBe(true);
  });
});

describe('an answer to a request to amend', () => {
  const granted: AmendmentAnswer = { decision: 'granted', on: today, text: 'Done', grounds: [], amendment: 'In March' };
  const why = (answer: Partial<AmendmentAnswer>) =>
    pointed(whyNotAnswerAmendment(asked, { ...granted, ...answer }, today));
  test.each([
    ['accepted, says what is amended', why({}), []],
    ['accepted without an amendment', why({ amendment: '' }), ['amendment-missing /amendment']],
    [
      'denied, amends nothing',
      why({ decision: 'denied', grounds: ['accurate-already'] }),
      ['denied-but-amended /amendment'],
    ],
    ['denied, has a ground', why({ decision: 'denied', amendment: '' }), ['denial-needs-ground /grounds']],
    ['denied on a ground', why({ decision: 'denied', amendment: '', grounds: ['not-made-here'] }), []],
  ])('%s', (_, found, expected) => expect(found).toEqual(expected));
});

describe('against a denial', () => {
  const denial: Denial = {
    kind: 'access',
    decision: 'denied',
    decidedOn: day('2026-06-05'),
    grounds: ['endangers-life'],
    reviewAskedOn: null,
    reviewed: false,
  };
  const waiting: Denial = { ...denial, reviewAskedOn: day('2026-06-06') };
  test.each([
    ['a review is asked for', whyNotAskReview(denial, today, today), []],
    ['not of what was granted', whyNotAskReview({ ...denial, decision: 'granted' }, today, today), ['nothing-denied']],
    ['not of an amendment', whyNotAskReview({ ...denial, kind: 'amendment' }, today, today), ['nothing-denied']],
    [
      'not on other grounds',
      whyNotAskReview({ ...denial, grounds: ['research'] }, today, today),
      ['denial-not-reviewable'],
    ],
    ['once', whyNotAskReview(waiting, today, today), ['review-asked-already']],
    ['not before it', whyNotAskReview(denial, day('2026-06-04'), today), ['answer-before-request /on']],
    ['another decides', whyNotReview(waiting, 'rosa', 'priya', 'No danger'), []],
    ['not who denied', whyNotReview(waiting, 'rosa', 'rosa', 'No danger'), ['own-denial']],
    ['with a reason', whyNotReview(waiting, 'rosa', 'priya', ' '), ['review-without-reason /reason']],
    ['once it is asked', whyNotReview(denial, 'rosa', 'priya', 'x'), ['review-not-asked']],
    ['and once only', whyNotReview({ ...waiting, reviewed: true }, 'rosa', 'priya', 'x'), ['reviewed-already']],
    ['of amendment, one disagrees', whyNotDisagree({ ...denial, kind: 'amendment' }, { disagreement: false }), []],
    ['not of access', whyNotDisagree(denial, { disagreement: false }), ['nothing-denied']],
    ['a disagreement is answered', whyNotRebut({ disagreement: true, rebuttal: false }), []],
    ['once', whyNotRebut({ disagreement: true, rebuttal: true }), ['rebutted-already']],
    ['where there is one', whyNotRebut({ disagreement: false, rebuttal: false }), ['nothing-to-rebut']],
    ['ticking off is no answer', whyNotTickOff('access-request'), ['answered-in-requests']],
    ['to a task it is', whyNotTickOff('task'), []],
  ])('%s', (_, found, expected) => expect(pointed(found)).toEqual(expected));
});
