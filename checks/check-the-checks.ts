// npm run check:checks: plants one violation of each rule in a copy of the project and expects the check to name it. A check that
// finds nothing because it looks at nothing fails here.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { allChecks, type CheckName } from './all-checks.ts';
import { copyOfProject } from './copy.ts';
import { domainPlants, type Planted, planted, targets } from './planted.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const copy = await copyOfProject(root, 'planted');

const plant = async (file: string, text: Planted['text']): Promise<void> => {
  const path = join(copy, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, typeof text === 'string' ? text : text(await readFile(path, 'utf8')));
};

const { default: rules, domainOrder } = (await import(pathToFileURL(join(root, '.dependency-cruiser.mjs')).href)) as {
  default: { forbidden: { name: string }[] };
  domainOrder: string[];
};
const all = [...planted, ...domainPlants(domainOrder)];
const unguarded = rules.forbidden.map(({ name }) => name).filter((name) => !all.some(({ rule }) => rule === name));

for (const [file, text] of Object.entries(targets)) await plant(file, text);
for (const { file, text } of all) await plant(file, text);
await plant('.dependency-cruiser.mjs', (text) =>
  text.replace("exclude: { path: '", "exclude: { path: 'planted-unseen|"),
);

let missed = 0;
const miss = (what: string): void => {
  missed++;
  console.log(`MISSED ${what}`);
};
for (const name of unguarded) miss(`no violation of ${name} is planted`);
for (const check of Object.keys(allChecks) as CheckName[]) {
  const expected = all.filter((one) => one.check === check);
  if (expected.length === 0) miss(`no violation for the check ${check} is planted`);
  const findings = await allChecks[check](copy);
  const unnamed = expected.filter(
    ({ rule, file }) => !findings.some((found) => found.rule === rule && found.file === file),
  );
  for (const { rule, file } of unnamed) miss(`${check} did not name ${rule} in ${file}`);
  console.log(`${check.padEnd(10)} named ${expected.length - unnamed.length} of ${expected.length}`);
}
await rm(copy, { recursive: true, force: true });
console.log(missed === 0 ? `All ${all.length} planted violations were named.` : `${missed} missed.`);
process.exitCode = missed === 0 ? 0 : 1;
