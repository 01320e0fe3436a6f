import { expect, test } from 'vitest';
import { type PolicyRow, policy } from '#domain/access/policy.ts';
import en from './en/permissions.json' with { type: 'json' };
import es from './es/permissions.json' with { type: 'json' };

test.each([
  ['English', en],
  ['Spanish', es],
])('every act the policy speaks of, and everybody it reaches, has its words in %s', (_, words) => {
  const relations = Object.values(policy).flatMap((row: PolicyRow) => row.map(({ relation }) => relation));
  const keys = [
    ...Object.keys(policy).map((act) => `permissions.act.${act}`),
    ...new Set(relations.map((relation) => `permissions.reach.${relation}`)),
  ];
  expect(keys.filter((key) => !(key in words))).toEqual([]);
});

test.each([
  ['English', en],
  ['Spanish', es],
])('no two acts read alike in %s', (_, words) => {
  const texts = Object.entries(words).flatMap(([key, text]) => (key.startsWith('permissions.act.') ? [text] : []));
  expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([]);
});
