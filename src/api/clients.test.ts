import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anAgency, type Staff, type TestAgency } from '#actions/pipeline/test-world.ts';
import { createApp } from './app.ts';

let agency: TestAgency;
let rosa: Staff;
let app: FastifyInstance;

const send = async (
  method: 'GET' | 'POST' | 'PUT',
  url: string,
  body?: object,
  headers: Record<string, string> = {},
) => {
  const answer = await app.inject({
    method,
    url,
    headers: { cookie: `__Host-footbridge=${rosa.token}`, ...headers },
    ...(body && { payload: body }),
  });
  return { status: answer.statusCode, headers: answer.headers, body: answer.json() };
};

beforeAll(async () => {
  agency = await anAgency();
  rosa = await agency.aStaffMember(['case-manager']);
  app = await createApp({ database: agency.database, clock: () => agency.now, log: () => undefined }, 'test');
});
afterAll(async () => {
  await app.close();
  await agency.database.close();
});

test('a person is registered, opened, changed by version and found, over HTTP', async () => {
  const person = { givenName: 'Amina', familyName: 'Okafor', birthDate: '1987-04-12' };
  const registered = await send('POST', '/api/clients', person);
  expect(registered).toMatchObject({ status: 201, headers: { location: `/api/clients/${registered.body.id}` } });
  const place = String(registered.headers.location);

  const again = await send('POST', '/api/clients', person, { 'accept-language': 'es' });
  expect(again).toMatchObject({
    status: 409,
    body: {
      type: 'urn:footbridge:problem/possible-duplicates',
      detail: expect.stringContaining('Alguien del registro'),
      duplicates: [{ id: registered.body.id, offer: 'open' }],
    },
  });

  const read = await send('GET', place);
  const etag = String(read.headers.etag);
  const changed = await send('PUT', place, { ...person, chosenName: 'Mina' }, { 'if-match': etag });
  expect(changed).toMatchObject({ status: 200, body: { name: 'Mina Okafor' } });
  expect(changed.headers.etag).not.toBe(etag);
  expect(await send('PUT', place, person, { 'if-match': etag })).toMatchObject({
    status: 412,
    body: { current: { chosenName: 'Mina' }, yours: person },
  });

  expect(await send('GET', '/api/clients?q=Mina')).toMatchObject({
    body: { items: [{ id: registered.body.id }], total: 1 },
  });
  expect(await send('GET', `${place}/chart`)).toMatchObject({ status: 200, body: { client: { name: 'Mina Okafor' } } });
});

test('what stands around a person has an address and a version of its own', async () => {
  const { body } = await send('POST', '/api/clients', { givenName: 'Yusuf' });
  const tie = { name: 'Choir', kind: 'faith', closeness: 2, quality: 'strong' };
  const added = await send('POST', `/api/clients/${body.id}/social-ties`, tie);
  expect(added).toMatchObject({ status: 201, headers: { etag: `"${added.body.version}"` } });
  const changed = await send(
    'PUT',
    String(added.headers.location),
    { ...tie, closeness: 3 },
    { 'if-match': String(added.headers.etag) },
  );
  expect(changed).toMatchObject({ status: 200, body: { closeness: 3 } });
  // An id in the body never redirects a change.
  expect(
    await send(
      'PUT',
      String(added.headers.location),
      { ...tie, clientId: agency.newId() },
      { 'if-match': String(changed.headers.etag) },
    ),
  ).toMatchObject({ status: 422 });
  expect(await send('GET', `/api/clients/${body.id}/people`)).toMatchObject({
    body: { socialTies: [{ name: 'Choir' }] },
  });
});

test('an id that is none, and a client that is not there, are told apart', async () => {
  expect(await send('GET', '/api/clients/1%20or%201=1')).toMatchObject({ status: 422 });
  expect(await send('GET', `/api/clients/${agency.newId()}`)).toMatchObject({ status: 404 });
});
