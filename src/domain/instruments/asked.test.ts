import { describe, expect, test } from 'vitest';
import { answersAsked, itemsAsked, promptsAsked } from './asked.ts';
import { shipped } from './definitions-for-tests.ts';

const asked = (id: string, answers: object) => itemsAsked(shipped(id), answers as never).map((item) => item.id);

describe('what is asked', () => {
  test('the fifth question of the ASQ comes with the first yes, or the first refusal to answer', () => {
    expect(asked('asq', { q1: 0, q2: 0, q3: 0, q4: 0 })).toEqual(['q1', 'q2', 'q3', 'q4']);
    expect(asked('asq', { q1: 0, q2: 1 })).toContain('q5');
    expect(asked('asq', { q1: 'declined' })).toContain('q5');
  });

  test('a question that may still be asked stays, so that no answer is missed', () => {
    expect(asked('phq9', {})).toContain('q10');
    const none = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`q${at + 1}`, 0]));
    expect(asked('phq9', none)).not.toContain('q10');
    expect(asked('phq9', { ...none, q9: 1 })).toContain('q10');
  });

  test('an answer to a question that is asked no more does not count', () => {
    expect(answersAsked(shipped('cssrs-screener'), { q1: 0, q2: 0, q4: 1, q6: 0 })).toEqual({ q1: 0, q2: 0, q6: 0 });
  });

  test('a part of life is gone into once it is talked about, and what was said stays in view', () => {
    const prompts = (answers: object) =>
      promptsAsked(shipped('comprehensive-assessment'), answers as never).map(({ id }) => id);
    expect(prompts({})).toEqual(['matters', 'first']);
    expect(prompts({ housing: 'yes', work: 'later' })).toEqual([
      ...['matters', 'housing_current', 'housing_wishes', 'housing_strengths', 'housing_barriers', 'first'],
    ]);
    expect(prompts({ housing: 'later', housing_wishes: 'A garden', housing_barriers: ' ' })).toEqual([
      ...['matters', 'housing_wishes', 'first'],
    ]);
  });
});
