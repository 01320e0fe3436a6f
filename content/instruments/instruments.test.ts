import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lifeDomains, strengthsDomains } from '#domain/cycle/life-domains.ts';
import { checkDefinition } from '#domain/instruments/checking.ts';
import type { InstrumentDefinition, Item, Sum } from '#domain/instruments/definition.ts';
import { answersFrom, type Scored, scorerOf } from '#domain/instruments/score.ts';

const files = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.json'));
const read = (name: string) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
const definitions = new Map<string, InstrumentDefinition>(files.map((name) => [name.replace('.json', ''), read(name)]));

type Vector = {
  readonly id: string;
  readonly instrument: string;
  readonly answers: unknown;
  readonly expected: Readonly<Record<string, number | string | boolean>>;
};
/** Answers and what others published or computed for them, with where each comes from. */
const vectors: readonly Vector[] = read('../samples/instrument-vectors.json');

const scored = ({ instrument, answers }: Pick<Vector, 'instrument' | 'answers'>): Scored => {
  const definition = definitions.get(instrument) as InstrumentDefinition;
  const given = answersFrom(definition, answers);
  if (!given.ok) throw new Error(JSON.stringify(given.refusals));
  return scorerOf(definition)(given.value);
};

describe.each([...definitions])('%s', (name, definition) => {
  test('passes the check of definitions', () => expect(checkDefinition(definition)).toMatchObject({ ok: true }));
  test('is named as its file', () => expect(definition.id).toBe(name));
  test('ships its words only as its licence says', () => {
    const words = definition.items.filter(({ text }) => text !== null);
    expect(words).toHaveLength(definition.licence.shipping === 'keys' ? 0 : definition.items.length);
    expect(definition.licence.notice.length).toBeGreaterThan(10);
  });
  test('reaches both ends of the range of every score, and nothing beyond', () => {
    const extremes = [Math.min, Math.max].map((end) =>
      definition.items.map(({ options, many }) => {
        const values = (definition.optionSets[options] ?? [])
          .filter(({ counts }) => counts !== false)
          .map(({ value }) => value);
        const numbers = values.filter((value) => typeof value === 'number');
        const one = numbers.length > 0 ? end(...numbers) : values[0];
        return many ? [one] : one;
      }),
    );
    const made = extremes.map((answers) => scored({ instrument: name, answers }));
    for (const score of definition.scores)
      if ('range' in score && score.method !== 'greatest') {
        const values = made.map(({ scores }) => Number(scores[score.id]?.value));
        // An item that counts backwards has its least where the others have their most.
        for (const value of values) expect(value).toBeGreaterThanOrEqual(score.range[0]);
        for (const value of values) expect(value).toBeLessThanOrEqual(score.range[1] + 1e-9);
        if (!('recode' in score))
          expect(values).toEqual([expect.closeTo(score.range[0]), expect.closeTo(score.range[1])]);
      }
  });
});

/** The best that can be answered in each scale written for this project, by its English words. */
const best: Readonly<Record<string, string>> = {
  'global-state': 'Not at all',
  'money-management': 'I do it myself',
  'quality-of-life': 'Very good',
  'satisfaction-independence': 'Entirely',
  'social-functioning': 'All the time',
  'working-alliance': 'Always',
};
const ownWords = [...definitions].filter(([, { spanish }]) => spanish?.notice);

describe.each(ownWords)('%s, in own words,', (name, definition) => {
  const { items, prompts = [], sections = [], optionSets, scores } = definition;
  test('says everything in English and in Spanish, and never the same', () => {
    const said = [
      ...[definition.title, definition.stem, definition.recall],
      ...items.flatMap(({ text, period = null }) => [text, period]),
      ...Object.values(optionSets).flatMap((options) => options.map(({ label }) => label)),
      ...prompts.flatMap(({ text, about = null, fields = [] }) => [text, about, ...fields.map(({ label }) => label)]),
      ...sections.flatMap(({ title, about = null }) => [title, about]),
    ];
    // “No” is “No”.
    const alike = said.filter((each) => each && (!each.es || (each.es === each.en && each.en !== 'No')));
    expect(alike).toEqual([]);
    for (const [en, es] of Object.entries(definition.spanish?.labels ?? {})) expect(es).not.toBe(en);
    expect(definition.spanish?.notice).not.toBe(definition.licence.notice);
  });
  test('asks its items in the order of its sections', () => {
    const asked = sections.flatMap(({ holds }) => holds.filter((id) => items.some((item) => item.id === id)));
    if (sections.length > 0) expect(asked).toEqual(items.map(({ id }) => id));
  });
  test('is short to read', () => {
    for (const text of [...items, ...prompts].map((each) => each.text?.en ?? '')) {
      const longest = Math.max(...text.split(/[.:;?]/).map((sentence) => sentence.trim().split(/\s+/).length));
      expect(longest, text).toBeLessThan(19);
    }
  });
  test('promises nothing that was not shown: no bands, no cut-offs, no estimates', () => {
    for (const score of scores) expect(score).not.toMatchObject({ bands: expect.anything() });
    for (const score of scores) expect(score).not.toMatchObject({ cutOff: expect.anything() });
    for (const score of scores) expect(score).not.toMatchObject({ estimate: expect.anything() });
  });
  test('is a scale with a direction and says that it is not validated, or has none', () => {
    expect(definition.unvalidated ?? false).toBe(name in best);
    expect(definition.direction !== 'none').toBe(name in best);
    expect(/Unvalidated/.test(definition.licence.notice)).toBe(name in best);
    expect(/Sin validar/.test(definition.spanish?.notice ?? '')).toBe(name in best);
  });
});

test('every part of a life has its section in the assessment and in the grid of needs, every domain of strengths its three columns', () => {
  const codesOf = (domains: readonly string[]) => domains.map((each) => each.replaceAll('-', '_'));
  const sectionsOf = (name: string) => definitions.get(name)?.sections ?? [];
  const lives = codesOf(Object.keys(lifeDomains));
  expect(sectionsOf('needs-grid').map(({ id }) => id)).toEqual(lives);
  expect(sectionsOf('comprehensive-assessment').map(({ id }) => id)).toEqual(['opening', ...lives, 'closing']);
  const strengths = sectionsOf('strengths-assessment').slice(1, -1);
  expect(strengths.map(({ id }) => id)).toEqual(codesOf(strengthsDomains));
  for (const { id, holds } of strengths)
    expect(holds).toEqual(['current', 'wishes', 'past'].map((column) => `${id}_${column}`));
});

test('a priority is asked only where a need is not met', () => {
  const priorities = (answers: unknown) =>
    scored({ instrument: 'needs-grid', answers }).missing.filter((id) => id.endsWith('_priority'));
  expect(priorities({})).toEqual([]);
  expect(priorities({ housing_you: 1, work_staff: 2, money_you: 2, money_staff: 0 })).toEqual([
    'work_priority',
    'money_priority',
  ]);
});

test('every scale written for this project is looked at', () =>
  expect(ownWords.map(([name]) => name)).toEqual(expect.arrayContaining(Object.keys(best))));

describe.each(Object.entries(best))('the score of %s', (instrument, bestLabel) => {
  const definition = definitions.get(instrument) as InstrumentDefinition;
  const sums = definition.scores.filter((score): score is Sum => score.method === 'sum');
  const numbersOf = (options: string): number[] =>
    (definition.optionSets[options] ?? []).flatMap(({ value }) => (typeof value === 'number' ? [value] : []));
  const answers = fc.tuple(
    ...definition.items.map(({ options }) =>
      fc.constantFrom(...(definition.optionSets[options] ?? []).map(({ value }) => value)),
    ),
  );
  const scoreOf = (given: unknown, score: string) => scored({ instrument, answers: given }).scores[score]?.value;

  test('is five to twelve items long', () => {
    for (const { items, id } of sums) if (id !== 'whole') expect(items.length).toBeGreaterThan(4);
    expect(definition.items.length).toBeLessThan(13);
  });
  test('lies in its range, moves with each answer the same way, and is missing with any of them', () =>
    fc.assert(
      fc.property(answers, fc.nat(), (given, pick) => {
        for (const { id, items, range } of sums) {
          const value = scoreOf(given, id) as number;
          expect(value).toBeGreaterThanOrEqual(range[0]);
          expect(value).toBeLessThanOrEqual(range[1]);
          const at = definition.items.findIndex((item) => item.id === items[pick % items.length]);
          const most = Math.max(...numbersOf(definition.items[at]?.options ?? ''));
          const raised = given.map((answer, index) => (index === at ? most : answer));
          expect(scoreOf(raised, id)).toBe(value + most - Number(given[at]));
          const without = given.map((answer, index) => (index === at ? null : answer));
          expect(scoreOf(without, id)).toBeNull();
        }
      }),
      { numRuns: 60 },
    ));
  test('is at its best where the best is answered', () => {
    for (const { id, items, range } of sums) {
      const given = Object.fromEntries(
        items.map((item) => {
          const { options } = definition.items.find((each) => each.id === item) as Item;
          return [item, definition.optionSets[options]?.find(({ label }) => label?.en === bestLabel)?.value];
        }),
      );
      expect(scoreOf(given, id)).toBe(range[definition.direction === 'higher-is-better' ? 1 : 0]);
    }
  });
});

/** A key of a published result in the shape of ours. */
const readFrom = ({ scores, flags, complete }: Scored, key: string): unknown => {
  const all = Object.values(scores);
  if (key === 'complete') return complete;
  if (key === 'band') return all.find(({ band }) => band !== null)?.band;
  if (key === 'item9') return flags.some(({ id }) => id === 'item9');
  if (['case>=13', 'low', 'unsafe'].includes(key)) return all.find(({ cutoffMet }) => cutoffMet !== null)?.cutoffMet;
  if (key.endsWith('(prorated)')) return scores[key.replace('(prorated)', '')]?.estimated;
  return scores[key]?.value;
};

test('there are vectors of many instruments', () =>
  expect(new Set(vectors.map(({ instrument }) => instrument)).size).toBeGreaterThan(12));

test.each(ownWords.map(([name]) => name))('%s has a result worked out by hand', (name) =>
  expect(vectors.map(({ instrument }) => instrument)).toContain(name),
);

test.each(vectors.map((each) => [each.id, each.instrument, each] as const))(
  '%s of %s scores as published',
  (_, __, vector) => {
    const result = scored(vector);
    for (const [key, value] of Object.entries(vector.expected)) {
      const own = readFrom(result, key);
      if (typeof value === 'number') expect(own, key).toBeCloseTo(value, 4);
      else expect(own, key).toBe(value);
    }
  },
);

test('a diagnosis by rule is made of whole forms, even where nothing still to come could change it', () => {
  const { mds, ods } = scored({ instrument: 'phq9', answers: [0, 0, 0] }).scores;
  expect([mds, ods]).toMatchObject([
    { value: null, reason: 'incomplete' },
    { value: null, reason: 'incomplete' },
  ]);
});

describe('suicide screens', () => {
  const asq = (answers: unknown) => scored({ instrument: 'asq', answers });
  test('thoughts of it right now are told at once, whatever is not answered', () => {
    expect(asq({ q5: 1 }).flags.map(({ severity }) => severity)).toEqual(['acute', 'urgent']);
    expect(asq({ q1: 1, q5: 1 })).toMatchObject({ scores: { result: { value: 'acute-positive' } } });
  });
  test('a question declined is a positive screen, one left blank no negative', () => {
    expect(asq({ q1: 0, q2: 0, q3: 'declined', q4: 0, q5: 0 })).toMatchObject({
      complete: true,
      scores: { result: { value: 'non-acute-positive' } },
      flags: [{ id: 'positive', severity: 'urgent' }],
    });
    expect(asq({ q1: 0, q2: 0, q3: 0 })).toMatchObject({
      complete: false,
      scores: { result: { value: null, reason: 'incomplete' } },
    });
    expect(asq([0, 0, 0, 0])).toMatchObject({ complete: true, scores: { result: { value: 'negative' } }, flags: [] });
  });
  test('an attempt of unknown date counts as recent until it is asked', () => {
    const screen = (answers: unknown) => scored({ instrument: 'cssrs-screener', answers });
    const before = { q1: 0, q2: 0, q6: 1 };
    expect(screen(before)).toMatchObject({
      complete: false,
      missing: ['q6recent'],
      scores: { risk: { value: 'high' } },
    });
    expect(screen({ ...before, q6recent: 0 }).scores.risk?.value).toBe('moderate');
    expect(screen({ q1: 0, q2: 0 }).scores.risk?.value).toBeNull();
  });
});
