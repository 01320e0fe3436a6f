import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day } from '#domain/basics/day.ts';
import { readFhirFile } from './bundle.ts';
import { deepest } from './json-text.ts';

const settings = { today: day('2026-11-25'), zone: 'America/Puerto_Rico' };
const bytesOf = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
const read = (value: unknown) => readFhirFile('test.json', bytesOf(value), settings);
const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}`, import.meta.url));
const content = new URL('../../../content/samples/synthea/', import.meta.url);

const patient = (more: Record<string, unknown> = {}) => ({
  resourceType: 'Patient',
  id: 'p',
  name: [{ family: 'Ruiz', given: ['Ana'] }],
  ...more,
});
const bundle = (...resources: unknown[]) => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: resources.map((resource) => ({ resource })),
});
const total = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

describe('bundles from another system', () => {
  const folders = [content, process.env.FOOTBRIDGE_SAMPLES && join(process.env.FOOTBRIDGE_SAMPLES, 'synthea')].filter(
    Boolean,
  );
  const files = folders.flatMap((folder) =>
    readdirSync(folder as string)
      .filter((name) => name.endsWith('.json'))
      .map((name) => ({
        name,
        bytes: () => readFileSync(typeof folder === 'string' ? join(folder, name) : new URL(name, folder)),
      })),
  );

  test.each(files)('$name is read whole', ({ name, bytes }) => {
    const result = readFhirFile(name, bytes(), settings);
    expect(result.errors).toEqual([]);
    expect(result.read.Patient).toBe(1);
    expect(result.records.clients).toHaveLength(1);
    const { clients, supporters, coverages, conditions, stays } = result.records;
    const records = [clients, supporters, coverages, conditions, stays].flat().length;
    expect(records + total(result.ignored) + (result.read.Organization ?? 0)).toBe(total(result.read));
  });

  test('Ángela Guzmán keeps her accents, her maiden name and her two emergency visits', () => {
    const { records, ignored } = readFhirFile('angela', readFileSync(new URL('angela-guzman.json', content)), settings);
    const [client] = records.clients;
    expect(client).toMatchObject({
      name: { given: 'Ángela', family: 'Guzmán' },
      formerNames: [{ given: 'Ángela', family: 'Anaya' }],
      birthDate: '1989-06-16',
      languages: [{ tag: 'es' }],
      deceased: null,
    });
    expect(client?.identifiers.find(({ system }) => system.endsWith('us-ssn'))?.value).toBe('999-56-3448');
    expect(records.stays.map(({ from, to, place, setting }) => [from, to, place, setting])).toEqual([
      ['1999-06-14', '1999-06-14', 'SOUTHCOAST HOSPITAL GROUP, INC', 'emergency'],
      ['2013-05-17', '2013-05-17', 'SOUTHCOAST HOSPITAL GROUP, INC', 'emergency'],
    ]);
    expect(ignored).toMatchObject({ Observation: 86, Encounter: 35, Goal: 5 });
  });

  test('the same file gives the same records', () => {
    const once = readFhirFile('a', fixture('family-coverage-and-stays.json'), settings);
    expect(readFhirFile('a', fixture('family-coverage-and-stays.json'), settings)).toEqual(once);
  });
});

describe('a client with family, coverage and stays', () => {
  const {
    records,
    warnings,
    errors,
    ignored,
    read: found,
  } = readFhirFile('f', fixture('family-coverage-and-stays.json'), settings);
  const [client] = records.clients;

  test('is taken with the name they go by, a birth date known to the month, and their languages', () => {
    expect(errors).toEqual([]);
    expect(client).toMatchObject({
      name: { given: 'José Ángel', family: 'Núñez Peña' },
      chosenName: 'Ángel',
      formerNames: [{ given: 'José', family: 'Núñez' }],
      birthDate: '1987-04',
      administrativeGender: 'other',
      pronouns: 'they/them',
      interpreterNeeded: true,
      languages: [
        { tag: 'es-MX', text: 'Español', preferred: true },
        { tag: 'en', preferred: false },
      ],
    });
    expect(client?.contactDetails.map(({ channel }) => channel)).toEqual(['phone', 'text', 'email']);
  });

  test('their mother becomes a supporter; a neighbour without a name is counted and told', () => {
    expect(records.supporters).toMatchObject([
      {
        client: 'Patient/p1',
        name: { given: 'Lucía', family: 'Peña' },
        relationships: ['mother'],
        from: '2019-01-01',
        to: null,
      },
    ]);
    expect(ignored.RelatedPerson).toBe(1);
    expect(warnings).toContainEqual({
      file: 'f',
      pointer: '/entry/4/resource',
      rule: 'supporter-without-name',
      params: { field: 'entry.resource' },
    });
  });

  test('coverage names payer, plan and group; one entered in error is not taken', () => {
    expect(records.coverages).toMatchObject([
      {
        payer: 'Island Medicaid Plan',
        plan: 'Community Choice HMO',
        group: 'G-17',
        memberId: '88-1234-A',
        from: '2024-07-01',
        to: '2026-06-30',
      },
    ]);
    expect(ignored.Coverage).toBe(1);
  });

  test('a refuted diagnosis is not taken', () => {
    expect(records.conditions).toMatchObject([{ code: 'F25.0', onset: '2009', verification: 'confirmed' }]);
    expect(ignored.Condition).toBe(1);
  });

  test('stays fall on the days of the agency calendar, one still open', () => {
    expect(
      records.stays.map(({ reference, class: kind, setting, settingBasis, from, to, place }) => [
        reference,
        kind,
        setting,
        settingBasis,
        from,
        to,
        place,
      ]),
    ).toEqual([
      ['Encounter/e1', 'inpatient', 'psychiatric', 'stated', '2025-11-01', '2025-11-14', 'Hospital San Telmo'],
      ['Encounter/e2', 'emergency', 'emergency', 'stated', '2026-02-03', '2026-02-03', 'San Telmo Emergency'],
      ['Encounter/e3', 'inpatient', 'psychiatric', 'inferred', '2026-10-20', null, 'Hospital del Norte'],
      ['Encounter/e4', 'observation', 'medical', 'inferred', '2026-03-01', '2026-03-02', null],
    ]);
    expect(warnings).toContainEqual({
      file: 'f',
      pointer: '/entry/13/resource',
      rule: 'stay-without-days',
      params: { field: 'entry.resource', status: 'finished' },
    });
    expect(ignored.Encounter).toBe(3);
    expect(found.Encounter).toBe(7);
    expect(ignored.OperationOutcome).toBe(1);
  });
});

describe('a file that cannot be taken names the element', () => {
  const encounter = (more: Record<string, unknown>) => ({
    resourceType: 'Encounter',
    status: 'finished',
    class: { code: 'IMP' },
    subject: { reference: 'Patient/p' },
    period: { start: '2026-01-01', end: '2026-01-02' },
    ...more,
  });
  test.each<[string, unknown, string, string]>([
    ['a name that is no list', bundle(patient({ name: 'Ana Ruiz' })), '/entry/0/resource/name', 'type'],
    ['no name', bundle(patient({ name: undefined })), '/entry/0/resource/name', 'required'],
    ['a birth date that is a number', bundle(patient({ birthDate: 19890616 })), '/entry/0/resource/birthDate', 'type'],
    [
      'a birth date that does not exist',
      bundle(patient({ birthDate: '1989-02-30' })),
      '/entry/0/resource/birthDate',
      'date',
    ],
    [
      'a birth date as a moment',
      bundle(patient({ birthDate: '1989-02-03T00:00:00Z' })),
      '/entry/0/resource/birthDate',
      'date',
    ],
    ['a birth date to come', bundle(patient({ birthDate: '2026-12' })), '/entry/0/resource/birthDate', 'future-date'],
    [
      'a death before birth',
      bundle(patient({ birthDate: '1990-01-01', deceasedDateTime: '1989' })),
      '/entry/0/resource/deceasedDateTime',
      'before-birth',
    ],
    [
      'a name of 10,000 letters',
      bundle(patient({ name: [{ family: 'x'.repeat(10_000) }] })),
      '/entry/0/resource/name/0/family',
      'too-long',
    ],
    [
      'a zero byte in a name',
      bundle(patient({ name: [{ family: 'Ru\u0000iz' }] })),
      '/entry/0/resource/name/0/family',
      'control-characters',
    ],
    [
      'a mark that turns the direction of a name',
      bundle(patient({ name: [{ family: 'Ru\u2067iz' }] })),
      '/entry/0/resource/name/0/family',
      'hidden-characters',
    ],
    [
      'half a character',
      '{"resourceType":"Bundle","type":"batch","entry":[{"resource":{"resourceType":"Patient","name":[{"family":"\\ud83d"}]}}]}',
      '/entry/0/resource/name/0/family',
      'broken-text',
    ],
    [
      'a stay of nobody',
      bundle(patient(), encounter({ subject: { reference: 'Patient/other' } })),
      '/entry/1/resource/subject',
      'dangling-reference',
    ],
    [
      'a stay of a group',
      bundle(patient(), { resourceType: 'Group', id: 'g' }, encounter({ subject: { reference: 'Group/g' } })),
      '/entry/2/resource/subject',
      'reference-type',
    ],
    [
      'a stay without a subject',
      bundle(patient(), encounter({ subject: undefined })),
      '/entry/1/resource/subject',
      'required',
    ],
    [
      'a stay that ends before it begins',
      bundle(patient(), encounter({ period: { start: '2026-01-02', end: '2026-01-01' } })),
      '/entry/1/resource/period',
      'ends-before-start',
    ],
    [
      'a stay to come that is said to be over',
      bundle(patient(), encounter({ period: { start: '2027-01-02', end: '2027-01-03' } })),
      '/entry/1/resource/period/start',
      'future-date',
    ],
    ['an unknown status', bundle(patient(), encounter({ status: 'done' })), '/entry/1/resource/status', 'not-in-list'],
    ['an entry that is no object', { resourceType: 'Bundle', type: 'batch', entry: [7] }, '/entry/0', 'type'],
    ['a resource without a type', bundle({ id: 'x' }), '/entry/0/resource/resourceType', 'resource-type'],
    ['two clients with one id', bundle(patient(), patient()), '/entry/1/resource', 'duplicate-resource'],
    ['a resource outside a bundle', patient(), '/resourceType', 'not-a-bundle'],
    ['a document', { resourceType: 'Bundle', type: 'document' }, '/type', 'bundle-type'],
    ['a list', [1, 2], '', 'type'],
  ])('%s', (_, value, pointer, rule) => {
    const { errors, records } = read(value);
    expect(errors.map((fault) => [fault.pointer, fault.rule])).toContainEqual([pointer, rule]);
    expect(records.clients).toEqual([]);
  });

  test('the fault says the field as a person would', () => {
    const { errors } = read(bundle(patient({ name: [{ family: 7 }] })));
    expect(errors[0]?.params).toEqual({ field: 'name.family', expected: 'text' });
  });

  test.each<[string, Uint8Array, string, number | undefined]>([
    ['no JSON', bytesOf('{\n"resourceType": "Bundle",\n oops }'), 'not-json', 3],
    ['JSON cut off', bytesOf('{\n"resourceType":\n'), 'not-json', 3],
    ['XML', bytesOf('<Bundle xmlns="http://hl7.org/fhir"/>'), 'xml', 1],
    ['an empty file', bytesOf(''), 'empty-file', undefined],
    ['a million brackets', bytesOf('['.repeat(1_000_000)), 'too-deep', undefined],
    ['a name in Windows-1252', Uint8Array.from(Buffer.from('{\n"a":"Mu\xf1oz"}', 'latin1')), 'encoding', 2],
    ['UTF-16', Uint8Array.from(Buffer.from('\ufeff{"a":1}', 'utf16le')), 'encoding', undefined],
  ])('%s', (_, bytes, rule, row) => {
    const { errors } = readFhirFile('x.json', bytes, settings);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ file: 'x.json', rule });
    expect(errors[0]?.row).toBe(row);
  });
});

test('a byte order mark is no fault', () => {
  expect(read(`\ufeff${JSON.stringify(bundle(patient()))}`).errors).toEqual([]);
});

test('depth is counted outside of text', () => {
  expect(read(bundle(patient({ name: [{ family: '['.repeat(deepest * 2) }] }))).errors).toEqual([]);
});

test('names that every object has are only names', () => {
  const hostile =
    '{"resourceType":"Bundle","type":"batch","__proto__":{"type":"x"},"entry":[{"resource":{"resourceType":"Constructor","id":"__proto__"}}]}';
  const { ignored, errors } = read(hostile);
  expect(errors).toEqual([]);
  expect(ignored).toEqual({ Constructor: 1 });
});

test('whatever stands in an element, reading ends with records or named faults', () => {
  const paths = [
    ['name'],
    ['birthDate'],
    ['telecom'],
    ['address'],
    ['identifier'],
    ['communication'],
    ['extension'],
    ['deceasedDateTime'],
    ['gender'],
    ['id'],
  ] as const;
  fc.assert(
    fc.property(fc.constantFrom(...paths), fc.jsonValue(), ([field], value) => {
      const { errors, records } = read(bundle(patient({ [field]: value })));
      expect(errors.length > 0 || records.clients.length === 1).toBe(true);
      for (const fault of errors) expect(fault.pointer).toMatch(/^\/entry\/0/);
    }),
  );
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const { errors, read: found } = read({ resourceType: 'Bundle', type: 'batch', entry: value });
      expect(errors.length > 0 || Object.keys(found).length === 0).toBe(true);
    }),
  );
});
