import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { glassSearchesAnHour } from '#domain/access/glass.ts';
import type { Id } from '#domain/basics/id.ts';
import { addMinutes } from '#domain/basics/instant.ts';
import { logContact } from '../contacts/log-contact.ts';
import { signNote, writeNote } from '../contacts/notes.ts';
import { readContacts } from '../contacts/read-contacts.ts';
import { editClient } from '../people/edit-client.ts';
import { readChart } from '../people/read-chart.ts';
import { searchClients } from '../people/search-clients.ts';
import { blockStaff } from '../people/staff-blocks.ts';
import { alert } from '../people/surroundings.ts';
import { whoLooked } from '../people/who-looked.ts';
import { aVisit } from '../pipeline/test-cycle.ts';
import { aNow, anAgency, type Staff, type TestAgency } from '../pipeline/test-world.ts';
import { listFindingEntries, listFindings, readPrivacy, setOfficeHours } from './findings.ts';
import { breakGlass, findBehindGlass, listGlass, reviewGlass } from './glass.ts';
import { listOwnNotices, seeOwnNotice, setOwnKinship } from './own.ts';

let agency: TestAgency;
let lead: Staff;
let worker: Staff;
let night: Staff;
let officer: Staff;
let programmeId: Id;

beforeAll(async () => {
  agency = await anAgency();
  await agency.publishModels();
  programmeId = await agency.aProgramme();
  const teamId = await agency.aTeam(programmeId);
  lead = await agency.aStaffMember(['team-lead', 'case-manager'], { teamId, position: 'leader' });
  worker = await agency.aStaffMember(['case-manager'], { teamId });
  night = await agency.aStaffMember(['case-manager']);
  officer = await agency.aStaffMember(['privacy-officer']);
});
afterAll(() => agency.database.close());

const somebody = async (name: { given?: string; family?: string } = {}): Promise<Id> => {
  const clientId = await agency.aClient({ given: 'Ines', family: 'Marchetti', ...name });
  await agency.anEnrolment({ clientId, programmeId, owner: { kind: 'staff', id: worker.id } });
  return clientId;
};
const why = { reason: 'absent-worker', explanation: 'Her sister called the night line' };
const broken = (clientId: Id, more: object = {}) => agency.as(night, breakGlass, { clientId, ...why, ...more });
const statusOf = async (...asked: Parameters<TestAgency['refusalOf']>) =>
  (await agency.refusalOf(...asked))?.status ?? 200;

/** What happens in `work` happens at that moment; then it is again the time it was. */
const at = async <T>(minutes: number, work: () => Promise<T>): Promise<T> => {
  const before = agency.now;
  agency.now = addMinutes(before, minutes);
  try {
    for (const who of [night, officer, worker, lead]) Object.assign(who, await agency.signInAgain(who));
    return await work();
  } finally {
    agency.now = before;
    for (const who of [night, officer, worker, lead]) Object.assign(who, await agency.signInAgain(who));
  }
};

describe('who breaks the glass', () => {
  test('reads the record for an hour and writes down what was done, and then may not know of the person again', async () => {
    const clientId = await somebody();
    expect(await statusOf(night, readChart, { clientId })).toBe(404);
    const { endsAt } = await broken(clientId);
    expect(endsAt).toBe(addMinutes(agency.now, 60));
    const chart = await agency.as(night, readChart, { clientId });
    expect(chart.glass).toEqual({ endsAt });
    await agency.as(night, readContacts, { clientId });
    const contact = await agency.as(night, logContact, aVisit(agency, clientId, { note: 'Home and safe', sign: true }));
    expect(contact.id).toBeTruthy();
    const note = await agency.as(night, writeNote, { clientId, text: 'Told her worker' });
    await agency.as(night, signNote, { noteId: note.id }, { ifMatch: note.version });
    await at(59, async () => expect(await statusOf(night, readChart, { clientId })).toBe(200));
    await at(60, async () => {
      expect(await statusOf(night, readChart, { clientId })).toBe(404);
      expect(await statusOf(night, logContact, aVisit(agency, clientId))).toBe(404);
    });
  });

  test('opens that one person, adds nothing to searches, and changes nothing else of the record', async () => {
    const [clientId, other] = [await somebody(), await somebody()];
    await broken(clientId);
    expect(await statusOf(night, readChart, { clientId: other })).toBe(404);
    expect((await agency.as(night, searchClients, { q: 'Marchetti' })).items).toEqual([]);
    expect(await agency.refusalOf(night, editClient, { clientId, givenName: 'Inez', familyName: 'M' })).toMatchObject({
      codes: ['not-on-care-team'],
    });
    expect(await statusOf(worker, readChart, { clientId })).toBe(200);
  });

  test('is asked anew who they are, unless they showed it in the last five minutes', async () => {
    const clientId = await somebody();
    const before = agency.now;
    agency.now = addMinutes(before, 6);
    try {
      expect(await agency.refusalOf(night, breakGlass, { clientId, ...why })).toEqual({
        ...{ status: 403, codes: ['step-up-needed'] },
      });
      expect(await statusOf(night, readChart, { clientId })).toBe(404);
    } finally {
      agency.now = before;
    }
    expect(await statusOf(night, breakGlass, { clientId, ...why })).toBe(200);
  });

  test('need not where the record is open, and cannot where they are kept away', async () => {
    const clientId = await somebody();
    expect(await agency.refusalOf(worker, breakGlass, { clientId, ...why })).toEqual({
      status: 409,
      codes: ['glass-not-needed'],
    });
    await broken(clientId);
    expect(await agency.refusalOf(night, breakGlass, { clientId, ...why })).toEqual({
      status: 409,
      codes: ['glass-not-needed'],
    });
    await agency.as(lead, blockStaff, { clientId, staffId: night.id, reason: 'A cousin' });
    expect(await statusOf(night, readChart, { clientId })).toBe(404);
    expect(await statusOf(night, breakGlass, { clientId, ...why })).toBe(404);
    for (const who of [officer, await agency.aStaffMember(['administrator'])])
      expect(await statusOf(who, breakGlass, { clientId, ...why })).toBe(404);
  });

  test('sees Part 2 records only in a medical emergency, whose particulars are then demanded', async () => {
    const clientId = await somebody();
    const warning = { clientId, kind: 'medical', basis: 'Told us', expiresOn: '2026-12-31' };
    for (const text of ['Allergic to penicillin', 'Methadone'])
      await agency.as(worker, alert.add, { ...warning, text });
    await agency.write((tx) =>
      tx.rows(sql`update alerts set segment = 'part2' where client_id = ${clientId}::uuid and text = 'Methadone'`),
    );
    const seen = async () => (await agency.as(night, readChart, { clientId })).alerts.map(({ text }) => text);
    await broken(clientId);
    expect(await seen()).toEqual(['Allergic to penicillin']);
    const emergency = {
      ...{ recipient: 'Dr Adeyemi', affiliation: 'County General', discloser: 'Night worker' },
      ...{ at: agency.now, nature: 'Unconscious' },
    };
    await at(61, async () => {
      expect(await agency.refusalOf(night, breakGlass, { clientId, ...why, emergency })).toMatchObject({
        codes: ['glass-no-emergency'],
      });
      const { nature: _, ...incomplete } = emergency;
      expect(await statusOf(night, breakGlass, { clientId, ...why, reason: 'emergency', emergency: incomplete })).toBe(
        422,
      );
      await broken(clientId, { reason: 'emergency', emergency });
      expect((await seen()).toSorted()).toEqual(['Allergic to penicillin', 'Methadone']);
    });
  });
});

describe('one finds the person behind the glass', () => {
  test('by the whole name and birth date, or the number, and is shown no more than name and year', async () => {
    const clientId = await somebody({ given: 'Zoë', family: 'Quillfeather' });
    const asked = { givenName: 'zoe', familyName: 'QUILLFEATHER', birthDate: '1985-03-14' };
    const { items } = await agency.as(night, findBehindGlass, asked);
    expect(items).toEqual([{ id: clientId, name: 'Zoë Quillfeather', birthYear: 1985 }]);
    for (const wrong of [
      { ...asked, birthDate: '1985-03-15' },
      { ...asked, givenName: 'Zo' },
      { ...asked, familyName: 'Quill' },
    ])
      expect((await agency.as(night, findBehindGlass, wrong)).items).toEqual([]);
    expect(await agency.refusalOf(night, findBehindGlass, { familyName: 'Quillfeather' })).toMatchObject({
      codes: ['glass-search-incomplete'],
    });
    const { number } = (await agency.as(worker, readChart, { clientId })).client;
    expect((await agency.as(night, findBehindGlass, { number })).items).toHaveLength(1);
    await agency.as(lead, blockStaff, { clientId, staffId: night.id, reason: 'A neighbour' });
    expect((await agency.as(night, findBehindGlass, asked)).items).toEqual([]);
  });

  test('so often in an hour and no more', async () => {
    const restless = await agency.aStaffMember(['case-manager']);
    for (let search = 0; search < glassSearchesAnHour; search++)
      await agency.as(restless, findBehindGlass, { number: 900_000 + search });
    expect(await statusOf(restless, findBehindGlass, { number: 1 })).toBe(429);
    agency.now = addMinutes(agency.now, 61);
    Object.assign(restless, await agency.signInAgain(restless));
    expect(await statusOf(restless, findBehindGlass, { number: 1 })).toBe(200);
    agency.now = aNow;
  });
});

describe('who is told, and who answers', () => {
  test('the privacy officer and the lead worker are told at once, and the mail names nobody', async () => {
    const clientId = await somebody({ family: 'Overstreet' });
    const { id, told } = await broken(clientId);
    expect(told).toBe(2);
    for (const who of [officer, worker]) {
      const { items } = await agency.as(who, listOwnNotices, {});
      const notice = items.find(({ client }) => client?.id === clientId);
      expect(notice).toMatchObject({ kind: 'glass-broken', seenAt: null, client: { name: 'Ines Overstreet' } });
      await agency.as(who, seeOwnNotice, { noticeId: notice?.id });
      expect(await statusOf(night, seeOwnNotice, { noticeId: notice?.id })).toBe(404);
    }
    const mails = await agency.write((tx) =>
      tx.rows<{ recipient: string; params: unknown }>(
        sql`select recipient, params from outbox where client_id = ${clientId}::uuid and template = 'glass-broken'`,
      ),
    );
    expect(mails.map(({ params }) => params)).toEqual([{ subjectId: id }, { subjectId: id }]);
  });

  test('it stays on the list until the officer has said what it was; nobody judges it twice', async () => {
    const clientId = await somebody();
    const { id: glassId } = await broken(clientId);
    const open = async () => (await agency.as(officer, listGlass, { state: 'open' })).items.map(({ id }) => id);
    expect(await open()).toContain(glassId);
    expect(await statusOf(worker, listGlass, {})).toBe(403);
    expect(await statusOf(lead, reviewGlass, { glassId, outcome: 'justified' })).toBe(403);
    await agency.as(officer, reviewGlass, { glassId, outcome: 'needs-talk', note: 'Speak with the night team' });
    expect(await open()).not.toContain(glassId);
    const [told] = (await agency.as(night, listOwnNotices, {})).items;
    expect(told).toMatchObject({ kind: 'glass-reviewed', outcome: 'needs-talk', seenAt: null });
    expect(await agency.refusalOf(officer, reviewGlass, { glassId, outcome: 'justified' })).toMatchObject({
      codes: ['glass-reviewed-already'],
    });
    const both = await agency.aStaffMember(['privacy-officer', 'case-manager']);
    const own = await agency.as(both, breakGlass, { clientId, ...why });
    expect(await agency.refusalOf(both, reviewGlass, { glassId: own.id, outcome: 'justified' })).toMatchObject({
      codes: ['glass-own-review'],
    });
  });

  test('each look behind it stands in the audit with why it was allowed, for the client to read', async () => {
    const clientId = await somebody();
    await broken(clientId);
    await agency.as(night, readChart, { clientId });
    const { items } = await agency.as(worker, whoLooked, { clientId });
    expect(items.find(({ action }) => action === 'read-chart')?.basis).toBe('glass');
  });
});

describe('the privacy officer’s page', () => {
  const kindOf = async (kind: string, more: object = {}) =>
    (await agency.as(officer, listFindings, { kind, limit: 200, ...more })).items;

  test('every figure opens to as many findings, and every finding to as many entries of the audit', async () => {
    const clientId = await somebody();
    await statusOf(night, readChart, { clientId });
    await broken(clientId);
    await agency.as(night, readChart, { clientId });
    const page = await agency.as(officer, readPrivacy, {});
    expect(page.findings.find(({ kind }) => kind === 'outside-caseload')?.figure.n).toBeGreaterThan(0);
    for (const { kind, figure } of page.findings) {
      const query = Object.fromEntries(new URL(figure.rows, 'http://house').searchParams);
      const { items, total } = await agency.as(officer, listFindings, { ...query, limit: 200 });
      expect({ kind, total }).toEqual({ kind, total: figure.n });
      for (const finding of items) {
        const behind = Object.fromEntries(new URL(finding.rows, 'http://house').searchParams);
        expect((await agency.as(officer, listFindingEntries, behind)).total).toBe(finding.n);
      }
    }
    const open = await agency.as(officer, listGlass, { state: 'open' });
    expect(open.total).toBe(page.openGlass.n);
    const rate = page.rates.find(({ staff }) => staff.id === night.id);
    const { total } = await agency.as(officer, listGlass, { state: 'all', staffId: night.id });
    expect(rate?.figure.n).toBe(total);
  });

  test('a look at somebody of one’s own name or address is found, also by a name one had before', async () => {
    const clientId = await somebody({ family: 'Ó Briain' });
    await agency.write((tx, stamp) =>
      tx.rows(sql`insert into residences (agency_id, id, client_id, setting, address, during, recorded_at, recorded_by)
        values (${stamp.agency_id}::uuid, ${agency.newId()}::uuid, ${clientId}::uuid, 'rented', '12 Quay Street, Apt. 3', '[2026-01-01,)', ${stamp.recorded_at}, ${stamp.recorded_by}::uuid)`),
    );
    await agency.as(worker, readChart, { clientId });
    const found = async (kind: string) => (await kindOf(kind)).some(({ client }) => client?.id === clientId);
    expect(await found('same-family-name')).toBe(false);
    expect(await found('same-address')).toBe(false);
    await agency.as(worker, setOwnKinship, { familyNames: ['o briain'], address: '12 QUAY STREET apt 3' });
    expect(await found('same-family-name')).toBe(true);
    expect(await found('same-address')).toBe(true);
    await agency.as(worker, setOwnKinship, { familyNames: [] });
    expect(await found('same-family-name')).toBe(false);
  });

  test('a look at night is found, as the agency keeps its hours', async () => {
    const clientId = await somebody();
    const late = async () => (await kindOf('after-hours')).some(({ client }) => client?.id === clientId);
    await agency.as(worker, readChart, { clientId });
    expect(await late()).toBe(false);
    await agency.as(officer, setOfficeHours, { from: '06:00', to: '09:30', days: [1, 2, 3, 4, 5] });
    expect(await late()).toBe(true);
    expect(await statusOf(worker, setOfficeHours, { from: '06:00', to: '23:00', days: [1] })).toBe(403);
    expect(await agency.refusalOf(officer, setOfficeHours, { from: '09:00', to: '08:00', days: [1] })).toMatchObject({
      codes: ['hours-end-before'],
    });
  });
});
