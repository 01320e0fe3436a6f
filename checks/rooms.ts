// The order of the rooms, checked with dependency-cruiser.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cruise, type ICruiseResult, type IModule } from 'dependency-cruiser';
import type { Check, Finding } from './findings.ts';
import { pathsBelow } from './source-files.ts';

/** Every module of the project with what it imports, and what breaks the rules. */
export const cruiseProject = async (root: string): Promise<ICruiseResult> => {
  const { default: rules } = await import(pathToFileURL(join(root, '.dependency-cruiser.mjs')).href);
  const folders = [];
  for (const folder of ['src', 'content', 'checks', 'bench', 'e2e'])
    if ((await pathsBelow(root, folder)).some((path) => /\.tsx?$/.test(path))) folders.push(folder);
  const { options, ...ruleSet } = rules;
  const { output } = await cruise(folders, { ...options, ruleSet, validate: true, baseDir: root });
  return output as ICruiseResult;
};

/** What the rules say, and each source file that was not looked at. */
export const checkRooms: Check = async (root) => {
  const { modules, summary } = await cruiseProject(root);
  const comments = new Map(summary.ruleSetUsed?.forbidden?.map(({ name, comment }) => [name, comment ?? '']));
  const findings: Finding[] = summary.violations.map(({ rule, from, to, cycle }) => ({
    rule: rule.name,
    file: from,
    message: `imports ${cycle ? cycle.map(({ name }) => name).join(' → ') : to}: ${comments.get(rule.name) ?? ''}`,
  }));
  const seen = new Set(modules.map(({ source }: IModule) => source));
  for (const file of await pathsBelow(root, 'src'))
    if (/\.tsx?$/.test(file) && !seen.has(file))
      findings.push({ rule: 'every-file-is-seen', file, message: 'dependency-cruiser did not look at this file' });
  const importing = modules.filter(
    ({ source, dependencies }: IModule) => /^src\//.test(source) && dependencies.length > 0,
  );
  if (importing.length < seen.size / 4)
    findings.push({
      rule: 'every-file-is-seen',
      file: 'src',
      message: 'hardly any import was seen: the parser does not work',
    });
  return findings;
};
