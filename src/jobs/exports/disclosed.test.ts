// An export is a disclosure: it stands in the log of each person on it before a line is out, and nothing goes to others that neither
// the basis nor the person lets out.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askPart2Export } from '#actions/approvals/ask.ts';
import { decideApproval } from '#actions/approvals/decide-approval.ts';
import { listApprovals } from '#actions/approvals/read-approvals.ts';
import { makeAccounting, readDisclosures } from '#actions/disclosures/read-disclosures.ts';
import { printRecord, recordDisclosure } from '#actions/disclosures/record-disclosure.ts';
import { anAgency, type Staff, type TestAgency } from '#actions/pipeline/test-world.ts';
import { addDays } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { db, json } from '#store/postgres/query.ts';
import { type ExportKind, exportLines, type ForWhom } from './export.ts';

let agency: TestAgency;
let counsellor: Staff;
let officer: Staff;
let administrator: Staff;
let inRecovery: Id;
/** On Ana's care team through the other programme, where nothing of the first is seen. */
let colleague: Staff;
let recovery: Id;
let ana: Id;
let ben: Id;

const lines = async (kind: ExportKind, more: { clientId?: Id; whom?: ForWhom; agreement?: Id } = {}) => {
  const rows: Record<string, unknown>[] = [];
  const run = { database: agency.database, agencyId: agency.agencyId, now: agency.now, ...more };
  await exportLines(run, kind, async (row) => void rows.push(row));
  return rows;
};
const log = async (clientId: Id) => (await agency.as(officer, readDisclosures, { clientId })).items;

const housing: ForWhom = {
  ...{ basis: 'consent', recipientKind: 'organization', recipient: 'County housing office', purpose: 'housing' },
  ...{ purposeText: null, whyAll: null, grounds: null },
};
const consent = async (): Promise<Id> => {
  const id = agency.newId();
  await agency.write((tx, stamp) =>
    tx.run(
      db.insertInto('consents').values({
        ...{
          ...stamp,
          id,
          client_id: ana,
          kind: 'part2',
          client_name: 'Ana Example',
          language: 'en',
          segment: 'part2',
        },
        disclosers: json([{ kind: 'programme', id: recovery, name: 'Recovery' }]),
        recipients: json([{ kind: 'organization', id: null, name: 'County housing office', members: null }]),
        ...{ segments: ['part2'], records: ['enrolments', 'plans'], description: 'That I am in Recovery, and my plan' },
        ...{ purposes: ['housing'], from_day: agency.today(), told: ['revocation'] },
        expiry: json({ kind: 'day', on: addDays(agency.today(), 90) }),
        signer: json({ as: 'client' }),
        signature: json({ how: 'typed', on: agency.today(), name: 'Ana Example', drawing: null, scan: null }),
      }),
    ),
  );
  return id;
};
const takeBack = (id: Id, how: 'phone' | 'written') =>
  agency.write((tx, { recorded_at, recorded_by }) =>
    tx.run(
      db
        .updateTable('consents')
        .set({
          ...{ recorded_at, recorded_by },
          revocation: json({ how, on: agency.today(), at: agency.now, writtenOn: null }),
        })
        .where('id', '=', id),
    ),
  );

beforeAll(async () => {
  agency = await anAgency();
  await agency.publishModels();
  recovery = await agency.aProgramme({ name: 'Recovery' });
  await agency.write((tx) => tx.run(db.updateTable('programmes').set({ is_part2: true }).where('id', '=', recovery)));
  const teamId = await agency.aTeam(recovery);
  counsellor = await agency.aStaffMember(['case-manager'], { teamId });
  officer = await agency.aStaffMember(['privacy-officer']);
  administrator = await agency.aStaffMember(['administrator']);
  const general = await agency.aProgramme({ name: 'Supported housing' });
  colleague = await agency.aStaffMember(['case-manager'], { teamId: await agency.aTeam(general) });
  [ana, ben] = [await agency.aClient({ given: 'Ana' }), await agency.aClient({ given: 'Ben' })];
  const owner = { kind: 'staff', id: counsellor.id } as const;
  ({ enrolmentId: inRecovery } = await agency.anEnrolment({ clientId: ana, programmeId: recovery, owner }));
  for (const [clientId, id] of [
    [ana, colleague.id],
    [ben, counsellor.id],
  ] as const)
    await agency.anEnrolment({ clientId, programmeId: general, owner: { kind: 'staff', id } });
  await agency.write((tx, { recorded_at, recorded_by }) =>
    tx.run(
      db
        .updateTable('enrolments')
        .set({ segment: 'part2', recorded_at, recorded_by })
        .where('programme_id', '=', recovery),
    ),
  );
});
afterAll(() => agency.database.close());

describe('for the agency’s own use', () => {
  test('each person’s log names it once, whatever the number of their rows, and nothing closed is on it', async () => {
    const rows = await lines('enrolments');
    expect(rows.map(({ programme }) => programme)).toEqual(['Supported housing', 'Supported housing']);
    for (const clientId of [ana, ben])
      expect(await log(clientId)).toMatchObject([
        { way: 'export', basis: 'operations', recipientKind: 'own-agency', kinds: ['enrolments'], accountings: [] },
      ]);
  });

  test('nothing of 42 CFR Part 2 is on it, so no line says so', async () => {
    for (const row of await lines('enrolments')) expect(row).not.toHaveProperty('notice');
  });
});

describe('Part 2 records of many at once', () => {
  const agreement = async (kind = 'enrolments', more: { decision?: string } = {}) => {
    const { id } = await agency.as(officer, askPart2Export, { kind, reason: 'Our own quality review' });
    const decision = more.decision ?? 'approve';
    if (decision !== 'none') await agency.as(administrator, decideApproval, { approvalId: id, decision });
    return id;
  };
  const codes = (kind: ExportKind, more: Parameters<typeof lines>[1]) =>
    lines(kind, more).then(
      () => [],
      (error: { refusals: { code: string }[] }) => error.refusals.map(({ code }) => code),
    );

  test('go along once two people agreed, each person’s log with both their names, and once only', async () => {
    const approvalId = await agreement();
    const rows = await lines('enrolments', { agreement: approvalId });
    expect(rows.map(({ programme }) => programme).toSorted()).toEqual([
      'Recovery',
      'Supported housing',
      'Supported housing',
    ]);
    expect(rows[0]).toHaveProperty('notice');
    const [ofAna] = (await agency.as('system', readDisclosures, { clientId: ana })).items;
    expect(ofAna).toMatchObject({
      ...{ recipientKind: 'own-agency', segments: ['general', 'part2'], accountings: [] },
      grounds: `Approved by two people: Test ${officer.id.slice(-6)} asked, Test ${administrator.id.slice(-6)} agreed. Our own quality review`,
    });
    // Of whom nothing is kept under Part 2, the log does not say so.
    expect((await log(ben))[0]).toMatchObject({ segments: ['general'], grounds: null });
    const entries = await agency.write((tx) =>
      tx.rows(db.selectFrom('audit').select('details').where('action', '=', 'export-clients').orderBy('at')),
    );
    expect(entries.map(({ details }) => details)).toContainEqual({
      ...{ kind: 'enrolments', rows: 3, approvalId, askedBy: officer.id, decidedBy: administrator.id },
    });
    expect(await codes('enrolments', { agreement: approvalId })).toEqual(['part2-export-done']);
    const { items } = await agency.as(administrator, listApprovals, {});
    expect(items.find(({ id }) => id === approvalId)).toMatchObject({
      ...{ kind: 'export-part2', exports: 'enrolments', state: 'approved', outcome: { enrolments: 3 }, client: null },
    });
  });

  test('stay out while one person alone wants it, for another kind, and to others', async () => {
    expect(await codes('enrolments', { agreement: await agreement('enrolments', { decision: 'none' }) })).toEqual([
      'part2-export-not-agreed',
    ]);
    expect(await codes('enrolments', { agreement: await agreement('enrolments', { decision: 'decline' }) })).toEqual([
      'part2-export-not-agreed',
    ]);
    expect(await codes('enrolments', { agreement: agency.newId() })).toEqual(['part2-export-not-agreed']);
    const agreed = await agreement('contacts');
    expect(await codes('enrolments', { agreement: agreed })).toEqual(['part2-export-another']);
    expect(await codes('contacts', { agreement: agreed, clientId: ana, whom: housing })).toEqual([
      'part2-export-in-house',
    ]);
    const { id } = await agency.as(officer, askPart2Export, { kind: 'contacts', reason: 'Review' });
    expect(await agency.refusalOf(officer, decideApproval, { approvalId: id, decision: 'approve' })).toMatchObject({
      codes: ['approval-needs-another'],
    });
  });

  test('not even what falls due of them goes without it', async () => {
    const enrolmentsOf = async (more: { agreement?: Id } = {}) =>
      new Set((await lines('due', more)).map(({ enrolment }) => enrolment));
    expect(await enrolmentsOf()).not.toContain(inRecovery);
    expect(await enrolmentsOf({ agreement: await agreement('due') })).toContain(inRecovery);
  });
});

describe('a restriction the agency agreed to', () => {
  test('keeps the record from whom it names, also for treatment', async () => {
    await agency.write((tx, stamp) =>
      tx.run(
        db.insertInto('restrictions').values({
          ...{ ...stamp, id: agency.newId(), client_id: ben, segments: ['general'], records: [], purposes: [] },
          kept_from: json([{ kind: 'organization', id: null, name: 'County hospital' }]),
          ...{ words: 'Not the hospital', agreed: true, answer: 'Yes', begins_on: agency.today() },
        }),
      ),
    );
    const hospital: ForWhom = { ...housing, basis: 'treatment', purpose: 'treatment', recipient: 'County hospital' };
    await expect(lines('enrolments', { clientId: ben, whom: hospital })).rejects.toMatchObject({
      refusals: expect.arrayContaining([expect.objectContaining({ code: 'disclosure-restricted' })]),
    });
    const clinic = { ...hospital, recipient: 'Other clinic' };
    expect(await lines('enrolments', { clientId: ben, whom: clinic })).toHaveLength(1);
  });
});

describe('to others', () => {
  const refusal = (whom: ForWhom, clientId: Id | undefined = ana) =>
    lines('enrolments', { whom, ...(clientId && { clientId }) }).then(
      () => [],
      (error: { refusals: { code: string }[] }) => error.refusals.map(({ code }) => code),
    );

  test('of one person at a time', async () => {
    await expect(lines('enrolments', { whom: housing })).rejects.toMatchObject({
      refusals: [{ code: 'disclosure-one-person' }],
    });
  });

  test('without a consent nothing goes, and no log says it did', async () => {
    const before = await log(ana);
    expect(await refusal(housing)).toContain('disclosure-without-consent');
    expect(await log(ana)).toEqual(before);
  });

  test('for treatment the general record goes, and not what a Part 2 programme wrote', async () => {
    const treatment: ForWhom = { ...housing, basis: 'treatment', purpose: 'treatment' };
    const rows = await lines('enrolments', { clientId: ana, whom: treatment });
    expect(rows.map(({ programme }) => programme)).toEqual(['Supported housing']);
  });

  test('a consent lets out what it covers, with the notice and what it reaches, until it is taken back', async () => {
    const id = await consent();
    const rows = await lines('enrolments', { clientId: ana, whom: housing });
    expect(rows).toMatchObject([
      {
        programme: 'Recovery',
        notice: '42 CFR part 2 prohibits unauthorized use or disclosure of these records.',
        consents: [{ id, description: 'That I am in Recovery, and my plan' }],
      },
    ]);
    const { items } = await agency.as('system', readDisclosures, { clientId: ana });
    expect(items[0]).toMatchObject({ segments: ['part2'], consents: [id], accountings: ['part2'] });

    // Neither another recipient, nor another purpose, nor another part of the record.
    expect(await refusal({ ...housing, recipient: 'Landlord' })).toContain('disclosure-without-consent');
    expect(await refusal({ ...housing, purpose: 'work' })).toContain('disclosure-without-consent');
    await expect(lines('contacts', { clientId: ana, whom: housing })).rejects.toMatchObject({ status: 422 });

    // The person is owed all of it; whoever may not see a part says on paper that it is not there.
    const accounting = (who: Staff) => agency.as(who, makeAccounting, { clientId: ana, law: 'part2' });
    expect(await accounting(officer)).toMatchObject({ isWhole: true, entries: [{ recipient: housing.recipient }] });
    expect(await accounting(colleague)).toMatchObject({ isWhole: false, entries: [] });

    await takeBack(id, 'phone');
    expect(await refusal(housing)).toContain('disclosure-without-consent');
  });

  test('a print or a call rests on the consents of its own day', async () => {
    const id = await consent();
    const asked = {
      ...{ clientId: ana, basis: 'consent', recipientKind: 'organization', purpose: 'housing', kinds: ['plans'] },
      recipient: 'county  housing OFFICE',
    };
    // The general enrolment is on that page too, and the consent does not reach it.
    expect(await agency.refusalOf(counsellor, printRecord, { ...asked, kinds: ['enrolments'] })).toMatchObject({
      codes: expect.arrayContaining(['disclosure-without-consent', 'consent-covers-less']),
    });
    const call = { ...asked, way: 'phone', kinds: ['enrolments'] };
    expect(
      await agency.refusalOf(counsellor, recordDisclosure, { ...call, day: addDays(agency.today(), -1) }),
    ).toMatchObject({ codes: expect.arrayContaining(['disclosure-without-consent']) });
    await takeBack(id, 'written');
  });
});
