import { expect, it } from 'vitest';
import type { PlanView } from '#contract/plan.ts';
import { day } from '#domain/basics/day.ts';
import { adoptIds, bodyFrom, formFrom, missingIn, moved, newGoal, newStep } from './form.ts';

const view: PlanView = {
  id: 'p',
  clientId: 'c',
  cycleId: 'y',
  version: 1,
  state: 'draft',
  author: { id: 's', name: 'Ana' },
  day: '2026-11-25',
  signedAt: null,
  signedBy: null,
  revises: null,
  errorReason: null,
  etag: '1',
  vision: 'My sister for dinner',
  crisisNote: null,
  reviewDueOn: null,
  goals: [],
  deferred: [],
  clientSignature: null,
  addenda: [],
  missing: [],
};

const need = { thread: 'n1', domain: 'housing', label: 'A home', level: 'unmet', priority: 1, words: 'My own door' };

it('a goal begins in the words the person used for the need', () => {
  expect(newGoal(need)).toMatchObject({ words: 'My own door', needs: ['n1'], domain: 'housing' });
});

it('goals and steps take the thread the record gave them, where they stand now', () => {
  const goal = { ...newGoal(need), steps: [newStep()] };
  const sent = { ...formFrom(view), goals: [goal] };
  const later = newGoal(null);
  const saved = { ...view, goals: [{ thread: 'g1', steps: [{ thread: 's1' }] }] } as unknown as PlanView;
  const adopted = adoptIds({ ...sent, goals: [later, goal] }, sent, saved);
  expect(adopted.goals.map(({ id }) => id)).toEqual([null, 'g1']);
  expect(bodyFrom(adopted).goals[1]).toMatchObject({ thread: 'g1', steps: [{ thread: 's1' }] });
  expect(bodyFrom(adopted).goals[0]).not.toHaveProperty('thread');
});

it('says what is missing in the same words as the record, but leaves the signature for the signing', () => {
  const today = day('2026-11-25');
  const codes = missingIn(
    { ...formFrom(view), goals: [newGoal(need)] },
    1,
    { needs: [need], strengths: [] },
    today,
  ).map(({ code }) => code);
  expect(codes).toContain('goal-without-strength');
  expect(codes).toContain('goal-without-step');
  expect(codes).not.toContain('plan-without-client');
  expect(codes).not.toContain('need-without-goal');
});

it('a step moves one place and never out of the list', () => {
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
  expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
  expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
});
