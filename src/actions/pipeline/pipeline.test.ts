import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { db } from '#store/postgres/query.ts';
import { logContact } from '../contacts/log-contact.ts';
import { referClient } from '../cycle/refer-client.ts';
import { anAgency, type Staff, type TestAgency } from './test-world.ts';

let agency: TestAgency;
let rosa: Staff;
let tom: Staff;
let clientId: string;
let programmeId: string;

const aContact = (more: object = {}) => ({
  clientId,
  start: '2026-11-25T09:30:00-05:00',
  minutes: 40,
  outcome: 'reached',
  mode: 'face-to-face',
  place: 'community',
  ...more,
});

const audit = () =>
  agency.write((tx) =>
    tx.rows(
      db
        .selectFrom('audit')
        .select(['action', 'effect', 'client_id', 'actor_id', 'decision'])
        .orderBy('transaction_id'),
    ),
  );

beforeAll(async () => {
  agency = await anAgency();
  programmeId = await agency.aProgramme();
  rosa = await agency.aStaffMember(['case-manager']);
  tom = await agency.aStaffMember(['case-manager']);
  clientId = await agency.aClient();
  await agency.as(rosa, referClient, { clientId, programmeId, owner: { kind: 'staff', id: rosa.id } });
});
afterAll(() => agency.database.close());

describe('what every action goes through', () => {
  test('a contact is kept with its moment, its day where it happened, and its note', async () => {
    const logged = await agency.as(rosa, logContact, aContact({ note: 'Saw the flat.', sign: true }));
    const [row] = await agency.write((tx) =>
      tx.rows(db.selectFrom('contacts').selectAll().where('id', '=', logged.id)),
    );
    expect(row).toMatchObject({
      start_at: '2026-11-25T14:30:00.000Z',
      day: '2026-11-25',
      minutes: 40,
      outcome: 'reached',
    });
    const [note] = await agency.write((tx) =>
      tx.rows(db.selectFrom('notes').selectAll().where('contact_id', '=', logged.id)),
    );
    expect(note).toMatchObject({ text: 'Saw the flat.', state: 'signed', signed_by: rosa.id });
  });

  test('every write leaves an audit entry that says who, whom and why it was allowed', async () => {
    await agency.as(rosa, logContact, aContact());
    expect((await audit()).at(-1)).toEqual({
      action: 'log-contact',
      effect: 'write',
      client_id: clientId,
      actor_id: rosa.id,
      decision: 'care',
    });
  });

  test('someone who is not on the care team does not learn that the client exists, and the try is on record', async () => {
    expect(await agency.refusalOf(tom, logContact, aContact())).toEqual({ status: 404, codes: ['not-found'] });
    expect((await audit()).at(-1)).toMatchObject({ effect: 'refused', actor_id: tom.id, client_id: clientId });
  });

  test('the same request sent forty times at once with one key is done once', async () => {
    const before = await count();
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => agency.as(rosa, logContact, aContact({ minutes: 7 }), { idempotencyKey: 'k1' })),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect((await count()) - before).toBe(1);
  });

  test('a key used for another request is refused', async () => {
    await agency.as(rosa, logContact, aContact({ minutes: 8 }), { idempotencyKey: 'k2' });
    await expect(agency.as(rosa, logContact, aContact({ minutes: 9 }), { idempotencyKey: 'k2' })).rejects.toMatchObject(
      {
        status: 422,
      },
    );
  });

  test.each([
    ['a missing field', { start: undefined }, 'field.missing'],
    ['a wrong type', { minutes: '40' }, 'field.invalid-type'],
    ['a moment that does not exist', { start: '2026-02-30' }, 'field.not-an-instant'],
    ['a contact tomorrow', { start: '2026-11-26T09:00:00-05:00' }, 'in-the-future'],
    ['a word not in the list', { mode: 'telepathy' }, 'field.invalid-value'],
    ['a field nobody knows', { sighed: true }, 'field.unrecognized-keys'],
    ['more minutes than a day has', { minutes: 1441 }, 'field.too-big'],
  ])('%s is refused by field and rule, and nothing is kept', async (_, change, code) => {
    const before = await count();
    expect(await agency.refusalOf(rosa, logContact, aContact(change))).toEqual({ status: 422, codes: [code] });
    expect(await count()).toBe(before);
  });

  test('a contact is neither deleted nor rewritten, whoever tries', async () => {
    await expect(agency.write((tx) => tx.run(db.updateTable('contacts').set({ minutes: 1 })))).rejects.toThrow(
      /denied/,
    );
    await expect(agency.write((tx) => tx.run(db.deleteFrom('contacts')))).rejects.toThrow(/denied/);
  });

  test('a person who is already in a programme is not referred to it twice', async () => {
    const again = { clientId, programmeId, owner: { kind: 'staff', id: rosa.id } };
    expect(await agency.refusalOf(rosa, referClient, again)).toEqual({ status: 409, codes: ['already-referred'] });
  });

  test('another agency sees nothing of it', async () => {
    const other = await anAgency(agency.database);
    const eve = await other.aStaffMember(['case-manager', 'supervisor', 'administrator']);
    expect(await other.refusalOf(eve, logContact, aContact())).toEqual({ status: 404, codes: ['not-found'] });
    expect(await other.write((tx) => tx.rows(db.selectFrom('contacts').selectAll()))).toEqual([]);
  });

  test('a session idle for a quarter of an hour is over', async () => {
    const was = agency.now;
    agency.now = '2026-11-25T15:20:00.000Z' as typeof was;
    await expect(agency.as(tom, logContact, aContact())).rejects.toMatchObject({ status: 401 });
    agency.now = was;
  });
});

const count = async () => (await agency.write((tx) => tx.rows(db.selectFrom('contacts').select('id')))).length;
