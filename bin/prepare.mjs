// Before anything else runs: the libraries are there and match package-lock.json. Plain JavaScript for whatever Node (20 or later)
// the machine has, with nothing but that Node; the libraries it installs bring the Node 24 that everything else runs on.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const lock = join(root, 'package-lock.json');
// npm writes this file at the end of each installation.
const installed = join(root, 'node_modules', '.package-lock.json');
const stamp = join(root, 'node_modules', '.footbridge-prepared');

const changedAt = (path) => {
  try {
    return statSync(path).mtimeMs;
  } catch {
    return undefined;
  }
};

const textOf = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};

const hash = createHash('sha256').update(readFileSync(lock)).digest('hex');

const isPrepared = () => {
  const at = changedAt(installed);
  if (at === undefined) return false;
  // A fresh check-out of the same lock file is newer, but not different.
  return textOf(stamp) === hash || at + 5_000 >= changedAt(lock);
};

const npm = (args) => {
  const cli = process.env.npm_execpath;
  const [program, first] = cli?.endsWith('.js') ? [process.execPath, [cli]] : ['npm', []];
  // What npm says goes to stderr: a command's stdout may be JSON that a script reads.
  const { status, error } = spawnSync(program, [...first, ...args], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: program === 'npm' && process.platform === 'win32',
    env: { ...process.env, npm_config_omit: '', NODE_ENV: '' },
  });
  if (error) console.error(`npm could not be started: ${error.message}`);
  return status === 0;
};

/** Installs the libraries when they are missing or out of date. Returns whether they are there now. */
export const prepare = () => {
  if (isPrepared()) {
    if (textOf(stamp) !== hash) writeFileSync(stamp, hash);
    return true;
  }
  const fresh = changedAt(installed) === undefined;
  const began = Date.now();
  console.error(fresh ? 'Installing the libraries (once, about a minute) …' : 'Bringing the libraries up to date …');
  if (!npm([fresh ? 'ci' : 'install', '--no-audit', '--no-fund', '--loglevel=error'])) {
    console.error(
      'The libraries could not be installed: see what npm says above; a network connection is needed once.',
    );
    return false;
  }
  writeFileSync(stamp, hash);
  console.error(`Libraries installed in ${Math.round((Date.now() - began) / 1000)} s.`);
  return true;
};

if (process.argv[1]?.endsWith('prepare.mjs')) process.exitCode = prepare() ? 0 : 1;
