// Which bubbles are marked, and how sure that is. How dark a bubble is counts beside the paper around it and the ink of the page; a
// second measure, how much of it is truly dark, tells a tick (little, but dark) from what was rubbed out (much, but light). An answer
// is accepted only where one bubble is clearly marked and every other clearly is not; all else is for a person.
import type { Value } from '#domain/instruments/expression.ts';
import { levelAt, median, type Patch, type Shift, samplesPerMillimetre } from './patches.ts';
import type { SheetItem } from './shape.ts';

export type Darkness = {
  /** The mean within the bubble, from paper (0) to ink (1). */
  readonly mean: number;
  /** The share of it that is truly dark. */
  readonly dark: number;
  /** The share that is not paper. */
  readonly touched: number;
  /** How dark its darkest twentieth is. */
  readonly depth: number;
  /** The share of the ring around it that is truly dark. */
  readonly outside: number;
};

export type MarkReason = 'faint' | 'double' | 'erased' | 'outside' | 'blank';

export type ItemReading = {
  readonly id: string;
  readonly value: Value | readonly Value[] | null;
  readonly confidence: number;
  readonly status: 'accepted' | 'check';
  readonly reason: MarkReason | null;
};

const within = 0.8;
const [ringFrom, ringTo] = [1.22, 1.7];
export const patchReach = (radius: number): number => radius * ringTo + 1.4;

type Rim = { readonly inside: Int32Array; readonly around: Int32Array };
const rims = new Map<string, Rim>();

const rimOf = (radius: number, width: number): Rim => {
  const key = `${radius} ${width}`;
  const known = rims.get(key);
  if (known) return known;
  const [inside, around]: [number[], number[]] = [[], []];
  const reach = Math.ceil(radius * ringTo * samplesPerMillimetre);
  for (let y = -reach; y < reach; y++)
    for (let x = -reach; x < reach; x++) {
      const distance = Math.hypot(x + 0.5, y + 0.5) / samplesPerMillimetre / radius;
      if (distance < within) inside.push(y * width + x);
      else if (distance > ringFrom && distance < ringTo) around.push(y * width + x);
    }
  const rim = { inside: Int32Array.from(inside), around: Int32Array.from(around) };
  rims.set(key, rim);
  return rim;
};

/** How bright the paper around a bubble is. */
export const paperAround = ({ data }: Patch): number => levelAt(data, 0.7);

/** `inkShare`: ink beside paper, as the marks of the rows show it. */
export const darknessOf = (patch: Patch, radius: number, shift: Shift, inkShare: number): Darkness => {
  const { data, width, height } = patch;
  const { inside, around } = rimOf(radius, width);
  const middle =
    (height / 2 + Math.round(shift.y * samplesPerMillimetre)) * width +
    width / 2 +
    Math.round(shift.x * samplesPerMillimetre);
  const values = new Uint8Array(around.length);
  for (let at = 0; at < around.length; at++) values[at] = data[middle + (around[at] as number)] as number;
  // Where the ring is scribbled over, the paper further out tells.
  const paper = Math.max(levelAt(values, 0.6), paperAround(patch) * 0.97);
  const contrast = Math.max(20, paper * (1 - inkShare));
  const depths = new Uint8Array(inside.length);
  let [sum, dark, touched, outside] = [0, 0, 0, 0];
  for (let at = 0; at < inside.length; at++) {
    const value = Math.min(1, Math.max(0, (paper - (data[middle + (inside[at] as number)] as number)) / contrast));
    depths[at] = value * 255;
    sum += value;
    if (value > 0.38) dark++;
    if (value > 0.14) touched++;
  }
  for (const value of values) if ((paper - value) / contrast > 0.38) outside++;
  return {
    mean: sum / inside.length,
    dark: dark / inside.length,
    touched: touched / inside.length,
    depth: levelAt(depths, 0.95) / 255,
    outside: outside / around.length,
  };
};

/** What an empty bubble looks like on this page, and in each column of it. */
export const emptyLevels = (bubbles: readonly { readonly column: string; readonly darkness: Darkness }[]) => {
  const lowerHalf = (means: readonly number[]) => {
    const sorted = means.toSorted((a, b) => a - b);
    return median(sorted.slice(0, Math.ceil(sorted.length / 2)));
  };
  const page = Math.min(0.08, lowerHalf(bubbles.map(({ darkness }) => darkness.mean)));
  const columns = new Map<string, number[]>();
  for (const { column, darkness } of bubbles) {
    const means = columns.get(column) ?? [];
    columns.set(column, means);
    means.push(darkness.mean);
  }
  // A column in which everything is marked has no empty bubble to show: it cannot be far from the page.
  return new Map([...columns].map(([column, means]) => [column, Math.min(lowerHalf(means), page + 0.03)]));
};

/** From -1, surely empty, to 1, surely marked; what lies between -`sure` and `sure` is for a person. */
const markOf = ({ mean, dark, depth, touched }: Darkness, empty: number): number => {
  const filled = mean - empty;
  const covered = depth > 0.3 ? (filled - 0.24) / 0.2 : 0;
  const drawn = Math.min((dark - 0.045) / 0.07, (depth - 0.5) / 0.22);
  const inked = Math.max(covered, drawn);
  if (inked > 0) return Math.min(1, inked);
  const clean = Math.min((0.075 - filled) / 0.06, (0.03 - dark) / 0.03, (0.42 - depth) / 0.3, (0.3 - touched) / 0.25);
  return clean > 0 ? -Math.min(1, clean) : 0;
};

const sure = 0.25;

type Judged = { readonly value: Value; readonly darkness: Darkness; readonly filled: number; readonly mark: number };

const reasonOf = (bubbles: readonly Judged[]): MarkReason => {
  const marked = bubbles.filter(({ mark }) => mark >= sure);
  const unsure = bubbles.filter(({ mark }) => Math.abs(mark) < sure);
  if (marked.length > 1) return 'double';
  const strongest = Math.max(0, ...unsure.map(({ filled }) => filled));
  const isLight = unsure.every(({ darkness }) => darkness.depth < 0.55 && darkness.dark < 0.06);
  if (marked.length === 1) {
    if (unsure.length === 0) return 'outside';
    return isLight ? 'erased' : 'double';
  }
  if (unsure.length > 1) return isLight ? 'erased' : 'double';
  if (unsure.length === 1) return strongest < 0.12 && isLight ? 'erased' : 'faint';
  return bubbles.some(({ darkness }) => darkness.outside > mostOutside.beside) ? 'outside' : 'blank';
};

/** How much of the ring around may be dark: around a bubble that is filled, around one that is crossed, around one that is empty. */
const mostOutside = { filled: 0.2, crossed: 0.3, beside: 0.03 };

const isOutside = ({ darkness, filled, mark }: Judged): boolean => {
  if (mark < sure) return darkness.outside > mostOutside.beside;
  return darkness.outside > (filled > 0.5 ? mostOutside.filled : mostOutside.crossed);
};

/** What one item says. `empty`: by column, from `emptyLevels`. `mayBeBlank`: a faint mark would be seen on this page. */
export const readItem = (
  item: SheetItem,
  darkness: readonly Darkness[],
  empty: ReadonlyMap<string, number>,
  mayBeBlank: boolean,
): ItemReading => {
  const bubbles = item.bubbles.map(({ value, column }, at): Judged => {
    const own = darkness[at] as Darkness;
    const level = empty.get(column) ?? 0;
    return { value, darkness: own, filled: own.mean - level, mark: markOf(own, level) };
  });
  const marked = bubbles.filter(({ mark }) => mark >= sure);
  const strengths = bubbles.map(({ mark }) => Math.abs(mark));
  const weakest = Math.min(...strengths);
  const isClear = weakest >= sure && !bubbles.some(isOutside);
  const certainty = bubbles.some(isOutside) ? Math.min(weakest, 0.2) : weakest;
  if (item.kind === 'many') {
    const value = marked.length > 0 ? marked.map((each) => each.value) : null;
    const isAccepted = isClear && (marked.length > 0 || (mayBeBlank && !item.required));
    return {
      ...{ id: item.id, value, confidence: confidenceOf(certainty, 1) },
      ...{ status: isAccepted ? 'accepted' : 'check', reason: isAccepted ? null : reasonOf(bubbles) },
    };
  }
  const ordered = bubbles.toSorted((a, b) => b.mark - a.mark || b.filled - a.filled);
  const [first, second] = ordered;
  const best = first && (first.mark > -sure || first.filled > 0.06) ? first : undefined;
  const margin = (first?.filled ?? 0) - (second?.filled ?? 0);
  const isOne = marked.length === 1 && margin > 0.07;
  const isBlank = marked.length === 0 && mayBeBlank && !item.required;
  const isAccepted = isClear && (isOne || isBlank);
  const value = isAccepted && isBlank ? null : (best?.value ?? null);
  return {
    ...{ id: item.id, value, confidence: confidenceOf(certainty, isOne ? margin / 0.25 : isBlank ? 1 : 0.12) },
    ...{ status: isAccepted ? 'accepted' : 'check', reason: isAccepted ? null : reasonOf(bubbles) },
  };
};

/** From the distance of the least certain bubble to where it would be decided otherwise, and how far the second mark is behind. */
const confidenceOf = (certainty: number, margin: number): number => {
  const part = Math.min(1, certainty) * Math.min(1, Math.max(0.05, margin));
  return Math.round((1 - (1 - part) ** 3) * 1e4) / 1e4;
};
