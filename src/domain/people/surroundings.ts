// The people and circumstances around a person, as far as they are words to choose from: who stands where on the ecomap (Hartman,
// Social Casework 59, 1978: the ties of a person's system drawn with their strength and the way they flow), where the person lives,
// who pays.
import type { Id } from '#domain/basics/id.ts';
import { type Refusal, refusal } from '#domain/basics/result.ts';

export const supporterKinds = ['natural', 'professional'] as const;

export const tieKinds = [
  ...(['family', 'friend', 'neighbour', 'partner', 'work', 'school', 'faith'] as const),
  ...(['health', 'service', 'community', 'online', 'animal', 'other'] as const),
] as const;
export type TieKind = (typeof tieKinds)[number];

/** `thin`: tenuous; `stressful`: costs more than it gives; `broken`: was there once. */
export const tieQualities = ['strong', 'ordinary', 'thin', 'stressful', 'broken'] as const;

/** Who gives, seen from the person: `receives` means that the person is given to. */
export const tieFlows = ['gives', 'receives', 'both', 'none'] as const;

/** Nights without a home are a place too. */
export const residenceSettings = [
  ...(['own-home', 'rented', 'family', 'supported', 'group-home', 'shelter'] as const),
  ...(['street', 'hotel', 'institution', 'other', 'unknown'] as const),
] as const;

export const coveragePlans = [
  'medicaid',
  'medicare',
  'hmo',
  'pos',
  'ppo',
  'fee-for-service',
  'va',
  'none',
  'other',
] as const;

/** `same-person`: two records found to be one person, linked and never merged silently. */
export const clientLinkKinds = ['same-person', 'family', 'household'] as const;

type Linked = { readonly kind: string; readonly other: { readonly id: Id } };

/** Why two records cannot be linked like this; nothing when they can. Two people may be linked once in each way. */
export const whyNotLink = (
  clientId: Id,
  otherId: Id,
  kind: (typeof clientLinkKinds)[number],
  links: readonly Linked[],
): readonly Refusal[] => {
  if (clientId === otherId) return [refusal('linked-to-itself', {}, '/otherClientId')];
  return links.some((each) => each.kind === kind && each.other.id === otherId) ? [refusal('linked-already')] : [];
};
