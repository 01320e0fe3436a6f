import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { correctContact } from '#actions/contacts/correct-contact.ts';
import { aVisit } from '#actions/pipeline/test-cycle.ts';
import { anAgency, type TestAgency } from '#actions/pipeline/test-world.ts';
import act from '#content/models/act.json' with { type: 'json' };
import type { CaseloadKind } from '#contract/caseload-files.ts';
import { csvLine } from '#contract/csv-cells.ts';
import { addDays, day } from '#domain/basics/day.ts';
import { db, json } from '#store/postgres/query.ts';
import type { Tables } from '#store/postgres/tables.ts';
import { type TestDatabase, testDatabase } from '#store/postgres/test-database.ts';
import { importDocument } from './file-report.ts';
import type { ImportRun } from './import-file.ts';
import { importCaseload, importFhir } from './imports.ts';

let database: TestDatabase;
let agency: TestAgency;
let teamId: string;

const bytesOf = (text: string) => new TextEncoder().encode(text);
const run = (more: Partial<ImportRun> = {}): ImportRun => ({
  database,
  agencyId: agency.agencyId,
  now: agency.now,
  source: 'csv',
  ...more,
});
const take = (kind: CaseloadKind, text: string, more: Partial<ImportRun> = {}) =>
  // An address signs in to one agency only.
  importCaseload(run(more), kind, {
    name: `${kind}.csv`,
    bytes: bytesOf(text.replaceAll('@agency.example', `@${agency.agencyId}.example`)),
  });
const takeFhir = (content: unknown, more: Partial<ImportRun> = {}) =>
  importFhir(run({ source: 'fhir', ...more }), {
    name: 'bundle.json',
    bytes: content instanceof Uint8Array ? content : bytesOf(JSON.stringify(content)),
  });

const rowsOf = <T extends keyof Tables>(table: T) =>
  agency.write((tx) => tx.rows(db.selectFrom(table).selectAll() as never)) as Promise<Record<string, unknown>[]>;

/** A hash of every table but the audit, over all agencies. */
const tableHashes = async (): Promise<Record<string, string>> => {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      "select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'audit' order by 1",
    );
    const hashes: Record<string, string> = {};
    for (const { name } of tables) {
      const { rows } = await client.query<{ text: string }>(`select t::text as text from "${name}" t order by 1`);
      hashes[name] = createHash('sha256')
        .update(rows.map(({ text }) => text).join('\n'))
        .digest('hex');
    }
    return hashes;
  } finally {
    await client.end();
  }
};

const clients = (...lines: string[]) =>
  `external_id,given_name,family_name,chosen_name,birth_date,language\n${lines.join('\n')}\n`;
const enrolments = (...lines: string[]) => `client_external_id,programme,from,to,close_reason\n${lines.join('\n')}\n`;
const contacts = (...lines: string[]) =>
  `external_id,client_external_id,staff_email,start,minutes,outcome,mode,place,note\n${lines.join('\n')}\n`;

const names = ['Rosa', 'Kwame', 'Tuan', 'Ingrid', 'Dolores', 'Amadou', 'Yelena', 'Bertram', 'Chidi', 'Noor'];
/** Many people who are plainly different from one another. */
const manyClients = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    csvLine([
      `C-${index + 1}`,
      names[index % 10]!,
      `${names[Math.floor(index / 10) % 10]}${String.fromCharCode(97 + (index % 26), 97 + (Math.floor(index / 26) % 26), 97 + ((index * 7) % 26))}son`,
      '',
      addDays(day('1940-01-01'), (index * 37) % 25_000),
      index % 3 === 0 ? 'es' : 'en',
    ]).trimEnd(),
  );

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  agency = await anAgency(database);
  const programmeId = await agency.aProgramme({ model: 'act', name: 'Harbour ACT' });
  teamId = await agency.aTeam(programmeId, { name: `Harbour ${agency.agencyId.slice(-6)}` });
  await agency.aProgramme({ name: 'No team yet' });
  await agency.write((tx, stamp) =>
    tx.run(
      db.insertInto('service_models').values({
        ...stamp,
        id: agency.newId(),
        key: 'act',
        version: 1,
        effective_from: day('2020-01-01'),
        definition: json(act),
      }),
    ),
  );
  await agency.aStaffMember(['case-manager'], { teamId, email: `ana@${agency.agencyId}.example` });
});

describe('an agency brings its caseload', () => {
  const brought = async () => {
    await take('clients', clients('C-1,Guadalupe,Muñoz,Lupe,1984-03-05,es', 'C-2,Kwame,Boateng,,1970,'));
    await take(
      'enrolments',
      enrolments('C-1,Harbour ACT,2026-01-05,,', 'C-2,harbour act,2025-02-01,2025-12-31,not-located'),
    );
    return take(
      'contacts',
      contacts(
        'K-1,C-1,ANA@agency.example,2026-01-06T10:00,0,attempted,phone,,',
        'K-2,C-1,ana@agency.example,2026-01-09T14:05,40,reached,face-to-face,community,Went to the housing office.',
        'K-3,C-2,ana@agency.example,2025-03-02T09:00,20,reached,face-to-face,office,',
      ),
    );
  };

  test('clients, enrolments and contacts arrive through the state machine, with due items and search keys', async () => {
    const report = await brought();
    expect(report).toMatchObject({ status: 'imported', read: { contacts: 3 }, created: { contacts: 3 }, errors: [] });
    expect(
      (await rowsOf('clients')).map((row) => [row.given_name, row.chosen_name, row.birth_precision, row.unclaimed]),
    ).toEqual(
      expect.arrayContaining([
        ['Guadalupe', 'Lupe', 'day', false],
        ['Kwame', null, 'year', false],
      ]),
    );
    expect(
      (await rowsOf('enrolments')).toSorted((a, b) => (`${a.referred_on}` < `${b.referred_on}` ? 1 : -1)),
    ).toMatchObject([
      { state: 'enrolled', enrolled_on: '2026-01-05', first_reached_on: '2026-01-09', team_id: teamId },
      { state: 'ended', ended_on: '2025-12-31', close_reason: 'lost', first_reached_on: '2025-03-02', team_id: null },
    ]);
    const acts = (await rowsOf('cycle_acts')).toSorted((a, b) => Number(a.entry) - Number(b.entry));
    expect(acts.map(({ act }) => act).toSorted()).toEqual(
      ['refer', 'refer', 'enrol', 'enrol', 'close-without-review', 'log-reach', 'log-reach'].toSorted(),
    );
    expect(await rowsOf('closings')).toMatchObject([{ reason: 'lost', day: '2025-12-31' }]);
    expect(await rowsOf('notes')).toMatchObject([{ state: 'signed', text: 'Went to the housing office.' }]);
    expect((await rowsOf('client_summaries')).map((row) => row.state).toSorted()).toEqual(['ended', 'enrolled']);
    expect((await rowsOf('due_items')).length).toBeGreaterThan(0);
    expect((await rowsOf('client_keys')).map(({ key }) => key)).toContain('i:C2');
    const audit = await rowsOf('audit');
    expect(audit.filter(({ action }) => action === 'import-clients')).toHaveLength(3);
  });

  test('the same files again change nothing but the audit', async () => {
    await brought();
    const before = await tableHashes();
    const again = [
      await take('clients', clients('C-1,Guadalupe,Muñoz,Lupe,1984-03-05,es', 'C-2,Kwame,Boateng,,1970,')),
      await take(
        'enrolments',
        enrolments('C-1,Harbour ACT,2026-01-05,,', 'C-2,Harbour ACT,2025-02-01,2025-12-31,lost'),
      ),
      await take('contacts', contacts('K-3,C-2,ana@agency.example,2025-03-02T09:00,20,reached,face-to-face,office,')),
    ];
    expect(again).toMatchObject(again.map(() => ({ status: 'unchanged', created: {}, updated: {}, errors: [] })));
    expect(await tableHashes()).toEqual(before);
  });

  test('a changed file updates what it may: a name, an ending, a contact corrected by a new entry', async () => {
    await brought();
    const moved = await take(
      'clients',
      clients('C-1,Guadalupe,Muñoz Vega,,1984-03-05,es', 'C-3,Tuan,Nguyen,,1990-01-01,vi'),
    );
    expect(moved).toMatchObject({ status: 'imported', created: { clients: 1 }, updated: { clients: 1 } });
    const ended = await take('enrolments', enrolments('C-1,Harbour ACT,2026-01-05,2026-10-01,graduated'));
    expect(ended).toMatchObject({ status: 'imported', created: {}, updated: { enrolments: 1 } });
    const corrected = await take(
      'contacts',
      contacts('K-2,C-1,ana@agency.example,2026-01-09T14:05,50,reached,face-to-face,community,Corrected.'),
    );
    expect(corrected).toMatchObject({ status: 'imported', created: {}, updated: { contacts: 1 } });
    const lupe = (await rowsOf('clients')).find(({ family_name }) => family_name === 'Muñoz Vega');
    expect(lupe).toMatchObject({ chosen_name: 'Lupe' });
    const kept = (await rowsOf('contacts')).filter(
      ({ client_id, outcome }) => client_id === lupe?.id && outcome === 'reached',
    );
    expect(kept.map(({ minutes, superseded_at }) => [minutes, superseded_at === null]).toSorted()).toEqual([
      [40, false],
      [50, true],
    ]);
    expect((await rowsOf('notes')).map(({ state }) => state).toSorted()).toEqual(['in-error', 'signed']);
  });

  test('a contact from a file that is corrected by hand takes back what it did to the cycle', async () => {
    await brought();
    const contact = (await rowsOf('contacts')).find(({ day: on }) => on === '2026-01-09')!;
    const visit = aVisit(agency, String(contact.client_id), { outcome: 'attempted', start: '2026-01-09T19:05:00Z' });
    const { clientId: _, ...happened } = visit;
    await agency.as('system', correctContact, { ...happened, contactId: contact.id, reason: 'Nobody was at home' });
    const [enrolment] = (await rowsOf('enrolments')).filter(({ client_id }) => client_id === contact.client_id);
    expect(enrolment).toMatchObject({ state: 'enrolled', first_reached_on: null });
  });

  test('a dry run names what would be, and writes nothing', async () => {
    const before = await tableHashes();
    const report = await take('clients', clients('C-1,Guadalupe,Muñoz,,1984-03-05,es'), { dryRun: true });
    expect(report).toMatchObject({ status: 'imported', created: { clients: 1 } });
    expect(await tableHashes()).toEqual(before);
    await take('clients', clients('C-1,Guadalupe,Muñoz,,1984-03-05,es'));
    expect(await rowsOf('clients')).toMatchObject([{ given_name: 'Guadalupe' }]);
  });

  test('somebody who may already be here is taken in, and a lead is asked to look', async () => {
    const lead = await agency.aStaffMember(['team-lead'], { teamId, position: 'leader' });
    const known = await agency.aClient({ given: 'Amina', family: 'Okafor', birthDate: '1987-04-12' });
    const report = await take(
      'clients',
      clients('C-1,Amina,Okafour,,1987-04-12,', 'C-2,Tuan,Nguyen,,1990-01-01,', 'C-3,Tuan,Nguyen,,1990-01-01,'),
    );
    expect(report.warnings).toMatchObject([
      { row: 2, rule: 'possible-duplicate' },
      { row: 4, rule: 'possible-duplicate-in-file', params: { place: 3 } },
    ]);
    const tasks = await rowsOf('tasks');
    expect(tasks).toHaveLength(2);
    expect(tasks).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'duplicate-check', client_id: known, staff_id: lead.id }),
      ]),
    );
    expect(await rowsOf('clients')).toHaveLength(4);
  });

  test('cells that begin like a formula are kept exactly', async () => {
    await take(
      'clients',
      `\ufeff${clients('C-1,=1+1,@home,-x,,', csvLine(['C-2', "'=kept", '+49', '', '', '']).trimEnd())}`,
    );
    expect(
      (await rowsOf('clients')).map(({ given_name, family_name }) => [given_name, family_name]).toSorted(),
    ).toEqual([
      ["'=kept", '+49'],
      ['=1+1', '@home'],
    ]);
  });
});

describe('a file with a fault is taken not at all', () => {
  test.each([
    ['clients', clients('C-1,Ana,Ruiz,,1984-02-30,'), 2, 'birth-date'],
    ['enrolments', enrolments('C-9,Harbour ACT,2026-01-05,,'), 2, 'unknown-client'],
    ['enrolments', enrolments('C-1,Harbor,2026-01-05,,'), 2, 'unknown-programme'],
    ['enrolments', enrolments('C-1,No team yet,2026-01-05,,'), 2, 'programme-without-team'],
    ['enrolments', enrolments('C-1,Harbour ACT,2026-02-05,,'), 2, 'overlaps-enrolment-on-record'],
    ['enrolments', enrolments('C-1,Harbour ACT,2025-01-05,2025-02-01,'), 2, 'required'],
    ['enrolments', enrolments('C-1,Harbour ACT,2026-01-05,2027-02-01,lost'), 2, 'future-date'],
    ['contacts', contacts('K-1,C-9,ana@agency.example,2026-01-09T14:05,40,reached,phone,,'), 2, 'unknown-client'],
    ['contacts', contacts('K-1,C-1,bo@agency.example,2026-01-09T14:05,40,reached,phone,,'), 2, 'unknown-staff'],
  ] as const)('%s: %j', async (kind, text, row, rule) => {
    await take('clients', clients('C-1,Guadalupe,Muñoz,,1984-03-05,es'));
    await take('enrolments', enrolments('C-1,Harbour ACT,2026-01-05,,'));
    const before = await tableHashes();
    const report = await take(kind, text);
    expect(report).toMatchObject({ status: 'refused', created: {}, updated: {} });
    expect(report.errors).toMatchObject([{ row, rule }]);
    const { message } = importDocument('en', kind, false, [report]).files[0]!.errors[0]!;
    expect(message).not.toMatch(/[{}]|import\.rule|undefined/);
    expect(await tableHashes()).toEqual(before);
  });

  test('twenty faults planted in three thousand rows are all named by row, and no row is taken', async () => {
    const lines = manyClients(3_000);
    const planted = Array.from({ length: 20 }, (_, index) => 50 + index * 140);
    const kinds = [
      (line: string) => line.replace(/\d{4}-\d\d-\d\d/, '1984-13-01'),
      (line: string) => line.replace(/^C-\d+/, ''),
      (line: string) => `${line},more`,
      (line: string) => line.replace(/,(es|en)$/, ',Spanish'),
      (line: string) => line.replace(/\d{4}-\d\d-\d\d/, '2027-01-01'),
    ];
    for (const [index, at] of planted.entries()) lines[at] = kinds[index % kinds.length]!(lines[at]!);
    const before = await tableHashes();
    const report = await take('clients', clients(...lines));
    expect(report.status).toBe('refused');
    expect(report.errors.map(({ row }) => row)).toEqual(planted.map((at) => at + 2));
    expect(await tableHashes()).toEqual(before);
  });

  test('rows that mean nobody are named all at once', async () => {
    await take('clients', clients('C-1,Guadalupe,Muñoz,,1984-03-05,es'));
    const report = await take(
      'contacts',
      contacts(
        ...Array.from(
          { length: 40 },
          (_, index) =>
            `K-${index},C-${index % 2 === 0 ? 1 : 7},ana@agency.example,2026-01-09T14:05,40,reached,phone,,`,
        ),
      ),
    );
    expect(report.errors.map(({ row }) => row)).toEqual(Array.from({ length: 20 }, (_, index) => 3 + index * 2));
  });
});

describe('thousands of rows', () => {
  test('three thousand clients, their enrolments and five thousand contacts arrive in seconds; the second time nothing changes', async () => {
    const people = clients(...manyClients(3_000));
    const courses = enrolments(...Array.from({ length: 300 }, (_, index) => `C-${index + 1},Harbour ACT,2026-01-05,,`));
    const work = contacts(
      ...Array.from({ length: 5_000 }, (_, index) => {
        const on = addDays(day('2026-01-06'), Math.floor(index / 20));
        return `K-${index},C-${(index % 300) + 1},ana@agency.example,${on}T10:${String(index % 60).padStart(2, '0')},30,${index % 5 === 0 ? 'attempted' : 'reached'},phone,,Note ${index}`;
      }),
    );
    const seconds: string[] = [];
    const timed = async (kind: CaseloadKind, text: string) => {
      const started = performance.now();
      const report = await take(kind, text);
      seconds.push(`${kind} ${((performance.now() - started) / 1000).toFixed(1)} s`);
      return report;
    };
    const reports = [await timed('clients', people), await timed('enrolments', courses), await timed('contacts', work)];
    console.info(`3,000 clients, 300 enrolments and 5,000 contacts: ${seconds.join(', ')}`);
    expect(reports.map(({ status, created }) => [status, created])).toEqual([
      ['imported', { clients: 3_000 }],
      ['imported', { enrolments: 300 }],
      ['imported', { contacts: 5_000 }],
    ]);
    const before = await tableHashes();
    const again = [await take('clients', people), await take('enrolments', courses), await take('contacts', work)];
    expect(again.map(({ status }) => status)).toEqual(['unchanged', 'unchanged', 'unchanged']);
    expect(await tableHashes()).toEqual(before);
  }, 120_000);

  test('an import that is cancelled under way leaves nothing', async () => {
    const before = await tableHashes();
    const cancelled = new AbortController();
    const cancelling = take('clients', clients(...manyClients(2_000)), {
      signal: cancelled.signal,
      progress: (done) => {
        if (done >= 1_000) cancelled.abort();
      },
    });
    await expect(cancelling).rejects.toThrow();
    expect(await tableHashes()).toEqual(before);
  }, 60_000);
});

describe('a FHIR file', () => {
  const bundled = readFileSync(new URL('../../../content/samples/synthea/angela-guzman.json', import.meta.url));
  const family = JSON.parse(
    readFileSync(new URL('../../fhir/import/fixtures/family-coverage-and-stays.json', import.meta.url), 'utf8'),
  ) as { entry: { resource: Record<string, unknown> }[] };
  const changed = (edit: (resources: Record<string, unknown>[]) => void) => {
    const copy = structuredClone(family);
    edit(copy.entry.map(({ resource }) => resource));
    return copy;
  };

  test('a Synthea patient becomes a client; again, nothing changes', async () => {
    const report = await takeFhir(bundled);
    expect(report).toMatchObject({ status: 'imported', read: { Patient: 1 }, created: { clients: 1 }, errors: [] });
    expect(report.ignored.Observation).toBeGreaterThan(0);
    expect(await rowsOf('clients')).toMatchObject([{ given_name: expect.stringContaining('Ángela'), unclaimed: true }]);
    expect((await rowsOf('conditions')).length).toBe(report.created.conditions);
    const before = await tableHashes();
    expect(await takeFhir(bundled)).toMatchObject({ status: 'unchanged', created: {}, updated: {} });
    expect(await tableHashes()).toEqual(before);
  });

  test('names, languages, supporters, coverage, residence and stays are taken', async () => {
    const report = await takeFhir(family);
    expect(report.errors).toEqual([]);
    expect(await rowsOf('clients')).toMatchObject([
      {
        family_name: 'Núñez Peña',
        chosen_name: 'Ángel',
        birth_precision: 'month',
        pronouns: 'they/them',
        language: 'es-MX',
        needs_interpreter: true,
      },
    ]);
    expect((await rowsOf('supporters')).length).toBe(report.created.supporters);
    expect(await rowsOf('coverages')).toEqual(expect.arrayContaining([expect.objectContaining({ plan: 'medicaid' })]));
    expect(await rowsOf('residences')).toMatchObject([
      { setting: 'unknown', address: expect.stringContaining('12 Calle Sol') },
    ]);
    expect(
      (await rowsOf('contact_details')).every(({ permission, is_safe }) => permission === 'ask' && is_safe === null),
    ).toBe(true);
    expect((await rowsOf('stays')).length).toBe(report.created.stays);
    const before = await tableHashes();
    expect(await takeFhir(family)).toMatchObject({ status: 'unchanged' });
    expect(await tableHashes()).toEqual(before);
  });

  test('what the sender says anew updates the person and replaces the stay', async () => {
    await takeFhir(family);
    const stays = await rowsOf('stays');
    const report = await takeFhir(
      changed((resources) => {
        const patient = resources.find(({ resourceType }) => resourceType === 'Patient')!;
        patient.birthDate = '1987-04-20';
        const stay = resources.find(
          ({ resourceType, class: of }) => resourceType === 'Encounter' && (of as { code: string })?.code === 'IMP',
        )!;
        const period = stay.period as { start: string; end?: string };
        period.end = `${addDays(day(period.start.slice(0, 10)), 30)}T10:00:00Z`;
        stay.status = 'finished';
      }),
    );
    expect(report).toMatchObject({ status: 'imported', created: {}, updated: { clients: 1, stays: 1 } });
    expect(await rowsOf('clients')).toMatchObject([{ birth_date: '1987-04-20', birth_precision: 'day' }]);
    const after = await rowsOf('stays');
    expect(after).toHaveLength(stays.length + 1);
    expect(after.filter(({ superseded_at }) => superseded_at === null)).toHaveLength(stays.length);
  });

  test('the same number of the same system under another name is the same client', async () => {
    await takeFhir(family);
    const other = JSON.parse(
      JSON.stringify(family).replaceAll('Patient/p1', 'Patient/zz9').replaceAll('"id":"p1"', '"id":"zz9"'),
    );
    const report = await takeFhir(other, { source: 'second hospital' });
    expect(report.errors).toEqual([]);
    expect(await rowsOf('clients')).toHaveLength(1);
  });

  test('the same small number of another hospital is another person, and is not taken as the first', async () => {
    await takeFhir(family);
    const stranger = {
      resourceType: 'Bundle',
      type: 'collection',
      entry: [
        {
          resource: {
            resourceType: 'Patient',
            id: 'p1',
            name: [{ family: 'Larsson', given: ['Ingrid'] }],
            birthDate: '1950-01-01',
          },
        },
      ],
    };
    expect(await takeFhir(stranger)).toMatchObject({
      status: 'refused',
      errors: [{ rule: 'reference-of-another-person' }],
    });
    expect(await takeFhir(stranger, { source: 'second hospital' })).toMatchObject({ status: 'imported' });
    expect(await rowsOf('clients')).toHaveLength(2);
  });

  test('a reference that leads nowhere refuses the file by element', async () => {
    const before = await tableHashes();
    const report = await takeFhir(
      changed((resources) => {
        const supporter = resources.find(({ resourceType }) => resourceType === 'RelatedPerson')!;
        supporter.patient = { reference: 'Patient/nobody' };
      }),
    );
    expect(report.status).toBe('refused');
    expect(report.errors).toEqual([
      expect.objectContaining({
        rule: 'dangling-reference',
        pointer: expect.stringMatching(/^\/entry\/\d+\/resource\/patient/),
      }),
    ]);
    expect(await tableHashes()).toEqual(before);
  });

  const samples = process.env.FOOTBRIDGE_SAMPLES;
  const bundles = samples ? readdirSync(`${samples}/synthea`).filter((name) => name.endsWith('.json')) : ['(bundled)'];
  test.each(bundles)('the sample %s is taken once', async (name) => {
    const bytes = samples ? readFileSync(`${samples}/synthea/${name}`) : bundled;
    expect(await takeFhir(bytes)).toMatchObject({ status: 'imported', created: { clients: 1 } });
    expect(await takeFhir(bytes)).toMatchObject({ status: 'unchanged' });
    expect(await rowsOf('clients')).toHaveLength(1);
  });
});
