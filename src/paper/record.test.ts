import { expect, test } from 'vitest';
import { runsOf } from './record.ts';

test('short facts stand side by side, long ones have a line of their own', () => {
  const lines = [
    { label: 'Minutes', text: '20' },
    { label: 'Place', text: 'in the office' },
    { label: 'Text', text: 'We talked for a long time about how it was in spring, and what could be different.' },
    { label: 'State', text: 'Signed' },
  ];
  expect(runsOf(lines)).toEqual([
    'Minutes: 20  ·  Place: in the office',
    'Text: We talked for a long time about how it was in spring, and what could be different.',
    'State: Signed',
  ]);
});
