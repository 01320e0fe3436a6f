import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type Day, day } from '#domain/basics/day.ts';
import { checkContactPlan, standardWith } from './contact-plan.ts';
import type { ServiceModelDefinition } from './definition.ts';
import { type ModelVersion, phaseOn, versionInForce, versionSetting } from './versions.ts';

const definition: ServiceModelDefinition = JSON.parse(
  readFileSync(new URL('../../../content/models/icm.json', import.meta.url), 'utf8'),
);
const version = (number: number, from: string): ModelVersion => ({
  key: 'icm',
  version: number,
  effectiveFrom: day(from),
  definition,
});

describe('the version in force', () => {
  const versions = [version(2, '2026-07-01'), version(1, '2025-01-01'), version(3, '2026-07-01')];
  test.each([
    ['2024-12-31', null],
    ['2025-01-01', 1],
    ['2026-06-30', 1],
    ['2026-07-01', 3],
    ['2030-01-01', 3],
  ])('on %s is version %s', (on, expected) =>
    expect(versionInForce(versions, day(on))?.version ?? null).toBe(expected),
  );

  test('a version published today changes no day before it', () =>
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 6 }),
        fc.nat(900),
        fc.nat(900),
        (from, added, on) => {
          const start = day('2025-01-01');
          const before = from.map((days, index) => version(index + 1, addDays(start, days)));
          const after = [...before, version(99, addDays(start, added))];
          if (on < added)
            expect(versionInForce(after, addDays(start, on))).toEqual(versionInForce(before, addDays(start, on)));
        },
      ),
    ));

  test('a deadline keeps the version under which it began, and begins with the first version at the earliest', () => {
    expect(versionSetting(versions, day('2025-05-05'))).toMatchObject({ from: '2025-05-05', version: { version: 1 } });
    expect(versionSetting(versions, day('2020-05-05'))).toMatchObject({ from: '2025-01-01', version: { version: 1 } });
    expect(versionSetting([], day('2025-05-05'))).toBeNull();
  });
});

describe('the phase of a person', () => {
  const [only] = definition.phases;
  const phased = {
    ...definition,
    phases: ['transition', 'try-out', 'transfer'].map((key) => ({ ...only, key, months: 3 })),
  } as ServiceModelDefinition;
  const on = (when: string, moves: { phase: string; from: Day }[] = []) => {
    const { phase, from, endsBefore } = phaseOn(phased, day('2026-01-31'), moves, day(when));
    return [phase.key, from, endsBefore];
  };
  test('follows from enrolment', () => {
    expect(on('2026-01-31')).toEqual(['transition', '2026-01-31', '2026-04-30']);
    expect(on('2026-04-29')).toEqual(['transition', '2026-01-31', '2026-04-30']);
    expect(on('2026-04-30')).toEqual(['try-out', '2026-04-30', '2026-07-30']);
  });
  test('stays in the last one', () => expect(on('2027-04-30')[0]).toBe('transfer'));
  test('counts on from a move by hand', () =>
    expect(on('2026-06-01', [{ phase: 'try-out', from: day('2026-03-01') }])).toEqual([
      'transfer',
      '2026-06-01',
      '2026-09-01',
    ]));
  test('is the later of two moves, whatever their order', () => {
    const moves = [
      { phase: 'transfer', from: day('2026-03-01') },
      { phase: 'try-out', from: day('2026-02-01') },
    ];
    expect(on('2026-03-02', moves)[0]).toBe('transfer');
    expect(on('2026-03-02', moves.toReversed())[0]).toBe('transfer');
    const sameDay = moves.map((move) => ({ ...move, from: day('2026-02-01') }));
    expect([on('2026-02-02', sameDay)[0], on('2026-02-02', sameDay.toReversed())[0]]).toEqual(['transfer', 'transfer']);
  });
  test('pays no heed to a phase the version does not have', () =>
    expect(on('2026-02-01', [{ phase: 'gone', from: day('2026-02-01') }])[0]).toBe('transition'));
  test('is the one phase where a model has no others', () =>
    expect(phaseOn(definition, day('2026-01-01'), [], day('2031-01-01'))).toMatchObject({
      phase: only,
      endsBefore: null,
    }));
});

describe('a contact plan asks for more than the standard', () => {
  test.each([
    [{ count: 2, window: 'week' }, null],
    [{ count: 1, window: 'week' }, null],
    [{ count: 0, window: 'week' }, 'contact-plan-count'],
    [{ count: 3, window: 'two-weeks' }, 'contact-plan-window-longer'],
    [{ count: 9, window: 'month' }, 'contact-plan-window-longer'],
  ] as const)('%o above one a week: %s', (plan, code) => {
    const result = checkContactPlan(plan, { count: 1, window: 'week' });
    expect(result.ok ? null : result.refusals[0]?.code).toBe(code);
  });
  test('a plan below the standard is refused and changes nothing', () => {
    const standard = { ...definition.phases[0]?.contact, count: 9, window: 'month' } as never;
    expect(checkContactPlan({ count: 2, window: 'week' }, standard).ok).toBe(false);
    expect(standardWith(standard, { count: 2, window: 'week' })).toBe(standard);
    expect(standardWith(standard, { count: 3, window: 'week' })).toMatchObject({ count: 3, window: 'week' });
  });
});
