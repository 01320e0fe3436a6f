// Biome and the TypeScript compiler, their complaints in our form.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import type { Check, Finding } from './findings.ts';

const run = (root: string, script: string, args: string[]): Promise<{ code: number; output: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1' },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });

const scriptOf = (name: string, bin: string): string => {
  const require = createRequire(import.meta.url);
  const manifest = require.resolve(`${name}/package.json`);
  const { bin: bins } = require(manifest) as { bin: Record<string, string> };
  return join(dirname(manifest), bins[bin]!);
};

export const checkFormat: Check = async (root) => {
  const { code, output } = await run(root, scriptOf('@biomejs/biome', 'biome'), [
    'ci',
    '--reporter=github',
    '--max-diagnostics=200',
    '.',
  ]);
  const findings: Finding[] = [];
  for (const { groups } of output.matchAll(
    /::(?:error|warning) title=(?<rule>[^,]+),file=(?<file>[^,]+),line=(?<line>\d+)[^:]*::(?<message>.*)/g,
  ))
    findings.push({
      rule: groups!.rule!,
      file: relative(root, resolve(root, groups!.file!)),
      line: Number(groups!.line),
      message: groups!.message!,
    });
  if (code !== 0 && findings.length === 0) findings.push({ rule: 'format', file: '.', message: output.trim() });
  return findings;
};

export const checkCompiler: Check = async (root) => {
  const { code, output } = await run(root, scriptOf('typescript', 'tsc'), ['-p', '.', '--pretty', 'false']);
  const findings: Finding[] = [];
  for (const { groups } of output.matchAll(
    /^(?<file>[^(\n]+)\((?<line>\d+),\d+\): error (?<rule>TS\d+): (?<message>.*)$/gm,
  ))
    findings.push({ rule: groups!.rule!, file: groups!.file!, line: Number(groups!.line), message: groups!.message! });
  if (code !== 0 && findings.length === 0) findings.push({ rule: 'types', file: '.', message: output.trim() });
  return findings;
};
