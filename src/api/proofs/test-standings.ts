// A world to try doors in: two agencies, a person for each role, and clients to whom all of them stand in the same way, one client
// for each way of standing. Each client has one of everything, and what is written about one carries that client's mark.
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import { saveAssessment, signAssessment, startAssessment } from '#actions/assessment/write-assessment.ts';
import { logContact } from '#actions/contacts/log-contact.ts';
import { writeNote } from '#actions/contacts/notes.ts';
import { assignCareTeam } from '#actions/cycle/care-team.ts';
import { checkEligibility, enrolClient } from '#actions/cycle/outreach.ts';
import { referClient } from '#actions/cycle/refer-client.ts';
import { beginSitting } from '#actions/instruments/answer.ts';
import { makeReferral } from '#actions/linking/follow-referral.ts';
import { addIdentifier } from '#actions/people/identifiers.ts';
import { recordKeyEvent } from '#actions/people/key-events.ts';
import { linkClients } from '#actions/people/links.ts';
import { addAddendum } from '#actions/people/marks.ts';
import { blockStaff } from '#actions/people/staff-blocks.ts';
import { recordStay } from '#actions/people/stays.ts';
import { alert, contactDetail, coverage, residence, socialTie, supporter } from '#actions/people/surroundings.ts';
import { assessed, aVisit, signAPlan } from '#actions/pipeline/test-cycle.ts';
import { anAgency, type Staff, type TestAgency } from '#actions/pipeline/test-world.ts';
import { startPlan } from '#actions/plan/write-plan.ts';
import { startReview } from '#actions/review/write-review.ts';
import { requestAccess, requestAmendment } from '#actions/rights/make-request.ts';
import { listSheets } from '#actions/sheets/keep-sheets.ts';
import { printSheets } from '#actions/sheets/print-sheets.ts';
import { makeTask } from '#actions/work/make-task.ts';
import { type Role, roles } from '#domain/access/actor.ts';
import { addDays } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { addMinutes, type Instant } from '#domain/basics/instant.ts';
import { shortSheetId } from '#domain/sheets/code.ts';
import { insertApproval } from '#store/approvals.ts';
import { insertConsent, insertRestriction, keepScan } from '#store/consents.ts';
import { createJobRun } from '#store/job-runs.ts';
import { insertPackage } from '#store/package/files.ts';
import { db, json } from '#store/postgres/query.ts';
import { insertHold } from '#store/retention.ts';
import { findSheet, insertScanPage } from '#store/scans.ts';

/** How everyone who is tried out stands to a client; `elsewhere` is the other agency's. */
export const standings = [
  'own',
  'team',
  'supervised',
  'after-care',
  'unclaimed',
  'stranger',
  'former',
  'glass',
  'on-call',
  'blocked',
  'elsewhere',
] as const;
export type Standing = (typeof standings)[number];

/** A word that stands in the name and in everything written about the client, and nowhere else. */
const marks: Record<Standing, string> = {
  own: 'Aldwynsdottir',
  team: 'Bertilsberger',
  supervised: 'Cyprianowsky',
  'after-care': 'Dagobertshaus',
  unclaimed: 'Eskilstrupper',
  stranger: 'Fridolinmeier',
  former: 'Gunvaldsgaard',
  glass: 'Jorunnsdatter',
  'on-call': 'Kasimirowicz',
  blocked: 'Hjalmarsund',
  elsewhere: 'Ingolfshofer',
};

export type Subject = { readonly mark: string; readonly clientId: Id; readonly ids: Readonly<Record<string, Id>> };

export type World = {
  readonly agency: TestAgency;
  readonly other: TestAgency;
  /** One person for each role, with that role alone. */
  readonly people: Readonly<Record<Role, Staff>>;
  /** Of the other agency, with every role there. */
  readonly outsider: Staff;
  readonly subjects: Readonly<Record<Standing, Subject>>;
  /** Ids that concern no client. */
  readonly house: Readonly<Record<string, Id>>;
  close(): Promise<void>;
};

type House = { readonly programmeId: Id; readonly teamId: Id; readonly colleague: Staff; readonly builder: Staff };

const aHouse = async (agency: TestAgency): Promise<House> => {
  await agency.publishModels();
  const programmeId = await agency.aProgramme({ name: 'River programme' });
  const teamId = await agency.aTeam(programmeId, { name: 'River team' });
  const far = await agency.aTeam(programmeId, { name: 'Far team' });
  const builder = await agency.aStaffMember(['case-manager', 'team-lead', 'supervisor'], { teamId: far });
  const colleague = await agency.aStaffMember(['case-manager'], { teamId: far });
  return { programmeId, teamId, builder, colleague };
};

/** What waits for a second person, a record that was merged into this one, a legal hold. */
const aRecordsRights = async (agency: TestAgency, clientId: Id, by: Id, about: string) => {
  const twin = await agency.aClient({ given: 'Somebody', family: 'Twice' });
  const [approvalId, formerId, holdId] = [agency.newId(), agency.newId(), agency.newId()];
  const glassId = agency.newId();
  const [consentId, restrictionId] = [agency.newId(), agency.newId()];
  await agency.write(async (tx, stamp) => {
    const written = { agencyId: agency.agencyId, by, at: agency.now, today: agency.today() };
    await insertApproval(tx, written, {
      ...{ id: approvalId, kind: 'merge-clients', clientId, otherClientId: twin, reason: about },
    });
    await tx.run(
      db
        .insertInto('merged_clients')
        .values({ ...stamp, id: formerId, client_id: clientId, number: 1, identity: json({ given_name: about }) }),
    );
    await insertConsent(tx, written, clientId, 'en', {
      ...{
        id: consentId,
        kind: 'release',
        clientName: about,
        segments: ['general'],
        records: [],
        told: ['revocation'],
      },
      ...{ disclosers: [{ kind: 'agency', id: null, name: 'Agency' }], description: about, purposes: ['housing'] },
      recipients: [{ kind: 'organization', id: null, name: about, members: null }],
      ...{ recordsFrom: null, recordsTo: null, purposeText: null, from: agency.today(), signer: { as: 'client' } },
      expiry: { kind: 'event', text: about, happenedOn: null },
      ...{ signature: null, revocation: null, knownFalse: null },
    });
    await insertRestriction(tx, written, clientId, {
      ...{
        id: restrictionId,
        segments: ['general'],
        records: [],
        purposes: [],
        words: about,
        agreed: null,
        answer: null,
      },
      from: [{ kind: 'organization', id: null, name: about }],
      beginsOn: agency.today(),
    });
    const glass = { ...aBreak(agency, stamp, clientId, by), id: glassId, explanation: about };
    await tx.run(db.insertInto('glass_breaks').values(glass));
    await insertHold(tx, written, { id: holdId, clientId, reason: about, from: agency.today(), to: null });
  });
  return { approvalId, formerId, holdId, glassId, consentId, restrictionId };
};

/** A copy of the record, with a word in each of its files. */
const aPackage = async (agency: TestAgency, clientId: Id, requestId: Id, about: string): Promise<Id> => {
  const id = agency.newId();
  const file = (name: string, mediaType: string) => ({
    ...{ id: agency.newId(), clientId, name, mediaType },
    bytes: Buffer.from(`${name}: ${about}`),
  });
  await agency.write((tx, { agency_id: agencyId, recorded_at: at, recorded_by: by }) =>
    insertPackage(
      tx,
      { agencyId, by, at },
      {
        ...{
          id,
          requestId,
          segments: ['general'],
          language: 'en',
          largePrint: false,
          entries: 1,
          leftOut: 0,
          pages: 1,
        },
        pdf: file('record.pdf', 'application/pdf'),
        data: file('record.zip', 'application/zip'),
      },
    ),
  );
  return id;
};

/** A blank one is out for the client, and a page of another came back. */
const twoSheets = async (agency: TestAgency, by: Staff, clientId: Id) => {
  const print = () => agency.as(by, printSheets, { clientIds: [clientId], instrument: 'phq9', language: 'en' });
  const [back] = (await print()).sheets;
  await print();
  const { items } = await agency.as(by, listSheets, { clientId });
  const pageId = agency.newId();
  await agency.write(async (tx, { agency_id: agencyId, recorded_at: at, recorded_by }) => {
    const stamp = { agencyId, at, by: recorded_by };
    const sheet = await findSheet(tx, back?.code ?? '');
    if (!sheet) throw new Error('the sheet is not there');
    const blobId = agency.newId();
    await keepScan(tx, stamp, {
      ...{ id: blobId, clientId, segment: 'general', mediaType: 'image/jpeg', bytes: Buffer.from(pageId) },
      sha256: createHash('sha256').update(pageId).digest(),
    });
    const readings = [{ id: 'q1', value: null, confidence: 0, status: 'check', reason: 'blank' }] as const;
    await insertScanPage(tx, stamp, {
      ...{ id: pageId, sheet, batchId: agency.newId(), page: 1, blobId, readings, state: 'open', staffId: null },
    });
  });
  return { sheetId: items.find(({ shortId }) => shortId !== shortSheetId(back?.code ?? ''))?.id ?? '', pageId };
};

/** A client with one of everything there is, written by the builder. */
const aSubject = async (agency: TestAgency, { programmeId, builder, colleague }: House, mark: string) => {
  const clientId = await agency.aClient({ given: mark, family: mark });
  const as: TestAgency['as'] = (_, ...rest) => agency.as(builder, ...rest);
  const about = `${mark} ${mark.toLowerCase()}`;
  const owner = { kind: 'staff', id: builder.id };
  const { enrolmentId } = await as(builder, referClient, { clientId, programmeId, owner, reason: about });
  const way = { clientId, enrolmentId };
  const visit = aVisit(agency, clientId, { placeDetail: about, note: about, sign: true, minutes: 20 });
  const contact = await as(builder, logContact, visit);
  await as(builder, checkEligibility, { enrolmentId, findings: [] });
  await as(builder, enrolClient, { enrolmentId });
  const begun = await as(builder, startAssessment, { enrolmentId });
  const domains = JSON.parse(JSON.stringify(assessed(begun)).replaceAll(/I want my own door|Lost the lease/g, about));
  const saved = await as(
    builder,
    saveAssessment,
    { assessmentId: begun.id, domains, summary: about },
    { ifMatch: begun.version },
  );
  await as(builder, signAssessment, { assessmentId: saved.id }, { ifMatch: saved.version });
  const plan = await signAPlan(agency, builder, way, saved);
  const started = await as(builder, startPlan, { enrolmentId });
  const draft = await as(builder, startAssessment, { enrolmentId });
  const note = await as(builder, writeNote, { clientId, text: about });
  const stay = { clientId, setting: 'psychiatric', place: about, from: addDays(agency.today(), -2), source: about };
  const event = { clientId, kind: 'housing', day: agency.today(), text: about, source: about };
  const identifiers = await as(builder, addIdentifier, { clientId, system: 'county', value: about });
  const kin = await agency.aClient({ given: 'Somebody', family: 'Else' });
  const linked = await as(builder, linkClients, { clientId, otherClientId: kin, kind: 'household' });
  await agency.write((tx, { recorded_at, recorded_by }) =>
    tx.run(db.updateTable('clients').set({ unclaimed: false, recorded_at, recorded_by }).where('id', '=', kin)),
  );
  const rights = await aRecordsRights(agency, clientId, builder.id, about);
  const cousin = await agency.aStaffMember(['case-manager']);
  const { id: accessRequestId } = await as(builder, requestAccess, { clientId, note: about });
  const team = await as(builder, assignCareTeam, {
    enrolmentId,
    owner: { kind: 'staff', id: colleague.id },
    role: 'backup',
    reason: about,
  });
  return {
    ...way,
    ...rights,
    contactId: contact.id,
    noteId: note.id,
    assessmentId: draft.id,
    signedAssessmentId: saved.id,
    planId: started.id,
    goalThread: plan.goals[0]?.thread ?? '',
    stayId: (await as(builder, recordStay, stay)).id,
    eventId: (await as(builder, recordKeyEvent, event)).id,
    referralId: (await as(builder, makeReferral, { clientId, organization: about, owner, note: about })).id,
    taskId: (await as(builder, makeTask, { clientId, title: about, note: about })).id,
    'contact-details': (
      await as(builder, contactDetail.add, { clientId, channel: 'phone', value: about, caution: about })
    ).id,
    supporters: (await as(builder, supporter.add, { clientId, name: about, relationship: about })).id,
    'social-ties': (
      await as(builder, socialTie.add, { clientId, name: about, kind: 'family', closeness: 1, quality: 'strong' })
    ).id,
    coverages: (await as(builder, coverage.add, { clientId, payer: about, plan: 'medicaid', from: '2026-01-01' })).id,
    alerts: (
      await as(builder, alert.add, { clientId, kind: 'other', text: about, basis: about, expiresOn: '2026-12-31' })
    ).id,
    residences: (
      await as(builder, residence.add, { clientId, setting: 'own-home', address: about, from: '2026-01-01' })
    ).id,
    identifierId: identifiers.items[0]?.id ?? '',
    linkId: linked.id ?? '',
    blockId: (await as(builder, blockStaff, { clientId, staffId: cousin.id, reason: about })).id,
    addendumId: (
      await as(builder, addAddendum, {
        clientId,
        entryKind: 'contact',
        entryId: contact.id,
        kind: 'addendum',
        text: about,
      })
    ).id,
    sittingId: (
      await as(builder, beginSitting, {
        clientId,
        instrument: 'phq9',
        means: 'proxy',
        proxyName: about,
        language: 'en',
        answers: { q9: 1 },
      })
    ).id,
    ...(await twoSheets(agency, builder, clientId)),
    accessRequestId,
    packageId: await aPackage(agency, clientId, accessRequestId, about),
    amendmentRequestId: (await as(builder, requestAmendment, { clientId, note: about })).id,
    reviewId: (await as(builder, startReview, { enrolmentId, reason: 'client-asked' })).id,
    endAssignmentId: team.assignments.find(({ role }) => role === 'backup')?.id ?? '',
  };
};

/** An hour that has just begun. */
const aBreak = (
  agency: TestAgency,
  stamp: { agency_id: Id; recorded_at: Instant; recorded_by: Id },
  clientId: Id,
  staffId: Id,
) => ({
  ...{ ...stamp, id: agency.newId(), client_id: clientId, staff_id: staffId, reason: 'safety-check' },
  ...{ explanation: 'Nobody answers the door', broken_at: agency.now, ends_at: addMinutes(agency.now, 60) },
});

/** Takes away every standing there is to the client and gives the one that is tried out. */
const stand = async (
  agency: TestAgency,
  { clientId, enrolmentId }: { clientId: Id; enrolmentId: Id },
  standing: Standing,
  by: {
    readonly people: readonly Staff[];
    readonly teamId: Id;
    readonly programmeId: Id;
    readonly supervised: Staff;
    readonly stranger: Staff;
  },
): Promise<void> => {
  const today = agency.today();
  await agency.write(async (tx, stamp) => {
    const { recorded_at, recorded_by } = stamp;
    await tx.run(
      db
        .updateTable('assignments')
        .set({ to_day: today, visible_until: null, recorded_at, recorded_by })
        .where('client_id', '=', clientId)
        .where('to_day', 'is', null),
    );
    const assign = (to: { staff_id: Id } | { team_id: Id }, more: object = {}) =>
      tx.run(
        db.insertInto('assignments').values({
          ...stamp,
          ...to,
          id: agency.newId(),
          client_id: clientId,
          enrolment_id: enrolmentId,
          role: 'backup',
          from_day: addDays(today, -20),
          ...more,
        }),
      );
    const everyone = (more?: object) => by.people.map(({ id }) => assign({ staff_id: id }, more));
    const ended = { to_day: addDays(today, -5) };
    const given: Record<Standing, () => Promise<unknown>[]> = {
      own: () => everyone(),
      team: () => [assign({ team_id: by.teamId })],
      supervised: () => [assign({ staff_id: by.supervised.id })],
      'after-care': () => everyone({ ...ended, visible_until: today }),
      former: () => everyone({ ...ended, visible_until: addDays(today, -1) }),
      stranger: () => [assign({ staff_id: by.stranger.id })],
      elsewhere: () => [assign({ staff_id: by.stranger.id })],
      unclaimed: () => [
        tx.run(db.updateTable('clients').set({ unclaimed: true, recorded_at, recorded_by }).where('id', '=', clientId)),
      ],
      glass: () => [
        assign({ staff_id: by.stranger.id }),
        ...by.people.map(({ id }) => tx.run(db.insertInto('glass_breaks').values(aBreak(agency, stamp, clientId, id)))),
      ],
      'on-call': () => [
        assign({ staff_id: by.stranger.id }),
        ...by.people.map(({ id }) =>
          tx.run(
            db.insertInto('on_call_shifts').values({
              ...{ ...stamp, id: agency.newId(), programme_id: by.programmeId, staff_id: id },
              ...{ from_at: addMinutes(agency.now, -1), to_at: addMinutes(agency.now, 60) },
            }),
          ),
        ),
      ],
      blocked: () => [
        ...everyone(),
        ...by.people.map(({ id }) =>
          tx.run(
            db.insertInto('staff_blocks').values({
              ...stamp,
              id: agency.newId(),
              client_id: clientId,
              staff_id: id,
              reason: 'A cousin',
            }),
          ),
        ),
      ],
    };
    await Promise.all(given[standing]());
  });
};

/** One for everybody who has an account; its id is that of their session, which is theirs alone too. */
const givePasskeys = async (ownerUrl: string): Promise<void> => {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query(
      `insert into passkeys (id, account_id, name, credential_id, public_key, rp_id, counter, transports, backup_eligible, backed_up, created_at)
       select s.id, s.account_id, 'A key', uuid_send(s.id), '', 'localhost', 0, '{}', false, false, s.created_at from sessions s`,
    );
  } finally {
    await owner.end();
  }
};

const sessionIdsOf = async (ownerUrl: string): Promise<Map<Id, Id>> => {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    const { rows } = await owner.query<{ staff_id: Id; id: Id }>('select staff_id, id from sessions');
    return new Map(rows.map(({ staff_id, id }) => [staff_id, id]));
  } finally {
    await owner.end();
  }
};

export const aWorldOfStandings = async (): Promise<World> => {
  const agency = await anAgency(undefined, { name: 'Riverside' });
  const other = await anAgency(agency.database, { name: 'Hillside' });
  const [house, otherHouse] = [await aHouse(agency), await aHouse(other)];
  const people = {} as Record<Role, Staff>;
  for (const role of roles) people[role] = await agency.aStaffMember([role], { teamId: house.teamId });
  const supervised = await agency.aStaffMember(['case-manager']);
  await agency.write((tx, stamp) =>
    Promise.all(
      Object.values(people).map(({ id }) =>
        tx.run(
          db.insertInto('supervision_lines').values({
            ...stamp,
            id: agency.newId(),
            supervisor_id: id,
            staff_id: supervised.id,
            during: sql`daterange('2026-01-01', null)`,
          }),
        ),
      ),
    ),
  );
  const subjects = {} as Record<Standing, Subject>;
  for (const standing of standings) {
    const [at, its] = standing === 'elsewhere' ? [other, otherHouse] : [agency, house];
    // One is on call for everybody of a programme, so whoever is seen for that alone has one of their own.
    const programmeId = standing === 'on-call' ? await at.aProgramme({ name: 'Night programme' }) : its.programmeId;
    const { clientId, ...ids } = await aSubject(at, { ...its, programmeId }, marks[standing]);
    await stand(at, { clientId, enrolmentId: ids.enrolmentId }, standing, {
      people: Object.values(people),
      programmeId,
      teamId: house.teamId,
      supervised,
      stranger: its.colleague,
    });
    const unnamed = await at.write((tx) =>
      tx.first(sql<Record<string, Id>>`
        select (select id from cycle_acts where client_id = c.id order by entry desc limit 1) as "actId",
          (select g.id from goals g join plans p on p.id = g.plan_id where g.client_id = c.id and p.state = 'signed' limit 1) as "goalId",
          (select id from steps where client_id = c.id limit 1) as "stepId",
          (select id from safety_episodes where client_id = c.id limit 1) as "episodeId"
        from clients c where c.id = ${clientId}::uuid`),
    );
    subjects[standing] = { mark: marks[standing], clientId, ids: { ...ids, ...unnamed } };
  }
  const outsider = await other.aStaffMember([...roles], { teamId: otherHouse.teamId });
  await givePasskeys(agency.database.ownerUrl);
  const sessions = await sessionIdsOf(agency.database.ownerUrl);
  const shiftId = agency.newId();
  await agency.write((tx, stamp) =>
    tx.run(
      db.insertInto('on_call_shifts').values({
        ...{ ...stamp, id: shiftId, programme_id: house.programmeId, staff_id: house.colleague.id },
        ...{ from_at: agency.now, to_at: addMinutes(agency.now, 600) },
      }),
    ),
  );
  const houseIds: Record<string, Id> = {
    otherClientId: await agency.aClient({ given: 'New', family: 'Comer' }),
    programmeId: house.programmeId,
    teamId: house.teamId,
    staffId: house.colleague.id,
    supervisorId: supervised.id,
    owner: house.colleague.id,
    handTo: house.colleague.id,
    shiftId,
  };
  for (const { id: by } of Object.values(people)) {
    houseIds[`session of ${by}`] = sessions.get(by) ?? '';
    const [id, noticeId] = [agency.newId(), agency.newId()];
    houseIds[`notice of ${by}`] = noticeId;
    await agency.write((tx, stamp) =>
      tx.run(
        db.insertInto('notices').values({
          ...{ ...stamp, id: noticeId, staff_id: by, kind: 'glass-broken' },
          ...{ subject_id: agency.newId(), told_at: agency.now },
        }),
      ),
    );
    houseIds[`job of ${by}`] = id;
    await agency.write((tx, { recorded_at: at }) =>
      createJobRun(tx, { agencyId: agency.agencyId, id, kind: 'import-file', params: {}, by, at }),
    );
  }
  return {
    agency,
    other,
    people,
    outsider,
    subjects,
    house: houseIds,
    close: () => agency.database.close(),
  };
};
