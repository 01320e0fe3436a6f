import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { referClient } from '#actions/cycle/refer-client.ts';
import { anAgency, type Staff, type TestAgency } from '#actions/pipeline/test-world.ts';
import { addDays } from '#domain/basics/day.ts';
import { insertDisclosures } from '#store/disclosures.ts';
import { makeAccounting, readDisclosures } from './read-disclosures.ts';
import { printRecord, recordDisclosure } from './record-disclosure.ts';

let agency: TestAgency;
let rosa: Staff;
let officer: Staff;
let clientId: string;

beforeAll(async () => {
  agency = await anAgency();
  await agency.publishModels();
  const programmeId = await agency.aProgramme();
  const teamId = await agency.aTeam(programmeId);
  rosa = await agency.aStaffMember(['case-manager'], { teamId });
  officer = await agency.aStaffMember(['privacy-officer']);
  clientId = await agency.aClient({ given: 'Amina', family: 'Okafor' });
  await agency.as(rosa, referClient, { clientId, programmeId, owner: { kind: 'staff', id: rosa.id } });
});
afterAll(() => agency.database.close());

const said = (more: object = {}) => ({
  ...{ clientId, day: agency.today(), way: 'phone', basis: 'treatment', recipientKind: 'organization' },
  ...{ recipient: 'County hospital', purpose: 'treatment', kinds: ['stays'] },
  ...more,
});
const toHealthDepartment = (more: object = {}) =>
  said({
    ...{ basis: 'public-health', recipient: 'Health department', purpose: 'other', purposeText: 'Outbreak' },
    ...{ kinds: ['identity'], grounds: 'Public Health Law 2101', ...more },
  });
const log = (more: object = {}) => agency.as(officer, readDisclosures, { clientId, ...more });

describe('what left the agency', () => {
  test('is written down with to whom, why and how much, and read with the accountings that name it', async () => {
    const { id } = await agency.as(rosa, recordDisclosure, toHealthDepartment());
    const { items } = await log();
    expect(items.find((each) => each.id === id)).toMatchObject({
      ...{ basis: 'public-health', recipient: 'Health department', way: 'phone', segments: ['general'] },
      ...{ accountings: ['hipaa'], recordedBy: { id: rosa.id } },
    });
  });

  test.each([
    ['without its grounds', { basis: 'court-order' }, 'disclosure-grounds-missing'],
    ['on a consent nobody gave', { basis: 'consent', purpose: 'housing' }, 'disclosure-without-consent'],
    ['all of it for payment', { basis: 'payment', purpose: 'payment' }, 'disclosure-more-than-needed'],
    ['to be', { day: '2026-11-26' }, 'in-the-future'],
  ])('is refused %s, and leaves no entry', async (_, more, code) => {
    const { total } = await log();
    expect(await agency.refusalOf(rosa, recordDisclosure, said(more))).toEqual({ status: 422, codes: [code] });
    expect((await log()).total).toBe(total);
  });

  test('cannot be taken back or changed, not even by the agency’s own hand', async () => {
    await agency.as(rosa, recordDisclosure, said());
    for (const change of ["update disclosures set recipient = 'x'", 'update disclosures set superseded_at = now()'])
      await expect(agency.write((tx) => tx.run(sql.raw(change)))).rejects.toThrow(/permission denied/);
    await expect(agency.write((tx) => tx.run(sql.raw('delete from disclosures')))).rejects.toThrow(/permission denied/);
  });

  test('of a closed part is told to whoever answers for disclosures, and to nobody who may not know of that part', async () => {
    const id = agency.newId();
    await agency.write((tx, { agency_id: agencyId, recorded_by: by, recorded_at: at }) =>
      insertDisclosures(tx, { agencyId, by, at }, [{ id, clientId }], {
        ...{ day: agency.today(), way: 'phone', basis: 'consent', recipientKind: 'organization', purpose: 'treatment' },
        ...{ recipient: 'Recovery clinic', kinds: ['stays'], segments: ['part2'], consents: [], from: null, to: null },
        ...{ address: null, via: null, purposeText: null, whyAll: null, grounds: null },
      }),
    );
    const of = async (who: Staff) => (await agency.as(who, readDisclosures, { clientId, basis: 'consent' })).total;
    expect([await of(officer), await of(rosa)]).toEqual([1, 0]);
  });

  test('says whose it is, and in which language they are written to', async () => {
    expect((await log()).client).toEqual({
      ...{ id: clientId, number: expect.any(Number), name: 'Amina Okafor', birthDate: expect.any(String) },
      ...{ language: null, largePrint: false },
    });
  });

  test('is found by days and by basis, page by page', async () => {
    for (let index = 1; index <= 3; index++)
      await agency.as(rosa, recordDisclosure, toHealthDepartment({ day: addDays(agency.today(), -100 * index) }));
    const ofYear = await log({
      basis: 'public-health',
      from: addDays(agency.today(), -210),
      to: addDays(agency.today(), -90),
    });
    expect(ofYear.items.map(({ day }) => day)).toEqual([-100, -200].map((days) => addDays(agency.today(), days)));
    const all = await log({ basis: 'public-health' });
    const seen: string[] = [];
    for (let next: string | null | undefined; next !== null; ) {
      const page = await log({ basis: 'public-health', limit: 2, ...(next && { cursor: next }) });
      seen.push(...page.items.map(({ id }) => id));
      next = page.next;
    }
    expect(seen).toEqual(all.items.map(({ id }) => id));
  });
});

describe('a print', () => {
  const print = (more: object = {}) => {
    const { way: _, day: __, ...rest } = said({ kinds: ['plans'], ...more });
    return rest;
  };

  test('for the person themself is asked nothing more, and stands in the log', async () => {
    const answer = await agency.as(
      rosa,
      printRecord,
      print({ basis: 'own-request', recipientKind: 'client', recipient: 'Amina Okafor', purpose: 'at-request' }),
    );
    expect(answer).toMatchObject({ segments: ['general'], isPart2: false, consents: [] });
    expect((await log()).items.find(({ id }) => id === answer.id)).toMatchObject({ way: 'print', accountings: [] });
  });

  test('for the housing office without a consent is refused in a sentence', async () => {
    const asked = print({ basis: 'consent', recipient: 'Housing office', purpose: 'housing' });
    expect(await agency.refusalOf(rosa, printRecord, asked)).toEqual({
      ...{ status: 422, codes: ['disclosure-without-consent'] },
    });
  });

  test('is not made by mistake', async () => {
    const asked = print({ basis: 'mistake', grounds: 'Wrong tray' });
    expect(await agency.refusalOf(rosa, printRecord, asked)).toEqual({
      ...{ status: 422, codes: ['disclosure-mistake-on-purpose'] },
    });
  });
});

describe('the accounting', () => {
  test('names each recipient once with how often, and is itself a disclosure to the person', async () => {
    const before = await log();
    const accounting = await agency.as(rosa, makeAccounting, { clientId, law: 'hipaa' });
    expect(accounting).toMatchObject({
      ...{ client: { name: 'Amina Okafor' }, from: '2020-11-25', to: '2026-11-25' },
      entries: [{ recipient: 'Health department', purposeText: 'Outbreak', times: 4, first: '2026-01-29' }],
    });
    const after = await log();
    expect(after.total).toBe(before.total + 1);
    expect(
      after.items.find(({ basis, kinds }) => basis === 'own-request' && kinds.includes('access-log')),
    ).toMatchObject({
      ...{ recipientKind: 'client', recipient: 'Amina Okafor' },
    });
  });

  test('of Part 2 names what rested on a consent, of that part alone', async () => {
    const { entries } = await agency.as(officer, makeAccounting, { clientId, law: 'part2' });
    expect(entries.map(({ recipient }) => recipient)).toEqual(['Recovery clinic']);
  });
});
