// Who a Patient of another system is here: the client known under that resource's name, or the one who bears the same identifier of
// the same system. Anyone else is new, and looked at as a possible duplicate like every newcomer.

import { isDay } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { birthFrom, type Identifier } from '#domain/people/client-identity.ts';
import { foldIdentifier } from '#domain/people/folded-names.ts';
import { matchesAmong, offeredFrom } from '#domain/people/matching.ts';
import type { ImportedClient } from '#fhir/import/records.ts';
import { clientsUnderKeys, readClientsLocked } from '#store/clients/imported.ts';
import { type ClientFields, type ClientRecord, identityOf } from '#store/clients/records.ts';
import type { Known } from '#store/external-ids.ts';
import { blankClient } from './import-clients.ts';
import type { ImportDesk } from './import-file.ts';

/** The identifiers with a system each: a number without one is the sending system's own. */
export const identifiersOf = (client: ImportedClient, source: string): readonly Identifier[] => {
  const kept = new Map<string, Identifier>();
  for (const { system, value, type } of client.identifiers) {
    const identifier = { system: system || type || source, value };
    kept.set(JSON.stringify(identifier), identifier);
  }
  return [...kept.values()];
};

/** What the sender says of the person; what it does not say is left out. */
export const said = (desk: ImportDesk, client: ImportedClient): Partial<ClientFields> => {
  const { name, chosenName, formerNames, pronouns, interpreterNeeded, deceased } = client;
  const birth = client.birthDate === null ? null : birthFrom(client.birthDate);
  const tags = [...client.languages]
    .sort((a, b) => Number(b.preferred) - Number(a.preferred))
    .flatMap(({ tag }) => tag ?? []);
  const diedOn = deceased?.on && isDay(deceased.on) ? deceased.on : null;
  if (deceased && diedOn === null)
    desk.warn({ pointer: client.pointer, rule: 'death-without-day', params: { value: deceased.on ?? 'none' } });
  const former = formerNames.map(({ given, family }) => `${given} ${family}`.trim());
  return {
    givenName: name.given,
    familyName: name.family,
    ...(chosenName !== null && { chosenName }),
    ...(former.length > 0 && { formerNames: [...new Set(former)] }),
    ...(pronouns !== null && { pronouns }),
    ...(birth && { birthDate: birth.date, birthPrecision: birth.precision }),
    ...(diedOn !== null && { diedOn }),
    ...(tags.length > 0 && { language: tags[0]!, otherLanguages: [...new Set(tags.slice(1))] }),
    ...(interpreterNeeded !== null && { needsInterpreter: interpreterNeeded }),
  };
};

const bears = (record: ClientRecord, identifier: Identifier): boolean =>
  record.identifiers.some(({ system, value }) => system === identifier.system && value === identifier.value);

/** Clients who bear one of the identifiers exactly. */
const bearersOf = async (desk: ImportDesk, identifiers: readonly Identifier[]): Promise<ClientRecord[]> => {
  const exact = identifiers.map(({ value }) => `i:${foldIdentifier(value).slice(0, 64)}`);
  const [found] = await clientsUnderKeys(desk.tx, [{ exact, ranges: [] }]);
  return (found ?? []).filter((record) => identifiers.some((identifier) => bears(record, identifier)));
};

const isOtherPerson = (record: ClientRecord, fields: Partial<ClientFields>, identifiers: readonly Identifier[]) =>
  !identifiers.some((identifier) => bears(record, identifier)) &&
  matchesAmong(identityOf({ ...blankClient, ...fields, identifiers }), [identityOf(record)], offeredFrom).length === 0;

/** The client a Patient is; `null` for somebody new; `undefined` where it cannot be told, with a fault that says so. */
export const whoIs = async (
  desk: ImportDesk,
  patient: ImportedClient,
  known: ReadonlyMap<string, Known>,
  fields: Partial<ClientFields>,
): Promise<ClientRecord | null | undefined> => {
  const identifiers = identifiersOf(patient, desk.source);
  const byName: Id | undefined = known.get(patient.reference)?.id;
  if (byName) {
    const record = (await readClientsLocked(desk.tx, [byName])).get(byName);
    // Small numbers are given out by every system: Patient/1 of two hospitals are two people.
    if (record && isOtherPerson(record, fields, identifiers)) {
      desk.fault({
        pointer: patient.pointer,
        rule: 'reference-of-another-person',
        params: { reference: patient.reference, number: record.number },
      });
      return undefined;
    }
    if (record) return record;
  }
  const bearers = identifiers.length > 0 ? await bearersOf(desk, identifiers) : [];
  if (bearers.length > 1) {
    desk.fault({
      pointer: `${patient.pointer}/identifier`,
      rule: 'identifier-of-several',
      params: { field: 'identifier', count: bearers.length },
    });
    return undefined;
  }
  const [only] = bearers;
  return only ? ((await readClientsLocked(desk.tx, [only.id])).get(only.id) ?? null) : null;
};
