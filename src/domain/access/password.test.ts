import { describe, expect, test } from 'vitest';
import { refusal } from '#domain/basics/result.ts';
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

  test('a refusal names the rule, its number and the field', () => {
    expect(whyNotPassword('short')).toEqual([refusal('password-too-short', { least: 12 }, '/password')]);
    expect(whyNotPassword('ab, '.repeat(65))).toEqual([refusal('password-too-long', { most: 256 }, '/password')]);
    expect(whyNotPassword('password1234')).toEqual([refusal('password-common', {}, '/password')]);
    expect(whyNotPassword('rosamartinez-9', ['rosamartinez'])).toEqual([refusal('password-known', {}, '/password')]);
  });
  test('twelve characters are enough and 256 not too many, counted as people count them', () => {
    expect(codes('xK9#mQ2$vL7w')).toEqual([]);
    expect(codes('🦊'.repeat(11))).toEqual(['password-too-short']);
    expect(codes('heron by the dock, '.repeat(14).slice(0, 256))).toEqual([]);
    expect(codes('heron by the dock, '.repeat(14).slice(0, 257))).toEqual(['password-too-long']);
  });
  test.each([
    ['a keyboard row backwards', 'poiuytrewq12'],
    ['a keyboard row in pieces of letters', '-asdfghjkl-9'],
    ['the alphabet', 'abcdefghijkl'],
    ['digits and marks alone', '12-34-56-78-9!'],
    ['three letters among digits', 'xkq123456789'],
    ['a common word with its letters written as digits', '5up3rm4n-2026!'],
    ['two common words', 'SummerDragon-26'],
    ['accents over a common word', 'Contraséña-2026'],
  ])('%s is what guessing programs try first', (_, password) => expect(codes(password)).toEqual(['password-common']));
  test('a common word beside an uncommon one may be used, and so may letters that only begin like a row', () => {
    expect(codes('dragon-heronry')).toEqual([]);
    expect(codes('qwertyheronx')).toEqual([]);
    expect(codes('xkqz123456789')).toEqual([]);
  });
  test('a known word counts from four letters on, and only with fewer than eight characters around it', () => {
    expect(codes('rosa-x9#mQ2', ['rosa'])).toEqual(['password-too-short']);
    expect(codes('ROSAx9#mQ2$-', ['Ana Rosa'])).toEqual([]);
    expect(codes('martinx9#mQ2', ['Rosa, Martin'])).toEqual(['password-known']);
    expect(codes('anax9#mQ2$vL', ['ana'])).toEqual([]);
    expect(codes('riverhouse#mQ', ['+River (House)', 'riverhouse'])).toEqual(['password-known']);
  });

  test('what stands in the list that is handed in is refused, also with digits and marks around it, and nothing else is', () => {
    const common = new Set(['qazwsxedcrfv', 'kitchen']);
    const withList = (password: string) => whyNotPassword(password, [], common).map(({ code }) => code);
    for (const password of ['qazwsxedcrfv', 'QAZWSXedcrfv', 'Kitchen-2026!', 'k1tch3n-2026!'])
      expect([password, codes(password), withList(password)]).toEqual([password, [], ['password-common']]);
    expect(withList('kitchen-table-river')).toEqual([]);
  });
});
