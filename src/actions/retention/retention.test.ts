import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, addMonths, type Day } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { instant } from '#domain/basics/instant.ts';
import { db } from '#store/postgres/query.ts';
import { askPurge } from '../approvals/ask.ts';
import { decideApproval } from '../approvals/decide-approval.ts';
import { blockStaff } from '../people/staff-blocks.ts';
import { anAgency, type Staff, type TestAgency } from '../pipeline/test-world.ts';
import { editRetention, endLegalHold, placeLegalHold } from './change-retention.ts';
import { findRecord, listRecordsToPurge, readRetention } from './read-retention.ts';

let agency: TestAgency;
let programmeId: Id;
let gideon: Staff;
let thea: Staff;
let rosa: Staff;

beforeAll(async () => {
  agency = await anAgency();
  await agency.publishModels();
  programmeId = await agency.aProgramme();
  const teamId = await agency.aTeam(programmeId);
  gideon = await agency.aStaffMember(['administrator']);
  thea = await agency.aStaffMember(['privacy-officer']);
  rosa = await agency.aStaffMember(['team-lead'], { teamId });
});
afterAll(() => agency.database.close());

const usual = { 'adult-record': 7, 'minor-record': 7, 'never-enrolled': 6, audit: 6 };

/** Somebody whose care ended on that day. */
const left = async (on: Day, birthDate: string | null = '1970-05-05'): Promise<Id> => {
  const clientId = await agency.aClient({ birthDate });
  const enrolledOn = addDays(on, -100);
  const { enrolmentId } = await agency.anEnrolment({
    clientId,
    programmeId,
    owner: { kind: 'staff', id: rosa.id },
    enrolledOn,
  });
  await agency.write((tx, { recorded_at, recorded_by }) =>
    tx.run(
      db
        .updateTable('enrolments')
        .set({ state: 'ended', ended_on: on, close_reason: 'graduated', recorded_at, recorded_by })
        .where('id', '=', enrolmentId),
    ),
  );
  return clientId;
};

const listed = async (who: Staff) =>
  (await agency.as(who, listRecordsToPurge, {})).items.map(({ client }) => client.id);
const yearsAgo = (years: number, days = 0): Day => addDays(addMonths(agency.today(), -12 * years), days);

test('a record is listed the day after it had to be kept, an adult’s and a minor’s by their own years', async () => {
  const yesterday = await left(yearsAgo(7, -1));
  const today = await left(yearsAgo(7));
  const child = await left(yearsAgo(8), '2010-01-01');
  const ids = await listed(thea);
  expect(ids).toContain(yesterday);
  expect(ids).not.toContain(today);
  expect(ids).not.toContain(child);
  expect((await agency.refusalOf(thea, askPurge, { clientId: child, reason: 'x' }))?.codes).toEqual([
    'record-kept-until',
  ]);
});

test('the agency’s own years change what is listed at once, and too few are refused by their field', async () => {
  const clientId = await left(yearsAgo(8));
  expect(await listed(gideon)).toContain(clientId);
  await agency.as(gideon, editRetention, { ...usual, 'adult-record': 10 });
  expect(await listed(gideon)).not.toContain(clientId);
  const { schedule } = await agency.as(thea, readRetention, {});
  expect(schedule.find(({ kind }) => kind === 'adult-record')).toMatchObject({ years: 10, usual: 7, least: 5 });
  await agency.as(gideon, editRetention, usual);
  await expect(agency.as(gideon, editRetention, { ...usual, audit: 5 })).rejects.toMatchObject({
    status: 422,
    refusals: [{ code: 'kept-too-short', params: { least: 6 }, pointer: '/audit' }],
  });
  expect(await agency.refusalOf(thea, editRetention, usual)).toMatchObject({ status: 403 });
});

test('a legal hold placed after a purge was asked for still wins', async () => {
  const clientId = await left(yearsAgo(9));
  const { id } = await agency.as(gideon, askPurge, { clientId, reason: 'Its time has come' });
  const hold = await agency.as(thea, placeLegalHold, { clientId, reason: 'A suit' });
  expect((await agency.refusalOf(thea, decideApproval, { approvalId: id, decision: 'approve' }))?.codes).toEqual([
    'record-on-legal-hold',
  ]);
  expect((await agency.as(thea, readRetention, {})).holds).toMatchObject([
    { id: hold.id, reason: 'A suit', placedBy: { id: thea.id }, client: { id: clientId } },
  ]);
  await agency.as(thea, endLegalHold, { holdId: hold.id, reason: 'Settled' });
  expect((await agency.refusalOf(thea, endLegalHold, { holdId: hold.id, reason: 'Again' }))?.codes).toEqual([
    'hold-ended-already',
  ]);
  // Its last day is a day it stands.
  expect((await agency.refusalOf(thea, decideApproval, { approvalId: id, decision: 'approve' }))?.codes).toEqual([
    'record-on-legal-hold',
  ]);
  const { now } = agency;
  agency.now = instant('2026-11-26T15:00:00Z');
  try {
    const later = await agency.signInAgain(thea);
    expect(await agency.as(later, decideApproval, { approvalId: id, decision: 'approve' })).toMatchObject({
      state: 'approved',
      outcome: { clients: 1, enrolments: 1 },
    });
    expect(await agency.refusalOf(later, placeLegalHold, { clientId, reason: 'Too late' })).toMatchObject({
      status: 404,
    });
  } finally {
    agency.now = now;
  }
});

test.each([
  ['ending before it begins', { from: '2026-11-20', to: '2026-11-19' }, 'ends-before-it-begins', '/to'],
  ['from a day to come', { from: '2026-11-26' }, 'act-in-future', '/from'],
])('a legal hold %s is refused by its field', async (_, days, code, pointer) => {
  const clientId = await agency.aClient();
  await expect(agency.as(thea, placeLegalHold, { clientId, reason: 'A suit', ...days })).rejects.toMatchObject({
    status: 422,
    refusals: [{ code, pointer }],
  });
});

test('a record is found by its whole number alone, and not by who is kept away from it', async () => {
  const clientId = await left(yearsAgo(9));
  const { number } = await agency
    .as(thea, listRecordsToPurge, {})
    .then(({ items }) => items.find(({ client }) => client.id === clientId)?.client ?? { number: 0 });
  expect((await agency.as(gideon, findRecord, { number })).items).toMatchObject([
    { id: clientId, name: 'Kwame Wilson' },
  ]);
  expect((await agency.as(gideon, findRecord, { number: number + 10_000 })).items).toEqual([]);
  expect(await agency.refusalOf(rosa, findRecord, { number })).toMatchObject({ status: 403 });
  await agency.as('system', blockStaff, { clientId, staffId: gideon.id, reason: 'A brother' });
  expect((await agency.as(gideon, findRecord, { number })).items).toEqual([]);
  expect(await listed(gideon)).not.toContain(clientId);
  expect(await agency.refusalOf(gideon, askPurge, { clientId, reason: 'x' })).toMatchObject({ status: 404 });
});
