// A story's own house: the real app, started by the command line on a free port, with a copy of the demonstration.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test as base } from '@playwright/test';
import { bin, copyOfDemonstration, currentDemonstration, type Demonstration, dropCopy, root } from './demonstration.ts';

export type House = Pick<Demonstration, 'agencies'> & { readonly address: string };

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });

const startHouse = async (): Promise<{ house: House; leave: () => Promise<void> }> => {
  const demonstration = currentDemonstration();
  const name = `e2e_${randomUUID().replaceAll('-', '')}`;
  const url = await copyOfDemonstration(demonstration, name);
  const child = spawn(process.execPath, [bin, 'start'], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: url, PORT: String(await freePort()) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const address = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const ready = /ready at (http:\S+)/.exec(said);
      if (ready) resolve(ready[1]!);
    });
    child.once('exit', (code) => reject(new Error(`the app ended with ${code} before it was ready`)));
  });
  return {
    house: { address, agencies: demonstration.agencies },
    leave: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      await dropCopy(demonstration, name);
    },
  };
};

export const test = base.extend<object, { house: House }>({
  house: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
    async ({}, use) => {
      const { house, leave } = await startHouse();
      await use(house);
      await leave();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ house }, use) => use(house.address),
});

export { expect } from '@playwright/test';
