// The rooms and their order (ARCHITECTURE.md). Type imports count. There is no list of exceptions.

const below = {
  contract: ['domain'],
  words: ['domain'],
  fhir: ['domain'],
  paper: ['domain'],
  store: ['domain'],
  actions: ['domain', 'contract', 'words', 'fhir', 'paper', 'store'],
  api: ['domain', 'contract', 'words', 'fhir', 'paper', 'store', 'actions'],
  jobs: ['domain', 'contract', 'words', 'fhir', 'paper', 'store', 'actions'],
  main: ['domain', 'contract', 'words', 'fhir', 'paper', 'store', 'actions', 'api', 'jobs'],
  web: ['domain', 'contract', 'words'],
};

export const domainOrder = [
  ...['basics', 'statistics', 'people', 'consent', 'disclosure', 'instruments', 'safety', 'models', 'stays'],
  ...['contacts', 'work', 'cycle', 'coverage', 'linking', 'continuity', 'due', 'fidelity', 'outcomes', 'sheets'],
  'access',
];

/** Folders or files that the features of a room stand on, and features that put others together. */
const machinery = {
  contract: ['fields'],
  store: ['postgres', 'access', 'past', 'embedded'],
  actions: ['pipeline'],
  api: ['http'],
  jobs: ['worker'],
  web: ['ui', 'shell'],
};
const composers = { web: ['app', 'chart'], api: ['app'], actions: ['registry'] };

// A test, and what only tests use.
const test = '(\\.test|-for-tests)\\.tsx?$|/test-[a-z-]+\\.ts$';

const anyOf = (names) => `(${names.join('|')})`;

const floors = Object.entries(below).map(([room, rooms]) => ({
  name: `floor-of-${room}`,
  comment: `${room} may import ${rooms.join(', ')} and itself`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: '^src/', pathNot: `^src/${anyOf([room, ...rooms])}/` },
}));

const domainRooms = domainOrder.map((room, position) => ({
  name: `domain-order-of-${room}`,
  comment: `in the domain a room may import only those before it; before ${room}: ${domainOrder.slice(0, position).join(', ') || 'none'}`,
  severity: 'error',
  from: { path: `^src/domain/${room}/` },
  to: { path: '^src/', pathNot: `^src/domain/${anyOf(domainOrder.slice(0, position + 1))}/` },
}));

// A test may play several acts in turn, so it may use several features of its room; the floors hold for it too.
const features = Object.entries(machinery).flatMap(([room, folders]) => [
  {
    name: `features-of-${room}`,
    comment: `a feature of ${room} uses ${folders.map((name) => `${room}/${name}`).join(', ')}, never another feature`,
    severity: 'error',
    from: {
      path: `^src/${room}/([^/.]+)`,
      pathNot: [`^src/${room}/${anyOf([...folders, ...(composers[room] ?? [])])}[/.]`, test],
    },
    to: { path: `^src/${room}/`, pathNot: [`^src/${room}/$1[/.]`, `^src/${room}/${anyOf(folders)}[/.]`] },
  },
  {
    name: `machinery-of-${room}`,
    comment: `what the features of ${room} stand on does not know them`,
    severity: 'error',
    from: { path: `^src/${room}/${anyOf(folders)}[/.]`, pathNot: test },
    to: { path: `^src/${room}/`, pathNot: `^src/${room}/${anyOf(folders)}[/.]` },
  },
]);

export default {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'files that need each other are one file',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'imports-resolve',
      comment: 'an import leads nowhere',
      severity: 'error',
      from: {},
      // `words:by-part` is made by the build (vite.config.ts).
      to: { couldNotResolve: true, pathNot: '^words:by-part$' },
    },
    {
      name: 'known-rooms',
      comment: `src has these rooms: domain, ${Object.keys(below).join(', ')}; the domain these: ${domainOrder.join(', ')}`,
      severity: 'error',
      from: { path: '^src/', pathNot: [`^src/${anyOf(Object.keys(below))}/`, `^src/domain/${anyOf(domainOrder)}/`] },
      to: {},
    },
    ...floors,
    ...domainRooms,
    ...features,
    {
      name: 'domain-stands-alone',
      comment: "the domain imports no library but zod's types, and nothing of Node",
      severity: 'error',
      from: { path: '^src/domain/', pathNot: test },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'core'],
        pathNot: 'node_modules/zod/',
      },
    },
    {
      name: 'domain-has-no-content',
      comment: 'content is data that comes in as an argument',
      severity: 'error',
      from: { path: '^src/domain/', pathNot: test },
      to: { path: '^content/' },
    },
    {
      name: 'product-stands-without-its-tests',
      comment: 'src imports neither tests, checks, benches nor stories',
      severity: 'error',
      from: { path: '^src/', pathNot: test },
      to: { path: ['^(checks|e2e|bench)/', test] },
    },
    {
      name: 'product-stands-without-development-libraries',
      comment: 'what src imports belongs in dependencies',
      severity: 'error',
      from: { path: '^src/', pathNot: test },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.(css|svg|png|woff2)$' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
