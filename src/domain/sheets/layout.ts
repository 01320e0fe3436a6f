// Where everything stands on a sheet: worked out once from an instrument and used by the printer and the reader alike. The id of a
// layout is worked out of all it says, so a sheet that was printed otherwise is never read by it.
import { done, type Result, refusal, refused } from '#domain/basics/result.ts';
import type { InstrumentDefinition, Said } from '#domain/instruments/definition.ts';
import { noticeIn } from '#domain/instruments/language.ts';
import { type Block, blocksOf, leading, looks, paragraph, point, type Setting } from './blocks.ts';
import { echoCells, layoutIdOf } from './code.ts';
import { type Face, linesOf, unprintable, widthOf } from './helvetica.ts';
import type { Box, SheetItem, SheetLayout, SheetPage, SheetWords, TextLine } from './shape.ts';

export const papers = { a4: { width: 210, height: 297 }, letter: { width: 215.9, height: 279.4 } } as const;
export type Paper = keyof typeof papers;

export type LayoutOptions = {
  readonly paper: Paper;
  readonly isLarge: boolean;
  readonly language: 'en' | 'es';
  readonly words: SheetWords;
};

const fiducialSize = 7;
const fiducialInset = 11;
const qrSize = 22;
/** From the edge of the paper to what is written and marked. */
const contentInset = 21;
const mark = { width: 2.6, height: 1.6, x: 16.2 };
const echoCell = { width: 2, height: 2.4 };

/** What has to be there in the language of the sheet. */
const everythingSaid = ({ title, stem, recall, items, prompts, sections, optionSets }: InstrumentDefinition): Said[] =>
  [
    title,
    ...[stem, stem ? null : recall],
    ...items.flatMap(({ text, period, options }) => [
      ...[text, period ?? null],
      ...(optionSets[options] ?? []).map(({ label }) => label),
    ]),
    ...(prompts ?? []).flatMap(({ text, fields }) => [text, ...(fields ?? []).map(({ label }) => label)]),
    ...(sections ?? []).flatMap(({ title: name, about }) => [name, about ?? null]),
  ].filter((said): said is Said => said !== null);

type Frame = {
  readonly lines: readonly TextLine[];
  readonly text: SheetPage['text'];
  readonly rules: SheetPage['print']['rules'];
  readonly shortId: SheetPage['shortId'];
  readonly top: number;
  readonly bottom: number;
};

/** The head and the foot, the same on every page but for its number. */
const frameOf = (definition: InstrumentDefinition, options: LayoutOptions, setting: Setting, pageOf: string): Frame => {
  const { words, paper } = options;
  const { width, height } = papers[paper];
  const { look, say, left } = setting;
  const beside = width - fiducialInset - fiducialSize / 2 - 4 - qrSize - 4;
  const titleX = 26;
  const title = paragraph(say(definition.title), {
    ...{ x: titleX, y: 7.6, size: look.title, face: 'bold', most: beside - titleX },
  });
  const lines = [...title.lines];
  const label = (text: string, x: number, y: number): number => {
    lines.push({ x, y, size: look.small, face: 'plain', text });
    return x + widthOf(text, look.small, 'plain');
  };
  const box = look.small * point * 1.9;
  let y = 7.6 + title.height + 1;
  const base = y + box * 0.72;
  const initialsX = label(words.initials, left, base) + 1.4;
  const initials = { id: 'initials', x: initialsX, y, width: look.small * 2.2, height: box };
  const dayX = label(words.day, initialsX + initials.width + 4, base) + 1.4;
  const day = { id: 'day', x: dayX, y, width: Math.min(look.small * 4, beside - dayX), height: box };
  y += box + 1.2;
  const below = y + look.small * point;
  const sheetX = label(`${words.sheet} `, left, below);
  label(pageOf, sheetX + widthOf('MMMM-MMMM', look.small, 'bold') + 5, below);
  y = Math.max(below + 2.4, 7.5 + qrSize + 3);
  const tell = (text: string, size: number, face: Face) => {
    const said = paragraph(text, { x: left, y, size, face, most: setting.width });
    lines.push(...said.lines);
    y += said.height + 1;
  };
  tell(words.instructions, look.small, 'plain');
  if (definition.stem) tell(say(definition.stem), look.text, 'bold');
  else if (definition.recall) tell(words.recall(say(definition.recall)), look.text, 'bold');
  const notice = linesOf(noticeIn(definition, options.language), look.notice, 'plain', setting.width);
  const noticeTop = height - 15.2 - notice.length * leading(look.notice);
  lines.push(
    ...notice.map((text, at) => ({
      ...{ x: left, size: look.notice, face: 'plain' as const, text },
      y: noticeTop + (at + 0.8) * leading(look.notice),
    })),
  );
  return {
    ...{
      lines,
      text: [initials, day],
      rules: [{ x: left, y: y + 0.4, width: setting.width, height: 0.25, isDark: true }],
    },
    shortId: { x: sheetX, y: below, size: look.small },
    ...{ top: y + 1.4, bottom: noticeTop - 2 },
  };
};

const fixedMarks = ({ width, height }: { width: number; height: number }) => {
  const [left, right, top, bottom] = [fiducialInset, width - fiducialInset, fiducialInset, height - fiducialInset];
  return {
    ...{ width, height },
    fiducials: [
      ['top-left', left, top] as const,
      ['top-right', right, top] as const,
      ['middle-right', right, height / 2] as const,
      ['bottom-right', right, bottom] as const,
      ['bottom-left', left, bottom] as const,
      ['middle-left', left, height / 2] as const,
    ].map(([id, x, y]) => ({ id, x, y, size: fiducialSize })),
    orientation: { x: left + 6, y: top - 1.6, width: 6, height: 3.2 },
    qr: { x: right - fiducialSize / 2 - 4 - qrSize, y: 7.5, size: qrSize },
    echo: {
      ...{ x: right - 14 - echoCells * echoCell.width, y: bottom - echoCell.height / 2 },
      ...{ width: echoCells * echoCell.width, height: echoCell.height, cells: echoCells },
    },
  };
};

type Placed = { readonly block: Block; readonly y: number; readonly head: Block['head'] };

/** Blocks on pages, each whole; null where one is taller than a page. */
const paginated = (blocks: readonly Block[], room: number): Placed[][] | null => {
  const pages: Placed[][] = [[]];
  let y = 0;
  let headKey: string | undefined;
  for (const [at, block] of blocks.entries()) {
    const next = block.keepsWithNext ? blocks[at + 1] : undefined;
    const needs = (isFresh: boolean) =>
      block.height +
      (block.head && (isFresh || block.head.key !== headKey) ? block.head.height : 0) +
      (next ? next.height + (next.head?.height ?? 0) : 0);
    if (y + needs(false) > room && y > 0) {
      pages.push([]);
      [y, headKey] = [0, undefined];
    }
    if (y + needs(y === 0) > room) return null;
    const head = block.head && block.head.key !== headKey ? block.head : undefined;
    y += head?.height ?? 0;
    pages.at(-1)?.push({ block, y, head });
    y += block.height;
    headKey = block.head?.key;
  }
  return pages;
};

const lowered = <T extends { readonly y: number }>(list: readonly T[], by: number): T[] =>
  list.map((each) => ({ ...each, y: each.y + by }));

const rounded = (layout: Omit<SheetLayout, 'layout'>): Omit<SheetLayout, 'layout'> =>
  JSON.parse(JSON.stringify(layout, (_, value) => (typeof value === 'number' ? Math.round(value * 1e3) / 1e3 : value)));

/** The layout of a sheet, or why there can be none. */
export const layoutOf = (definition: InstrumentDefinition, options: LayoutOptions): Result<SheetLayout> => {
  const { paper, language, words } = options;
  const { id: instrument, version } = definition;
  if (definition.items.some(({ text }) => text === null))
    return refused(refusal('sheet-text-not-loaded', { instrument }));
  const said = everythingSaid(definition);
  if (said.some((each) => each[language] === undefined))
    return refused(refusal('sheet-language-missing', { instrument }));
  const say = (each: Said | null): string => each?.[language] ?? '';
  for (const text of [...said.map(say), definition.licence.notice]) {
    const letter = unprintable(text.replace(/\s/g, ' '));
    if (letter !== undefined) return refused(refusal('sheet-letter-unknown', { letter, text: text.slice(0, 40) }));
  }
  const { width } = papers[paper];
  const look = looks[options.isLarge ? 'large' : 'normal'];
  const setting = {
    ...{ say, look, width: width - 2 * contentInset },
    left: contentInset,
    right: width - contentInset,
  };
  const { top, bottom } = frameOf(definition, options, setting, '');
  const pages = paginated(blocksOf(definition, words, setting), bottom - top);
  if (!pages) return refused(refusal('sheet-item-too-tall', { instrument }));
  const marksAt = (y: number): [Box, Box] => {
    const size = { width: mark.width, height: mark.height, y: y - mark.height / 2 };
    return [
      { ...size, x: mark.x },
      { ...size, x: width - mark.x - mark.width },
    ];
  };
  const pageOf = (placed: readonly Placed[], at: number): SheetPage => {
    const frame = frameOf(definition, options, setting, words.page(at + 1, pages.length));
    const rows: { y: number; marks: [Box, Box] }[] = [];
    const items: SheetItem[] = [];
    const [lines, rules, text] = [[...frame.lines], [...frame.rules], [...frame.text]];
    for (const { block, y: within, head } of placed) {
      const y = frame.top + within;
      if (head) lines.push(...lowered(head.lines, y - head.height));
      for (const item of block.items)
        items.push({
          ...item,
          bubbles: lowered(item.bubbles, y).map((bubble) => ({ ...bubble, row: bubble.row + rows.length })),
        });
      for (const row of block.rowsAt) rows.push({ y: y + row, marks: marksAt(y + row) });
      lines.push(...lowered(block.lines, y));
      rules.push(...lowered(block.rules, y));
      text.push(...lowered(block.text, y));
    }
    return {
      ...{ page: at + 1, ...fixedMarks(papers[paper]), rows, items, text },
      ...{ shortId: frame.shortId, print: { lines, rules } },
    };
  };
  const layout = rounded({
    ...{ instrument, version, language, title: say(definition.title) },
    ...{ unit: 'mm', origin: 'top-left', pages: pages.map(pageOf) },
  });
  return done({ layout: layoutIdOf(JSON.stringify(layout)), ...layout });
};
