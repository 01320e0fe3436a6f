// npm run test:security [WORD…]: every abuse case against a product that lets it in, and sqlmap against every list that takes
// questions. `mutants` or `sqlmap` runs that part alone; any other word chooses the abuse cases that name it.
import { fileURLToPath } from 'node:url';
import { runMutants } from './mutant-run.ts';
import { runSqlmap } from './sqlmap.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const asked = process.argv.slice(2);
const words = asked.filter((word) => word !== 'sqlmap' && word !== 'mutants');
const faults: string[] = [];

if (!asked.includes('sqlmap'))
  faults.push(...(await runMutants(root, ({ abuse }) => words.every((word) => abuse.includes(word)))));

if (asked.length === 0 || asked.includes('sqlmap')) faults.push(...(await runSqlmap(root)));

for (const fault of faults) console.log(fault);
console.log(faults.length === 0 ? 'Nothing of what was tried got in.' : `${faults.length} to put right.`);
process.exitCode = faults.length === 0 ? 0 : 1;
