import { readdirSync, readFileSync } from 'node:fs';
import { createIntl } from '@formatjs/intl';
import { describe, expect, test } from 'vitest';
import { readableParams } from './readable-params.ts';

const catalogue = (language: string, feature: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`./${language}/${feature}.json`, import.meta.url), 'utf8'));

const sourceOf = (folder: string): string => {
  const url = new URL(`../${folder}/`, import.meta.url);
  return readdirSync(url)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(new URL(name, url), 'utf8'))
    .join('\n');
};

// Where a reader names a rule: `fault('rule'`, `refuse('rule'`, `rule: 'rule'`, `desk.fault(pointer, 'rule'`, `fault(column)('rule'`.
const calls = [
  /(?<!line\.)\b(?:fault|refuse)\('([a-z0-9-]+)'/g,
  /\bfault\(name, '([a-z0-9-]+)'/g,
  /\brule: '([a-z0-9-]+)'/g,
  /\bdesk\.(?:fault|warn)\(\s*(?:pointerTo\([^)]*\)|[\w.]+|'[^']*'),\s*'([a-z0-9-]+)'/g,
  /\bfault\([^()]*\)\('([a-z0-9-]+)'/g,
  /\bfaultAt\(desk, [\w.]+, '[a-z_]+', '([a-z0-9-]+)'/g,
];
const rulesIn = (source: string): Set<string> =>
  new Set(calls.flatMap((pattern) => [...source.matchAll(pattern)].map(([, rule]) => rule!)));

describe('the words of import', () => {
  const source = `${sourceOf('fhir/import')}\n${sourceOf('jobs/imports')}`;
  const [en, es] = [catalogue('en', 'import'), catalogue('es', 'import')];
  // Named by the domain rules that the readers ask.
  const fromDomain = [
    'encoding',
    'damaged-utf-8',
    'workbook',
    'compressed-file',
    'not-text',
    'birth-date-in-future',
    'birth-date-too-long-ago',
    'in-the-future',
    'contact-without-minutes',
    // Named by the command line.
    'file-not-readable',
  ];
  const rules = new Set([...rulesIn(source), ...fromDomain]);

  test('every fault has a sentence', () => {
    expect(rules.size).toBeGreaterThan(40);
    expect([...rules].filter((rule) => en[`import.rule.${rule}`] === undefined)).toEqual([]);
  });
  test('every sentence has a fault', () => {
    const sentences = Object.keys(en).flatMap((key) => (key.startsWith('import.rule.') ? [key.slice(12)] : []));
    expect(sentences.filter((rule) => !rules.has(rule))).toEqual([]);
  });
  test('every sentence reads without a hole, with the field in it', () => {
    const params = {
      field: 'birth_date',
      expected: 'text',
      length: 3000,
      most: 200,
      value: '2030-01-02',
      allowed: 'a, b',
      today: '2026-11-25',
      years: 125,
      from: '2026-01-02',
      to: '2026-01-01',
      firstRow: 3,
      reason: 'lost',
      found: 2,
      column: 'x',
      delimiter: 'tab',
      encoding: 'UTF-16',
      reference: 'Patient/1',
      method: 'DELETE',
      status: 'finished',
      count: 2,
      type: 'Goal',
      row: 7,
      number: 12,
      where: 'line',
      place: '3',
    };
    for (const [locale, messages] of Object.entries({ en, es })) {
      const faults: string[] = [];
      const intl = createIntl({ locale, messages, onError: (error) => faults.push(error.message) });
      for (const key of Object.keys(messages)) {
        const text = intl.formatMessage(
          { id: key },
          readableParams(params, locale, messages) as Record<string, string>,
        );
        if (/[{}]|undefined/.test(text)) faults.push(`${key}: ${text}`);
      }
      expect(faults).toEqual([]);
    }
  });
});

describe.each(['import', 'duplicates'])('the words of %s', (feature) => {
  test('both languages have the same keys, and Spanish is not English', () => {
    const [en, es] = [catalogue('en', feature), catalogue('es', feature)];
    expect(Object.keys(es)).toEqual(Object.keys(en));
    expect(Object.keys(en).filter((key) => en[key] === es[key])).toEqual([]);
  });
});

test('every reason for a match and every way of being found has words', () => {
  const source = sourceOf('domain/people');
  const words = catalogue('en', 'duplicates');
  const members = (type: string) =>
    [...(new RegExp(`type ${type} =([^;]+);`).exec(source)?.[1] ?? '').matchAll(/'([a-z-]+)'/g)].map(
      ([, member]) => member!,
    );
  expect(members('MatchReason').filter((reason) => !words[`duplicates.reason.${reason}`])).toEqual([]);
  expect(members('FoundBy').filter((way) => !words[`search.found-by.${way}`])).toEqual([]);
  expect(members('MatchReason').length + members('FoundBy').length).toBe(20);
});
