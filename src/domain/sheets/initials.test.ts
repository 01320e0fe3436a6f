import { describe, expect, test } from 'vitest';
import { initialsOf } from './initials.ts';

describe('the initials on a sheet', () => {
  test.each([
    ['Rosa', 'Delgado', 'RD'],
    ['  maría ', 'de la Cruz', 'MD'],
    ['Ángela', 'Ñáñez', 'ÁÑ'],
    ['Şule', 'Čapek', 'SC'],
    ['“Bo”', '’t Hooft', 'BT'],
    ['Łukasz', 'Wajda', 'W'],
    ['Анна', 'Li', 'L'],
    ['Rosa', '', 'R'],
    ['', '', ''],
  ])('of %s %s are %s', (given, family, initials) => {
    expect(initialsOf({ given, family })).toBe(initials);
  });
});
