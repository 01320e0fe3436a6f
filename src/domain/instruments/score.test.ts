import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkDefinition } from './checking.ts';
import { decider, type Places } from './deciding.ts';
import type { InstrumentDefinition, Item, Prompt, Said, Score, Section } from './definition.ts';
import { type Answer, parseExpression } from './expression.ts';
import { cautionsIn, inLanguage, labelIn, noticeIn } from './language.ts';
import { answersFrom, type Scored, scorerOf } from './score.ts';
import { promptsMissing, writtenFrom } from './written.ts';

const ids = ['q1', 'q2', 'q3', 'q4'];
const definition: InstrumentDefinition = {
  id: 'example',
  version: 1,
  title: { en: 'Example' },
  abbreviation: 'EX',
  respondent: 'self',
  recall: null,
  direction: 'higher-is-worse',
  licence: { shipping: 'text', status: 'own', notice: 'Own words.', evidence: [] },
  stem: null,
  optionSets: { often: [0, 1, 2, 3].map((value) => ({ value, label: { en: `${value}` } })) },
  items: ids.map((id) => ({ id, text: { en: id }, options: 'often' })),
  scores: [{ id: 'total', label: 'Total', method: 'sum', items: ids, range: [0, 12] }],
  flags: [{ id: 'danger', when: 'q4 >= 1', severity: 'urgent' }],
  reliableChange: [],
  loinc: {},
  cautions: [],
  sources: [],
};
const withItem = (at: number, more: Partial<Item>) => ({
  ...definition,
  items: definition.items.map((item, index) => (index === at ? { ...item, ...more } : item)),
});
const withScore = (score: Partial<Score> & object): InstrumentDefinition => ({
  ...definition,
  scores: [{ ...(definition.scores[0] as Score), ...score } as Score],
});
const withPrompts = (prompts: readonly Prompt[]): InstrumentDefinition => ({ ...definition, prompts });
const wishes: Prompt = { id: 'wishes', text: { en: 'What do you wish for?', es: '¿Qué desea usted?' } };
const field = (id: string) => ({ id, label: { en: id } });
const section = (id: string, holds: readonly string[]): Section => ({ id, title: { en: id }, holds });

const scored = (by: InstrumentDefinition, given: unknown): Scored => {
  expect(checkDefinition(by)).toMatchObject({ ok: true });
  const answers = answersFrom(by, given);
  if (!answers.ok) throw new Error(JSON.stringify(answers.refusals));
  return scorerOf(by)(answers.value);
};
const refusalsOf = (given: unknown): string[] => {
  const answers = answersFrom(definition, given);
  return answers.ok ? [] : answers.refusals.map(({ code, pointer }) => `${pointer} ${code}`);
};

describe('a score', () => {
  test('is there when every answer is, and only then', () => {
    expect(scored(definition, [1, 2, 3, 0])).toMatchObject({
      complete: true,
      answered: 4,
      missing: [],
      scores: { total: { value: 6 } },
    });
    expect(scored(definition, { q1: 1, q2: 2 })).toMatchObject({
      complete: false,
      answered: 2,
      missing: ['q3', 'q4'],
      scores: { total: { value: null, band: null, estimated: null, reason: 'incomplete' } },
    });
  });

  test('of missing answers is estimated apart, where the definition allows so many', () => {
    const by = withScore({ estimate: { atMostMissing: 1 } });
    expect(scored(by, [1, 2, 3, null]).scores.total).toMatchObject({ value: null, estimated: 8 });
    expect(scored(by, [1, 2, null, null]).scores.total).toMatchObject({ value: null, estimated: null });
    const grouped = withScore({
      estimate: {
        atMostMissing: 2,
        by: [
          ['q1', 'q2'],
          ['q3', 'q4'],
        ],
      },
    });
    expect(scored(grouped, [3, null, null, 1]).scores.total?.estimated).toBe(8);
    expect(scored(grouped, [3, 3, null, null]).scores.total?.estimated).toBeNull();
  });

  test('falls in the band it reaches, and meets a cut-off from its number up', () => {
    const by = withScore({
      bands: [
        { from: 0, to: 4, label: 'low' },
        { from: 5, to: 12, label: 'high' },
      ],
      cutOff: { atLeast: 5, meaning: 'much' },
    });
    expect(scored(by, [1, 1, 1, 1]).scores.total).toMatchObject({ band: 'low', cutoffMet: false });
    expect(scored(by, [2, 1, 1, 1]).scores.total).toMatchObject({ band: 'high', cutoffMet: true });
  });

  test('counts an answer as what it is recoded to, and one that does not count as nothing', () => {
    const by = withScore({ recode: [{ items: ['q1'], as: { 0: 3, 1: 2, 2: 1, 3: 0 } }] });
    expect(scored(by, [0, 0, 0, 0]).scores.total?.value).toBe(3);
    const declined = {
      ...definition,
      optionSets: {
        often: [...(definition.optionSets.often ?? []), { value: 'declined', label: null, counts: false as const }],
      },
    };
    expect(scored(declined, [1, 'declined', 1, 1])).toMatchObject({ complete: true, scores: { total: { value: 3 } } });
  });

  test('leaves out what is not asked, and asks again when it is', () => {
    const by = withItem(1, { showWhen: 'q1 > 0' });
    expect(scored(by, [0, null, 1, 1])).toMatchObject({ complete: true, scores: { total: { value: 2 } } });
    expect(scored(by, [1, null, 1, 1])).toMatchObject({ complete: false, missing: ['q2'] });
    // Not known yet whether it is asked.
    expect(scored(by, [null, null, 1, 1])).toMatchObject({ missing: ['q1', 'q2'] });
  });
});

test('a safety flag is raised by its answer, also on a form hardly begun', () => {
  expect(scored(definition, { q4: 1 }).flags).toEqual([{ id: 'danger', severity: 'urgent' }]);
  expect(scored(definition, { q1: 3 }).flags).toEqual([]);
});

describe('answers are refused', () => {
  test.each([
    ['to an item that is not there', { q9: 1 }, '/q9 answer-to-no-item'],
    ['named as something inherited', JSON.parse('{"__proto__":1}'), '/__proto__ answer-to-no-item'],
    ['with a value that is no option', [4], '/q1 answer-not-an-option'],
    ['as text', ['1'], '/q1 answer-not-an-option'],
    ['as a fraction', [0.5], '/q1 answer-not-an-option'],
    ['more than there are items', [0, 0, 0, 0, 0], '/4 answers-too-many'],
    ['several to one item', [[1, 2]], '/q1 answer-not-one'],
    ['as a number', 3, ' answers-not-readable'],
    ['as nothing', null, ' answers-not-readable'],
  ])('%s', (_, given, said) => expect(refusalsOf(given)).toContain(said));

  test('of several marks: twice the same, and one that stands alone', () => {
    const many = {
      ...withItem(0, { many: true }),
      optionSets: {
        often: [0, 1, 2, 3].map((value) => ({ value, label: null, ...(value === 0 && { alone: true as const }) })),
      },
      scores: [],
    };
    const codes = (given: unknown) => {
      const answers = answersFrom(many, given);
      return answers.ok ? answers.value[0] : answers.refusals.map(({ code }) => code);
    };
    expect(codes([[1, 1]])).toEqual(['answer-twice']);
    expect(codes([[0, 1]])).toEqual(['answer-stands-alone']);
    expect(codes([[1, 2]])).toEqual([1, 2]);
    expect(codes([3])).toEqual([3]);
    expect(codes([[]])).toBeNull();
  });
});

describe('own words', () => {
  const by = withPrompts([
    { ...wishes, required: true },
    { id: 'people', text: null, many: 'listed', fields: [field('name'), field('phone')] },
    { id: 'past', text: null, many: 'cumulative' },
  ]);
  test('stand beside the answers, and nothing is scored of them', () => {
    const given = {
      q1: 1,
      q2: 1,
      q3: 1,
      q4: 0,
      wishes: 'A dog',
      people: [{ name: 'Ana' }, { phone: ' ' }],
      past: [''],
    };
    expect(scored(by, given)).toMatchObject({ complete: true, answered: 4, scores: { total: { value: 3 } } });
    expect(writtenFrom(by, given)).toEqual({ wishes: 'A dog', people: [{ name: 'Ana' }] });
    expect(writtenFrom(by, [1, 1])).toEqual({});
  });
  test('that must be said and are not are told', () => {
    expect(promptsMissing(by, writtenFrom(by, { wishes: '  ', past: ['Work'] }))).toEqual(['wishes']);
    expect(promptsMissing(by, writtenFrom(by, { wishes: 'A dog' }))).toEqual([]);
  });
  test.each<[string, unknown, string]>([
    ['a number', { wishes: 3 }, '/wishes answer-not-text'],
    ['several to one prompt', { wishes: ['a', 'b'] }, '/wishes answer-not-one'],
    ['one to a prompt of several', { past: 'Work' }, '/past answer-not-several'],
    ['text where fields are', { people: ['Ana'] }, '/people/0 answer-not-fields'],
    ['a field that is not there', { people: [{ name: 'Ana' }, { age: '3' }] }, '/people/1/age answer-no-field'],
    ['a field that is inherited', { people: [JSON.parse('{"__proto__":"x"}')] }, '/people/0/__proto__ answer-no-field'],
    ['a field that is no text', { people: [{ name: 3 }] }, '/people/0/name answer-not-text'],
    ['more than a page', { wishes: 'x'.repeat(10_001) }, '/wishes answer-too-long'],
    ['more entries than anybody reads', { past: new Array(201).fill('x') }, '/past answer-too-many-entries'],
  ])('are refused: %s', (_, given, said) => {
    const answers = answersFrom(by, given);
    expect(answers.ok ? [] : answers.refusals.map(({ code, pointer }) => `${pointer} ${code}`)).toEqual([said]);
  });
});

test('what a definition says in one language is said in the reader’s where Spanish is given', () => {
  const by = {
    ...definition,
    cautions: ['Ask again.'],
    spanish: { notice: 'Texto propio.', labels: { Total: 'Suma' }, cautions: ['Pregunte otra vez.'] },
  };
  expect(checkDefinition(by)).toMatchObject({ ok: true });
  expect([labelIn(by, 'Total', 'es'), noticeIn(by, 'es'), ...cautionsIn(by, 'es')]).toEqual([
    'Suma',
    'Texto propio.',
    'Pregunte otra vez.',
  ]);
  expect([labelIn(by, 'Total', 'en'), noticeIn(by, 'en'), ...cautionsIn(by, 'en')]).toEqual([
    'Total',
    'Own words.',
    'Ask again.',
  ]);
  expect([labelIn(definition, 'Total', 'es'), noticeIn(definition, 'es')]).toEqual(['Total', 'Own words.']);
  expect([inLanguage(wishes.text as Said, 'es'), inLanguage({ en: 'Yes' }, 'es')]).toEqual([
    '¿Qué desea usted?',
    'Yes',
  ]);
});

describe('a definition is refused with the path of the fault', () => {
  const faultsOf = (by: unknown): string[] => {
    const checked = checkDefinition(by);
    return checked.ok ? [] : checked.refusals.map(({ code, pointer }) => `${pointer} ${code}`);
  };
  const band = (from: number, to: number) => ({ from, to, label: 'x' });
  test.each<[string, unknown, string]>([
    ['an item shown by itself', withItem(1, { showWhen: 'q2 = 1' }), '/items/1/showWhen definition-circle'],
    [
      'two items shown by one another',
      {
        ...definition,
        items: definition.items.map((item, at) =>
          at === 0 ? { ...item, showWhen: 'q2 = 1' } : at === 1 ? { ...item, showWhen: 'q1 = 1' } : item,
        ),
      },
      '/items/0/showWhen definition-circle',
    ],
    ['the same item twice', withItem(1, { id: 'q1' }), '/items/1/id definition-duplicate'],
    ['options that are not there', withItem(1, { options: 'never' }), '/items/1/options definition-no-options'],
    [
      'a single option',
      { ...definition, optionSets: { often: [{ value: 0, label: null }] } },
      '/optionSets/often definition-list-too-short',
    ],
    [
      'a band above the range',
      withScore({ bands: [band(0, 12), band(13, 20)] }),
      '/scores/0/bands/1 definition-band-unreachable',
    ],
    [
      'bands that overlap',
      withScore({ bands: [band(0, 5), band(5, 12)] }),
      '/scores/0/bands/1 definition-bands-overlap',
    ],
    [
      'a band that the answers do not reach, though the range would',
      withScore({ range: [0, 20], bands: [band(0, 12), band(13, 20)] }),
      '/scores/0/bands/1 definition-band-unreachable',
    ],
    ['a band below the range', withScore({ bands: [band(-3, -1)] }), '/scores/0/bands/0 definition-band-unreachable'],
    ['a range that answers leave', withScore({ range: [0, 9] }), '/scores/0/range definition-range-too-narrow'],
    [
      'a range of a mean that answers leave',
      withScore({ method: 'mean', range: [1, 3] }),
      '/scores/0/range definition-range-too-narrow',
    ],
    ['no options at all', { ...definition, optionSets: {} }, '/items/0/options definition-no-options'],
    [
      'the same option twice',
      { ...definition, optionSets: { often: [...(definition.optionSets.often ?? []), { value: 3, label: null }] } },
      '/optionSets/often/4/value definition-duplicate',
    ],
    [
      'the same score twice',
      { ...definition, scores: [...definition.scores, ...definition.scores] },
      '/scores/1/id definition-duplicate',
    ],
    [
      'the same flag twice',
      { ...definition, flags: [...definition.flags, ...definition.flags] },
      '/flags/1/id definition-duplicate',
    ],
    [
      'three items in a circle',
      {
        ...definition,
        items: definition.items.map((item, at) =>
          at < 3 ? { ...item, showWhen: `q${((at + 1) % 3) + 1} = 1` } : item,
        ),
      },
      '/items/2/showWhen definition-circle',
    ],
    ['a prompt named as an item', withPrompts([{ id: 'q1', text: null }]), '/prompts/0/id definition-duplicate'],
    [
      'a prompt that must be answered and may be hidden',
      withPrompts([{ ...wishes, required: true, showWhen: 'q1 = 1' }]),
      '/prompts/0/required definition-required-and-hidden',
    ],
    [
      'a prompt shown by no item',
      withPrompts([{ ...wishes, showWhen: 'wishes = 1' }]),
      '/prompts/0/showWhen definition-expression',
    ],
    [
      'the same field of a prompt twice',
      withPrompts([{ ...wishes, fields: [field('who'), field('who')] }]),
      '/prompts/0/fields/1/id definition-duplicate',
    ],
    [
      'a section of nothing that is there',
      { ...definition, sections: [section('a', [...ids, 'wishes'])] },
      '/sections/0/holds/4 definition-no-item',
    ],
    [
      'an item in two sections',
      { ...definition, sections: [section('a', ids), section('b', ['q2'])] },
      '/sections/1/holds/0 definition-duplicate',
    ],
    [
      'a prompt in no section',
      { ...withPrompts([wishes]), sections: [section('a', ids)] },
      '/sections definition-in-no-section',
    ],
    [
      'two sections of one name',
      { ...definition, sections: [section('a', ids.slice(1)), section('a', ids.slice(0, 1))] },
      '/sections/1/id definition-duplicate',
    ],
    ['a scale that is filled in beforehand', { ...definition, prefill: true }, '/prefill definition-prefill-of-scale'],
    [
      'a label that Spanish leaves out',
      { ...definition, spanish: { notice: 'Texto propio.', labels: {}, cautions: [] } },
      '/spanish/labels definition-not-in-spanish',
    ],
    [
      'Spanish for a label that is not there',
      { ...definition, spanish: { notice: 'Texto propio.', labels: { Total: 'Total', Mean: 'Media' }, cautions: [] } },
      '/spanish/labels definition-no-label',
    ],
    [
      'a caution that Spanish leaves out',
      { ...definition, cautions: ['Ask again.'], spanish: { notice: 'x', labels: { Total: 'Total' }, cautions: [] } },
      '/spanish/cautions definition-cautions-differ',
    ],
    [
      'an expression that cannot be read',
      withItem(1, { showWhen: 'q1 ==' }),
      '/items/1/showWhen definition-expression',
    ],
    ['an expression about no item', withItem(1, { showWhen: 'q7 = 1' }), '/items/1/showWhen definition-expression'],
    ['a score of no item', withScore({ items: ['q1', 'q8'] }), '/scores/0/items/1 definition-no-item'],
    ['a range the wrong way round', withScore({ range: [12, 0] }), '/scores/0/range definition-range'],
    ['a method nobody knows', withScore({ method: 'average' } as never), '/scores/0/method definition-unknown-value'],
    ['a misspelt field', { ...definition, flag: [] }, '/flag definition-unknown-field'],
    ['no object at all', 'phq9', ' definition-not-an-object'],
  ])('%s', (_, by, fault) => expect(faultsOf(by)).toContain(fault));
});

describe('expressions', () => {
  const places: Places = new Map(ids.map((id, at) => [id, { at, ends: [0, 3] }]));
  const truthOf = (source: string, answers: readonly Answer[], hidden: readonly boolean[] = []) => {
    const read = parseExpression(source, ids);
    if (!read.ok) throw new Error(read.refusal.code);
    return decider(read.value, places)(answers, hidden, false);
  };
  test.each<[string, readonly Answer[], number]>([
    ['any(q1..q3 = 1)', [0, 1, null], 1],
    ['any(q1..q3 = 1)', [0, 0, null], -1],
    ['all(q1, q3 >= 1)', [1, 0, 0], 0],
    ['count(q1..q4 >= 2) >= 2', [2, 3, null, null], 1],
    ['count(q1..q4 >= 2) >= 2', [0, 0, 0, null], 0],
    ['q1 + q2 > 0', [null, 1], 1],
    ['q1 + q2 > 0', [0, null], -1],
    ['not q1 = 1 and (q2 = 2 or q3 = 3)', [0, 0, 3], 1],
    ['unanswered(q1)', [null], 1],
    ["q1 = 'declined'", ['declined'], 1],
    ['q1 >= 1', ['declined'], 0],
  ])('%s of %j', (source, answers, truth) => expect(truthOf(source, answers)).toBe(truth));

  test('what is not asked is no answer to anything', () => {
    expect(truthOf('q1 = 1', [null], [true])).toBe(0);
    expect(truthOf('unanswered(q1)', [null], [true])).toBe(0);
  });

  test.each([
    '',
    'q1',
    'q1 and q2',
    'q1 = ',
    '(q1 = 1',
    'q1 = 1)',
    'any(q1..q9 = 1)',
    'any(q3..q1 = 1)',
    "q1 = 'x",
    'q1 = 1; q2',
    'q1 = q2 = 1',
    '3',
    'count(q1 >= 1)',
    `${'('.repeat(60)}q1 = 1${')'.repeat(60)}`,
    'not '.repeat(60) + 'q1 = 1',
  ])('%j is refused', (source) => expect(parseExpression(source, ids).ok).toBe(false));

  test('what is decided early is not changed by any answer still to come', () => {
    const operand = fc.constantFrom('q1', 'q2', 'q3', 'q4');
    const how = fc.constantFrom('=', '!=', '<', '<=', '>', '>=');
    const value = fc.integer({ min: 0, max: 4 });
    const simple = fc.oneof(
      fc.tuple(operand, how, value).map((parts) => parts.join(' ')),
      fc.tuple(operand, operand, how, value).map(([a, b, sign, n]) => `${a} + ${b} ${sign} ${n}`),
      fc.tuple(fc.constantFrom('any', 'all'), how, value).map(([of, sign, n]) => `${of}(q1..q4 ${sign} ${n})`),
      fc.tuple(how, value, how, value).map(([sign, n, other, m]) => `count(q1..q4 ${sign} ${n}) ${other} ${m}`),
      operand.map((id) => `${id} < q4`),
    );
    const whole = fc.oneof(
      simple,
      fc.tuple(simple, fc.constantFrom('and', 'or'), simple).map(([a, join, b]) => `(${a}) ${join} (${b})`),
      simple.map((each) => `not (${each})`),
    );
    const partial = fc.tuple(...ids.map(() => fc.option(fc.integer({ min: 0, max: 3 }))));
    const completions = (answers: readonly Answer[]): Answer[][] =>
      answers.reduce<Answer[][]>(
        (made, answer) =>
          made.flatMap((each) => (answer === null ? [0, 1, 2, 3] : [answer]).map((one) => [...each, one])),
        [[]],
      );
    fc.assert(
      fc.property(whole, partial, (source, answers) => {
        const early = truthOf(source, answers);
        const later = completions(answers).map((each) => truthOf(source, each));
        expect(later).not.toContain(-1);
        if (early !== -1) expect(new Set(later)).toEqual(new Set([early]));
      }),
      { numRuns: 2000 },
    );
  });
});
