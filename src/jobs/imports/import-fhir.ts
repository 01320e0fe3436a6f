// A FHIR file into the record: clients with what stands around them, diagnoses of others, stays for the ledger. Each resource is known
// by its name in the sending system; one that says something new updates the thing it is, or replaces the fact by a new one.
import { addDays, type Day, isDay } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { overlaps } from '#domain/basics/period.ts';
import type { ImportedClient, ImportRecords } from '#fhir/import/records.ts';
import type { Entries } from '#store/clients/entry.ts';
import { addIdentifier, type ClientRecord, type NewClient } from '#store/clients/records.ts';
import { contactDetails, coverages, residences, supporters } from '#store/clients/surroundings.ts';
import { type Known, readExternalIds } from '#store/external-ids.ts';
import {
  type ImportedCondition,
  type ImportedStay,
  insertConditions,
  insertStays,
  standingStays,
  supersede,
} from '#store/imports.ts';
import { blankClient, type Change, differs, writeClients } from './import-clients.ts';
import { identifiersOf, said, whoIs } from './import-fhir-client.ts';
import { contactDetailsOf, coverageOf, homeOf, supporterOf } from './import-fhir-surroundings.ts';
import { chunks, contentHash, type ImportDesk } from './import-file.ts';
import { findDuplicates } from './possible-duplicates.ts';

type Write = () => Promise<unknown>;

/** One record of the file on its way: whose, under which name, and whether that name said the same before. */
type Arrival<Fields> = {
  readonly kind: string;
  readonly counted: string;
  readonly name: string;
  readonly clientId: Id;
  readonly fields: Fields;
};

type Names = ReadonlyMap<string, ReadonlyMap<string, Known>>;

/** Whether a record says something new; then what its name stood for so far. Null when it says what it said before. */
const newsOf = <Fields>(
  desk: ImportDesk,
  names: Names,
  { kind, counted, name, fields }: Arrival<Fields>,
): { readonly before: Id | null; readonly know: (id: Id, clientId: Id) => Id } | null => {
  const hash = contentHash(fields);
  const before = names.get(kind)?.get(name) ?? null;
  if (before?.hash === hash) return null;
  if (before) desk.updated.add(counted);
  else desk.created.add(counted);
  const know = (id: Id, clientId: Id) => {
    desk.know({ kind, externalId: name, id, hash, clientId });
    return id;
  };
  return { before: before?.id ?? null, know };
};

const arriveAsThing = <Fields>(
  desk: ImportDesk,
  names: Names,
  writes: Write[],
  store: Entries<Fields>,
  arrival: Arrival<Fields>,
): void => {
  const { clientId, fields } = arrival;
  const news = newsOf(desk, names, arrival);
  if (!news) return;
  const id = news.know(news.before ?? desk.newId(), clientId);
  writes.push(() =>
    news.before
      ? store.change(desk.tx, desk.stamp, id, fields)
      : store.insert(desk.tx, desk.stamp, clientId, id, fields),
  );
};

/** Names of the file's own parts of a client that have none: a telephone number is known by the person and itself. */
const partOf = (reference: string, part: string): string => `${reference}#${part}`;

const planHome = async (
  desk: ImportDesk,
  names: Names,
  writes: Write[],
  patient: ImportedClient,
  clientId: Id,
  isNew: boolean,
): Promise<void> => {
  const address = homeOf(patient);
  if (address === null) return;
  const name = partOf(patient.reference, 'home');
  const before = names.get('residence')?.get(name);
  const fields = { setting: 'unknown', address, household: null, from: desk.today, to: null } as const;
  const hash = contentHash(address);
  if (before?.hash === hash) return;
  const kept = isNew ? [] : await residences.readAll(desk.tx, clientId, ['general']);
  const current = kept.find(({ to }) => to === null || to >= desk.today);
  if (current && current.id !== before?.id) {
    desk.warn({ pointer: `${patient.pointer}/address`, rule: 'residence-kept', params: { field: 'address' } });
    desk.ignored.add('residences');
    return;
  }
  const isChange = current !== undefined && current.from === desk.today;
  const id = isChange ? current.id : desk.newId();
  if (current) desk.updated.add('residences');
  else desk.created.add('residences');
  desk.know({ kind: 'residence', externalId: name, id, hash, clientId });
  if (current && !isChange)
    writes.push(() => residences.change(desk.tx, desk.stamp, current.id, { ...current, to: addDays(desk.today, -1) }));
  writes.push(() =>
    isChange
      ? residences.change(desk.tx, desk.stamp, id, { ...current, address })
      : residences.insert(desk.tx, desk.stamp, clientId, id, fields),
  );
};

const fullDay = (desk: ImportDesk, pointer: string, date: string | null): Day | null => {
  if (date === null || isDay(date)) return date;
  // The record keeps days; half a date would have to be guessed to a whole one.
  desk.warn({ pointer, rule: 'partial-date', params: { value: date } });
  return null;
};

type Facts = {
  readonly conditions: ImportedCondition[];
  readonly stays: ImportedStay[];
  readonly replaced: { readonly conditions: Id[]; readonly stays: Id[] };
};

const planFacts = async (
  desk: ImportDesk,
  names: Names,
  records: ImportRecords,
  clientOf: ReadonlyMap<string, Id>,
): Promise<Facts> => {
  const facts: Facts = { conditions: [], stays: [], replaced: { conditions: [], stays: [] } };
  for (const condition of records.conditions) {
    const clientId = clientOf.get(condition.client);
    if (!clientId) continue;
    const fields = {
      code: condition.code,
      system: condition.system,
      label: condition.display,
      from: fullDay(desk, condition.pointer, condition.onset),
      to: fullDay(desk, condition.pointer, condition.abatement),
    };
    const arrival = { kind: 'condition', counted: 'conditions', name: condition.reference, clientId, fields };
    const news = newsOf(desk, names, arrival);
    if (!news) continue;
    if (news.before) facts.replaced.conditions.push(news.before);
    facts.conditions.push({ id: news.know(desk.newId(), clientId), clientId, ...fields });
  }
  const standing = await standingStays(desk.tx, [...new Set(clientOf.values())]);
  const own = new Set([...(names.get('stay')?.values() ?? [])].map(({ id }) => id));
  for (const stay of records.stays) {
    const clientId = clientOf.get(stay.client);
    if (!clientId) continue;
    const fields = { setting: stay.setting, place: stay.place, from: stay.from, to: stay.to };
    const news = newsOf(desk, names, { kind: 'stay', counted: 'stays', name: stay.reference, clientId, fields });
    if (!news) continue;
    if (news.before) facts.replaced.stays.push(news.before);
    if (standing.some((other) => other.clientId === clientId && !own.has(other.id) && overlaps(other, stay)))
      desk.warn({ pointer: stay.pointer, rule: 'stay-overlaps', params: { from: stay.from, to: stay.to ?? '' } });
    facts.stays.push({ id: news.know(desk.newId(), clientId), clientId, ...fields, replaces: news.before });
  }
  return facts;
};

const namesIn = async (desk: ImportDesk, records: ImportRecords): Promise<Names> => {
  const parts = records.clients.flatMap((client) => [
    partOf(client.reference, 'home'),
    ...contactDetailsOf(client).map(({ channel, value }) => partOf(client.reference, `${channel}:${value}`)),
  ]);
  const wanted: readonly (readonly [string, readonly string[]])[] = [
    ['client', records.clients.map(({ reference }) => reference)],
    ['supporter', records.supporters.map(({ reference }) => reference)],
    ['coverage', records.coverages.map(({ reference }) => reference)],
    ['condition', records.conditions.map(({ reference }) => reference)],
    ['stay', records.stays.map(({ reference }) => reference)],
    ['contact-detail', parts],
    ['residence', parts],
  ];
  return new Map(
    await Promise.all(
      wanted.map(async ([kind, list]) => [kind, await readExternalIds(desk.tx, desk.source, kind, list)] as const),
    ),
  );
};

export const planFhir = async (desk: ImportDesk, records: ImportRecords): Promise<() => Promise<void>> => {
  const names = await namesIn(desk, records);
  const newcomers: { readonly patient: ImportedClient; readonly client: NewClient }[] = [];
  const changes: Change[] = [];
  const writes: Write[] = [];
  const clientOf = new Map<string, Id>();

  for (const patient of records.clients) {
    const { reference: _, pointer: __, ...content } = patient;
    const hash = contentHash(content);
    const before = names.get('client')?.get(patient.reference);
    if (before?.hash === hash) {
      clientOf.set(patient.reference, before.id);
      continue;
    }
    const fields = said(desk, patient);
    const record = await whoIs(desk, patient, names.get('client') ?? new Map(), fields);
    if (record === undefined) continue;
    const id = record?.id ?? desk.newId();
    clientOf.set(patient.reference, id);
    desk.know({ kind: 'client', externalId: patient.reference, id, hash, clientId: id });
    const identifiers = identifiersOf(patient, desk.source);
    if (record) planKnownClient(desk, record, fields, identifiers, changes, writes);
    else
      newcomers.push({
        patient,
        client: {
          ...blankClient,
          ...fields,
          id,
          identifiers: identifiers.map((each) => ({ ...each, id: desk.newId() })),
        },
      });
    for (const detail of contactDetailsOf(patient))
      arriveAsThing(desk, names, writes, contactDetails, {
        kind: 'contact-detail',
        counted: 'contact-details',
        name: partOf(patient.reference, `${detail.channel}:${detail.value}`),
        clientId: id,
        fields: detail,
      });
    await planHome(desk, names, writes, patient, id, record === null);
  }
  for (const supporter of records.supporters) {
    const clientId = clientOf.get(supporter.client);
    const arrival = { kind: 'supporter', counted: 'supporters', name: supporter.reference };
    if (clientId)
      arriveAsThing(desk, names, writes, supporters, { ...arrival, clientId, fields: supporterOf(supporter) });
  }
  for (const coverage of records.coverages) {
    const clientId = clientOf.get(coverage.client);
    const fields = coverageOf(coverage, desk.today);
    if (!fields) desk.ignored.add('Coverage');
    const arrival = { kind: 'coverage', counted: 'coverages', name: coverage.reference };
    if (clientId && fields) arriveAsThing(desk, names, writes, coverages, { ...arrival, clientId, fields });
  }
  const facts = await planFacts(desk, names, records, clientOf);
  desk.created.add('clients', newcomers.length);
  desk.updated.add('clients', changes.length);
  const askToLook = await findDuplicates(
    desk,
    newcomers.map(({ patient, client }) => ({ client, at: { pointer: patient.pointer } })),
  );

  return async () => {
    await writeClients(desk, newcomers, changes);
    for (const part of chunks(writes)) {
      for (const write of part) await write();
      desk.step(part.length);
    }
    await supersede(desk.tx, desk.stamp, 'conditions', facts.replaced.conditions);
    await supersede(desk.tx, desk.stamp, 'stays', facts.replaced.stays);
    for (const part of chunks(facts.conditions, 1_000)) {
      await insertConditions(desk.tx, desk.stamp, desk.source, part);
      desk.step(part.length);
    }
    for (const part of chunks(facts.stays, 1_000)) {
      await insertStays(desk.tx, desk.stamp, desk.source, part);
      desk.step(part.length);
    }
    await askToLook();
  };
};

const planKnownClient = (
  desk: ImportDesk,
  record: ClientRecord,
  fields: Change['fields'],
  identifiers: readonly { readonly system: string; readonly value: string }[],
  changes: Change[],
  writes: Write[],
): void => {
  if (differs(record, fields)) changes.push({ record, fields });
  let grown: ClientRecord = { ...record, ...fields };
  for (const identifier of identifiers) {
    if (record.identifiers.some(({ system, value }) => system === identifier.system && value === identifier.value))
      continue;
    const added = { ...identifier, id: desk.newId() };
    const before = grown;
    grown = { ...grown, identifiers: [...grown.identifiers, added] };
    desk.created.add('identifiers');
    writes.push(() => addIdentifier(desk.tx, desk.stamp, before, added));
  }
};
