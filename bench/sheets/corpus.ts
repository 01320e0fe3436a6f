// Pages that somebody has filled in, with what they meant. Nothing of the reader is used here.

import type { Value } from '#domain/instruments/expression.ts';
import { layoutOf } from '#domain/sheets/layout.ts';
import type { SheetLayout, SheetPage } from '#domain/sheets/shape.ts';
import { newSheetId } from '#paper/sheet-code.ts';
import { sheetsAsPdf } from '#paper/sheet-pdf.ts';
import { type Chance, chanceFrom } from './chance.ts';
import { shippedOrOwn } from './forms.ts';
import { draw, drawBeside, drawErased, type Kind, type Spot } from './pen.ts';
import { type Picture, rasterized } from './picture.ts';
import { type Condition, dotsOf, scanned } from './scanner.ts';

export type Meant = {
  readonly id: string;
  /** Undefined: nobody can know; any answer taken for it is wrong. */
  readonly value: Value | readonly Value[] | null | undefined;
  readonly mark: Kind | 'erased' | 'double' | 'outside' | 'blank' | 'several';
  /** One bubble covered by 60 % or more at 40 % contrast or more, all others by 10 % or less at any contrast. */
  readonly isClear: boolean;
};

export type FilledPage = {
  readonly bytes: Uint8Array;
  readonly ending: string;
  readonly condition: Condition;
  readonly layout: SheetLayout;
  readonly sheet: string;
  readonly page: number;
  readonly meant: readonly Meant[];
};

export type Form = {
  readonly layout: SheetLayout;
  readonly pages: ReadonlyMap<number, readonly Picture[]>;
  readonly sheet: string;
};

const key = 'the key of the corpus';

/** A printed form, rasterized at each resolution. */
export const printedForm = async (layout: SheetLayout, dots: readonly number[]): Promise<Form> => {
  const sheet = newSheetId();
  const pdf = await sheetsAsPdf(layout, [sheet], key);
  const pages = new Map<number, readonly Picture[]>();
  for (const each of dots) pages.set(each, await rasterized(pdf, each));
  return { layout, pages, sheet };
};

export const formsOf = async (dots: readonly number[]): Promise<Form[]> => {
  const forms: Form[] = [];
  for (const { definition, paper, isLarge } of shippedOrOwn()) {
    const layout = layoutOf(definition, {
      ...{ paper, isLarge, language: 'en' },
      words: {
        ...{ instructions: 'Fill the whole circle.', several: '(Fill all that apply.)', recall: (period) => period },
        ...{ initials: 'Initials', day: 'Day', sheet: 'Sheet', page: (page, of) => `${page}/${of}` },
      },
    });
    if (!layout.ok) throw new Error(layout.refusals[0]?.code);
    forms.push(await printedForm(layout.value, dots));
  }
  return forms;
};

/** The share of a bubble that has become darker since it was printed, by so much of the contrast or more. */
const covered = (before: Picture, after: Picture, { x, y, radius }: Spot, contrast: number): number => {
  let [dark, all] = [0, 0];
  for (let row = Math.floor(y - radius); row <= y + radius; row++)
    for (let column = Math.floor(x - radius); column <= x + radius; column++) {
      if (Math.hypot(column + 0.5 - x, row + 0.5 - y) > radius * 0.9) continue;
      const at = row * before.width + column;
      all++;
      if ((before.data[at] as number) - (after.data[at] as number) > contrast * 255) dark++;
    }
  return dark / all;
};

const ordinary: readonly (Kind | 'erased' | 'double' | 'outside' | 'blank')[] = [
  ...Array.from({ length: 56 }, () => 'fill' as const),
  ...Array.from({ length: 10 }, () => 'scribble' as const),
  ...Array.from({ length: 9 }, () => 'tick' as const),
  ...Array.from({ length: 8 }, () => 'cross' as const),
  ...Array.from({ length: 5 }, () => 'off-centre' as const),
  ...Array.from({ length: 4 }, () => 'faint' as const),
  ...(['erased', 'erased', 'erased', 'double', 'double', 'outside', 'blank', 'blank'] as const),
];

const fillIn = (page: SheetPage, printed: Picture, chance: Chance): { picture: Picture; meant: Meant[] } => {
  const picture = { ...printed, data: printed.data.slice() };
  const [across, down] = [picture.width / page.width, picture.height / page.height];
  const meant = page.items.map((item): Meant => {
    const spots = item.bubbles.map(
      ({ x, y, radius }): Spot => ({ x: x * across, y: y * down, radius: radius * across }),
    );
    const places = spots.map((_, at) => at);
    const own = chance.among(places);
    const spot = spots[own] as Spot;
    const value = item.bubbles[own]?.value ?? null;
    const judged = (mark: Meant['mark'], said: Meant['value']): Meant => {
      const filled = spots.filter((each) => covered(printed, picture, each, 0.4) >= 0.6);
      const touched = spots.filter((each) => covered(printed, picture, each, 0.05) > 0.1);
      const isClear = filled.length === 1 && touched.length === 1;
      return { id: item.id, value: said, mark, isClear };
    };
    if (item.kind === 'many') {
      const chosen = places.filter(() => chance.isSo(0.35));
      for (const at of chosen) draw(picture, spots[at] as Spot, chance.isSo(0.8) ? 'fill' : 'cross', chance);
      return judged('several', chosen.length === 0 ? null : chosen.map((at) => item.bubbles[at]?.value as Value));
    }
    const mark = chance.among(ordinary);
    const other = chance.among(places.filter((at) => at !== own));
    switch (mark) {
      case 'blank':
        return judged(mark, null);
      case 'outside':
        drawBeside(picture, spot, chance);
        return judged(mark, value);
      case 'double':
        draw(picture, spot, chance.among(['fill', 'cross', 'tick']), chance);
        draw(picture, spots[other] as Spot, chance.among(['fill', 'scribble']), chance);
        return judged(mark, undefined);
      case 'erased':
        drawErased(picture, spots[other] as Spot, chance);
        if (chance.isSo(0.25)) return judged(mark, null);
        draw(picture, spot, 'fill', chance);
        return judged(mark, value);
      default:
        draw(picture, spot, mark, chance);
        return judged(mark, value);
    }
  });
  return { picture, meant };
};

/** One page, filled in and scanned; the seed says how. */
export const filledPage = async (
  form: Form,
  pageNumber: number,
  condition: Condition,
  seed: number,
  resolution?: number,
): Promise<FilledPage> => {
  const chance = chanceFrom(seed);
  const dots = resolution ?? dotsOf(condition, chance);
  const page = form.layout.pages[pageNumber - 1] as SheetPage;
  const printed = form.pages.get(dots)?.[pageNumber - 1] as Picture;
  const { picture, meant } = fillIn(page, printed, chance);
  const { bytes, ending } = await scanned(picture, condition, dots, chance);
  return { bytes, ending, condition, layout: form.layout, sheet: form.sheet, page: pageNumber, meant };
};
