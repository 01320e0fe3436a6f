// Finds the round targets of a sheet. Any line through the middle of one is dark, light, dark, light, dark in the widths 1:1:3:1:1;
// the corners of a QR code are so too, but they are square, and a square is no ellipse.
import { type Grey, sampled } from './grey.ts';

export type Bullseye = {
  readonly x: number;
  readonly y: number;
  /** To the outer edge, the mean of all directions. */
  readonly radius: number;
};

const rays = 24;
const directions = Array.from({ length: rays }, (_, at) => ({
  x: Math.cos((2 * Math.PI * at) / rays),
  y: Math.sin((2 * Math.PI * at) / rays),
}));

type Mask = { readonly data: Uint8Array; readonly width: number; readonly height: number };

/** One unit of a row of five runs where they are near enough to 1:1:3:1:1, else 0. */
const unitOf = (a: number, b: number, c: number, d: number, e: number): number => {
  const unit = (a + b + c + d + e) / 7;
  if (unit < 1.4) return 0;
  const most = unit * 0.75 + 0.5;
  const isNear =
    Math.abs(a - unit) < most &&
    Math.abs(b - unit) < most &&
    Math.abs(c - 3 * unit) < 1.5 * most &&
    Math.abs(d - unit) < most &&
    Math.abs(e - unit) < most;
  return isNear ? unit : 0;
};

/** How far from a dark middle the three edges lie in one direction, or null. */
const edgesAlong = ({ data, width, height }: Mask, x: number, y: number, dx: number, dy: number, most: number) => {
  const edges = [0, 0, 0];
  let found = 0;
  for (let step = 0.5; step < most; step += 0.5) {
    const [column, row] = [Math.floor(x + dx * step), Math.floor(y + dy * step)];
    if (column < 0 || row < 0 || column >= width || row >= height) return null;
    // The middle and the ring are dark, what lies after each is light.
    if ((data[row * width + column] === 1) === (found % 2 === 0)) continue;
    edges[found++] = step - 0.25;
    if (found === 3) return edges as unknown as readonly [number, number, number];
  }
  return null;
};

/** The middle of a dark run through a point, and how long the run is. */
const middleOf = ({ data, width, height }: Mask, x: number, y: number, isDown: boolean): number => {
  const [step, most, start] = isDown ? [width, height, y] : [1, width, x];
  const base = isDown ? x : y * width;
  let [low, high] = [start, start];
  while (low > 0 && data[base + (low - 1) * step] === 1) low--;
  while (high < most - 1 && data[base + (high + 1) * step] === 1) high++;
  return (low + high + 1) / 2;
};

/** Fits 1/r² = a + b cos 2θ + c sin 2θ, which an ellipse obeys exactly; how far off the diameters are, relatively. */
const offEllipse = (diameters: readonly number[]): number => {
  const count = diameters.length;
  let [a, b, c] = [0, 0, 0];
  const values = diameters.map((diameter) => 4 / (diameter * diameter));
  for (const [at, value] of values.entries()) {
    const angle = (2 * Math.PI * at) / count;
    a += value / count;
    b += (2 * value * Math.cos(angle)) / count;
    c += (2 * value * Math.sin(angle)) / count;
  }
  let squares = 0;
  for (const [at, value] of values.entries()) {
    const angle = (2 * Math.PI * at) / count;
    squares += (value - a - b * Math.cos(angle) - c * Math.sin(angle)) ** 2;
  }
  return Math.hypot(b, c) > 0.75 * a ? 1 : Math.sqrt(squares / count) / a;
};

const mostOffEllipse = 0.13;

/** A target with its middle near a point, or null. */
const targetAt = (mask: Mask, nearX: number, nearY: number, unit: number): Bullseye | null => {
  let [x, y] = [nearX, nearY];
  for (let pass = 0; pass < 2; pass++) {
    const [column, row] = [Math.floor(x), Math.floor(y)];
    if (mask.data[row * mask.width + column] !== 1) return null;
    y = middleOf(mask, column, row, true);
    x = middleOf(mask, column, Math.floor(y), false);
  }
  const edges = directions.map(({ x: dx, y: dy }) => edgesAlong(mask, x, y, dx, dy, unit * 6));
  if (edges.filter((each) => each === null).length > 2) return null;
  const [inner, light, outer] = [0, 0, 0].map((_, edge) => {
    const known = edges.flatMap((each) => (each ? [each[edge] as number] : []));
    return known.reduce((sum, value) => sum + value, 0) / known.length;
  }) as [number, number, number];
  if (inner / outer < 0.28 || inner / outer > 0.6 || light / outer < 0.56 || light / outer > 0.86) return null;
  const half = rays / 2;
  const diameters = Array.from({ length: half }, (_, at) => {
    const [one, other] = [edges[at], edges[at + half]];
    return (one?.[2] ?? other?.[2] ?? outer) + (other?.[2] ?? one?.[2] ?? outer);
  });
  if (offEllipse(diameters) > mostOffEllipse) return null;
  let [shiftX, shiftY] = [0, 0];
  for (const [at, { x: dx, y: dy }] of directions.entries()) {
    shiftX += ((edges[at]?.[2] ?? outer) * dx * 2) / rays;
    shiftY += ((edges[at]?.[2] ?? outer) * dy * 2) / rays;
  }
  return { x: x + shiftX, y: y + shiftY, radius: outer };
};

/** All targets on a page that is black and white. */
export const findBullseyes = (mask: Mask): Bullseye[] => {
  const { data, width, height } = mask;
  const found: Bullseye[] = [];
  const isKnown = (x: number, y: number) =>
    found.some((each) => Math.abs(each.x - x) < each.radius && Math.abs(each.y - y) < each.radius);
  for (let y = 1; y < height; y += 2) {
    const from = y * width;
    // The lengths of the last five runs.
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    let start = 0;
    let isDark = data[from] === 1;
    for (let x = 1; x <= width; x++) {
      const isNext = x < width && data[from + x] === 1;
      if (x < width && isNext === isDark) continue;
      const e = x - start;
      if (isDark && a > 0) {
        const unit = unitOf(a, b, c, d, e);
        const middle = x - e - d - c / 2;
        if (unit > 0 && !isKnown(middle, y)) {
          const target = targetAt(mask, middle, y + 0.5, unit);
          if (target && !isKnown(target.x, target.y)) found.push(target);
        }
      }
      a = b;
      b = c;
      c = d;
      d = e;
      isDark = isNext;
      start = x;
    }
  }
  return found;
};

/** How far the outer edge lies in one direction, between pixels; null where it is not seen. */
const edgeOf = (page: Grey, x: number, y: number, dx: number, dy: number, radius: number): number | null => {
  const dark = sampled(page, x + dx * radius * 0.86, y + dy * radius * 0.86);
  const light = sampled(page, x + dx * radius * 1.22, y + dy * radius * 1.22);
  if (light - dark < 25) return null;
  const level = (dark + light) / 2;
  const step = Math.min(0.5, radius / 24);
  let before = dark;
  for (let at = radius * 0.86 + step; at <= radius * 1.22; at += step) {
    const value = sampled(page, x + dx * at, y + dy * at);
    if (value >= level) return at - step * ((value - level) / Math.max(1e-6, value - before));
    before = value;
  }
  return null;
};

/** The same target on the page at full size, between pixels: opposite edges are equally far from the middle. */
export const refined = (page: Grey, { x: nearX, y: nearY, radius }: Bullseye): Bullseye => {
  let [x, y, mean] = [nearX, nearY, radius];
  for (let pass = 0; pass < 3; pass++) {
    const edges = directions.map(({ x: dx, y: dy }) => edgeOf(page, x, y, dx, dy, mean));
    let [xx, xy, yy, right, down, sum, count] = [0, 0, 0, 0, 0, 0, 0];
    for (let at = 0; at < rays / 2; at++) {
      const [one, other] = [edges[at], edges[at + rays / 2]];
      const { x: dx, y: dy } = directions[at] as { x: number; y: number };
      if (one === null || other === null || one === undefined || other === undefined) continue;
      const off = (one - other) / 2;
      xx += dx * dx;
      xy += dx * dy;
      yy += dy * dy;
      right += off * dx;
      down += off * dy;
      sum += (one + other) / 2;
      count++;
    }
    const determinant = xx * yy - xy * xy;
    if (count < rays / 4 || determinant < 1e-6) return { x, y, radius: mean };
    x += (right * yy - down * xy) / determinant;
    y += (down * xx - right * xy) / determinant;
    mean = sum / count;
  }
  return { x, y, radius: mean };
};
