// A definition comes from anywhere: whatever stands in it, it is refused with the path of each fault, or it can be asked and scored.
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { itemsAsked, promptsAsked } from './asked.ts';
import { checkDefinition } from './checking.ts';
import type { InstrumentDefinition } from './definition.ts';
import { hasWords, languagesOf } from './offering.ts';
import { answersFrom, scorerOf } from './score.ts';
import { promptsMissing, writtenFrom } from './written.ts';

const folder = new URL('../../../content/instruments/', import.meta.url);
const definitions = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as InstrumentDefinition);

/** Every place in a JSON value, as the names on the way to it. */
const placesIn = (value: unknown, way: readonly string[] = []): (readonly string[])[] =>
  typeof value === 'object' && value !== null
    ? [way, ...Object.entries(value).flatMap(([name, each]) => placesIn(each, [...way, name]))]
    : [way];

/** A copy with what stands at a place replaced; taken out where `by` is undefined. */
const replaced = (value: unknown, [name, ...rest]: readonly string[], by: unknown): unknown => {
  if (name === undefined) return by;
  if (Array.isArray(value)) {
    const at = Number(name);
    return rest.length === 0 && by === undefined
      ? value.toSpliced(at, 1)
      : value.with(at, replaced(value[at], rest, by));
  }
  const { [name]: old, ...others } = value as Record<string, unknown>;
  const next = rest.length === 0 ? by : replaced(old, rest, by);
  return next === undefined ? others : { ...others, [name]: next };
};

const oddText = fc.constantFrom(
  ...['', ' ', '__proto__', 'constructor', 'toString', 'q1', 'total', 'q1 = 1', 'q1 = q1', 'count(q1..q1 >= 0) > 0'],
  ...["not not q1 = 'x'", 'sum', '🙂', 'x'.repeat(3000), '(((((', "q1 = '"],
);
const odd = fc.oneof(
  oddText,
  fc.constantFrom(undefined, null, true, false, 0, -1, 1.5, 1e9, Number.MAX_SAFE_INTEGER),
  fc.constantFrom<unknown>([], {}, [[]], [null], { en: 'x' }, JSON.parse('{"__proto__":{"a":1}}')),
  fc.jsonValue(),
);

const askAndScore = (definition: InstrumentDefinition): void => {
  const { items, optionSets } = definition;
  const scorer = scorerOf(definition);
  const firsts = Object.fromEntries(items.map(({ id, options }) => [id, optionSets[options]?.[0]?.value ?? null]));
  for (const given of [{}, firsts]) {
    const answers = answersFrom(definition, given);
    expect(answers.ok).toBe(true);
    if (answers.ok) scorer(answers.value);
    itemsAsked(definition, given as never);
    promptsAsked(definition, given as never);
    promptsMissing(definition, writtenFrom(definition, given));
  }
  hasWords(definition);
  languagesOf(definition);
};

describe('a definition', () => {
  test('that is changed anywhere is refused by its pointers, or works', () => {
    let [accepted, refused] = [0, 0];
    fc.assert(
      fc.property(fc.constantFrom(...definitions), fc.nat(), odd, (definition, pick, by) => {
        const places = placesIn(definition);
        const changed = replaced(definition, places[pick % places.length] ?? [], by);
        const checked = checkDefinition(changed);
        if (checked.ok) {
          accepted++;
          askAndScore(checked.value);
        } else {
          refused++;
          for (const { pointer } of checked.refusals) expect(pointer).toMatch(/^(\/.*)?$/s);
        }
      }),
      { numRuns: 800 },
    );
    expect(Math.min(accepted, refused)).toBeGreaterThan(20);
  });

  test('that is anything at all is refused', () =>
    fc.assert(
      fc.property(fc.jsonValue(), (given) => {
        expect(checkDefinition(given).ok).toBe(false);
      }),
    ));
});

test('answers that are anything at all are refused, or scored', () =>
  fc.assert(
    fc.property(
      fc.constantFrom(...definitions),
      fc.dictionary(fc.string(), fc.jsonValue()),
      odd,
      fc.nat(),
      (definition, given, by, pick) => {
        const { items, prompts = [] } = definition;
        const ids = [...items, ...prompts].map(({ id }) => id);
        const answers = answersFrom(definition, { ...given, [ids[pick % ids.length] ?? '']: by });
        if (answers.ok) scorerOf(definition)(answers.value);
        else for (const { pointer } of answers.refusals) expect(pointer).toMatch(/^(\/.*)?$/s);
      },
    ),
    { numRuns: 500 },
  ));
