// What lies in the data folder: `postgres/` (the cluster), `owner-password`, `postgres.log`, `users/` (one file for each process
// that uses the server), `start.lock` while someone starts or stops it.
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, open, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isStillThere, signature } from './start-lock.ts';
import { canReach, type SystemUser, userForPostgres } from './unprivileged-user.ts';

export type DataFolder = {
  readonly path: string;
  readonly cluster: string;
  readonly lock: string;
  readonly log: string;
  readonly users: string;
  /** Who runs PostgreSQL; undefined when it is this process's own user. */
  readonly user: SystemUser | undefined;
};

/** Makes the folder if it is new, private to the user that runs PostgreSQL. */
export const openDataFolder = async (folder: string): Promise<DataFolder> => {
  const user = await userForPostgres(resolve(folder));
  await mkdir(folder, { recursive: true });
  const path = await realpath(folder);
  const users = join(path, 'users');
  await mkdir(users, { recursive: true });
  if (user) for (const own of [path, users]) await chown(own, user.uid, user.gid);
  await chmod(path, 0o700);
  return {
    path,
    cluster: join(path, 'postgres'),
    lock: join(path, 'start.lock'),
    log: join(path, 'postgres.log'),
    users,
    user,
  };
};

/** The owner's password, made at the first start. */
export const ownerPassword = async ({ path, user }: DataFolder): Promise<string> => {
  const file = join(path, 'owner-password');
  const known = await readFile(file, 'utf8').catch(() => '');
  if (known !== '') return known;
  const password = randomBytes(24).toString('base64url');
  await writeFile(file, password, { mode: 0o600 });
  if (user) await chown(file, user.uid, user.gid);
  return password;
};

/**
 * How PostgreSQL names the folder. Where the project lies below a folder its user may not enter (`/root`), it gets the opened
 * folder itself as descriptor 3: what is below an open folder can be reached without passing through what is above it.
 */
export const nameForPostgres = async ({ path, user }: DataFolder): Promise<{ name: string; descriptor: boolean }> => {
  if (!user || (await canReach(path, user))) return { name: path, descriptor: false };
  if (process.platform === 'linux') return { name: '/proc/self/fd/3', descriptor: true };
  throw new Error(
    `PostgreSQL does not run as root, and its user may not enter the folders above ${path}: set FOOTBRIDGE_DATA to a folder it can reach`,
  );
};

const tooLong = 8 * 1024 * 1024;

/** PostgreSQL's log, opened for writing; emptied when it has grown too long. */
export const openLog = async ({ log, user }: DataFolder) => {
  const handle = await open(log, 'a', 0o600);
  if (user) await handle.chown(user.uid, user.gid);
  if ((await handle.stat()).size > tooLong) await handle.truncate();
  return handle;
};

export const enlist = (data: DataFolder, pid: number): Promise<void> =>
  writeFile(join(data.users, String(pid)), signature(pid));

/** Takes `pid` off the list and returns how many living processes still use the server. */
export const delist = async (data: DataFolder, pid: number): Promise<number> => {
  await rm(join(data.users, String(pid)), { force: true });
  let others = 0;
  for (const name of await readdir(data.users)) {
    const text = await readFile(join(data.users, name), 'utf8').catch(() => '');
    if (isStillThere(text)) others++;
    else await rm(join(data.users, name), { force: true });
  }
  return others;
};
