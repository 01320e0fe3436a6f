// `domain/due` is the only place that decides what is due and overdue: nothing else compares a due date with a day.
import type { Check, Finding } from './findings.ts';
import { isTest, lineAt, type Node, parse, pathsBelow, readFiles, type SourceFile, walk } from './source-files.ts';

const home = 'src/domain/due/';
const dueName = /^(due_?by|is_?overdue|overdue|is_?late)$/i;
const comparisons = new Set(['<', '>', '<=', '>=']);

const nameOf = (node: Node | undefined): string => {
  if (!node) return '';
  if (node.type === 'Identifier') return node.name as string;
  if (node.type === 'MemberExpression') return nameOf(node.property as Node);
  if (node.type === 'ChainExpression' || node.type === 'TSNonNullExpression') return nameOf(node.expression as Node);
  return node.type === 'Literal' ? String(node.value) : '';
};

const isDueBy = (node: Node | undefined): boolean => /^due_?by$/i.test(nameOf(node));

const sqlPatterns: readonly [RegExp, string][] = [
  [/\bdue_by\b\s*(::\s*date\s*)?(<=?|>=?|between\b)/gi, 'SQL compares due_by with a day'],
  [/(<=?|>=?)\s*([a-z_]+\.)?due_by\b/gi, 'SQL compares due_by with a day'],
  [/\bas\s+"?(is_?)?overdue\b/gi, 'SQL decides what is overdue'],
  [/\b(is_)?overdue\s*=\s*(?!\s*\$)/gi, 'SQL decides what is overdue'],
];

const decidedInSql = (path: string, sql: string, lineOf: (index: number) => number): Finding[] =>
  sqlPatterns.flatMap(([pattern, message]) =>
    [...sql.matchAll(pattern)].map(({ index }) => ({
      rule: 'due-is-decided-once',
      file: path,
      line: lineOf(index),
      message,
    })),
  );

const mentions = (node: Node, test: (name: string) => boolean): boolean => {
  let found = false;
  walk(node, (inner) => {
    if ((inner.type === 'Identifier' || inner.type === 'MemberExpression') && test(nameOf(inner))) found = true;
  });
  return found;
};

const decidedInCode = (file: SourceFile): Finding[] => {
  const findings: Finding[] = [];
  const report = (node: Node, message: string) =>
    findings.push({ rule: 'due-is-decided-once', file: file.path, line: lineAt(file.text, node.start), message });
  walk(parse(file), (node) => {
    if (node.type === 'BinaryExpression' && comparisons.has(node.operator as string)) {
      const [left, right] = [node.left as Node, node.right as Node];
      // Two due dates side by side are a sort order, not a decision.
      if (isDueBy(left) !== isDueBy(right)) report(node, 'compares dueBy with a day: ask domain/due');
    }
    const [name, value] =
      node.type === 'VariableDeclarator'
        ? [nameOf(node.id as Node), node.init as Node | null]
        : node.type === 'Property'
          ? [nameOf(node.key as Node), node.value as Node]
          : node.type === 'AssignmentExpression'
            ? [nameOf(node.left as Node), node.right as Node]
            : ['', null];
    if (
      dueName.test(name) &&
      value?.type === 'BinaryExpression' &&
      comparisons.has(value.operator as string) &&
      !mentions(value, isDueByName)
    )
      report(node, `decides \`${name}\` by a comparison: ask domain/due`);
    if (node.type === 'CallExpression') {
      const named = (node.arguments as Node[]).slice(0, 2);
      if (
        named[0]?.type === 'Literal' &&
        isDueBy(named[0]) &&
        named[1]?.type === 'Literal' &&
        comparisons.has(String(named[1].value))
      )
        report(node, 'a query compares due_by with a day: ask domain/due');
    }
    if (node.type === 'TemplateElement')
      findings.push(
        ...decidedInSql(file.path, node.value.raw as string, (index) => lineAt(file.text, node.start + index)),
      );
    if (node.type === 'Literal' && typeof node.value === 'string')
      findings.push(...decidedInSql(file.path, node.value, () => lineAt(file.text, node.start)));
  });
  return findings;
};

const isDueByName = (name: string): boolean => /^due_?by$/i.test(name);

export const checkDue: Check = async (root) => {
  const paths = (await pathsBelow(root, 'src')).filter(
    (path) => /\.(tsx?|sql)$/.test(path) && !path.startsWith(home) && !isTest(path),
  );
  return (await readFiles(root, paths)).flatMap((file) =>
    file.path.endsWith('.sql')
      ? decidedInSql(file.path, file.text, (index) => lineAt(file.text, index))
      : /due|late/i.test(file.text)
        ? decidedInCode(file)
        : [],
  );
};
