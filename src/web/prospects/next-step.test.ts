import { expect, it } from 'vitest';
import { nextStepOf } from './next-step.ts';

it.each([
  [['not-reached-yet', 'eligibility-not-checked'], 'reach'],
  [['eligibility-not-checked'], 'check'],
  [['criteria-unknown'], 'check'],
  [['criteria-not-met'], 'decide'],
  [['criteria-not-met', 'criteria-unknown'], 'check'],
  [[], 'enrol'],
])('with %j still missing the next step is to %s', (codes, step) => {
  expect(nextStepOf({ missing: codes.map((code) => ({ code })) })).toBe(step);
});
