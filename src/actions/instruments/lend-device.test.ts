import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SittingView } from '#contract/instruments.ts';
import type { Id } from '#domain/basics/id.ts';
import { addMinutes } from '#domain/basics/instant.ts';
import { changeAccount } from '#store/accounts.ts';
import { readChart } from '../people/read-chart.ts';
import { anEnrolledClient } from '../pipeline/test-cycle.ts';
import { anAgency, type Staff, type TestAgency } from '../pipeline/test-world.ts';
import { hashPassword, readSession, tokenHashOf } from '../session/sign-in.ts';
import { stepUp } from '../session/step-up.ts';
import { listDue } from '../today/list-due.ts';
import { beginSitting, saveSitting, signSitting } from './answer.ts';
import { lendDevice, takeDeviceBack } from './lend-device.ts';
import { readSitting } from './read-sittings.ts';

const password = 'kitchen-table-river';

let agency: TestAgency;
let rosa: Staff;
let clientId: Id;
let sitting: SittingView;

const hashOf = ({ caller }: Staff) => (caller as { tokenHash: Buffer }).tokenHash;
const pass = (minutes: number) => {
  agency.now = addMinutes(agency.now, minutes);
};
const refused = async (action: unknown, input: object) => (await agency.refusalOf(rosa, action, input))?.codes;

beforeAll(async () => {
  agency = await anAgency();
  rosa = await agency.aStaffMember(['case-manager']);
  const hash = await hashPassword(password);
  await agency.write((tx) => changeAccount(tx, rosa.id, { change: 'password', hash }));
  ({ clientId } = await anEnrolledClient(agency, rosa, await agency.aProgramme()));
  sitting = await agency.as(rosa, beginSitting, { clientId, instrument: 'phq9', means: 'client', language: 'en' });
});
afterAll(() => agency.database.close());

describe('a device lent to a client', () => {
  test('answers for that one sitting, and opens nothing else of anybody', async () => {
    const other = await agency.as(rosa, beginSitting, {
      clientId,
      instrument: 'gad7',
      means: 'client',
      language: 'en',
    });
    const asked = await agency.as(rosa, beginSitting, { clientId, instrument: 'k6', means: 'worker', language: 'en' });
    expect(await refused(lendDevice, { sittingId: asked.id })).toEqual(['sitting-not-the-clients']);
    pass(1);
    await agency.as(rosa, lendDevice, { sittingId: sitting.id });
    expect((await readSession(agency.database, hashOf(rosa), agency.now))?.lent_to).toBe(sitting.id);
    sitting = await agency.as(
      rosa,
      saveSitting,
      { sittingId: sitting.id, answers: { q1: 1 } },
      { ifMatch: sitting.version },
    );
    for (const [action, input] of [
      [readChart, { clientId }],
      [listDue, {}],
      [readSitting, { sittingId: other.id }],
      [saveSitting, { sittingId: other.id, answers: {} }],
      [signSitting, { sittingId: sitting.id }],
      [takeDeviceBack, { sittingId: sitting.id }],
    ] as const)
      expect(await refused(action, input), (action as { name: string }).name).toEqual(['device-lent']);
  });

  test('opens again when its owner shows who they are, though they had just done so before lending it', async () => {
    pass(1);
    const proof = { password, tokenHash: hashOf(rosa), address: null, host: 'localhost' };
    const token = await stepUp(agency.database, proof, agency.now);
    rosa = { ...rosa, token, caller: { kind: 'session', tokenHash: tokenHashOf(token) } };
    await agency.as(rosa, takeDeviceBack, { sittingId: sitting.id });
    expect((await agency.as(rosa, readChart, { clientId })).client.id).toBe(clientId);
    expect((await readSession(agency.database, hashOf(rosa), agency.now))?.lent_to).toBeNull();
    pass(1);
    await agency.as(rosa, lendDevice, { sittingId: sitting.id });
    expect(await refused(readChart, { clientId })).toEqual(['device-lent']);
  });
});
