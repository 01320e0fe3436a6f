import { expect, test } from 'vitest';
import type { Look } from '#contract/key-events.ts';
import { looksByDay } from './looks-by-day.ts';

const maya = { id: '1', name: 'Maya', roles: [], kind: 'staff' };
const look = (at: string, part: string, more: Partial<Look> = {}): Look => ({
  id: at,
  at,
  who: maya,
  access: 'opened',
  part,
  action: '',
  basis: 'care',
  ...more,
});

test('what one person opened on one day is one line with each part once', () => {
  const [first] = looksByDay(
    [
      look('2026-11-24T15:00:00Z', 'chart'),
      look('2026-11-24T14:00:00Z', 'plan'),
      look('2026-11-24T13:00:00Z', 'chart'),
    ],
    'America/New_York',
  );
  expect(first?.lines).toMatchObject([
    { parts: ['chart', 'plan'], count: 3, firstAt: '2026-11-24T13:00:00Z', lastAt: '2026-11-24T15:00:00Z' },
  ]);
});

test('the day is the one where the agency is, and a refusal is never hidden among what was opened', () => {
  const days = looksByDay(
    [look('2026-11-25T03:00:00Z', 'chart', { access: 'refused' }), look('2026-11-24T15:00:00Z', 'chart')],
    'America/New_York',
  );
  expect(days.map(({ day, lines }) => [day, lines.map(({ access }) => access)])).toEqual([
    ['2026-11-24', ['refused', 'opened']],
  ]);
});
