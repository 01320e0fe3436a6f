import { expect, test } from 'vitest';
import { commonAnswers } from './common-answers.ts';

test('common answers are said in both languages, each once in its set', () => {
  for (const answers of Object.values(commonAnswers)) {
    expect(new Set(answers.map(({ en }) => en)).size).toBe(answers.length);
    expect(new Set(answers.map(({ es }) => es)).size).toBe(answers.length);
    // “No” is “No”.
    expect(answers.filter(({ en, es }) => String(en) === es && en !== 'No')).toEqual([]);
  }
});
