// Duplicates are caught at entry. A match that the worker may open is offered to be opened. One they may not open shows the name
// and the year of birth: enough to tell two people apart, nothing of where and why that person is served, and the look is on
// record in both charts. A match whom the worker must not know of (a staff block, a protected segment) is not shown at all;
// somebody who sees both charts is asked instead, so that neither the person nor the record comes to harm.
import type { PossibleDuplicate } from '#contract/client.ts';
import type { Day } from '#domain/basics/day.ts';
import { knownBirthDate } from '#domain/people/client-identity.ts';
import { duplicateKeys, type Match, matchesAmong } from '#domain/people/matching.ts';
import { shownName } from '#domain/people/names.ts';
import { type ClientFields, identityOf } from '#store/clients/records.ts';
import { type Candidate, possibleDuplicates } from '#store/clients/search.ts';
import type { Context } from '../pipeline/define.ts';

const mostShown = 20;

export type Found = {
  readonly shown: readonly PossibleDuplicate[];
  readonly total: number;
  /** Those the worker may not learn of, for somebody else to look at. */
  readonly hiddenIds: readonly string[];
};

const shownAs = ({ client, reasons }: Match<Matched>): PossibleDuplicate => {
  const { record } = client;
  const birthDate = knownBirthDate({ date: record.birthDate, precision: record.birthPrecision });
  return {
    id: record.id,
    name: shownName(record),
    birthDate: record.mayOpen ? birthDate : (birthDate?.slice(0, 4) ?? null),
    number: record.mayOpen ? record.number : null,
    // Under what other name the person is known is for those who may open the chart.
    reasons: reasons.filter((reason) => record.mayOpen || reason !== 'former-name'),
    offer: record.mayOpen ? 'open' : 'link',
  };
};

type Matched = ReturnType<typeof identityOf> & { readonly record: Candidate };

/** Whom the person described may already be, likeliest first. */
export const findAmongClients = async (
  { tx, actor, show }: Pick<Context<unknown>, 'tx' | 'actor' | 'show'>,
  fields: Pick<
    ClientFields,
    'givenName' | 'familyName' | 'middleName' | 'chosenName' | 'formerNames' | 'birthDate' | 'birthPrecision'
  >,
  identifiers: readonly { system: string; value: string }[],
  today: Day,
): Promise<Found> => {
  const proposed = identityOf({ ...fields, identifiers });
  const candidates = await possibleDuplicates(tx, actor, today, duplicateKeys(proposed));
  const matches = matchesAmong(
    proposed,
    candidates.map((record): Matched => ({ ...identityOf(record), record })),
  );
  const known = matches.filter(({ client }) => !client.record.hidden);
  const shown = known.slice(0, mostShown).map(shownAs);
  show(shown.map(({ id }) => id));
  return {
    shown,
    total: known.length,
    hiddenIds: matches.filter(({ client }) => client.record.hidden).map(({ client }) => client.record.id),
  };
};
