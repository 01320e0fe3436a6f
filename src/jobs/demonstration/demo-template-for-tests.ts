// The demonstration of one fixed day, loaded once into a template database that tests clone. Its name carries everything that goes
// into it, so a change anywhere makes a new one.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { instant } from '#domain/basics/instant.ts';
import { migrate } from '#store/postgres/migrate.ts';
import { templateDatabase } from '#store/postgres/test-database.ts';
import { ensureDemonstration } from './demonstration.ts';

export const demoNow = instant('2026-11-25T15:00:00Z');

const ingredients = ['src/jobs/demonstration', 'src/domain', 'src/store', 'src/actions', 'content/models'];

const hashOfIngredients = async (): Promise<string> => {
  const hash = createHash('sha256');
  for (const folder of ingredients) {
    const path = fileURLToPath(new URL(`../../../${folder}/`, import.meta.url));
    const files = (await readdir(path, { recursive: true })).filter(
      (name) => /\.(ts|json|sql)$/.test(name) && !/(\.test|-for-tests)\.ts$/.test(name),
    );
    for (const name of files.sort()) hash.update(name).update(await readFile(path + name));
  }
  return hash.digest('hex').slice(0, 12);
};

/** The name of a template for `testDatabase()`, with both demonstration agencies as of `demoNow`. */
export const demoTemplate = async (): Promise<string> =>
  templateDatabase(`demo_${await hashOfIngredients()}`, async (ownerUrl) => {
    await migrate(ownerUrl);
    await ensureDemonstration(ownerUrl, demoNow);
  });
