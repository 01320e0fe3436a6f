import fc from 'fast-check';
import { expect, test } from 'vitest';
import { homographyOf, localAt, mapped } from './homography.ts';

const corner = (x: number, y: number) =>
  fc.record({
    x: fc.double({ min: x - 30, max: x + 30, noNaN: true }),
    y: fc.double({ min: y - 30, max: y + 30, noNaN: true }),
  });

test('however a sheet is seen, its four corners fall where they are, and what is straight stays straight', () => {
  const sheet = [
    { x: 11, y: 11 },
    { x: 199, y: 11 },
    { x: 199, y: 286 },
    { x: 11, y: 286 },
  ];
  const seen = fc.tuple(corner(100, 100), corner(900, 130), corner(940, 1300), corner(60, 1250));
  fc.assert(
    fc.property(seen, (corners) => {
      const map = homographyOf(sheet, corners);
      if (!map) return false;
      for (const [at, { x, y }] of sheet.entries()) {
        const found = mapped(map, x, y);
        expect(Math.hypot(found.x - (corners[at]?.x ?? 0), found.y - (corners[at]?.y ?? 0))).toBeLessThan(1e-6);
      }
      const [a, b, c] = [mapped(map, 20, 30), mapped(map, 90, 100), mapped(map, 160, 170)];
      expect(Math.abs((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x))).toBeLessThan(1e-3);
      return true;
    }),
  );
});

test('from more points than are needed the nearest map is found, and it tells how large a millimetre is', () => {
  const from = [
    [0, 0],
    [100, 0],
    [100, 200],
    [0, 200],
    [0, 100],
    [100, 100],
  ].map(([x = 0, y = 0]) => ({ x, y }));
  const to = from.map(({ x, y }, at) => ({ x: 3 * x + 5 + (at % 2) * 0.01, y: 3 * y + 7 }));
  const map = homographyOf(from, to);
  if (!map) throw new Error('no map');
  const { x, y, across, down } = localAt(map, 50, 50);
  expect([x, y, across.x, down.y].map(Math.round)).toEqual([155, 157, 3, 3]);
});

test('points on one line tell nothing', () => {
  const line = [0, 1, 2, 3].map((at) => ({ x: at, y: at }));
  expect(homographyOf(line, line)).toBeNull();
});
