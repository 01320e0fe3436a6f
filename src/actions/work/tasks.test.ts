import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { anEnrolledClient, letPass } from '../pipeline/test-cycle.ts';
import { anAgency, type Staff, type TestAgency } from '../pipeline/test-world.ts';
import { requestAccess, requestAmendment } from '../rights/make-request.ts';
import { changeTask } from './change-task.ts';
import { listTasks } from './list-tasks.ts';
import { makeOwnTask, makeTask } from './make-task.ts';

let agency: TestAgency;
let rosa: Staff;
let tom: Staff;
let clientId: Id;

const change = (taskId: Id, what: string, more: object = {}) =>
  agency.as(rosa, changeTask, { taskId, change: what, ...more });
const refusal = (taskId: Id, what: string, more: object = {}, who = rosa) =>
  agency.refusalOf(who, changeTask, { taskId, change: what, ...more });

beforeAll(async () => {
  agency = await anAgency();
  const programmeId = await agency.aProgramme();
  rosa = await agency.aStaffMember(['case-manager']);
  tom = await agency.aStaffMember(['case-manager']);
  ({ clientId } = await anEnrolledClient(agency, rosa, programmeId));
});
afterAll(() => agency.database.close());

describe('a task', () => {
  test('is made, moved to another day, done and taken up again', async () => {
    const task = await agency.as(rosa, makeTask, { clientId, title: 'Call the clinic', dueBy: agency.today() });
    expect(task).toMatchObject({ owner: { id: rosa.id }, clientName: 'Kwame Wilson', state: 'open' });
    expect(await change(task.id, 'date', { dueBy: addDays(agency.today(), 3) })).toMatchObject({
      dueBy: addDays(agency.today(), 3),
    });
    expect(await change(task.id, 'done', { outcome: 'Appointment on Monday' })).toMatchObject({
      doneOn: agency.today(),
    });
    expect(await refusal(task.id, 'done')).toEqual({ status: 409, codes: ['task-done-already'] });
    expect(await change(task.id, 'reopen')).toMatchObject({ state: 'open', outcome: null });
    expect((await refusal(task.id, 'cancel', { reason: '' }))?.codes).toEqual(['cancelling-needs-reason']);
  });
  test('about a client is seen by the care team, one’s own by oneself', async () => {
    const about = await agency.as(rosa, makeTask, { clientId, title: 'Fill the form' });
    const own = await agency.as(rosa, makeOwnTask, { title: 'Order business cards' });
    for (const id of [about.id, own.id])
      expect(await refusal(id, 'done', {}, tom)).toEqual({ status: 404, codes: ['not-found'] });
    for (const whose of ['mine', 'team', 'all']) {
      const ids = (await agency.as(tom, listTasks, { whose })).items.map(({ id }) => id);
      expect(ids).not.toContain(about.id);
      expect(ids).not.toContain(own.id);
    }
    const titles = (await agency.as(rosa, listTasks, { sort: 'title' })).items.map(({ title }) => title);
    expect(titles).toEqual(titles.toSorted());
    expect(titles).toContain('Order business cards');
  });
  test('handed to somebody else is theirs', async () => {
    const own = await agency.as(rosa, makeOwnTask, { title: 'Check the car' });
    expect((await refusal(own.id, 'hand', { owner: own.owner }))?.codes).toEqual(['task-owner-already']);
    expect(await refusal(own.id, 'hand', { owner: { kind: 'staff', id: agency.newId() } })).toEqual({
      status: 422,
      codes: ['refers-to-nothing'],
    });
  });
});

describe('a client asks to see or to amend the record', () => {
  test('within 30 and 60 days, once 30 days longer with a reason, and it ends with an answer', async () => {
    const access = await agency.as(rosa, requestAccess, { clientId });
    const amendment = await agency.as(rosa, requestAmendment, { clientId, note: 'The date of the move is wrong' });
    expect(access).toMatchObject({ dueBy: addDays(agency.today(), 30), kind: 'access' });
    expect(amendment).toMatchObject({ dueBy: addDays(agency.today(), 60), requestedOn: agency.today() });
    expect((await refusal(access.id, 'date', { dueBy: agency.today() }))?.codes).toEqual(['legal-deadline-is-fixed']);
    await letPass(agency, 20, rosa, tom);
    const extended = await change(access.id, 'extend', { reason: 'Old files are in storage' });
    expect(extended).toMatchObject({ dueBy: addDays(agency.today(), 40), extension: { on: agency.today() } });
    expect((await refusal(access.id, 'extend', { reason: 'Again' }))?.codes).toEqual(['request-extended-already']);
    expect((await refusal(access.id, 'cancel', { reason: 'Too much work' }))?.codes).toEqual([
      'clients-right-not-cancelled',
    ]);
    // The answer has grounds and, where it is no, more steps: it is given under Requests.
    expect((await refusal(access.id, 'done', { outcome: 'Copy handed over' }))?.codes).toEqual([
      'answered-in-requests',
    ]);
    await letPass(agency, 60, rosa, tom);
    expect((await refusal(amendment.id, 'extend', { reason: 'x' }))?.codes).toEqual(['extension-too-late']);
  });
  test('only a legal request gets more time', async () => {
    const task = await agency.as(rosa, makeTask, { clientId, title: 'Buy a bus ticket' });
    expect((await refusal(task.id, 'extend', { reason: 'x' }))?.codes).toEqual(['not-a-legal-request']);
    const tomorrow = { clientId, requestedOn: addDays(agency.today(), 1) };
    expect((await agency.refusalOf(rosa, requestAccess, tomorrow))?.codes).toEqual(['act-in-future']);
  });
});
