import { afterAll, beforeAll, expect, test } from 'vitest';
import { db } from '#store/postgres/query.ts';
import type { Tx } from '#store/postgres/transaction.ts';
import { logContact } from '../contacts/log-contact.ts';
import { referClient } from '../cycle/refer-client.ts';
import { defineAction } from '../pipeline/define.ts';
import { anAgency, type Staff, type TestAgency } from '../pipeline/test-world.ts';
import { linkClients } from './links.ts';
import { readChart } from './read-chart.ts';
import { alert, contactDetail, coverage, residence, supporter } from './surroundings.ts';

let agency: TestAgency;
let rosa: Staff;
let tom: Staff;
let clientId: string;

beforeAll(async () => {
  agency = await anAgency();
  const programmeId = await agency.aProgramme({ name: 'Intensive case management' });
  rosa = await agency.aStaffMember(['case-manager']);
  tom = await agency.aStaffMember(['case-manager']);
  clientId = await agency.aClient();
  await agency.as(rosa, referClient, { clientId, programmeId, owner: { kind: 'staff', id: rosa.id } });
});
afterAll(() => agency.database.close());

test('a chart opens with everything the banner and the overview show', async () => {
  const expiresOn = '2027-01-01';
  await agency.as(rosa, alert.add, { clientId, kind: 'other', text: 'Cat', basis: 'Seen', expiresOn });
  await agency.as(rosa, alert.add, { clientId, kind: 'safety', text: 'Stairs', basis: 'Seen', expiresOn });
  await agency.as(rosa, contactDetail.add, {
    clientId,
    channel: 'phone',
    value: '555',
    isSafe: true,
    permission: 'yes',
    mayLeaveVoicemail: true,
  });
  await agency.as(rosa, contactDetail.add, { clientId, channel: 'e-mail', value: 'k@example.org', isSafe: false });
  await agency.as(rosa, supporter.add, { clientId, name: 'Efua', relationship: 'Mother', isEmergencyContact: true });
  await agency.as(rosa, coverage.add, { clientId, payer: 'Old', plan: 'ppo', from: '2025-01-01', to: '2025-12-31' });
  await agency.as(rosa, coverage.add, { clientId, payer: 'State', plan: 'medicaid', from: '2026-01-01' });
  await agency.as(rosa, residence.add, { clientId, setting: 'rented', from: '2026-01-01' });
  const sister = await agency.aClient({ given: 'Ama' });
  await agency.as(rosa, linkClients, { clientId, otherClientId: sister, kind: 'family', relationship: 'Sister' });
  for (let minutes = 1; minutes <= 7; minutes++)
    await agency.as(rosa, logContact, {
      clientId,
      start: `2026-11-25T0${minutes}:00:00-05:00`,
      minutes,
      outcome: 'attempted',
      mode: 'phone',
      place: 'community',
      ...(minutes > 5 && { note: 'Rang.' }),
    });
  const chart = await agency.as(rosa, readChart, { clientId });
  expect(chart.client).toMatchObject({ name: 'Kwame Wilson', age: { from: 41, to: 41 } });
  expect(chart.alerts.map(({ text }) => text)).toEqual(['Stairs', 'Cat']);
  expect(chart.waysToReach).toMatchObject([
    { value: '555', mayUseTo: ['speak', 'leave-message'], whyNot: [] },
    { value: 'k@example.org', mayUseTo: [], whyNot: [{ code: 'contact-not-safe' }] },
  ]);
  expect(chart.supporters).toMatchObject([{ name: 'Efua', mayDecide: [] }]);
  expect(chart.coverages).toMatchObject([{ payer: 'State' }]);
  expect(chart.residence).toMatchObject({ setting: 'rented' });
  expect(chart.careTeam).toMatchObject([{ role: 'primary', who: { kind: 'staff', id: rosa.id } }]);
  expect(chart.lastContacts?.map(({ minutes }) => minutes)).toEqual([7, 6, 5, 4, 3]);
  expect(chart.unsignedNotes).toEqual({ mine: 2, all: 2 });
  expect(chart.links).toMatchObject([{ relationship: 'Sister', other: { id: sister } }]);
  expect(chart.enrolments).toMatchObject([
    {
      programme: { name: 'Intensive case management' },
      state: 'prospect',
      attempts: 7,
      cycles: [{ number: 1, stage: 'outreach' }],
    },
  ]);
  const functions = chart.enrolments[0]?.functions ?? [];
  expect(functions).toHaveLength(6);
  expect(functions.filter(({ state }) => state === 'not-yet').every(({ why }) => why.length > 0)).toBe(true);
  expect(chart.may).toEqual(expect.arrayContaining(['log-contact', 'record-stay']));
  expect(chart.may).not.toContain('block-staff');
});

test('a goal stands there with its steps and the latest rating', async () => {
  const [cycle] = await agency.write((tx) =>
    tx.rows(db.selectFrom('cycles').select('id').where('client_id', '=', clientId)),
  );
  await agency.write(async (tx, stamp) => {
    const [planId, goalId, thread] = [agency.newId(), agency.newId(), agency.newId()];
    const own = { ...stamp, client_id: clientId };
    await tx.run(
      db.insertInto('plans').values({
        ...own,
        id: planId,
        cycle_id: cycle?.id ?? '',
        version: 1,
        state: 'signed',
        staff_id: rosa.id,
        day: agency.today(),
        signed_at: agency.now,
        signed_by: rosa.id,
      }),
    );
    await tx.run(
      db.insertInto('goals').values({
        ...own,
        id: goalId,
        thread,
        plan_id: planId,
        position: 1,
        domain: 'work',
        words: 'A job I like',
        baseline_level: -1,
      }),
    );
    await tx.run(
      db.insertInto('steps').values({
        ...own,
        id: agency.newId(),
        thread: agency.newId(),
        goal_id: goalId,
        position: 1,
        text: 'CV',
        owner: 'client',
      }),
    );
    for (const [level, day] of [
      [0, '2026-10-01'],
      [1, '2026-11-01'],
    ] as const)
      await tx.run(
        db
          .insertInto('goal_ratings')
          .values({ ...own, id: agency.newId(), thread, level, rated_by: 'together', day: day as never }),
      );
  });
  const { goals } = await agency.as(rosa, readChart, { clientId });
  expect(goals).toMatchObject([
    {
      words: 'A job I like',
      baselineLevel: -1,
      level: 1,
      ratedOn: '2026-11-01',
      steps: [{ text: 'CV', state: 'open' }],
    },
  ]);
});

test('whoever takes in a person nobody has taken on yet sees who they are, and nothing of contacts or plans', async () => {
  const newcomer = await agency.aClient({ given: 'Nia', family: 'New' });
  const chart = await agency.as(tom, readChart, { clientId: newcomer });
  expect(chart).toMatchObject({
    client: { name: 'Nia New', unclaimed: true },
    lastContacts: null,
    goals: null,
    due: null,
  });
  expect(await agency.refusalOf(tom, readChart, { clientId })).toEqual({ status: 404, codes: ['not-found'] });
});

test('a chart opens in three round trips', async () => {
  let tx: Tx | undefined;
  const counted = defineAction({
    ...readChart,
    run: (context, early) => {
      tx = context.tx;
      return readChart.run(context, early);
    },
  });
  await agency.as(rosa, counted, { clientId });
  expect(tx?.roundTrips).toBeLessThanOrEqual(3);
});
