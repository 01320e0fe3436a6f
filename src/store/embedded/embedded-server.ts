// A real PostgreSQL of our own, run from npm's binaries. Any number of processes may use the server of one data folder: the first
// starts it, the others join, the last one out stops it. A server whose starter was killed is adopted.
import { type ChildProcess, spawn } from 'node:child_process';
import { chown, mkdtemp, open, readdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { type Binaries, findBinaries } from './binaries.ts';
import {
  type DataFolder,
  delist,
  enlist,
  nameForPostgres,
  openDataFolder,
  openLog,
  ownerPassword,
} from './data-folder.ts';
import { disownStaleFile, livingPostmaster } from './postmaster-file.ts';
import { fateOf } from './processes.ts';
import { holding } from './start-lock.ts';

export type EmbeddedServer = {
  /** Connection string of the owner, on loopback. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Whether the server ran already. */
  readonly adopted: boolean;
  /** Leaves the server; stops it when nobody else uses it. */
  readonly stop: () => Promise<void>;
};

export type EmbeddedOptions = {
  readonly dataFolder: string;
  /** Default: a free one. */
  readonly port?: number;
  /** Default: true. False gives up durability for speed: for tests only. */
  readonly durable?: boolean;
  /** The process that uses the server. Default: this one. */
  readonly userPid?: number;
};

const owner = 'footbridge';
const patience = 90_000;

// An error message can hold a person's name (`invalid input syntax for type date: "Anna"`), so errors are not logged.
const settingsAtStart = (port: number, durable: boolean): string[] =>
  [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'log_min_messages=log',
    'log_min_error_statement=panic',
    'log_parameter_max_length=0',
    'log_parameter_max_length_on_error=0',
    'timezone=UTC',
    'log_timezone=UTC',
    ...(durable
      ? []
      : [
          'fsync=off',
          'synchronous_commit=off',
          'full_page_writes=off',
          'autovacuum_naptime=5min',
          'max_connections=300',
        ]),
  ].flatMap((setting) => ['-c', setting]);

// Written to postgresql.conf once, where an operator may change them.
const settingsAtBirth = [
  'shared_buffers=128MB',
  'max_connections=100',
  'wal_level=minimal',
  'max_wal_senders=0',
  'min_wal_size=80MB',
  'max_wal_size=512MB',
  'wal_compression=pglz',
  'jit=off',
].flatMap((setting) => ['-c', setting]);

const environment = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG|NODE_)/.test(name))),
  LC_ALL: 'C',
});

const launch = async (data: DataFolder, program: string, args: (folder: string) => string[]): Promise<ChildProcess> => {
  const { name, descriptor } = await nameForPostgres(data);
  const log = await openLog(data);
  const folder = descriptor ? await open(data.path, 'r') : undefined;
  try {
    return spawn(program, args(name), {
      ...data.user,
      cwd: '/',
      env: environment(),
      // Its own session: Ctrl-C in the terminal is for the app, which then stops PostgreSQL when it is done with it.
      detached: process.platform !== 'win32',
      windowsHide: true,
      stdio: ['ignore', log.fd, log.fd, ...(folder ? [folder.fd] : [])],
    });
  } finally {
    await log.close();
    await folder?.close();
  }
};

const endOf = (child: ChildProcess): Promise<number> =>
  new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });

const lastWords = async (data: DataFolder): Promise<string> =>
  (await readFile(data.log, 'utf8').catch(() => '')).trimEnd().split('\n').slice(-6).join('\n');

const createCluster = async (data: DataFolder, { initdb }: Binaries, durable: boolean): Promise<void> => {
  if (await stat(data.cluster).catch(() => undefined)) return;
  // Under another name until it is whole, so that a first start that was killed leaves nothing that looks like a database; under a
  // name of its own, since the `initdb` of the killed one may still be writing.
  const unfinished = await mkdtemp(`${data.cluster}.unfinished-`);
  if (data.user) await chown(unfinished, data.user.uid, data.user.gid);
  await ownerPassword(data);
  const child = await launch(data, initdb, (folder) => [
    ...['-D', `${folder}/${basename(unfinished)}`, '-U', owner, `--pwfile=${folder}/owner-password`],
    ...['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C'],
    ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ...['--data-checksums', '--no-instructions', ...(durable ? [] : ['--no-sync']), ...settingsAtBirth],
  ]);
  if ((await endOf(child)) !== 0) throw new Error(`PostgreSQL could not make a database:\n${await lastWords(data)}`);
  await rename(unfinished, data.cluster);
  for (const name of await readdir(data.path))
    if (name.startsWith('postgres.unfinished-'))
      await rm(join(data.path, name), { recursive: true, force: true }).catch(() => undefined);
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });

const urlFor = (password: string, port: number, database: string): string =>
  `postgres://${owner}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;

const answers = async (url: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
};

const createDatabase = async (url: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [owner]);
    if (rowCount === 0) await client.query(`create database ${owner}`);
  } finally {
    await client.end();
  }
};

const isMomentary = (words: string): boolean =>
  /still in use|could not bind|Address already in use|could not create any TCP/i.test(words);

type Running = { readonly pid: number; readonly port: number; readonly adopted: boolean };

const findOrStart = async (data: DataFolder, password: string, options: EmbeddedOptions): Promise<Running> => {
  const durable = options.durable ?? true;
  const binaries = await findBinaries(data.user);
  await createCluster(data, binaries, durable);
  const cluster = await realpath(data.cluster);
  const until = Date.now() + patience;
  let child: ChildProcess | undefined;
  let ended = false;
  while (Date.now() < until) {
    const living = await livingPostmaster(cluster);
    if (living && /^(ready|standby)/.test(living.state) && (await answers(urlFor(password, living.port, 'postgres'))))
      return { pid: living.pid, port: living.port, adopted: living.pid !== child?.pid };
    if (child && ended) {
      const words = await lastWords(data);
      if (!isMomentary(words)) throw new Error(`PostgreSQL did not start:\n${words}`);
      child = undefined;
      await pause(250);
    }
    if (!living && !child) {
      await disownStaleFile(cluster);
      const port = options.port ?? (await freePort());
      child = await launch(data, binaries.postgres, (folder) => [
        '-D',
        `${folder}/postgres`,
        ...settingsAtStart(port, durable),
      ]);
      ended = false;
      void endOf(child).then(
        () => (ended = true),
        () => (ended = true),
      );
      child.unref();
    }
    await pause(25);
  }
  throw new Error(`PostgreSQL did not answer within ${patience / 1000} seconds:\n${await lastWords(data)}`);
};

const isGoneWithin = async (pid: number, milliseconds: number): Promise<boolean> => {
  for (const until = Date.now() + milliseconds; Date.now() < until; await pause(20))
    if (fateOf(pid) !== 'alive') return true;
  return false;
};

const stopServer = async (data: DataFolder): Promise<void> => {
  const living = await livingPostmaster(await realpath(data.cluster));
  if (!living) return;
  // Fast shutdown: open transactions are rolled back, nothing committed is lost. The harder one leaves recovery to the next start.
  for (const [signal, wait] of [
    ['SIGINT', 7_000],
    ['SIGQUIT', 2_000],
    ['SIGKILL', 1_000],
  ] as const) {
    try {
      process.kill(living.pid, signal);
    } catch {
      return;
    }
    if (await isGoneWithin(living.pid, wait)) return;
  }
};

/** Starts the server of `dataFolder`, or joins the one that runs. Makes folder, cluster and database at the first start. */
export const startEmbedded = async (options: EmbeddedOptions): Promise<EmbeddedServer> => {
  const data = await openDataFolder(options.dataFolder);
  const userPid = options.userPid ?? process.pid;
  return holding(data.lock, async () => {
    const password = await ownerPassword(data);
    const running = await findOrStart(data, password, options);
    await createDatabase(urlFor(password, running.port, 'postgres'));
    await enlist(data, userPid);
    return {
      ...running,
      url: urlFor(password, running.port, owner),
      stop: () => leaveEmbedded(options.dataFolder, userPid),
    };
  });
};

/** Ends `userPid`'s use of the server of `dataFolder`; stops the server when nobody else uses it. */
export const leaveEmbedded = async (dataFolder: string, userPid: number = process.pid): Promise<void> => {
  if (!(await stat(dataFolder).catch(() => undefined))) return;
  const data = await openDataFolder(dataFolder);
  await holding(data.lock, async () => {
    if ((await delist(data, userPid)) === 0 && (await stat(data.cluster).catch(() => undefined)))
      await stopServer(data);
  });
};
