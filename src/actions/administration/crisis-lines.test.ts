import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Id } from '#domain/basics/id.ts';
import { addMinutes } from '#domain/basics/instant.ts';
import { Refused } from '../pipeline/refused.ts';
import { aPlannedClient } from '../pipeline/test-cycle.ts';
import { anAgency, type Staff, type TestAgency } from '../pipeline/test-world.ts';
import { readPlan } from '../plan/read-plan.ts';
import { editAgency } from './edit-house.ts';
import { readAgency } from './read-house.ts';

let agency: TestAgency;
let admin: Staff;
let rosa: Staff;
let clientId: Id;

const arranged = { name: 'Harbour House', timeZone: 'America/New_York', language: 'en', ownDomains: [] };
const onPaper = async () => (await agency.as(rosa, readPlan, { clientId })).clientView?.crisisLines;
/** Each a minute after the one before, from what is there. */
const edit = async (part: object) => {
  const { version } = await agency.as(admin, readAgency, {});
  agency.now = addMinutes(agency.now, 1);
  return agency.as(admin, editAgency, { ...arranged, ...part }, { ifMatch: version });
};
const inSettings = async () => (await agency.as(admin, readAgency, {})).crisisLines;

beforeAll(async () => {
  agency = await anAgency();
  admin = await agency.aStaffMember(['administrator']);
  rosa = await agency.aStaffMember(['case-manager']);
  ({ clientId } = await aPlannedClient(agency, rosa, await agency.aProgramme()));
});
afterAll(() => agency.database.close());

test('until the agency names its own, a person’s sheet gives the national lines, in either language', async () => {
  expect((await onPaper())?.map(({ number }) => number)).toEqual([
    { en: '988', es: '988, opción 2' },
    { en: '911', es: '911' },
  ]);
  expect(await inSettings()).toEqual(await onPaper());
});

test('the agency’s own lines stand on the sheet from then on, and stay when something else is changed', async () => {
  const own = [
    { label: { en: 'County crisis team', es: 'Equipo de crisis' }, number: { en: '555-0100', es: '555-0101' } },
  ];
  await edit({ crisisLines: own });
  await edit({ language: 'es' });
  expect(await onPaper()).toEqual(own);
  await edit({ crisisLines: [] });
  expect(await onPaper()).toEqual([]);
});

test('whoever changes the settings from an older version is shown both sides, and changes nothing', async () => {
  const before = await agency.as(admin, readAgency, {});
  await edit({ name: 'Harbour House' });
  const stale = await agency
    .as(admin, editAgency, { ...arranged, language: 'es' }, { ifMatch: before.version })
    .catch((error: unknown) => error);
  expect(stale).toBeInstanceOf(Refused);
  expect(stale).toMatchObject({
    status: 412,
    extra: { current: { name: 'Harbour House' }, yours: { language: 'es' }, version: expect.any(String) },
  });
  expect(await agency.as(admin, readAgency, {})).toMatchObject({ name: 'Harbour House', language: 'en' });
});

test('a line without a number in one of the languages is refused by field', async () => {
  const half = [{ label: { en: 'Team', es: 'Equipo' }, number: { en: '555-0100', es: '' } }];
  expect(await agency.refusalOf(admin, editAgency, { ...arranged, crisisLines: half })).toEqual({
    status: 422,
    codes: ['field.blank'],
  });
});
