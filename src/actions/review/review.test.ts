import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { replay } from '#domain/cycle/history.ts';
import { readCourses } from '#store/enrolments.ts';
import { db } from '#store/postgres/query.ts';
import { startAssessment } from '../assessment/write-assessment.ts';
import { readCycle } from '../cycle/read-cycle.ts';
import { anEnrolledClient, aPlannedClient, type Way } from '../pipeline/test-cycle.ts';
import { anAgency, type Staff, type TestAgency } from '../pipeline/test-world.ts';
import { readPlan } from '../plan/read-plan.ts';
import { startPlan } from '../plan/write-plan.ts';
import { signReview } from './sign-review.ts';
import { readReviews, saveReview, startReview } from './write-review.ts';

let agency: TestAgency;
let rosa: Staff;
let tom: Staff;
let programmeId: Id;
let way: Way;

const written = async (decision: string | null, more: object = {}) => {
  const begun = await agency.as(rosa, startReview, { enrolmentId: way.enrolmentId });
  const saved = await agency.as(
    rosa,
    saveReview,
    {
      reviewId: begun.id,
      progress: begun.progress.map(({ goal }) => ({ goal, level: 0 })),
      satisfaction: 4,
      independence: 4,
      decision,
      ...more,
    },
    { ifMatch: begun.version },
  );
  return { id: saved.id, more: { ifMatch: saved.version }, view: saved };
};
const course = async () =>
  (await agency.write((tx) => readCourses(tx, way.clientId))).find(({ enrolment }) => enrolment.id === way.enrolmentId);

beforeAll(async () => {
  agency = await anAgency();
  programmeId = await agency.aProgramme();
  rosa = await agency.aStaffMember(['case-manager']);
  tom = await agency.aStaffMember(['case-manager']);
});
afterAll(() => agency.database.close());

describe('a review', () => {
  test('follows a plan, and there is one at a time', async () => {
    way = await anEnrolledClient(agency, rosa, programmeId);
    expect((await agency.refusalOf(rosa, startReview, { enrolmentId: way.enrolmentId }))?.codes).toEqual([
      'assessment-not-signed',
    ]);
    way = await aPlannedClient(agency, rosa, programmeId);
    await agency.as(rosa, startReview, { enrolmentId: way.enrolmentId });
    expect((await agency.refusalOf(rosa, startReview, { enrolmentId: way.enrolmentId }))?.codes).toEqual([
      'review-already-started',
    ]);
    expect((await agency.refusalOf(tom, readReviews, { clientId: way.clientId }))?.status).toBe(404);
  });

  test('is signed when every goal was talked about and something was decided', async () => {
    way = await aPlannedClient(agency, rosa, programmeId);
    const begun = await agency.as(rosa, startReview, { enrolmentId: way.enrolmentId });
    const sign = { reviewId: begun.id };
    expect(await agency.refusalOf(rosa, signReview, sign, { ifMatch: begun.version })).toEqual({
      status: 422,
      codes: ['goal-not-reviewed', 'satisfaction-not-asked', 'independence-not-rated', 'review-without-decision'],
    });
  });

  test('that continues keeps the cycle, and writes how far the goals came', async () => {
    way = await aPlannedClient(agency, rosa, programmeId);
    const { id, more } = await written('continue');
    expect(await agency.as(rosa, signReview, { reviewId: id }, more)).toMatchObject({
      decision: 'continue',
      cycleNumber: 1,
      stage: 'implementation',
    });
    const { plan } = await agency.as(rosa, readPlan, { clientId: way.clientId });
    expect(plan?.goals[0]?.ratings).toMatchObject([{ level: 0, reviewId: id }]);
    expect((await agency.refusalOf(rosa, signReview, { reviewId: id }, more))?.codes).toEqual([
      'review-signed-already',
    ]);
    const rewriting = agency.write((tx, { recorded_at, recorded_by }) =>
      tx.run(db.updateTable('reviews').set({ client_words: 'x', recorded_at, recorded_by }).where('id', '=', id)),
    );
    await expect(rewriting).rejects.toThrow(/never changed/);
  });

  test('that revises the plan leads back to planning, and a version begun from the last', async () => {
    way = await aPlannedClient(agency, rosa, programmeId);
    const { id, more } = await written('revise-plan', { newNeeds: [{ domain: 'work', label: 'Work', priority: 1 }] });
    expect(await agency.as(rosa, signReview, { reviewId: id }, more)).toMatchObject({ stage: 'planning' });
    const draft = await agency.as(rosa, startPlan, { enrolmentId: way.enrolmentId });
    expect(draft).toMatchObject({ version: 2 });
    expect(draft.missing.map(({ code }) => code)).toContain('need-without-goal');
  });

  test('opens a next cycle only from a need, and not over a draft of this one', async () => {
    way = await aPlannedClient(agency, rosa, programmeId);
    const without = await written('next-cycle');
    expect((await agency.refusalOf(rosa, signReview, { reviewId: without.id }, without.more))?.codes).toEqual([
      'next-cycle-without-need',
    ]);
    way = await aPlannedClient(agency, rosa, programmeId);
    await agency.as(rosa, startAssessment, { enrolmentId: way.enrolmentId });
    const { id, more } = await written('next-cycle', { newNeeds: [{ domain: 'work', label: 'Work', priority: 1 }] });
    expect(await agency.refusalOf(rosa, signReview, { reviewId: id }, more)).toEqual({
      status: 409,
      codes: ['drafts-left-open'],
    });
    const signed = await agency.as(rosa, signReview, { reviewId: id, leftovers: { drafts: 'discard' } }, more);
    expect(signed).toMatchObject({ cycleNumber: 2 });
  });

  test('steps down to a lighter programme: no day without one, none with two, and somebody answers there', async () => {
    way = await aPlannedClient(agency, rosa, programmeId);
    const lighter = await agency.aProgramme({ model: 'broker' });
    const { id, more } = await written('step-down');
    expect((await agency.refusalOf(rosa, signReview, { reviewId: id }, more))?.codes).toEqual(['step-down-to-missing']);
    const owner = { kind: 'staff', id: tom.id };
    const same = { reviewId: id, stepDown: { toProgrammeId: programmeId, owner } };
    expect((await agency.refusalOf(rosa, signReview, same, more))?.codes).toEqual(['step-down-to-same-programme']);
    const down = { reviewId: id, stepDown: { toProgrammeId: lighter, owner } };
    const signed = await agency.as(rosa, signReview, down, more);
    expect(signed).toMatchObject({ state: 'ended' });
    const there = await agency.as(tom, readCycle, { enrolmentId: signed.toEnrolmentId });
    expect(there).toMatchObject({
      state: 'enrolled',
      enrolledOn: addDays(agency.today(), 1),
      cycles: [{ number: 1, stage: 'assessment', owner, openedBy: { kind: 'step-down', id: way.enrolmentId } }],
    });
    const here = await agency.as(rosa, readCycle, { enrolmentId: way.enrolmentId });
    expect(here).toMatchObject({ endedOn: agency.today(), closings: [{ reason: 'stepped-down' }] });
    const all = await agency.write((tx) => readCourses(tx, way.clientId));
    for (const { enrolment, history } of all) expect(replay(history)).toEqual({ ok: true, value: enrolment });
  });

  test('closes with a coded reason that fits', async () => {
    way = await aPlannedClient(agency, rosa, programmeId);
    const { id, more } = await written('close');
    const refusal = async (closing?: object) =>
      (await agency.refusalOf(rosa, signReview, { reviewId: id, ...(closing && { closing }) }, more))?.codes;
    expect(await refusal()).toEqual(['closing-reason-missing']);
    expect(await refusal({ reason: 'no-place' })).toEqual(['closing-reason-not-for-enrolled']);
    expect(await refusal({ reason: 'stepped-down' })).toEqual(['step-down-has-its-own-act']);
    expect((await course())?.enrolment.state).toBe('enrolled');
    await agency.as(rosa, signReview, { reviewId: id, closing: { reason: 'graduated' } }, more);
    expect((await course())?.enrolment).toMatchObject({ state: 'ended', closeReason: 'graduated' });
  });
});
