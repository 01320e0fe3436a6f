// What a FHIR file brings beside the person: how to reach them, where they live, who stands by them, who pays. Whether a channel is
// safe and who may be told is asked of the person here and never taken from elsewhere.
import { addDays, addMonths, type Day, day, isDay } from '#domain/basics/day.ts';
import type { ImportedAddress, ImportedClient, ImportedCoverage, ImportedSupporter } from '#fhir/import/records.ts';
import type { ContactDetailFields, CoverageFields, SupporterFields } from '#store/clients/surroundings.ts';

/** The first or last day that a year or a month may mean. */
export const firstDayOf = (date: string): Day =>
  isDay(date) ? date : day(date.length === 4 ? `${date}-01-01` : `${date}-01`);
export const lastDayOf = (date: string): Day =>
  isDay(date) ? date : addDays(addMonths(firstDayOf(date), date.length === 4 ? 12 : 1), -1);

const written = ({ lines, city, state, postalCode, country }: ImportedAddress): string =>
  [...lines, city, [state, postalCode].filter(Boolean).join(' '), country].filter(Boolean).join(', ');

const isHome = ({ use }: ImportedAddress): boolean => use === null || use === 'home' || use === 'temp';

/** Where the person lives; other addresses are ways to write to them. */
export const homeOf = ({ addresses }: ImportedClient): string | null => {
  const home = addresses.find(isHome);
  return home ? written(home) : null;
};

const channels = { phone: 'phone', text: 'text', email: 'e-mail', fax: 'other', other: 'other' } as const;

const notAsked = {
  permission: 'ask',
  mayLeaveVoicemail: false,
  isSafe: null,
  whoMayKnow: null,
  bestTimes: null,
  caution: null,
  preferred: false,
  endedOn: null,
} as const;

export const contactDetailsOf = (client: ImportedClient): readonly ContactDetailFields[] => {
  const home = client.addresses.find(isHome);
  const details: ContactDetailFields[] = client.contactDetails.map(({ channel, value, use }) => ({
    ...notAsked,
    channel: channels[channel],
    value,
    label: channel === 'fax' ? 'fax' : use,
  }));
  for (const address of client.addresses)
    if (address !== home) details.push({ ...notAsked, channel: 'post', value: written(address), label: address.use });
  const kept = new Map(details.map((detail) => [`${detail.channel} ${detail.value}`, detail]));
  return [...kept.values()];
};

export const supporterOf = (supporter: ImportedSupporter): SupporterFields => {
  const at = (...wanted: string[]) =>
    supporter.contactDetails.find(({ channel }) => wanted.includes(channel))?.value ?? null;
  return {
    name: `${supporter.name.given} ${supporter.name.family}`.trim(),
    relationship: supporter.relationships.join(', ') || 'other',
    kind: 'natural',
    phone: at('phone', 'text'),
    email: at('email'),
    organization: null,
    isEmergencyContact: false,
    mayBeTold: null,
    authority: null,
    scopes: [],
    authorityFrom: null,
    authorityTo: null,
    authorityBasis: null,
    endedOn: supporter.to === null ? null : lastDayOf(supporter.to),
  };
};

const planWords: readonly (readonly [RegExp, CoverageFields['plan']])[] = [
  [/medicaid/i, 'medicaid'],
  [/medicare/i, 'medicare'],
  [/\bhmo\b|health maintenance/i, 'hmo'],
  [/\bpos\b|point of service/i, 'pos'],
  [/\bppo\b|preferred provider/i, 'ppo'],
  [/\bva\b|veteran/i, 'va'],
  [/fee.for.service/i, 'fee-for-service'],
  [/no insurance|uninsured|self.?pay/i, 'none'],
];

/** Null where nobody is named who pays, nor any plan. A coverage without dates counts from the day it became known. */
export const coverageOf = (coverage: ImportedCoverage, today: Day): CoverageFields | null => {
  const { payer, plan, kind, group, memberId } = coverage;
  const named = payer ?? plan ?? kind ?? group;
  if (named === null) return null;
  const words = [kind, plan, payer].filter(Boolean).join(' ');
  const to = coverage.to === null ? null : lastDayOf(coverage.to);
  const from = coverage.from === null ? (to !== null && to < today ? to : today) : firstDayOf(coverage.from);
  return {
    payer: named,
    plan: planWords.find(([pattern]) => pattern.test(words))?.[1] ?? 'other',
    memberNumber: memberId,
    from,
    to,
  };
};
