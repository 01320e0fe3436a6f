import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { db } from '#store/postgres/query.ts';
import { assignCareTeam } from '../cycle/care-team.ts';
import { anEnrolledClient, aVisit, type Way } from '../pipeline/test-cycle.ts';
import { anAgency, type Staff, type TestAgency } from '../pipeline/test-world.ts';
import { logContact } from './log-contact.ts';
import { discardNote, editNote, listUnsignedNotes, readNotes, signNote, writeNote } from './notes.ts';
import { readContacts } from './read-contacts.ts';

let agency: TestAgency;
let rosa: Staff;
let tom: Staff;
let way: Way;
let programmeId: Id;

const write = (more: object = {}) => agency.as(rosa, writeNote, { clientId: way.clientId, text: 'Draft', ...more });

beforeAll(async () => {
  agency = await anAgency();
  programmeId = await agency.aProgramme();
  rosa = await agency.aStaffMember(['case-manager', 'team-lead']);
  tom = await agency.aStaffMember(['case-manager']);
  way = await anEnrolledClient(agency, rosa, programmeId);
  const owner = { kind: 'staff', id: tom.id };
  await agency.as(rosa, assignCareTeam, { enrolmentId: way.enrolmentId, owner, role: 'backup' });
});
afterAll(() => agency.database.close());

describe('a note', () => {
  test('as a draft is its author’s alone; signed, the care team reads it', async () => {
    const note = await write({ text: 'Slept badly.' });
    const texts = async (who: Staff) =>
      (await agency.as(who, readNotes, { clientId: way.clientId })).items.map(({ text }) => text);
    expect(await texts(rosa)).toContain('Slept badly.');
    expect(await texts(tom)).not.toContain('Slept badly.');
    expect(await agency.refusalOf(tom, editNote, { noteId: note.id, text: 'x' })).toEqual({
      status: 403,
      codes: ['not-the-author'],
    });
    const unsigned = await agency.as(rosa, listUnsignedNotes, {});
    expect(unsigned.items).toMatchObject([{ id: note.id, clientName: 'Kwame Wilson' }]);
    const edited = await agency.as(rosa, editNote, { noteId: note.id, text: 'Slept well.' }, { ifMatch: note.version });
    expect(
      (await agency.refusalOf(rosa, editNote, { noteId: note.id, text: 'y' }, { ifMatch: note.version }))?.status,
    ).toBe(412);
    await agency.as(rosa, signNote, { noteId: note.id }, { ifMatch: edited.version });
    expect(await texts(tom)).toContain('Slept well.');
    expect((await agency.as(rosa, listUnsignedNotes, {})).total).toBe(0);
  });

  test('once signed is never changed', async () => {
    const { id: noteId, version } = await write({ text: 'Signed at once', sign: true });
    for (const action of [signNote, discardNote])
      expect((await agency.refusalOf(rosa, action, { noteId }))?.codes).toEqual(['note-signed-already']);
    expect((await agency.refusalOf(rosa, editNote, { noteId, text: 'x' }, { ifMatch: version }))?.codes).toEqual([
      'note-signed-already',
    ]);
    const rewriting = agency.write((tx, { recorded_at, recorded_by }) =>
      tx.run(db.updateTable('notes').set({ text: 'x', recorded_at, recorded_by }).where('id', '=', noteId)),
    );
    await expect(rewriting).rejects.toThrow(/never changed/);
  });

  test('is not signed empty or dated tomorrow, and a draft thrown away is gone for good', async () => {
    expect((await agency.refusalOf(rosa, writeNote, { clientId: way.clientId, text: ' ', sign: true }))?.codes).toEqual(
      ['note-without-text'],
    );
    const tomorrow = { clientId: way.clientId, text: 'x', day: addDays(agency.today(), 1) };
    expect((await agency.refusalOf(rosa, writeNote, tomorrow))?.codes).toEqual(['act-in-future']);
    const note = await write({ text: 'Wrong chart' });
    await agency.as(rosa, discardNote, { noteId: note.id });
    expect((await agency.as(rosa, readNotes, { clientId: way.clientId })).items.map(({ id }) => id)).not.toContain(
      note.id,
    );
    expect((await agency.refusalOf(rosa, signNote, { noteId: note.id }))?.codes).toEqual(['note-discarded']);
  });
});

describe('the contacts of a client', () => {
  test('are read page by page, the latest first, each exactly once, filtered by what one asks for', async () => {
    const { clientId } = await anEnrolledClient(agency, rosa, programmeId);
    for (let hour = 8; hour < 15; hour++)
      await agency.as(rosa, logContact, {
        ...aVisit(agency, clientId),
        start: `${addDays(agency.today(), -1)}T${String(hour).padStart(2, '0')}:00:00-05:00`,
        mode: hour % 2 ? 'phone' : 'face-to-face',
        outcome: hour === 14 ? 'attempted' : 'reached',
        withStaff: [tom.id],
      });
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await agency.as(rosa, readContacts, { clientId, limit: 3, ...(cursor && { cursor }) });
      expect(page.total).toBe(8);
      seen.push(...page.items.map(({ start }) => start));
      cursor = page.next;
    } while (cursor);
    expect(seen).toHaveLength(8);
    expect(seen).toEqual(seen.toSorted().toReversed());
    const count = async (filter: object) => (await agency.as(rosa, readContacts, { clientId, ...filter })).total;
    expect(await count({ mode: 'phone' })).toBe(3);
    expect(await count({ outcome: 'attempted' })).toBe(1);
    expect(await count({ staffId: tom.id })).toBe(7);
    expect(await count({ from: agency.today() })).toBe(1);
    expect((await agency.refusalOf(rosa, readContacts, { clientId, cursor: "'; drop" }))?.status).toBe(422);
  });
});
