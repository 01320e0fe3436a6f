import { expect, test } from 'vitest';
import { keyOf, optionAt } from './option-keys.ts';

const frequency = [0, 1, 2, 3].map((value) => ({ value, label: null }));
const yesOrNo = [1, 0, 'declined'].map((value) => ({ value, label: null }));

test('a digit answers with its own value where the values are digits', () => {
  expect(optionAt(frequency, '0')?.value).toBe(0);
  expect(optionAt(frequency, '3')?.value).toBe(3);
  expect(optionAt(frequency, '4')).toBeUndefined();
});

test('otherwise the options are counted from 1', () => {
  expect(optionAt(yesOrNo, '1')?.value).toBe(1);
  expect(optionAt(yesOrNo, '3')?.value).toBe('declined');
  expect(optionAt(yesOrNo, '0')).toBeUndefined();
});

test('a tenth option has no key', () => {
  const ten = Array.from({ length: 10 }, (_, at) => ({ value: at * 10, label: null }));
  expect(keyOf(ten, 9)).toBeNull();
});
