// Nothing a request may hold is without an end: every list says how many, every text how long, and no object keeps a field it does
// not name (mass assignment). What the largest body could hold of small things is turned away before anything works through it.
import { describe, expect, test } from 'vitest';
import { anAgency } from '#actions/pipeline/test-world.ts';
import { actions } from '#actions/registry.ts';
import { day } from '#domain/basics/day.ts';
import { instant } from '#domain/basics/instant.ts';
import { createApp } from '../app.ts';
import { type Fields, type Json, plausible, schemaOf } from './test-plausible.ts';

type Shape = {
  readonly type?: string;
  readonly enum?: unknown;
  readonly const?: unknown;
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly items?: Shape;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly additionalProperties?: unknown;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
};

/** What has no end of its own, with the end it has elsewhere. */
const endsElsewhere: Readonly<Record<string, string>> = {
  'save-draft.body':
    'whatever a screen keeps for itself; the body of the request ends it, and only its writer reads it',
  'begin-sitting.answers': 'each name in it is an item or a prompt of the instrument; any other is refused',
  'save-sitting.answers': 'each name in it is an item or a prompt of the instrument; any other is refused',
  'publish-instrument.definition': 'checked field by field; one that a definition does not have is refused',
  'save-assessment.domains': 'each name in it is one of the agency’s domains; any other is refused',
  'import-clients.content': 'a file; its route says how many bytes are read',
  'upload-scans.content': 'a file; its route says how many bytes are read',
  'decide-scan-page.answers': 'each name in it is an item that stands on the page; any other is refused',
};

/** A text that only a rule of ours ends: a day, a moment. */
const byRuleAlone = new Set<string>();

const endless = (shape: Shape, name: string): string[] => {
  if (name in endsElsewhere || shape.enum !== undefined || shape.const !== undefined) return [];
  const choices = [...(shape.anyOf ?? []), ...(shape.oneOf ?? [])].flatMap((choice) => endless(choice, name));
  switch (shape.type) {
    case 'array':
      return [
        ...(shape.maxItems === undefined ? [`${name} is a list without end`] : []),
        ...endless(shape.items ?? {}, `${name}[]`),
      ];
    case 'object':
      return [
        ...((shape.additionalProperties ?? false) === false ? [] : [`${name} takes fields it does not name`]),
        ...Object.entries(shape.properties ?? {}).flatMap(([field, inner]) => endless(inner, `${name}.${field}`)),
      ];
    case 'string':
      if (shape.maxLength !== undefined) return [];
      if (shape.pattern === undefined) byRuleAlone.add(name);
      return /[*+]|\{\d+,\}/.test(shape.pattern ?? '') ? [`${name} is a text without end`] : [];
    default:
      return choices;
  }
};

/** The request with a text of a thousand letters where the name leads. */
const withText = (whole: Fields, path: readonly string[]): Fields | null => {
  const copy = structuredClone(whole);
  let at: Json = copy;
  for (const part of path.slice(0, -1)) {
    at = (at as Fields)?.[part] ?? null;
    if (Array.isArray(at)) at = at[0] ?? null;
    if (typeof at !== 'object' || at === null) return null;
  }
  (at as Fields)[path.at(-1) ?? ''] = 'x'.repeat(1_000);
  return copy;
};

const known = {
  today: day('2026-11-25'),
  earlier: instant('2026-11-25T08:00:00Z'),
  idFor: () => '01a21338-8180-7f79-92cb-a244d2f971d0',
  text: 'Plain words',
};

describe('what a request may hold', () => {
  test('has an end, in every field of every action, and no field that is not named', () => {
    expect(actions.flatMap(({ name, input }) => endless(schemaOf(input) as Shape, name))).toEqual([]);
  });

  test('is also ended where only a rule of ours ends it', () => {
    const endlessly: string[] = [];
    let tried = 0;
    for (const { name, input } of actions) {
      const fields = [...byRuleAlone].filter((field) => field.startsWith(`${name}.`) && !field.includes('[]'));
      for (const field of fields) {
        const path = field.split('.').slice(1);
        const whole = withText(Object.fromEntries(path.slice(0, -1).map((part) => [part, {}])) as Fields, path) ?? {};
        const asked = withText(plausibleOrNothing(input), path) ?? whole;
        tried++;
        const parsed = input.safeParse(asked);
        const isNamed = parsed.error?.issues.some((issue) => JSON.stringify(issue).includes(path.at(-1) ?? ''));
        if (parsed.success || !isNamed) endlessly.push(field);
      }
    }
    expect(endlessly).toEqual([]);
    expect(tried).toBeGreaterThan(40);
  });

  test.each([
    ['a million entries', 413, () => `{"roles":[${'0,'.repeat(900_000)}0]}`],
    ['a hundred thousand fields', 413, () => `{${Array.from({ length: 100_000 }, (_, at) => `"f${at}":0`).join()}}`],
    ['as many wrong entries as are read', 422, () => `{"roles":[${'0,'.repeat(19_000)}0]}`],
    ['as many fields as are read', 422, () => `{${Array.from({ length: 19_000 }, (_, at) => `"f${at}":0`).join()}}`],
    ['a text of two million letters', 422, () => `{"givenName":"${'x'.repeat(1_900_000)}"}`],
    ['forty levels', 422, () => `{"roles":${'[{"a":'.repeat(19)}0${'}]'.repeat(19)}}`],
  ])('%s is refused, in few words', async (_, status, body) => {
    const agency = await anAgency();
    const { token } = await agency.aStaffMember(['administrator']);
    const app = await createApp({ database: agency.database, clock: () => agency.now, log: () => undefined }, '0.0.0');
    const headers = { cookie: `__Host-footbridge=${token}`, 'content-type': 'application/json' };
    const answer = await app.inject({ method: 'POST', url: '/api/agency/staff', headers, payload: body() });
    await app.close();
    await agency.database.close();
    expect(answer.statusCode).toBe(status);
    expect(answer.payload.length).toBeLessThan(40_000);
  });
});

const plausibleOrNothing = (input: (typeof actions)[number]['input']): Fields => {
  try {
    return plausible(input, known, { all: true });
  } catch {
    return {};
  }
};
