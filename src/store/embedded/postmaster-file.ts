// `postmaster.pid` is PostgreSQL's own note of who serves a data folder: process, folder, start, port, socket, address, shared
// memory, state. https://www.postgresql.org/docs/18/storage-file-layout.html
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fateOf, isPostgresOf } from './processes.ts';

export type Postmaster = { readonly pid: number; readonly port: number; readonly state: string };

const pathIn = (cluster: string): string => join(cluster, 'postmaster.pid');

/** The server of `cluster` that lives, whether it answers yet or not. */
export const livingPostmaster = async (cluster: string): Promise<Postmaster | undefined> => {
  const text = await readFile(pathIn(cluster), 'utf8').catch(() => '');
  const [pid = '', , , port = '', , , , state = ''] = text.split('\n');
  if (!/^\d+$/.test(pid) || !isPostgresOf(Number(pid), cluster)) return undefined;
  return { pid: Number(pid), port: Number(port), state: state.trim() };
};

// Above every process number a system gives out.
const nobody = 2_147_483_646;

/**
 * PostgreSQL itself passes over the file of a process that is gone, but not when the number answers: a zombie, or another program
 * that has the number now. The number is replaced and the file kept, since its shared-memory line is what keeps a new server out
 * while the last backends of a killed one still write.
 */
export const disownStaleFile = async (cluster: string): Promise<void> => {
  const text = await readFile(pathIn(cluster), 'utf8').catch(() => undefined);
  if (text === undefined) return;
  const pid = Number(text.split('\n')[0]);
  if (pid > 0 && fateOf(pid) === 'gone') return;
  await writeFile(pathIn(cluster), text.replace(/^.*/, String(nobody)));
};
