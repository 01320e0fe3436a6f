// npm run test:mutants [ROOM…]: changes the rules of a room in a hundred small ways and expects its tests to notice. Printed is the
// share that was noticed; below the bar the run fails.
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Stryker } from '@stryker-mutator/core';

const root = fileURLToPath(new URL('..', import.meta.url));
const atLeastPercent = 80;

const asked = process.argv.slice(2);
const rooms = (asked.length > 0 ? asked : ['access', 'consent']).filter((room) =>
  existsSync(join(root, 'src/domain', room)),
);

/** Noticed by a failing test, or by one that never came back. */
const noticed = new Set(['Killed', 'Timeout']);
const missed = new Set(['Survived', 'NoCoverage']);

let below = rooms.length === 0;
for (const room of rooms) {
  const mutants = await new Stryker({
    mutate: [`src/domain/${room}/*.ts`, '!**/*.test.ts', '!**/test-*.ts', '!**/*-for-tests.ts'],
    testRunner: 'vitest',
    vitest: { configFile: 'checks/mutants.vitest.ts' },
    plugins: ['@stryker-mutator/vitest-runner'],
    reporters: [],
    // Only what is lost is said below; the rest of the tree is none of its business.
    fileLogLevel: 'off' as never,
    logLevel: 'error' as never,
    tempDirName: '.cache/mutants',
    ignorePatterns: ['/*', '!/src', '!/checks', '!/package.json'],
    concurrency: Number(process.env.FOOTBRIDGE_TEST_WORKERS ?? 2),
    // What stands outside functions (the policy's table, lists of words) is worth changing too.
    ignoreStatic: false,
    allowEmpty: true,
  }).runMutationTest();
  const killed = mutants.filter(({ status }) => noticed.has(status));
  const alive = mutants.filter(({ status }) => missed.has(status));
  for (const { fileName, location, replacement } of alive)
    console.log(
      `${relative(root, fileName)}:${location.start.line} nobody noticed: ${replacement?.replace(/\s+/g, ' ').slice(0, 100)}`,
    );
  const percent = (100 * killed.length) / Math.max(1, killed.length + alive.length);
  if (killed.length === 0 || percent < atLeastPercent) below = true;
  console.log(
    `domain/${room}: ${percent.toFixed(1)} % of ${killed.length + alive.length} changes were noticed (at least ${atLeastPercent} %).`,
  );
}
process.exitCode = below ? 1 : 0;
