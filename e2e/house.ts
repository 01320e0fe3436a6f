// A story's own house: the real app, started by the command line on a free port, with a copy of the demonstration or, for real
// work from the first day, with nothing in it.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import {
  bin,
  copyOfDemonstration,
  currentDemonstration,
  type Demonstration,
  dropDatabase,
  emptyDatabase,
  root,
} from './demonstration.ts';

export type House = Pick<Demonstration, 'agencies'> & {
  readonly address: string;
  /** Everything the app has written to its two outputs so far. */
  readonly said: () => string;
};

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });

type Running = { readonly house: House; readonly leave: () => Promise<void> };

const startHouse = async (command: 'start' | 'serve', environment: NodeJS.ProcessEnv = {}): Promise<Running> => {
  const demonstration = currentDemonstration();
  const name = `e2e_${randomUUID().replaceAll('-', '')}`;
  const url = await (command === 'start' ? copyOfDemonstration : emptyDatabase)(demonstration, name);
  const child = spawn(process.execPath, [bin, command], {
    cwd: root,
    env: { ...process.env, ...environment, DATABASE_URL: url, PORT: String(await freePort()) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const address = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        const ready = /ready at (http:\S+)/.exec(said);
        if (ready) resolve(ready[1]!);
      });
    child.once('exit', (code) => reject(new Error(`the app ended with ${code} before it was ready:\n${said}`)));
  });
  return {
    house: { address, agencies: command === 'start' ? demonstration.agencies : [], said: () => said },
    leave: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      await dropDatabase(demonstration, name);
    },
  };
};

const inHouse = async (running: Promise<Running>, use: (house: House) => Promise<void>): Promise<void> => {
  const { house, leave } = await running;
  await use(house);
  await leave();
};

/** The link with which the first administrator founds the agency, as the server's terminal shows it. */
export const setUpLink = async ({ said }: House): Promise<string> => {
  for (const began = Date.now(); Date.now() - began < 10_000; await new Promise((done) => setTimeout(done, 50))) {
    const link = /http\S+\/set-up\/\S+/.exec(said());
    if (link) return link[0];
  }
  throw new Error(`the app showed no set-up link:\n${said()}`);
};

export type SetAhead = (minutes: number) => Promise<void>;
export type Houses = { readonly house: House; readonly bareHouse: House };

export const test = base.extend<object, Houses>({
  house: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
    async ({}, use) => inHouse(startHouse('start'), use),
    { scope: 'worker', timeout: 120_000 },
  ],
  bareHouse: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use) => inHouse(startHouse('serve'), use),
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ house }, use) => use(house.address),
});

/** A house of one story's own, whose server's clock the story sets ahead by minutes. */
export const testWithClock = base.extend<
  object,
  { readonly house: House; readonly setAhead: SetAhead; readonly clockFile: string }
>({
  clockFile: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'footbridge-clock-'));
      await use(join(folder, 'minutes-ahead'));
      await rm(folder, { recursive: true });
    },
    { scope: 'worker' },
  ],
  setAhead: [
    async ({ clockFile }, use) => use((minutes) => writeFile(clockFile, String(minutes))),
    { scope: 'worker' },
  ],
  house: [
    async ({ clockFile }, use) => {
      const NODE_OPTIONS = `--import=${new URL('clock-ahead.mjs', import.meta.url).href}`;
      await inHouse(startHouse('start', { NODE_OPTIONS, FOOTBRIDGE_E2E_CLOCK: clockFile }), use);
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ house }, use) => use(house.address),
});

export { expect } from '@playwright/test';
