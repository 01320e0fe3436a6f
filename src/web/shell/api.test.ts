// The app against a real server on this machine: what is lost on the way and sent again has one effect.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { get, onSignedOut, Problem, send, versionReadAt } from './api.ts';
import { askWhoItIs, currentQuestion, standReadyToAsk } from './step-up.ts';

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

describe('an act that asks who is there', () => {
  const stepUpNeeded = { type: 'urn:footbridge:problem/step-up', title: 'No', status: 403, ways: ['password'] };
  let leaveNow: () => void;
  beforeEach(() => {
    leaveNow = standReadyToAsk();
  });
  afterEach(() => leaveNow());
  /** Whoever is asked answers as soon as the question is there. */
  const answerWith = (isShown: boolean) => {
    answer = (_, response) => {
      json(response, 403, stepUpNeeded);
      answer = (_, second) => json(second, 200, { done: true });
      setTimeout(() => currentQuestion()?.answer(isShown), 20);
    };
  };

  test('is sent again under the same key once it is shown, and whoever sent it only sees it done', async () => {
    answerWith(true);
    await expect(send('POST', `${base}/accounts`, { change: 'disable' })).resolves.toEqual({ done: true });
    expect(keys).toHaveLength(2);
    expect(keys[1]).toBe(keys[0]);
  });

  test('is refused where nobody shows it, and goes out once', async () => {
    answerWith(false);
    await expect(send('POST', `${base}/accounts`, { change: 'disable' })).rejects.toMatchObject({ status: 403 });
    expect(keys).toHaveLength(1);
  });

  test('is asked for once by however many wait for it', async () => {
    const asked = [askWhoItIs(['password']), askWhoItIs(['password'])];
    currentQuestion()?.answer(true);
    expect(await Promise.all(asked)).toEqual([true, true]);
    expect(currentQuestion()).toBeNull();
  });

  test('a reading that met the old session while the new one began is read again, and nobody is sent to the sign-in', async () => {
    let ended = 0;
    onSignedOut(() => {
      ended += 1;
    });
    answer = (_, response) => {
      askWhoItIs(['password']);
      currentQuestion()?.answer(true);
      json(response, 401, { type: 't', title: 'No', status: 401 });
      answer = (_, second) => json(second, 200, { items: [] });
    };
    await expect(get(`${base}/sessions`)).resolves.toEqual({ items: [] });
    expect(ended).toBe(0);
  });
});
