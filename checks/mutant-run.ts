// Makes each abuse case possible in a copy of the project and expects the test that holds against it to fail.
import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { leaveTestServer, testServerUrl } from '#store/embedded/test-server.ts';
import { type AbuseCase, abuseCases, type Edit } from './abuse-cases.ts';
import { copyOfProject } from './copy.ts';

type Report = {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly title: string; readonly status: string }[];
  }[];
};
type Outcome = 'passed' | 'failed' | 'not found';

const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** Runs the tests of one file whose names begin so; how each ended. */
const runTests = async (
  copy: string,
  file: string,
  names: readonly string[],
  databaseUrl: string,
): Promise<Map<string, Outcome>> => {
  const reportFile = join(copy, 'report.json');
  await writeFile(reportFile, '{"testResults":[]}');
  const child = spawn(
    process.execPath,
    [vitest, 'run', file, '-t', names.map(literally).join('|'), '--reporter=json', `--outputFile=${reportFile}`],
    { cwd: copy, stdio: 'ignore', env: { ...process.env, DATABASE_URL_FOR_TESTS: databaseUrl } },
  );
  await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  const { testResults } = JSON.parse(await readFile(reportFile, 'utf8')) as Report;
  const ran = testResults.flatMap(({ assertionResults }) => assertionResults);
  return new Map(
    names.map((name) => {
      const those = ran.filter(({ title, status }) => title.startsWith(name) && ['passed', 'failed'].includes(status));
      if (those.length === 0) return [name, 'not found'];
      return [name, those.some(({ status }) => status === 'failed') ? 'failed' : 'passed'];
    }),
  );
};

/** Changes the files and gives what puts them back; null where a text does not stand there once. */
const apply = async (copy: string, edits: readonly Edit[]): Promise<(() => Promise<void>) | null> => {
  const before = new Map<string, string>();
  const after = new Map<string, string>();
  for (const { file, from, to } of edits) {
    const text = after.get(file) ?? (await readFile(join(copy, file), 'utf8').catch(() => ''));
    if (text.split(from).length !== 2) return null;
    if (!before.has(file)) before.set(file, text);
    after.set(
      file,
      text.replace(from, () => to),
    );
  }
  const write = async (texts: Map<string, string>) => {
    for (const [file, text] of texts) await writeFile(join(copy, file), text);
  };
  await write(after);
  return () => write(before);
};

/** The cases that nothing would notice, each with the reason; says how each went. */
export const runMutants = async (root: string, only: (each: AbuseCase) => boolean): Promise<string[]> => {
  const cases = abuseCases.filter(only);
  const copy = await copyOfProject(root, 'abuse');
  const url = await testServerUrl();
  const faults: string[] = [];
  try {
    const files = Map.groupBy(cases, ({ test: [file] }) => file);
    for (const [file, those] of files) {
      const names = [...new Set(those.map(({ test: [, name] }) => name))];
      for (const [name, outcome] of await runTests(copy, file, names, url))
        if (outcome !== 'passed') faults.push(`${file}: “${name}” ${outcome} before anything was changed`);
    }
    for (const { abuse, test, mutant } of cases) {
      const [file, name] = test;
      const putBack = await apply(copy, mutant);
      const outcome = putBack ? (await runTests(copy, file, [name], url)).get(name) : 'stale';
      await putBack?.();
      console.log(`${outcome === 'failed' ? 'noticed' : 'MISSED '} ${abuse}`);
      if (outcome === 'stale') faults.push(`${abuse}: what is to be changed does not stand in ${mutant[0]?.file} once`);
      else if (outcome !== 'failed') faults.push(`${abuse}: “${name}” ${outcome} although it was possible`);
    }
  } finally {
    await leaveTestServer();
  }
  return faults;
};
