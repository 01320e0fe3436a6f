// May this go out? The basis must be complete, the recipient must fit it, and no more may go than the purpose needs
// (45 CFR 164.514(d): parts and days are chosen, the whole record only with a reason).
import type { Day } from '#domain/basics/day.ts';
import { type Refusal, refusal } from '#domain/basics/result.ts';
import { allows, type ConsentAnswer } from '#domain/consent/allows.ts';
import { type Consent, type Named, type Purpose, type Restriction, recordKinds } from '#domain/consent/consent.ts';
import { type Basis, type BasisRule, basisRules, ownWays, type RecipientKind, type Way } from './bases.ts';

/** What of a record goes out: its parts, and who has seen or been told of it. */
export const disclosedKinds = [...recordKinds, 'access-log'] as const;
export type DisclosedKind = (typeof disclosedKinds)[number];

export type Asked = {
  readonly day: Day;
  readonly basis: Basis;
  readonly recipientKind: RecipientKind;
  readonly recipient: string;
  /** The intermediary it goes through (42 CFR 2.24). */
  readonly via: string | null;
  readonly purpose: Purpose;
  readonly purposeText: string | null;
  readonly way: Way;
  readonly kinds: readonly DisclosedKind[];
  /** The days that what goes out is about; null at either end: from the first, to the last. */
  readonly from: Day | null;
  readonly to: Day | null;
  /** Why no less would do, where all of it goes. */
  readonly whyAll: string | null;
  readonly grounds: string | null;
};

const isBlank = (text: string | null): boolean => text === null || text.trim() === '';

const isAll = ({ kinds, from }: Asked): boolean =>
  recordKinds.every((each) => kinds.includes(each)) || (from === null && kinds.some((each) => each !== 'identity'));

/** What is missing or does not fit, each with its field; the consent itself is asked about by `whyNotConsented`. */
export const whyNotDisclose = (asked: Asked, today: Day): Refusal[] => {
  const rule: BasisRule = basisRules[asked.basis];
  const { basis, recipientKind, kinds, from, to } = asked;
  const refusals: Refusal[] = [];
  const refuse = (code: string, field: string, params: Refusal['params'] = {}) =>
    refusals.push(refusal(`disclosure-${code}`, params, `/${field}`));
  if (asked.day > today) refusals.push(refusal('in-the-future', { field: 'day', value: asked.day }, '/day'));
  if (isBlank(asked.recipient)) refuse('recipient-missing', 'recipient');
  if (basis === 'mistake' && ownWays.some((each) => each === asked.way)) refuse('mistake-on-purpose', 'basis');
  const isForThem = recipientKind === 'client' || recipientKind === 'representative';
  if (basis === 'own-request' && !isForThem) refuse('not-to-the-person', 'recipientKind');
  if (basis !== 'own-request' && basis !== 'mistake' && recipientKind === 'client') refuse('is-own-request', 'basis');
  if (recipientKind === 'own-agency' && basis !== 'operations') refuse('stays-in-the-house', 'basis');
  if (asked.purpose === 'other' && isBlank(asked.purposeText)) refuse('purpose-without-words', 'purposeText');
  if (rule.demands === 'grounds' && isBlank(asked.grounds)) refuse('grounds-missing', 'grounds');
  if (kinds.length === 0) refuse('kinds-missing', 'kinds');
  if (from !== null && to !== null && to < from) refuse('days-backwards', 'to', { from, to });
  if (rule.isBoundToNeed && recipientKind !== 'own-agency' && isAll(asked) && isBlank(asked.whyAll))
    refuse('more-than-needed', 'whyAll');
  return refusals;
};

const longAgo = '1850-01-01' as Day;

const addresseesOf = ({ recipientKind, recipient, via }: Asked): Named[] => [
  { kind: recipientKind === 'organization' ? 'organization' : 'person', id: null, name: recipient },
  ...(via === null ? [] : [{ kind: 'intermediary' as const, id: null, name: via }]),
];

export type Agreed = { readonly consents: readonly Consent[]; readonly restrictions: readonly Restriction[] };

/**
 * What consents and restrictions say of one segment: every part and both ends of the days that go out must be covered, and an agreed
 * restriction keeps back whatever the basis, unless the law compels or the person asks for their own.
 */
export const askConsents = (
  asked: Asked,
  segment: string,
  discloser: { readonly id: string; readonly name: string },
  { consents, restrictions }: Agreed,
  lastDay: Day,
): ConsentAnswer => {
  const parts = recordKinds.filter((each) => asked.kinds.includes(each));
  const ids = new Set<string>();
  for (const record of parts)
    for (const recordDay of [asked.from ?? longAgo, asked.to ?? lastDay]) {
      const answer = allows(consents, restrictions, {
        ...{ on: asked.day, by: { kind: 'agency', ...discloser }, to: addresseesOf(asked) },
        ...{ purpose: asked.purpose, segment, record, recordDay },
      });
      if (!answer.allowed) return answer;
      for (const id of answer.consentIds) ids.add(id);
    }
  return { allowed: true, consentIds: [...ids] };
};

/** The segments a basis opens by itself; under a consent the consent says. */
export const isOpenUnder = (basis: Basis, segment: string): boolean => {
  const { carries }: BasisRule = basisRules[basis];
  if (carries === 'any') return true;
  if (carries === 'own-record') return segment !== 'counselling-notes';
  if (carries === 'consented') return false;
  return segment === 'general' || (carries === 'part2' && segment === 'part2');
};
