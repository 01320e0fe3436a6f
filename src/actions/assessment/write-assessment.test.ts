import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Id } from '#domain/basics/id.ts';
import { db } from '#store/postgres/query.ts';
import { editAgency } from '../administration/edit-house.ts';
import { readAgency } from '../administration/read-house.ts';
import { anEnrolledClient, aProspect, assessed, signAnAssessment, type Way } from '../pipeline/test-cycle.ts';
import { anAgency, type Staff, type TestAgency } from '../pipeline/test-world.ts';
import { readAssessment, readAssessments } from './read-assessments.ts';
import { saveAssessment, signAssessment, startAssessment } from './write-assessment.ts';

let agency: TestAgency;
let rosa: Staff;
let tom: Staff;
let programmeId: Id;
let way: Way;

const start = () => agency.as(rosa, startAssessment, { enrolmentId: way.enrolmentId });

beforeAll(async () => {
  agency = await anAgency();
  programmeId = await agency.aProgramme();
  rosa = await agency.aStaffMember(['case-manager']);
  tom = await agency.aStaffMember(['case-manager']);
});
afterAll(() => agency.database.close());

describe('an assessment', () => {
  test('is begun with an enrolled person, one at a time', async () => {
    way = await aProspect(agency, rosa, programmeId);
    expect(await agency.refusalOf(rosa, startAssessment, { enrolmentId: way.enrolmentId })).toEqual({
      status: 409,
      codes: ['not-enrolled-yet'],
    });
    way = await anEnrolledClient(agency, rosa, programmeId);
    await start();
    expect((await agency.refusalOf(rosa, startAssessment, { enrolmentId: way.enrolmentId }))?.codes).toEqual([
      'assessment-draft-exists',
    ]);
  });

  test('two people who write from one version do not overwrite each other: the second sees both', async () => {
    way = await anEnrolledClient(agency, rosa, programmeId);
    const draft = await start();
    const write = (situation: string) =>
      agency.as(
        rosa,
        saveAssessment,
        { assessmentId: draft.id, domains: { housing: { situation } } },
        { ifMatch: draft.version },
      );
    expect(await write('In a shelter')).toMatchObject({ domains: { housing: { situation: 'In a shelter' } } });
    await expect(write('At his sister’s')).rejects.toMatchObject({
      status: 412,
      extra: {
        current: { domains: { housing: { situation: 'In a shelter' } } },
        yours: { domains: { housing: { situation: 'At his sister’s' } } },
      },
    });
    const without = { assessmentId: draft.id, domains: {} };
    expect((await agency.refusalOf(rosa, saveAssessment, without))?.codes).toEqual(['version-missing']);
  });

  test.each([
    ['a part of life nobody assesses', { 'life-on-mars': {} }, 'domain-not-known'],
    ['a level that is none', { housing: { needs: [{ level: 'very' }] } }, 'field.invalid-value'],
    [
      'a need from another record',
      { housing: { needs: [{ level: 'met', thread: '018f0000-0000-7000-8000-000000000001' }] } },
      'need-not-known',
    ],
    [
      'a strength from another record',
      { housing: { strengths: [{ text: 'x', id: '018f0000-0000-7000-8000-000000000001' }] } },
      'strength-not-known',
    ],
    ['text that cannot be printed', { housing: { situation: 'a\u0000b' } }, 'field.control-characters'],
  ])('%s is refused by field', async (_, domains, code) => {
    way = await anEnrolledClient(agency, rosa, programmeId);
    const draft = await start();
    const more = { ifMatch: draft.version };
    expect(await agency.refusalOf(rosa, saveAssessment, { assessmentId: draft.id, domains }, more)).toEqual({
      status: 422,
      codes: [code],
    });
  });

  test('once signed it stays as it is, for us and in the database', async () => {
    way = await anEnrolledClient(agency, rosa, programmeId);
    const signed = await signAnAssessment(agency, rosa, way);
    const again = { assessmentId: signed.id, domains: {} };
    expect(await agency.refusalOf(rosa, saveAssessment, again, { ifMatch: signed.version })).toEqual({
      status: 409,
      codes: ['assessment-signed-already'],
    });
    const rewriting = agency.write((tx, { recorded_at, recorded_by }) =>
      tx.run(
        db.updateTable('assessments').set({ summary: 'other', recorded_at, recorded_by }).where('id', '=', signed.id),
      ),
    );
    await expect(rewriting).rejects.toThrow(/never changed/);
  });

  test('is closed to those outside the care team', async () => {
    way = await anEnrolledClient(agency, rosa, programmeId);
    const { id: assessmentId } = await start();
    for (const action of [readAssessment, signAssessment])
      expect(await agency.refusalOf(tom, action, { assessmentId })).toEqual({ status: 404, codes: ['not-found'] });
    expect((await agency.refusalOf(tom, readAssessments, { clientId: way.clientId }))?.status).toBe(404);
  });

  test('the next one begins from it; a rating follows the need, a strength worded anew is another strength', async () => {
    way = await anEnrolledClient(agency, rosa, programmeId);
    await signAnAssessment(agency, rosa, way);
    const before = await agency.as(rosa, readAssessments, { clientId: way.clientId });
    const draft = await start();
    expect(draft).toMatchObject({ kind: 're-assessment', domains: { housing: { discussed: false } } });
    const domains = assessed(draft);
    const [home] = domains.housing?.needs ?? [];
    const [sister] = domains.relationships?.strengths ?? [];
    if (home) Object.assign(home, { level: 'met', priority: null });
    if (sister) sister.text = 'His sister and her husband stand by him';
    const saved = await agency.as(
      rosa,
      saveAssessment,
      { assessmentId: draft.id, domains },
      { ifMatch: draft.version },
    );
    await agency.as(rosa, signAssessment, { assessmentId: draft.id }, { ifMatch: saved.version });
    const after = await agency.as(rosa, readAssessments, { clientId: way.clientId });
    const threads = (list: typeof before) => list.needs.map(({ thread }) => thread).toSorted();
    expect(threads(after)).toEqual(threads(before));
    expect(after.needs.find(({ domain }) => domain === 'housing')).toMatchObject({ level: 'met' });
    expect(after.strengths.map(({ text }) => text)).toEqual(['His sister and her husband stand by him']);
    expect(after.strengths[0]?.id).not.toBe(before.strengths[0]?.id);
  });

  test('an agency goes through its own parts of life too', async () => {
    const admin = await agency.aStaffMember(['administrator']);
    const ownDomains = [{ key: 'pets', label: { en: 'Pets', es: 'Mascotas' } }];
    const { version } = await agency.as(admin, readAgency, {});
    const change = { name: 'Harbour House', timeZone: 'America/New_York', language: 'en', ownDomains } as const;
    await agency.as(admin, editAgency, change, { ifMatch: version });
    way = await anEnrolledClient(agency, rosa, programmeId);
    const draft = await start();
    expect(draft.domainList.at(-1)).toEqual({ code: 'pets', label: { en: 'Pets', es: 'Mascotas' } });
    const saved = await agency.as(
      rosa,
      saveAssessment,
      { assessmentId: draft.id, domains: assessed(draft) },
      { ifMatch: draft.version },
    );
    expect(saved.missing).toMatchObject([{ code: 'domain-not-rated', params: { domain: 'pets' } }]);
  });
});
