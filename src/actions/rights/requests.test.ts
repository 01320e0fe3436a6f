import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { logContact } from '../contacts/log-contact.ts';
import { readContacts } from '../contacts/read-contacts.ts';
import { supporter } from '../people/surroundings.ts';
import { aVisit } from '../pipeline/test-cycle.ts';
import { anAgency, type Staff, type TestAgency } from '../pipeline/test-world.ts';
import { changeTask } from '../work/change-task.ts';
import { listTasks } from '../work/list-tasks.ts';
import { answerAccess, answerAmendment } from './answer-request.ts';
import { addDisagreement, addRebuttal, askDenialReview, reviewDenial } from './contest-denial.ts';
import { requestAccess, requestAmendment } from './make-request.ts';
import { listRequests, readRequests } from './read-requests.ts';

let agency: TestAgency;
let rosa: Staff;
let lena: Staff;
let priya: Staff;
let clientId: Id;
let visit: Id;

beforeAll(async () => {
  agency = await anAgency();
  await agency.publishModels();
  const programmeId = await agency.aProgramme();
  rosa = await agency.aStaffMember(['case-manager', 'team-lead']);
  lena = await agency.aStaffMember(['team-lead']);
  priya = await agency.aStaffMember(['privacy-officer']);
  clientId = await agency.aClient();
  await agency.anEnrolment({ clientId, programmeId, owner: { kind: 'staff', id: rosa.id } });
  visit = (await agency.as(rosa, logContact, aVisit(agency, clientId, { note: 'Talked about the move', sign: true })))
    .id;
});
afterAll(() => agency.database.close());

const refused = async (action: unknown, input: object, who = rosa) =>
  (await agency.refusalOf(who, action, { clientId, ...input }))?.codes;
const read = async (id: Id) => {
  const { items } = await agency.as(rosa, readRequests, { clientId });
  return items.find((item) => item.id === id);
};

describe('a request to see the record', () => {
  test('is a task with its deadline, and ends with its answer alone', async () => {
    const asked = await agency.as(rosa, requestAccess, { clientId, note: 'My notes of this year', how: 'letter' });
    expect(asked).toMatchObject({ kind: 'access', state: 'open', dueBy: addDays(agency.today(), 30), askedBy: null });
    const task = (await agency.as(rosa, listTasks, { clientId, whose: 'all' })).items.find(({ id }) => id === asked.id);
    expect(task).toMatchObject({ kind: 'access-request', dueBy: asked.dueBy });
    const answer = { accessRequestId: asked.id, decision: 'granted', text: 'Read together at the office' };
    expect(await refused(answerAccess, { ...answer, text: ' ' })).toEqual(['answer-missing']);
    expect(await refused(answerAccess, { ...answer, on: addDays(agency.today(), -1) })).toEqual([
      'answer-before-request',
    ]);
    expect(await refused(answerAccess, { ...answer, grounds: ['endangers-life'] })).toEqual([
      'granted-without-grounds',
    ]);
    expect(await refused(answerAccess, { ...answer, packageId: agency.newId() })).toEqual(['package-not-of-request']);
    const answered = await agency.as(rosa, answerAccess, { clientId, ...answer });
    expect(answered).toMatchObject({ state: 'done', answer: { decision: 'granted', on: agency.today() } });
    expect(await refused(answerAccess, answer)).toEqual(['request-done-already']);
    expect(await refused(askDenialReview, { accessRequestId: asked.id })).toEqual(['nothing-denied']);
    const reopen = { taskId: asked.id, change: 'reopen' };
    expect((await agency.refusalOf(rosa, changeTask, reopen))?.codes).toEqual(['answered-in-requests']);
  });

  test('is made for the person only by somebody whose paper covers the record', async () => {
    const kin = { clientId, name: 'Ama Wilson', relationship: 'Mother' };
    const from = addDays(agency.today(), -30);
    const proxy = await agency.as(rosa, supporter.add, {
      ...kin,
      authority: 'health-care-proxy',
      scopes: ['records'],
      authorityFrom: from,
      authorityBasis: 'Proxy form of 2026',
    });
    const payee = await agency.as(rosa, supporter.add, {
      ...kin,
      authority: 'representative-payee',
      scopes: ['money'],
      authorityFrom: from,
      authorityBasis: 'Letter',
    });
    expect(await agency.refusalOf(rosa, requestAccess, { clientId, supporterId: payee.id })).toEqual({
      status: 422,
      codes: ['authority-not-for-this'],
    });
    expect(await refused(requestAccess, { supporterId: agency.newId() })).toEqual(['supporter-not-theirs']);
    const asked = await agency.as(rosa, requestAccess, { clientId, supporterId: proxy.id });
    expect(asked.askedBy).toEqual({ name: 'Ama Wilson', under: 'Proxy form of 2026' });
    expect((await agency.as(rosa, readRequests, { clientId })).representatives).toMatchObject([{ name: 'Ama Wilson' }]);
  });

  test('denied, it says on which grounds; another professional reviews what rests on judgement', async () => {
    const asked = await agency.as(rosa, requestAccess, { clientId });
    const accessRequestId = asked.id;
    const denial = { accessRequestId, decision: 'denied', text: 'Told on the phone and by letter' };
    expect(await refused(answerAccess, denial)).toEqual(['denial-needs-ground']);
    expect(await refused(answerAccess, { ...denial, grounds: ['endangers-life'] })).toEqual([
      'ground-needs-professional',
    ]);
    expect(
      await refused(answerAccess, { ...denial, grounds: ['harm-by-representative'], determinedBy: 'Dr Osei' }),
    ).toEqual(['ground-about-representatives']);
    const grounds = { grounds: ['endangers-life'], determinedBy: 'Dr Osei' };
    await agency.as(rosa, answerAccess, { clientId, ...denial, ...grounds });
    const review = { accessRequestId, outcome: 'overturned', reason: 'No danger found' };
    expect(await refused(reviewDenial, review, priya)).toEqual(['review-not-asked']);
    await agency.as(rosa, askDenialReview, { clientId, accessRequestId });
    expect(await refused(askDenialReview, { accessRequestId })).toEqual(['review-asked-already']);
    const waiting = await agency.as(priya, listRequests, { state: 'review' });
    expect(waiting.items.map(({ id }) => id)).toEqual([accessRequestId]);
    expect(await refused(reviewDenial, review)).toEqual(['own-denial']);
    expect(await refused(reviewDenial, review, lena)).toEqual(['not-found']);
    expect(await refused(reviewDenial, { ...review, reason: '' }, priya)).toEqual(['review-without-reason']);
    const reviewed = await agency.as(priya, reviewDenial, { clientId, ...review });
    // Given after all: it is open again, and the day it is due has not moved.
    expect(reviewed).toMatchObject({ state: 'open', dueBy: asked.dueBy, review: { outcome: 'overturned' } });
    const again = { accessRequestId, decision: 'granted', text: 'Copy handed over' };
    expect(await agency.as(rosa, answerAccess, { clientId, ...again })).toMatchObject({ state: 'done' });
  });

  test('denied on grounds without a review, it cannot be reviewed', async () => {
    const { id: accessRequestId } = await agency.as(rosa, requestAccess, { clientId });
    const denial = { accessRequestId, decision: 'denied', text: 'By letter', grounds: ['psychotherapy-notes'] };
    await agency.as(rosa, answerAccess, { clientId, ...denial });
    expect(await refused(askDenialReview, { accessRequestId })).toEqual(['denial-not-reviewable']);
  });
});

describe('a request to amend the record', () => {
  test('accepted, what is amended stands beside the entry', async () => {
    const asked = await agency.as(rosa, requestAmendment, {
      clientId,
      note: 'It was in March',
      entry: { kind: 'contact', id: visit },
    });
    expect(asked).toMatchObject({ kind: 'amendment', dueBy: addDays(agency.today(), 60), entry: { kind: 'contact' } });
    const answer = { amendmentRequestId: asked.id, decision: 'granted', text: 'Told at the visit' };
    expect(await refused(answerAmendment, answer)).toEqual(['amendment-missing']);
    await agency.as(rosa, answerAmendment, {
      clientId,
      ...answer,
      amendment: 'The move was in March.',
      told: ['Housing'],
    });
    const { items } = await agency.as(rosa, readContacts, { clientId });
    expect(items[0]?.addenda).toMatchObject([{ kind: 'addendum', text: 'The move was in March.' }]);
    expect(await read(asked.id)).toMatchObject({ state: 'done', answer: { told: ['Housing'] } });
    expect(await refused(addDisagreement, { amendmentRequestId: asked.id, text: 'No' })).toEqual(['nothing-denied']);
  });

  test('denied, the disagreement and the rebuttal stand beside the entry, each once', async () => {
    const { id: amendmentRequestId } = await agency.as(rosa, requestAmendment, {
      clientId,
      entry: { kind: 'contact', id: visit },
    });
    const denial = { amendmentRequestId, decision: 'denied', text: 'By letter' };
    expect(await refused(answerAmendment, { ...denial, grounds: [] })).toEqual(['denial-needs-ground']);
    expect(
      await refused(answerAmendment, { ...denial, grounds: ['accurate-already'], amendment: 'But look here' }),
    ).toEqual(['denied-but-amended']);
    await agency.as(rosa, answerAmendment, { clientId, ...denial, grounds: ['accurate-already'] });
    expect(await refused(addRebuttal, { amendmentRequestId, text: 'x' })).toEqual(['nothing-to-rebut']);
    await agency.as(rosa, addDisagreement, { clientId, amendmentRequestId, text: 'I never said that.' });
    expect(await refused(addDisagreement, { amendmentRequestId, text: 'Again' })).toEqual(['disagreed-already']);
    await agency.as(rosa, addRebuttal, { clientId, amendmentRequestId, text: 'Two of us were there.' });
    expect(await refused(addRebuttal, { amendmentRequestId, text: 'Again' })).toEqual(['rebutted-already']);
    const { items } = await agency.as(rosa, readContacts, { clientId });
    expect(items[0]?.addenda.map(({ kind, text }) => [kind, text])).toEqual([
      ['addendum', 'The move was in March.'],
      ['disagreement', 'I never said that.'],
      ['rebuttal', 'Two of us were there.'],
    ]);
  });

  test('concerns an entry of this person, or the record as a whole', async () => {
    const foreign = { entry: { kind: 'note', id: visit } };
    expect(await refused(requestAmendment, foreign)).toEqual(['entry-not-theirs']);
    const another = { entry: { kind: 'client', id: await agency.aClient() } };
    expect(await refused(requestAmendment, another)).toEqual(['entry-not-theirs']);
    const whole = await agency.as(rosa, requestAmendment, { clientId });
    expect(whole.entry).toMatchObject({ kind: 'client', id: clientId });
    expect((await agency.as(rosa, readRequests, { clientId })).entries.map(({ kind }) => kind)).toContain('note');
  });
});
