import { describe, expect, test } from 'vitest';
import { type OwnSegment, ownSegments, whyNotSegments } from './segments.ts';

const own = (code: string): OwnSegment => ({ code, labels: { en: `The ${code}`, es: `El ${code}` }, openTo: 'named' });

describe('an agency’s own segments', () => {
  test('come from its settings, and there are none where the settings say none', () => {
    expect(ownSegments({ segments: [own('hiv')] })).toEqual([own('hiv')]);
    for (const settings of [null, 'hiv', {}, { segments: 'hiv' }]) expect(ownSegments(settings)).toEqual([]);
  });

  test('are added, renamed and opened to others', () => {
    expect(whyNotSegments([], [own('hiv')])).toEqual([]);
    const renamed: OwnSegment = { ...own('hiv'), labels: { en: 'HIV', es: 'VIH' }, openTo: 'care-team' };
    expect(whyNotSegments([own('hiv')], [own('violence'), renamed])).toEqual([]);
  });

  test.each(['general', 'part2', 'counselling-notes'])('cannot open what the law closes: %s', (code) => {
    expect(whyNotSegments([], [own('hiv'), own(code)])).toEqual([
      { code: 'segment-built-in', params: { segment: code }, pointer: '/segments/1/code' },
    ]);
  });

  test('have one rule each', () => {
    expect(whyNotSegments([], [own('hiv'), own('violence'), own('hiv')])).toEqual([
      { code: 'segment-twice', params: { segment: 'hiv' }, pointer: '/segments/2/code' },
    ]);
  });

  test('stay, with the records that are in them', () => {
    expect(whyNotSegments([own('hiv'), own('violence')], [own('hiv')])).toEqual([
      {
        code: 'segment-stays',
        params: { segment: 'violence' },
        pointer: '/segments',
      },
    ]);
  });
});
