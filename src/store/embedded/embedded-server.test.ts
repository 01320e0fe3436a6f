import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { leaveEmbedded, startEmbedded } from './embedded-server.ts';
import { fateOf } from './processes.ts';

// What cannot happen on a machine is not a test there; a skipped one would count as not shown.
const itOn = (happensHere: boolean): ((name: string, test: () => Promise<void>) => void) =>
  happensHere ? it : () => undefined;

const ask = async <T>(url: string, sql: string): Promise<T[]> => {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows as T[];
  } finally {
    await client.end();
  }
};

const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await holds())) await pause(20);
};

const startingProgram = (dataFolder: string): string => `
  import { startEmbedded } from ${JSON.stringify(new URL('./embedded-server.ts', import.meta.url).href)};
  const server = await startEmbedded({ dataFolder: ${JSON.stringify(dataFolder)} });
  console.log(server.pid, server.url);
  setInterval(() => undefined, 1000);`;

/** Another process that uses the server of the folder until it is killed. */
const anotherUser = async (dataFolder: string): Promise<{ child: ChildProcess; pid: number; url: string }> => {
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', startingProgram(dataFolder)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout!, 'data')) as [Buffer];
  const [pid, url] = line.toString().trim().split(' ');
  return { child, pid: Number(pid), url: url! };
};

const kill = async (child: ChildProcess): Promise<void> => {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
};

describe('the PostgreSQL that comes with the house', { timeout: 120_000 }, () => {
  let dataFolder: string;

  beforeEach(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'footbridge-embedded-'));
  });

  afterEach(async () => {
    await leaveEmbedded(dataFolder);
    await rm(dataFolder, { recursive: true, force: true, maxRetries: 20 });
  });

  it('starts on loopback, keeps what was written over a stop, and compares text byte by byte', async () => {
    const first = await startEmbedded({ dataFolder });
    expect(first.adopted).toBe(false);
    await ask(first.url, "create table kept as select 'Ångström'::text as name");
    await first.stop();
    expect(fateOf(first.pid)).not.toBe('alive');

    const second = await startEmbedded({ dataFolder });
    expect(await ask(second.url, 'select name from kept')).toEqual([{ name: 'Ångström' }]);
    expect(
      await ask(
        second.url,
        "select datlocprovider as provider, datlocale as locale from pg_database where datname = 'footbridge'",
      ),
    ).toEqual([{ provider: 'b', locale: 'C.UTF-8' }]);
    for (const [name, value] of [
      ['listen_addresses', '127.0.0.1'],
      ['unix_socket_directories', ''],
      ['data_checksums', 'on'],
      ['fsync', 'on'],
      ['synchronous_commit', 'on'],
    ])
      expect(await ask(second.url, `select setting from pg_settings where name = '${name}'`)).toEqual([
        { setting: value },
      ]);
  });

  it('turns away whoever does not know the password', async () => {
    const { url } = await startEmbedded({ dataFolder });
    await expect(ask(url.replace(/:[^:@]+@/, ':guess@'), 'select 1')).rejects.toThrow(/password authentication failed/);
  });

  it('is joined by a second process and stopped by the last one out', async () => {
    const { child, pid } = await anotherUser(dataFolder);
    const joined = await startEmbedded({ dataFolder });
    expect(joined).toMatchObject({ adopted: true, pid });
    await joined.stop();
    expect(fateOf(pid)).toBe('alive');
    await kill(child);
    await leaveEmbedded(dataFolder);
    expect(fateOf(pid)).not.toBe('alive');
  });

  it('started by six processes at once runs once', async () => {
    const users = await Promise.all(Array.from({ length: 6 }, () => anotherUser(dataFolder)));
    expect(new Set(users.map(({ pid }) => pid)).size).toBe(1);
    await Promise.all(users.map(({ child }) => kill(child)));
  });

  it('outlives an app that was killed, and the next app adopts it', async () => {
    const { child, pid, url } = await anotherUser(dataFolder);
    await ask(url, 'create table written as select 1 as n');
    await kill(child);
    const next = await startEmbedded({ dataFolder });
    expect(next).toMatchObject({ adopted: true, pid });
    expect(await ask(next.url, 'select n from written')).toEqual([{ n: 1 }]);
    await next.stop();
    expect(fateOf(pid)).not.toBe('alive');
  });

  it('loses nothing committed when app and server are both killed', async () => {
    const { child, pid, url } = await anotherUser(dataFolder);
    await ask(url, 'create table written as select generate_series(1, 500) as n');
    process.kill(pid, 'SIGKILL');
    await kill(child);
    const next = await startEmbedded({ dataFolder });
    expect(next.adopted).toBe(false);
    expect(await ask(next.url, 'select count(*)::int as n from written')).toEqual([{ n: 500 }]);
  });

  itOn(process.platform === 'linux')('starts although the killed server is still there as a zombie', async () => {
    const first = await startEmbedded({ dataFolder });
    await first.stop();
    // A parent that never waits for its child: what is killed below it stays a zombie.
    const parent = spawn('/bin/sh', ['-c', 'sleep 1000 & echo $!; exec sleep 1000'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(parent.stdout!, 'data')) as [Buffer];
    const zombie = Number(line.toString());
    process.kill(zombie, 'SIGKILL');
    await until(() => fateOf(zombie) === 'zombie');
    const file = join(dataFolder, 'postgres', 'postmaster.pid');
    await writeFile(file, `${zombie}\n${dataFolder}/postgres\n1700000000\n5432\n\n127.0.0.1\n\nready   \n`, {
      mode: 0o644,
    });
    try {
      expect((await startEmbedded({ dataFolder })).adopted).toBe(false);
      expect(Number((await readFile(file, 'utf8')).split('\n')[0])).not.toBe(zombie);
    } finally {
      await kill(parent);
    }
  });

  it('does not take another program for its server when that has the number in the file', async () => {
    const first = await startEmbedded({ dataFolder });
    await first.stop();
    const file = join(dataFolder, 'postgres', 'postmaster.pid');
    await writeFile(file, `${process.pid}\n${dataFolder}/postgres\n1700000000\n5432\n\n127.0.0.1\n\nready   \n`);
    await chmod(file, 0o644);
    expect((await startEmbedded({ dataFolder })).adopted).toBe(false);
  });

  it('begins anew when the very first start was killed half way', async () => {
    const first = spawn(process.execPath, ['--input-type=module-typescript', '-e', startingProgram(dataFolder)], {
      stdio: 'ignore',
    });
    await until(async () =>
      (await readFile(join(dataFolder, 'postgres.log'), 'utf8').catch(() => '')).includes('bootstrap'),
    );
    await kill(first);
    const next = await startEmbedded({ dataFolder });
    expect(await ask(next.url, 'select 1 as n')).toEqual([{ n: 1 }]);
    // The abandoned one ends by itself.
    await pause(1_500);
  });

  itOn(process.getuid?.() === 0)('works for root in a folder that only root may enter', async () => {
    const hidden = await mkdtemp(join(tmpdir(), 'footbridge-hidden-'));
    await chmod(hidden, 0o700);
    const server = await startEmbedded({ dataFolder: join(hidden, 'data') });
    expect(await ask(server.url, 'select 1 as n')).toEqual([{ n: 1 }]);
    await server.stop();
    await rm(hidden, { recursive: true });
  });
});
