// A consent that lacks an element discloses nothing (42 CFR 2.31(c)). Every reason is given, each with the field it is about.
import { type Day, isDay } from '#domain/basics/day.ts';
import { type Refusal, refusal } from '#domain/basics/result.ts';
import { mayActFor } from '#domain/people/authority.ts';
import { type Consent, type ConsentKind, type Statement, tpo, tpoClass } from './consent.ts';

const isPart2 = (kind: ConsentKind) => kind === 'part2' || kind === 'part2-tpo';

const whyNotSegments = ({ kind, segments }: Consent): Refusal[] => {
  const at = (code: string) => refusal(code, {}, '/segments');
  if (segments.length === 0) return [at('consent-without-segments')];
  if (kind === 'counselling-notes')
    return segments.length === 1 && segments[0] === 'counselling-notes' ? [] : [at('counselling-notes-apart')];
  return [
    ...(segments.includes('counselling-notes') ? [at('counselling-notes-apart')] : []),
    // "A general authorization for the release of medical or other information is NOT sufficient" (§2.32).
    ...(kind === 'release' && segments.includes('part2') ? [at('release-not-for-part2')] : []),
    ...(isPart2(kind) && !segments.includes('part2') ? [at('part2-consent-without-part2')] : []),
  ];
};

const whyNotPurposes = ({ kind, purposes, purposeText }: Consent): Refusal[] => {
  const at = (code: string) => refusal(code, {}, '/purposes');
  if (purposes.length === 0) return [at('consent-without-purpose')];
  if (kind === 'proceedings' ? purposes.some((each) => each !== 'proceedings') : purposes.includes('proceedings'))
    return [at('proceedings-apart')];
  if (kind === 'part2-tpo' && (purposes.length !== tpo.length || tpo.some((each) => !purposes.includes(each))))
    return [at('tpo-purposes')];
  return purposes.includes('other') && !purposeText?.trim()
    ? [refusal('consent-purpose-without-words', {}, '/purposeText')]
    : [];
};

const whyNotRecipients = ({ kind, recipients }: Consent): Refusal[] => {
  if (recipients.length === 0) return [refusal('consent-without-recipient', {}, '/recipients')];
  return recipients.flatMap((each, index) => [
    ...(each.kind !== 'care-team' && !each.name.trim()
      ? [refusal('recipient-without-name', {}, `/recipients/${index}/name`)]
      : []),
    ...(each.kind === 'intermediary' && !each.members?.trim()
      ? [refusal('intermediary-without-members', {}, `/recipients/${index}/members`)]
      : []),
    ...(each.kind === 'class' && each.name === tpoClass && kind !== 'part2-tpo'
      ? [refusal('tpo-class-elsewhere', {}, `/recipients/${index}/name`)]
      : []),
  ]);
};

const whyNotExpiry = ({ kind, from, expiry, recordsFrom, recordsTo }: Consent): Refusal[] => [
  ...(expiry === null || (expiry.kind === 'event' && !expiry.text.trim())
    ? [refusal('consent-without-expiry', {}, '/expiry')]
    : []),
  // Only the one consent for treatment, payment and operations may say "none" (§2.31(a)(7)).
  ...(expiry?.kind === 'none' && kind !== 'part2-tpo' ? [refusal('consent-without-end', {}, '/expiry')] : []),
  ...(expiry?.kind === 'day' && expiry.on < from ? [refusal('consent-ends-before-it-begins', {}, '/expiry/on')] : []),
  ...(recordsFrom !== null && recordsTo !== null && recordsTo < recordsFrom
    ? [refusal('period-ends-before-it-begins', {}, '/recordsTo')]
    : []),
];

const statementsOf = (kind: ConsentKind): readonly Statement[] =>
  kind === 'part2-tpo' ? ['revocation', 'redisclosure', 'refusal'] : ['revocation'];

const whyNotTold = ({ kind, told }: Consent): Refusal[] =>
  statementsOf(kind)
    .filter((each) => !told.includes(each))
    .map((statement) => refusal('consent-statement-missing', { statement }, '/told'));

const whyNotSigned = ({ signer, signature, from }: Consent, on: Day): Refusal[] => {
  if (signature === null) return [refusal('consent-not-signed', {}, '/signature')];
  const proxy = signer.as === 'proxy' ? mayActFor(signer.authority, 'records', signature.on) : null;
  return [
    ...(signature.name.trim() ? [] : [refusal('signature-without-name', {}, '/signature/name')]),
    ...(isDay(signature.on) ? [] : [refusal('signature-without-day', {}, '/signature/on')]),
    ...(signature.on > on ? [refusal('signed-in-the-future', {}, '/signature/on')] : []),
    ...(signature.on > from ? [refusal('signed-after-it-begins', {}, '/signature/on')] : []),
    ...(signature.how === 'drawn' && !signature.drawing
      ? [refusal('signature-not-drawn', {}, '/signature/drawing')]
      : []),
    ...(signature.how === 'paper' && !signature.scan ? [refusal('signature-without-scan', {}, '/signature/scan')] : []),
    ...(proxy && !proxy.ok ? proxy.refusals.map((each) => ({ ...each, pointer: '/signer' })) : []),
  ];
};

/** Every element that `consent` lacks, as known on `on`, with a pointer to its field; none where it is whole. */
export const whyDeficient = (consent: Consent, on: Day): readonly Refusal[] => [
  ...(consent.clientName.trim() ? [] : [refusal('consent-without-client', {}, '/clientName')]),
  ...(consent.disclosers.length === 0 || consent.disclosers.some(({ name }) => !name.trim())
    ? [refusal('consent-without-discloser', {}, '/disclosers')]
    : []),
  ...whyNotSegments(consent),
  ...(consent.description.trim() ? [] : [refusal('consent-without-description', {}, '/description')]),
  ...whyNotRecipients(consent),
  ...whyNotPurposes(consent),
  ...whyNotTold(consent),
  ...whyNotExpiry(consent),
  ...whyNotSigned(consent, on),
  ...(consent.knownFalse === null ? [] : [refusal('consent-known-false', {}, '/knownFalse')]),
];
