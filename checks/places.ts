// Where a file lies and what it is called.
import type { Check, Finding } from './findings.ts';
import { isTest, lineAt, pathsBelow, readFiles } from './source-files.ts';

const vagueFolder = /(^|\/)(utils?|shared|common|types|helpers?|misc|lib)\//;
const properName = /^(\d{4}_[a-z0-9-]+\.sql|[a-z0-9]+(-[a-z0-9]+)*(\.(test|module|d))?\.[a-z0-9]+|README\.md)$/;
const passesOn = /^export\s+(type\s+)?(\*|\{[^}]*\})(\s+as\s+\w+)?\s+from\b/m;
const byDefault = /^export\s+(default\b|\{[^}]*\bas\s+default\b)/m;

/** No loose files in src, no vague folders, no barrels, no default exports, kebab-case names. */
export const checkPlaces: Check = async (root) => {
  const paths = await pathsBelow(root, 'src');
  const findings: Finding[] = [];
  for (const file of paths) {
    const name = file.slice(file.lastIndexOf('/') + 1);
    if (file.split('/').length === 2)
      findings.push({
        rule: 'no-loose-files',
        file,
        message: 'a file in src/ itself: put it in the room it belongs to',
      });
    if (vagueFolder.test(file))
      findings.push({
        rule: 'no-vague-folders',
        file,
        message: 'a folder for anything: a helper lives with the idea it serves',
      });
    if (/^index\.[jt]sx?$/.test(name))
      findings.push({ rule: 'no-barrels', file, message: 'index files hide what is imported: name the file itself' });
    else if (!properName.test(name)) findings.push({ rule: 'file-names', file, message: 'file names are kebab-case' });
  }
  for (const { path, text } of await readFiles(
    root,
    paths.filter((path) => /\.tsx?$/.test(path) && !isTest(path)),
  )) {
    const passed = passesOn.exec(text);
    if (passed)
      findings.push({
        rule: 'no-barrels',
        file: path,
        line: lineAt(text, passed.index),
        message: 're-exports what another file holds: import it from there',
      });
    const unnamed = byDefault.exec(text);
    if (unnamed)
      findings.push({
        rule: 'no-default-exports',
        file: path,
        line: lineAt(text, unnamed.index),
        message: 'a default export: give it its name',
      });
  }
  return findings;
};
