import { expect, test } from 'vitest';
import { readSignInSearch } from './sign-in-search.ts';

test('after signing in one returns to where one was', () => {
  expect(readSignInSearch({ back: '/clients/7?tab=plan', why: 'idle' })).toEqual({
    back: '/clients/7?tab=plan',
    why: 'idle',
  });
});

test.each([
  '//evil.example',
  '/\\evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  '/sign-in?back=/',
  7,
  null,
])('a link that leads elsewhere (%s) is not followed', (back) => expect(readSignInSearch({ back })).toEqual({}));
