// May this go out? The basis must be complete, the recipient must fit it, and no more may go than the purpose needs
// (45 CFR 164.514(d): parts and days are chosen, the whole record only with a reason).
import type { Day } from '#domain/basics/day.ts';
import { type Refusal, refusal } from '#domain/basics/result.ts';
import { allows, type ConsentAnswer, type Disclosure, restrictionOn } from '#domain/consent/allows.ts';
import {
  type Consent,
  type Discloser,
  type Named,
  type Purpose,
  type Restriction,
  recordKinds,
  tpo,
  tpoClass,
} from '#domain/consent/consent.ts';
import { treatingClasses } from '#domain/consent/openings.ts';
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

// Whoever treats, pays or helps to run the service is of the class that one consent for all of that may name (42 CFR 2.31(a)(4)).
const classesOf = (purpose: Purpose): readonly string[] =>
  purpose === 'treatment' ? treatingClasses : tpo.some((each) => each === purpose) ? [tpoClass] : [];

const addresseesOf = ({ recipientKind, recipient, via, purpose }: Asked): Named[] => [
  { kind: recipientKind === 'organization' ? 'organization' : 'person', id: null, name: recipient },
  ...(via === null ? [] : [{ kind: 'intermediary' as const, id: null, name: via }]),
  ...classesOf(purpose).map((name) => ({ kind: 'class' as const, id: null, name })),
];

export type Agreed = {
  readonly consents: readonly Consent[];
  readonly restrictions: readonly Restriction[];
  /** Whose records they are: the programmes that wrote them, or the agency where none did. Each of them must be allowed to. */
  readonly disclosers: readonly Discloser[];
};

/** Each part of a segment that goes out, by whom, with both ends of its days: what a consent must cover whole. */
const questionsOf = (asked: Asked, segment: string, disclosers: readonly Discloser[], today: Day): Disclosure[] =>
  recordKinds
    .filter((each) => asked.kinds.includes(each))
    .flatMap((record) =>
      [asked.from ?? longAgo, asked.to ?? today].flatMap((recordDay) =>
        disclosers.map((by) => ({
          ...{ on: asked.day, by, to: addresseesOf(asked), purpose: asked.purpose, segment, record, recordDay },
        })),
      ),
    );

/** Whether consents let one segment out, from all the person has signed; no consent speaks of who has seen the record. */
export const askConsents = (
  asked: Asked,
  segment: string,
  { consents, restrictions, disclosers }: Agreed,
  today: Day,
): ConsentAnswer => {
  const questions = questionsOf(asked, segment, disclosers, today);
  const ids = new Set<string>();
  if (questions.length === 0 || asked.kinds.includes('access-log')) return { allowed: false, refusals: [] };
  for (const question of questions) {
    const answer = allows(consents, restrictions, question);
    if (!answer.allowed) return answer;
    for (const id of answer.consentIds) ids.add(id);
  }
  return { allowed: true, consentIds: [...ids] };
};

/** Whether a restriction the agency agreed to keeps some of it back, where the basis is bound by one. */
export const isRestricted = (
  asked: Asked,
  segment: string,
  { restrictions, disclosers }: Agreed,
  today: Day,
): boolean =>
  (basisRules[asked.basis] as BasisRule).isRestrictable &&
  questionsOf(asked, segment, disclosers, today).some((each) => restrictionOn(restrictions, each) !== undefined);

/** The segments a basis opens by itself; under a consent the consent says. */
export const isOpenUnder = (basis: Basis, segment: string): boolean => {
  const { carries }: BasisRule = basisRules[basis];
  if (carries === 'any') return true;
  if (carries === 'own-record') return segment !== 'counselling-notes';
  if (carries === 'consented') return false;
  return segment === 'general' || (carries === 'part2' && segment === 'part2');
};
