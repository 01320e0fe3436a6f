import { inflateRawSync } from 'node:zlib';
import { PDFDocument } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordConsent, revokeConsent } from '#actions/consent/write-consent.ts';
import { logContact } from '#actions/contacts/log-contact.ts';
import { writeNote } from '#actions/contacts/notes.ts';
import { recordKeyEvent } from '#actions/people/key-events.ts';
import { addAddendum, enterInError } from '#actions/people/marks.ts';
import { aVisit } from '#actions/pipeline/test-cycle.ts';
import { anAgency, type Staff, type TestAgency } from '#actions/pipeline/test-world.ts';
import { answerAccess } from '#actions/rights/answer-request.ts';
import { makePackage, takePackage } from '#actions/rights/make-package.ts';
import { requestAccess } from '#actions/rights/make-request.ts';
import { readRequests } from '#actions/rights/read-requests.ts';
import type { Id } from '#domain/basics/id.ts';
import { textOf } from '#paper/test-text.ts';
import { askToCancel, readJobRun } from '#store/job-runs.ts';
import { db } from '#store/postgres/query.ts';
import { makePackageTask } from './make-package.ts';

let agency: TestAgency;
let rosa: Staff;
let clientId: Id;
let accessRequestId: Id;

const services = () => ({ database: agency.database, clock: () => agency.now, log: () => undefined });

/** The files of an archive, read by its central directory. */
const filesIn = (zip: Uint8Array): Record<string, string> => {
  const bytes = Buffer.from(zip);
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const files: Record<string, string> = {};
  let at = bytes.readUInt32LE(end + 16);
  for (let count = bytes.readUInt16LE(end + 10); count > 0; count--) {
    const [packed, name, local] = [
      bytes.readUInt32LE(at + 20),
      bytes.readUInt16LE(at + 28),
      bytes.readUInt32LE(at + 42),
    ];
    const start = local + 30 + name;
    files[bytes.subarray(at + 46, at + 46 + name).toString()] = inflateRawSync(
      bytes.subarray(start, start + packed),
    ).toString();
    at += 46 + name;
  }
  return files;
};

const carriedOut = async (id: Id) => {
  await makePackageTask({ agencyId: agency.agencyId, id }, services());
  return agency.write((tx) => readJobRun(tx, id));
};
const made = async (more: object = {}) => {
  const { id } = await agency.as(rosa, makePackage, { clientId, accessRequestId, ...more });
  const run = await carriedOut(id);
  expect(run?.state).toBe('done');
  const { packageId, leftOut } = (run?.result ?? {}) as { packageId: Id; leftOut: number };
  const part = async (which: 'pdf' | 'data') =>
    (await agency.as(rosa, takePackage, { clientId, packageId, part: which })).bytes;
  const pdf = await part('pdf');
  return { packageId, leftOut, pdf, text: await textOf(pdf), files: filesIn(await part('data')) };
};

beforeAll(async () => {
  agency = await anAgency(undefined, { name: 'Riverside' });
  await agency.publishModels();
  const programmeId = await agency.aProgramme();
  rosa = await agency.aStaffMember(['case-manager']);
  clientId = await agency.aClient({ given: 'Zoë', family: 'Łaska' });
  await agency.anEnrolment({ clientId, programmeId, owner: { kind: 'staff', id: rosa.id } });
  accessRequestId = (await agency.as(rosa, requestAccess, { clientId })).id;
});
afterAll(() => agency.database.close());

describe('the copy of the record', () => {
  test('handed over, stands in the log of disclosures as the person’s own', async () => {
    const asked = await agency.as(rosa, requestAccess, { clientId });
    const { id } = await agency.as(rosa, makePackage, { clientId, accessRequestId: asked.id });
    const { packageId } = ((await carriedOut(id))?.result ?? {}) as { packageId?: Id };
    const granted = { clientId, accessRequestId: asked.id, decision: 'granted', text: 'Handed over', packageId };
    await agency.as(rosa, takePackage, { clientId, packageId, part: 'data' });
    await agency.as(rosa, answerAccess, granted);
    const read = { clientId, accessRequestId: (await agency.as(rosa, requestAccess, { clientId })).id };
    await agency.as(rosa, answerAccess, { ...read, decision: 'granted', text: 'Read together' });
    const log = await agency.write((tx) =>
      tx.rows(
        db.selectFrom('disclosures').select(['basis', 'recipient_kind', 'recipient', 'way', 'segments']).orderBy('id'),
      ),
    );
    expect(log).toEqual([
      { basis: 'own-request', recipient_kind: 'client', recipient: 'Zoë Łaska', way: 'package', segments: ['general'] },
      {
        basis: 'own-request',
        recipient_kind: 'client',
        recipient: 'Zoë Łaska',
        way: 'in-person',
        segments: ['general'],
      },
    ]);
  });

  test('is a file to read: title, language, contents, numbered pages, the person’s own words beside the entry', async () => {
    const visit = await agency.as(
      rosa,
      logContact,
      aVisit(agency, clientId, { note: 'Talked about the move', sign: true }),
    );
    const said = { clientId, entryKind: 'contact', entryId: visit.id };
    await agency.as(rosa, addAddendum, { ...said, kind: 'client-statement', text: 'It was my idea to move.' });
    await agency.as(rosa, writeNote, { clientId, text: 'Not signed, so not said' });
    const event = { clientId, kind: 'housing', day: agency.today(), text: 'Moved in', source: 'client' };
    const wrong = await agency.as(rosa, recordKeyEvent, { ...event, text: 'Won a prize' });
    await agency.as(rosa, enterInError, { clientId, kind: 'key-event', entryId: wrong.id, reason: 'Another person' });
    const { pdf, text, files, leftOut } = await made();
    expect(leftOut).toBe(0);
    const document = await PDFDocument.load(pdf, { updateMetadata: false });
    expect(document.getTitle()).toBe('Record of Zoë Łaska');
    expect(document.getAuthor()).toBe('Riverside');
    expect(document.catalog.lookup((await import('pdf-lib')).PDFName.of('Lang'))?.toString()).toContain('en');
    expect(text).toContain('Your record');
    expect(text).toContain('Zoë Łaska');
    expect(text).toContain(`page 1 of ${document.getPageCount()}`);
    expect(text).toContain('Contents');
    expect(text).toContain('Notes (1)');
    expect(text).toContain('Talked about the move');
    expect(text).toContain('It was my idea to move.');
    expect(text).toContain('Entered by mistake: Another person');
    expect(text).not.toContain('Not signed');
    // Beside the entry: right below what it says.
    expect(text).toMatch(/Minutes: 45 .{1,400}In Zoë Łaska’s own words, November 25, 2026 It was my idea to move\./);
    const contacts = JSON.parse(files['contacts.json'] ?? '');
    expect(contacts[0]).toMatchObject({
      standing: 'stands',
      values: { minutes: 45 },
      beside: [{ kind: 'client-statement', text: 'It was my idea to move.' }],
    });
    expect(JSON.parse(files['identity.json'] ?? '')[0].values.family_name).toBe('Łaska');
    expect(JSON.parse(files['key-events.json'] ?? '')).toMatchObject([
      { standing: 'in-error', errorReason: 'Another person' },
    ]);
    expect(JSON.parse(files['schema/contacts.schema.json'] ?? '').items.properties.values.properties.minutes).toEqual({
      type: ['number', 'null'],
    });
    expect(files['README.txt']).toContain('Made by Riverside');
  });

  test('speaks the person’s language, in large print where they want it', async () => {
    const [plain, large] = [await made({ language: 'es' }), await made({ language: 'es', largePrint: true })];
    expect(plain.text).toContain('Su expediente');
    expect(plain.text).toMatch(/página 1 de \d+/);
    const pages = async (bytes: Uint8Array) => (await PDFDocument.load(bytes)).getPageCount();
    expect(await pages(large.pdf)).toBeGreaterThan(await pages(plain.pdf));
  });

  test('leaves out what others said in confidence, and what is kept back on grounds, and says so', async () => {
    const told = aVisit(agency, clientId, {
      note: 'Her sister worries',
      sign: true,
      withWhom: 'support',
      withName: 'Ama',
    });
    await agency.as(rosa, logContact, told);
    const { leftOut, text, files } = await made();
    expect(leftOut).toBe(1);
    expect(text).not.toContain('Her sister worries');
    expect(files['notes.json']).not.toContain('Her sister worries');
    expect(text).toContain('Left out: somebody else said it in confidence.');
    const whole = await made({ withSupportersWords: true });
    expect([whole.leftOut, whole.text.includes('Her sister worries')]).toEqual([0, true]);
    const { entries } = await agency.as(rosa, readRequests, { clientId });
    const note = entries.find(({ text: words }) => words === 'Talked about the move');
    const part = await made({ withSupportersWords: true, leaveOut: [note?.id] });
    expect([part.leftOut, part.text.includes('Talked about the move')]).toEqual([1, false]);
    // What was left out is an answer in part.
    const answer = { clientId, accessRequestId, text: 'Here it is', packageId: part.packageId };
    expect((await agency.refusalOf(rosa, answerAccess, { ...answer, decision: 'granted' }))?.codes).toEqual([
      'granted-but-left-out',
    ]);
  });

  test('holds neither psychotherapy notes nor what its maker may not see', async () => {
    for (const [segment, text] of [
      ['psychotherapy', 'From the couch'],
      ['part2', 'From the clinic'],
    ] as const)
      await agency.write((tx, stamp) =>
        tx.run(
          db.insertInto('notes').values({
            ...stamp,
            ...{ id: agency.newId(), client_id: clientId, staff_id: rosa.id, kind: 'case', day: agency.today() },
            ...{ text, segment, state: 'signed', signed_at: agency.now, signed_by: rosa.id },
          }),
        ),
      );
    const { text, files, leftOut } = await made({ withSupportersWords: true });
    for (const kept of ['From the couch', 'From the clinic']) {
      expect(text).not.toContain(kept);
      expect(Object.values(files).join()).not.toContain(kept);
    }
    // Of psychotherapy notes not even the number is told.
    expect(leftOut).toBe(1);
  });

  test('asked for before a consent was taken back, and made after, holds nothing of it', async () => {
    const clinic = await agency.aProgramme({ name: 'Recovery' });
    await agency.write((tx) => tx.run(db.updateTable('programmes').set({ is_part2: true }).where('id', '=', clinic)));
    const nell = await agency.aStaffMember(['case-manager'], { teamId: await agency.aTeam(clinic) });
    await agency.anEnrolment({ clientId, programmeId: clinic, owner: { kind: 'staff', id: nell.id } });
    const note = { clientId, text: 'A week without drinking', sign: true, segment: 'part2' };
    await agency.as(nell, writeNote, note);
    const [from, told] = [agency.today(), ['revocation']];
    const { id: consentId } = await agency.as(nell, recordConsent, {
      ...{ clientId, kind: 'part2', segments: ['part2'], purposes: ['coordination'], from, told, language: 'en' },
      disclosers: [{ kind: 'programme', id: clinic, name: 'Recovery' }],
      recipients: [{ kind: 'staff', id: rosa.id, name: 'Rosa' }],
      description: 'What Recovery writes about me',
      expiry: { kind: 'event', text: 'I leave Recovery' },
      signature: { how: 'typed', on: from, name: 'Zoë Łaska' },
    });
    const open = await made();
    expect(open.text).toContain(note.text);

    const { id } = await agency.as(rosa, makePackage, { clientId, accessRequestId });
    await agency.as(nell, revokeConsent, { consentId, how: 'phone' });
    const { packageId } = ((await carriedOut(id))?.result ?? {}) as { packageId: Id };
    const taken = (await agency.as(rosa, takePackage, { clientId, packageId, part: 'data' })).bytes;
    expect(Object.values(filesIn(taken)).join()).not.toContain(note.text);
    // Nor is the copy that was made while it stood handed out any more.
    const before = { clientId, packageId: open.packageId, part: 'pdf' };
    expect((await agency.refusalOf(rosa, takePackage, before))?.status).toBe(404);
  });

  test('called off, leaves nothing behind', async () => {
    const count = () => agency.write((tx) => tx.rows(db.selectFrom('blobs').select('id')));
    const before = (await count()).length;
    const { id } = await agency.as(rosa, makePackage, { clientId, accessRequestId });
    await agency.write((tx) => askToCancel(tx, id, agency.now));
    expect(await carriedOut(id)).toMatchObject({ state: 'cancelled', result: null });
    expect((await count()).length).toBe(before);
  });

  test('is made for an open request only, and taken by those who may', async () => {
    const { packageId } = await made();
    const stranger = await agency.aStaffMember(['case-manager']);
    const take = { clientId, packageId, part: 'pdf' };
    expect((await agency.refusalOf(stranger, takePackage, take))?.status).toBe(404);
    const asked = await agency.as(rosa, requestAccess, { clientId });
    const granted = { clientId, accessRequestId: asked.id, decision: 'granted', text: 'Read together' };
    await agency.as(rosa, answerAccess, granted);
    const again = { clientId, accessRequestId: asked.id };
    expect((await agency.refusalOf(rosa, makePackage, again))?.codes).toEqual(['request-done-already']);
  });
});
