import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SittingView } from '#contract/instruments.ts';
import { addDays } from '#domain/basics/day.ts';
import type { Id } from '#domain/basics/id.ts';
import { addMinutes } from '#domain/basics/instant.ts';
import { readDueFacts } from '#store/due-facts.ts';
import { shippedInstruments } from '#store/instruments.ts';
import { db, json } from '#store/postgres/query.ts';
import { shippedModels } from '#store/service-models.ts';
import { addAddendum, enterInError } from '../people/marks.ts';
import { readChart } from '../people/read-chart.ts';
import { anEnrolledClient } from '../pipeline/test-cycle.ts';
import { anAgency, type Staff, type TestAgency } from '../pipeline/test-world.ts';
import { requestAmendment } from '../rights/make-request.ts';
import { readRequests } from '../rights/read-requests.ts';
import { beginSitting, discardSitting, saveSitting, signSitting } from './answer.ts';
import { publishInstrument } from './keep-instruments.ts';
import { readSitting, readSittings } from './read-sittings.ts';

let agency: TestAgency;
let rosa: Staff;
let clientId: Id;

const aClient = async () => (await anEnrolledClient(agency, rosa, await agency.aProgramme())).clientId;
const begin = (more: object = {}) =>
  agency.as(rosa, beginSitting, { clientId, instrument: 'phq9', means: 'client', language: 'en', ...more });
const save = ({ id, version }: SittingView, answers: object) =>
  agency.as(rosa, saveSitting, { sittingId: id, answers }, { ifMatch: version });
const sign = ({ id, version }: SittingView) => agency.as(rosa, signSitting, { sittingId: id }, { ifMatch: version });
const refusedBegin = async (more: object) =>
  (
    await agency.refusalOf(rosa, beginSitting, {
      clientId,
      instrument: 'phq9',
      means: 'client',
      language: 'en',
      ...more,
    })
  )?.codes;

/** The nine answers of the PHQ-9, all the same. */
const nine = (value: number) => Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`q${at + 1}`, value]));
const total = ({ scores }: SittingView) => scores.find(({ score }) => score === 'total');
const keptScores = () =>
  agency.write((tx) =>
    tx.rows(sql<{ score: string; value: number | null; said: string | null }>`
      select score, value, said from scores where client_id = ${clientId}::uuid order by score`),
  );

beforeAll(async () => {
  agency = await anAgency();
  rosa = await agency.aStaffMember(['case-manager']);
});
afterAll(() => agency.database.close());

describe('answering', () => {
  test('begins with nothing filled in, keeps each answer as it comes, and is signed with its score', async () => {
    clientId = await aClient();
    const begun = await begin();
    expect(begun).toMatchObject({ state: 'draft', answers: {}, instrumentVersion: 1, answered: 0, complete: false });
    const half = await save(begun, { q1: 2, q2: 3 });
    expect(half).toMatchObject({ answers: { q1: 2, q2: 3 }, answered: 2 });
    expect(total(half)).toMatchObject({ value: null, reason: 'incomplete' });
    const whole = await save(half, { ...nine(2), q9: 0 });
    const signed = await sign(whole);
    expect(total(signed)).toMatchObject({ value: 16, band: { en: 'moderately severe' }, cutoffMet: true });
    expect(await keptScores()).toContainEqual({ score: 'total', value: 16, said: null });
    expect(
      await agency.refusalOf(rosa, saveSitting, { sittingId: begun.id, answers: {} }, { ifMatch: signed.version }),
    ).toMatchObject({ codes: ['sitting-signed-already'] });
  });

  test('again begins with nothing filled in, and stands beside the first', async () => {
    clientId = await aClient();
    await sign(await save(await begin(), { ...nine(2), q9: 0 }));
    const again = await begin();
    expect(again.answers).toEqual({});
    await sign(await save(again, { ...nine(1), q9: 0 }));
    const { courses } = await agency.as(rosa, readSittings, { clientId });
    const course = courses.find(({ score }) => score === 'total');
    expect(course?.threshold).toMatchObject({ points: 6, reliability: 0.89 });
    expect(course?.points.map(({ value, sinceFirst }) => [value, sinceFirst?.verdict])).toEqual([
      [16, undefined],
      [8, 'better'],
    ]);
  });

  test('unfinished it can be signed, and then it has no score: an estimate is shown apart and kept nowhere', async () => {
    clientId = await aClient();
    const { q9: _, ...eight } = nine(1);
    const signed = await sign(await save(await begin(), eight));
    expect(signed).toMatchObject({ state: 'signed', complete: false, missing: ['q9'] });
    expect(total(signed)).toMatchObject({ value: null, estimated: 9 });
    expect((await keptScores()).map(({ score }) => score)).toEqual(['phq2']);
    const { courses } = await agency.as(rosa, readSittings, { clientId });
    expect(courses.map(({ score }) => score)).toEqual(['phq2']);
  });

  test('an answer to a question that is asked no more is kept as given and counts for nothing', async () => {
    clientId = await aClient();
    const saved = await save(await begin(), { ...nine(0), q10: 3 });
    expect(saved).toMatchObject({ answers: { q10: 3 }, answered: 9, asked: 9 });
  });

  test('what is signed stays as it was signed', async () => {
    clientId = await aClient();
    const { id } = await sign(await save(await begin(), nine(1)));
    await expect(
      agency.write((tx) => tx.run(sql`update sittings set answers = ${json({ q1: 0 })}::jsonb where id = ${id}::uuid`)),
    ).rejects.toThrow(/never changed/);
  });

  test('two people who answer from one version do not overwrite each other', async () => {
    clientId = await aClient();
    const begun = await begin();
    await save(begun, { q1: 1 });
    expect(
      await agency.refusalOf(
        rosa,
        saveSitting,
        { sittingId: begun.id, answers: { q2: 1 } },
        { ifMatch: begun.version },
      ),
    ).toMatchObject({ status: 412 });
  });

  test('one of a kind at a time is under way; one that is let go leaves room for the next', async () => {
    clientId = await aClient();
    const begun = await begin();
    expect(await refusedBegin({})).toEqual(['sitting-draft-exists']);
    await agency.as(rosa, discardSitting, { sittingId: begun.id }, { ifMatch: begun.version });
    expect((await begin()).answers).toEqual({});
    expect((await agency.as(rosa, readSittings, { clientId })).items).toHaveLength(1);
  });

  test('is refused where it cannot be', async () => {
    clientId = await aClient();
    expect(await refusedBegin({ instrument: 'cssrs-screener', means: 'worker' })).toEqual(['instrument-not-offered']);
    expect(await refusedBegin({ instrument: 'whodas12' })).toEqual(['instrument-not-offered']);
    expect(await refusedBegin({ instrument: 'none' })).toEqual(['instrument-not-known']);
    expect(await refusedBegin({ instrument: 'bprs18' })).toEqual(['sitting-means']);
    expect(await refusedBegin({ means: 'proxy' })).toEqual(['sitting-proxy-name']);
    expect(await refusedBegin({ day: addDays(agency.today(), 1) })).toEqual(['act-in-future']);
    expect(await refusedBegin({ answers: { q1: 7 } })).toEqual(['answer-not-an-option']);
    const { id: sittingId, version } = await begin();
    expect(await agency.refusalOf(rosa, signSitting, { sittingId }, { ifMatch: version })).toMatchObject({
      codes: ['sitting-nothing-answered'],
    });
  });
});

describe('what begins with the last answers', () => {
  test('is only what says so itself, never a scale', async () => {
    clientId = await aClient();
    await begin({ means: 'paper', sign: true, answers: nine(1) });
    expect((await begin()).answers).toEqual({});
    const noScale = { scores: [], reliableChange: [], flags: [], direction: 'none', spanish: { labels: {} } };
    const own = { ...(await shippedInstruments()).get('phq9'), ...noScale, id: 'own-plan', prefill: true };
    const ann = await agency.aStaffMember(['administrator']);
    await agency.as(ann, publishInstrument, { definition: own });
    await begin({ instrument: 'own-plan', means: 'paper', sign: true, answers: { q1: 2 } });
    expect((await begin({ instrument: 'own-plan' })).answers).toEqual({ q1: 2 });
  });
});

describe('what was said in own words', () => {
  test('is kept as it was said, and scored in nothing', async () => {
    clientId = await aClient();
    const begun = await begin({ instrument: 'satisfaction-independence' });
    const said = await save(begun, { well: 'You came when you said you would' });
    expect(said).toMatchObject({ answers: { well: 'You came when you said you would' }, answered: 1 });
    expect(
      await agency.refusalOf(
        rosa,
        saveSitting,
        { sittingId: begun.id, answers: { well: 7 } },
        { ifMatch: said.version },
      ),
    ).toMatchObject({ codes: ['answer-not-text'] });
  });
});

describe('a sheet of paper', () => {
  test('is begun, answered and signed in one act, also by the product for whoever brought it', async () => {
    clientId = await aClient();
    const sheet = { clientId, instrument: 'k6', means: 'paper', language: 'en', sign: true };
    const answers = Object.fromEntries(Array.from({ length: 6 }, (_, at) => [`q${at + 1}`, 1]));
    const filed = await agency.as('system', beginSitting, { ...sheet, answers, staffId: rosa.id, version: 1 });
    expect(filed).toMatchObject({ state: 'signed', means: 'paper', by: { id: rosa.id } });
    expect(total(filed)).toMatchObject({ value: 6 });
    expect(await agency.refusalOf('system', beginSitting, { ...sheet, answers })).toMatchObject({
      codes: ['field.missing'],
    });
    const tom = await agency.aStaffMember(['case-manager']);
    expect(await refusedBegin({ staffId: tom.id })).toEqual(['sitting-of-another']);
  });
});

describe('what was answered', () => {
  test('is what a service model asked for: due until it is signed, and then again when the model says so', async () => {
    const icm = (await shippedModels()).find(({ key }) => key === 'icm');
    const asked = { key: 'phq9', withinDays: 14, againEveryMonths: 3, leadDays: 14 };
    const definition = { ...icm, key: 'measured', assessments: [...(icm?.assessments ?? []), asked] };
    await agency.write((tx, stamp) =>
      tx.run(
        db.insertInto('service_models').values({
          ...{ ...stamp, id: agency.newId(), key: 'measured', version: 1, definition: json(definition) },
          effective_from: addDays(agency.today(), -500),
        }),
      ),
    );
    const programmeId = await agency.aProgramme({ model: 'measured' });
    clientId = await agency.aClient();
    await agency.anEnrolment({ clientId, programmeId, owner: { kind: 'staff', id: rosa.id } });
    const due = async () =>
      (await agency.as(rosa, readChart, { clientId })).due?.flatMap(({ what, state }) =>
        what.params?.instrument === 'phq9' ? [[what.code, state]] : [],
      );
    expect(await due()).toEqual([['due.what.assessment', 'overdue']]);
    const whole = await save(await begin(), nine(1));
    expect(await due()).toEqual([['due.what.assessment', 'overdue']]);
    const signed = await sign(whole);
    expect(await due()).toEqual([['due.what.re-assessment', 'not-yet']]);
    await agency.as(rosa, enterInError, { clientId, kind: 'sitting', entryId: signed.id, reason: 'Another person' });
    expect(await due()).toEqual([['due.what.assessment', 'overdue']]);
  });

  test('meets what the service model asks, from the day it was signed', async () => {
    clientId = await aClient();
    const day = addDays(agency.today(), -3);
    await begin({ means: 'paper', day, sign: true, answers: nine(1) });
    await begin({ instrument: 'k6' });
    const [facts] = await agency.write((tx) => readDueFacts(tx, [clientId], agency.today()));
    expect(facts?.sittings).toEqual([{ key: 'phq9', on: day }]);
  });

  test('can be asked to be corrected, as any other entry of the record', async () => {
    clientId = await aClient();
    const { id } = await sign(await save(await begin(), nine(1)));
    const asked = { clientId, note: 'I said never', entry: { kind: 'sitting', id } };
    await agency.as(rosa, requestAmendment, asked);
    const { entries } = await agency.as(rosa, readRequests, { clientId });
    expect(entries).toContainEqual(expect.objectContaining({ kind: 'sitting', id, text: 'phq9' }));
  });

  test('may be annotated, and when it never was it counts for nothing', async () => {
    clientId = await aClient();
    const signed = await sign(await save(await begin(), nine(1)));
    agency.now = addMinutes(agency.now, 1);
    const entry = { clientId, entryKind: 'sitting', entryId: signed.id, kind: 'addendum', text: 'Answered tired' };
    await agency.as(rosa, addAddendum, entry);
    expect((await agency.as(rosa, readSitting, { sittingId: signed.id })).addenda).toMatchObject([
      { text: 'Answered tired' },
    ]);
    await agency.as(rosa, enterInError, { clientId, kind: 'sitting', entryId: signed.id, reason: 'Another person' });
    const { items, courses } = await agency.as(rosa, readSittings, { clientId });
    expect(items).toMatchObject([{ state: 'in-error', errorReason: 'Another person' }]);
    expect(courses).toEqual([]);
    expect(await keptScores()).toEqual([]);
  });
});

describe('in a programme whose records are Part 2', () => {
  test('what is asked and what it comes to are Part 2 records, and a colleague outside it sees neither', async () => {
    const [programmeId, general] = [await agency.aProgramme(), await agency.aProgramme()];
    await agency.write((tx) =>
      tx.run(db.updateTable('programmes').set({ is_part2: true }).where('id', '=', programmeId)),
    );
    const counsellor = await agency.aStaffMember(['case-manager'], { teamId: await agency.aTeam(programmeId) });
    const tom = await agency.aStaffMember(['case-manager']);
    const person = await agency.aClient();
    await agency.anEnrolment({ clientId: person, programmeId: general, owner: { kind: 'staff', id: tom.id } });
    await agency.anEnrolment({ clientId: person, programmeId, owner: { kind: 'staff', id: counsellor.id } });
    const given = { instrument: 'phq9', means: 'client', language: 'en', answers: nine(1), sign: true } as const;
    const { id } = await agency.as(counsellor, beginSitting, { clientId: person, ...given });
    const segments = await agency.write((tx) =>
      tx.rows(sql<{ segment: string }>`
        select segment from sittings where id = ${id}::uuid union all select segment from scores where sitting_id = ${id}::uuid`),
    );
    expect(segments.length).toBeGreaterThan(1);
    expect(new Set(segments.map(({ segment }) => segment))).toEqual(new Set(['part2']));
    expect((await agency.as(counsellor, readSittings, { clientId: person })).items).toHaveLength(1);
    expect(await agency.as(tom, readSittings, { clientId: person })).toMatchObject({ items: [], courses: [] });
    expect((await agency.refusalOf(tom, readSitting, { sittingId: id }))?.status).toBe(404);
    // What the colleague asks in the general programme is a general record, though the other enrolment is the newer one.
    const own = await agency.as(tom, beginSitting, { clientId: person, ...given, instrument: 'gad7', answers: {} });
    expect((await agency.as(tom, readSitting, { sittingId: own.id })).state).toBe('signed');
    expect((await agency.as(counsellor, readSittings, { clientId: person })).items).toHaveLength(2);
  });
});
