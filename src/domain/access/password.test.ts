import { describe, expect, test } from 'vitest';
import { whyNotPassword } from './password.ts';

const codes = (password: string, known?: string[]) => whyNotPassword(password, known).map(({ code }) => code);

describe('passwords', () => {
  test.each([
    'kitchen-table-river',
    'cinco gatos en la luna',
    'Tr0ub4dor&3xyzzy',
    'correcthorsebatterystaple',
    'пароль-для-работы',
  ])('%s may be used', (password) => expect(codes(password)).toEqual([]));
  test.each([
    'password1234',
    'P@ssw0rd2026!',
    'Welcome-2026!!',
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    'qwertyuiop12',
    '123456789012',
    'passwordpassword',
    'iloveyou12345',
    'summerlove2024',
    'contraseña123',
  ])('%s is what guessing programs try first', (password) => expect(codes(password)).toEqual(['password-common']));
  test('eleven characters are too few, whatever they are', () =>
    expect(codes('xK9#mQ2$vL7')).toEqual(['password-too-short']));
  test('a name that others know, with little around it, is refused', () => {
    expect(codes('rosamartinez-9', ['rosamartinez@example.org'])).toEqual(['password-known']);
    expect(codes('rosamartinez keeps four goats', ['rosamartinez@example.org'])).toEqual([]);
  });
});
