// Two records of one person are made one when somebody has linked them as the same person and two people agree. Everything of the
// second goes to the first; what cannot stand twice is settled by a person beforehand, never guessed.
import type { Day } from '#domain/basics/day.ts';
import { type Refusal, refusal } from '#domain/basics/result.ts';
import type { BirthPrecision } from './birth-and-age.ts';
import { shownName } from './names.ts';

export type MergeStanding = {
  readonly isSame: boolean;
  /** Linked as the same person. */
  readonly isLinked: boolean;
  /** Programmes in which both records are open. */
  readonly openInBoth: readonly string[];
  /** The first day for which both say where the person lives. */
  readonly residencesOverlapFrom: Day | null;
};

/** Why the two cannot be made one; nothing when they can. */
export const whyNotMerge = (standing: MergeStanding): readonly Refusal[] => {
  if (standing.isSame) return [refusal('linked-to-itself', {}, '/otherClientId')];
  if (!standing.isLinked) return [refusal('merge-not-linked')];
  return [
    ...standing.openInBoth.map((programme) => refusal('merge-open-in-both', { programme })),
    ...(standing.residencesOverlapFrom === null
      ? []
      : [refusal('merge-residences-overlap', { from: standing.residencesOverlapFrom })]),
  ];
};

type Named = {
  readonly givenName: string;
  readonly familyName: string;
  readonly middleName: string | null;
  readonly chosenName: string | null;
  readonly formerNames: readonly string[];
};

type Identity = Named & {
  readonly pronouns: string | null;
  readonly birthDate: Day | null;
  readonly birthPrecision: BirthPrecision;
  readonly diedOn: Day | null;
  readonly language: string | null;
  readonly otherLanguages: readonly string[];
  readonly needsInterpreter: boolean;
  readonly largePrint: boolean;
};

const legal = ({ givenName, familyName }: Named) => `${givenName.trim()} ${familyName.trim()}`.trim();
const namesOf = (of: Named): string[] => [legal(of), shownName(of), ...of.formerNames];
const folded = (name: string) => name.toLocaleLowerCase().replace(/\s+/g, ' ').trim();

/** Who the person is after it: as the record that stays says, with what only the other knew, whose names stay findable as former. */
export const mergedIdentity = <Client extends Identity>(stays: Client, goes: Identity): Client => {
  const known = new Set([legal(stays), shownName(stays)].map(folded));
  const formerNames = [...stays.formerNames, ...namesOf(goes)].filter((name) => {
    const isNew = name !== '' && !known.has(folded(name));
    known.add(folded(name));
    return isNew;
  });
  const birth =
    stays.birthDate === null
      ? { birthDate: goes.birthDate, birthPrecision: goes.birthPrecision }
      : { birthDate: stays.birthDate, birthPrecision: stays.birthPrecision };
  const language = stays.language ?? goes.language;
  return {
    ...stays,
    ...birth,
    middleName: stays.middleName ?? goes.middleName,
    formerNames,
    pronouns: stays.pronouns ?? goes.pronouns,
    diedOn: stays.diedOn ?? goes.diedOn,
    language,
    otherLanguages: [
      ...new Set([...stays.otherLanguages, ...(goes.language ? [goes.language] : []), ...goes.otherLanguages]),
    ].filter((each) => each !== language),
    needsInterpreter: stays.needsInterpreter || goes.needsInterpreter,
    largePrint: stays.largePrint || goes.largePrint,
  };
};
