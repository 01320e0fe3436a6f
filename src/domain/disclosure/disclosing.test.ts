import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, day } from '#domain/basics/day.ts';
import { type Basis, bases, basisRules } from './bases.ts';
import { type Asked, isOpenUnder, whyNotDisclose } from './disclosing.ts';

const today = day('2026-11-25');
const asked = (more: Partial<Asked> = {}): Asked => ({
  ...{ day: today, basis: 'treatment', recipientKind: 'organization', recipient: 'County hospital', via: null },
  ...{ purpose: 'treatment', purposeText: null, way: 'letter', kinds: ['plans'], from: null, to: null },
  ...{ whyAll: null, grounds: null },
  ...more,
});
const faults = (more: Partial<Asked>) =>
  whyNotDisclose(asked(more), today).map(({ code, pointer }) => `${code} ${pointer}`);

describe('nothing goes out', () => {
  test.each<[string, Partial<Asked>, string]>([
    ['on a day that has not come', { day: addDays(today, 1) }, 'in-the-future /day'],
    ['to nobody', { recipient: '  ' }, 'disclosure-recipient-missing /recipient'],
    [
      'by mistake on purpose',
      { basis: 'mistake', way: 'print', grounds: 'Wrong tray' },
      'disclosure-mistake-on-purpose /basis',
    ],
    ['to others as the person’s own copy', { basis: 'own-request' }, 'disclosure-not-to-the-person /recipientKind'],
    ['to the person under another name', { recipientKind: 'client' }, 'disclosure-is-own-request /basis'],
    [
      'to the agency itself for somebody else’s ends',
      { recipientKind: 'own-agency' },
      'disclosure-stays-in-the-house /basis',
    ],
    ['for a purpose that is not said', { purpose: 'other' }, 'disclosure-purpose-without-words /purposeText'],
    ['by law without the law', { basis: 'required-by-law' }, 'disclosure-grounds-missing /grounds'],
    ['in an emergency nobody describes', { basis: 'emergency', grounds: ' ' }, 'disclosure-grounds-missing /grounds'],
    ['as nothing', { kinds: [] }, 'disclosure-kinds-missing /kinds'],
    ['of days that run backwards', { from: today, to: addDays(today, -1) }, 'disclosure-days-backwards /to'],
    ['for payment, all of it and nobody says why', { basis: 'payment' }, 'disclosure-more-than-needed /whyAll'],
  ])('%s', (_, more, fault) => {
    expect(faults(more)).toEqual([fault]);
  });

  test.each<[string, Partial<Asked>]>([
    ['for treatment as much as is asked for', {}],
    ['for payment the days that are paid for', { basis: 'payment', from: addDays(today, -30), to: today }],
    ['for payment all of it, with the reason', { basis: 'payment', whyAll: 'A review of the whole stay' }],
    ['for payment the name alone', { basis: 'payment', kinds: ['identity'] }],
    ['to the person whatever they ask for', { basis: 'own-request', recipientKind: 'client' }],
    ['inside the house', { basis: 'operations', recipientKind: 'own-agency' }],
    ['under the law, which says how much', { basis: 'required-by-law', grounds: 'Public Health Law 2101' }],
    ['by mistake, written down afterwards', { basis: 'mistake', grounds: 'Put in the wrong envelope' }],
  ])('but %s may', (_, more) => {
    expect(faults(more)).toEqual([]);
  });
});

describe('what a basis opens', () => {
  test('counselling notes go out under a consent alone, or have gone already', () => {
    expect(bases.filter((basis) => isOpenUnder(basis, 'counselling-notes'))).toEqual(['mistake']);
  });
  test('Part 2 records go out without consent to the person, in an emergency, to a court’s order, an audit, research', () => {
    expect(bases.filter((basis) => isOpenUnder(basis, 'part2'))).toEqual([
      ...['own-request', 'emergency', 'court-order', 'oversight', 'research', 'mistake'],
    ]);
  });
  test('what the agency keeps apart goes to the person alone', () => {
    expect(bases.filter((basis) => isOpenUnder(basis, 'hiv'))).toEqual(['own-request', 'mistake']);
  });
  test('no basis opens more to others than it opens of Part 2', () => {
    fc.assert(
      fc.property(fc.constantFrom(...bases), fc.string(), (basis: Basis, segment) => {
        const { carries } = basisRules[basis];
        if (isOpenUnder(basis, segment) && segment !== 'general' && segment !== 'part2')
          expect(['own-record', 'any']).toContain(carries);
      }),
    );
  });
});
