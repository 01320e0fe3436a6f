import { readdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { exportActions } from '#domain/access/findings.ts';
import { type Permission, policy } from '#domain/access/policy.ts';
import { actions } from './registry.ts';

const here = new URL('./', import.meta.url);

/** What the modules of this room export and can be performed: actions, and pairs of actions. */
const exportedActions = async (): Promise<Map<string, unknown>> => {
  const found = new Map<string, unknown>();
  const take = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('run' in value && 'effect' in value && 'input' in value)
      found.set((value as unknown as { name: string }).name, value);
    else if ('add' in value && 'edit' in value) for (const each of Object.values(value)) take(each);
  };
  for (const name of await readdir(here, { recursive: true })) {
    if (!/\/[a-z-]+\.ts$/.test(name) || /(^|\/)test-[a-z-]+\.ts$/.test(name)) continue;
    for (const value of Object.values(await import(new URL(name, here).href))) take(value);
  }
  return found;
};

describe('the list of actions', () => {
  test('holds each action that the privacy officer is shown as taking something out of the house', () => {
    const names = new Set(actions.map(({ name }) => name));
    expect(exportActions.filter((name) => !names.has(name))).toEqual([]);
  });

  test('holds each action the code defines, once', async () => {
    const defined = await exportedActions();
    expect(new Set(actions).size).toBe(actions.length);
    expect(actions.map(({ name }) => name).toSorted()).toEqual([...defined.keys()].toSorted());
    expect(actions.filter((action) => defined.get(action.name) !== action)).toEqual([]);
    expect(actions.length).toBeGreaterThan(80);
  });

  test('and the policy name the same acts: none without a rule, no rule without an act', () => {
    expect(Object.keys(policy).toSorted()).toEqual(actions.map(({ name }) => name).toSorted());
  });

  test('asks for a client wherever the rule speaks of one, unless it is a list', () => {
    const concernsClient = (name: Permission) => policy[name].some(({ relation }) => relation !== 'none');
    const strays = actions.filter(
      ({ name, subject, effect }) => concernsClient(name) && subject === undefined && effect === 'write',
    );
    expect(strays.map(({ name }) => name)).toEqual([]);
  });
});
