// PostgreSQL may go away at the very moment the product starts.

import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#store/postgres/test-database.ts';
import { startServer } from './server.ts';

let database: TestDatabase;
/** Stands before PostgreSQL and hangs up on the worker, as a database does that has just died. */
let before: Server;

const listening = async (server: Server): Promise<number> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
};

beforeAll(async () => {
  database = await testDatabase();
  const { port, hostname } = new URL(database.ownerUrl);
  before = createServer((caller) => {
    const there = connect(Number(port), hostname);
    caller.on('data', (bytes) => (bytes.includes('footbridge_jobs') ? caller.destroy() : there.write(bytes)));
    there.pipe(caller);
    for (const [one, other] of [
      [caller, there],
      [there, caller],
    ] as const)
      one.on('error', () => undefined).on('close', () => other.destroy());
  });
});
afterAll(async () => {
  before.close();
  await database.close();
});

test('a start that the database does not live to see fails, and leaves nothing behind that keeps the process', async () => {
  const url = new URL(database.ownerUrl);
  url.hostname = '127.0.0.1';
  url.port = String(await listening(before));
  const free = createServer();
  const port = await listening(free);
  free.close();
  await once(free, 'close');
  await expect(startServer({ ownerUrl: url.toString(), port })).rejects.toThrow();
  await expect(fetch(`http://127.0.0.1:${port}/api/health`)).rejects.toThrow();
  const left = await new Promise<number>((tell, fail) =>
    before.getConnections((error, count) => (error ? fail(error) : tell(count))),
  );
  expect(left).toBe(0);
});
