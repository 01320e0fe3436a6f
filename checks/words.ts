// Every sentence a person reads stands in the catalogues, in English and in Spanish: same keys, same arguments, no copy of the
// English one unless same-in-both-languages.json gives a reason, every key that the code names, and no literal on a screen.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type MessageFormatElement, parse as parseIcu, TYPE } from '@formatjs/icu-messageformat-parser';
import type { Check, Finding } from './findings.ts';
import { isTest, lineAt, type Node, parse, pathsBelow, readFiles, type SourceFile, walk } from './source-files.ts';
import { checkWordsAtHand } from './words-at-hand.ts';

type Message = {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly args: ReadonlyMap<string, string>;
};
type Catalogue = ReadonlyMap<string, Message>;

const kindOf = (element: MessageFormatElement): string =>
  element.type === TYPE.select ? `select ${Object.keys(element.options).sort().join(' ')}` : TYPE[element.type]!;

const argumentsOf = (
  elements: readonly MessageFormatElement[],
  into = new Map<string, string>(),
): Map<string, string> => {
  for (const element of elements) {
    if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
    // A name may stand plain in one place and be chosen by in another: the choosing says more.
    if (!into.has(element.value) || element.type !== TYPE.argument) into.set(element.value, kindOf(element));
    if (element.type === TYPE.tag) argumentsOf(element.children, into);
    if (element.type === TYPE.plural || element.type === TYPE.select)
      for (const { value } of Object.values(element.options)) argumentsOf(value, into);
  }
  return into;
};

const literalText = (elements: readonly MessageFormatElement[]): string =>
  elements
    .map((element) => {
      if (element.type === TYPE.literal) return element.value;
      if (element.type === TYPE.tag) return literalText(element.children);
      if (element.type === TYPE.plural || element.type === TYPE.select)
        return Object.values(element.options)
          .map(({ value }) => literalText(value))
          .join(' ');
      return ' ';
    })
    .join('');

const readCatalogue = async (root: string, language: string, findings: Finding[]): Promise<Catalogue> => {
  const messages = new Map<string, Message>();
  const paths = (await pathsBelow(root, `src/words/${language}`)).filter((path) => path.endsWith('.json'));
  for (const { path, text: json } of await readFiles(root, paths))
    for (const [key, text] of Object.entries(JSON.parse(json) as Record<string, unknown>)) {
      const line = lineAt(json, Math.max(0, json.indexOf(`"${key}":`)));
      const report = (message: string) => findings.push({ rule: 'words-catalogue', file: path, line, message });
      const before = messages.get(key);
      if (before) report(`${key} stands in ${before.file} too`);
      if (typeof text !== 'string' || text.trim() === '') {
        report(`${key} has no sentence`);
        continue;
      }
      try {
        messages.set(key, { file: path, line, text, args: argumentsOf(parseIcu(text)) });
      } catch (error) {
        report(`${key} is not an ICU message: ${(error as Error).message}`);
      }
    }
  return messages;
};

const hasLetters = (text: string): boolean => /\p{L}{2}/u.test(text);

const compareLanguages = (en: Catalogue, es: Catalogue, alike: Record<string, string>): Finding[] => {
  const findings: Finding[] = [];
  const usedReasons = new Set<string>();
  const missing = (from: Catalogue, to: Catalogue, language: string) => {
    for (const [key, { file, line }] of from)
      if (!to.has(key))
        findings.push({ rule: 'words-both-languages', file, line, message: `${key} has no ${language} sentence` });
  };
  missing(en, es, 'Spanish');
  missing(es, en, 'English');
  for (const [key, english] of en) {
    const spanish = es.get(key);
    if (!spanish) continue;
    const { file, line } = spanish;
    const differing = [...new Set([...english.args.keys(), ...spanish.args.keys()])].filter(
      (name) => english.args.get(name) !== spanish.args.get(name),
    );
    if (differing.length > 0)
      findings.push({
        rule: 'words-same-arguments',
        file,
        line,
        message: `${key}: {${differing.join('}, {')}} differs from the English one`,
      });
    if (english.text !== spanish.text || !hasLetters(literalText(parseIcu(english.text)))) continue;
    if (alike[english.text]) usedReasons.add(english.text);
    else
      findings.push({
        rule: 'words-translated',
        file,
        line,
        message: `${key} is the English sentence; if that is right, give the reason in checks/same-in-both-languages.json`,
      });
  }
  for (const text of Object.keys(alike))
    if (!usedReasons.has(text))
      findings.push({
        rule: 'words-translated',
        file: 'checks/same-in-both-languages.json',
        message: `no sentence “${text}” needs this reason any more`,
      });
  return findings;
};

const keyCalls = new Map([
  ['words', 0],
  ['say', 0],
  ['sentence', 1],
]);
const refusalCalls = /^(refusal|conflict|invalid|refuse)$/;
const refusingRooms = /^src\/(actions|api|jobs|main)\//;

/** The strings an expression may be; a template's holes become `*`. */
const stringsOf = (node: Node | undefined): string[] => {
  if (node?.type === 'Literal') return typeof node.value === 'string' ? [node.value] : [];
  if (node?.type === 'TemplateLiteral')
    return [(node.quasis as Node[]).map((quasi) => quasi.value.cooked as string).join('*')];
  if (node?.type === 'ConditionalExpression')
    return [...stringsOf(node.consequent as Node), ...stringsOf(node.alternate as Node)];
  return [];
};

const matches = (pattern: string, catalogue: Catalogue): boolean => {
  if (!pattern.includes('*')) return catalogue.has(pattern);
  const escaped = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const whole = new RegExp(`^${escaped.join('.+')}$`);
  return [...catalogue.keys()].some((key) => whole.test(key));
};

const propertyNames = (node: Node | undefined): Set<string> | undefined => {
  if (!node) return new Set();
  if (node.type !== 'ObjectExpression') return undefined;
  const names = new Set<string>();
  for (const property of node.properties as Node[]) {
    if (property.type !== 'Property' || property.computed) return undefined;
    names.add(property.key.name ?? String(property.key.value));
  }
  return names;
};

const checkKeys = (file: SourceFile, tree: Node, en: Catalogue): Finding[] => {
  const findings: Finding[] = [];
  const isMain = /^src\/main\//.test(file.path);
  walk(tree, (node) => {
    const at = () => ({ file: file.path, line: lineAt(file.text, node.start) });
    const check = (keys: readonly string[], params: Node | undefined, paramsChecked: boolean) => {
      for (const key of keys) {
        if (!matches(key, en))
          findings.push({ rule: 'words-known', ...at(), message: `no sentence ${key} in the catalogues` });
        const given = propertyNames(params);
        const lacking =
          paramsChecked && given
            ? [...(en.get(key)?.args ?? [])].filter(([name, kind]) => kind !== 'tag' && !given.has(name))
            : [];
        if (lacking.length > 0)
          findings.push({
            rule: 'words-arguments-given',
            ...at(),
            message: `${key} needs ${lacking.map(([name]) => `{${name}}`).join(', ')}`,
          });
      }
    };
    if (node.type === 'CallExpression') {
      const name = (node.callee.type === 'Identifier' ? node.callee.name : '') as string;
      const args = node.arguments as Node[];
      const position = keyCalls.get(name);
      if (position !== undefined)
        check(
          stringsOf(args[position]).filter((key) => key.includes('.')),
          args[position + 1],
          true,
        );
      else if (
        refusalCalls.test(name) &&
        (name === 'refusal' || (refusingRooms.test(file.path) && (name !== 'refuse' || isMain)))
      )
        check(
          stringsOf(args[0]).map((code) => `refusal.${code}`),
          args[1],
          true,
        );
    }
    if (node.type === 'JSXOpeningElement' && node.name?.name === 'FormattedMessage')
      for (const attribute of node.attributes as Node[])
        if (attribute.name?.name === 'id') check(stringsOf(attribute.value as Node), undefined, false);
  });
  return findings;
};

const spokenAttributes = new Set(
  [
    'aria-label',
    'aria-description',
    'aria-roledescription',
    'aria-valuetext',
    'placeholder',
    'title',
    'alt',
    'label',
    'description',
  ].concat(['errorMessage', 'heading', 'caption', 'summary', 'hint', 'message']),
);
const brand = /^[\s\p{P}\p{S}\d]*(Footbridge)?[\s\p{P}\p{S}\d]*$/u;

const literalIn = (node: Node | null | undefined): Node | undefined => {
  if (!node) return undefined;
  if (node.type === 'Literal') return typeof node.value === 'string' && !brand.test(node.value) ? node : undefined;
  if (node.type === 'TemplateLiteral')
    return (node.quasis as Node[]).some((quasi) => hasLetters(quasi.value.raw as string)) ? node : undefined;
  if (node.type === 'JSXExpressionContainer') return literalIn(node.expression as Node);
  if (node.type === 'ConditionalExpression')
    return literalIn(node.consequent as Node) ?? literalIn(node.alternate as Node);
  if (node.type === 'LogicalExpression') return literalIn(node.right as Node);
  return undefined;
};

const checkLiterals = (file: SourceFile, tree: Node): Finding[] => {
  const findings: Finding[] = [];
  const report = (node: Node, text: string) =>
    findings.push({
      rule: 'words-in-catalogues',
      file: file.path,
      line: lineAt(file.text, node.start),
      message: `“${text.trim().slice(0, 60)}” is written here: put it in src/words`,
    });
  walk(tree, (node, above) => {
    if (node.type === 'JSXText' && !brand.test(node.value as string)) report(node, node.value as string);
    if (node.type === 'JSXExpressionContainer' && /^JSX(Element|Fragment)$/.test(above.at(-1)?.type ?? '')) {
      const literal = literalIn(node);
      if (literal) report(literal, file.text.slice(literal.start, literal.end));
    }
    if (node.type === 'JSXAttribute' && spokenAttributes.has(node.name.name as string)) {
      const literal = literalIn(node.value as Node | null);
      if (literal) report(literal, file.text.slice(literal.start, literal.end));
    }
  });
  return findings;
};

export const checkWords: Check = async (root) => {
  const findings: Finding[] = [];
  const en = await readCatalogue(root, 'en', findings);
  const es = await readCatalogue(root, 'es', findings);
  const alike = JSON.parse(await readFile(join(root, 'checks/same-in-both-languages.json'), 'utf8')) as Record<
    string,
    string
  >;
  findings.push(...compareLanguages(en, es, alike));
  const paths = (await pathsBelow(root, 'src')).filter((path) => /\.tsx?$/.test(path) && !isTest(path));
  for (const file of await readFiles(root, paths)) {
    const tree = parse(file);
    findings.push(...checkKeys(file, tree, en));
    if (file.path.endsWith('.tsx')) findings.push(...checkLiterals(file, tree));
  }
  findings.push(...(await checkWordsAtHand(root, en)));
  return findings;
};
