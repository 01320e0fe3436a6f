// A page as grey values, 0 black to 255 white, row after row. A pixel covers one unit each way, its middle lies at one half.

export type Grey = { readonly data: Uint8Array; readonly width: number; readonly height: number };

/** Each `factor` by `factor` pixels become one, their mean. */
export const shrunk = ({ data, width, height }: Grey, factor: number): Grey => {
  if (factor === 1) return { data, width, height };
  const [across, down] = [Math.floor(width / factor), Math.floor(height / factor)];
  const out = new Uint8Array(across * down);
  if (factor === 2) {
    let to = 0;
    for (let y = 0; y < down; y++) {
      let from = 2 * y * width;
      for (let x = 0; x < across; x++, from += 2) {
        const upper = (data[from] as number) + (data[from + 1] as number);
        out[to++] = (upper + (data[from + width] as number) + (data[from + width + 1] as number)) >> 2;
      }
    }
    return { data: out, width: across, height: down };
  }
  const sums = new Uint32Array(across);
  const area = factor * factor;
  for (let y = 0; y < down; y++) {
    sums.fill(0);
    for (let line = 0; line < factor; line++) {
      let from = (y * factor + line) * width;
      for (let x = 0; x < across; x++) {
        let sum = 0;
        for (let step = 0; step < factor; step++) sum += data[from++] as number;
        sums[x] = (sums[x] as number) + sum;
      }
    }
    const at = y * across;
    for (let x = 0; x < across; x++) out[at + x] = (sums[x] as number) / area;
  }
  return { data: out, width: across, height: down };
};

/** Next to nothing between black and white: a scan of one bit, in which faint marks are lost without a trace. */
export const isBlackAndWhite = ({ data }: Grey): boolean => {
  let [between, looked] = [0, 0];
  for (let at = 0; at < data.length; at += 97, looked++) {
    const value = data[at] as number;
    if (value > 40 && value < 205) between++;
  }
  return between < looked * 0.003;
};

/** Darker than seven eighths of what is around it, and darker by more than noise: uneven light does not count. */
const share = 0.87;
const leastContrast = 14;

/** 1 where a pixel is dark among the `2 * reach + 1` pixels each way around it. */
export const darkPixels = ({ data, width, height }: Grey, reach: number): Uint8Array => {
  const out = new Uint8Array(width * height);
  // Sums of columns that move down with the row, and along them a sum that moves with the pixel: no table as large as the page.
  const columns = new Uint32Array(width);
  const add = (row: number, sign: number) => {
    const from = row * width;
    for (let x = 0; x < width; x++) columns[x] = (columns[x] as number) + sign * (data[from + x] as number);
  };
  for (let row = 0; row < Math.min(reach, height); row++) add(row, 1);
  const mark = (at: number, sum: number, area: number) => {
    const value = data[at] as number;
    if (value * area < sum * share && (value + leastContrast) * area < sum) out[at] = 1;
  };
  for (let y = 0; y < height; y++) {
    if (y + reach < height) add(y + reach, 1);
    if (y - reach - 1 >= 0) add(y - reach - 1, -1);
    const tall = Math.min(height - 1, y + reach) - Math.max(0, y - reach) + 1;
    let sum = 0;
    for (let x = 0; x < Math.min(reach, width); x++) sum += columns[x] as number;
    const from = y * width;
    const [inner, outer] = [Math.min(width, reach + 1), Math.max(reach + 1, width - reach)];
    const edge = (first: number, end: number) => {
      for (let x = first; x < end; x++) {
        if (x + reach < width) sum += columns[x + reach] as number;
        if (x - reach - 1 >= 0) sum -= columns[x - reach - 1] as number;
        const wide = Math.min(width - 1, x + reach) - Math.max(0, x - reach) + 1;
        mark(from + x, sum, tall * wide);
      }
    };
    edge(0, inner);
    const area = tall * (2 * reach + 1);
    for (let x = inner; x < outer && x < width; x++) {
      sum += (columns[x + reach] as number) - (columns[x - reach - 1] as number);
      mark(from + x, sum, area);
    }
    edge(outer, width);
  }
  return out;
};

/** Between the four pixels around; beyond the edge the edge goes on. */
export const sampled = ({ data, width, height }: Grey, x: number, y: number): number => {
  const [left, top] = [x - 0.5, y - 0.5];
  let [column, row] = [Math.floor(left), Math.floor(top)];
  let [right, under] = [left - column, top - row];
  if (column < 0) [column, right] = [0, 0];
  else if (column >= width - 1) [column, right] = [width - 2, 1];
  if (row < 0) [row, under] = [0, 0];
  else if (row >= height - 1) [row, under] = [height - 2, 1];
  const at = row * width + column;
  const upper = (data[at] as number) * (1 - right) + (data[at + 1] as number) * right;
  const lower = (data[at + width] as number) * (1 - right) + (data[at + width + 1] as number) * right;
  return upper * (1 - under) + lower * under;
};
