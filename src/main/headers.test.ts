// The headers of every answer of the running server: each route of its own list, signed in and not, each file of the built app, and
// what is no request at all.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anAgency, type TestAgency } from '#actions/pipeline/test-world.ts';
import { type RunningServer, startServer } from './server.ts';

let agency: TestAgency;
let server: RunningServer;
let webFolder: string;
let cookie: string;

beforeAll(async () => {
  agency = await anAgency();
  const { token } = await agency.aStaffMember(['case-manager', 'privacy-officer']);
  cookie = `__Host-footbridge=${token}`;
  webFolder = await mkdtemp(join(tmpdir(), 'footbridge-web-'));
  await mkdir(join(webFolder, 'assets'));
  await writeFile(join(webFolder, 'index.html'), '<!doctype html><title>Footbridge</title>');
  await writeFile(join(webFolder, 'assets', 'start-AbCdEf12.js'), 'export {};');
  await writeFile(join(webFolder, 'mark.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  server = await startServer({
    ownerUrl: agency.database.ownerUrl,
    port: 0,
    webFolder,
    clock: () => agency.now,
    background: false,
  });
});
afterAll(async () => {
  await server.stop();
  await agency.database.close();
  await rm(webFolder, { recursive: true });
});

type Answer = { readonly what: string; readonly status: number; readonly headers: Headers };

const ask = async (method: string, path: string, headers: Record<string, string> = {}): Promise<Answer> => {
  const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, { method, headers });
  await answer.arrayBuffer();
  const what = `${method} ${path}${headers.cookie ? ', signed in' : ''}`;
  return { what, status: answer.status, headers: answer.headers };
};

/** What a browser is told of every answer, whatever it is. */
const expected: Readonly<Record<string, RegExp>> = {
  'content-security-policy': /^default-src 'none';(?!.*unsafe-(inline|eval|hashes))(?!.*\*).*frame-ancestors 'none'/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'origin-agent-cluster': /^\?1$/,
  'permissions-policy': /camera=\(\).*geolocation=\(\).*microphone=\(\)/,
  'referrer-policy': /^no-referrer$/,
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^DENY$/,
  'x-request-id': /^[0-9a-f-]{36}$/,
};

const faultsOf = ({ what, headers }: Answer, cacheControl: RegExp): string[] =>
  Object.entries({ ...expected, 'cache-control': cacheControl }).flatMap(([name, shape]) => {
    const value = headers.get(name) ?? '';
    return shape.test(value) ? [] : [`${what}: ${name} is “${value}”`];
  });

const addresses = async (): Promise<[string, string][]> => {
  const { paths } = (await (await fetch(`http://127.0.0.1:${server.port}/api/openapi.json`)).json()) as {
    paths: Record<string, object>;
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method): [string, string] => [
      method.toUpperCase(),
      path.replace(/\{\w+\}/g, agency.newId()),
    ]),
  );
};

describe('the headers of every answer', { timeout: 60_000 }, () => {
  test('leave a page no room for foreign scripts, styles or frames, and nothing of the API in a cache', async () => {
    const faults: string[] = [];
    const statuses = new Set<number>();
    const all = await addresses();
    // The one who asks last is not signed out before.
    for (const [method, path] of all)
      for (const headers of [{}, { cookie }] as Record<string, string>[])
        if (!(method === 'DELETE' && path === '/api/session' && 'cookie' in headers)) {
          const answer = await ask(method, path, headers);
          statuses.add(answer.status);
          faults.push(...faultsOf(answer, /^no-store$/));
        }
    expect(faults).toEqual([]);
    expect(all.length).toBeGreaterThan(80);
    expect([...statuses]).toEqual(expect.arrayContaining([200, 401, 403, 404, 422]));
  });

  test('are those of the app’s files too, which may be kept', async () => {
    const faults = await Promise.all([
      ask('GET', '/').then((answer) => faultsOf(answer, /^no-cache$/)),
      ask('GET', '/clients/anything').then((answer) => faultsOf(answer, /^no-cache$/)),
      ask('GET', '/mark.svg').then((answer) => faultsOf(answer, /^no-cache$/)),
      ask('GET', '/assets/start-AbCdEf12.js').then((answer) => faultsOf(answer, /immutable$/)),
    ]);
    expect(faults.flat()).toEqual([]);
  });

  test.each([
    ['GET', '/nothing.js', 404],
    ['GET', '/api/nothing', 404],
    ['GET', '/api/%', 400],
    ['GET', '/%zz', 400],
    ['PUT', `/api/drafts/${'x'.repeat(300)}`, 404],
    ['PATCH', '/', 404],
    ['GET', '/assets/..%2f..%2fpackage.json', 404],
  ])('stand beside a problem document where there is nothing: %s %s', async (method, path, status) => {
    const answer = await ask(method, path, { cookie });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      status,
      expect.stringContaining('application/problem+json'),
    ]);
    expect(faultsOf(answer, /^no-store$/)).toEqual([]);
  });

  test('say that only https will do wherever the question came by https, and nowhere else', async () => {
    const said = async (headers: Record<string, string>) =>
      (await ask('GET', '/api/health', headers)).headers.get('strict-transport-security');
    expect(await said({ 'x-forwarded-proto': 'https' })).toBe('max-age=63072000; includeSubDomains');
    expect(await said({ 'x-forwarded-proto': 'http' })).toBe(null);
    expect(await said({})).toBe(null);
  });

  test('what is no HTTP is told so in a line, and hung up on', async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      let heard = '';
      const line = connect(server.port, '127.0.0.1', () => line.write('GET / HTTP/9.9 what\r\n\r\n'));
      line.on('data', (bytes) => (heard += bytes));
      line.on('error', reject).on('close', () => resolve(heard));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(answer).toContain('content-type: application/problem+json');
    expect(answer).toContain("frame-ancestors 'none'");
  });
});
