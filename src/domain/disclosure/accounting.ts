// Everybody may ask to whom their record was disclosed. Two laws, one log:
// HIPAA (45 CFR 164.528): six years back, without what served treatment, payment or operations, went to the person, rested on their
// authorization, or to those involved in their care. 42 CFR 2.25: three years back, what a Part 2 consent disclosed, also for treatment,
// payment and operations, because it went out through an electronic record.
import { addMonths, type Day } from '#domain/basics/day.ts';
import { type Basis, basisRules } from './bases.ts';

export const accountingLaws = ['hipaa', 'part2'] as const;
export type AccountingLaw = (typeof accountingLaws)[number];

const yearsBack: Readonly<Record<AccountingLaw, number>> = { hipaa: 6, part2: 3 };

/** The days an accounting that is asked for on `today` covers. */
export const accountingPeriod = (law: AccountingLaw, today: Day): { readonly from: Day; readonly to: Day } => ({
  from: addMonths(today, -12 * yearsBack[law]),
  to: today,
});

export type Disclosure = {
  readonly day: Day;
  readonly basis: Basis;
  readonly recipientKind: string;
  readonly recipient: string;
  readonly address: string | null;
  readonly via: string | null;
  readonly purpose: string;
  readonly purposeText: string | null;
  readonly kinds: readonly string[];
  readonly segments: readonly string[];
};

/** Whether the accounting under `law` names it. */
export const isAccountedFor = (law: AccountingLaw, { basis, recipientKind, segments }: Disclosure): boolean =>
  recipientKind !== 'own-agency' &&
  (law === 'hipaa' ? basisRules[basis].isAccountedFor : basis === 'consent' && segments.includes('part2'));

export type AccountedFor = Omit<Disclosure, 'day' | 'kinds' | 'segments'> & {
  readonly kinds: readonly string[];
  readonly first: Day;
  readonly last: Day;
  readonly times: number;
};

/**
 * What the accounting says, the first first: several disclosures to one recipient for one purpose stand in one entry with their first
 * day, number and last day (164.528(b)(3)).
 */
export const accountingOf = (law: AccountingLaw, disclosures: readonly Disclosure[], today: Day): AccountedFor[] => {
  const { from, to } = accountingPeriod(law, today);
  const entries = new Map<string, AccountedFor>();
  const named = disclosures.filter((each) => from <= each.day && each.day <= to && isAccountedFor(law, each));
  for (const { day, segments: _, ...each } of named.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))) {
    const { basis, recipientKind, recipient, address, via, purpose, purposeText } = each;
    const key = JSON.stringify([basis, recipientKind, recipient, address, via, purpose, purposeText]);
    const before = entries.get(key);
    entries.set(
      key,
      before
        ? {
            ...before,
            kinds: [...new Set([...before.kinds, ...each.kinds])].toSorted(),
            last: day,
            times: before.times + 1,
          }
        : { ...each, kinds: each.kinds.toSorted(), first: day, last: day, times: 1 },
    );
  }
  return [...entries.values()];
};
