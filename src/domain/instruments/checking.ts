// A definition may be used only when all of it makes sense together: an item hidden by itself would never be asked, and a band that
// no score can reach would never be told. Each fault is named by its JSON pointer.
import { done, type Refusal, type Result, refusal, refused } from '#domain/basics/result.ts';
import {
  code,
  dictionary,
  duplicates,
  isObject,
  list,
  number,
  oneOf,
  only,
  orNull,
  record,
  type Shape,
  text,
  truth,
  whole,
} from '#domain/basics/shape.ts';
import {
  type Band,
  type Count,
  type CutOff,
  type Decision,
  directions,
  type Flag,
  type Greatest,
  type InSpanish,
  type InstrumentDefinition,
  type Item,
  type Need,
  type Option,
  type Prompt,
  type Recode,
  type ReliableChange,
  type Rule,
  respondents,
  type Said,
  type Scaled,
  type Score,
  type Section,
  type Sum,
  severities,
  shippings,
} from './definition.ts';
import { itemsIn, parseExpression, type Value } from './expression.ts';
import { labelsOf } from './language.ts';
import { reachOf } from './reach.ts';

/** A word that expressions can name: a letter, then letters, digits and underscores. */
const name: Shape<string> = (value, pointer, faults) => {
  if (typeof value !== 'string' || !/^[a-zA-Z][a-zA-Z0-9_]{0,39}$/.test(value))
    faults.push(refusal('definition-not-a-name', {}, pointer));
};

/** Two numbers, the lesser first. */
const range: Shape<readonly [number, number]> = (value, pointer, faults) => {
  list(number(-10_000, 10_000), 2, 2)(value, pointer, faults);
  if (Array.isArray(value) && value[0] >= value[1]) faults.push(refusal('definition-range', {}, pointer));
};
const optionValue: Shape<Value> = (value, pointer, faults) =>
  typeof value === 'string' ? text(40)(value, pointer, faults) : whole(-1000, 1000)(value, pointer, faults);

const said = record<Said>({ en: text(2000) }, { es: text(2000) });
const expression = text(500);
const amount = number(-10_000, 10_000);
const factor = number(0.0001, 10_000);
const names = list(name, 1, 200);

const option = record<Option>(
  { value: optionValue, label: orNull(said) },
  { counts: only(false), alone: only(true), need: truth, loinc: text(40) },
);
const item = record<Item>(
  { id: name, text: orNull(said), options: name },
  { many: only(true), required: only(false), showWhen: expression, period: said, loinc: text(40) },
);
const prompt = record<Prompt>(
  { id: name, text: orNull(said) },
  {
    about: said,
    many: oneOf('listed', 'ranked', 'cumulative'),
    fields: list(record<NonNullable<Prompt['fields']>[number]>({ id: name, label: said }), 1, 12),
    required: only(true),
    showWhen: expression,
  },
);
const section = record<Section>({ id: name, title: said, holds: names }, { about: said });
const shared = { id: name, label: text(120) };
const more = {
  bands: list(record<Band>({ from: amount, to: amount, label: text(120) }), 1, 20),
  cutOff: record<CutOff>({ meaning: text(500) }, { atLeast: amount, atMost: amount, bySex: dictionary(amount) }),
  loinc: text(40),
  source: text(500),
};
const sum = record<Sum>(
  { ...shared, method: oneOf('sum', 'mean'), items: names, range },
  {
    ...more,
    recode: list(record<Recode>({ items: names, as: dictionary(amount) }), 1, 20),
    estimate: record<NonNullable<Sum['estimate']>>({ atMostMissing: whole(1, 50) }, { by: list(names, 1, 20) }),
    multiply: factor,
    divide: factor,
    leastWhen: expression,
  },
);
const methods = {
  sum,
  mean: sum,
  count: record<Count>({ ...shared, method: oneOf('count'), items: names, atLeast: amount, range }, more),
  scale: record<Scaled>({ ...shared, method: oneOf('scale'), of: name, multiply: factor, range }, more),
  greatest: record<Greatest>(
    {
      ...shared,
      method: oneOf('greatest'),
      of: list(record<Greatest['of'][number]>({ when: expression, value: amount }), 1, 50),
      range,
    },
    more,
  ),
  decision: record<Decision>(
    {
      ...shared,
      method: oneOf('decision'),
      cases: list(record<Decision['cases'][number]>({ when: expression, is: text(60) }), 1, 20),
      otherwise: text(60),
    },
    more,
  ),
  rule: record<Rule>({ ...shared, method: oneOf('rule'), rule: expression }, more),
  need: record<Need>({ ...shared, method: oneOf('need'), items: names }, more),
} satisfies Record<Score['method'], unknown>;
const score: Shape<Score> = (value, pointer, faults) => {
  const method = isObject(value) ? String(value.method) : '';
  if (Object.hasOwn(methods, method))
    (methods[method as Score['method']] as unknown as Shape<Score>)(value, pointer, faults);
  else oneOf(...Object.keys(methods))(method, `${pointer}/method`, faults);
};

const shape = record<InstrumentDefinition>(
  {
    id: code,
    version: whole(1, 10_000),
    title: said,
    abbreviation: text(40),
    respondent: oneOf(...respondents),
    recall: orNull(said),
    direction: oneOf(...directions),
    licence: record<InstrumentDefinition['licence']>({
      shipping: oneOf(...shippings),
      status: text(1000),
      notice: text(2000),
      evidence: list(text(1000)),
    }),
    stem: orNull(said),
    optionSets: dictionary(list(option, 2, 60)),
    items: list(item, 1, 200),
    scores: list(score, 0, 50),
    flags: list(record<Flag>({ id: name, when: expression, severity: oneOf(...severities) }), 0, 20),
    reliableChange: list(
      record<ReliableChange>({
        score: name,
        sd: orNull(factor),
        reliability: orNull(number(0, 1)),
        points: orNull(number(0, 10_000)),
        source: text(1000),
      }),
    ),
    loinc: dictionary(text(40)),
    cautions: list(text(2000)),
    sources: list(text(1000)),
  },
  {
    prompts: list(prompt, 1, 200),
    sections: list(section, 1, 60),
    unvalidated: only(true),
    prefill: only(true),
    spanish: record<InSpanish>({ labels: dictionary(text(500)) }, { notice: text(2000), cautions: list(text(2000)) }),
  },
);

/** Which items an item is shown by, as far as its expression can be read. */
const shownBy = ({ showWhen }: Item, known: readonly string[]): readonly string[] => {
  if (showWhen === undefined) return [];
  const read = parseExpression(showWhen, known);
  return read.ok ? itemsIn(read.value) : [];
};

/** Items that are shown only when they are shown already. */
const circles = (items: readonly Item[], faults: Refusal[]): void => {
  const known = items.map(({ id }) => id);
  const by = new Map(items.map((each) => [each.id, shownBy(each, known)]));
  for (const [index, { id }] of items.entries()) {
    const seen = new Set<string>();
    const ahead = [...(by.get(id) ?? [])];
    for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
      if (next === id) {
        faults.push(refusal('definition-circle', { item: id }, `/items/${index}/showWhen`));
        break;
      }
      if (!seen.has(next)) ahead.push(...(by.get(next) ?? []));
      seen.add(next);
    }
  }
};

const expressions = (definition: InstrumentDefinition): [string, string][] => [
  ...definition.items.flatMap(({ showWhen }, at): [string, string][] =>
    showWhen === undefined ? [] : [[showWhen, `/items/${at}/showWhen`]],
  ),
  ...(definition.prompts ?? []).flatMap(({ showWhen }, at): [string, string][] =>
    showWhen === undefined ? [] : [[showWhen, `/prompts/${at}/showWhen`]],
  ),
  ...definition.flags.map(({ when }, at): [string, string] => [when, `/flags/${at}/when`]),
  ...definition.scores.flatMap((each, at): [string, string][] => {
    const pointer = `/scores/${at}`;
    if (each.method === 'decision')
      return each.cases.map(({ when }, index) => [when, `${pointer}/cases/${index}/when`]);
    if (each.method === 'greatest') return each.of.map(({ when }, index) => [when, `${pointer}/of/${index}/when`]);
    if (each.method === 'rule') return [[each.rule, `${pointer}/rule`]];
    if ((each.method === 'sum' || each.method === 'mean') && each.leastWhen !== undefined)
      return [[each.leastWhen, `${pointer}/leastWhen`]];
    return [];
  }),
];

/** Means are not exact. */
const tolerance = 1e-9;

/** A range that answers leave, and a band that none of them reaches. */
const rangeFaults = (each: Score, definition: InstrumentDefinition, pointer: string, faults: Refusal[]): void => {
  const reach = reachOf(each, definition);
  const ends = 'range' in each ? each.range : null;
  if (ends && reach && (reach.whole[0] < ends[0] - tolerance || reach.whole[1] > ends[1] + tolerance))
    faults.push(
      refusal('definition-range-too-narrow', { least: reach.whole[0], most: reach.whole[1] }, `${pointer}/range`),
    );
  for (const [index, { from, to }] of (each.bands ?? []).entries()) {
    const at = `${pointer}/bands/${index}`;
    const before = each.bands?.[index - 1];
    const isReached = ([least, most]: readonly [number, number]) => from <= most && to >= least;
    if (to < from || (before && from <= before.to)) faults.push(refusal('definition-bands-overlap', {}, at));
    else if (!ends || !isReached(ends) || (reach && !isReached(reach.any)))
      faults.push(refusal('definition-band-unreachable', {}, at));
  }
};

/** Sections hold everything, and each thing once. */
const sectionFaults = ({ sections, items, prompts = [] }: InstrumentDefinition, faults: Refusal[]): void => {
  if (!sections) return;
  duplicates(
    sections.map(({ id }) => id),
    '/sections',
    faults,
    '/id',
  );
  const known = [...items, ...prompts].map(({ id }) => id);
  const held = new Set<string>();
  for (const [at, { holds }] of sections.entries())
    for (const [index, id] of holds.entries()) {
      const pointer = `/sections/${at}/holds/${index}`;
      if (!known.includes(id)) faults.push(refusal('definition-no-item', { item: id }, pointer));
      else if (held.has(id)) faults.push(refusal('definition-duplicate', { value: id }, pointer));
      held.add(id);
    }
  for (const id of known)
    if (!held.has(id)) faults.push(refusal('definition-in-no-section', { item: id }, '/sections'));
};

const spanishFaults = (definition: InstrumentDefinition, faults: Refusal[]): void => {
  const { spanish, cautions } = definition;
  if (!spanish) return;
  const labels = labelsOf(definition);
  for (const label of labels)
    if (!Object.hasOwn(spanish.labels, label))
      faults.push(refusal('definition-not-in-spanish', { label }, '/spanish/labels'));
  for (const label of Object.keys(spanish.labels))
    if (!labels.includes(label))
      faults.push(refusal('definition-no-label', { label: label.slice(0, 60) }, '/spanish/labels'));
  if (spanish.cautions && spanish.cautions.length !== cautions.length)
    faults.push(refusal('definition-cautions-differ', { count: cautions.length }, '/spanish/cautions'));
};

const together = (definition: InstrumentDefinition): Refusal[] => {
  const faults: Refusal[] = [];
  const { items, prompts = [], scores, flags, optionSets } = definition;
  const known = items.map(({ id }) => id);
  duplicates(known, '/items', faults, '/id');
  for (const [at, { id, fields = [], required, showWhen }] of prompts.entries()) {
    if (required && showWhen !== undefined)
      faults.push(refusal('definition-required-and-hidden', {}, `/prompts/${at}/required`));
    if (known.includes(id) || prompts.findIndex((other) => other.id === id) < at)
      faults.push(refusal('definition-duplicate', { value: id }, `/prompts/${at}/id`));
    duplicates(
      fields.map((field) => field.id),
      `/prompts/${at}/fields`,
      faults,
      '/id',
    );
  }
  sectionFaults(definition, faults);
  spanishFaults(definition, faults);
  if (definition.prefill && definition.direction !== 'none')
    faults.push(refusal('definition-prefill-of-scale', {}, '/prefill'));
  duplicates(
    scores.map(({ id }) => id),
    '/scores',
    faults,
    '/id',
  );
  duplicates(
    flags.map(({ id }) => id),
    '/flags',
    faults,
    '/id',
  );
  for (const [set, options] of Object.entries(optionSets))
    duplicates(
      options.map(({ value: each }) => each),
      `/optionSets/${set}`,
      faults,
      '/value',
    );
  for (const [at, each] of items.entries())
    if (!Object.hasOwn(optionSets, each.options))
      faults.push(refusal('definition-no-options', { options: each.options }, `/items/${at}/options`));
  for (const [source, pointer] of expressions(definition)) {
    const read = parseExpression(source, known);
    if (!read.ok) faults.push({ ...read.refusal, pointer });
  }
  circles(items, faults);
  for (const [at, each] of scores.entries()) {
    const pointer = `/scores/${at}`;
    if ('items' in each) {
      for (const [index, id] of each.items.entries())
        if (!known.includes(id)) faults.push(refusal('definition-no-item', { item: id }, `${pointer}/items/${index}`));
      duplicates(each.items, `${pointer}/items`, faults);
    }
    if (each.method === 'scale' && !scores.slice(0, at).some(({ id }) => id === each.of))
      faults.push(refusal('definition-no-score', { score: each.of }, `${pointer}/of`));
    rangeFaults(each, definition, pointer, faults);
  }
  for (const [at, { score: of }] of definition.reliableChange.entries())
    if (!scores.some(({ id }) => id === of))
      faults.push(refusal('definition-no-score', { score: of }, `/reliableChange/${at}/score`));
  return faults;
};

/** A definition as it comes from a file or a form; refused with every fault and where it stands. */
export const checkDefinition = (given: unknown): Result<InstrumentDefinition> => {
  const faults: Refusal[] = [];
  shape(given, '', faults);
  if (faults.length > 0) return refused(...faults);
  const definition = given as InstrumentDefinition;
  const others = together(definition);
  return others.length > 0 ? refused(...others) : done(definition);
};
