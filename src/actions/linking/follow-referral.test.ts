import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { readCycle } from '../cycle/read-cycle.ts';
import { aPlannedClient, letPass } from '../pipeline/test-cycle.ts';
import { anAgency, type Staff, type TestAgency } from '../pipeline/test-world.ts';
import { makeReferral, moveReferral } from './follow-referral.ts';
import { listReferrals, readReferrals } from './read-referrals.ts';

let agency: TestAgency;
let rosa: Staff;
let tom: Staff;
let clientId: Id;
let enrolmentId: Id;

const aReferral = (more: object = {}) => ({
  clientId,
  organization: 'Food bank',
  owner: { kind: 'staff', id: rosa.id },
  sentOn: agency.today(),
  nextOn: addDays(agency.today(), 7),
  ...more,
});
const firstLink = async () =>
  (await agency.as(rosa, readCycle, { enrolmentId })).history.filter(({ act }) => act === 'link');

beforeAll(async () => {
  agency = await anAgency();
  const programmeId = await agency.aProgramme();
  rosa = await agency.aStaffMember(['case-manager']);
  tom = await agency.aStaffMember(['case-manager']);
  ({ clientId, enrolmentId } = await aPlannedClient(agency, rosa, programmeId));
});
afterAll(() => agency.database.close());

describe('a referral', () => {
  test('as a draft is no link yet; sent, it is the first link of the cycle, and the second is no second act', async () => {
    const draft = await agency.as(rosa, makeReferral, aReferral({ sentOn: null }));
    expect(draft).toMatchObject({ state: 'draft', sentOn: null });
    expect(await firstLink()).toEqual([]);
    await agency.as(rosa, moveReferral, { referralId: draft.id, to: 'sent', nextOn: addDays(agency.today(), 7) });
    await agency.as(rosa, makeReferral, aReferral());
    expect(await firstLink()).toMatchObject([{ params: { referralId: draft.id } }]);
  });
  test('keeps its next date, takes only steps there are, and ends with a reason', async () => {
    expect((await agency.refusalOf(rosa, makeReferral, aReferral({ nextOn: null })))?.codes).toEqual([
      'referral-without-next',
    ]);
    const { id: referralId } = await agency.as(rosa, makeReferral, aReferral());
    const refusal = (more: object) => agency.refusalOf(rosa, moveReferral, { referralId, ...more });
    expect(await refusal({ to: 'completed', needMet: true })).toEqual({
      status: 409,
      codes: ['referral-step-not-possible'],
    });
    expect(await refusal({ to: 'declined' })).toEqual({ status: 422, codes: ['referral-end-without-reason'] });
    expect(await refusal({})).toEqual({ status: 422, codes: ['nothing-to-change'] });
    const later = addDays(agency.today(), 20);
    expect(await agency.as(rosa, moveReferral, { referralId, nextOn: later })).toMatchObject({ nextOn: later });
    await agency.as(rosa, moveReferral, { referralId, to: 'cancelled', note: 'Moved in with her mother' });
    expect((await refusal({ nextOn: later }))?.codes).toEqual(['referral-finished']);
  });
  test('without an answer ages on the list of whoever follows it, and on nobody else’s', async () => {
    await letPass(agency, 9, rosa, tom);
    const { items, total } = await agency.as(rosa, listReferrals, { state: 'unanswered', sort: 'age' });
    expect(total).toBe(items.length);
    expect(items[0]).toMatchObject({ organization: 'Food bank', daysUnanswered: 9, clientName: 'Kwame Wilson' });
    for (const whose of ['mine', 'team', 'all'])
      expect((await agency.as(tom, listReferrals, { whose })).items).toEqual([]);
    expect((await agency.refusalOf(tom, readReferrals, { clientId }))?.status).toBe(404);
  });
});
