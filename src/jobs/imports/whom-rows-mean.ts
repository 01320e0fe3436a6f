// Rows of enrolments and contacts name clients, staff and programmes by what the agency calls them. Whoever is not found is a fault of
// that row, in that column.
import type { Id } from '#domain/basics/id.ts';
import { isId } from '#domain/basics/id.ts';
import type { Enrolment } from '#domain/cycle/enrolment.ts';
import { readClientsLocked } from '#store/clients/imported.ts';
import { readEnrolments } from '#store/enrolments.ts';
import { readExternalIds } from '#store/external-ids.ts';
import { clientsWithEnrolments } from '#store/imports.ts';
import { chunks, type ImportDesk } from './import-file.ts';

/** A fault of a row's column. */
export const faultAt = (
  desk: ImportDesk,
  row: number,
  column: string,
  rule: string,
  params: Readonly<Record<string, string | number>> = {},
): null => {
  desk.fault({ row, pointer: `/${column}`, rule, params: { field: column, ...params } });
  return null;
};

/** The client each external id means; the clients are locked until the transaction ends. */
export const clientsNamed = async (desk: ImportDesk, externalIds: readonly string[]): Promise<Map<string, Id>> => {
  const names = [...new Set(externalIds)];
  const known = await readExternalIds(desk.tx, desk.source, 'client', names);
  const ids = names.flatMap((name) => known.get(name)?.id ?? (isId(name) ? name : []));
  const found = new Set<Id>();
  for (const part of chunks(ids.toSorted()))
    for (const id of (await readClientsLocked(desk.tx, part)).keys()) found.add(id);
  const clients = new Map<string, Id>();
  for (const name of names) {
    const id = known.get(name)?.id ?? name;
    if (found.has(id)) clients.set(name, id);
  }
  return clients;
};

/** The enrolments of those clients who have any. */
export const enrolmentsOf = async (desk: ImportDesk, clientIds: readonly Id[]): Promise<Map<Id, Enrolment[]>> => {
  const enrolments = new Map<Id, Enrolment[]>();
  for (const part of chunks(await clientsWithEnrolments(desk.tx, [...new Set(clientIds)]), 200)) {
    const read = await Promise.all(part.map((id) => readEnrolments(desk.tx, id)));
    for (const [index, id] of part.entries()) enrolments.set(id, read[index] ?? []);
  }
  return enrolments;
};
