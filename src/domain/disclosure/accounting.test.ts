import { describe, expect, test } from 'vitest';
import { addDays, day } from '#domain/basics/day.ts';
import { type AccountingLaw, accountingOf, accountingPeriod, type Disclosure } from './accounting.ts';
import { bases } from './bases.ts';

const today = day('2026-11-25');
const disclosure = (more: Partial<Disclosure> = {}): Disclosure => ({
  ...{ day: today, basis: 'public-health', recipientKind: 'organization', recipient: 'Health department' },
  ...{
    address: null,
    via: null,
    purpose: 'other',
    purposeText: 'Outbreak',
    kinds: ['identity'],
    segments: ['general'],
  },
  ...more,
});
const named = (law: AccountingLaw, ...all: Disclosure[]) => accountingOf(law, all, today).length > 0;

describe('the accounting of six years', () => {
  test('names what the law lets out without asking, and what went out by mistake', () => {
    expect(bases.filter((basis) => named('hipaa', disclosure({ basis })))).toEqual([
      ...['serious-threat', 'required-by-law', 'abuse-report', 'court-order', 'public-health', 'oversight'],
      ...['research', 'mistake'],
    ]);
  });

  test('reaches back to the same day six years ago, and no further', () => {
    const { from } = accountingPeriod('hipaa', today);
    expect(from).toBe('2020-11-25');
    expect(named('hipaa', disclosure({ day: from }))).toBe(true);
    expect(named('hipaa', disclosure({ day: addDays(from, -1) }))).toBe(false);
    expect(accountingPeriod('hipaa', day('2024-02-29')).from).toBe('2018-02-28');
  });
});

describe('the accounting of Part 2', () => {
  test('names what a consent let out of Part 2 records in three years, whatever it was for', () => {
    const consented = { basis: 'consent', segments: ['general', 'part2'] } as const;
    expect(named('part2', disclosure({ ...consented, purpose: 'treatment' }))).toBe(true);
    expect(named('part2', disclosure({ ...consented, segments: ['general'] }))).toBe(false);
    expect(named('part2', disclosure({ ...consented, basis: 'emergency' }))).toBe(false);
    expect(named('part2', disclosure({ ...consented, day: day('2023-11-25') }))).toBe(true);
    expect(named('part2', disclosure({ ...consented, day: day('2023-11-24') }))).toBe(false);
  });
});

describe('what an entry says', () => {
  test('disclosures to one recipient for one purpose stand together: first, how often, last', () => {
    const dates = ['2026-03-01', '2025-01-10', '2026-11-01'].map(day);
    const all = dates.map((on, index) => disclosure({ day: on, kinds: index === 0 ? ['stays'] : ['identity'] }));
    expect(accountingOf('hipaa', all, today)).toEqual([
      expect.objectContaining({ first: '2025-01-10', last: '2026-11-01', times: 3, kinds: ['identity', 'stays'] }),
    ]);
  });

  test('another purpose, address or intermediary is another entry, in the order of their first days', () => {
    const all = [
      disclosure({ day: day('2026-05-01'), address: '1 Main Street' }),
      disclosure({ day: day('2026-02-01'), via: 'Health exchange' }),
      disclosure({ day: day('2026-01-01'), purposeText: 'A count' }),
    ];
    expect(accountingOf('hipaa', all, today).map(({ first }) => first)).toEqual([
      ...['2026-01-01', '2026-02-01', '2026-05-01'],
    ]);
  });

  test('what stayed in the house was not disclosed', () => {
    expect(named('hipaa', disclosure({ basis: 'mistake', recipientKind: 'own-agency' }))).toBe(false);
  });
});
