import { describe, expect, test } from 'vitest';
import type { InstrumentDefinition } from './definition.ts';
import { shipped } from './definitions-for-tests.ts';
import { hasWords, isOffered, languagesOf, whyNotPublish } from './offering.ts';

const own = (more: Partial<InstrumentDefinition> = {}): InstrumentDefinition => ({
  ...shipped('k6'),
  id: 'own',
  ...more,
});

/** As an agency loads it: the words put in, everything else as it ships. */
const worded = (definition: InstrumentDefinition, version = 2): InstrumentDefinition => ({
  ...definition,
  version,
  items: definition.items.map((item) => ({ ...item, text: { en: `Words of ${item.id}` } })),
  optionSets: Object.fromEntries(
    Object.entries(definition.optionSets).map(([name, options]) => [
      name,
      options.map((option) => ({ ...option, label: { en: `Words of ${option.value}` } })),
    ]),
  ),
});

const codes = (...asked: Parameters<typeof whyNotPublish>) => whyNotPublish(...asked).map(({ code }) => code);

describe('an instrument is offered', () => {
  test('where its words ship, until it is turned off', () => {
    expect(isOffered(shipped('phq9'), 'shipped', null)).toBe(true);
    expect(isOffered(shipped('phq9'), 'shipped', false)).toBe(false);
  });

  test('as part of a pack only once it is turned on', () => {
    expect(isOffered(shipped('cssrs-screener'), 'shipped', null)).toBe(false);
    expect(isOffered(shipped('cssrs-screener'), 'shipped', true)).toBe(true);
  });

  test('never without its words', () => {
    expect(hasWords(shipped('whodas12'))).toBe(false);
    expect(isOffered(shipped('whodas12'), 'shipped', true)).toBe(false);
    expect(isOffered(worded(shipped('whodas12')), 'own', null)).toBe(true);
  });

  test('in Spanish only where all of it is said in Spanish', () => {
    expect(languagesOf(shipped('phq9'))).toContain('en');
    const half = { ...shipped('k6'), title: { en: 'K6', es: 'K6' } };
    expect(languagesOf({ ...half, stem: { en: 'Only English' } })).toEqual(['en']);
  });
});

describe('an agency publishes', () => {
  test('its own, one version after the other', () => {
    expect(codes(own(), null, null)).toEqual([]);
    expect(codes(own({ version: 3 }), 1, null)).toEqual(['instrument-version']);
    expect(codes(own({ version: 2 }), 1, null)).toEqual([]);
  });

  test('nothing under the name of what ships with its words', () => {
    expect(codes({ ...shipped('phq9'), version: 2 }, null, shipped('phq9'))).toEqual(['instrument-ships']);
  });

  test('the words of what ships as keys, and nothing but the words', () => {
    const keys = shipped('whodas12');
    expect(codes(worded(keys), null, keys)).toEqual([]);
    const reordered = JSON.parse(JSON.stringify(worded(keys)));
    reordered.items = reordered.items.map(({ id, ...rest }: { id: string }) => ({ ...rest, id }));
    expect(codes(reordered, null, keys)).toEqual([]);
    expect(codes({ ...worded(keys), scores: [] }, null, keys)).toEqual(['instrument-keys-differ']);
  });
});
