// npm run check [NAME…]: everything that can be said about the code without running the product.
import { fileURLToPath } from 'node:url';
import { allChecks, type CheckName } from './all-checks.ts';
import { inOneLine } from './findings.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in allChecks));
if (unknown.length > 0) {
  console.error(`There is no check ${unknown.join(', ')}. There are: ${Object.keys(allChecks).join(', ')}.`);
  process.exit(2);
}

const names = (asked.length > 0 ? asked : Object.keys(allChecks)) as CheckName[];
const results = await Promise.all(
  names.map(async (name) => {
    const began = performance.now();
    const findings = await allChecks[name](root);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log(`${findings.length === 0 ? 'ok  ' : 'FAIL'} ${name.padEnd(10)} ${seconds} s`);
    return findings;
  }),
);

const findings = results.flat();
for (const finding of findings) console.log(inOneLine(finding));
console.log(findings.length === 0 ? 'Everything is in order.' : `${findings.length} to put right.`);
process.exitCode = findings.length === 0 ? 0 : 1;
