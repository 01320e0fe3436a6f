// Finds and reads the project's source files; parses TypeScript to the standard syntax tree.
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { parseSync } from 'vite';

export type SourceFile = { readonly path: string; readonly text: string };

/** Paths below `folder` of `root`, with forward slashes, sorted. A folder that is not there has none. */
export const pathsBelow = async (root: string, folder: string): Promise<string[]> => {
  const entries = await readdir(join(root, folder), { withFileTypes: true, recursive: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
};

export const readFiles = (root: string, paths: readonly string[]): Promise<SourceFile[]> =>
  Promise.all(paths.map(async (path) => ({ path, text: await readFile(join(root, path), 'utf8') })));

/** A test, and what only tests use. */
export const isTest = (path: string): boolean => /(\.test|-for-tests)\.tsx?$|\/test-[a-z-]+\.ts$/.test(path);

export const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/** A node of the tree; only `type` and the offsets are common to all. */
// biome-ignore lint/suspicious/noExplicitAny: the tree is walked by node type, as syntax trees are
export type Node = { type: string; start: number; end: number } & Record<string, any>;

const isNode = (value: unknown): value is Node => typeof (value as Node | null)?.type === 'string';

/** Calls `visit` for each node below `node`, with its ancestors, nearest last. */
export const walk = (node: Node, visit: (node: Node, above: readonly Node[]) => void, above: Node[] = []): void => {
  visit(node, above);
  above.push(node);
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) {
      for (const child of value) if (isNode(child)) walk(child, visit, above);
    } else if (isNode(value)) walk(value, visit, above);
  }
  above.pop();
};

export const parse = ({ path, text }: SourceFile): Node => parseSync(path, text).program as unknown as Node;
