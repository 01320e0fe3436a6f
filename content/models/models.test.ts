import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { closingReasons } from '#domain/cycle/closing.ts';
import { parseDefinition } from '#domain/models/checking.ts';
import type { ServiceModelDefinition } from '#domain/models/definition.ts';

const files = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.json'));
const read = (name: string): ServiceModelDefinition => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
const models = Object.fromEntries(files.map((name) => [name.replace('.json', ''), read(name)]));

test('the six models are here', () =>
  expect(Object.keys(models).toSorted()).toEqual(['act', 'broker', 'clinical', 'icm', 'rehabilitation', 'strengths']));

describe.each(Object.entries(models))('%s', (name, model) => {
  test('passes the check of definitions', () => expect(parseDefinition(model)).toMatchObject({ ok: true }));
  test('is named as its file', () => expect(model.key).toBe(name));
  test('is described in two languages', () => {
    for (const { en, es } of [model.label, model.summary]) expect(es).not.toBe(en);
  });
  test('says where each field comes from, and speaks of no field that is not there', () => {
    const pointers = Object.keys(model.basis);
    for (const field of Object.keys(model).filter((each) => each !== 'basis' && each !== 'fidelity'))
      expect(
        pointers.filter((each) => each.split('/')[1] === field),
        field,
      ).not.toEqual([]);
    for (const pointer of pointers) {
      let at: unknown = model;
      for (const step of pointer.slice(1).split('/')) at = (at as Record<string, unknown>)[step];
      expect(at, pointer).toBeDefined();
    }
  });
  test('closes for the coded reasons of the cycle', () =>
    expect([...model.closing.reasons].toSorted()).toEqual(Object.keys(closingReasons).toSorted()));
  test('steps down only to models that are here', () => {
    for (const key of model.stepDown.to) expect(models).toHaveProperty(key);
  });
});

describe('the table of models (Mueser and others 1998)', () => {
  // model, clients for one worker, cap, caseload, contacts, window, round the clock, place, scale
  test.each([
    ['broker', 50, 50, 'individual', 1, 'quarter', 'none', 'office', null],
    ['clinical', 30, 35, 'individual', 2, 'month', 'none', 'office', null],
    ['strengths', 20, 30, 'individual', 1, 'week', 'none', 'community', 'footbridge-strengths'],
    ['rehabilitation', 20, 30, 'individual', 2, 'month', 'none', 'office', null],
    ['icm', 10, 20, 'individual', 1, 'week', 'full', 'community', 'dacts'],
    ['act', 10, 10, 'team', 1, 'week', 'full', 'community', 'dacts'],
  ] as const)('%s', (key, target, cap, kind, count, window, cover, place, scale) => {
    const model = models[key];
    expect(model?.caseload).toEqual({ kind, target, cap });
    expect(model?.phases).toHaveLength(1);
    expect(model?.phases[0]?.contact).toMatchObject({ count, window, reachedOnly: true });
    expect(model?.cover).toBe(cover);
    expect(model?.placeOfContact.expected[0]).toBe(place);
    expect(model?.fidelity?.scale ?? null).toBe(scale);
  });

  test('four contacts a week are asked of an ACT team, not of each person: the floor is one, face to face', () =>
    expect(models.act?.phases[0]?.contact).toMatchObject({ count: 1, window: 'week', modes: ['face-to-face'] }));
  test('an ACT plan is reviewed every six months and the first assessment takes 30 days at most', () => {
    expect(models.act?.review.every).toEqual({ count: 6, unit: 'months' });
    expect(models.act?.assessments[0]).toMatchObject({ key: 'comprehensive', withinDays: 30 });
  });
  test('every model reaches into psychiatric hospitals and jails', () => {
    for (const { inStay } of Object.values(models))
      expect(inStay.flatMap(({ settings }) => settings)).toEqual(expect.arrayContaining(['psychiatric', 'jail']));
  });
});
