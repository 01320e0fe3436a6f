import { PDFDocument } from 'pdf-lib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { db, json } from '#store/postgres/query.ts';
import { listCaseload } from '../caseload/list-caseload.ts';
import { logContact } from '../contacts/log-contact.ts';
import { readNotes, writeNote } from '../contacts/notes.ts';
import { readContacts } from '../contacts/read-contacts.ts';
import { correctKeyEvent, readKeyEvents, recordKeyEvent } from '../people/key-events.ts';
import { readChart } from '../people/read-chart.ts';
import { correctStay, recordStay } from '../people/stays.ts';
import { supporter } from '../people/surroundings.ts';
import { aVisit } from '../pipeline/test-cycle.ts';
import { anAgency, type Staff, type TestAgency } from '../pipeline/test-world.ts';
import { listDue } from '../today/list-due.ts';
import { listTasks } from '../work/list-tasks.ts';
import { makeTask } from '../work/make-task.ts';
import { readConsentScan } from './read-consent-scan.ts';
import { readConsents } from './read-consents.ts';
import { answerRestriction, endRestriction, recordRestriction } from './restrictions.ts';
import { endConsent, markConsentFalse, recordConsent, revokeConsent, signConsent } from './write-consent.ts';

let agency: TestAgency;
let [counsellor, worker, lead]: Staff[] = [];
let part2Id: Id;
let clientId: Id;

beforeAll(async () => {
  agency = await anAgency();
  await agency.publishModels();
  part2Id = await agency.aProgramme({ name: 'Recovery' });
  await agency.write((tx) => tx.run(db.updateTable('programmes').set({ is_part2: true }).where('id', '=', part2Id)));
  const general = await agency.aProgramme({ name: 'Housing first' });
  const [part2Team, teamId] = [await agency.aTeam(part2Id), await agency.aTeam(general)];
  counsellor = await agency.aStaffMember(['case-manager'], { teamId: part2Team });
  worker = await agency.aStaffMember(['case-manager'], { teamId });
  lead = await agency.aStaffMember(['team-lead', 'case-manager'], { teamId: part2Team, position: 'leader' });
  clientId = await agency.aClient({ given: 'Ana', family: 'Example' });
  await agency.anEnrolment({ clientId, programmeId: general, owner: { kind: 'staff', id: worker.id } });
  await agency.anEnrolment({ clientId, programmeId: part2Id, owner: { kind: 'staff', id: counsellor.id } });
  const { items } = await agency.as(counsellor, readContacts, { clientId, limit: 50 });
  expect(items).toEqual([]);
  const chart = await agency.as(counsellor, readChart, { clientId });
  const enrolmentId = chart.enrolments.find(({ programme }) => programme.name === 'Recovery')?.id ?? '';
  const visit = aVisit(agency, clientId, { enrolmentId, note: 'A visit of the recovery programme', sign: false });
  await agency.as(counsellor, logContact, visit);
});
afterEach(async () => {
  for (const { id, revocation } of (await agency.as(counsellor as Staff, readConsents, { clientId })).consents)
    if (revocation === null) await agency.as(counsellor as Staff, revokeConsent, { consentId: id, how: 'written' });
});
afterAll(() => agency.database.close());

const form = (changes: object = {}) => ({
  clientId,
  kind: 'part2',
  disclosers: [{ kind: 'programme', id: part2Id, name: 'Recovery' }],
  recipients: [{ kind: 'staff', id: worker?.id, name: 'Sam Worker' }],
  segments: ['part2'],
  description: 'All that my recovery programme writes about me',
  purposes: ['coordination'],
  from: agency.today(),
  expiry: { kind: 'day', on: addDays(agency.today(), 90) },
  told: ['revocation'],
  language: 'en',
  signature: { how: 'typed', on: agency.today(), name: 'Ana Example' },
  ...changes,
});

/** Everything of the Part 2 programme that somebody finds wherever they look. */
const found = async (who: Staff = worker as Staff) => {
  const [contacts, chart, caseload, due] = [
    await agency.as(who, readContacts, { clientId, limit: 50 }),
    await agency.as(who, readChart, { clientId }),
    await agency.as(who, listCaseload, { scope: 'all', limit: 50 }),
    await agency.as(who, listDue, { scope: 'all', limit: 50 }),
  ];
  return {
    contacts: contacts.total,
    programmes: chart.enrolments.map(({ programme }) => programme.name).toSorted(),
    rows: caseload.total,
    unsigned: due.items.filter(({ kind }) => kind === 'unsigned-note').length,
  };
};
const nothing = { contacts: 0, programmes: ['Housing first'], rows: 1, unsigned: 0 };
const all = { contacts: 1, programmes: ['Housing first', 'Recovery'], rows: 2, unsigned: 1 };

describe('what a Part 2 programme writes', () => {
  test('its own people see, and no other worker of the person', async () => {
    expect(await found(counsellor)).toEqual(all);
    expect(await found()).toEqual(nothing);
  });

  test('a consent opens to whom it names, and its revocation closes at once, everywhere', async () => {
    const { id, standing } = await agency.as(counsellor as Staff, recordConsent, form());
    expect(standing).toBe('in-force');
    expect(await found()).toEqual(all);
    expect((await agency.as(worker as Staff, readConsents, { clientId })).consents.map((each) => each.id)).toEqual([
      id,
    ]);
    await agency.as(counsellor as Staff, revokeConsent, { consentId: id, how: 'written' });
    expect(await found()).toEqual(nothing);
    expect((await agency.as(worker as Staff, readConsents, { clientId })).consents).toEqual([]);
  });

  test('a revocation by phone closes too, and is confirmed in writing once', async () => {
    const { id } = await agency.as(counsellor as Staff, recordConsent, form());
    const asked = await agency.as(counsellor as Staff, revokeConsent, { consentId: id, how: 'phone' });
    expect(asked.standing).toBe('revocation-asked');
    expect(await found()).toEqual(nothing);
    const written = await agency.as(counsellor as Staff, revokeConsent, { consentId: id, how: 'written' });
    expect(written.standing).toBe('revoked');
    const again = await agency.refusalOf(counsellor as Staff, revokeConsent, { consentId: id, how: 'written' });
    expect(again).toEqual({ status: 409, codes: ['consent-revoked'] });
  });

  test('a form waits for its signature and opens nothing before', async () => {
    const { id, standing, why } = await agency.as(counsellor as Staff, recordConsent, form({ signature: null }));
    expect([standing, why.map(({ code }) => code)]).toEqual(['deficient', ['consent-not-signed']]);
    expect(await found()).toEqual(nothing);
    const signature = { how: 'drawn', on: agency.today(), name: 'Ana Example', drawing: 'M1 1L20 30' };
    await agency.as(counsellor as Staff, signConsent, { consentId: id, signature });
    expect(await found()).toEqual(all);
    const twice = await agency.refusalOf(counsellor as Staff, signConsent, { consentId: id, signature });
    expect(twice).toEqual({ status: 409, codes: ['consent-signed-already'] });
    await agency.as(counsellor as Staff, markConsentFalse, { consentId: id, reason: 'Signed by a brother' });
    expect(await found()).toEqual(nothing);
  });

  test('time closes it without a write, and so does the event it ends with', async () => {
    const event = { kind: 'event', text: 'I leave the programme' };
    const { id } = await agency.as(counsellor as Staff, recordConsent, form({ expiry: event }));
    expect(await found()).toEqual(all);
    await agency.as(counsellor as Staff, endConsent, { consentId: id, on: agency.today() });
    expect(await found()).toEqual(nothing);
  });

  test('a restriction that was agreed to beats a consent, as long as it holds', async () => {
    await agency.as(counsellor as Staff, recordConsent, form());
    const restriction = await agency.as(counsellor as Staff, recordRestriction, {
      clientId,
      segments: ['part2'],
      from: [{ kind: 'staff', id: worker?.id, name: 'Sam Worker' }],
      words: 'Not my cousin',
      beginsOn: agency.today(),
    });
    expect(await found()).toEqual(all);
    await agency.as(lead as Staff, answerRestriction, { restrictionId: restriction.id, agreed: true });
    expect(await found()).toEqual(nothing);
    await agency.as(lead as Staff, endRestriction, { restrictionId: restriction.id });
    expect(await found()).toEqual(all);
  });
});

describe('the scan of a signed paper', () => {
  const scanned = (scan: { mediaType: string; base64: string }) =>
    form({ signature: { how: 'paper', on: agency.today(), name: 'Ana', scan } });
  const png = { mediaType: 'image/png', base64: 'iVBORw0KGgo=' };

  test('is shown to whoever knows of the consent, and is not there for anybody else', async () => {
    const { id } = await agency.as(counsellor as Staff, recordConsent, scanned(png));
    const view = await agency.as(worker as Staff, readConsentScan, { consentId: id });
    expect(view).toEqual({ pages: [png], count: 1 });
    await agency.as(counsellor as Staff, revokeConsent, { consentId: id, how: 'written' });
    expect(await agency.refusalOf(worker as Staff, readConsentScan, { consentId: id })).toEqual({
      ...{ status: 404, codes: ['not-found'] },
    });
    expect((await agency.as(lead as Staff, readConsentScan, { consentId: id })).count).toBe(1);
  });

  test('is shown to nobody who sees but one of the segments the consent speaks of', async () => {
    const code = 'hiv';
    const own = json({ segments: [{ code, labels: { en: 'HIV', es: 'VIH' }, openTo: 'named' }] });
    const keep = (settings: typeof own) =>
      agency.write((tx) =>
        tx.run(db.updateTable('agencies').set({ settings }).where('agency_id', '=', agency.agencyId)),
      );
    await keep(own);
    const both = { ...scanned(png), kind: 'part2', segments: ['part2', code] };
    const { id } = await agency.as(counsellor as Staff, recordConsent, both);
    expect(await agency.refusalOf(lead as Staff, readConsentScan, { consentId: id })).toEqual({
      ...{ status: 404, codes: ['not-found'] },
    });
    await keep(json({}));
  });

  test('comes as the images of its pages where it is a PDF, and is refused where that cannot be read', async () => {
    const pdf = await PDFDocument.create();
    pdf.addPage([60, 80]);
    pdf.addPage([60, 80]);
    const of = async (base64: string) => {
      const sent = scanned({ mediaType: 'application/pdf', base64 });
      return (await agency.as(counsellor as Staff, recordConsent, sent)).id;
    };
    const whole = await of(await pdf.saveAsBase64());
    const { pages, count } = await agency.as(counsellor as Staff, readConsentScan, { consentId: whole });
    expect([pages.map(({ mediaType }) => mediaType), count]).toEqual([['image/jpeg', 'image/jpeg'], 2]);
    const torn = await of(Buffer.from('%PDF-1.7').toString('base64'));
    expect(await agency.refusalOf(counsellor as Staff, readConsentScan, { consentId: torn })).toEqual({
      ...{ status: 409, codes: ['scan-not-readable'] },
    });
  });

  test('is missing where the signature was typed', async () => {
    const { id } = await agency.as(counsellor as Staff, recordConsent, form());
    expect(await agency.refusalOf(counsellor as Staff, readConsentScan, { consentId: id })).toEqual({
      ...{ status: 409, codes: ['consent-without-scan'] },
    });
  });
});

describe('a consent that lacks something', () => {
  test.each<[string, () => object, string[]]>([
    ['an element', () => ({ purposes: [], recipients: [] }), ['consent-without-recipient', 'consent-without-purpose']],
    [
      'days in their order',
      () => ({ expiry: { kind: 'day', on: addDays(agency.today(), -1) } }),
      ['consent-ends-before-it-begins'],
    ],
    ['a form of its own', () => ({ segments: ['part2', 'counselling-notes'] }), ['counselling-notes-apart']],
    ['a segment there is', () => ({ segments: ['part2', 'moon'] }), ['segment-not-known']],
    [
      'a recipient there is',
      () => ({ recipients: [{ kind: 'staff', id: part2Id, name: 'Sam' }] }),
      ['party-not-known'],
    ],
    [
      'a scan that is one',
      () => ({
        signature: {
          how: 'paper',
          on: agency.today(),
          name: 'Ana',
          scan: { mediaType: 'image/png', base64: 'aGVsbG8=' },
        },
      }),
      ['scan-not-what-it-says'],
    ],
  ])('such as %s is refused by field', async (_, changes, codes) =>
    expect(await agency.refusalOf(counsellor as Staff, recordConsent, form(changes()))).toEqual({ status: 422, codes }),
  );

  test('signed by a proxy out of scope is refused', async () => {
    const payee = await agency.as(counsellor as Staff, supporter.add, {
      ...{
        clientId,
        name: 'Pat Payee',
        relationship: 'aunt',
        kind: 'natural',
        phone: null,
        email: null,
        organization: null,
      },
      ...{ isEmergencyContact: false, mayBeTold: null, authority: 'representative-payee', scopes: ['money'] },
      ...{
        authorityFrom: addDays(agency.today(), -30),
        authorityTo: null,
        authorityBasis: 'SSA letter',
        endedOn: null,
      },
    });
    const refused = await agency.refusalOf(counsellor as Staff, recordConsent, form({ supporterId: payee.id }));
    expect(refused).toEqual({ status: 422, codes: ['authority-not-for-this'] });
  });

  test('that came as it is may be kept with what it lacks, and opens nothing', async () => {
    const paper = {
      how: 'paper',
      on: agency.today(),
      name: 'Ana',
      scan: { mediaType: 'image/png', base64: 'iVBORw0KGgo=' },
    };
    const kept = await agency.as(
      counsellor as Staff,
      recordConsent,
      form({ told: [], keepDeficient: true, signature: paper }),
    );
    expect([kept.standing, kept.why.map(({ pointer }) => pointer)]).toEqual(['deficient', ['/told']]);
    expect(kept.signature?.hasScan).toBe(true);
    expect(await found()).toEqual(nothing);
  });

  test('and contradicts another is shown with the other, and the narrower holds', async () => {
    const wide = await agency.as(counsellor as Staff, recordConsent, form());
    const narrow = await agency.as(counsellor as Staff, recordConsent, form({ records: ['plans'] }));
    expect(narrow.contradicts).toEqual([wide.id]);
    expect(await found()).toEqual(nothing);
  });
});

describe('a note', () => {
  const notes = async (who: Staff | undefined) =>
    (await agency.as(who as Staff, readNotes, { clientId, limit: 50 })).total;

  test('of counselling is its author’s alone, until a consent of its own opens it', async () => {
    const [mine, theirs] = [await notes(counsellor), await notes(worker)];
    const written = { clientId, text: 'What was said in session', sign: true, segment: 'counselling-notes' };
    await agency.as(counsellor as Staff, writeNote, written);
    expect([await notes(counsellor), await notes(lead), await notes(worker)]).toEqual([mine + 1, mine - 1, theirs]);
    const { id } = await agency.as(
      counsellor as Staff,
      recordConsent,
      form({ kind: 'counselling-notes', segments: ['counselling-notes'] }),
    );
    expect(await notes(worker)).toBe(theirs + 1);
    await agency.as(counsellor as Staff, revokeConsent, { consentId: id, how: 'phone' });
    expect(await notes(worker)).toBe(theirs);
  });

  test('is written into Part 2 records by those who see them, and into no segment that is not there', async () => {
    const into = (segment: string) =>
      agency.refusalOf(worker as Staff, writeNote, { clientId, text: 'A word', segment });
    expect(await into('part2')).toEqual({ status: 422, codes: ['segment-not-yours'] });
    expect(await into('moon')).toEqual({ status: 422, codes: ['segment-not-known'] });
  });
});

describe('a stay, a key event, a task', () => {
  const stay = () => ({ setting: 'crisis', from: agency.today(), source: 'The ward' });
  const event = () => ({ kind: 'health', day: agency.today(), text: 'Began medication', source: 'Ana' });
  const lines = async (who: Staff | undefined) => ({
    life: (await agency.as(who as Staff, readKeyEvents, { clientId })).total,
    tasks: (await agency.as(who as Staff, listTasks, { clientId, whose: 'all', state: 'all', limit: 50 })).total,
  });

  test('written into a closed segment is seen there alone, and so is its correction', async () => {
    const before = { mine: await lines(counsellor), theirs: await lines(worker) };
    const kept = await agency.as(counsellor as Staff, recordStay, { clientId, ...stay(), segment: 'part2' });
    await agency.as(counsellor as Staff, correctStay, { stayId: kept.id, ...stay(), place: 'Harbor House' });
    const told = await agency.as(counsellor as Staff, recordKeyEvent, { clientId, ...event(), segment: 'part2' });
    await agency.as(counsellor as Staff, correctKeyEvent, { eventId: told.id, ...event(), text: 'Began it in May' });
    await agency.as(counsellor as Staff, makeTask, { clientId, title: 'Ask about the dose', segment: 'part2' });
    expect(await lines(counsellor)).toEqual({ life: before.mine.life + 2, tasks: before.mine.tasks + 1 });
    expect(await lines(worker)).toEqual(before.theirs);
  });

  test('is written by those who see the segment', async () => {
    for (const [action, input] of [
      [recordStay, stay()],
      [recordKeyEvent, event()],
      [makeTask, { title: 'Ask' }],
    ] as const)
      for (const segment of ['part2', 'counselling-notes'])
        expect(await agency.refusalOf(worker as Staff, action, { clientId, ...input, segment })).toEqual({
          ...{ status: 422, codes: ['segment-not-yours'] },
        });
  });

  test('may be given a segment where there is a choice, and nowhere else', async () => {
    const into = async (who: Staff | undefined) =>
      (await agency.as(who as Staff, readChart, { clientId })).writesInto.map(({ code }) => code);
    expect(await into(counsellor)).toEqual(['part2', 'counselling-notes']);
    expect(await into(worker)).toEqual([]);
  });
});
