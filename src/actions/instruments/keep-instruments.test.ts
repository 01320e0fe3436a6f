import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shippedInstruments } from '#store/instruments.ts';
import { anAgency, type Staff, type TestAgency } from '../pipeline/test-world.ts';
import { listInstruments, publishInstrument, readInstrument, turnInstrument } from './keep-instruments.ts';

let agency: TestAgency;
let ann: Staff;
let own: Record<string, unknown>;

const listed = async (key: string) =>
  (await agency.as(ann, listInstruments, {})).items.find((instrument) => instrument.key === key);
const publish = (definition: object) => agency.as(ann, publishInstrument, { definition });
const refused = async (definition: object) => {
  try {
    await publish(definition);
    return null;
  } catch (error) {
    return (error as { refusals: { code: string; pointer?: string }[] }).refusals.map(({ code, pointer }) => [
      code,
      pointer,
    ]);
  }
};

beforeAll(async () => {
  agency = await anAgency();
  ann = await agency.aStaffMember(['administrator']);
  own = { ...(await shippedInstruments()).get('k6'), id: 'mood-check', abbreviation: 'Mood check' };
});
afterAll(() => agency.database.close());

describe('the house', () => {
  test('knows what ships: words are offered, packs only once turned on, keys only with the agency’s words', async () => {
    expect(await listed('phq9')).toMatchObject({ isOffered: true, source: 'shipped', raisesFlags: true });
    expect(await listed('cssrs-screener')).toMatchObject({ isOffered: false, shipping: 'pack' });
    expect(await agency.as(ann, turnInstrument, { key: 'cssrs-screener', isOn: true })).toMatchObject({
      isOffered: true,
    });
    expect(await listed('cssrs-screener')).toMatchObject({ isOffered: true });
    expect(await listed('whodas12')).toMatchObject({ isOffered: false, hasWords: false });
    expect(await agency.refusalOf(ann, turnInstrument, { key: 'whodas12', isOn: true })).toMatchObject({
      codes: ['instrument-without-words'],
    });
  });

  test('turns an instrument off and on again', async () => {
    await agency.as(ann, turnInstrument, { key: 'gad7', isOn: false });
    expect(await listed('gad7')).toMatchObject({ isOffered: false });
    await agency.as(ann, turnInstrument, { key: 'gad7', isOn: true });
    expect(await listed('gad7')).toMatchObject({ isOffered: true });
  });

  test('publishes its own, version after version, and each stays as it was', async () => {
    expect(await publish(own)).toMatchObject({ key: 'mood-check', version: 1, source: 'own', isOffered: true });
    expect(await refused(own)).toEqual([['instrument-version', '/definition/version']]);
    expect(await publish({ ...own, version: 2, abbreviation: 'Mood' })).toMatchObject({ version: 2 });
    expect(await listed('mood-check')).toMatchObject({ version: 2, abbreviation: 'Mood' });
    const first = await agency.as(ann, readInstrument, { key: 'mood-check', version: 1 });
    expect(first.definition).toMatchObject({ version: 1, abbreviation: 'Mood check' });
  });

  test('is told where a definition is wrong', async () => {
    const { items } = own as { items: object[] };
    const broken = { ...own, id: 'broken', items: [{ ...items[0], options: 'none' }, ...items.slice(1)] };
    expect(await refused(broken)).toContainEqual(['definition-no-options', '/definition/items/0/options']);
    expect(await refused({ ...own, id: 'phq9', version: 2 })).toEqual([['instrument-ships', '/definition/id']]);
  });

  test('sees nothing of what another agency published', async () => {
    const other = await anAgency(agency.database);
    const eve = await other.aStaffMember(['administrator']);
    expect((await other.as(eve, listInstruments, {})).items.some(({ key }) => key === 'mood-check')).toBe(false);
    expect(await other.refusalOf(eve, readInstrument, { key: 'mood-check' })).toMatchObject({ status: 404 });
  });
});
