import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '#domain/basics/id.ts';
import { replay } from '#domain/cycle/history.ts';
import { readCourses } from '#store/enrolments.ts';
import { readAssessments } from '../assessment/read-assessments.ts';
import { correctContact } from '../contacts/correct-contact.ts';
import { logContact } from '../contacts/log-contact.ts';
import { readContacts } from '../contacts/read-contacts.ts';
import { aPlannedClient, aProspect, aVisit, letPass, type Way } from '../pipeline/test-cycle.ts';
import { anAgency, type Staff, type TestAgency } from '../pipeline/test-world.ts';
import { readPlan } from '../plan/read-plan.ts';
import { signReview } from '../review/sign-review.ts';
import { readReviews, saveReview, startReview } from '../review/write-review.ts';
import { readCycle } from './read-cycle.ts';
import { withdrawAct } from './withdraw-act.ts';

let agency: TestAgency;
let lead: Staff;
let rosa: Staff;
let programmeId: Id;
let way: Way;

const view = () => agency.as(lead, readCycle, { enrolmentId: way.enrolmentId });
const actId = async (name: string) =>
  (await view()).history.findLast(({ act, withdrawn }) => act === name && withdrawn === null)?.id;
const takeOut = async (name: string, reason = 'Wrong person') => ({
  enrolmentId: way.enrolmentId,
  actId: await actId(name),
  reason,
});
const stands = async () => {
  const [course] = await agency.write((tx) => readCourses(tx, way.clientId));
  expect(replay(course?.history ?? [])).toEqual({ ok: true, value: course?.enrolment });
};

const decide = async (decision: string) => {
  const begun = await agency.as(lead, startReview, { enrolmentId: way.enrolmentId });
  const review = {
    reviewId: begun.id,
    progress: begun.progress.map(({ goal }) => ({ goal, level: 0 })),
    newNeeds: [{ domain: 'work', label: 'Work', priority: 1 }],
    satisfaction: 3,
    independence: 3,
    decision,
  };
  const { version } = await agency.as(lead, saveReview, review, { ifMatch: begun.version });
  return agency.as(lead, signReview, { reviewId: begun.id }, { ifMatch: version });
};

beforeAll(async () => {
  agency = await anAgency();
  programmeId = await agency.aProgramme();
  lead = await agency.aStaffMember(['team-lead']);
  rosa = await agency.aStaffMember(['case-manager']);
});
afterAll(() => agency.database.close());

describe('an act entered in error', () => {
  beforeEach(async () => {
    way = await aPlannedClient(agency, lead, programmeId);
  });

  test('is taken out by a lead, with a reason', async () => {
    expect(await agency.refusalOf(lead, withdrawAct, await takeOut('sign-plan', ' '))).toEqual({
      status: 422,
      codes: ['withdrawing-needs-reason'],
    });
    expect(await agency.refusalOf(rosa, withdrawAct, await takeOut('sign-plan'))).toMatchObject({ status: 404 });
  });

  test('is kept when a later one rests on it', async () => {
    expect((await agency.refusalOf(lead, withdrawAct, await takeOut('sign-assessment')))?.codes).toEqual([
      'later-act-would-not-stand',
      'assessment-not-signed',
    ]);
    expect((await agency.refusalOf(lead, withdrawAct, await takeOut('refer')))?.codes).toEqual([
      'referral-not-withdrawn',
    ]);
  });

  test('a plan signed in error is marked so, then the assessment with the needs it had found', async () => {
    await agency.as(lead, withdrawAct, await takeOut('sign-plan'));
    expect((await agency.as(lead, readPlan, { clientId: way.clientId })).versions).toMatchObject([
      { state: 'in-error', errorReason: 'Wrong person' },
    ]);
    await agency.as(lead, withdrawAct, await takeOut('sign-assessment'));
    const { items, needs, strengths } = await agency.as(lead, readAssessments, { clientId: way.clientId });
    expect(items).toMatchObject([{ state: 'in-error' }]);
    expect([...needs, ...strengths]).toEqual([]);
    expect((await view()).cycles).toMatchObject([{ stage: 'assessment' }]);
    await stands();
  });

  test('the decision for a next cycle is taken back: one cycle again, the review a draft again, no need left over', async () => {
    const before = (await agency.as(lead, readAssessments, { clientId: way.clientId })).needs.length;
    await letPass(agency, 30, lead, rosa);
    const signed = await decide('next-cycle');
    await agency.as(lead, withdrawAct, await takeOut('decide-next-cycle'));
    expect((await view()).cycles).toMatchObject([{ number: 1, stage: 'review', to: null }]);
    const { items } = await agency.as(lead, readReviews, { clientId: way.clientId });
    expect(items.map(({ state }) => state).toSorted()).toEqual(['draft', 'in-error']);
    const { needs, items: assessments } = await agency.as(lead, readAssessments, { clientId: way.clientId });
    expect(needs).toHaveLength(before);
    expect(assessments.find(({ id }) => id === signed.assessmentId)).toMatchObject({ state: 'in-error' });
    await stands();
    // And the draft that stands again can be decided otherwise, with a second cycle 2.
    const draft = items.find(({ state }) => state === 'draft');
    const again = await agency.as(lead, signReview, { reviewId: draft?.id }, { ifMatch: draft?.version });
    expect(again).toMatchObject({ decision: 'next-cycle', cycleNumber: 2 });
    await stands();
  });
});

describe('a contact written down wrongly', () => {
  test('stands corrected with its notes, and the reach it was becomes an attempt', async () => {
    way = await aProspect(agency, lead, programmeId);
    const { id } = await agency.as(lead, logContact, aVisit(agency, way.clientId, { note: 'He opened the door.' }));
    expect((await view()).firstReachedOn).toBe(agency.today());
    const { clientId: _, ...was } = aVisit(agency, way.clientId);
    const corrected = await agency.as(lead, correctContact, {
      ...was,
      contactId: id,
      outcome: 'attempted',
      minutes: 0,
      reason: 'It was his brother',
    });
    expect(await view()).toMatchObject({ firstReachedOn: null, attempts: 1 });
    const { items } = await agency.as(lead, readContacts, { clientId: way.clientId });
    expect(items).toMatchObject([
      {
        id: corrected.id,
        corrects: id,
        correctionReason: 'It was his brother',
        notes: [{ text: 'He opened the door.' }],
      },
    ]);
    await stands();
    expect(await agency.refusalOf(lead, correctContact, { ...was, contactId: id, reason: 'Again' })).toMatchObject({
      status: 404,
    });
    const back = await agency.as(lead, correctContact, {
      ...was,
      contactId: corrected.id,
      reason: 'It was him after all',
    });
    expect(await view()).toMatchObject({ firstReachedOn: agency.today(), attempts: 0 });
    expect((await agency.as(lead, readContacts, { clientId: way.clientId })).items).toMatchObject([
      { id: back.id, notes: [{ text: 'He opened the door.' }] },
    ]);
    await stands();
  });
});
