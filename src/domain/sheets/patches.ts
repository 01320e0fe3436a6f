// A small piece of a sheet, cut out of the picture and laid straight: the same number of samples a millimetre for every picture.
import { type Grey, sampled } from './grey.ts';
import { type Homography, localAt } from './homography.ts';

export const samplesPerMillimetre = 6;

export type Patch = {
  readonly data: Uint8Array;
  /** Samples a side; the middle of the patch lies between the middle ones. */
  readonly width: number;
  readonly height: number;
};

export type Shift = { readonly x: number; readonly y: number };

/** Around a place in millimetres, so far each way. Small enough to count as flat. */
export const patchAt = (
  page: Grey,
  map: Homography,
  at: { readonly x: number; readonly y: number },
  reach: { readonly x: number; readonly y: number },
): Patch => {
  const { x, y, across, down } = localAt(map, at.x, at.y);
  const width = 2 * Math.round(reach.x * samplesPerMillimetre);
  const height = 2 * Math.round(reach.y * samplesPerMillimetre);
  const data = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    const under = (row + 0.5 - height / 2) / samplesPerMillimetre;
    const [startX, startY] = [x + down.x * under, y + down.y * under];
    for (let column = 0; column < width; column++) {
      const right = (column + 0.5 - width / 2) / samplesPerMillimetre;
      data[row * width + column] = sampled(page, startX + across.x * right, startY + across.y * right);
    }
  }
  return { data, width, height };
};

/** Values in order of brightness: how many there are of each. */
export const levelAt = (values: Iterable<number>, share: number): number => {
  const counts = new Uint32Array(256);
  let total = 0;
  for (const value of values) {
    counts[value] = (counts[value] as number) + 1;
    total++;
  }
  let seen = 0;
  for (let level = 0; level < 256; level++) {
    seen += counts[level] as number;
    if (seen > share * (total - 1)) return level;
  }
  return 255;
};

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  if (sorted.length === 0) return 0;
  return sorted.length % 2 === 1
    ? (sorted[half] as number)
    : ((sorted[half - 1] as number) + (sorted[half] as number)) / 2;
};
