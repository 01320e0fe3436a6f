// How consents and restrictions are shown: with how they stand today and everything they lack.
import type { ConsentView, RestrictionView } from '#contract/consent.ts';
import type { Actor } from '#domain/access/actor.ts';
import type { Day } from '#domain/basics/day.ts';
import { contradictionsOf, standingOf } from '#domain/consent/allows.ts';
import { whyDeficient } from '#domain/consent/deficiency.ts';
import type { KeptConsent, KeptRestriction } from '#store/consents.ts';

/** Whoever wrote it down knows of it; anybody else only with every segment it speaks of. */
export const isKnownTo = (
  { actor, segments: seen }: { readonly actor: Actor; readonly segments: readonly string[] },
  { recordedBy, segments }: { readonly recordedBy: string; readonly segments: readonly string[] },
): boolean => recordedBy === actor.id || segments.every((each) => seen.includes(each));

export const consentView = (consent: KeptConsent, all: readonly KeptConsent[], today: Day): ConsentView => {
  const { clientId: _, segment: __, recordedBy: ___, version: ____, signer, signature, revocation, ...said } = consent;
  return {
    ...said,
    standing: standingOf(consent, today),
    why: whyDeficient(consent, today).map((each) => ({ ...each })),
    contradicts: [...contradictionsOf(consent, all, today)],
    disclosers: consent.disclosers.map((each) => ({ ...each })),
    recipients: consent.recipients.map((each) => ({ ...each })),
    segments: [...consent.segments],
    records: [...consent.records],
    purposes: [...consent.purposes],
    told: [...consent.told],
    signer: { as: signer.as, name: signer.as === 'proxy' ? signer.name : null },
    signature: signature && {
      how: signature.how,
      on: signature.on,
      name: signature.name,
      drawing: signature.drawing,
      hasScan: signature.scan !== null,
    },
    revocation: revocation && { how: revocation.how, on: revocation.on, writtenOn: revocation.writtenOn },
  };
};

export const restrictionView = (restriction: KeptRestriction): RestrictionView => {
  const { id, segments, records, from, purposes, words, agreed, answer, beginsOn, endedOn } = restriction;
  return {
    ...{ id, words, agreed, answer, beginsOn, endedOn },
    segments: [...segments],
    records: [...records],
    from: from.map((each) => ({ ...each })),
    purposes: [...purposes],
  };
};
