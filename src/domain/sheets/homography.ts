// How a flat sheet lies in a picture: a projective map from millimetres to pixels, by least squares over known points (DLT with both
// sides brought to the same scale; Hartley & Zisserman, Multiple View Geometry, 4.1 and 4.4).

export type Point = { readonly x: number; readonly y: number };
/** Nine numbers, row after row. */
export type Homography = Float64Array;

/** Solves `size` equations in place; false where they do not tell. */
export const solve = (matrix: Float64Array, right: Float64Array, size: number): boolean => {
  for (let column = 0; column < size; column++) {
    let best = column;
    for (let row = column + 1; row < size; row++)
      if (Math.abs(matrix[row * size + column] as number) > Math.abs(matrix[best * size + column] as number))
        best = row;
    const pivot = matrix[best * size + column] as number;
    if (Math.abs(pivot) < 1e-12) return false;
    if (best !== column) {
      for (let at = 0; at < size; at++) {
        const held = matrix[column * size + at] as number;
        matrix[column * size + at] = matrix[best * size + at] as number;
        matrix[best * size + at] = held;
      }
      const held = right[column] as number;
      right[column] = right[best] as number;
      right[best] = held;
    }
    for (let row = 0; row < size; row++) {
      if (row === column) continue;
      const factor = (matrix[row * size + column] as number) / pivot;
      if (factor === 0) continue;
      for (let at = column; at < size; at++)
        matrix[row * size + at] = (matrix[row * size + at] as number) - factor * (matrix[column * size + at] as number);
      right[row] = (right[row] as number) - factor * (right[column] as number);
    }
  }
  for (let row = 0; row < size; row++) right[row] = (right[row] as number) / (matrix[row * size + row] as number);
  return true;
};

type Frame = { readonly x: number; readonly y: number; readonly scale: number };

const frameOf = (points: readonly Point[]): Frame => {
  let [x, y, spread] = [0, 0, 0];
  for (const point of points) {
    x += point.x / points.length;
    y += point.y / points.length;
  }
  for (const point of points) spread += Math.hypot(point.x - x, point.y - y) / points.length;
  return { x, y, scale: spread === 0 ? 1 : 1 / spread };
};

/** From four pairs of points or more; null where they do not tell. */
export const homographyOf = (from: readonly Point[], to: readonly Point[]): Homography | null => {
  const [source, target] = [frameOf(from), frameOf(to)];
  const matrix = new Float64Array(64);
  const right = new Float64Array(8);
  const rowX = new Float64Array(8);
  const rowY = new Float64Array(8);
  for (const [at, point] of from.entries()) {
    const goal = to[at] as Point;
    const [x, y] = [(point.x - source.x) * source.scale, (point.y - source.y) * source.scale];
    const [u, v] = [(goal.x - target.x) * target.scale, (goal.y - target.y) * target.scale];
    rowX.set([x, y, 1, 0, 0, 0, -u * x, -u * y]);
    rowY.set([0, 0, 0, x, y, 1, -v * x, -v * y]);
    for (let row = 0; row < 8; row++) {
      const [a, b] = [rowX[row] as number, rowY[row] as number];
      for (let column = 0; column < 8; column++)
        matrix[row * 8 + column] =
          (matrix[row * 8 + column] as number) + a * (rowX[column] as number) + b * (rowY[column] as number);
      right[row] = (right[row] as number) + a * u + b * v;
    }
  }
  if (!solve(matrix, right, 8)) return null;
  const [a, b, c, d, e, f, g, h] = right as unknown as number[] as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  // Undo the scales: target⁻¹ · map · source.
  const s = source.scale;
  const rows = [
    [a * s, b * s, c - s * (a * source.x + b * source.y)],
    [d * s, e * s, f - s * (d * source.x + e * source.y)],
    [g * s, h * s, 1 - s * (g * source.x + h * source.y)],
  ] as const;
  const [first, second, third] = rows;
  return Float64Array.from([
    ...first.map((value, at) => value / target.scale + target.x * (third[at] as number)),
    ...second.map((value, at) => value / target.scale + target.y * (third[at] as number)),
    ...third,
  ]);
};

export const mapped = (map: Homography, x: number, y: number): Point => {
  const [a, b, c, d, e, f, g, h, i] = map as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const depth = g * x + h * y + i;
  return { x: (a * x + b * y + c) / depth, y: (d * x + e * y + f) / depth };
};

/** Around a point: where it lies, and what one millimetre to the right and one down are there. */
export type Local = Point & { readonly across: Point; readonly down: Point };

export const localAt = (map: Homography, x: number, y: number): Local => {
  const half = 0.5;
  const [at, left, right, up, low] = [
    ...[mapped(map, x, y), mapped(map, x - half, y), mapped(map, x + half, y)],
    ...[mapped(map, x, y - half), mapped(map, x, y + half)],
  ] as [Point, Point, Point, Point, Point];
  return { ...at, across: { x: right.x - left.x, y: right.y - left.y }, down: { x: low.x - up.x, y: low.y - up.y } };
};
