// Where on a picture the sheet lies. At least four of its six targets must be seen; every way of taking them for four of the six is
// tried, and the one holds under which most others fall into place and the black mark stands where it should.
import type { Bullseye } from './bullseyes.ts';
import { type Homography, homographyOf, localAt, mapped, type Point } from './homography.ts';
import type { SheetPage } from './shape.ts';

/** What every page on one kind of paper has in the same places. */
export type Frame = Pick<SheetPage, 'width' | 'height' | 'fiducials' | 'orientation' | 'qr'>;

export type Placing = {
  readonly map: Homography;
  /** Which fiducials were seen, by their place in the list. */
  readonly seen: readonly { readonly fiducial: number; readonly bullseye: number }[];
  /** How far those are from where the map puts them, in parts of their radius, and how far from its size. */
  readonly off: number;
};

const mostTargets = 10;
const leastDark = 0.75;
const mostMisSized = 0.28;
const wellPlaced = 0.15;

const combinations = (count: number): [number, number, number, number][] => {
  const all: [number, number, number, number][] = [];
  for (let a = 0; a < count; a++)
    for (let b = a + 1; b < count; b++)
      for (let c = b + 1; c < count; c++) for (let d = c + 1; d < count; d++) all.push([a, b, c, d]);
  return all;
};

/** Four of the six in the order of the edge: two on each side, since three on a line tell nothing of depth. */
const fours = ((): number[][] => {
  // The order of the list: top left, top right, middle right, bottom right, bottom left, middle left.
  const [left, right] = [
    [0, 4, 5],
    [1, 2, 3],
  ];
  const pairs = (side: readonly number[]) => side.map((gone) => side.filter((each) => each !== gone));
  return pairs(left as number[]).flatMap((one) =>
    pairs(right as number[]).map((other) => [...one, ...other].sort((a, b) => a - b)),
  );
})();

/** In the order of the edge, clockwise as seen; null where one lies within the others. */
const inOrder = (points: readonly Bullseye[], four: readonly number[]): number[] | null => {
  const of = (at: number) => points[at] as Bullseye;
  const middle = {
    x: four.reduce((sum, at) => sum + of(at).x, 0) / 4,
    y: four.reduce((sum, at) => sum + of(at).y, 0) / 4,
  };
  const angle = (at: number) => Math.atan2(of(at).y - middle.y, of(at).x - middle.x);
  const ordered = [...four].sort((a, b) => angle(a) - angle(b));
  for (let at = 0; at < 4; at++) {
    const [a, b, c] = [0, 1, 2].map((step) => of(ordered[(at + step) % 4] as number)) as [Bullseye, Bullseye, Bullseye];
    if ((b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x) <= 0) return null;
  }
  return ordered;
};

/** How much larger or smaller a target is than the map says a fiducial is there (0: just as large). */
const misSized = (map: Homography, { x, y, size }: Frame['fiducials'][number], { radius }: Bullseye): number => {
  const { across, down } = localAt(map, x, y);
  const area = across.x * down.y - across.y * down.x;
  if (area <= 0) return Number.POSITIVE_INFINITY;
  return Math.abs(Math.log(radius / ((Math.sqrt(area) * size) / 2)));
};

type Mask = { readonly data: Uint8Array; readonly width: number; readonly height: number };

/** Dark where the mark should be, light around it. */
const isOriented = (mask: Mask, map: Homography, { x, y, width, height }: Frame['orientation']): boolean => {
  const isDark = (at: Point): number => {
    const [column, row] = [Math.floor(at.x), Math.floor(at.y)];
    return column >= 0 && row >= 0 && column < mask.width && row < mask.height
      ? (mask.data[row * mask.width + column] as number)
      : 0;
  };
  let [inside, within, outside, around] = [0, 0, 0, 0];
  for (let right = 0; right < 9; right++)
    for (let down = 0; down < 5; down++) {
      inside += isDark(mapped(map, x + width * (0.14 + 0.09 * right), y + height * (0.2 + 0.15 * down)));
      within++;
    }
  for (let step = 0; step < 9; step++) {
    const across = x + (width * step) / 8;
    outside += isDark(mapped(map, across, y - 1.4)) + isDark(mapped(map, across, y + height + 1.4));
    around += 2;
  }
  return inside / within >= leastDark && outside / around < 0.35;
};

/** The best placing of a frame among the targets that were found, or null. Pixels are those of the mask. */
export const placed = (frame: Frame, targets: readonly Bullseye[], mask: Mask): Placing | null => {
  // The largest are likeliest: print that happens to look like a target is small.
  const points = [...targets].sort((a, b) => b.radius - a.radius).slice(0, mostTargets);
  const places = points.map((point) => targets.indexOf(point));
  let best: Placing | null = null;
  for (const four of combinations(points.length)) {
    const ordered = inOrder(points, four);
    if (!ordered) continue;
    for (const fiducials of fours)
      for (let turn = 0; turn < 4; turn++) {
        const from = fiducials.map((at) => frame.fiducials[at] as Point);
        const to = ordered.map((_, at) => points[ordered[(at + turn) % 4] as number] as Point);
        const map = homographyOf(from, to);
        if (!map) continue;
        const seen: { fiducial: number; bullseye: number }[] = [];
        let off = 0;
        for (const [at, fiducial] of frame.fiducials.entries()) {
          const { x, y } = mapped(map, fiducial.x, fiducial.y);
          const near = points.findIndex((each) => Math.hypot(each.x - x, each.y - y) < each.radius * 0.9);
          const point = points[near];
          if (!point) continue;
          const misfit = misSized(map, fiducial, point);
          if (misfit > mostMisSized) continue;
          seen.push({ fiducial: at, bullseye: places[near] as number });
          off += Math.hypot(point.x - x, point.y - y) / point.radius + misfit;
        }
        if (seen.length < 4 || (best && seen.length < best.seen.length)) continue;
        off /= seen.length;
        if (best && seen.length === best.seen.length && off >= best.off) continue;
        if (!isOriented(mask, map, frame.orientation)) continue;
        best = { map, seen, off };
        // All six, where they should be: nothing can be better.
        if (seen.length === 6 && off < wellPlaced) return best;
      }
  }
  return best;
};
