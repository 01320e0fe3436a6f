// A small piece of a sheet, cut out of the picture and laid straight: the same number of samples a millimetre for every picture.
import { type Grey, sampled } from './grey.ts';
import { type Homography, localAt } from './homography.ts';

export const samplesPerMillimetre = 6;
/** A pixel, where places are counted in whole numbers. */
const one = 65_536;

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
  samples = samplesPerMillimetre,
): Patch => {
  const { x, y, across, down } = localAt(map, at.x, at.y);
  const width = 2 * Math.round(reach.x * samples);
  const height = 2 * Math.round(reach.y * samples);
  const data = new Uint8Array(width * height);
  const [rightX, rightY, underX, underY] = [across.x / samples, across.y / samples, down.x / samples, down.y / samples];
  const [firstX, firstY] = [
    x + rightX * (0.5 - width / 2) + underX * (0.5 - height / 2),
    y + rightY * (0.5 - width / 2) + underY * (0.5 - height / 2),
  ];
  const isWithin = [0, width].every((right) =>
    [0, height].every((under) => {
      const [cornerX, cornerY] = [firstX + rightX * right + underX * under, firstY + rightY * right + underY * under];
      return cornerX > 1 && cornerY > 1 && cornerX < page.width - 2 && cornerY < page.height - 2;
    }),
  );
  let to = 0;
  if (!isWithin) {
    for (let row = 0; row < height; row++)
      for (let column = 0; column < width; column++)
        data[to++] = sampled(page, firstX + underX * row + rightX * column, firstY + underY * row + rightY * column);
    return { data, width, height };
  }
  // The same as `sampled`, without looking whether the edge is near: most of the time of reading a page goes here, so it is
  // done in whole numbers.
  const { data: from, width: stride } = page;
  const [stepX, stepY] = [Math.round(rightX * one), Math.round(rightY * one)];
  for (let row = 0; row < height; row++) {
    let atX = Math.round((firstX + underX * row - 0.5) * one);
    let atY = Math.round((firstY + underY * row - 0.5) * one);
    for (let column = 0; column < width; column++) {
      const first = (atY >> 16) * stride + (atX >> 16);
      const right = (atX >> 8) & 255;
      const under = (atY >> 8) & 255;
      const above = (from[first] as number) * (256 - right) + (from[first + 1] as number) * right;
      const below = (from[first + stride] as number) * (256 - right) + (from[first + stride + 1] as number) * right;
      data[to++] = (above * (256 - under) + below * under + 32768) >> 16;
      atX += stepX;
      atY += stepY;
    }
  }
  return { data, width, height };
};

const counts = new Uint32Array(256);

/** The value below which such a share of all values lies. */
export const levelAt = (values: Uint8Array, share: number): number => {
  counts.fill(0);
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number;
    counts[value] = (counts[value] as number) + 1;
  }
  const enough = share * (values.length - 1);
  let seen = 0;
  for (let level = 0; level < 256; level++) {
    seen += counts[level] as number;
    if (seen > enough) return level;
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
