// The largest sample that ships goes the whole way: handed in over HTTP, taken by the worker.
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anAgency, type Staff, type TestAgency } from '#actions/pipeline/test-world.ts';
import { db } from '#store/postgres/query.ts';
import { type RunningServer, startServer } from './server.ts';

let agency: TestAgency;
let admin: Staff;
let server: RunningServer;
const logged: Record<string, unknown>[] = [];

beforeAll(async () => {
  agency = await anAgency();
  admin = await agency.aStaffMember(['administrator']);
  server = await startServer({
    ownerUrl: agency.database.ownerUrl,
    port: 0,
    clock: () => agency.now,
    log: (line) => logged.push(line),
  });
});
afterAll(async () => {
  await server.stop();
  await agency.database.close();
});

const ask = async (method: string, path: string, body?: unknown) => {
  const answer = await fetch(`${server.url}${path}`, {
    method,
    headers: { cookie: `__Host-footbridge=${admin.token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: await answer.json() };
};

test('the Synthea bundle that ships is handed in over HTTP and its person is in the record', async () => {
  const bundle = await readFile(new URL('../../content/samples/synthea/angela-guzman.json', import.meta.url));
  expect(bundle.length).toBeGreaterThan(1_500_000);
  const asked = await ask('POST', '/api/imports', {
    kind: 'fhir',
    name: 'angela-guzman.json',
    content: bundle.toString('base64'),
  });
  expect(asked.status).toBe(202);
  let job = await ask('GET', `/api/jobs/${asked.body.id}`);
  for (; ['queued', 'running'].includes(job.body.state); job = await ask('GET', `/api/jobs/${asked.body.id}`))
    await pause(50);
  expect(job.body).toMatchObject({
    state: 'done',
    result: { files: [{ status: 'imported', created: { clients: 1 } }] },
  });
  const people = await agency.write((tx) => tx.rows(db.selectFrom('clients').select('family_name')));
  expect(people).toEqual([{ family_name: expect.stringContaining('Guzm') }]);
  expect(logged).toEqual([]);
});
