import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { InstrumentDefinition } from '#domain/instruments/definition.ts';
import { shipped } from '#domain/instruments/definitions-for-tests.ts';
import { widthOf } from './helvetica.ts';
import { type LayoutOptions, layoutOf } from './layout.ts';
import type { Box, SheetLayout, SheetPage } from './shape.ts';
import { wordsForTests } from './sheets-for-tests.ts';

const plain: LayoutOptions = { paper: 'a4', isLarge: false, language: 'en', words: wordsForTests };

const laidOut = (definition: InstrumentDefinition, options: Partial<LayoutOptions> = {}): SheetLayout => {
  const layout = layoutOf(definition, { ...plain, ...options });
  if (layout.ok) return layout.value;
  throw new Error(layout.refusals[0]?.code);
};

const printable = readdirSync(new URL('../../../content/instruments/', import.meta.url))
  .filter((name) => name.endsWith('.json'))
  .map((name) => shipped(name.replace('.json', '')))
  .filter(({ items }) => items.every(({ text }) => text !== null));

const variants = printable.flatMap((definition) =>
  (['a4', 'letter'] as const).flatMap((paper) =>
    [false, true].map(
      (isLarge) => [`${definition.id} ${paper}${isLarge ? ' large' : ''}`, definition, paper, isLarge] as const,
    ),
  ),
);

const around = (x: number, y: number, radius: number): Box => ({
  ...{ x: x - radius, y: y - radius },
  ...{ width: 2 * radius, height: 2 * radius },
});

/** Everything dark that is printed, and the paper each bubble needs around it. */
const boxesOf = (page: SheetPage): { name: string; box: Box }[] => [
  ...page.fiducials.map(({ id, x, y, size }) => ({ name: id, box: around(x, y, size / 2 + 0.5) })),
  { name: 'orientation', box: page.orientation },
  { name: 'qr', box: around(page.qr.x + page.qr.size / 2, page.qr.y + page.qr.size / 2, page.qr.size / 2 + 3) },
  { name: 'echo', box: page.echo },
  ...page.rows.flatMap(({ marks }, row) => marks.map((box) => ({ name: `mark of row ${row}`, box }))),
  ...page.items.flatMap(({ id, bubbles }) =>
    bubbles.map(({ value, x, y, radius }) => ({ name: `${id} ${value}`, box: around(x, y, radius * 1.3) })),
  ),
  ...page.text.map(({ id, ...box }) => ({ name: id, box })),
  ...page.print.lines.map(({ x, y, size, face, text }) => ({
    name: text,
    box: { x, y: y - size * 0.26, width: widthOf(text, size, face), height: size * 0.3 },
  })),
];

const touch = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe('the layout of a sheet', () => {
  test.each(variants)(
    '%s: every answer has its bubble once, nothing touches anything, all is on the paper',
    (_, definition, paper, isLarge) => {
      const { pages } = laidOut(definition, { paper, isLarge });
      const placed = pages.flatMap(({ items }) => items);
      expect(placed.map(({ id, bubbles }) => [id, bubbles.map(({ value }) => value)])).toEqual(
        definition.items.map(({ id, options }) => [id, definition.optionSets[options]?.map(({ value }) => value)]),
      );
      for (const page of pages) {
        const boxes = boxesOf(page);
        for (const [at, { name, box }] of boxes.entries()) {
          expect(box.x, name).toBeGreaterThan(4);
          expect(box.x + box.width, name).toBeLessThan(page.width - 4);
          expect(box.y + box.height, name).toBeLessThan(page.height - 4);
          for (const other of boxes.slice(at + 1))
            expect(touch(box, other.box) ? `${name} touches ${other.name}` : '').toBe('');
        }
        for (const { bubbles } of page.items)
          for (const { row, y } of bubbles) expect(page.rows[row]?.y).toBeCloseTo(y, 2);
      }
    },
  );

  test('an item that need not be answered, or is asked only of some, may stay blank', () => {
    const required = laidOut(shipped('phq9')).pages.flatMap(({ items }) => items.map((item) => item.required));
    expect(required).toEqual([...Array.from({ length: 9 }, () => true), false]);
  });

  test('where several apply they are told to fill several, and it stands so in the layout', () => {
    const { pages } = laidOut(shipped('ahc-hrsn'));
    const several = pages.flatMap(({ items }) => items).filter(({ kind }) => kind === 'many');
    expect(several.map(({ id }) => id)).toHaveLength(1);
    expect(pages.flatMap(({ print }) => print.lines.map(({ text }) => text)).join(' ')).toContain(
      '(Fill all that apply.)',
    );
  });

  test('the licence is named in the foot of every page', () => {
    const definition = shipped('pcl5');
    for (const { print } of laidOut(definition, { isLarge: true }).pages)
      expect(print.lines.map(({ text }) => text).join(' ')).toContain(definition.licence.notice);
  });

  test('the same instrument has the same layout; any other look or word another id', () => {
    const definition = shipped('gad7');
    const ids = [
      ...[laidOut(definition), laidOut(definition, { isLarge: true }), laidOut(definition, { paper: 'letter' })],
      laidOut({ ...definition, version: 2 }),
      laidOut({ ...definition, items: [...definition.items].reverse() }),
    ].map(({ layout }) => layout);
    expect(new Set(ids).size).toBe(5);
    expect(laidOut(definition).layout).toBe(ids[0]);
  });

  const ours: InstrumentDefinition = {
    ...shipped('gad7'),
    ...{ title: { en: 'Our own', es: 'Lo nuestro' }, stem: null, recall: null },
    optionSets: {
      yn: [
        { value: 1, label: { en: 'Yes', es: 'Sí' } },
        { value: 0, label: { en: 'No', es: 'No' } },
      ],
    },
    items: [{ id: 'a', text: { en: 'Is it so?', es: '¿Es así, señora?' }, options: 'yn' }],
  };

  test('Spanish stands where the instrument has it, and is refused where a word is missing', () => {
    const spanish = laidOut(ours, { language: 'es' }).pages[0]?.print.lines.map(({ text }) => text);
    expect(spanish).toEqual(expect.arrayContaining(['Lo nuestro', '¿Es así, señora?', 'Sí']));
    expect(layoutOf(shipped('phq9'), { ...plain, language: 'es' })).toMatchObject({
      refusals: [{ code: 'sheet-language-missing' }],
    });
  });

  test('headings stand above what they hold, and what is written in own words has room', () => {
    const sections = [{ id: 's', title: { en: 'About home' }, holds: ['a', 'w'] }];
    const prompts = [{ id: 'w', text: { en: 'What else?' }, fields: [{ id: 'who', label: { en: 'Who' } }] }];
    const [page] = laidOut({ ...ours, sections, prompts }).pages;
    expect(page?.text.map(({ id }) => id)).toEqual(['initials', 'day', 'w.who']);
    const yOf = (text: string) => page?.print.lines.find((line) => line.text === text)?.y ?? 0;
    expect([yOf('About home') < yOf('Is it so?'), yOf('Is it so?') < yOf('What else?')]).toEqual([true, true]);
  });

  test.each([
    ['words are not there', shipped('whodas12'), 'sheet-text-not-loaded'],
    ['a letter cannot be printed', { ...ours, title: { en: 'Опросник' } }, 'sheet-letter-unknown'],
    [
      'an item is longer than a page',
      { ...ours, items: [{ id: 'a', text: { en: 'so '.repeat(9000) }, options: 'yn' }] },
      'sheet-item-too-tall',
    ],
  ])('where %s there is no sheet, and it is said why', (_, definition, code) => {
    expect(layoutOf(definition, plain)).toMatchObject({ ok: false, refusals: [{ code }] });
  });
});
