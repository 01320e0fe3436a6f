// What stands together on a page of a sheet: an item with its bubbles, a heading, room to write. Options few and short enough stand in
// columns under common headings, others one under the other with the label beside; a label never stands in its bubble.
import type { InstrumentDefinition, Item, Option, Prompt, Said } from '#domain/instruments/definition.ts';
import { type Face, linesOf, widthOf } from './helvetica.ts';
import type { Box, Bubble, SheetItem, SheetWords, TextLine } from './shape.ts';

const columnHeadings = { most: 8, leastText: 42 };
export const point = 25.4 / 72;

export const looks = {
  normal: { text: 10, head: 7.5, title: 13, small: 8.5, notice: 6.5, radius: 2.3, pitch: 9.2, stacked: 7.2, box: 18 },
  large: { text: 17, head: 12, title: 18, small: 13, notice: 9, radius: 3.1, pitch: 14.5, stacked: 11.5, box: 28 },
} as const;
type Look = (typeof looks)[keyof typeof looks];

export const leading = (size: number): number => size * 1.25 * point;

/** What stands together on one page, with its places counted from its own top. */
export type Block = {
  readonly height: number;
  readonly lines: readonly TextLine[];
  readonly rules: readonly (Box & { readonly isDark: boolean })[];
  readonly rowsAt: readonly number[];
  readonly items: readonly SheetItem[];
  readonly text: readonly (Box & { readonly id: string })[];
  /** Headings of columns, which stand above the first row of the kind on each page. */
  readonly head?: { readonly key: string; readonly height: number; readonly lines: readonly TextLine[] };
  /** A heading never ends a page. */
  readonly keepsWithNext?: true;
};

const blank: Omit<Block, 'height'> = { lines: [], rules: [], rowsAt: [], items: [], text: [] };

export type Setting = {
  readonly say: (said: Said | null) => string;
  readonly look: Look;
  readonly width: number;
  readonly left: number;
  readonly right: number;
};

export const paragraph = (
  text: string,
  { x, y, size, face, most }: { x: number; y: number; size: number; face: Face; most: number },
): { lines: TextLine[]; height: number } => {
  const lines = linesOf(text, size, face, most).map((line, at) => ({
    ...{ x, size, face, text: line },
    y: y + size * point * 0.95 + at * leading(size),
  }));
  return { lines, height: lines.length * leading(size) };
};

const rowRule = ({ left, width }: Setting, y: number): Box & { isDark: boolean } => ({
  ...{ x: left, y, width, height: 0.1, isDark: false },
});

const isRequired = (item: Item): boolean => item.required !== false && item.showWhen === undefined;
const kindOf = (item: Item): 'single' | 'many' => (item.many ? 'many' : 'single');

/** How wide each column must be so that its heading fits over it, or null where there is no room for all of them. */
const columnWidthOf = (options: readonly Option[], { say, look, width }: Setting): number | null => {
  if (options.length > columnHeadings.most) return null;
  const words = options.flatMap(({ label }) => say(label).split(/\s+/));
  const widest = Math.max(...words.map((word) => widthOf(word, look.head, 'plain')));
  const column = Math.max(look.radius * 2 + 5, widest + 2.4);
  const isFew = options.every(({ label }) => linesOf(say(label), look.head, 'plain', column - 1).length <= 3);
  // What remains must hold the longest word of an item in large print, too.
  return isFew && width - column * options.length >= columnHeadings.leastText ? column : null;
};

const inColumns = (item: Item, options: readonly Option[], number: string, column: number, setting: Setting): Block => {
  const { say, look, left, right } = setting;
  const first = right - column * options.length;
  const indent = widthOf('00. ', look.text, 'plain');
  const text = item.period ? `${say(item.text)} (${say(item.period)})` : say(item.text);
  const most = first - left - indent - 2;
  const wording = paragraph(text, { x: left + indent, y: 0, size: look.text, face: 'plain', most });
  const height = Math.max(look.pitch, wording.height + 2.4);
  const down = (height - wording.height) / 2;
  const y = height / 2;
  const xOf = (at: number) => first + column * (at + 0.5);
  const lines = wording.lines.map((line) => ({ ...line, y: line.y + down }));
  const heads = options.map(({ label }) => linesOf(say(label), look.head, 'plain', column - 1));
  const headHeight = Math.max(...heads.map((head) => head.length)) * leading(look.head) + 1.4;
  return {
    ...blank,
    height,
    lines: [{ x: left, y: lines[0]?.y ?? y, size: look.text, face: 'plain', text: number }, ...lines],
    rules: [rowRule(setting, height)],
    rowsAt: [y],
    items: [
      {
        ...{ id: item.id, kind: kindOf(item), required: isRequired(item) },
        bubbles: options.map(({ value }, at) => ({
          ...{ value, x: xOf(at), y, radius: look.radius, row: 0, column: `${item.options}-${at}` },
        })),
      },
    ],
    head: {
      key: item.options,
      height: headHeight,
      lines: heads.flatMap((head, at) =>
        head.map((line, under) => ({
          ...{ size: look.head, face: 'plain' as const, text: line },
          x: xOf(at) - widthOf(line, look.head, 'plain') / 2,
          y: headHeight - 1.6 - (head.length - 1 - under) * leading(look.head),
        })),
      ),
    },
  };
};

const oneUnderTheOther = (
  item: Item,
  options: readonly Option[],
  number: string,
  words: SheetWords,
  setting: Setting,
) => {
  const { say, look, left, width } = setting;
  const indent = widthOf('00. ', look.text, 'plain');
  const text = item.period ? `${say(item.text)} (${say(item.period)})` : say(item.text);
  const asked = item.many ? `${text} ${words.several}` : text;
  const at = { x: left + indent, y: 1.2, size: look.text, face: 'plain' as const, most: width - indent };
  const wording = paragraph(asked, at);
  const lines: TextLine[] = [
    { x: left, y: wording.lines[0]?.y ?? 0, size: look.text, face: 'plain', text: number },
    ...wording.lines,
  ];
  const bubbleX = left + indent + look.radius;
  const labelX = bubbleX + look.radius + 2.6;
  let y = 1.2 + wording.height + 0.6;
  const rowsAt: number[] = [];
  const bubbles = options.map(({ value, label }, place): Bubble => {
    const said = paragraph(say(label), { ...at, x: labelX, y: 0, most: left + width - labelX });
    const height = Math.max(look.stacked, said.height + 1.6);
    const down = y + (height - said.height) / 2;
    lines.push(...said.lines.map((line) => ({ ...line, y: line.y + down })));
    rowsAt.push(y + height / 2);
    y += height;
    return { value, x: bubbleX, y: rowsAt.at(-1) ?? 0, radius: look.radius, row: place, column: 'stacked' };
  });
  const height = y + 1;
  const items: SheetItem[] = [{ id: item.id, kind: kindOf(item), required: isRequired(item), bubbles }];
  return { ...blank, height, lines, rules: [rowRule(setting, height)], rowsAt, items };
};

const heading = (title: Said, about: Said | undefined, { say, look, left, width }: Setting): Block => {
  const place = { x: left, size: look.text * 1.1, most: width };
  const above = paragraph(say(title), { ...place, y: 2.4, face: 'bold' });
  const below = about
    ? paragraph(say(about), { ...place, y: 2.4 + above.height, size: look.small, face: 'plain' })
    : { lines: [], height: 0 };
  return {
    ...blank,
    height: 2.4 + above.height + below.height + 0.8,
    lines: [...above.lines, ...below.lines],
    keepsWithNext: true,
  };
};

/** Room to write in: one box, or one for each part of an entry. */
const roomToWrite = (prompt: Prompt, { say, look, left, width }: Setting): Block => {
  const asked = paragraph(say(prompt.text), { x: left, y: 1.6, size: look.text, face: 'plain', most: width });
  const lines = [...asked.lines];
  const text: (Box & { id: string })[] = [];
  let y = 1.6 + asked.height + 0.8;
  const box = (id: string) => {
    text.push({ id, x: left, y, width, height: look.box });
    y += look.box + 1.2;
  };
  if (!prompt.fields) box(prompt.id);
  for (const { id, label } of prompt.fields ?? []) {
    const named = paragraph(say(label), { x: left, y, size: look.small, face: 'plain', most: width });
    lines.push(...named.lines);
    y += named.height + 0.6;
    box(`${prompt.id}.${id}`);
  }
  return { ...blank, height: y + 1, lines, text };
};

export const blocksOf = (definition: InstrumentDefinition, words: SheetWords, setting: Setting): Block[] => {
  const { items, prompts = [], sections, optionSets } = definition;
  const widths = new Map(Object.entries(optionSets).map(([key, options]) => [key, columnWidthOf(options, setting)]));
  const blockOf = (id: string): Block => {
    const at = items.findIndex((item) => item.id === id);
    const item = items[at];
    if (!item) return roomToWrite(prompts.find((prompt) => prompt.id === id) as Prompt, setting);
    const options = optionSets[item.options] ?? [];
    const column = item.many ? null : (widths.get(item.options) ?? null);
    return column === null
      ? oneUnderTheOther(item, options, `${at + 1}.`, words, setting)
      : inColumns(item, options, `${at + 1}.`, column, setting);
  };
  if (sections)
    return sections.flatMap(({ title, about, holds }) => [heading(title, about, setting), ...holds.map(blockOf)]);
  return [...items, ...prompts].map(({ id }) => blockOf(id));
};
