import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inLines, runsOf } from './record.ts';

const measure = (text: string) => [...text].length;

test('no line is longer than the page is wide, and no letter is lost', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), fc.integer({ min: 8, max: 60 }), (text, most) => {
      const plain = text.replace(/\s+/g, ' ').trim();
      const lines = inLines(plain, measure, most);
      expect(lines.every((line) => line.length <= most)).toBe(true);
      expect(lines.join('').replaceAll(' ', '')).toBe(plain.replaceAll(' ', ''));
    }),
  );
});

test('what is set in stays set in where it goes on', () => {
  expect(inLines('Needs:\n   • A home of my own', measure, 14)).toEqual(['Needs:', '   • A home of', '   my own']);
});

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
