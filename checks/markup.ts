// Nothing that somebody typed ever becomes markup or code: the web app has no way of its own round React's escaping, nothing runs
// text, and no address begins with a scheme that does (OWASP ASVS 5.0, 1.2 and 3.2).
import type { Check, Finding } from './findings.ts';
import { isTest, lineAt, pathsBelow, readFiles } from './source-files.ts';

const waysRound =
  /\b(dangerouslySetInnerHTML|innerHTML|outerHTML|insertAdjacentHTML|srcDoc|createContextualFragment|DOMParser)\b|document\.write|\bnew Function\(|\beval\(|['"`]javascript:/gi;

export const checkMarkup: Check = async (root) => {
  const paths = (await pathsBelow(root, 'src')).filter((path) => /\.tsx?$/.test(path) && !isTest(path));
  return (await readFiles(root, paths)).flatMap(({ path, text }) =>
    [...text.matchAll(waysRound)].map(
      ({ 0: found, index }): Finding => ({
        rule: 'text-stays-text',
        file: path,
        line: lineAt(text, index),
        message: `${found}: what somebody typed could run`,
      }),
    ),
  );
};
