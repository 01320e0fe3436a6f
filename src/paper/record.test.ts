import { expect, test } from 'vitest';
import { recordPaper, runsOf } from './record.ts';
import { textOf } from './test-text.ts';

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

test.each([
  ['has all letters', 'Łukasz Nguyễn, Анна', false],
  ['lacks a letter', 'Łukasz 王', true],
])('a paper that %s tells of letters it lacks, and of none otherwise', async (_, heading, isSaid) => {
  const entry = { heading, marks: [], lines: [], written: 'Written today', beside: [] };
  const { bytes } = await recordPaper(
    {
      ...{ title: 'Record', author: 'Riverbend', language: 'en', largePrint: false, madeAt: '2026-11-25T12:00:00Z' },
      cover: { heading: 'Your record', whose: 'Anna', lines: [], notes: ['All there is'], gaps: 'Some letters lack' },
      ...{ contents: 'Contents', chapters: [{ title: 'Notes', entries: [entry] }], footer: (page) => `page ${page}` },
    },
    async () => undefined,
  );
  const text = await textOf(bytes);
  expect(text).toContain(heading.replace('王', '□'));
  expect(text.includes('Some letters lack')).toBe(isSaid);
});
