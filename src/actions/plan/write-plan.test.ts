import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Id } from '#domain/basics/id.ts';
import { addMinutes } from '#domain/basics/instant.ts';
import { db } from '#store/postgres/query.ts';
import { anEnrolledClient, aPlannedClient, planned, signAnAssessment } from '../pipeline/test-cycle.ts';
import { anAgency, type Staff, type TestAgency } from '../pipeline/test-world.ts';
import { changeStep, rateGoal } from './follow-plan.ts';
import { readPlan } from './read-plan.ts';
import { savePlan, signPlan, startPlan } from './write-plan.ts';

let agency: TestAgency;
let rosa: Staff;
let tom: Staff;
let programmeId: Id;

beforeAll(async () => {
  agency = await anAgency();
  programmeId = await agency.aProgramme();
  rosa = await agency.aStaffMember(['case-manager']);
  tom = await agency.aStaffMember(['case-manager']);
});
afterAll(() => agency.database.close());

const nextVersionOf = async (enrolmentId: Id) => agency.as(rosa, startPlan, { enrolmentId });

describe('a plan', () => {
  test('waits for the assessment', async () => {
    const { enrolmentId } = await anEnrolledClient(agency, rosa, programmeId);
    expect(await agency.refusalOf(rosa, startPlan, { enrolmentId })).toEqual({
      status: 409,
      codes: ['assessment-not-signed'],
    });
  });

  test('is signed when each goal answers a need, builds on a strength, and can be measured', async () => {
    const way = await anEnrolledClient(agency, rosa, programmeId);
    await signAnAssessment(agency, rosa, way);
    const draft = await agency.as(rosa, startPlan, { enrolmentId: way.enrolmentId });
    const sign = { planId: draft.id, clientSignature: { kind: 'verbal', name: 'Kwame' } };
    const refusal = await agency.refusalOf(rosa, signPlan, sign, { ifMatch: draft.etag });
    expect(refusal).toEqual({
      status: 422,
      codes: ['goal-without-strength', 'goal-without-expected-level', 'goal-without-baseline', 'goal-without-step'],
    });
    expect(draft.missing.map(({ code }) => code)).toEqual(refusal?.codes);
  });

  test('is revised by a next version: the signed one stays word for word, and is replaced when the next is signed', async () => {
    const { clientId, enrolmentId } = await aPlannedClient(agency, rosa, programmeId);
    const first = await agency.as(rosa, readPlan, { clientId });
    const draft = await nextVersionOf(enrolmentId);
    expect(draft).toMatchObject({
      version: 2,
      revises: first.plan?.id,
      vision: 'My own place and my sister for dinner',
    });
    expect(draft.goals.map(({ thread }) => thread)).toEqual(first.plan?.goals.map(({ thread }) => thread));
    const text = planned(agency, [], [], draft);
    const [goal] = text.goals;
    const changed = {
      ...text,
      goals: [{ ...goal, words: 'I want a door and a window', strengths: draft.goals[0]?.strengths }],
    };
    const saved = await agency.as(rosa, savePlan, changed, { ifMatch: draft.etag });
    const sign = { planId: draft.id, clientSignature: { kind: 'paper', name: 'Kwame' } };
    await agency.as(rosa, signPlan, sign, { ifMatch: saved.etag });
    const { versions, plan } = await agency.as(rosa, readPlan, { clientId });
    expect(versions).toMatchObject([
      { version: 2, state: 'signed' },
      { version: 1, state: 'replaced' },
    ]);
    expect(plan?.goals[0]?.words).toBe('I want a door and a window');
    const old = await agency.as(rosa, readPlan, { clientId, planId: first.plan?.id });
    expect(old.plan?.goals[0]?.words).toBe('I want my own door');
    expect((await agency.refusalOf(rosa, savePlan, { ...changed, planId: first.plan?.id }))?.codes).toEqual([
      'plan-signed-already',
    ]);
    const rewriting = agency.write((tx, { recorded_at, recorded_by }) =>
      tx.run(db.updateTable('plans').set({ vision: 'x', recorded_at, recorded_by }).where('id', '=', draft.id)),
    );
    await expect(rewriting).rejects.toThrow(/never changed/);
    const step = { stepId: first.plan?.goals[0]?.steps[0]?.id, state: 'done' };
    expect((await agency.refusalOf(rosa, changeStep, step))?.codes).toEqual(['step-of-earlier-version']);
  });

  test('a step done while the next version is being written is done there too', async () => {
    const { clientId, enrolmentId } = await aPlannedClient(agency, rosa, programmeId);
    const draft = await nextVersionOf(enrolmentId);
    const { plan } = await agency.as(rosa, readPlan, { clientId });
    await agency.as(rosa, changeStep, { stepId: plan?.goals[0]?.steps[0]?.id, state: 'done' });
    const shown = await agency.as(rosa, readPlan, { clientId, planId: draft.id });
    expect(shown.plan?.goals[0]?.steps.map(({ state }) => state)).toEqual(['done', 'open']);
  });

  test('a step is let go with a reason, and taken up again', async () => {
    const { clientId } = await aPlannedClient(agency, rosa, programmeId);
    const stepId = (await agency.as(rosa, readPlan, { clientId })).plan?.goals[0]?.steps[0]?.id;
    expect((await agency.refusalOf(rosa, changeStep, { stepId, state: 'dropped' }))?.codes).toEqual([
      'step-dropped-without-reason',
    ]);
    await agency.as(rosa, changeStep, { stepId, state: 'dropped', note: 'Found one himself' });
    expect((await agency.refusalOf(rosa, changeStep, { stepId, state: 'dropped', note: 'x' }))?.codes).toEqual([
      'step-state-already',
    ]);
    expect(await agency.as(rosa, changeStep, { stepId, state: 'open' })).toMatchObject({ state: 'open', doneOn: null });
  });

  test('a goal is rated between −2 and +2, by those on the care team', async () => {
    const { clientId } = await aPlannedClient(agency, rosa, programmeId);
    const goalId = (await agency.as(rosa, readPlan, { clientId })).plan?.goals[0]?.id;
    expect((await agency.refusalOf(rosa, rateGoal, { goalId, level: 3 }))?.status).toBe(422);
    expect((await agency.refusalOf(tom, rateGoal, { goalId, level: 1 }))?.status).toBe(404);
    await agency.as(rosa, rateGoal, { goalId, level: -1 });
    agency.now = addMinutes(agency.now, 1);
    await agency.as(rosa, rateGoal, { goalId, level: 2, ratedBy: 'client', note: 'Better than I hoped' });
    const { attainment, plan } = await agency.as(rosa, readPlan, { clientId });
    expect(plan?.goals[0]?.ratings.map(({ level }) => level)).toEqual([-1, 2]);
    expect(attainment).toMatchObject({ baseline: 40, achieved: 70, change: 30, n: 1 });
  });

  test('without ratings there is no score, and it says why', async () => {
    const { clientId } = await aPlannedClient(agency, rosa, programmeId);
    const { attainment } = await agency.as(rosa, readPlan, { clientId });
    expect(attainment).toEqual({ baseline: null, achieved: null, change: null, n: 0, leftOut: 1, reason: 'no-goals' });
  });

  test('a goal or step from nowhere is refused', async () => {
    const { enrolmentId } = await aPlannedClient(agency, rosa, programmeId);
    const draft = await nextVersionOf(enrolmentId);
    const text = planned(agency, [], [], draft);
    const strange = { ...text, goals: [{ ...text.goals[0], thread: '018f0000-0000-7000-8000-000000000001' }] };
    expect((await agency.refusalOf(rosa, savePlan, strange, { ifMatch: draft.etag }))?.codes).toEqual([
      'goal-not-known',
    ]);
  });
});
