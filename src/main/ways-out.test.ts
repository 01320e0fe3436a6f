// Each command of the command line either keeps within the agency, with the reason why, or passes the log of disclosures. The commands
// are those the command line itself names.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anAgency, type TestAgency } from '#actions/pipeline/test-world.ts';
import { exportKinds, exportLines } from '#jobs/exports/export.ts';
import { db } from '#store/postgres/query.ts';

const bin = fileURLToPath(new URL('../../bin/footbridge.mjs', import.meta.url));

/** The names under “Commands:” in what `--help` says. */
const commandsOf = async (...command: string[]): Promise<string[]> => {
  const env = { ...process.env, LANG: 'C', LC_ALL: '' };
  const { stdout } = await promisify(execFile)(process.execPath, [bin, ...command, '--help'], { env });
  const [, list = ''] = stdout.split(/^Commands:$/m);
  return [...list.matchAll(/^ {2}([a-z][a-z-]*)/gm)].map(([, name = '']) => name);
};

const within: Readonly<Record<string, string>> = {
  start: 'serves the agency’s own people',
  serve: 'serves the agency’s own people',
  migrate: 'says nothing of anybody',
  demo: 'nobody in it is real',
  generate: 'nobody in it is real',
  import: 'brings in; its report names rows and fields',
  score: 'reads no database',
  sheet: 'forms to be filled in, that say nothing of anybody yet; and what was filled in, on the machine that reads it',
  audit: 'hashes and positions',
  backup: 'sealed under the agency’s own key',
  restore: 'brings in',
};
const out = ['export'];

let agency: TestAgency;
beforeAll(async () => {
  agency = await anAgency();
});
afterAll(() => agency.database.close());

describe('what leaves the agency by the command line', () => {
  test('every command says whether anything does', async () => {
    expect((await commandsOf()).toSorted()).toEqual([...Object.keys(within), ...out].toSorted());
  });

  test('every kind of export stands in the person’s log', async () => {
    expect((await commandsOf('export')).toSorted()).toEqual([...exportKinds].toSorted());
    for (const kind of exportKinds) {
      const clientId = await agency.aClient();
      const run = { database: agency.database, agencyId: agency.agencyId, now: agency.now, clientId };
      await exportLines(run, kind, async () => undefined);
      const logged = await agency.write((tx) =>
        tx.rows(db.selectFrom('disclosures').select('way').where('client_id', '=', clientId)),
      );
      expect(logged, kind).toEqual([{ way: 'export' }]);
    }
  });
});
