// The app against a real server on this machine: what is lost on the way and sent again has one effect.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { get, onSignedOut, Problem, send, versionReadAt } from './api.ts';

let server: Server;
let base: string;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let keys: (string | undefined)[];

const json = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) => {
  response.writeHead(status, {
    'content-type': status < 400 ? 'application/json' : 'application/problem+json',
    ...headers,
  });
  response.end(JSON.stringify(body));
};

beforeEach(async () => {
  keys = [];
  server = createServer((request, response) => {
    keys.push(request.headers['idempotency-key'] as string | undefined);
    answer(request, response);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => new Promise((closed) => server.close(closed)));

test('a contact saved again after the connection broke goes out under the same key', async () => {
  answer = (request) => request.socket.destroy();
  await expect(send('POST', `${base}/contacts`, { note: 'Seen' })).rejects.toMatchObject({
    status: 0,
    isPassing: true,
  });
  answer = (_, response) => json(response, 201, { id: '1' });
  await expect(send('POST', `${base}/contacts`, { note: 'Seen' })).resolves.toEqual({ id: '1' });
  expect(keys[0]).toBeTruthy();
  expect(keys[1]).toBe(keys[0]);
});

test('once answered, the same words again are a new contact, and changed words always are', async () => {
  answer = (_, response) => json(response, 201, {});
  await send('POST', `${base}/contacts`, { note: 'Seen' });
  await send('POST', `${base}/contacts`, { note: 'Seen' });
  await send('POST', `${base}/contacts`, { note: 'Called' });
  expect(new Set(keys).size).toBe(3);
});

test('a refusal is a problem that names its fields, and a page of HTML is still a problem', async () => {
  answer = (_, response) =>
    json(response, 422, {
      type: 't',
      title: 'Refused',
      status: 422,
      errors: [{ pointer: '/note', message: 'Note: too long.' }],
    });
  const refusal = await send('POST', `${base}/contacts`, {}).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(Problem);
  expect((refusal as Problem).document.errors?.[0]?.pointer).toBe('/note');
  answer = (_, response) => {
    response.writeHead(502, { 'content-type': 'text/html' });
    response.end('<h1>Bad gateway</h1>');
  };
  await expect(get(`${base}/clients`)).rejects.toMatchObject({ status: 502, isPassing: true });
});

test('the version last read is at hand for the next change', async () => {
  answer = (_, response) => json(response, 200, { id: '7' }, { etag: '"3"' });
  await get(`${base}/plans/7`);
  expect(versionReadAt(`${base}/plans/7`)).toBe('"3"');
});

test('when the session has ended, the app is told', async () => {
  let isTold = false;
  onSignedOut(() => {
    isTold = true;
  });
  answer = (_, response) => json(response, 401, { type: 't', title: 'Signed out', status: 401 });
  await expect(get(`${base}/clients`)).rejects.toMatchObject({ status: 401 });
  expect(isTold).toBe(true);
});
