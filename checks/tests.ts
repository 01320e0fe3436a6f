// No test is passed over: what is written here runs.
import type { Check, Finding } from './findings.ts';
import { lineAt, pathsBelow, readFiles } from './source-files.ts';

const passedOver =
  /\b(it|test|describe|suite)\b(\.\w+)*\.(skip|only|todo|fixme|fails|fail|skipIf|runIf)\b|\b(xit|xtest|xdescribe|fit|fdescribe)\(/g;

export const checkTests: Check = async (root) => {
  const findings: Finding[] = [];
  for (const folder of ['src', 'content', 'checks', 'bench', 'e2e']) {
    const paths = (await pathsBelow(root, folder)).filter(
      (path) => /\.(test|story|screens)\.tsx?$/.test(path) || (folder === 'e2e' && path.endsWith('.ts')),
    );
    for (const { path, text } of await readFiles(root, paths))
      for (const { 0: found, index } of text.matchAll(passedOver))
        findings.push({
          rule: 'no-test-is-skipped',
          file: path,
          line: lineAt(text, index),
          message: `${found}: every test runs, everywhere`,
        });
  }
  return findings;
};
