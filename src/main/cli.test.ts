import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { leaveEmbedded } from '#store/embedded/embedded-server.ts';

const bin = fileURLToPath(new URL('../../bin/footbridge.mjs', import.meta.url));

type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string };
type Running = {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  readonly says: (text: RegExp) => Promise<string>;
};

let dataFolder: string;
const running: ChildProcess[] = [];

const footbridge = (args: readonly string[], env: NodeJS.ProcessEnv = {}): Running => {
  const child = spawn(process.execPath, [bin, ...args], {
    env: { ...process.env, DATABASE_URL: '', FOOTBRIDGE_DATA: dataFolder, LANG: 'C', LC_ALL: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })));
  const says = (text: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => text.test(stdout) && resolve(stdout);
      child.stdout.on('data', look);
      void ended.then(() => reject(new Error(`ended without saying ${text}: ${stderr}`)));
      look();
    });
  return { child, ended, says };
};

const listen = (): Promise<{ server: Server; port: number }> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () =>
      resolve({ server, port: (server.address() as { port: number }).port }),
    );
  });

const freePort = async (): Promise<number> => {
  const { server, port } = await listen();
  await new Promise((closed) => server.close(closed));
  return port;
};

const databaseRuns = (): boolean => existsSync(join(dataFolder, 'postgres', 'postmaster.pid'));

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'footbridge-cli-'));
});

afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

afterAll(async () => {
  await leaveEmbedded(dataFolder);
  await rm(dataFolder, { recursive: true, force: true, maxRetries: 20 });
});

describe('the command line', { timeout: 90_000 }, () => {
  it('shows its commands without a database', async () => {
    const { code, stdout } = await footbridge(['--help']).ended;
    expect(code).toBe(0);
    for (const command of ['start', 'serve', 'migrate', 'backup', 'restore']) expect(stdout).toContain(command);
    expect(databaseRuns()).toBe(false);
  });

  it('speaks Spanish where the machine does', async () => {
    expect((await footbridge(['migrate', '--help'], { LANG: 'es_ES.UTF-8' }).ended).stdout).toContain('Opciones:');
  });

  it.each([
    { called: 'without a command', args: [], says: /Commands:/ },
    {
      called: 'with a command there is not',
      args: ['fly'],
      says: /There is no command fly\. See npx footbridge --help\./,
    },
    {
      called: 'with a flag there is not',
      args: ['migrate', '--fast'],
      says: /There is no option --fast here\. See npx footbridge migrate --help\./,
    },
    { called: 'with a word too many', args: ['migrate', 'now'], says: /too many words after migrate/ },
    {
      called: 'without what a command needs',
      args: ['backup', '--out', 'x'],
      says: /The option --key-file <key> is needed\./,
    },
  ])('called $called says so and ends with 2', async ({ args, says }) => {
    const { code, stdout, stderr } = await footbridge(args).ended;
    expect(code).toBe(2);
    expect(stderr).toMatch(says);
    expect(stdout).toBe('');
  });

  it('with --json a refusal is a problem document, alone on stdout', async () => {
    const wrong = await footbridge(['migrate', '--fast', '--json']).ended;
    expect(JSON.parse(wrong.stdout)).toMatchObject({ type: expect.stringMatching(/wrong-usage$/), status: 400 });
    const away = await footbridge(['migrate', '--json'], { DATABASE_URL: 'postgres://a:secret@127.0.0.1:9/none' })
      .ended;
    expect(away.code).toBe(1);
    expect(JSON.parse(away.stdout)).toMatchObject({
      type: expect.stringMatching(/database-not-reached$/),
      status: 503,
    });
    expect(away.stdout + away.stderr).not.toContain('secret');
  });

  it('starts the database for one command and stops it after', async () => {
    const { code, stdout } = await footbridge(['migrate', '--json']).ended;
    expect(code).toBe(0);
    expect(JSON.parse(stdout).migrations.length).toBeGreaterThan(0);
    expect(databaseRuns()).toBe(false);
    expect(JSON.parse((await footbridge(['migrate', '--json']).ended).stdout)).toEqual({ migrations: [] });
  });

  it('names a taken port and the next free one within five seconds', async () => {
    const { server, port } = await listen();
    const began = performance.now();
    const { code, stderr } = await footbridge(['serve'], { PORT: String(port) }).ended;
    await new Promise((closed) => server.close(closed));
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(code).toBe(1);
    const [, taken, next] =
      /^Port (\d+) is taken by another program; the next free one is (\d+):.*\.\n$/.exec(stderr) ?? [];
    expect(Number(taken)).toBe(port);
    expect(Number(next)).toBeGreaterThan(port);
  });

  it('refuses a port that is none', async () => {
    expect(await footbridge(['serve'], { PORT: '80x' }).ended).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('“80x”'),
    });
  });

  it('serves, shows the set-up link once, stops with its database, and begins again after a kill', async () => {
    const port = await freePort();
    const address = `http://localhost:${port}`;
    const killed = footbridge(['serve'], { PORT: String(port) });
    expect(await killed.says(/\/set-up\//)).toMatch(`Footbridge is ready at ${address}\n`);
    killed.child.kill('SIGKILL');
    await killed.ended;
    expect(databaseRuns()).toBe(true);

    const again = footbridge(['serve'], { PORT: String(port) });
    await again.says(/\/set-up\//);
    expect(await (await fetch(`${address}/api/health`)).json()).toMatchObject({
      status: 'ok',
      mode: 'production',
      database: 'ok',
    });
    const asked = performance.now();
    again.child.kill('SIGTERM');
    expect((await again.ended).code).toBe(0);
    expect(performance.now() - asked).toBeLessThan(10_000);
    expect(databaseRuns()).toBe(false);
  });
});
