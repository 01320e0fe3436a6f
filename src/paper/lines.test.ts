import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inLines } from './lines.ts';

const measure = (text: string) => [...text].length;

test('no line is longer than the page is wide, and no letter is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.integer({ min: 8, max: 60 }), (text, most) => {
      const plain = text.replace(/\s+/g, ' ').trim();
      const lines = inLines(plain, measure, most);
      expect(lines.every((line) => measure(line) <= most)).toBe(true);
      expect(lines.join('').replaceAll(' ', '')).toBe(plain.replaceAll(' ', ''));
    }),
  );
});

test('what is set in stays set in where it goes on', () => {
  expect(inLines('Needs:\n   • A home of my own', measure, 14)).toEqual(['Needs:', '   • A home of', '   my own']);
});
