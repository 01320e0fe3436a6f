// What has become of a process whose number stands in a file. A number is not enough: it may belong to a zombie (killed, and
// never waited for by its parent, as in a container without an init) or to another process that got the same number later.
import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';

export type ProcessFate = 'alive' | 'zombie' | 'gone';

const linuxStat = (pid: number): string[] | undefined => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
};

const answersToSignals = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const askPs = (pid: number, column: string): string => {
  try {
    return execFileSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
};

export const fateOf = (pid: number): ProcessFate => {
  if (!answersToSignals(pid)) return 'gone';
  if (process.platform === 'win32') return 'alive';
  const state = process.platform === 'linux' ? linuxStat(pid)?.[0] : askPs(pid, 'state')[0];
  if (state === undefined) return 'gone';
  return state === 'Z' || state === 'X' ? 'zombie' : 'alive';
};

/** When the process began, in whatever form the system has it: equal for the same process, different for a later namesake. */
export const beginningOf = (pid: number): string => {
  if (process.platform === 'linux') return linuxStat(pid)?.[19] ?? '';
  return process.platform === 'win32' ? '' : askPs(pid, 'lstart');
};

/** Whether `pid` is a PostgreSQL server; where the system tells, also whether it works in `cluster` (a real path). */
export const isPostgresOf = (pid: number, cluster: string): boolean => {
  if (fateOf(pid) !== 'alive') return false;
  if (process.platform === 'win32') return true;
  if (process.platform !== 'linux') return askPs(pid, 'comm').includes('postgres');
  try {
    return (
      readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres') && readlinkSync(`/proc/${pid}/cwd`) === cluster
    );
  } catch {
    return false;
  }
};
