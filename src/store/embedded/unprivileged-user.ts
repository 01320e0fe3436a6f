// PostgreSQL refuses to run as root, so when this process is root another user has to run it.
import { spawnSync } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

export type SystemUser = { readonly uid: number; readonly gid: number };

const ownerOf = async (path: string): Promise<SystemUser | undefined> => {
  const found = await stat(path).catch(() => undefined);
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : undefined;
};

const namedUser = async (name: string): Promise<SystemUser | undefined> => {
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const fields = passwd
    .split('\n')
    .map((line) => line.split(':'))
    .find(([found]) => found === name);
  return fields && { uid: Number(fields[2]), gid: Number(fields[3]) };
};

const canBecome = (user: SystemUser): boolean =>
  spawnSync(process.execPath, ['--version'], { ...user, cwd: '/', stdio: 'ignore' }).status === 0 ||
  spawnSync('/bin/sh', ['-c', ':'], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;

/**
 * Who runs PostgreSQL: undefined means this process's own user. As root: whoever owns the data folder already, else the owner of
 * the folder it lies in (so that a first run with sudo locks nobody out), else the system's user for such things.
 */
export const userForPostgres = async (dataFolder: string): Promise<SystemUser | undefined> => {
  if (process.getuid?.() !== 0) return undefined;
  const candidates = [
    await ownerOf(dataFolder),
    await ownerOf(dirname(dataFolder)),
    await namedUser('postgres'),
    await namedUser('nobody'),
    { uid: 65534, gid: 65534 },
  ];
  for (const user of candidates) if (user && canBecome(user)) return user;
  throw new Error('PostgreSQL does not run as root and no other user can be used here: set DATABASE_URL instead');
};

/** Whether `user` may pass through every folder above `path`. */
export const canReach = async (path: string, user: SystemUser): Promise<boolean> => {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode, uid, gid } = await stat(folder);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
};
