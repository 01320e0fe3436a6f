import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { db } from '#store/postgres/query.ts';
import { logContact } from '../contacts/log-contact.ts';
import { referClient } from '../cycle/refer-client.ts';
import type { Action } from '../pipeline/define.ts';
import { Refused } from '../pipeline/refused.ts';
import { anAgency, type Staff, type TestAgency } from '../pipeline/test-world.ts';
import { correctKeyEvent, readKeyEvents, recordKeyEvent } from './key-events.ts';
import { addAddendum, enterInError } from './marks.ts';
import { readChart } from './read-chart.ts';
import { searchClients } from './search-clients.ts';
import { correctStay, recordStay } from './stays.ts';
import { whoLooked } from './who-looked.ts';

let agency: TestAgency;
let rosa: Staff;
let tom: Staff;
let privacy: Staff;
let clientId: string;
let tomsId: string;

const codesOf = async (who: Staff, action: unknown, input: unknown) => {
  const error = await agency.as(who, action as Action, input).catch((thrown: unknown) => thrown);
  if (!(error instanceof Refused)) throw new Error(`allowed: ${JSON.stringify(error)}`);
  return [error.status, ...error.refusals.map(({ code }) => code)];
};
const aStay = (more: object = {}) => ({
  clientId,
  setting: 'psychiatric',
  place: 'Mercy, ward 4',
  from: '2026-11-10',
  source: 'Ward nurse',
  ...more,
});
const line = async () => (await agency.as(rosa, readKeyEvents, { clientId })).items;

beforeAll(async () => {
  agency = await anAgency();
  const programmeId = await agency.aProgramme();
  rosa = await agency.aStaffMember(['case-manager']);
  tom = await agency.aStaffMember(['case-manager']);
  privacy = await agency.aStaffMember(['privacy-officer']);
  const referred = async (who: Staff) => {
    const id = await agency.aClient();
    await agency.as(who, referClient, { clientId: id, programmeId, owner: { kind: 'staff', id: who.id } });
    return id;
  };
  clientId = await referred(rosa);
  tomsId = await referred(tom);
});
afterAll(() => agency.database.close());

describe('where a person was', () => {
  let stayId: string;

  test('an open stay stands in the chart until it ends, and what was known before is kept', async () => {
    const stay = await agency.as(rosa, recordStay, aStay({ certainty: 'reported' }));
    expect((await agency.as(rosa, readChart, { clientId })).stay).toMatchObject({ id: stay.id, certainty: 'reported' });
    const { clientId: _, ...fields } = aStay({ to: '2026-11-20', teamInvolved: true });
    const ended = await agency.as(rosa, correctStay, { stayId: stay.id, ...fields });
    stayId = ended.id;
    expect(ended).toMatchObject({ replaces: stay.id, to: '2026-11-20', certainty: 'confirmed' });
    expect(await agency.as(rosa, readChart, { clientId })).toMatchObject({ stay: null, lastDischargeOn: '2026-11-20' });
    const rows = await agency.write((tx) => tx.rows(db.selectFrom('stays').selectAll().orderBy('superseded_at')));
    expect(rows).toMatchObject([
      { id: stay.id, to_day: null, superseded_by: rosa.id },
      { id: ended.id, superseded_at: null },
    ]);
    expect(await codesOf(rosa, correctStay, { stayId: stay.id, ...fields })).toEqual([412, 'version-stale']);
  });

  test('two people correcting one stay at the same moment: one stands, the other sees it', async () => {
    const { clientId: _, ...fields } = aStay({ to: '2026-11-19' });
    const answers = await Promise.allSettled([1, 2, 3].map(() => agency.as(rosa, correctStay, { stayId, ...fields })));
    const stood = answers.filter((answer) => answer.status === 'fulfilled');
    expect(stood).toHaveLength(1);
    stayId = stood[0]?.value.id ?? '';
    expect(answers.find((answer) => answer.status === 'rejected')?.reason).toMatchObject({
      status: 412,
      extra: { current: { id: stayId, to: '2026-11-19' } },
    });
  });

  test('a transfer on the day of discharge stands beside it; the same nights twice do not', async () => {
    expect(await codesOf(rosa, recordStay, aStay({ from: '2026-11-18' }))).toEqual([409, 'stay-overlaps']);
    await agency.as(rosa, recordStay, aStay({ from: '2026-11-19', to: '2026-11-19' }));
    await agency.as(rosa, recordStay, aStay({ setting: 'emergency', from: '2026-11-10', to: '2026-11-10' }));
  });

  test('a stay that did not take place is shown as such and counts for nothing', async () => {
    const jail = await agency.as(rosa, recordStay, aStay({ setting: 'jail', from: '2026-11-21' }));
    const { clientId: _, ...fields } = aStay({ setting: 'jail', from: '2026-11-21', cancelled: true });
    await agency.as(rosa, correctStay, { stayId: jail.id, ...fields });
    expect((await agency.as(rosa, readChart, { clientId })).stay).toBeNull();
    expect((await line())[0]).toMatchObject({ what: 'stay', stay: { setting: 'jail', cancelled: true } });
  });

  test.each([
    ['a stay to come', { from: '2026-11-26' }, 'in-the-future'],
    ['a discharge to come', { to: '2026-11-26' }, 'in-the-future'],
    ['a discharge before the admission', { to: '2026-11-09' }, 'stay-ends-before-it-begins'],
    ['a place nobody knows', { setting: 'spa' }, 'field.invalid-value'],
    ['no word of who said so', { source: undefined }, 'field.missing'],
    ['an author of one’s own choosing', { recordedBy: 'x' }, 'field.unrecognized-keys'],
  ])('%s is refused by field and rule', async (_, change, code) => {
    expect(await codesOf(rosa, recordStay, aStay(change))).toEqual([422, code]);
  });

  test('somebody off the care team records and corrects nothing', async () => {
    expect(await codesOf(tom, recordStay, aStay())).toEqual([404, 'not-found']);
    const { clientId: _, ...fields } = aStay();
    expect(await codesOf(tom, correctStay, { stayId, ...fields })).toEqual([404, 'not-found']);
  });
});

describe('what changed a life', () => {
  test('events and stays make one line of time, the latest first, words kept as they were said', async () => {
    const text = `Lost the flat. <b>"Now what?"</b> '); --`;
    const event = await agency.as(rosa, recordKeyEvent, {
      clientId,
      kind: 'housing',
      day: '2026-11-22',
      text,
      source: 'Client',
    });
    expect((await line())[0]).toMatchObject({ what: 'event', event: { id: event.id, text } });
    const fields = { kind: 'housing', day: '2026-11-23', text, source: 'Landlord' };
    const said = {
      clientId,
      entryKind: 'key-event',
      entryId: event.id,
      kind: 'client-statement',
      text: 'I was asked to go.',
    };
    await agency.as(rosa, addAddendum, said);
    const corrected = await agency.as(rosa, correctKeyEvent, { eventId: event.id, ...fields });
    expect(corrected).toMatchObject({ replaces: event.id, day: '2026-11-23' });
    const again = await agency.as(rosa, correctKeyEvent, { eventId: corrected.id, ...fields, source: 'The landlord' });
    // What the person said about an entry stands beside it however often it is corrected.
    const shown = (await line()).find((item) => item.what === 'event' && item.event.id === again.id);
    expect(shown?.addenda).toMatchObject([{ kind: 'client-statement', text: 'I was asked to go.' }]);
    expect(await codesOf(rosa, correctKeyEvent, { eventId: event.id, ...fields })).toEqual([412, 'version-stale']);
    expect(await codesOf(rosa, recordKeyEvent, { clientId, ...fields, day: '2027-01-01' })).toEqual([
      422,
      'in-the-future',
    ]);
    expect(await codesOf(rosa, recordKeyEvent, { clientId, ...fields, text: 'x'.repeat(2001) })).toEqual([
      422,
      'field.too-big',
    ]);
  });
});

describe('what is said about an entry afterwards', () => {
  const logged = async (more: object = {}) =>
    agency.as(rosa, logContact, {
      clientId,
      start: '2026-11-24T09:30:00-05:00',
      minutes: 20,
      outcome: 'attempted',
      mode: 'phone',
      place: 'community',
      note: 'No answer.',
      ...more,
    });

  test('a contact entered in error leaves the lists and stays in the record with its reason', async () => {
    const { id } = await logged();
    const has = async () =>
      ((await agency.as(rosa, readChart, { clientId })).lastContacts ?? []).some((each) => each.id === id);
    expect(await has()).toBe(true);
    await agency.as(rosa, enterInError, { clientId, kind: 'contact', entryId: id, reason: 'Wrong person' });
    expect(await has()).toBe(false);
    const [row] = await agency.write((tx) => tx.rows(db.selectFrom('contacts').selectAll().where('id', '=', id)));
    expect(row).toMatchObject({ error_reason: 'Wrong person', superseded_by: rosa.id, minutes: 20 });
    expect(await codesOf(rosa, enterInError, { clientId, kind: 'contact', entryId: id, reason: 'Again' })).toEqual([
      409,
      'in-error-already',
    ]);
  });

  test('a signed note is marked, a draft is discarded instead, and the text stays', async () => {
    const { noteId: signed } = await logged({ sign: true });
    const { noteId: draft } = await logged();
    await agency.as(rosa, enterInError, { clientId, kind: 'note', entryId: signed, reason: 'Wrong chart' });
    const [row] = await agency.write((tx) => tx.rows(db.selectFrom('notes').selectAll().where('id', '=', signed)));
    expect(row).toMatchObject({ state: 'in-error', text: 'No answer.', error_reason: 'Wrong chart' });
    expect(await codesOf(rosa, enterInError, { clientId, kind: 'note', entryId: draft, reason: 'x' })).toEqual([
      409,
      'draft-is-discarded',
    ]);
  });

  test('an entry of another client is not reached through one’s own', async () => {
    const { id } = await logged();
    await agency.as(rosa, addAddendum, {
      clientId,
      entryKind: 'contact',
      entryId: id,
      kind: 'addendum',
      text: 'Late.',
    });
    const through = { clientId: tomsId, kind: 'contact', entryId: id, reason: 'x' };
    expect(await codesOf(tom, enterInError, through)).toEqual([404, 'not-found']);
    const beside = { clientId: tomsId, entryKind: 'contact', entryId: id, kind: 'addendum', text: 'x' };
    expect(await codesOf(tom, addAddendum, beside)).toEqual([404, 'not-found']);
    expect(await codesOf(tom, enterInError, { ...through, clientId })).toEqual([404, 'not-found']);
  });

  test('the client’s own words stand beside an entry, exactly as given', async () => {
    const stays = (await line()).filter((item) => item.what === 'stay');
    const stayId = stays[0]?.what === 'stay' ? stays[0].stay.id : '';
    const text = 'That is not how it was.\nI asked to leave. <3';
    await agency.as(rosa, addAddendum, {
      clientId,
      entryKind: 'stay',
      entryId: stayId,
      kind: 'client-statement',
      text,
    });
    const shown = (await line()).find((item) => item.what === 'stay' && item.stay.id === stayId);
    expect(shown?.addenda).toMatchObject([{ kind: 'client-statement', text, by: expect.stringContaining('Test') }]);
    expect(
      await codesOf(rosa, addAddendum, {
        clientId,
        entryKind: 'stay',
        entryId: stayId,
        kind: 'addendum',
        text: ' \n ',
      }),
    ).toEqual([422, 'field.blank']);
  });
});

describe('who looked', () => {
  test('everyone who opened, changed, saw in a list or was refused, in plain terms and page by page', async () => {
    const id = tomsId;
    await agency.as(tom, readChart, { clientId: id });
    await agency.as(tom, searchClients, {});
    await agency.as(tom, recordKeyEvent, {
      clientId: id,
      kind: 'work',
      day: '2026-11-01',
      text: 'New job',
      source: 'Client',
    });
    await codesOf(rosa, readChart, { clientId: id });
    const looks = await agency.as(privacy, whoLooked, { clientId: id });
    const seen = looks.items.map(({ who, access, part }) => [who.id, access, part]);
    expect(seen).toEqual(
      expect.arrayContaining([
        [tom.id, 'opened', 'chart'],
        [tom.id, 'in-a-list', 'list'],
        [tom.id, 'changed', 'key-events'],
        [rosa.id, 'refused', 'chart'],
      ]),
    );
    const paged: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof agency.as<unknown, { items: { id: string }[]; next: string | null }>>> =
        await agency.as(tom, whoLooked as never, { clientId: id, limit: 2, ...(cursor && { cursor }) });
      paged.push(...page.items.map((each) => each.id));
      cursor = page.next;
    } while (cursor);
    expect(new Set(paged).size).toBe(paged.length);
    expect(paged.length).toBeGreaterThanOrEqual(looks.total);
  });

  test('is for the care team and the privacy officer, within the agency', async () => {
    expect(await codesOf(rosa, whoLooked, { clientId: tomsId })).toEqual([404, 'not-found']);
    expect(await codesOf(tom, whoLooked, { clientId: tomsId, cursor: 'x' })).toEqual([422, 'cursor-not-known']);
    const other = await anAgency(agency.database);
    const spy = await other.aStaffMember(['privacy-officer', 'supervisor', 'administrator']);
    expect(await other.refusalOf(spy, whoLooked, { clientId: tomsId })).toEqual({ status: 404, codes: ['not-found'] });
    expect(await other.refusalOf(spy, readChart, { clientId: tomsId })).toEqual({ status: 404, codes: ['not-found'] });
  });
});
