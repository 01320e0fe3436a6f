import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkDefinition, parseDefinition } from './checking.ts';
import type { ServiceModelDefinition } from './definition.ts';

const clinical = (): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL('../../../content/models/clinical.json', import.meta.url), 'utf8'));

/** The clinical model with one field, named by its JSON pointer, set to a value (undefined: taken out). */
const changed = (pointer: string, value: unknown): unknown => {
  const model = clinical();
  const path = pointer.slice(1).split('/');
  const last = path.pop() as string;
  const at = path.reduce((each, name) => each[name] as Record<string, unknown>, model);
  if (value === undefined) delete at[last];
  else at[last] = value;
  return model;
};

const faultsOf = (json: unknown) => {
  const result = parseDefinition(json);
  return result.ok ? [] : result.refusals.map(({ code, pointer }) => `${pointer} ${code}`);
};

test('a sound definition is read as it stands', () => {
  const result = parseDefinition(clinical());
  expect(result.ok && result.value).toEqual(clinical());
});

describe('each fault is named with its path', () => {
  const cases: [pointer: string, value: unknown, fault: string][] = [
    ['/phases/0/contact/window', 'fortnight', 'definition-unknown-value'],
    ['/phases/0/contact/count', 0, 'definition-out-of-range'],
    ['/phases/0/contact/count', 1.5, 'definition-not-whole'],
    ['/phases/0/contact/count', Number.NaN, 'definition-not-a-number'],
    ['/phases/0/contact/count', '2', 'definition-not-a-number'],
    ['/phases/0/contact/modes', [], 'definition-list-too-short'],
    ['/phases/0/contact/modes/0', 'pigeon', 'definition-unknown-value'],
    ['/phases/0/contact/reachedOnly', 'yes', 'definition-not-yes-or-no'],
    ['/phases/0/weight', -1, 'definition-out-of-range'],
    ['/phases', [], 'definition-list-too-short'],
    ['/caseload/cap', -5, 'definition-out-of-range'],
    ['/caseload/cap', 29, 'model-cap-below-target'],
    ['/caseload/kind', 'shared', 'definition-unknown-value'],
    ['/label/es', '', 'definition-text-missing'],
    ['/label/es', 'x'.repeat(61), 'definition-text-too-long'],
    ['/label/es', undefined, 'definition-field-missing'],
    ['/key', 'Clinical CM', 'definition-not-a-code'],
    ['/assessments/0/withinDays', -1, 'definition-out-of-range'],
    ['/plan/withinDays', 29, 'model-plan-before-assessment'],
    ['/review/every/unit', 'weeks', 'definition-unknown-value'],
    ['/review/events/0/settings', [], 'model-event-settings'],
    ['/referrals/escalateDays', 6, 'model-escalation-before-answer'],
    ['/stepDown/to', ['clinical'], 'model-step-down-to-itself'],
    ['/inStay', 'none', 'definition-not-a-list'],
    ['/units', 15, 'definition-not-an-object'],
    ['/outrech', { attempts: 1 }, 'definition-unknown-field'],
  ];
  for (const [pointer, value, fault] of cases)
    test(`${pointer} ${JSON.stringify(value)}`, () =>
      expect(faultsOf(changed(pointer, value))).toContain(`${pointer} ${fault}`));

  test('a setting under two in-stay standards', () => {
    const { inStay } = clinical() as { inStay: unknown[] };
    expect(faultsOf(changed('/inStay', [inStay[0], inStay[0]]))).toContain('/inStay/1/settings definition-duplicate');
  });
  test('days so many that no review is ever free of its lead', () =>
    expect(faultsOf(changed('/review', { every: { count: 30, unit: 'days' }, leadDays: 30, events: [] }))).toEqual([
      '/review/leadDays model-lead-too-long',
    ]));
  test('something that is no definition at all', () => {
    for (const json of [null, 7, 'act', [], { phases: 1 }]) expect(faultsOf(json)).not.toEqual([]);
  });
});

describe('phases', () => {
  const phase = (key: string, months: number | null) => ({
    ...(clinical() as unknown as ServiceModelDefinition).phases[0],
    key,
    months,
  });
  const withPhases = (...phases: unknown[]) => faultsOf(changed('/phases', phases));
  test('may follow one another, as in critical time intervention', () =>
    expect(withPhases(phase('transition', 3), phase('try-out', 3), phase('transfer', 3))).toEqual([]));
  test('have names of their own', () =>
    expect(withPhases(phase('transition', 3), phase('transition', null))).toEqual([
      '/phases/1/key definition-duplicate',
    ]));
  test('end by themselves if a later one does', () =>
    expect(withPhases(phase('transition', null), phase('try-out', 3))).toEqual([
      '/phases/0/months model-phase-without-end',
    ]));
  test('fit into the time limit', () => {
    const model = changed('/phases', [phase('transition', 3), phase('try-out', 3)]) as ServiceModelDefinition;
    const result = checkDefinition({ ...model, closing: { ...model.closing, timeLimitMonths: 5 } });
    expect(result.ok ? [] : result.refusals.map(({ pointer }) => pointer)).toEqual(['/closing/timeLimitMonths']);
  });
});
