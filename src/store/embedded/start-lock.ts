// One process at a time starts or stops the server of a data folder. The lock names its holder, so that a holder that was killed
// keeps nobody out.
import { randomUUID } from 'node:crypto';
import { link, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { beginningOf, fateOf } from './processes.ts';

const identity = (pid: number): string => `${pid} ${beginningOf(pid)}`;

/** Whether the process that wrote `text` with `signature` still lives. */
export const isStillThere = (text: string): boolean => {
  const pid = Number(text.split(' ')[0]);
  return Number.isInteger(pid) && pid > 0 && fateOf(pid) === 'alive' && identity(pid) === text;
};

/** A line by which others recognize process `pid` later. */
export const signature = identity;

const take = async (path: string): Promise<boolean> => {
  const own = `${path}.${randomUUID()}`;
  await writeFile(own, identity(process.pid));
  try {
    await link(own, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  } finally {
    await rm(own, { force: true });
  }
};

/** Of several who find a dead holder only one may break the lock, or the second would break the first one's new lock. */
const breakIfDead = async (path: string): Promise<void> => {
  const breaking = `${path}.breaking`;
  const since = await stat(breaking).catch(() => undefined);
  if (since && Date.now() - since.mtimeMs > 5_000) await rm(breaking, { force: true });
  if (!(await take(breaking))) return;
  try {
    const holder = await readFile(path, 'utf8').catch(() => undefined);
    if (holder !== undefined && !isStillThere(holder)) await rm(path, { force: true });
  } finally {
    await rm(breaking, { force: true });
  }
};

/** Runs `work` while no other process holds the lock at `path`. Throws when it is not free within `patience` milliseconds. */
export const holding = async <T>(path: string, work: () => Promise<T>, patience = 90_000): Promise<T> => {
  const until = Date.now() + patience;
  while (!(await take(path))) {
    const holder = await readFile(path, 'utf8').catch(() => undefined);
    if (holder !== undefined && !isStillThere(holder)) await breakIfDead(path);
    if (Date.now() > until)
      throw new Error(`another process has been starting or stopping PostgreSQL for too long: ${path}`);
    await pause(40);
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
};
