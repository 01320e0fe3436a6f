import { expect, test } from 'vitest';
import { pseudo } from './pseudo.ts';

test('the test language is longer and leaves the syntax of a message alone', () => {
  expect(pseudo('Save')).toBe('[Šávé ~]');
  expect(pseudo('Go to {place}')).toBe('[Ğö tö {place} ~]');
  expect(pseudo('{count, plural, one {One thing} other {# things}}')).toContain(
    '{count, plural, one {Öñé thíñğ} other {# thíñğš}}',
  );
});
