// Clients from an agency's file. A row is known by its external id, or by the id that Footbridge gave the client. What the file says
// anew replaces what stands; what it leaves empty leaves what stands.
import { type Id, isId } from '#domain/basics/id.ts';
import { birthFrom } from '#domain/people/client-identity.ts';
import { readClientsLocked } from '#store/clients/imported.ts';
import {
  type ClientFields,
  type ClientRecord,
  changeClient,
  insertClients,
  type NewClient,
} from '#store/clients/records.ts';
import { readExternalIds } from '#store/external-ids.ts';
import type { ClientRow } from './caseload-csv.ts';
import { chunks, contentHash, type ImportDesk } from './import-file.ts';
import { findDuplicates } from './possible-duplicates.ts';

/** Nothing is known of a newcomer but what the file says. */
export const blankClient: ClientFields = {
  givenName: '',
  familyName: '',
  middleName: null,
  chosenName: null,
  formerNames: [],
  pronouns: null,
  birthDate: null,
  birthPrecision: 'unknown',
  diedOn: null,
  language: null,
  otherLanguages: [],
  needsInterpreter: false,
  largePrint: false,
};

const said = (row: ClientRow): Partial<ClientFields> => {
  const birth = row.birthDate === null ? null : birthFrom(row.birthDate);
  return {
    givenName: row.givenName,
    familyName: row.familyName,
    ...(row.chosenName !== null && { chosenName: row.chosenName }),
    ...(birth && { birthDate: birth.date, birthPrecision: birth.precision }),
    ...(row.language !== null && { language: row.language }),
  };
};

/** Whether `fields` says something other than the record. */
export const differs = (record: ClientRecord, fields: Partial<ClientFields>): boolean =>
  Object.entries(fields).some(
    ([name, value]) => JSON.stringify(record[name as keyof ClientFields]) !== JSON.stringify(value),
  );

export type Change = { readonly record: ClientRecord; readonly fields: Partial<ClientFields> };

export const writeClients = async (
  desk: ImportDesk,
  newcomers: readonly { readonly client: NewClient }[],
  changes: readonly Change[],
): Promise<void> => {
  for (const part of chunks(newcomers)) {
    await insertClients(
      desk.tx,
      desk.stamp,
      part.map(({ client }) => client),
    );
    desk.step(part.length);
  }
  for (const part of chunks(changes, 200)) {
    await Promise.all(
      part.map(({ record, fields }) => changeClient(desk.tx, desk.stamp, record, { ...record, ...fields })),
    );
    desk.step(part.length);
  }
};

export const planClients = async (desk: ImportDesk, rows: readonly ClientRow[]): Promise<() => Promise<void>> => {
  const known = await readExternalIds(
    desk.tx,
    desk.source,
    'client',
    rows.map(({ externalId }) => externalId),
  );
  const hashOf = ({ row: _, ...content }: ClientRow) => contentHash(content);
  const anew = rows.filter((row) => known.get(row.externalId)?.hash !== hashOf(row));
  const idOf = ({ externalId }: ClientRow): Id | null =>
    known.get(externalId)?.id ?? (isId(externalId) ? externalId : null);
  const records = await readClientsLocked(
    desk.tx,
    anew.flatMap((row) => idOf(row) ?? []),
  );
  desk.step(rows.length - anew.length);

  const newcomers: { readonly row: ClientRow; readonly client: NewClient }[] = [];
  const changes: Change[] = [];
  for (const row of anew) {
    const record = records.get(idOf(row) ?? '');
    const fields = said(row);
    const id = record?.id ?? desk.newId();
    if (record && differs(record, fields)) changes.push({ record, fields });
    if (!record) {
      // The agency's own number goes on finding the person; an id of another Footbridge tells nobody anything.
      const identifiers = isId(row.externalId)
        ? []
        : [{ id: desk.newId(), system: desk.source, value: row.externalId }];
      newcomers.push({ row, client: { ...blankClient, ...fields, id, identifiers } });
    }
    if (record?.id !== row.externalId)
      desk.know({ kind: 'client', externalId: row.externalId, id, hash: hashOf(row), clientId: id });
  }
  desk.created.add('clients', newcomers.length);
  desk.updated.add('clients', changes.length);
  const askToLook = await findDuplicates(
    desk,
    newcomers.map(({ row, client }) => ({ client, at: { row: row.row } })),
  );

  return async () => {
    await writeClients(desk, newcomers, changes);
    for (const { client } of newcomers) desk.touch(client.id);
    for (const { record } of changes) desk.touch(record.id);
    await askToLook();
  };
};
