// A part of the app is shown when its words have come; this sees that it asks for those it says. Where `['chart', 'cycle']` stands
// before `() => import('#web/…')`, everything imported from there says only what those parts of `src/words/parts.ts` hold, and what
// is there from the start. What the server sends as the name of a sentence cannot be seen here; `e2e/words-come-along` sees it.
import { dirname, join, posix } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Finding } from './findings.ts';
import { lineAt, type Node, parse, readFiles, walk } from './source-files.ts';

type Sentences = ReadonlyMap<string, { readonly file: string }>;
type Said = { readonly pattern: string; readonly line: number };
type Opening = { readonly target: string; readonly words: readonly string[] };
type Module = {
  readonly said: readonly Said[];
  /** What comes with it, at once or later. */
  readonly imports: readonly string[];
  /** What comes later, with words of its own. */
  readonly openings: readonly Opening[];
};

const entry = 'src/web/app/main.tsx';

const target = (from: string, node: Node | null): string[] => {
  const named = node?.type === 'Literal' ? String(node.value) : '';
  if (!/\.tsx?$/.test(named)) return [];
  if (named.startsWith('#')) return [named.startsWith('#content/') ? named.slice(1) : `src/${named.slice(1)}`];
  return named.startsWith('.') ? [posix.join(dirname(from), named)] : [];
};

/** `sentence('', item.what)`, `words(item.what.code)`: only what is due names its sentence whole (`domain/due/wording.ts`). */
const saysWhatIsDue = ({ callee, arguments: [first] }: Node): boolean =>
  (callee.name === 'sentence' && first?.value === '') ||
  (callee.name === 'words' && first?.type === 'MemberExpression' && first.property.name === 'code');

/** `a.b` as it stands, `a.*` for what only begins like it. */
const patternOf = (node: Node): string | undefined => {
  if (node.type === 'CallExpression' && saysWhatIsDue(node)) return 'due.*';
  if (node.type === 'Literal' && /^[a-z][\w-]*\.[\w.-]*$/.test(String(node.value)))
    return String(node.value).replace(/\.$/, '.*');
  if (node.type !== 'TemplateLiteral') return undefined;
  const text = (node.quasis as Node[]).map((quasi) => quasi.value.cooked as string).join('*');
  return /^[a-z][\w-]*\.[\w.*-]*$/.test(text) ? text : undefined;
};

const isOnlyTypes = (node: Node): boolean =>
  node.importKind === 'type' ||
  (node.specifiers?.length > 0 && (node.specifiers as Node[]).every(({ importKind }) => importKind === 'type'));

/** The words asked for before `() => import(…)`, if the call names any. */
const wordsBefore = (node: Node, above: readonly Node[]): string[] | undefined => {
  const call = above.at(-2);
  if (call?.type !== 'CallExpression') return undefined;
  const before = (call.arguments as Node[])[(call.arguments as Node[]).indexOf(above.at(-1)!) - 1];
  if (before?.type !== 'ArrayExpression' || node.type !== 'ImportExpression') return undefined;
  return (before.elements as Node[]).map(({ value }) => String(value));
};

const readModule = async (root: string, path: string): Promise<Module> => {
  const [file] = await readFiles(root, [path]).catch(() => []);
  const said: Said[] = [];
  const imports: string[] = [];
  const openings: Opening[] = [];
  if (file)
    walk(parse(file), (node, above) => {
      const line = () => lineAt(file.text, node.start);
      if (node.type === 'ImportDeclaration' && !isOnlyTypes(node)) imports.push(...target(path, node.source));
      if (node.type === 'ImportExpression') {
        const words = wordsBefore(node, above);
        for (const found of target(path, node.source))
          if (words) openings.push({ target: found, words });
          else imports.push(found);
      }
      const pattern = patternOf(node);
      if (pattern) said.push({ pattern, line: line() });
    });
  return { said, imports, openings };
};

export const checkWordsAtHand = async (root: string, en: Sentences): Promise<Finding[]> => {
  const { parts } = (await import(pathToFileURL(join(root, 'src/words/parts.ts')).href)) as {
    parts: Readonly<Record<string, readonly string[]>>;
  };
  const partOf = new Map(Object.entries(parts).flatMap(([part, names]) => names.map((name) => [name, part] as const)));
  const modules = new Map<string, Promise<Module>>();
  const moduleAt = (path: string) => {
    const found = modules.get(path) ?? readModule(root, path);
    modules.set(path, found);
    return found;
  };
  /** The parts that hold a sentence like this; `null` for a sentence the browser never gets. */
  const holding = (pattern: string): Set<string | null> => {
    const shape = new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.+')}$`);
    const held = [...en].filter(([key]) => shape.test(key)).map(([, { file }]) => posix.basename(file, '.json'));
    return new Set(held.map((name) => partOf.get(name) ?? null));
  };
  const holders = new Map<string, Set<string | null>>();
  const findings: Finding[] = [];
  const seen = new Set<string>();

  const follow = async ({ target: opened, words }: Opening): Promise<void> => {
    const atHand = new Set<string | null>(['frame', ...words]);
    const within = new Set<string>([opened]);
    for (const path of within) {
      const module = await moduleAt(path);
      for (const each of module.imports) within.add(each);
      for (const { pattern, line: place } of module.said) {
        const parts = holders.get(pattern) ?? holding(pattern);
        holders.set(pattern, parts);
        for (const part of parts) {
          // Of a family of sentences, those only the server says are not meant.
          const isServers = part === null && (pattern.includes('*') || !path.startsWith('src/web/'));
          if (isServers || atHand.has(part)) continue;
          // One finding for each part that is missing is enough.
          if (part) atHand.add(part);
          const message = part
            ? `${pattern} is of the words of “${part}”, which ${opened} does not bring`
            : `${pattern} is in no part of src/words/parts.ts`;
          findings.push({ rule: 'words-at-hand', file: path, line: place, message });
        }
      }
      for (const opening of module.openings) {
        if (seen.has(opening.target)) continue;
        seen.add(opening.target);
        await follow(opening);
      }
    }
  };
  await follow({ target: entry, words: [] });
  return findings;
};
