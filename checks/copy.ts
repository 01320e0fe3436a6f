// A copy of the project to change and throw away. It lies inside the project, so that it finds the same libraries.
import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

const leftOut = new Set(['node_modules', '.git', '.cache', 'data', 'dist', 'test-results', 'screenshots']);

export const copyOfProject = async (root: string, name: string): Promise<string> => {
  const copy = join(root, '.cache', name);
  await rm(copy, { recursive: true, force: true });
  await mkdir(copy, { recursive: true });
  for (const entry of await readdir(root))
    if (!leftOut.has(entry)) await cp(join(root, entry), join(copy, entry), { recursive: true });
  return copy;
};
