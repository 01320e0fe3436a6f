// One violation of each rule, written into a copy of the project; the check that guards the rule has to name it.
import type { CheckName } from './all-checks.ts';

export type Planted = {
  readonly check: CheckName;
  readonly rule: string;
  /** Where the finding has to be. */
  readonly file: string;
  /** The whole file, or how an existing one is changed. */
  readonly text: string | ((before: string) => string);
};

const target = 'export type Planted = string;\n';
const uses = (path: string): string =>
  `import type { Planted } from '${path}';\n\nexport const planted: Planted = '';\n`;

/** What the planted imports lead to. */
export const targets: Readonly<Record<string, string>> = {
  'src/main/planted-target.ts': target,
  'src/web/planted-target.ts': target,
  'src/store/planted-target.ts': target,
  'content/planted-target.ts': target,
  'checks/planted-target.ts': target,
};

const upperFloor = { main: 'web', web: 'store' } as const;

const floors: Planted[] = ['contract', 'words', 'fhir', 'paper', 'store', 'actions', 'api', 'jobs', 'main', 'web'].map(
  (room) => ({
    check: 'rooms',
    rule: `floor-of-${room}`,
    file: `src/${room}/planted-floor.ts`,
    text: uses(`#${upperFloor[room as 'main'] ?? 'main'}/planted-target.ts`),
  }),
);

/** Each room of the domain imports from the one after it; the last from another floor. */
export const domainPlants = (order: readonly string[]): Planted[] =>
  order.map((room, position) => {
    const next = order[position + 1];
    return {
      check: 'rooms',
      rule: `domain-order-of-${room}`,
      file: `src/domain/${room}/planted-order.ts`,
      text: uses(next ? `#domain/${next}/planted-order.ts` : '#store/planted-target.ts')
        .replace('Planted }', next ? 'planted as Planted }' : 'Planted }')
        .replace(': Planted', next ? ': typeof Planted' : ': Planted'),
    };
  });

const machinery = {
  contract: 'fields.planted.ts',
  store: 'postgres/planted.ts',
  actions: 'pipeline/planted.ts',
  api: 'http/planted.ts',
  jobs: 'worker/planted.ts',
  web: 'ui/planted.ts',
};

const features: Planted[] = Object.entries(machinery).flatMap(([room, machine]): Planted[] => [
  {
    check: 'rooms',
    rule: `features-of-${room}`,
    file: `src/${room}/planted-one.ts`,
    text: uses(`#${room}/planted-target.ts`),
  },
  {
    check: 'rooms',
    rule: `machinery-of-${room}`,
    file: `src/${room}/${machine}`,
    text: uses(`#${room}/planted-target.ts`),
  },
]);
Object.assign(targets, { 'src/paper/planted-right.ts': uses('./planted-left.ts') + target });
for (const room of Object.keys(machinery)) Object.assign(targets, { [`src/${room}/planted-target.ts`]: target });

const rooms: Planted[] = [
  { check: 'rooms', rule: 'no-circles', file: 'src/paper/planted-left.ts', text: uses('./planted-right.ts') + target },
  { check: 'rooms', rule: 'imports-resolve', file: 'src/paper/planted-nowhere.ts', text: uses('./planted-nothing.ts') },
  { check: 'rooms', rule: 'known-rooms', file: 'src/cellar/planted.ts', text: uses('#store/planted-target.ts') },
  { check: 'rooms', rule: 'domain-stands-alone', file: 'src/domain/basics/planted-io.ts', text: "import 'node:fs';\n" },
  {
    check: 'rooms',
    rule: 'domain-has-no-content',
    file: 'src/domain/basics/planted-content.ts',
    text: uses('#content/planted-target.ts'),
  },
  {
    check: 'rooms',
    rule: 'product-stands-without-its-tests',
    file: 'src/paper/planted-check.ts',
    text: uses('../../checks/planted-target.ts'),
  },
  {
    check: 'rooms',
    rule: 'product-stands-without-development-libraries',
    file: 'src/paper/planted-library.ts',
    text: "import 'vitest';\n",
  },
  { check: 'rooms', rule: 'every-file-is-seen', file: 'src/paper/planted-unseen.ts', text: target },
];

const places: Planted[] = [
  { check: 'places', rule: 'no-loose-files', file: 'src/planted.ts', text: target },
  { check: 'places', rule: 'no-vague-folders', file: 'src/paper/utils/planted.ts', text: target },
  { check: 'places', rule: 'no-barrels', file: 'src/paper/index.ts', text: target },
  {
    check: 'places',
    rule: 'no-barrels',
    file: 'src/paper/planted-barrel.ts',
    text: "export * from './planted-left.ts';\n",
  },
  { check: 'places', rule: 'file-names', file: 'src/paper/PlantedName.ts', text: target },
  { check: 'places', rule: 'no-default-exports', file: 'src/paper/planted-default.ts', text: 'export default 1;\n' },
];

const clock: Planted[] = [
  {
    check: 'clock',
    rule: 'domain-is-pure',
    file: 'src/domain/basics/planted-clock.ts',
    text: 'export const planted = () => Date.now();\n',
  },
  {
    check: 'clock',
    rule: 'clock-is-an-argument',
    file: 'src/store/planted-today.ts',
    text: "export const planted = 'select current_date';\n",
  },
];

const due: Planted[] = [
  'export const planted = (item: { dueBy: string }, today: string) => item.dueBy < today;\n',
  "export const planted = 'select 1 from due_items where due_by < $1';\n",
  "export const planted = 'select $1 > i.due_by as late from due_items i';\n",
  "export const planted = (query: { where: (...of: string[]) => void }) => query.where('due_by', '<', '2026-01-01');\n",
  'export const planted = (a: number, b: number) => { const isOverdue = a > b; return isOverdue; };\n',
].map((text, position) => ({
  check: 'due',
  rule: 'due-is-decided-once',
  file: `src/store/planted-due-${position}.ts`,
  text,
}));

const tests: Planted[] = ["it.skip('', () => undefined);", "describe.only('', () => undefined);", "it.todo('');"].map(
  (line, position) => ({
    check: 'tests',
    rule: 'no-test-is-skipped',
    file: `src/paper/planted-${position}.test.ts`,
    text: `import { describe, it } from 'vitest';\n\n${line}\nvoid [describe, it];\n`,
  }),
);

const words: Planted[] = [
  {
    check: 'words',
    rule: 'words-both-languages',
    file: 'src/words/en/planted.json',
    text: '{ "planted.one": "Only English" }\n',
  },
  {
    check: 'words',
    rule: 'words-both-languages',
    file: 'src/words/es/planted.json',
    text: '{ "planted.two": "Solo español" }\n',
  },
  {
    check: 'words',
    rule: 'words-catalogue',
    file: 'src/words/en/planted-broken.json',
    text: '{ "planted.broken": "{count, plural" }\n',
  },
  {
    check: 'words',
    rule: 'words-same-arguments',
    file: 'src/words/es/planted-pairs.json',
    text: '{ "planted.args": "Hola {nombre}", "planted.alike": "Good morning", "planted.given": "Hola {name}" }\n',
  },
  { check: 'words', rule: 'words-translated', file: 'src/words/es/planted-pairs.json', text: (before) => before },
  {
    check: 'words',
    rule: 'words-known',
    file: 'src/web/planted-unknown.ts',
    text: "export const planted = (words: (key: string) => string) => words('planted.nowhere');\n",
  },
  {
    check: 'words',
    rule: 'words-known',
    file: 'src/paper/planted-refusal.ts',
    text: "export const planted = (refusal: (code: string) => void) => refusal('planted-nowhere');\n",
  },
  {
    check: 'words',
    rule: 'words-arguments-given',
    file: 'src/web/planted-arguments.ts',
    text: "export const planted = (words: (key: string) => string) => words('planted.given');\n",
  },
  {
    check: 'words',
    rule: 'words-at-hand',
    file: 'src/web/today/today-screen.tsx',
    text: (before) =>
      `${before}\nexport const planted = (words: (key: string) => string) => words('settings.title');\n`,
  },
  {
    check: 'words',
    rule: 'words-in-catalogues',
    file: 'src/web/planted-text.tsx',
    text: 'export const Planted = () => <p>Good morning</p>;\n',
  },
  {
    check: 'words',
    rule: 'words-in-catalogues',
    file: 'src/web/planted-choice.tsx',
    text: "export const Planted = ({ is }: { is: boolean }) => <p>{is ? 'Yes' : 'No'}</p>;\n",
  },
  {
    check: 'words',
    rule: 'words-in-catalogues',
    file: 'src/web/planted-label.tsx',
    text: 'export const Planted = () => <button type="button" aria-label="Close" />;\n',
  },
];
Object.assign(targets, {
  'src/words/en/planted-pairs.json':
    '{ "planted.args": "Hello {name}", "planted.alike": "Good morning", "planted.given": "Hello {name}" }\n',
});

const tools: Planted[] = [
  { check: 'format', rule: 'format', file: 'src/paper/planted-format.ts', text: 'export   const planted=1\n' },
  {
    check: 'format',
    rule: 'lint/correctness/noUnusedImports',
    file: 'src/paper/planted-unused.ts',
    text: "import { join } from 'node:path';\n",
  },
  {
    check: 'compiler',
    rule: 'TS2322',
    file: 'src/paper/planted-type.ts',
    text: 'export const planted: number = "one";\n',
  },
  { check: 'compiler', rule: 'TS1294', file: 'src/paper/planted-enum.ts', text: 'export enum Planted {\n  One,\n}\n' },
];

const generated: Planted[] = [
  { check: 'generated', rule: 'generated-is-fresh', file: 'docs/architecture.svg', text: (before) => `${before}\n` },
  {
    check: 'generated',
    rule: 'generated-is-fresh',
    file: 'src/store/postgres/tables.ts',
    text: (before) => `${before}\n`,
  },
];

const licences: Planted[] = [
  {
    check: 'licences',
    rule: 'licences-are-known',
    file: 'package-lock.json',
    text: (before) =>
      before.replace('"packages": {', '"packages": { "node_modules/planted": { "license": "AGPL-3.0-only" },'),
  },
];

const markup: Planted[] = [
  'export const Planted = ({ name }: { name: string }) => <b dangerouslySetInnerHTML={{ __html: name }} />;\n',
  "export const Planted = ({ id }: { id: string }) => <a href={'javascript:' + id} />;\n",
].map((text, position) => ({
  check: 'markup',
  rule: 'text-stays-text',
  file: `src/web/planted-markup-${position}.tsx`,
  text,
}));

const patterns: Planted[] = [
  ['src/contract/planted-pattern.ts', 'export const planted = /^([a-z0-9]+-?)+$/;\n'],
  [
    'src/domain/basics/planted-made.ts',
    "const part = 'a';\nexport const planted = new RegExp('^(' + part + '|' + part + '?)+$');\n",
  ],
  ['content/planted-pattern.json', '{ "pattern": "^(\\\\w+\\\\s?)+:$" }\n'],
].map(([file = '', text = '']) => ({ check: 'patterns', rule: 'patterns-end', file, text }));
patterns.push({
  ...{ check: 'patterns', rule: 'patterns-can-be-tried', file: 'content/planted-torn.json' },
  text: '{ "pattern": "(" }\n',
});

export const planted: readonly Planted[] = [
  ...[...floors, ...features, ...rooms, ...places, ...clock],
  ...[...due, ...tests, ...words, ...tools, ...licences, ...markup, ...patterns, ...generated],
];
