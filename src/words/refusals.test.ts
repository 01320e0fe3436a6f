import { readdirSync, readFileSync } from 'node:fs';
import { createIntl } from '@formatjs/intl';
import { describe, expect, test } from 'vitest';
import { closingReasons } from '#domain/cycle/closing.ts';
import { enrolmentStates, stages } from '#domain/cycle/enrolment.ts';
import { lifeDomains } from '#domain/cycle/life-domains.ts';
import { sixFunctions } from '#domain/cycle/six-functions.ts';
import { actNames } from '#domain/cycle/transitions.ts';
import { readableParams } from './readable-params.ts';

const catalogue = (language: string, feature: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`./${language}/${feature}.json`, import.meta.url), 'utf8'));

/** The codes a room refuses with and the names of their parameters, read from its source; null where these come from elsewhere. */
const refusalsOf = (room: string): { code: RegExp; isWhole: boolean; params: string[] | null }[] => {
  const folder = new URL(`../domain/${room}/`, import.meta.url);
  const source = readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    .join('\n');
  const found = source.matchAll(/\b(?:refusal|missing)\(\s*['`]([^'`]+)['`](?:,\s*(?:\{([^}]*)\}|(\w+)))?/g);
  return [...found].map(([, code = '', params = '', elsewhere]) => ({
    code: new RegExp(`^refusal\\.${code.replace(/\$\{[^}]+\}/g, '[a-z-]+')}$`),
    isWhole: !code.includes('${'),
    params: elsewhere ? null : params.split(',').flatMap((part) => part.trim().match(/^[a-z]+/i)?.[0] ?? []),
  }));
};
const everyCatalogue = (language: string): Record<string, string> =>
  Object.assign(
    {},
    ...readdirSync(new URL(`./${language}/`, import.meta.url)).map((name) =>
      catalogue(language, name.replace(/\.json$/, '')),
    ),
  );

const rooms = readdirSync(new URL('../domain/', import.meta.url)).filter((room) => refusalsOf(room).length > 0);

// A room's refusals stand in its own catalogue, or in that of what meets them: what keeps a merge back is said with approvals.
describe.each(rooms)('what %s refuses', (room) => {
  const refusals = refusalsOf(room);
  test.each(['en', 'es'])('has a sentence in %s, which reads with what the refusal tells', (locale) => {
    const messages = everyCatalogue(locale);
    const keys = Object.keys(messages);
    expect(refusals.filter(({ code }) => !keys.some((key) => code.test(key)))).toEqual([]);
    const faults: string[] = [];
    const intl = createIntl({ locale, messages, onError: (error) => faults.push(error.message) });
    for (const key of keys) {
      const meant = refusals.filter(({ code }) => code.test(key));
      // A code put together of parts gives way to one that is this code.
      for (const { params, isWhole } of meant)
        if (params && (isWhole || !meant.some((other) => other.isWhole))) {
          const values = Object.fromEntries(params.map((name) => [name, name === 'count' ? 2 : `«${name}»`]));
          const text = intl.formatMessage({ id: key }, values);
          if (/[{}]/.test(text)) faults.push(`${key}: ${text}`);
        }
    }
    expect(faults).toEqual([]);
  });
});

describe.each(['cycle', 'people', 'work'])('the words of %s', (feature) => {
  const [en, es] = [catalogue('en', feature), catalogue('es', feature)];
  test('hold no sentence for a refusal that is no more', () => {
    const refusals = refusalsOf(feature);
    const keys = Object.keys(en).filter((key) => key.startsWith('refusal.'));
    expect(keys.filter((key) => !refusals.some(({ code }) => code.test(key)))).toEqual([]);
    expect(refusals.length).toBeGreaterThan(5);
  });
  test('both languages have the same keys, and Spanish is not English', () => {
    expect(Object.keys(es)).toEqual(Object.keys(en));
    expect(Object.keys(en).filter((key) => en[key] === es[key])).toEqual([]);
  });
  test('no word blames the person', () => {
    const blame = /non-?complian|uncooperative|refused (to|service)|resistan|incumpl|rebelde|no coopera/i;
    for (const text of [...Object.values(en), ...Object.values(es)]) expect(text).not.toMatch(blame);
  });
});

test('a sentence names acts, domains and days in the reader’s language', () => {
  const [en, es] = [catalogue('en', 'cycle'), catalogue('es', 'cycle')];
  const params = { act: 'sign-plan', on: '2026-03-01', domain: 'pets', count: 2 };
  expect(readableParams(params, 'en', en)).toEqual({
    act: 'Sign the plan',
    on: 'March 1, 2026',
    domain: 'pets',
    count: 2,
  });
  expect(readableParams(params, 'es', es)).toMatchObject({ act: 'Firma del plan', on: '1 de marzo de 2026' });
});

test('every act, stage, state, closing reason, function and life domain has its word', () => {
  const en = catalogue('en', 'cycle');
  const keys = [
    ...actNames.map((name) => `cycle.act.${name}`),
    ...stages.map((stage) => `cycle.stage.${stage}`),
    ...sixFunctions.flatMap((which) => [`cycle.function.${which}`, `cycle.about.${which}`]),
    ...enrolmentStates.map((state) => `enrolment.state.${state}`),
    ...Object.keys(closingReasons).map((reason) => `closing.reason.${reason}`),
    ...Object.keys(lifeDomains).map((domain) => `domain.${domain}`),
  ];
  expect(keys.filter((key) => !(key in en))).toEqual([]);
});
