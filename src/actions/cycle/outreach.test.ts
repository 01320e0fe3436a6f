import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addDays } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { db } from '#store/postgres/query.ts';
import { logContact } from '../contacts/log-contact.ts';
import { makeReferral } from '../linking/follow-referral.ts';
import { readReferrals } from '../linking/read-referrals.ts';
import { readChart } from '../people/read-chart.ts';
import { anEnrolledClient, aPlannedClient, aProspect, aVisit, letPass, type Way } from '../pipeline/test-cycle.ts';
import { anAgency, type Staff, type TestAgency } from '../pipeline/test-world.ts';
import { requestAccess } from '../rights/make-request.ts';
import { listTasks } from '../work/list-tasks.ts';
import { makeTask } from '../work/make-task.ts';
import { agreeContactPlan, setPhase } from './agreements.ts';
import { assignCareTeam, handOver } from './care-team.ts';
import { closeEnrolment, closeReferral, respectStop } from './close-enrolment.ts';
import { listProspects } from './list-prospects.ts';
import { checkEligibility, enrolClient, waitlistClient } from './outreach.ts';
import { readCycle } from './read-cycle.ts';

let agency: TestAgency;
let rosa: Staff;
let tom: Staff;
let lead: Staff;
let programmeId: Id;
let served: Id;
let way: Way;

const view = () => agency.as(rosa, readCycle, { enrolmentId: way.enrolmentId });
const staff = (who: Staff) => ({ kind: 'staff' as const, id: who.id });

beforeAll(async () => {
  agency = await anAgency();
  await agency.publishModels();
  programmeId = await agency.aProgramme({ eligibility: [{ code: 'adult', label: { en: 'Adult', es: 'Adulto' } }] });
  served = await agency.aProgramme();
  const teamId = await agency.aTeam(programmeId);
  rosa = await agency.aStaffMember(['case-manager'], { teamId });
  tom = await agency.aStaffMember(['case-manager']);
  lead = await agency.aStaffMember(['team-lead'], { teamId, position: 'leader' });
  await agency.write((tx, stamp) =>
    tx.run(
      db.insertInto('supervision_lines').values({
        ...stamp,
        id: agency.newId(),
        supervisor_id: lead.id,
        staff_id: rosa.id,
        during: `[${addDays(agency.today(), -100)},)`,
      }),
    ),
  );
});
afterAll(() => agency.database.close());

describe('before enrolment', () => {
  beforeEach(async () => {
    way = await aProspect(agency, rosa, programmeId);
  });
  test('a criterion that is not written down for the programme is refused by name', async () => {
    const findings = [{ criterion: 'lives-nearby', met: true }];
    expect(await agency.refusalOf(rosa, checkEligibility, { enrolmentId: way.enrolmentId, findings })).toEqual({
      status: 422,
      codes: ['criterion-not-known'],
    });
  });
  test('a criterion that is not required stands in nobody’s way, whether it is unmet or not known', async () => {
    const label = { en: 'Lives nearby', es: 'Vive cerca' };
    const programme = await agency.aProgramme({
      eligibility: [
        { code: 'adult', label, required: true },
        { code: 'lives-nearby', label, required: false },
        { code: 'has-phone', label, required: false },
      ],
    });
    const { enrolmentId } = await aProspect(agency, rosa, programme);
    const check = (adult: boolean) =>
      agency.as(rosa, checkEligibility, {
        enrolmentId,
        findings: [
          { criterion: 'adult', met: adult },
          { criterion: 'lives-nearby', met: false },
        ],
      });
    await check(false);
    expect(await agency.refusalOf(rosa, waitlistClient, { enrolmentId, priority: 'routine' })).toEqual({
      status: 409,
      codes: ['criteria-not-met'],
    });
    await check(true);
    const { criteria } = await agency.as(rosa, readCycle, { enrolmentId });
    expect(criteria.map(({ required }) => required)).toEqual([true, false, false]);
    expect(await agency.refusalOf(rosa, waitlistClient, { enrolmentId, priority: 'routine' })).toBeNull();
  });
  test('somebody outside the care team neither checks nor sees the prospect', async () => {
    const asked = { enrolmentId: way.enrolmentId, findings: [] };
    expect(await agency.refusalOf(tom, checkEligibility, asked)).toEqual({ status: 404, codes: ['not-found'] });
    const ids = (await agency.as(tom, listProspects, { limit: 200 })).items.map(({ enrolmentId }) => enrolmentId);
    expect(ids).not.toContain(way.enrolmentId);
  });
  test('the list goes on where the last page ended, in the order asked for', async () => {
    for (let more = 0; more < 3; more++) await aProspect(agency, rosa, programmeId);
    const first = await agency.as(rosa, listProspects, { sort: 'referred', limit: 2 });
    const second = await agency.as(rosa, listProspects, { sort: 'referred', limit: 2, cursor: first.next });
    expect(first.total).toBe(second.total);
    const ids = [...first.items, ...second.items].map(({ enrolmentId }) => enrolmentId);
    expect(new Set(ids).size).toBe(4);
    const wrong = { sort: 'name; drop table clients' };
    expect((await agency.refusalOf(rosa, listProspects, wrong))?.status).toBe(422);
  });
  test('a person with a reason is enrolled although not all is known, and the reason stays', async () => {
    await agency.as(rosa, enrolClient, { enrolmentId: way.enrolmentId, waiver: 'Court order of 3 May' });
    const { history } = await view();
    expect(history.at(-1)).toMatchObject({ act: 'enrol', params: { waiver: 'Court order of 3 May' } });
    expect(
      (await agency.refusalOf(rosa, waitlistClient, { enrolmentId: way.enrolmentId, priority: 'high' }))?.codes,
    ).toEqual(['already-enrolled']);
  });
  test('a referral that comes to nothing is closed with a coded reason', async () => {
    const close = { enrolmentId: way.enrolmentId };
    expect(await agency.refusalOf(rosa, closeReferral, { ...close, reason: 'graduated' })).toEqual({
      status: 422,
      codes: ['closing-reason-not-for-prospect'],
    });
    await agency.as(rosa, closeReferral, { ...close, reason: 'no-place', note: 'Referred to the county' });
    expect(await view()).toMatchObject({ state: 'ended', closeReason: 'no-place', closings: [{ reason: 'no-place' }] });
  });
});

describe('a clear stop', () => {
  test('is respected at once, whatever is open, and recorded as declined, not lost', async () => {
    way = await aPlannedClient(agency, rosa, served);
    await agency.as(rosa, makeTask, { clientId: way.clientId, title: 'Bring the forms' });
    await agency.as(rosa, respectStop, { enrolmentId: way.enrolmentId, clientView: 'Leave me alone, please' });
    expect(await view()).toMatchObject({ state: 'ended', closeReason: 'declined' });
  });
});

describe('closing without a review', () => {
  beforeEach(async () => {
    way = await aPlannedClient(agency, rosa, served);
  });
  test('is for events no review can hold up; a finding needs a review', async () => {
    const close = { enrolmentId: way.enrolmentId };
    expect((await agency.refusalOf(rosa, closeEnrolment, { ...close, reason: 'graduated' }))?.codes).toEqual([
      'closing-reason-needs-review',
    ]);
    expect(await agency.as(rosa, closeEnrolment, { ...close, reason: 'deceased' })).toMatchObject({ state: 'ended' });
  });
  test('open tasks and referrals are handed on, and a request to see the record outlives the closing', async () => {
    const { clientId, enrolmentId } = way;
    await agency.as(rosa, makeTask, { clientId, title: 'Return the key' });
    await agency.as(rosa, requestAccess, { clientId });
    await agency.as(rosa, makeReferral, {
      clientId,
      organization: 'Clinic',
      owner: staff(rosa),
      sentOn: agency.today(),
      nextOn: agency.today(),
    });
    const close = { enrolmentId, reason: 'moved-with-referral' };
    expect(await agency.refusalOf(rosa, closeEnrolment, close)).toEqual({
      status: 409,
      codes: ['tasks-left-open', 'referrals-left-open'],
    });
    const handTo = staff(lead);
    await agency.as(rosa, closeEnrolment, { ...close, leftovers: { tasks: { handTo }, referrals: 'cancel' } });
    const { items } = await agency.as(rosa, listTasks, { clientId, whose: 'all' });
    expect(items.map(({ title, owner, kind }) => [kind === 'task' ? title : kind, owner.id]).toSorted()).toEqual([
      ['Return the key', lead.id],
      ['access-request', rosa.id],
    ]);
    expect((await agency.as(rosa, readReferrals, { clientId })).items).toMatchObject([
      { state: 'cancelled', note: 'moved-with-referral' },
    ]);
  });
});

describe('the care team', () => {
  beforeEach(async () => {
    way = await anEnrolledClient(agency, rosa, served);
  });
  test('a hand-over is a lead’s, and leaves nothing open with the one before', async () => {
    const { clientId, enrolmentId } = way;
    await agency.as(rosa, makeTask, { clientId, title: 'Call the school' });
    const asked = { enrolmentId, owner: staff(tom) };
    expect(await agency.refusalOf(rosa, handOver, asked)).toEqual({ status: 403, codes: ['role-needed'] });
    await agency.as(lead, handOver, asked);
    const { items } = await agency.as(tom, listTasks, {});
    expect(items).toMatchObject([{ title: 'Call the school', owner: { id: tom.id } }]);
    expect(await agency.as(tom, readCycle, { enrolmentId })).toMatchObject({ cycles: [{ owner: { id: tom.id } }] });
    expect(await agency.refusalOf(rosa, readCycle, { enrolmentId })).toMatchObject({ status: 404 });
  });
  test('somebody stands in until a day, and the chart closes to them after it', async () => {
    const { enrolmentId } = way;
    const stand = { enrolmentId, owner: staff(tom), role: 'temporary', reason: 'Holiday' };
    expect((await agency.refusalOf(lead, assignCareTeam, stand))?.codes).toEqual(['stand-in-without-last-day']);
    const until = addDays(agency.today(), 2);
    const { assignments } = await agency.as(lead, assignCareTeam, { ...stand, to: until });
    expect(assignments).toMatchObject([{ role: 'primary' }, { role: 'temporary', to: until }]);
    expect(await agency.refusalOf(tom, readCycle, { enrolmentId })).toBeNull();
    await letPass(agency, 3, rosa, tom, lead);
    expect(await agency.refusalOf(tom, readCycle, { enrolmentId })).toMatchObject({ status: 404 });
  });
  test('a backup is ended, the one who answers for the client is not', async () => {
    const { enrolmentId } = way;
    const added = await agency.as(lead, assignCareTeam, { enrolmentId, owner: staff(tom), role: 'backup' });
    const [primary, backup] = ['primary', 'backup'].map((role) => added.assignments.find((each) => each.role === role));
    expect(await agency.refusalOf(lead, assignCareTeam, { enrolmentId, endAssignmentId: primary?.id })).toEqual({
      status: 409,
      codes: ['primary-follows-owner'],
    });
    await agency.as(lead, assignCareTeam, { enrolmentId, endAssignmentId: backup?.id });
    expect(await agency.refusalOf(tom, readCycle, { enrolmentId })).toMatchObject({ status: 404 });
    const shown = async () =>
      (await agency.as(lead, readChart, { clientId: way.clientId })).careTeam.map((each) => each.role);
    expect(await shown()).toEqual(['primary']);
    await agency.as(lead, assignCareTeam, { enrolmentId, owner: staff(tom), role: 'backup' });
    expect(await shown()).toEqual(['primary', 'backup']);
  });
});

describe('what is agreed with one person', () => {
  test('asks for more than the model, never for less', async () => {
    way = await anEnrolledClient(agency, rosa, served);
    const plan = (count: number, window: string) => ({ enrolmentId: way.enrolmentId, plan: { count, window } });
    expect((await agency.refusalOf(rosa, agreeContactPlan, plan(1, 'year')))?.codes).toEqual([
      'contact-plan-window-longer',
    ]);
    const agreed = await agency.as(rosa, agreeContactPlan, plan(5, 'week'));
    expect(agreed.contactPlans).toEqual([{ count: 5, window: 'week', from: agency.today() }]);
    const ended = await agency.as(rosa, agreeContactPlan, { enrolmentId: way.enrolmentId, plan: null });
    expect(ended.contactPlans).toMatchObject([{ count: 0 }]);
  });
  test('a phase is one the model has, from a day the person was enrolled', async () => {
    way = await anEnrolledClient(agency, rosa, served);
    const asked = { enrolmentId: way.enrolmentId, phase: 'orbit' };
    expect((await agency.refusalOf(rosa, setPhase, asked))?.codes).toEqual(['phase-not-known']);
    expect((await agency.refusalOf(rosa, setPhase, { ...asked, from: addDays(agency.today(), -9) }))?.codes).toEqual([
      'before-enrolment',
    ]);
    const moved = await agency.as(rosa, setPhase, { enrolmentId: way.enrolmentId, phase: 'service' });
    expect(moved.phaseMoves).toEqual([{ phase: 'service', from: agency.today() }]);
  });
});

describe('an act on an earlier day', () => {
  test('is placed where it belongs', async () => {
    const clientId = await agency.aClient();
    way = await aProspect(agency, rosa, programmeId);
    await letPass(agency, 4, rosa, tom, lead);
    await agency.as(rosa, checkEligibility, {
      enrolmentId: way.enrolmentId,
      findings: [{ criterion: 'adult', met: true }],
    });
    const start = `${addDays(agency.today(), -2)}T10:00:00-05:00`;
    await agency.as(rosa, logContact, { ...aVisit(agency, way.clientId), start });
    const { history } = await view();
    expect(history.map(({ act }) => act)).toEqual(['refer', 'log-reach', 'check-eligibility']);
    expect(clientId).not.toBe(way.clientId);
  });
  test('tomorrow’s is refused', async () => {
    way = await aProspect(agency, rosa, programmeId);
    const asked = { enrolmentId: way.enrolmentId, priority: 'high', on: addDays(agency.today(), 1) };
    expect(await agency.refusalOf(rosa, waitlistClient, asked)).toEqual({ status: 422, codes: ['act-in-future'] });
  });
});
