import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AssessmentView } from '#contract/assessment.ts';
import type { PlanPage } from '#contract/plan.ts';
import type { ReviewView } from '#contract/review.ts';
import { addDays } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { replay } from '#domain/cycle/history.ts';
import { readCourses } from '#store/enrolments.ts';
import { readAssessment, readAssessments } from '../assessment/read-assessments.ts';
import { saveAssessment, signAssessment, startAssessment } from '../assessment/write-assessment.ts';
import { logContact } from '../contacts/log-contact.ts';
import { readContacts } from '../contacts/read-contacts.ts';
import { makeReferral, moveReferral } from '../linking/follow-referral.ts';
import { addAddendum } from '../people/marks.ts';
import { assessed, aVisit, letPass, planned, type Way } from '../pipeline/test-cycle.ts';
import { anAgency, type Staff, type TestAgency } from '../pipeline/test-world.ts';
import { changeStep, rateGoal } from '../plan/follow-plan.ts';
import { readPlan } from '../plan/read-plan.ts';
import { savePlan, signPlan, startPlan } from '../plan/write-plan.ts';
import { signReview } from '../review/sign-review.ts';
import { readReviews, saveReview, startReview } from '../review/write-review.ts';
import { listTasks } from '../work/list-tasks.ts';
import { makeTask } from '../work/make-task.ts';
import { reopenEnrolment } from './close-enrolment.ts';
import { listProspects } from './list-prospects.ts';
import { checkEligibility, enrolClient, setPriority, waitlistClient } from './outreach.ts';
import { readCycle } from './read-cycle.ts';
import { referClient } from './refer-client.ts';

let agency: TestAgency;
let rosa: Staff;
let way: Way;
let programmeId: Id;
let assessment: AssessmentView;
let page: PlanPage;
let review: ReviewView;

const cycle = async () => {
  const view = await agency.as(rosa, readCycle, { enrolmentId: way.enrolmentId });
  const last = view.cycles.at(-1);
  return { view, last, states: last?.functions.map(({ state }) => state) };
};
const plan = () => agency.as(rosa, readPlan, { clientId: way.clientId });
const visit = (more: object = {}) => agency.as(rosa, logContact, aVisit(agency, way.clientId, more));
const owner = () => ({ kind: 'staff' as const, id: rosa.id });

beforeAll(async () => {
  agency = await anAgency();
  await agency.publishModels();
  programmeId = await agency.aProgramme({
    eligibility: [
      { code: 'adult', label: { en: 'Adult', es: 'Adulto' }, required: true },
      { code: 'serious-illness', label: { en: 'Serious illness', es: 'Enfermedad grave' }, required: true },
    ],
  });
  rosa = await agency.aStaffMember(['case-manager']);
});
afterAll(() => agency.database.close());

describe('one client, the whole way', () => {
  test('Kwame is referred and is a prospect in the outreach of cycle 1', async () => {
    const clientId = await agency.aClient();
    const moved = await agency.as(rosa, referClient, { clientId, programmeId, owner: owner(), source: 'City shelter' });
    expect(moved).toMatchObject({ state: 'prospect', cycleNumber: 1, stage: 'outreach' });
    way = { clientId, enrolmentId: moved.enrolmentId };
  });

  test('two attempts find nobody; both are kept, and the prospects show how long he waits', async () => {
    await visit({ outcome: 'attempted', minutes: 10 });
    await letPass(agency, 2, rosa);
    await visit({ outcome: 'attempted', minutes: 0, mode: 'phone' });
    const { items } = await agency.as(rosa, listProspects, {});
    expect(items).toMatchObject([
      { name: 'Kwame Wilson', attempts: 2, daysToEngage: 2, reached: false, referralSource: 'City shelter' },
    ]);
    expect(items[0]?.missing.map(({ code }) => code)).toEqual(['not-reached-yet', 'eligibility-not-checked']);
  });

  test('he may not be enrolled before he was reached and the criteria were checked', async () => {
    expect(await agency.refusalOf(rosa, enrolClient, { enrolmentId: way.enrolmentId })).toEqual({
      status: 409,
      codes: ['not-reached-yet', 'eligibility-not-checked'],
    });
  });

  test('he is met, checked, waits with a priority, and is enrolled', async () => {
    const { enrolmentId } = way;
    await visit();
    const adult = { criterion: 'adult', met: true };
    await agency.as(rosa, checkEligibility, { enrolmentId, findings: [adult] });
    expect((await agency.refusalOf(rosa, enrolClient, { enrolmentId }))?.codes).toEqual(['criteria-unknown']);
    await agency.as(rosa, checkEligibility, {
      enrolmentId,
      findings: [adult, { criterion: 'serious-illness', met: true }],
    });
    await agency.as(rosa, waitlistClient, { enrolmentId, priority: 'high' });
    await agency.as(rosa, setPriority, { enrolmentId, priority: 'urgent' });
    await letPass(agency, 3, rosa);
    const { items } = await agency.as(rosa, listProspects, {
      state: 'waitlisted',
      priority: 'urgent',
      sort: 'waiting',
    });
    expect(items).toMatchObject([{ daysWaiting: 3, reached: true, daysToEngage: 2 }]);
    expect(await agency.as(rosa, enrolClient, { enrolmentId })).toMatchObject({
      state: 'enrolled',
      stage: 'assessment',
    });
    expect((await agency.as(rosa, listProspects, {})).total).toBe(0);
  });

  test('his life is gone through with him; what is missing is said field by field, and then it is signed', async () => {
    const draft = await agency.as(rosa, startAssessment, { enrolmentId: way.enrolmentId });
    expect(draft.domainList).toHaveLength(15);
    const sign = { assessmentId: draft.id };
    expect((await agency.refusalOf(rosa, signAssessment, sign, { ifMatch: draft.version }))?.codes).toContain(
      'domain-not-rated',
    );
    const saved = await agency.as(
      rosa,
      saveAssessment,
      { ...sign, domains: assessed(draft) },
      { ifMatch: draft.version },
    );
    expect(saved.missing).toEqual([]);
    expect(await agency.as(rosa, signAssessment, sign, { ifMatch: saved.version })).toMatchObject({
      stage: 'planning',
    });
    assessment = await agency.as(rosa, readAssessment, sign);
    expect(assessment).toMatchObject({ state: 'signed', signedBy: expect.stringContaining('Test') });
  });

  test('the plan begins with a goal in his own words for each unmet need', async () => {
    const draft = await agency.as(rosa, startPlan, { enrolmentId: way.enrolmentId });
    expect(draft.goals).toMatchObject([{ words: 'I want my own door', domain: 'housing' }]);
    const { strengths } = await agency.as(rosa, readAssessments, { clientId: way.clientId });
    const text = planned(
      agency,
      [],
      strengths.map(({ id }) => id),
      draft,
    );
    const saved = await agency.as(rosa, savePlan, text, { ifMatch: draft.etag });
    expect(saved.missing).toEqual([]);
    const sign = { planId: saved.id };
    expect((await agency.refusalOf(rosa, signPlan, sign, { ifMatch: saved.etag }))?.codes).toEqual([
      'plan-without-client',
    ]);
    const signed = { ...sign, clientSignature: { kind: 'declined', reason: 'Signs nothing since the hospital' } };
    expect(await agency.as(rosa, signPlan, signed, { ifMatch: saved.etag })).toMatchObject({ stage: 'implementation' });
    page = await plan();
    expect(page.plan).toMatchObject({ state: 'signed', version: 1, clientSignature: { kind: 'declined' } });
    expect(page.clientView).toMatchObject({ name: 'Kwame Wilson', largePrint: false });
    expect(page.ownSteps).toEqual({ own: 1, natural: 1, of: 2 });
  });

  test('he is linked with the housing office, and the referral is followed until he has the keys', async () => {
    const made = await agency.as(rosa, makeReferral, {
      clientId: way.clientId,
      organization: 'Housing office',
      needThread: page.needs[0]?.thread,
      goalThread: page.plan?.goals[0]?.thread,
      owner: owner(),
      sentOn: agency.today(),
      nextOn: addDays(agency.today(), 7),
    });
    expect(made).toMatchObject({ state: 'sent', daysUnanswered: 0, need: { label: 'A home of his own' } });
    expect((await cycle()).last?.functions[3]?.details.map(({ code }) => code)).toContain('first-link');
    const move = (to: string, more: object = {}) =>
      agency.as(rosa, moveReferral, { referralId: made.id, to, nextOn: addDays(agency.today(), 30), ...more });
    await letPass(agency, 5, rosa);
    await move('accepted');
    await move('started');
    expect(await move('completed', { needMet: false })).toMatchObject({
      state: 'completed',
      needMet: false,
      mayMoveTo: [],
    });
  });

  test('visits follow the plan, steps are done, the goal moves', async () => {
    const [goal] = page.plan?.goals ?? [];
    await letPass(agency, 1, rosa);
    await visit({ goals: [goal?.thread], note: 'Saw two flats.', sign: true });
    expect((await cycle()).last?.stage).toBe('monitoring');
    await agency.as(rosa, changeStep, { stepId: goal?.steps[0]?.id, state: 'done' });
    await agency.as(rosa, rateGoal, { goalId: goal?.id, level: 0, ratedBy: 'together' });
    const now = await plan();
    expect(now.plan?.goals[0]?.steps.map(({ state }) => state)).toEqual(['done', 'open']);
    expect(now.attainment).toEqual({ baseline: 40, achieved: 50, change: 10, n: 1, leftOut: 0, reason: null });
    const { items } = await agency.as(rosa, readContacts, { clientId: way.clientId, goal: goal?.thread });
    expect(items).toMatchObject([{ notes: [{ text: 'Saw two flats.' }], goals: [{ words: 'I want my own door' }] }]);
  });

  test('the review finds a new need, closes cycle 1 and opens cycle 2, prefilled and linked to what opened it', async () => {
    await letPass(agency, 60, rosa);
    review = await agency.as(rosa, startReview, { enrolmentId: way.enrolmentId });
    const [first] = review.progress;
    const saved = await agency.as(
      rosa,
      saveReview,
      {
        reviewId: review.id,
        progress: [{ goal: first?.goal, level: 1, note: 'Keeps the flat' }],
        newNeeds: [{ domain: 'work', label: 'A few hours of work', priority: 2, words: 'I get bored' }],
        clientWords: 'Better than last year',
        satisfaction: 4,
        independence: 3,
        decision: 'next-cycle',
        decisionReason: 'Wants to work',
        attended: ['Kwame', 'His sister'],
      },
      { ifMatch: review.version },
    );
    expect(saved.decisions.find(({ decision }) => decision === 'next-cycle')).toMatchObject({
      why: [],
      suggestedBy: [{ code: 'new-needs-found', params: { count: 1 } }],
    });
    const signed = await agency.as(rosa, signReview, { reviewId: review.id }, { ifMatch: saved.version });
    expect(signed).toMatchObject({ cycleNumber: 2, stage: 'assessment', state: 'enrolled' });
    const { view } = await cycle();
    expect(view.cycles).toMatchObject([
      { number: 1, stage: 'closed', result: 'next-cycle', to: agency.today() },
      { number: 2, from: addDays(agency.today(), 1), openedBy: { kind: 'review', id: review.id } },
    ]);
    const draft = await agency.as(rosa, readAssessment, { assessmentId: signed.assessmentId });
    expect(draft.prefilledFrom).toBe(assessment.id);
    expect(draft.domains.work?.needs.map(({ level }) => level)).toEqual(['none', 'unmet']);
    assessment = draft;
  });

  test('cycle 2 is worked like the first: re-assessment, a plan with the goals still open, a follow-up', async () => {
    await letPass(agency, 2, rosa);
    const domains = assessed(assessment);
    const work = domains.work;
    if (work) work.needs = work.needs.filter(({ level }) => level === 'unmet');
    const saved = await agency.as(
      rosa,
      saveAssessment,
      { assessmentId: assessment.id, domains },
      { ifMatch: assessment.version },
    );
    expect(saved.missing).toEqual([]);
    await agency.as(rosa, signAssessment, { assessmentId: saved.id }, { ifMatch: saved.version });
    const draft = await agency.as(rosa, startPlan, { enrolmentId: way.enrolmentId });
    // The home is where he expected it to be, so only the need without a goal begins one, and the home comes along as a need.
    expect(draft.goals.map(({ domain }) => domain).toSorted()).toEqual(['housing', 'work']);
    const strengths = Object.values(saved.domains).flatMap((entry) => entry.strengths.map(({ id }) => id));
    const text = await agency.as(rosa, savePlan, planned(agency, [], strengths, draft), { ifMatch: draft.etag });
    const clientSignature = { kind: 'screen', name: 'Kwame Wilson' };
    await agency.as(rosa, signPlan, { planId: text.id, clientSignature }, { ifMatch: text.etag });
    await letPass(agency, 3, rosa);
    await visit();
    expect((await cycle()).last).toMatchObject({ number: 2, stage: 'monitoring' });
  });

  test('closing for good names what is still open, until it is said what becomes of it', async () => {
    await agency.as(rosa, makeTask, { clientId: way.clientId, title: 'Call the landlord', dueBy: agency.today() });
    const begun = await agency.as(rosa, startReview, { enrolmentId: way.enrolmentId, reason: 'closing' });
    const saved = await agency.as(
      rosa,
      saveReview,
      {
        reviewId: begun.id,
        progress: begun.progress.map(({ goal }) => ({ goal, level: 1 })),
        clientWords: 'I can do this now',
        satisfaction: 5,
        independence: 5,
        decision: 'close',
      },
      { ifMatch: begun.version },
    );
    const sign = {
      reviewId: begun.id,
      closing: { reason: 'graduated', clientView: 'Proud', afterCare: [{ what: 'A call' }] },
    };
    expect(await agency.refusalOf(rosa, signReview, sign, { ifMatch: saved.version })).toEqual({
      status: 409,
      codes: ['tasks-left-open'],
    });
    const closed = await agency.as(
      rosa,
      signReview,
      { ...sign, leftovers: { tasks: 'cancel' } },
      { ifMatch: saved.version },
    );
    expect(closed).toMatchObject({ state: 'ended', stage: 'closed' });
    expect((await agency.as(rosa, listTasks, { clientId: way.clientId, state: 'cancelled' })).items).toMatchObject([
      { title: 'Call the landlord', outcome: 'graduated' },
    ]);
    expect((await cycle()).view.closings).toMatchObject([
      { reason: 'graduated', clientView: 'Proud', reopenedOn: null },
    ]);
  });

  test('months later he is back: reopened with a reason, cycle 3 begins in outreach', async () => {
    await letPass(agency, 80, rosa);
    expect((await agency.refusalOf(rosa, startReview, { enrolmentId: way.enrolmentId }))?.codes).toEqual([
      'enrolment-ended',
    ]);
    const reopening = { enrolmentId: way.enrolmentId, owner: owner() };
    expect((await agency.refusalOf(rosa, reopenEnrolment, { ...reopening, reason: ' ' }))?.codes).toEqual([
      'reopening-needs-reason',
    ]);
    const moved = await agency.as(rosa, reopenEnrolment, { ...reopening, reason: 'Lost the flat' });
    expect(moved).toMatchObject({ state: 'enrolled', cycleNumber: 3, stage: 'outreach' });
    await visit();
    const { view, states } = await cycle();
    expect(states).toEqual(['done', 'next', 'not-yet', 'not-yet', 'not-yet', 'not-yet']);
    expect(view.closings).toMatchObject([{ reopenedOn: agency.today(), reopenedReason: 'Lost the flat' }]);
  });

  test('what is added to a signed assessment, plan or review stands beside it', async () => {
    const { clientId } = way;
    const planId = (await plan()).plan?.id ?? '';
    const signed = (await agency.as(rosa, readReviews, { clientId })).items.find(({ state }) => state === 'signed');
    const entries = { assessment: assessment.id, plan: planId, review: signed?.id ?? '' } as const;
    for (const [entryKind, entryId] of Object.entries(entries) as [keyof typeof entries, string][])
      await agency.as(rosa, addAddendum, { clientId, entryKind, entryId, kind: 'client-statement', text: entryKind });
    expect((await agency.as(rosa, readAssessment, { assessmentId: assessment.id })).addenda).toMatchObject([
      { kind: 'client-statement', text: 'assessment', by: expect.stringContaining('Test') },
    ]);
    expect((await plan()).plan?.addenda).toMatchObject([{ text: 'plan' }]);
    const { items } = await agency.as(rosa, readReviews, { clientId });
    expect(items.find(({ id }) => id === signed?.id)?.addenda).toMatchObject([{ text: 'review' }]);
    expect(items.filter(({ id }) => id !== signed?.id).flatMap(({ addenda }) => addenda)).toEqual([]);
  });

  test('the record of it all is what the acts add up to', async () => {
    const [course] = await agency.write((tx) => readCourses(tx, way.clientId));
    expect(replay(course?.history ?? [])).toEqual({ ok: true, value: course?.enrolment });
    const { items } = await agency.as(rosa, readReviews, { clientId: way.clientId });
    expect(items.map(({ state, decision }) => [state, decision])).toEqual([
      ['signed', 'close'],
      ['signed', 'next-cycle'],
    ]);
  });
});
