// An imported person who may already be here is taken in all the same, and somebody who sees both charts is asked to look: nothing
// is ever merged without a person saying so.
import { addDays } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { duplicateKeys, matchesAmong } from '#domain/people/matching.ts';
import { shownName } from '#domain/people/names.ts';
import { keysOf } from '#domain/people/search-keys.ts';
import { clientsUnderKeys } from '#store/clients/imported.ts';
import { insertDuplicateChecks, whoSeesBoth } from '#store/clients/links.ts';
import { type ClientRecord, identityOf, type NewClient } from '#store/clients/records.ts';
import type { FileFault } from './file-report.ts';
import { chunks, type ImportDesk } from './import-file.ts';

const daysToLook = 7;

/** A client of the file, and where in the file they stand. */
export type Newcomer = { readonly client: NewClient; readonly at: Pick<FileFault, 'row' | 'pointer'> };

type Pair = { readonly knownId: Id; readonly newcomer: NewClient };

const placeOf = ({ row, pointer }: Newcomer['at']) =>
  row === undefined ? { where: 'element', place: pointer ?? '' } : { where: 'line', place: row };

/** Newcomers to the same file under each key, so that a person who stands in it twice is seen too. */
const pairsWithin = (newcomers: readonly Newcomer[], desk: ImportDesk): Pair[] => {
  const earlier = new Map<string, Newcomer[]>();
  const pairs: Pair[] = [];
  for (const newcomer of newcomers) {
    const identity = identityOf(newcomer.client);
    const candidates = new Set(duplicateKeys(identity).exact.flatMap((key) => earlier.get(key) ?? []));
    const known = [...candidates].map((candidate) => ({ ...identityOf(candidate.client), candidate }));
    const [match] = matchesAmong(identity, known);
    if (match) {
      const other = match.client.candidate;
      desk.warn({ ...newcomer.at, rule: 'possible-duplicate-in-file', params: placeOf(other.at) });
      pairs.push({ knownId: other.client.id, newcomer: newcomer.client });
    }
    for (const { key } of keysOf(identity)) {
      if (!/^[ibp]:/.test(key)) continue;
      const list = earlier.get(key);
      if (list) list.push(newcomer);
      else earlier.set(key, [newcomer]);
    }
  }
  return pairs;
};

const pairsWithRecord = async (newcomers: readonly Newcomer[], desk: ImportDesk): Promise<Pair[]> => {
  const pairs: Pair[] = [];
  for (const part of chunks(newcomers)) {
    const identities = part.map(({ client }) => identityOf(client));
    const found = await clientsUnderKeys(desk.tx, identities.map(duplicateKeys));
    for (const [position, newcomer] of part.entries()) {
      const candidates = (found[position] ?? []).map((record: ClientRecord) => ({ ...identityOf(record), record }));
      const [match] = matchesAmong(identities[position]!, candidates);
      if (!match) continue;
      const { record } = match.client;
      desk.warn({ ...newcomer.at, rule: 'possible-duplicate', params: { number: record.number } });
      pairs.push({ knownId: record.id, newcomer: newcomer.client });
    }
  }
  return pairs;
};

/** Warns of newcomers who may be somebody else on record, and gives what asks people to look, to be done after they are in. */
export const findDuplicates = async (
  desk: ImportDesk,
  newcomers: readonly Newcomer[],
): Promise<() => Promise<void>> => {
  const pairs = [...(await pairsWithRecord(newcomers, desk)), ...pairsWithin(newcomers, desk)];
  return async () => {
    for (const part of chunks(pairs)) {
      const asked = await whoSeesBoth(
        desk.tx,
        desk.actor.id,
        [...new Set(part.map(({ knownId }) => knownId))],
        desk.today,
      );
      const answering = new Map(asked.map((each) => [each.clientId, each]));
      const tasks = part.flatMap(({ knownId, newcomer }) => {
        const who = answering.get(knownId);
        if (!who?.staffId && !who?.teamId) return [];
        desk.touch(knownId);
        return [
          {
            id: desk.newId(),
            clientId: knownId,
            otherId: newcomer.id,
            title: shownName(newcomer),
            staffId: who.staffId,
            teamId: who.staffId === null ? who.teamId : null,
            dueBy: addDays(desk.today, daysToLook),
          },
        ];
      });
      if (tasks.length > 0) await insertDuplicateChecks(desk.tx, desk.stamp, tasks);
    }
  };
};
