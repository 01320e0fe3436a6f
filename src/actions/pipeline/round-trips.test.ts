import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import type { Database } from '#store/postgres/transaction.ts';
import { readAssessment, readAssessments } from '../assessment/read-assessments.ts';
import { saveAssessment, signAssessment, startAssessment } from '../assessment/write-assessment.ts';
import { correctContact } from '../contacts/correct-contact.ts';
import { logContact } from '../contacts/log-contact.ts';
import { discardNote, editNote, listUnsignedNotes, readNotes, signNote, writeNote } from '../contacts/notes.ts';
import { readContacts } from '../contacts/read-contacts.ts';
import { agreeContactPlan } from '../cycle/agreements.ts';
import { assignCareTeam, handOver } from '../cycle/care-team.ts';
import { closeEnrolment, closeReferral, reopenEnrolment, respectStop } from '../cycle/close-enrolment.ts';
import { listProspects } from '../cycle/list-prospects.ts';
import { checkEligibility, enrolClient, setPriority, waitlistClient } from '../cycle/outreach.ts';
import { readCycle } from '../cycle/read-cycle.ts';
import { referClient } from '../cycle/refer-client.ts';
import { withdrawAct } from '../cycle/withdraw-act.ts';
import { beginSitting, saveSitting, signSitting } from '../instruments/answer.ts';
import { readSittings } from '../instruments/read-sittings.ts';
import { makeReferral, moveReferral } from '../linking/follow-referral.ts';
import { listReferrals, readReferrals } from '../linking/read-referrals.ts';
import { changeStep, rateGoal } from '../plan/follow-plan.ts';
import { readPlan } from '../plan/read-plan.ts';
import { savePlan, signPlan, startPlan } from '../plan/write-plan.ts';
import { signReview } from '../review/sign-review.ts';
import { readReviews, saveReview, startReview } from '../review/write-review.ts';
import { answerAccess, answerAmendment } from '../rights/answer-request.ts';
import { addDisagreement, addRebuttal, askDenialReview } from '../rights/contest-denial.ts';
import { requestAccess, requestAmendment } from '../rights/make-request.ts';
import { listRequests, readRequests } from '../rights/read-requests.ts';
import { listSafetyEpisodes, readSafetyEpisodes, takeStepInEpisode } from '../safety/episodes.ts';
import { listScanPages } from '../sheets/check-pages.ts';
import { listSheets, voidSheet } from '../sheets/keep-sheets.ts';
import { printSheets } from '../sheets/print-sheets.ts';
import { uploadScans } from '../sheets/upload-scans.ts';
import { changeTask } from '../work/change-task.ts';
import { listTasks } from '../work/list-tasks.ts';
import { makeOwnTask, makeTask } from '../work/make-task.ts';
import type { Action } from './define.ts';
import { perform } from './perform.ts';
import { assessed, aVisit, letPass, planned } from './test-cycle.ts';
import { anAgency, type Staff, type TestAgency } from './test-world.ts';

let agency: TestAgency;
let rosa: Staff;
let tom: Staff;
const trips = new Map<string, number>();

/** The same database, counting the round trips of each action; the commit shares the last one. */
const counted = (name: string): Database => ({
  ...agency.database,
  transaction: (work, options) =>
    agency.database.transaction(async (tx) => {
      const value = await work(tx);
      trips.set(name, Math.max(trips.get(name) ?? 0, tx.roundTrips));
      return value;
    }, options),
});

const act = async <Input, Output>(action: Action<Input, Output>, input: unknown, ifMatch?: string): Promise<Output> =>
  (
    await perform(counted(action.name), action, {
      caller: rosa.caller,
      input,
      now: agency.now,
      ...(ifMatch && { ifMatch }),
    })
  ).value;

beforeAll(async () => {
  agency = await anAgency();
  await agency.publishModels();
  rosa = await agency.aStaffMember(['case-manager', 'team-lead']);
  tom = await agency.aStaffMember(['case-manager']);
});
afterAll(() => agency.database.close());

const plannedClient = async (clientId: Id, enrolmentId: Id) => {
  const draft = await act(startAssessment, { enrolmentId });
  const saved = await act(saveAssessment, { assessmentId: draft.id, domains: assessed(draft) }, draft.version);
  await act(signAssessment, { assessmentId: draft.id }, saved.version);
  await act(readAssessment, { assessmentId: draft.id });
  const { strengths } = await act(readAssessments, { clientId });
  const plan = await act(startPlan, { enrolmentId });
  const ids = strengths.map(({ id }) => id);
  const { etag } = await act(savePlan, planned(agency, [], ids, plan), plan.etag);
  await act(signPlan, { planId: plan.id, clientSignature: { kind: 'screen', name: 'Kwame' } }, etag);
  return (await act(readPlan, { clientId })).plan;
};

const reviewed = async (enrolmentId: Id, decision: string, more: object = {}) => {
  const begun = await act(startReview, { enrolmentId });
  const text = {
    reviewId: begun.id,
    progress: begun.progress.map(({ goal }) => ({ goal, level: 0 })),
    newNeeds: [{ domain: 'work', label: 'Work', priority: 1 }],
    satisfaction: 3,
    independence: 3,
    decision,
  };
  const { version } = await act(saveReview, text, begun.version);
  return act(signReview, { reviewId: begun.id, ...more }, version);
};

test('answering an instrument takes no more than five, also where an answer says that somebody may be in danger', async () => {
  const programmeId = await agency.aProgramme();
  const clientId = await agency.aClient();
  const owner = { kind: 'staff', id: rosa.id };
  await agency.anEnrolment({ clientId, programmeId, owner: { kind: 'staff', id: rosa.id } });
  await act(referClient, { clientId, programmeId: await agency.aProgramme(), owner });
  const begun = await act(beginSitting, { clientId, instrument: 'asq', means: 'worker', language: 'en' });
  const saved = await act(saveSitting, { sittingId: begun.id, answers: { q1: 1, q5: 1 } }, begun.version);
  await act(signSitting, { sittingId: begun.id }, saved.version);
  await act(readSittings, { clientId });
  await act(printSheets, { clientIds: [clientId], instrument: 'phq9', language: 'en' });
  const [sheet] = (await act(listSheets, { clientId })).items;
  await act(voidSheet, { sheetId: sheet?.id, reason: 'Lost' });
  await act(uploadScans, { content: 'AAAA' });
  await act(listScanPages, {});
  const [episode] = (await act(readSafetyEpisodes, { clientId })).items;
  await act(takeStepInEpisode, { episodeId: episode?.id, step: 'acknowledge' });
  await act(listSafetyEpisodes, {});
  expect([...trips].filter(([, count]) => count > 5)).toEqual([]);
  expect(trips.has('take-safety-step')).toBe(true);
});

test('no action of the cycle takes more than five round trips to the database', async () => {
  const programmeId = await agency.aProgramme();
  const lighter = await agency.aProgramme({ model: 'broker' });
  const owner = { kind: 'staff', id: rosa.id };
  const clientId = await agency.aClient();
  const { enrolmentId } = await act(referClient, { clientId, programmeId, owner });
  await act(listProspects, {});
  await letPass(agency, 5, rosa, tom);
  await act(setPriority, { enrolmentId, priority: 'high' });
  const { id: contactId } = await act(logContact, aVisit(agency, clientId, { note: 'x', sign: true }));
  // Entered late: the history is read and worked out again.
  const late = { ...aVisit(agency, clientId), start: `${addDays(agency.today(), -3)}T10:00:00-05:00` };
  await act(logContact, late);
  const { clientId: _, ...instead } = late;
  await act(correctContact, { contactId, reason: 'Three days ago', ...instead });
  await act(checkEligibility, { enrolmentId, findings: [], on: addDays(agency.today(), -2) });
  await act(waitlistClient, { enrolmentId, priority: 'urgent' });
  await act(enrolClient, { enrolmentId });
  await act(agreeContactPlan, { enrolmentId, plan: { count: 3, window: 'week' } });
  const team = await act(assignCareTeam, { enrolmentId, owner: { kind: 'staff', id: tom.id }, role: 'backup' });
  await act(assignCareTeam, {
    enrolmentId,
    endAssignmentId: team.assignments.find(({ role }) => role === 'backup')?.id,
  });
  const plan = await plannedClient(clientId, enrolmentId);
  await act(changeStep, { stepId: plan?.goals[0]?.steps[0]?.id, state: 'done' });
  await act(rateGoal, { goalId: plan?.goals[0]?.id, level: 0 });
  const sent = { clientId, organization: 'Clinic', owner, sentOn: agency.today(), nextOn: agency.today() };
  const referral = await act(makeReferral, sent);
  await act(moveReferral, { referralId: referral.id, to: 'accepted', nextOn: agency.today() });
  await act(listReferrals, {});
  await act(readReferrals, { clientId });
  const draft = await act(writeNote, { clientId, text: 'x' });
  const edited = await act(editNote, { noteId: draft.id, text: 'y' }, draft.version);
  await act(signNote, { noteId: draft.id }, edited.version);
  await act(discardNote, { noteId: (await act(writeNote, { clientId, text: 'z' })).id });
  await act(listUnsignedNotes, {});
  await act(readNotes, { clientId });
  await act(readContacts, { clientId });
  const task = await act(makeTask, { clientId, title: 'Call' });
  await act(makeOwnTask, { title: 'Cards' });
  await act(changeTask, { taskId: task.id, change: 'done' });
  const { id: amendmentRequestId } = await act(requestAmendment, {
    clientId,
    entry: { kind: 'contact', id: contactId },
  });
  const access = await act(requestAccess, { clientId });
  await act(changeTask, { taskId: access.id, change: 'extend', reason: 'Storage' });
  await act(readRequests, { clientId });
  await act(listRequests, {});
  const denial = { clientId, decision: 'denied', text: 'By letter' };
  const judged = { grounds: ['endangers-life'], determinedBy: 'Dr Osei' };
  await act(answerAccess, { ...denial, ...judged, accessRequestId: access.id });
  await act(askDenialReview, { clientId, accessRequestId: access.id });
  await act(answerAmendment, { ...denial, grounds: ['accurate-already'], amendmentRequestId });
  await act(addDisagreement, { clientId, amendmentRequestId, text: 'No' });
  await act(addRebuttal, { clientId, amendmentRequestId, text: 'Yes' });
  await act(listTasks, {});
  await reviewed(enrolmentId, 'continue');
  await reviewed(enrolmentId, 'next-cycle');
  await act(readReviews, { clientId });
  const { history } = await act(readCycle, { enrolmentId });
  await act(withdrawAct, { enrolmentId, actId: history.at(-1)?.id, reason: 'Too soon' });
  const review = (await act(readReviews, { clientId })).items.find(({ state }) => state === 'draft');
  const stepDown = { toProgrammeId: lighter, owner };
  const down = await act(
    saveReview,
    {
      reviewId: review?.id,
      progress: review?.progress.map(({ goal }) => ({ goal, level: 1 })),
      satisfaction: 4,
      independence: 4,
      decision: 'step-down',
    },
    review?.version,
  );
  await act(signReview, { reviewId: down.id, stepDown }, down.version);
  await act(reopenEnrolment, { enrolmentId, owner, reason: 'Back' });
  await act(closeEnrolment, { enrolmentId, reason: 'lost', leftovers: { referrals: 'cancel' } });
  await letPass(agency, 3, rosa, tom);
  await act(reopenEnrolment, { enrolmentId, owner, reason: 'Found again' });
  await act(respectStop, { enrolmentId });
  const second = await agency.aClient();
  const other = await act(referClient, { clientId: second, programmeId, owner });
  await act(handOver, { enrolmentId: other.enrolmentId, owner: { kind: 'staff', id: tom.id } });
  const third = await act(referClient, { clientId: await agency.aClient(), programmeId, owner });
  await act(closeReferral, { enrolmentId: third.enrolmentId, reason: 'no-place' });

  expect(trips.size).toBeGreaterThan(45);
  expect([...trips].filter(([, count]) => count > 5)).toEqual([]);
});
