import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { day } from '#domain/basics/day.ts';
import { dueItems } from '#domain/due/due-items.ts';
import type { DueFacts } from '#domain/due/facts.ts';
import {
  aContact,
  aCycle,
  aModel,
  anEnrolment,
  aProspect,
  aStay,
  aVersion,
  factsOf,
} from '#domain/due/facts-for-tests.ts';
import { dueKinds } from '#domain/due/item.ts';
import { whatIsDue, whereItStands } from '#domain/due/wording.ts';
import {
  contactModes,
  contactPartners,
  contactPlaces,
  crisisCovers,
  planForms,
  staySettings,
  stepDownPrompts,
  windowUnits,
} from '#domain/models/definition.ts';
import { languages, sentence } from './catalogue.ts';

const read = (language: string, feature: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`./${language}/${feature}.json`, import.meta.url), 'utf8'));

const said = (facts: DueFacts, today: string, language: 'en' | 'es' = 'en'): string[] =>
  dueItems(facts, day(today)).map((item) => {
    const [what, where] = [whatIsDue(item, day(today)), whereItStands(item, day(today))];
    return `${sentence(language, what.code, what.params)}: ${sentence(language, where.code, where.params)}`;
  });

const owner = { kind: 'staff', id: 'worker' } as const;
const instruments = [{ key: 'phq-9', withinDays: 14, againEveryMonths: 3, leadDays: 14 }];
const openWork = (state: 'sent' | 'accepted') =>
  factsOf([], {
    tasks: [{ id: 't', dueBy: day('2026-01-10'), owner, state: 'open', segment: 'general' }],
    referrals: [{ id: 'r', state, sentOn: day('2026-01-01'), nextOn: day('2026-01-20'), owner, segment: 'general' }],
    unsignedNotes: [{ id: 'n', day: day('2026-01-02'), authorId: 'worker', segment: 'general' }],
  });

describe('what is due is said so that a worker knows what to do', () => {
  test('in English', () => {
    expect(said(factsOf(anEnrolment()), '2026-01-06')[0]).toBe('Face to face, once this week: 5 days left');
    expect(said(factsOf(anEnrolment()), '2026-01-11')[0]).toBe('Face to face, once this week: today is the last day');
    expect(said(factsOf(anEnrolment()), '2026-01-13')[0]).toBe('Face to face, once a week: 2 days over');
    const seen = factsOf(anEnrolment({ contacts: [aContact('2026-01-06')] }));
    expect(said(seen, '2026-01-06')[0]).toBe('Face to face, once next week: from January 12, 2026');
    expect(said(factsOf(anEnrolment({ versions: [aVersion('clinical')] })), '2026-01-06')[0]).toBe(
      'Face to face or by video, twice this month: 25 days left',
    );
  });
  test('in Spanish', () => {
    expect(said(factsOf(anEnrolment()), '2026-01-06', 'es')[0]).toBe('En persona, una vez esta semana: quedan 5 días');
    expect(said(factsOf(anEnrolment()), '2026-01-12', 'es')[0]).toBe('En persona, una vez por semana: 1 día de atraso');
  });
});

test('every item can be said in both languages', () => {
  const everything: [DueFacts, string][] = [
    [factsOf(anEnrolment()), '2026-03-20'],
    [factsOf(anEnrolment({ contactPlans: [{ count: 3, window: 'week', from: day('2026-01-05') }] })), '2026-01-06'],
    [factsOf(anEnrolment(), { stays: [aStay('2026-01-06', null)] }), '2026-01-06'],
    [factsOf(anEnrolment(), { stays: [aStay('2026-01-06', null, 'jail')] }), '2026-01-06'],
    [factsOf(anEnrolment(), { stays: [aStay('2026-01-06', '2026-01-08')] }), '2026-01-08'],
    [factsOf(anEnrolment({ cycle: aCycle({ assessmentSignedOn: null, planSignedOn: null }) })), '2026-01-06'],
    [factsOf(anEnrolment({ versions: [aVersion('icm', { assessments: instruments })] })), '2026-01-06'],
    [factsOf(anEnrolment({ cycle: aCycle({ stage: 'planning' }), versions: [aVersion('broker')] })), '2026-01-06'],
    [
      factsOf(
        anEnrolment({ versions: [aVersion('icm', { closing: { ...aModel('icm').closing, timeLimitMonths: 9 } })] }),
      ),
      '2026-01-06',
    ],
    [factsOf(aProspect()), '2026-01-06'],
    [factsOf(aProspect({ firstReachedOn: day('2026-01-06') })), '2026-01-06'],
    [factsOf(aProspect({ firstReachedOn: day('2026-01-06'), eligibilityCheckedOn: day('2026-01-06') })), '2026-01-06'],
    [factsOf(aProspect({ state: 'waitlisted', waitlistedOn: day('2026-01-06') })), '2026-01-06'],
    [openWork('sent'), '2026-01-06'],
    [openWork('sent'), '2026-01-30'],
    [openWork('accepted'), '2026-01-06'],
  ];
  const kinds = new Set(everything.flatMap(([facts, today]) => dueItems(facts, day(today))).map(({ kind }) => kind));
  expect([...kinds].toSorted()).toEqual([...dueKinds].toSorted());
  for (const language of languages)
    for (const [facts, today] of everything)
      for (const text of said(facts, today, language)) expect(text).not.toMatch(/due\.|[{}]/);
});

test('the words of due and of models are in both languages, and Spanish is not English', () => {
  for (const feature of ['due', 'models', 'definitions']) {
    const [en, es] = [read('en', feature), read('es', feature)];
    expect(Object.keys(es)).toEqual(Object.keys(en));
    expect(Object.keys(en).filter((key) => en[key] === es[key])).toEqual([]);
  }
});

test('every code of a service model has a word', () => {
  const codes: [string, readonly string[]][] = [
    ['window', windowUnits],
    ['mode', contactModes],
    ['place', contactPlaces],
    ['with', contactPartners],
    ['setting', staySettings],
    ['plan-form', planForms],
    ['cover', crisisCovers],
    ['step-down', stepDownPrompts],
  ];
  const words = read('en', 'models');
  for (const [group, values] of codes)
    for (const value of values) expect(words).toHaveProperty([`models.${group}.${value}`]);
  for (const kind of dueKinds) expect(read('en', 'due')).toHaveProperty([`due.kind.${kind}`]);
});

/** The codes that files of a room refuse with. */
const codesIn = (room: string, isMeant: (name: string) => boolean) => {
  const folder = new URL(`../domain/${room}/`, import.meta.url);
  const source = readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && isMeant(name))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    .join('\n');
  return [...new Set([...source.matchAll(/\brefusal\(\s*'([^']+)'/g)].map(([, code]) => `refusal.${code}`))].toSorted();
};
const sentences = (feature: string) =>
  Object.keys(read('en', feature))
    .filter((key) => key.startsWith('refusal.'))
    .toSorted();

test('every refusal of a definition and of a service model has a sentence, and every sentence a refusal', () => {
  const shared = codesIn('basics', (name) => name === 'shape.ts');
  expect(shared.length).toBeGreaterThan(10);
  expect(sentences('definitions')).toEqual(shared);
  const own = codesIn('models', () => true).filter((code) => !code.startsWith('refusal.definition-'));
  expect(sentences('models')).toEqual(own);
});
