// The clock is an argument: domain code asks nobody what time it is, and SQL does not decide what today is.
import type { Check, Finding } from './findings.ts';
import { isTest, lineAt, pathsBelow, readFiles } from './source-files.ts';

const impure =
  /\bDate\.now\(|\bnew Date\(\s*\)|\bperformance\.now\(|\bMath\.random\(|\brandomUUID\(|\bprocess\.|\bfetch\(/g;
const todayInSql =
  /\bcurrent_date\b|\blocaltimestamp\b|\bcurrent_timestamp\b|\bnow\(\)\s*::\s*date\b|'(today|tomorrow|yesterday)'\s*::/gi;

const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*|(^|\s)--.*/g, (comment) => comment.replace(/[^\n]/g, ' '));

export const checkClock: Check = async (root) => {
  const findings: Finding[] = [];
  const files = (await pathsBelow(root, 'src')).filter((path) => /\.(tsx?|sql)$/.test(path) && !isTest(path));
  for (const { path, text } of await readFiles(root, files)) {
    const code = withoutComments(text);
    if (path.startsWith('src/domain/'))
      for (const { 0: found, index } of code.matchAll(impure))
        findings.push({
          rule: 'domain-is-pure',
          file: path,
          line: lineAt(text, index),
          message: `${found.trim()} in the domain: take it as an argument`,
        });
    if (!path.startsWith('src/web/'))
      for (const { 0: found, index } of code.matchAll(todayInSql))
        findings.push({
          rule: 'clock-is-an-argument',
          file: path,
          line: lineAt(text, index),
          message: `${found} in SQL: today comes in as a parameter`,
        });
  }
  return findings;
};
