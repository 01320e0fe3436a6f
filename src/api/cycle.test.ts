import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anEnrolledClient, aPlannedClient, aProspect } from '#actions/pipeline/test-cycle.ts';
import { anAgency, type Staff, type TestAgency } from '#actions/pipeline/test-world.ts';
import type { Id } from '#domain/basics/id.ts';
import { createApp } from './app.ts';

let agency: TestAgency;
let app: FastifyInstance;
let rosa: Staff;
let programmeId: Id;

beforeAll(async () => {
  agency = await anAgency();
  await agency.publishModels();
  programmeId = await agency.aProgramme({ eligibility: [{ code: 'adult', label: { en: 'Adult', es: 'Adulto' } }] });
  rosa = await agency.aStaffMember(['case-manager']);
  app = await createApp({ database: agency.database, clock: () => agency.now, log: () => undefined }, '0');
});
afterAll(async () => {
  await app.close();
  await agency.database.close();
});

const ask = async (
  method: 'GET' | 'POST' | 'PUT',
  url: string,
  payload?: object,
  headers: Record<string, string> = {},
) => {
  const answer = await app.inject({
    method,
    url,
    headers: { cookie: `__Host-footbridge=${rosa.token}`, ...headers },
    ...(payload && { payload }),
  });
  return { status: answer.statusCode, headers: answer.headers, body: answer.json() };
};

describe('the cycle over HTTP', () => {
  test('what stands in the way is said in the reader’s language', async () => {
    const { enrolmentId } = await aProspect(agency, rosa, programmeId);
    const enrol = (language: string) =>
      ask('POST', `/api/enrolments/${enrolmentId}/enrol`, {}, { 'accept-language': language });
    const [english, spanish] = [await enrol('en'), await enrol('es')];
    expect(english).toMatchObject({ status: 409, body: { errors: [{ rule: 'not-reached-yet' }, {}] } });
    expect(spanish.body.errors[0].message).not.toBe(english.body.errors[0].message);
  });

  test('a list takes its filters from the address, and no others', async () => {
    const list = await ask('GET', '/api/prospects?sort=waiting&limit=1&state=prospect');
    expect(list).toMatchObject({ status: 200, body: { items: [{ state: 'prospect' }], total: expect.any(Number) } });
    expect(await ask('GET', '/api/prospects?sort=name%3Bdrop')).toMatchObject({ status: 422 });
    expect(await ask('GET', '/api/prospects?colour=red')).toMatchObject({ status: 422 });
  });

  test('an assessment carries its version as ETag, and two edits from one give one 200 and one 412 with both', async () => {
    const served = await agency.aProgramme();
    const { enrolmentId } = await anEnrolledClient(agency, rosa, served);
    const begun = await ask('POST', `/api/enrolments/${enrolmentId}/assessments`, {});
    expect(begun).toMatchObject({ status: 201, headers: { location: `/api/assessments/${begun.body.id}` } });
    const match = { 'if-match': String(begun.headers.etag) };
    const save = (situation: string) =>
      ask('PUT', `/api/assessments/${begun.body.id}`, { domains: { housing: { situation } } }, match);
    const [one, two] = await Promise.all([save('Shelter'), save('Street')]);
    expect([one.status, two.status].toSorted()).toEqual([200, 412]);
    const [kept, stale] = one.status === 200 ? [one, two] : [two, one];
    expect(stale.body).toMatchObject({
      current: { domains: { housing: kept.body.domains.housing } },
      yours: { domains: { housing: {} } },
    });
    const read = await ask('GET', `/api/assessments/${begun.body.id}`);
    expect(read.headers.etag).toBe(kept.headers.etag);
    expect(await ask('PUT', `/api/assessments/${begun.body.id}`, { domains: {} })).toMatchObject({ status: 412 });
  });

  test('an id in the body never redirects a change, and what is open is named beside the refusal', async () => {
    const served = await agency.aProgramme();
    const mine = await aPlannedClient(agency, rosa, served);
    const other = await aProspect(agency, rosa, served);
    const task = await ask('POST', `/api/clients/${mine.clientId}/tasks`, { clientId: other.clientId, title: 'Call' });
    expect(task).toMatchObject({ status: 201, body: { clientId: mine.clientId } });
    const closing = await ask('POST', `/api/enrolments/${mine.enrolmentId}/close`, { reason: 'lost' });
    expect(closing).toMatchObject({
      status: 409,
      body: { errors: [{ rule: 'tasks-left-open' }], openWork: { tasks: [{ id: task.body.id, title: 'Call' }] } },
    });
    const done = await ask('POST', `/api/tasks/${task.body.id}`, { change: 'done', outcome: 'Spoke with him' });
    expect(done).toMatchObject({ status: 200, body: { state: 'done' } });
    expect(await ask('POST', `/api/tasks/${task.body.id}`, { change: 'paint' })).toMatchObject({ status: 422 });
  });
});
