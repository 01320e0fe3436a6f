import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Id } from '#domain/basics/id.ts';
import { addMinutes } from '#domain/basics/instant.ts';
import { readContacts } from '../contacts/read-contacts.ts';
import { readChart } from '../people/read-chart.ts';
import { readCrisisSheet } from '../people/read-crisis-sheet.ts';
import { blockStaff } from '../people/staff-blocks.ts';
import { alert, contactDetail, supporter } from '../people/surroundings.ts';
import { anAgency, type Staff, type TestAgency } from '../pipeline/test-world.ts';
import { addShift, cancelShift, listOnCall, listShifts } from './shifts.ts';

let agency: TestAgency;
let lead: Staff;
let night: Staff;
let programmeId: Id;
let otherProgrammeId: Id;
let clientId: Id;

beforeAll(async () => {
  agency = await anAgency();
  await agency.publishModels();
  programmeId = await agency.aProgramme({ name: 'River programme' });
  otherProgrammeId = await agency.aProgramme();
  const teamId = await agency.aTeam(programmeId);
  lead = await agency.aStaffMember(['team-lead', 'case-manager'], { teamId, position: 'leader' });
  night = await agency.aStaffMember(['case-manager']);
  clientId = await agency.aClient({ given: 'Ines', family: 'Marchetti' });
  await agency.anEnrolment({ clientId, programmeId, owner: { kind: 'staff', id: lead.id } });
  await agency.as(lead, contactDetail.add, { clientId, channel: 'phone', value: '555 0100', permission: 'yes' });
  await agency.as(lead, supporter.add, { clientId, name: 'Rosa', relationship: 'Sister', isEmergencyContact: true });
  await agency.as(lead, alert.add, {
    ...{ clientId, kind: 'safety', text: 'A dog in the yard', basis: 'Seen', expiresOn: '2026-12-31' },
  });
});
afterAll(() => agency.database.close());

const shift = (from: number, to: number, more: object = {}) => ({
  ...{ programmeId, staffId: night.id, from: addMinutes(agency.now, from), to: addMinutes(agency.now, to) },
  ...more,
});
const statusOf = async (...asked: Parameters<TestAgency['refusalOf']>) =>
  (await agency.refusalOf(...asked))?.status ?? 200;

describe('on call', () => {
  test('the crisis sheet is open during the shift, to the minute, and nothing else of the record is', async () => {
    expect(await statusOf(night, readCrisisSheet, { clientId })).toBe(404);
    await agency.as(lead, addShift, shift(5, 65));
    expect(await statusOf(night, readCrisisSheet, { clientId })).toBe(404);
    const start = agency.now;
    agency.now = addMinutes(start, 5);
    const sheet = await agency.as(night, readCrisisSheet, { clientId });
    expect(sheet).toMatchObject({
      client: { name: 'Ines Marchetti' },
      alerts: [{ text: 'A dog in the yard' }],
      waysToReach: [{ value: '555 0100' }],
      supporters: [{ name: 'Rosa' }],
    });
    expect(sheet.careTeam).toHaveLength(1);
    expect(sheet.crisisLines.length).toBeGreaterThan(0);
    expect(await statusOf(night, readChart, { clientId })).toBe(404);
    expect(await statusOf(night, readContacts, { clientId })).toBe(404);
    const { items, shifts } = await agency.as(night, listOnCall, { q: 'march' });
    expect(items.map(({ id }) => id)).toEqual([clientId]);
    expect(shifts.map(({ programme }) => programme.name)).toEqual(['River programme']);
    expect((await agency.as(night, listOnCall, { q: String(items[0]?.number) })).items).toHaveLength(1);
    expect((await agency.as(night, listOnCall, { q: 'nobody' })).items).toEqual([]);
    agency.now = addMinutes(start, 65);
    night = await agency.signInAgain(night);
    expect(await statusOf(night, readCrisisSheet, { clientId })).toBe(404);
    expect((await agency.as(night, listOnCall, {})).items).toEqual([]);
    lead = await agency.signInAgain(lead);
  });

  test('opens the people of that programme and no others, and nobody whom one is kept away from', async () => {
    const elsewhere = await agency.aClient({ unclaimed: true });
    await agency.anEnrolment({
      ...{ clientId: elsewhere, programmeId: otherProgrammeId, owner: { kind: 'staff', id: lead.id } },
    });
    const { id: shiftId } = await agency.as(lead, addShift, shift(-1, 60));
    expect(await statusOf(night, readCrisisSheet, { clientId })).toBe(200);
    expect(await statusOf(night, readCrisisSheet, { clientId: elsewhere })).toBe(404);
    await agency.as(lead, cancelShift, { shiftId });
    expect(await statusOf(night, readCrisisSheet, { clientId })).toBe(404);
    await agency.as(lead, addShift, shift(-1, 60));
    await agency.as(lead, blockStaff, { clientId, staffId: night.id, reason: 'A cousin' });
    expect(await statusOf(night, readCrisisSheet, { clientId })).toBe(404);
    expect((await agency.as(night, listOnCall, {})).items).toEqual([]);
  });

  test('shifts are kept by those who lead the programme', async () => {
    expect(await statusOf(night, addShift, shift(0, 60))).toBe(403);
    const codes = async (asked: object) => (await agency.refusalOf(lead, addShift, asked))?.codes;
    expect(await codes(shift(0, 60, { programmeId: otherProgrammeId }))).toEqual(['shift-not-kept']);
    expect(await codes(shift(60, 0))).toEqual(['shift-ends-before']);
    expect(await codes(shift(-60, -1))).toEqual(['shift-in-past']);
    expect(await codes(shift(0, 8 * 24 * 60))).toEqual(['shift-too-long']);
    const officer = await agency.aStaffMember(['privacy-officer']);
    expect(await codes(shift(0, 60, { staffId: officer.id }))).toEqual(['staff-not-known']);
    const { items, programmes, staff } = await agency.as(lead, listShifts, {});
    expect(items.every(({ mayCancel }) => mayCancel)).toBe(true);
    expect(programmes.map(({ id }) => id)).toEqual([programmeId]);
    expect(staff.some(({ id }) => id === night.id)).toBe(true);
    expect((await agency.as(night, listShifts, {})).staff).toEqual([]);
  });
});
