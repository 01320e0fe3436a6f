import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { instantFromMillis, millisOf } from '#domain/basics/instant.ts';
import type { Database } from '#store/postgres/transaction.ts';
import { logContact } from '../contacts/log-contact.ts';
import { beginSitting } from '../instruments/answer.ts';
import { addIdentifier } from '../people/identifiers.ts';
import { linkClients } from '../people/links.ts';
import { readChart } from '../people/read-chart.ts';
import { searchClients } from '../people/search-clients.ts';
import { residence } from '../people/surroundings.ts';
import { whoLooked } from '../people/who-looked.ts';
import { perform } from '../pipeline/perform.ts';
import { aVisit } from '../pipeline/test-cycle.ts';
import { aNow, anAgency, type Staff, type TestAgency } from '../pipeline/test-world.ts';
import { askMerge, askPurge } from './ask.ts';
import { decideApproval } from './decide-approval.ts';
import { listApprovals, listDoubledRecords, readFormerRecord } from './read-approvals.ts';

let agency: TestAgency;
let programmeId: Id;
let rosa: Staff;
let gideon: Staff;
let paloma: Staff;

beforeAll(async () => {
  agency = await anAgency();
  await agency.publishModels();
  programmeId = await agency.aProgramme({ name: 'River programme' });
  const teamId = await agency.aTeam(programmeId);
  rosa = await agency.aStaffMember(['case-manager', 'team-lead'], { teamId });
  gideon = await agency.aStaffMember(['administrator']);
  paloma = await agency.aStaffMember(['administrator']);
});
afterAll(() => agency.database.close());

const reason = 'Registered twice in one week';

const aPair = async (): Promise<{ stays: Id; goes: Id }> => {
  const stays = await agency.aClient({ given: 'Kwame', family: 'Wilson' });
  const goes = await agency.aClient({ given: 'Kwami', family: 'Willson', birthDate: null });
  await agency.as(rosa, linkClients, { clientId: stays, otherClientId: goes, kind: 'same-person' });
  return { stays, goes };
};
const asking = ({ stays, goes }: { stays: Id; goes: Id }) => ({ clientId: stays, otherClientId: goes, reason });
const decision = (approvalId: Id, decided: string) => ({ approvalId, decision: decided });

describe('two people', () => {
  test('who asks for a merge cannot agree to it; a second does, and it is done once', async () => {
    const { id } = await agency.as(gideon, askMerge, asking(await aPair()));
    expect(await agency.refusalOf(gideon, decideApproval, decision(id, 'approve'))).toEqual({
      status: 409,
      codes: ['approval-needs-another'],
    });
    expect(await agency.as(paloma, decideApproval, decision(id, 'approve'))).toMatchObject({ state: 'approved' });
    expect(await agency.refusalOf(paloma, decideApproval, decision(id, 'approve'))).toEqual({
      status: 409,
      codes: ['approval-decided'],
    });
    const { items } = await agency.as(paloma, listApprovals, {});
    expect(items.find((each) => each.id === id)).toMatchObject({
      state: 'approved',
      client: { name: 'Kwame Wilson' },
      other: { name: 'Kwami Willson' },
      may: [],
    });
  });

  test('when two agree at the same moment, one of them was first', async () => {
    const third = await agency.aStaffMember(['privacy-officer']);
    const { id } = await agency.as(gideon, askMerge, asking(await aPair()));
    const both = await Promise.all(
      [paloma, third].map((who) => agency.refusalOf(who, decideApproval, decision(id, 'approve'))),
    );
    expect(both.filter((each) => each === null)).toHaveLength(1);
    expect(both.find((each) => each !== null)?.codes).toEqual(['approval-decided']);
  });

  test('it is declined, or taken back by whoever asked, and can be asked again; not while it waits', async () => {
    const pair = await aPair();
    const first = await agency.as(gideon, askMerge, asking(pair));
    expect((await agency.refusalOf(paloma, askMerge, asking(pair)))?.codes).toEqual(['approval-asked-already']);
    await agency.as(paloma, decideApproval, { ...decision(first.id, 'decline'), note: 'Brothers' });
    const second = await agency.as(gideon, askMerge, asking(pair));
    expect((await agency.refusalOf(paloma, decideApproval, decision(second.id, 'withdraw')))?.codes).toEqual([
      'approval-not-yours',
    ]);
    await agency.as(gideon, decideApproval, decision(second.id, 'withdraw'));
    expect(await agency.as(rosa, readChart, { clientId: pair.goes })).toMatchObject({
      client: { name: 'Kwami Willson' },
    });
  });

  test('after seven days it has lapsed', async () => {
    const pair = await aPair();
    const { id, lapsesOn } = await agency.as(gideon, askMerge, asking(pair));
    expect(lapsesOn).toBe(addDays(agency.today(), 7));
    agency.now = instantFromMillis(millisOf(aNow) + 8 * 86_400_000);
    try {
      const later = await agency.signInAgain(paloma);
      expect((await agency.refusalOf(later, decideApproval, decision(id, 'approve')))?.codes).toEqual([
        'approval-lapsed',
      ]);
      await agency.as(later, askMerge, asking(pair));
    } finally {
      agency.now = aNow;
    }
  });

  test('both show anew who they are, unless they did in the last five minutes', async () => {
    const pair = await aPair();
    const { id } = await agency.as(gideon, askMerge, asking(pair));
    agency.now = instantFromMillis(millisOf(aNow) + 6 * 60_000);
    try {
      for (const [action, input] of [
        [askMerge, asking(pair)],
        [decideApproval, decision(id, 'approve')],
      ] as const)
        expect(await agency.refusalOf(paloma, action, input)).toEqual({ status: 403, codes: ['step-up-needed'] });
      await agency.as(await agency.signInAgain(paloma), decideApproval, decision(id, 'approve'));
    } finally {
      agency.now = aNow;
    }
  });

  test('one who may not ask may not decide either, nor learn that it was asked', async () => {
    const { id } = await agency.as(gideon, askMerge, asking(await aPair()));
    const worker = await agency.aStaffMember(['case-manager']);
    expect(await agency.refusalOf(worker, decideApproval, decision(id, 'approve'))).toMatchObject({ status: 403 });
    expect(await agency.refusalOf(worker, listApprovals, {})).toMatchObject({ status: 403 });
    expect(await agency.refusalOf(gideon, decideApproval, decision(agency.newId(), 'approve'))).toMatchObject({
      status: 404,
    });
  });
});

describe('two records of one person', () => {
  test('become one: what both held is in the chart, the old names and the old number still find the person', async () => {
    const pair = await aPair();
    const { stays, goes } = pair;
    await agency.as(rosa, addIdentifier, { clientId: goes, system: 'county', value: 'C-77' });
    await agency.anEnrolment({ clientId: goes, programmeId, owner: { kind: 'staff', id: rosa.id } });
    await agency.as(rosa, logContact, aVisit(agency, stays, { minutes: 25 }));
    await agency.as(rosa, logContact, aVisit(agency, goes, { minutes: 35 }));
    const former = await agency.as(rosa, readChart, { clientId: goes });
    const { id } = await agency.as(gideon, askMerge, asking(pair));
    const { outcome } = await agency.as(paloma, decideApproval, decision(id, 'approve'));
    expect(outcome).toMatchObject({ contacts: 1, enrolments: 1, cycles: 1, client_identifiers: 1 });

    const chart = await agency.as(rosa, readChart, { clientId: stays });
    expect(chart.lastContacts?.map(({ minutes }) => minutes).toSorted()).toEqual([25, 35]);
    expect(chart.enrolments).toHaveLength(1);
    expect(chart.due?.length).toBeGreaterThan(0);
    expect(chart.links).toEqual([]);
    expect(chart.client).toMatchObject({
      name: 'Kwame Wilson',
      formerNames: ['Kwami Willson'],
      birthDate: '1985-03-14',
    });
    expect(chart.client.identifiers).toContainEqual(
      expect.objectContaining({ system: 'Former number', value: String(former.client.number) }),
    );
    for (const q of ['Willson', 'C-77'])
      expect(
        (await agency.as(rosa, searchClients, { q })).items.map((each) => each.id),
        q,
      ).toContain(stays);
    // Who looked at the record that was is part of who looked at the person.
    const looks = await agency.as(rosa, whoLooked, { clientId: stays, limit: 200 });
    expect(looks.items.filter(({ action }) => action === 'log-contact')).toHaveLength(2);
  });

  test('the old record leads to the new one, for those who may open that', async () => {
    const pair = await aPair();
    const { id } = await agency.as(gideon, askMerge, asking(pair));
    await agency.as(paloma, decideApproval, decision(id, 'approve'));
    expect(await agency.refusalOf(rosa, readChart, { clientId: pair.goes })).toMatchObject({ status: 404 });
    expect(await agency.as(rosa, readFormerRecord, { formerId: pair.goes })).toMatchObject({
      mergedOn: agency.today(),
      current: { id: pair.stays, name: 'Kwame Wilson' },
    });
    expect(await agency.refusalOf(gideon, readFormerRecord, { formerId: pair.goes })).toMatchObject({ status: 404 });
  });

  test('are not merged while in both a questionnaire is begun, or somebody’s safety is looked after', async () => {
    const begin = (clientId: Id, more: object) =>
      agency.as('system', beginSitting, {
        ...{ clientId, instrument: 'phq9', means: 'worker', language: 'en', staffId: rosa.id, ...more },
      });
    const refusedFor = async (more: object) => {
      const pair = await aPair();
      for (const clientId of Object.values(pair)) await begin(clientId, more);
      const { id } = await agency.as(gideon, askMerge, asking(pair));
      return agency.refusalOf(paloma, decideApproval, decision(id, 'approve'));
    };
    expect(await refusedFor({})).toEqual({ status: 409, codes: ['sitting-draft-in-both'] });
    expect(await refusedFor({ answers: { q9: 1 }, sign: true })).toEqual({
      status: 409,
      codes: ['safety-open-in-both'],
    });
  });

  test('are not merged while nobody has linked them, both are open in one programme, or both say where the person lives', async () => {
    const strangers = { stays: await agency.aClient(), goes: await agency.aClient() };
    expect((await agency.refusalOf(gideon, askMerge, asking(strangers)))?.codes).toEqual(['merge-not-linked']);
    const pair = await aPair();
    for (const clientId of [pair.stays, pair.goes]) {
      await agency.anEnrolment({ clientId, programmeId, owner: { kind: 'staff', id: rosa.id } });
      await agency.as(rosa, residence.add, { clientId, setting: 'rented', from: '2026-01-01' });
    }
    expect(await agency.refusalOf(gideon, askMerge, asking(pair))).toEqual({
      status: 409,
      codes: ['merge-open-in-both', 'merge-residences-overlap'],
    });
  });

  test('what has come in the way since it was asked is noticed when it is agreed to, and nothing is half done', async () => {
    const pair = await aPair();
    const { id } = await agency.as(gideon, askMerge, asking(pair));
    for (const clientId of [pair.stays, pair.goes])
      await agency.anEnrolment({ clientId, programmeId, owner: { kind: 'staff', id: rosa.id } });
    expect((await agency.refusalOf(paloma, decideApproval, decision(id, 'approve')))?.codes).toEqual([
      'merge-open-in-both',
    ]);
    expect(await agency.as(rosa, readChart, { clientId: pair.goes })).toMatchObject({
      client: { name: 'Kwami Willson' },
    });
    expect((await agency.as(paloma, listApprovals, {})).items.find((each) => each.id === id)?.state).toBe('open');
  });

  test('are offered to those who may ask', async () => {
    const pair = await aPair();
    const { items } = await agency.as(gideon, listDoubledRecords, {});
    expect(items.map(({ records }) => records.map((each) => each.id).toSorted())).toContainEqual(
      [pair.stays, pair.goes].toSorted(),
    );
  });

  test('take at most five round trips', async () => {
    const pair = await aPair();
    const trips: number[] = [];
    const counted: Database = {
      ...agency.database,
      transaction: (work, options) =>
        agency.database.transaction(async (tx) => {
          const value = await work(tx);
          trips.push(tx.roundTrips);
          return value;
        }, options),
    };
    const act = (who: Staff, action: Parameters<typeof perform>[1], input: unknown) =>
      perform(counted, action, { caller: who.caller, input, now: agency.now });
    const { value } = await act(gideon, askMerge as never, asking(pair));
    await act(paloma, decideApproval as never, decision((value as { id: Id }).id, 'approve'));
    expect(trips).toHaveLength(2);
    expect(Math.max(...trips)).toBeLessThanOrEqual(5);
  });
});

describe('a record is purged', () => {
  test('not before its time, not by one, and not under a role that may not', async () => {
    const clientId = await agency.aClient();
    expect(await agency.refusalOf(gideon, askPurge, { clientId, reason })).toEqual({
      status: 409,
      codes: ['record-kept-until'],
    });
    expect(await agency.refusalOf(rosa, askPurge, { clientId, reason })).toMatchObject({ status: 403 });
  });
});

test('the database itself asks for the two people', async () => {
  const { id } = await agency.as(gideon, askMerge, asking(await aPair()));
  const alone = agency.write((tx, stamp) =>
    tx.rows({
      compile: () => ({
        sql: 'select app.merge_clients($1::uuid, $2::timestamptz, $3::date)',
        parameters: [id, stamp.recorded_at, agency.today()],
      }),
    } as never),
  );
  await expect(alone).rejects.toThrow('two people have not agreed to this');
});
