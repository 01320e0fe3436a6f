// The small black marks at both ends of each row. Where they really lie tells how far the row has moved from where a flat sheet would
// have it: paper curls, feeders pull. They are black, so they are seen in scans of one bit, too, and tell how dark ink is.
import type { Grey } from './grey.ts';
import type { Homography } from './homography.ts';
import { levelAt, median, type Patch, patchAt, type Shift, samplesPerMillimetre } from './patches.ts';
import type { Box, SheetPage } from './shape.ts';

export type RowShift = {
  /** In millimetres, at the marks at the left and the right. */
  readonly left: Shift;
  readonly right: Shift;
};

export type RowMarks = {
  readonly rows: readonly RowShift[];
  /** The share of marks that were seen where their neighbours say they should be. */
  readonly seen: number;
  /** Ink beside paper: 0 is perfectly black. */
  readonly inkShare: number;
};

type Found = Shift & { readonly inkShare: number };

/** How far a mark may have moved. */
const mostShift = { x: 2.4, y: 2.4 };
const room = 1.1;

const findMark = (patch: Patch, { width: wide, height: tall }: Box): Found | null => {
  const { data, width, height } = patch;
  const [paper, ink] = [levelAt(data, 0.8), levelAt(data, 0.03)];
  if (paper - ink < 30) return null;
  const stride = width + 1;
  const sums = new Float64Array(stride * (height + 1));
  for (let y = 0; y < height; y++) {
    let row = 0;
    for (let x = 0; x < width; x++) {
      row += Math.min(1, Math.max(0, (paper - (data[y * width + x] as number)) / (paper - ink)));
      sums[(y + 1) * stride + x + 1] = (sums[y * stride + x + 1] as number) + row;
    }
  }
  const sum = (x: number, y: number, w: number, h: number) =>
    (sums[(y + h) * stride + x + w] as number) -
    (sums[y * stride + x + w] as number) -
    (sums[(y + h) * stride + x] as number) +
    (sums[y * stride + x] as number);
  const [w, h] = [Math.round(wide * samplesPerMillimetre), Math.round(tall * samplesPerMillimetre)];
  const rim = Math.round(0.7 * samplesPerMillimetre);
  const area = w * h;
  const around = (w + 2 * rim) * (h + 2 * rim) - area;
  let [best, bestX, bestY] = [0, 0, 0];
  for (let y = rim; y + h + rim <= height; y++)
    for (let x = rim; x + w + rim <= width; x++) {
      const inside = sum(x, y, w, h);
      const score = inside / area - (sum(x - rim, y - rim, w + 2 * rim, h + 2 * rim) - inside) / around;
      if (score > best) [best, bestX, bestY] = [score, x, y];
    }
  if (best < 0.55) return null;
  // Between samples: the middle of what is dark there.
  let [weight, right, under] = [0, 0, 0];
  for (let y = bestY - 2; y < bestY + h + 2; y++)
    for (let x = bestX - 2; x < bestX + w + 2; x++) {
      const dark = Math.min(1, Math.max(0, (paper - (data[y * width + x] as number)) / (paper - ink)));
      weight += dark;
      right += dark * (x + 0.5);
      under += dark * (y + 0.5);
    }
  return {
    x: (right / weight - width / 2) / samplesPerMillimetre,
    y: (under / weight - height / 2) / samplesPerMillimetre,
    inkShare: ink / Math.max(1, paper),
  };
};

/** Those that agree with their neighbours stay; the others are taken from between them. */
const smoothed = (found: readonly (Found | null)[], heights: readonly number[]): { shifts: Shift[]; seen: number } => {
  const known = found.flatMap((each, at) => (each ? [{ ...each, height: heights[at] as number }] : []));
  const agreeing = known.filter((each, at) => {
    const near = known.slice(Math.max(0, at - 2), at + 3);
    const off = Math.hypot(each.x - median(near.map(({ x }) => x)), each.y - median(near.map(({ y }) => y)));
    return off < 0.7;
  });
  const shifts = heights.map((height): Shift => {
    const after = agreeing.findIndex((each) => each.height >= height);
    const [low, high] = [agreeing[after === -1 ? agreeing.length - 1 : Math.max(0, after - 1)], agreeing[after]];
    if (!low) return { x: 0, y: 0 };
    if (!high || high.height <= low.height) return low;
    const part = Math.min(1, Math.max(0, (height - low.height) / (high.height - low.height)));
    return { x: low.x + (high.x - low.x) * part, y: low.y + (high.y - low.y) * part };
  });
  return { shifts, seen: agreeing.length };
};

export const readRowMarks = (page: Grey, map: Homography, { rows }: SheetPage): RowMarks => {
  const heights = rows.map(({ y }) => y);
  const sides = [0, 1].map((side) =>
    rows.map(({ marks }) => {
      const box = marks[side] as Box;
      const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      const reach = { x: box.width / 2 + room + mostShift.x, y: box.height / 2 + room + mostShift.y };
      return findMark(patchAt(page, map, middle, reach), box);
    }),
  );
  const [left, right] = sides.map((found) => smoothed(found, heights)) as [
    ReturnType<typeof smoothed>,
    ReturnType<typeof smoothed>,
  ];
  const inks = sides.flat().flatMap((each) => (each ? [each.inkShare] : []));
  return {
    rows: rows.map((_, at) => ({ left: left.shifts[at] as Shift, right: right.shifts[at] as Shift })),
    seen: rows.length === 0 ? 1 : (left.seen + right.seen) / (2 * rows.length),
    inkShare: median(inks),
  };
};

/** How far a place in a row has moved: between its two marks. */
export const shiftIn = ({ left, right }: RowShift, marks: readonly [Box, Box], x: number): Shift => {
  const part = (x - marks[0].x - marks[0].width / 2) / (marks[1].x - marks[0].x);
  return { x: left.x + (right.x - left.x) * part, y: left.y + (right.y - left.y) * part };
};
