// A FHIR R4 file from another system becomes clients, supporters, coverage, conditions and past stays.
// Taken: Patient, RelatedPerson, Coverage, Condition, Encounter (inpatient, emergency and observation); Organization gives names to
// places and payers. Everything else is counted as ignored, never passed over.
// Bundle types: transaction, batch, collection, searchset. A document, message or history says what happened elsewhere, not what
// is so, and is refused by name.
// Source: HL7 FHIR R4, 2.36 Resource Bundle; 2.36.4.1 resolving references in bundles.
import type { Day } from '#domain/basics/day.ts';
import type { ZoneName } from '#domain/basics/instant.ts';
import { readCondition } from './condition.ts';
import { readCoverage } from './coverage.ts';
import {
  childOf,
  childrenOf,
  type Desk,
  type Element,
  elementFrom,
  hasField,
  type Params,
  pointerTo,
  textOf,
} from './element.ts';
import { readStay } from './encounter.ts';
import { parseJson } from './json-text.ts';
import { readClient } from './patient.ts';
import type { FhirImport, ImportFault, ImportRecords } from './records.ts';
import { type Resource, resourcesByReference } from './references.ts';
import { readSupporter } from './related-person.ts';

export type ImportSettings = { readonly today: Day; readonly zone: ZoneName };

export const mostEntries = 100_000;
const mostFaults = 1_000;

const bundleTypes = ['transaction', 'batch', 'collection', 'searchset'];
const resourceName = /^[A-Z][A-Za-z]{1,63}$/;

const nothing: ImportRecords = { clients: [], supporters: [], coverages: [], conditions: [], stays: [] };

const counted = (types: readonly string[]): Record<string, number> => {
  const counts = new Map<string, number>();
  for (const type of types) counts.set(type, (counts.get(type) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
};

/** An element as a person would name it: `/entry/0/resource/name/1/family` is `name.family`. */
const fieldAt = (pointer: string): string =>
  pointer
    .replace(/^\/entry\/\d+\/resource\//, '/')
    .split('/')
    .filter((part) => part !== '' && !/^\d+$/.test(part))
    .join('.');

/** The resources of a bundle's entries; entries that carry none (a DELETE, an outcome) are warned of. */
const resourcesIn = (desk: Desk, bundle: Element): readonly Resource[] => {
  const entries = childrenOf(desk, bundle, 'entry');
  if (entries.length > mostEntries) {
    desk.fault(pointerTo(bundle, 'entry'), 'too-many-entries', { most: mostEntries });
    return [];
  }
  return entries.flatMap((entry, index) => {
    const request = childOf(desk, entry, 'request');
    const method = request && textOf(desk, request, 'method');
    if (method === 'DELETE' || !hasField(entry, 'resource')) {
      desk.warn(entry.pointer, 'entry-without-resource', { method: method ?? 'none' });
      return [];
    }
    const element = childOf(desk, entry, 'resource');
    if (!element) return [];
    const type = textOf(desk, element, 'resourceType');
    if (!type || !resourceName.test(type)) {
      desk.fault(pointerTo(element, 'resourceType'), 'resource-type');
      return [];
    }
    const [id, fullUrl] = [textOf(desk, element, 'id'), textOf(desk, entry, 'fullUrl')];
    return [{ type, id, fullUrl, element, reference: id ? `${type}/${id}` : (fullUrl ?? `entry-${index}`) }];
  });
};

/** Reads one file. `file` is only its name, for faults. */
export const readFhirFile = (file: string, bytes: Uint8Array, { today, zone }: ImportSettings): FhirImport => {
  const errors: ImportFault[] = [];
  const warnings: ImportFault[] = [];
  const told = new Set<string>();
  const note =
    (into: ImportFault[]) =>
    (pointer: string, rule: string, params: Params = {}) => {
      // The same element may be looked at twice (once to find a client, once to read it); a person is told once.
      const key = `${rule} ${pointer}`;
      if (told.has(key)) return;
      told.add(key);
      if (into.length < mostFaults) into.push({ file, pointer, rule, params: { field: fieldAt(pointer), ...params } });
      else if (into.length === mostFaults) into.push({ file, rule: 'more-faults', params: { most: mostFaults } });
    };
  const desk: Desk = { today, zone, fault: note(errors), warn: note(warnings) };
  const result = (read: readonly string[], ignored: readonly string[], records: ImportRecords): FhirImport => ({
    file,
    read: counted(read),
    ignored: counted(ignored),
    records: errors.length > 0 ? nothing : records,
    warnings,
    errors,
  });

  const parsed = parseJson(bytes);
  if (!parsed.ok) {
    errors.push({ file, ...parsed.fault });
    return result([], [], nothing);
  }
  const bundle = elementFrom(parsed.value, '');
  if (!bundle) desk.fault('', 'type', { expected: 'object' });
  const kind = bundle && textOf(desk, bundle, 'resourceType');
  if (bundle && kind !== 'Bundle') desk.fault('/resourceType', 'not-a-bundle', { found: kind ?? 'none' });
  if (!bundle || kind !== 'Bundle') return result([], [], nothing);
  const type = textOf(desk, bundle, 'type');
  if (!type || !bundleTypes.includes(type)) {
    desk.fault('/type', 'bundle-type', { found: type ?? 'none', allowed: bundleTypes.join(', ') });
    return result([], [], nothing);
  }

  const resources = resourcesIn(desk, bundle);
  const find = resourcesByReference(desk, resources);
  const ignored: string[] = [];
  const taken = {
    clients: [] as ImportRecords['clients'][number][],
    supporters: [] as ImportRecords['supporters'][number][],
    coverages: [] as ImportRecords['coverages'][number][],
    conditions: [] as ImportRecords['conditions'][number][],
    stays: [] as ImportRecords['stays'][number][],
  };
  const keep = <T>(into: T[], record: T | null, resource: Resource) => {
    if (record) into.push(record);
    else ignored.push(resource.type);
  };
  for (const resource of resources) {
    if (resource.type === 'Patient') keep(taken.clients, readClient(desk, resource), resource);
    else if (resource.type === 'RelatedPerson') keep(taken.supporters, readSupporter(desk, find, resource), resource);
    else if (resource.type === 'Coverage') keep(taken.coverages, readCoverage(desk, find, resource), resource);
    else if (resource.type === 'Condition') keep(taken.conditions, readCondition(desk, find, resource), resource);
    else if (resource.type === 'Encounter') keep(taken.stays, readStay(desk, find, resource), resource);
    else if (resource.type !== 'Organization') ignored.push(resource.type);
  }
  if (taken.clients.length === 0 && errors.length === 0) desk.warn('/entry', 'no-clients');
  return result(
    resources.map((resource) => resource.type),
    ignored,
    taken,
  );
};
